/** Starts the built application for a test, each with a user-data folder of its own. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  _electron,
  type Browser,
  chromium,
  type ElectronApplication,
  expect,
  type Page,
} from '@playwright/test';
import { findLaunch } from '../../build/electron-launch.mjs';

/** A press that has not worked by then never will; without this a test waits out its whole time. */
const ACTION_TIMEOUT_MS = 20_000;

export type KioskApp = {
  app: ElectronApplication;
  /** The page that is driven; another one after `acrossWipe`. */
  page: Page;
  userData: string;
  /** Process id of Electron's main process. */
  pid: number;
  /** Quits as a technician would. */
  close(): Promise<void>;
  /** Ends the main process and all below it at once, as a pulled plug would. */
  kill(): Promise<void>;
  /**
   * Does what ends the session and waits for the page that is opened after it. The driver gives a
   * crashed page up for good, and a session's page is crashed on purpose: the fresh one is reached
   * over a line of its own.
   */
  acrossWipe(end: () => Promise<void>): Promise<Page>;
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
    env: {
      ...launch.env,
      KIOSK_SLIP_FOLDER: slipFolder,
      // Nobody's printer: without this a test would meet, and print on, those of the machine.
      CUPS_SERVER: join(userData, 'no-cups.sock'),
      ...options.env,
    },
    chromiumSandbox: true,
  });
  const page = await app.firstWindow();
  page.setDefaultTimeout(ACTION_TIMEOUT_MS);
  const pid = app.process().pid;
  if (pid === undefined) throw new Error('the application has no process');
  const lines: Browser[] = [];
  const kiosk: KioskApp = {
    app,
    page,
    userData,
    pid,
    async close() {
      for (const line of lines) await line.close();
      await app.close();
    },
    async acrossWipe(end) {
      const before = await livePage(app);
      await end();
      await expect
        .poll(async () => ![null, before].includes(await livePage(app)), { timeout: 20_000 })
        .toBe(true);
      const line = await chromium.connectOverCDP(debuggerAddress(userData));
      lines.push(line);
      const [context] = line.contexts();
      if (!context) throw new Error('no window after the wipe');
      // The line may be up before the page is on it.
      const [there] = context.pages();
      const fresh = there ?? (await context.waitForEvent('page', { timeout: 20_000 }));
      fresh.setDefaultTimeout(ACTION_TIMEOUT_MS);
      kiosk.page = fresh;
      return fresh;
    },
    async kill() {
      const gone = new Promise<void>((resolve) => {
        app.once('close', () => resolve());
      });
      process.kill(pid, 'SIGKILL');
      await gone;
    },
  };
  return kiosk;
}

/** Process id of the window's page; null while it is not loaded and alive. */
function livePage(app: ElectronApplication): Promise<number | null> {
  return app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (!contents || contents.isCrashed() || contents.isLoading()) return null;
    return contents.getURL().startsWith('app://') ? contents.getOSProcessId() : null;
  });
}

/** Where the driver reaches the pages of the application on `userData`. */
function debuggerAddress(userData: string): string {
  const [port] = readFileSync(join(userData, 'DevToolsActivePort'), 'utf8').split('\n');
  return `http://127.0.0.1:${port}`;
}
