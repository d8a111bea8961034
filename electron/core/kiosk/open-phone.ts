/** The resident's own phone as a scanner, where the point has switched it on. */
import { join } from 'node:path';
import type { CoreStart } from '../../contract/host';
import { createPhoneDesk, type PhoneDesk, type PhoneDeskOptions } from '../devices/phone/desk';
import { PHONE_LIMITS, realClock } from '../devices/phone/limits';
import type { PhoneScanner } from '../devices/phone/phone';
import type { PointFile } from '../point/point';
import type { SessionRuntime } from '../sessions/session-runtime';

/**
 * For end-to-end tests on a machine without a network of its own: with KIOSK_TEST "1", the way for
 * phones listens on KIOSK_PHONE_ADDRESS.
 */
export function readPhoneSwitch(env: NodeJS.ProcessEnv): { address?: string } {
  const address = env.KIOSK_TEST === '1' ? env.KIOSK_PHONE_ADDRESS : undefined;
  return address ? { address } : {};
}

export type OpenPhoneOptions = Pick<PhoneDeskOptions, 'language' | 'changed' | 'touched'> & {
  start: CoreStart;
  point: PointFile;
  runtime: SessionRuntime;
  now(): Date;
  /** Folder of the built page, as a URL that ends in "/"; without it there is no page to show. */
  page?: URL;
  /** Replaces the driver in tests. */
  scanner?: PhoneScanner;
  /** Listens here instead of on the network's address; for tests. */
  address?: string;
};

/** Opens the desk, or null where the point has no phones. Nothing is loaded before the panel opens. */
export async function openPhone(options: OpenPhoneOptions): Promise<PhoneDesk | null> {
  const { start, point, runtime } = options;
  if (!point.phoneScanner) return null;
  const scanner = options.scanner ?? (await chooseScanner(options));
  if (!scanner) return null;
  return createPhoneDesk({
    scanner,
    limits: PHONE_LIMITS,
    clock: realClock,
    place() {
      const session = runtime.current();
      const componentId = session?.screen === 'papers' ? session.data.component : null;
      return session && componentId ? { sessionId: session.id, componentId } : null;
    },
    language: options.language,
    changed: options.changed,
    touched: options.touched,
  });

  async function chooseScanner({ page }: OpenPhoneOptions): Promise<PhoneScanner | null> {
    const folder = start.sample ? process.env.KIOSK_PHONE_FOLDER : undefined;
    if (folder) return (await import('../devices/phone/fake-folder')).openFolderPhone(folder);
    if (!page) return null;
    const real = loadedOnOpen(options, page);
    if (!start.sample) return real;
    const { withPracticePhone } = await import('../devices/phone/fake-panel');
    return withPracticePhone(real, join(start.assetsFolder, 'samples'));
  }
}

/** The HTTPS server and what makes certificates: a megabyte of code most sessions never need. */
function loadedOnOpen(options: OpenPhoneOptions, page: URL): PhoneScanner {
  return {
    async open(events) {
      const [{ createHttpsPhone }, { readPhonePage }, { loadWords }, { networkInterfaces }] =
        await Promise.all([
          import('../devices/phone/https-phone'),
          import('../devices/phone/phone-page'),
          import('../devices/phone/words'),
          import('node:os'),
        ]);
      return createHttpsPhone({
        page: await readPhonePage(page),
        words: await loadWords(options.start.assetsFolder),
        limits: PHONE_LIMITS,
        interfaces: networkInterfaces,
        now: options.now,
        ...(options.address ? { address: options.address } : {}),
      }).open(events);
    },
  };
}
