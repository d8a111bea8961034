/**
 * The practice portal: a real HTTP server on this machine in place of the national portal, so that
 * people can learn and the application can be tried without any server. It has its own SQLite file
 * and forgets persons when asked.
 */
import { createAccountDesk } from './accounts/account-desk';
import { createAccountRoutes } from './accounts/account-routes';
import { createPortalSessions } from './accounts/portal-sessions';
import { type Clock, systemClock } from './clock';
import { createPracticeFaults, type PracticeFaults } from './faults';
import { createAttachmentStore } from './intake/attachment-store';
import { createDossierDesk, type DueDateRules } from './intake/dossier-desk';
import { createIntakeRoutes, type ServiceAccount } from './intake/intake-routes';
import { createReplyCodes } from './intake/reply-codes';
import { createSecret } from './server/guards';
import { createHttpServer, type HttpServer } from './server/http-server';
import { openPortalDatabase, type PortalNotice } from './storage/database';
import { openPersonStore, type PersonStore } from './storage/person-store';
import { type Clerk, createClerk } from './tracking/clerk';
import { createTrackingRoutes } from './tracking/tracking-routes';

/** Agency code (mã định danh) of the fictitious sender. */
export const PRACTICE_AGENCY_CODE = '000.00.00.H99';

export type PracticePortalOptions = DueDateRules & {
  databasePath: string;
  /** 32 bytes that wrap the key of the persons in the file. */
  machineKey: Uint8Array;
  clock?: Clock;
  faults?: PracticeFaults;
  /** How long a one-time code counts; 180 seconds when missing. */
  accountCodeTtlSeconds?: number;
  /** Whether the clerk works on his own before each look-up; yes when missing. */
  automaticClerk?: boolean;
  /**
   * Whether a resident's session is open. When it says no, what the outbox delivers later loses
   * its persons as soon as it has its number. Without it, call `forgetPersons` yourself.
   */
  isSessionOpen?: () => boolean;
};

/** What a client needs to talk to this start of the portal. */
export type PracticePortalConnection = {
  origin: string;
  /** Bearer token of this start; every request carries it. */
  token: string;
  serviceAccount: ServiceAccount;
  notices: PortalNotice[];
};

export type PracticePortal = {
  /**
   * Opens the file and listens.
   * @throws Error when it runs already, or the folder cannot be written
   */
  start(): Promise<PracticePortalConnection>;
  /** Ends connections and closes the file; does nothing when it does not run. */
  stop(): Promise<void>;
  /**
   * Erases every person from the file, and ends all sessions of residents.
   * @throws Error when the portal does not run or the file's log could not be emptied
   */
  forgetPersons(): void;
  readonly clerk: Clerk;
  readonly faults: PracticeFaults;
};

type Running = { store: PersonStore; server: HttpServer; clerk: Clerk; forget: () => void };

/** Makes a portal that does not run yet. */
export function createPracticePortal(options: PracticePortalOptions): PracticePortal {
  const { clock = systemClock, faults = createPracticeFaults() } = options;
  let running: Running | undefined;

  const getRunning = (): Running => {
    if (!running) throw new Error('the practice portal does not run');
    return running;
  };

  return {
    faults,
    clerk: {
      advance: (number, status, note) => getRunning().clerk.advance(number, status, note),
      hold: (number, held) => getRunning().clerk.hold(number, held),
      tick: () => getRunning().clerk.tick(),
    },
    async start() {
      if (running) throw new Error('the practice portal runs already');
      const token = createSecret();
      const serviceAccount: ServiceAccount = {
        username: 'diem-ho-tro',
        password: createSecret(),
        agencyCode: PRACTICE_AGENCY_CODE,
      };
      const opened = openPortal(options, clock, faults, token, serviceAccount);
      running = opened.running;
      try {
        const origin = await opened.running.server.listen();
        return { origin, token, serviceAccount, notices: opened.notices };
      } catch (error) {
        running = undefined;
        opened.running.store.db.close();
        throw error;
      }
    },
    async stop() {
      if (!running) return;
      const { server, store } = running;
      running = undefined;
      await server.close();
      store.db.close();
    },
    forgetPersons: () => getRunning().forget(),
  };
}

function openPortal(
  options: PracticePortalOptions,
  clock: Clock,
  faults: PracticeFaults,
  token: string,
  account: ServiceAccount,
): { running: Running; notices: PortalNotice[] } {
  const { db, notices } = openPortalDatabase(options.databasePath, clock);
  const { store, keyLost } = openPersonStore(db, options.machineKey);
  if (keyLost) notices.push({ reason: 'STORAGE_FAILED', cause: 'keyLost' });

  const accounts = createAccountDesk(store, clock, options.accountCodeTtlSeconds);
  const attachments = createAttachmentStore(store);
  const codes = createReplyCodes();
  const clerk = createClerk(store, clock);
  const forget = () => {
    accounts.closeSessions();
    store.forgetPersons();
  };
  const routes = [
    ...createAccountRoutes(accounts),
    ...createIntakeRoutes({
      desk: createDossierDesk(store, attachments, codes, clock, options),
      attachments,
      codes,
      sessions: createPortalSessions<true>(clock),
      account,
      afterReceipt: () => {
        if (options.isSessionOpen && !options.isSessionOpen()) forget();
      },
    }),
    ...createTrackingRoutes(store, clock, () => {
      if (options.automaticClerk !== false) clerk.tick();
    }),
  ];
  const server = createHttpServer(routes, token, faults, () => store.era);
  return { running: { store, server, clerk, forget }, notices };
}
