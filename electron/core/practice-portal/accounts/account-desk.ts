/** Registers residents for practice: details, a one-time code to the drawn phone, an account. */
import { randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import { unmetPasswordRules } from '../../../contract/password';
import { err, ok, type Result } from '../../../contract/result';
import type {
  CodeSent,
  PracticeMessage,
  RegistrationRequest,
  SignedIn,
} from '../../submissions/wire/accounts';
import type { Clock } from '../clock';
import type { PersonStore } from '../storage/person-store';
import { hashPassword, type PasswordHash, verifyPassword } from './password-hash';
import { createPortalSessions } from './portal-sessions';

/** How long a one-time code counts: the few minutes real portals give. */
export const CODE_TTL_SECONDS = 180;

/** Wrong tries one code bears before another must be asked for. */
export const CODE_TRIES = 5;

/** Codes one registration may have sent, the first included. */
export const CODE_SENDS = 5;

type Profile = Omit<RegistrationRequest, 'matKhau'>;
type Registration = { profile: Profile; password: PasswordHash; code: string };
type RegistrationRow = {
  id: string;
  expires_at: string;
  tries_left: number;
  sends_left: number;
  verified: 0 | 1;
  sealed: Buffer;
};

export type AccountDesk = {
  /** PASSWORD_WEAK (details.problems), ACCOUNT_EXISTS. A registration not finished is replaced. */
  register(request: RegistrationRequest): Promise<Result<CodeSent>>;
  /** ACCOUNT_CODE_WRONG (details.triesLeft), ACCOUNT_CODE_EXPIRED, ACCOUNT_CODE_TOO_MANY. */
  verify(registrationId: string, code: string): Result<null>;
  /** ACCOUNT_CODE_EXPIRED when there is nothing to verify, ACCOUNT_CODE_TOO_MANY. */
  resend(registrationId: string): Result<CodeSent>;
  /** What the drawn phone shows, newest first. */
  readMessages(phone: string): PracticeMessage[];
  /** PORTAL_REFUSED for an unknown number and for a wrong password alike. */
  signIn(personalId: string, password: string): Promise<Result<SignedIn>>;
  /** The signed-in resident's own details; PORTAL_REFUSED when the session is over. */
  readProfile(sessionId: string): Result<Profile>;
  signOut(sessionId: string): void;
  closeSessions(): void;
};

/** Makes the desk over the portal's tables. */
export function createAccountDesk(
  store: PersonStore,
  clock: Clock,
  codeTtlSeconds = CODE_TTL_SECONDS,
): AccountDesk {
  const { db } = store;
  const sessions = createPortalSessions<string>(clock);

  const personIndex = (personalId: string) => store.sealer.index('personalId', personalId);
  const phoneIndex = (phone: string) => store.sealer.index('phone', phone);
  const hasAccount = (index: Buffer) =>
    db.prepare('SELECT 1 FROM account WHERE person_index = ?').get(index) !== undefined;
  const findRegistration = (id: string) =>
    db.prepare('SELECT * FROM registration WHERE id = ?').get(id) as RegistrationRow | undefined;
  const openRegistration = (row: RegistrationRow) =>
    store.sealer.openJson('registration', row.sealed) as Registration;

  /** Puts a fresh code on the phone; the caller stores it with the registration. */
  function sendCode(phone: string): { code: string; expiresAt: string } {
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const now = clock.now();
    const expiresAt = new Date(now.getTime() + codeTtlSeconds * 1_000).toISOString();
    const message: PracticeMessage = {
      maXacThuc: code,
      guiLuc: now.toISOString(),
      hetHanLuc: expiresAt,
    };
    db.prepare('INSERT INTO message (phone_index, sealed) VALUES (?, ?)').run(
      phoneIndex(phone),
      store.sealer.sealJson('message', message),
    );
    return { code, expiresAt };
  }

  async function register(request: RegistrationRequest): Promise<Result<CodeSent>> {
    const problems = unmetPasswordRules(request.matKhau);
    if (problems.length > 0) return err('PASSWORD_WEAK', { problems: problems.join(',') });
    if (hasAccount(personIndex(request.soDinhDanh))) return err('ACCOUNT_EXISTS');

    const { matKhau, ...profile } = request;
    const era = store.era;
    const password = await hashPassword(matKhau);
    // Persons were forgotten while the password was hashed: this one left with them.
    if (era !== store.era) return err('SESSION_NONE');

    return db.transaction((): Result<CodeSent> => {
      const index = personIndex(profile.soDinhDanh);
      if (hasAccount(index)) return err('ACCOUNT_EXISTS');
      const id = randomUUID();
      const { code, expiresAt } = sendCode(profile.soDienThoai);
      const sealed = store.sealer.sealJson('registration', { profile, password, code });
      db.prepare('DELETE FROM registration WHERE person_index = ?').run(index);
      db.prepare(
        `INSERT INTO registration (id, person_index, expires_at, tries_left, sends_left, sealed)
         VALUES (?, ?, ?, ?, ?, ?)`,
      ).run(id, index, expiresAt, CODE_TRIES, CODE_SENDS - 1, sealed);
      return ok({ maDangKy: id, hetHanLuc: expiresAt, soLanGuiConLai: CODE_SENDS - 1 });
    })();
  }

  function verify(registrationId: string, typed: string): Result<null> {
    return db.transaction((): Result<null> => {
      const row = findRegistration(registrationId);
      if (!row) return err('ACCOUNT_CODE_EXPIRED');
      const { profile, password, code } = openRegistration(row);
      const isRight = sameText(typed, code);
      // The answer to a good code may have been lost on the way: the same code is good again.
      if (row.verified === 1) return isRight ? ok(null) : err('ACCOUNT_EXISTS');
      if (row.tries_left <= 0) return err('ACCOUNT_CODE_TOO_MANY');
      if (clock.now() >= new Date(row.expires_at)) return err('ACCOUNT_CODE_EXPIRED');
      if (!isRight) {
        const triesLeft = row.tries_left - 1;
        db.prepare('UPDATE registration SET tries_left = ? WHERE id = ?').run(triesLeft, row.id);
        return triesLeft > 0
          ? err('ACCOUNT_CODE_WRONG', { triesLeft })
          : err('ACCOUNT_CODE_TOO_MANY');
      }
      db.prepare('INSERT INTO account (person_index, sealed) VALUES (?, ?)').run(
        personIndex(profile.soDinhDanh),
        store.sealer.sealJson('account', { profile, password }),
      );
      db.prepare('UPDATE registration SET verified = 1 WHERE id = ?').run(row.id);
      return ok(null);
    })();
  }

  function resend(registrationId: string): Result<CodeSent> {
    return db.transaction((): Result<CodeSent> => {
      const row = findRegistration(registrationId);
      if (!row) return err('ACCOUNT_CODE_EXPIRED');
      if (row.verified === 1) return err('ACCOUNT_EXISTS');
      if (row.sends_left <= 0) return err('ACCOUNT_CODE_TOO_MANY');
      const registration = openRegistration(row);
      const { code, expiresAt } = sendCode(registration.profile.soDienThoai);
      const sendsLeft = row.sends_left - 1;
      db.prepare(
        `UPDATE registration SET expires_at = ?, tries_left = ?, sends_left = ?, sealed = ?
         WHERE id = ?`,
      ).run(
        expiresAt,
        CODE_TRIES,
        sendsLeft,
        store.sealer.sealJson('registration', { ...registration, code }),
        row.id,
      );
      return ok({ maDangKy: row.id, hetHanLuc: expiresAt, soLanGuiConLai: sendsLeft });
    })();
  }

  function readMessages(phone: string): PracticeMessage[] {
    const rows = db
      .prepare('SELECT sealed FROM message WHERE phone_index = ? ORDER BY id DESC')
      .all(phoneIndex(phone)) as { sealed: Buffer }[];
    return rows.map((row) => store.sealer.openJson('message', row.sealed) as PracticeMessage);
  }

  function findAccount(personalId: string) {
    const row = db
      .prepare('SELECT sealed FROM account WHERE person_index = ?')
      .get(personIndex(personalId)) as { sealed: Buffer } | undefined;
    if (!row) return undefined;
    return store.sealer.openJson('account', row.sealed) as {
      profile: Profile;
      password: PasswordHash;
    };
  }

  async function signIn(personalId: string, password: string): Promise<Result<SignedIn>> {
    const account = findAccount(personalId);
    const era = store.era;
    if (!account || !(await verifyPassword(password, account.password))) {
      return err('PORTAL_REFUSED');
    }
    if (era !== store.era) return err('SESSION_NONE');
    const session = sessions.open(personalId);
    return ok({ phien: session.id, hetHanLuc: session.expiresAt.toISOString() });
  }

  return {
    register,
    verify,
    resend,
    readMessages,
    signIn,
    readProfile(sessionId) {
      const personalId = sessions.find(sessionId);
      const account = personalId === undefined ? undefined : findAccount(personalId);
      return account ? ok(account.profile) : err('PORTAL_REFUSED');
    },
    signOut: (sessionId) => sessions.close(sessionId),
    closeSessions: () => sessions.closeAll(),
  };
}

function sameText(typed: string, wanted: string): boolean {
  const [left, right] = [Buffer.from(typed, 'utf8'), Buffer.from(wanted, 'utf8')];
  return left.length === right.length && timingSafeEqual(left, right);
}
