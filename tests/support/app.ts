/** Starts the built application for a test, each with a user-data folder of its own. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { findLaunch } from '../../build/electron-launch.mjs';

export type KioskApp = {
  app: ElectronApplication;
  page: Page;
  userData: string;
  /** Process id of Electron's main process. */
  pid: number;
  /** Quits as a technician would. */
  close(): Promise<void>;
  /** Ends the main process and all below it at once, as a pulled plug would. */
  kill(): Promise<void>;
};

export type StartOptions = {
  userData?: string;
  env?: Record<string, string>;
  args?: string[];
  packaged?: boolean;
};

/** A new folder under the system's temporary folder, for the user the application runs as. */
export function newUserData(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dong-hanh-'));
  findLaunch().chown(folder);
  return folder;
}

/** Removes a folder made by `newUserData`. */
export function removeUserData(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Starts the application and waits for its window. The Chromium sandbox is on. */
export async function startKiosk(options: StartOptions = {}): Promise<KioskApp> {
  const launch = findLaunch(options.packaged ? { packaged: true } : {});
  const userData = options.userData ?? newUserData();
  const slipFolder = join(userData, 'slips');
  mkdirSync(slipFolder, { recursive: true });
  launch.chown(userData);
  launch.chown(slipFolder);
  const app = await _electron.launch({
    executablePath: launch.executablePath,
    args: [...launch.args, `--user-data-dir=${userData}`, '--lang=vi', ...(options.args ?? [])],
    env: { ...launch.env, KIOSK_SLIP_FOLDER: slipFolder, ...options.env },
    chromiumSandbox: true,
  });
  const page = await app.firstWindow();
  const pid = app.process().pid;
  if (pid === undefined) throw new Error('the application has no process');
  return {
    app,
    page,
    userData,
    pid,
    close: () => app.close(),
    async kill() {
      const gone = new Promise<void>((resolve) => {
        app.once('close', () => resolve());
      });
      process.kill(pid, 'SIGKILL');
      await gone;
    },
  };
}
