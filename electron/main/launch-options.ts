/** What the command line and the environment ask of a start. */
import { join } from 'node:path';
import { app } from 'electron';

export type LaunchOptions = {
  /** Full screen and locked. */
  kiosk: boolean;
  /** A Node executable to run the core under instead of a utility process. */
  coreNode: string | null;
  /** Offer a fictitious card and fake devices. */
  sample: boolean;
  /** Where slips are saved as PDF. */
  slipFolder: string;
  /** Opens the window without showing it (measuring and tests). */
  hidden: boolean;
};

/** Reads the options; `argv` as of this process, `env` likewise. */
export function readLaunchOptions(argv: string[], env: NodeJS.ProcessEnv): LaunchOptions {
  return {
    kiosk: argv.includes('--kiosk'),
    coreNode: env.KIOSK_CORE_NODE || null,
    // A point in service turns the sample off; the first start shows everything.
    sample: env.KIOSK_SAMPLE !== '0',
    slipFolder: env.KIOSK_SLIP_FOLDER || join(app.getPath('documents'), 'Dong Hanh'),
    hidden: env.KIOSK_HIDDEN === '1',
  };
}
