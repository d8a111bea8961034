/** The calls of those who help. Each begins with who is signed in and what that person may do. */
import { implement } from '@orpc/server';
import { pageContract } from '../../contract/page';
import type { Result } from '../../contract/result';
import type { Permission } from '../../contract/roles';
import {
  closeOffice,
  createFirstTechnician,
  goToPage,
  openOffice,
  requirePermission,
  type SignedIn,
  signIn,
  signOut,
} from '../assist/sign-in';
import type { Kiosk } from '../kiosk/kiosk';
import { outcome } from './outcome';

/** Builds the handlers of `office` and `people`. */
export function createOfficeRouter(kiosk: Kiosk) {
  const os = implement(pageContract);

  /** Runs `work` for who may do `permission`, then shows what has changed. */
  const allowed = (
    permission: Permission,
    work: (signedIn: SignedIn) => Result<unknown> | Promise<Result<unknown>>,
  ) =>
    outcome(async () => {
      const who = requirePermission(kiosk, permission);
      if (!who.ok) return who;
      const done = await work(who.value);
      kiosk.publish();
      return done;
    });

  return {
    office: {
      open: os.office.open.handler(() => outcome(() => openOffice(kiosk))),
      close: os.office.close.handler(() => outcome(() => closeOffice(kiosk))),
      createFirst: os.office.createFirst.handler(({ input }) =>
        outcome(() => createFirstTechnician(kiosk, input.name, input.pin)),
      ),
      signIn: os.office.signIn.handler(({ input }) => outcome(() => signIn(kiosk, input))),
      signOut: os.office.signOut.handler(() => outcome(() => signOut(kiosk))),
      go: os.office.go.handler(({ input }) => outcome(() => goToPage(kiosk, input.page))),
    },
    people: {
      create: os.people.create.handler(({ input }) =>
        allowed('managePeople', ({ helper }) => kiosk.helpers.create(input, helper)),
      ),
      remove: os.people.remove.handler(({ input }) =>
        allowed('managePeople', ({ helper }) => kiosk.helpers.remove(input.helperId, helper)),
      ),
      unlock: os.people.unlock.handler(({ input }) =>
        allowed('unlockPeople', ({ helper }) => kiosk.helpers.unlock(input.helperId, helper)),
      ),
      resetPin: os.people.resetPin.handler(({ input }) =>
        allowed('managePeople', ({ helper }) =>
          kiosk.helpers.resetPin(input.helperId, input.pin, helper),
        ),
      ),
    },
  };
}
