/**
 * The end of a session as seen from the main process. The page crashes on purpose, and Playwright
 * gives up a page that crashed, though the window shows the next one.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { ElectronApplication } from '@playwright/test';

const DEADLINE_MS = 30_000;
const LOOK_EVERY_MS = 50;

/**
 * Call before the press that ends the session. The function answered waits until the page was
 * wiped and its successor shows the welcome screen, and gives that screen's picture. Throws when
 * that takes too long.
 */
export async function expectWipe(app: ElectronApplication): Promise<() => Promise<Buffer>> {
  const before = await pageProcess(app);
  return async () => {
    const deadline = performance.now() + DEADLINE_MS;
    for (;;) {
      const isNew = (await pageProcess(app)) !== before;
      const shown = isNew ? await shownScreen(app) : '(not wiped)';
      const png = shown === 'welcome' ? await picture(app) : null;
      if (png !== null) return Buffer.from(png, 'base64');
      if (performance.now() > deadline) throw new Error(`no welcome after the wipe but "${shown}"`);
      await pause(LOOK_EVERY_MS);
    }
  };
}

/** Process id of the window's page; 0 while it has none. */
function pageProcess(app: ElectronApplication): Promise<number> {
  return app.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0,
  );
}

/** The screen that the window shows; a word in brackets while it shows none. */
export function shownScreen(app: ElectronApplication): Promise<string> {
  return app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (!contents) return '(no window)';
    if (contents.isCrashed() || contents.isLoading()) return '(loading)';
    // A page that is just going never answers.
    const silence = new Promise<string>((resolve) => setTimeout(resolve, 1_000, '(silent)'));
    const screen = contents.executeJavaScript(
      `document.fonts.ready.then(() => document.querySelector('[data-screen]')?.dataset.screen ?? '')`,
    ) as Promise<string>;
    return Promise.race([screen, silence]);
  });
}

/** A picture of the window; null when it gives none in time, which a page just opened may not. */
function picture(app: ElectronApplication): Promise<string | null> {
  return app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (!contents) return null;
    const silence = new Promise<null>((resolve) => setTimeout(resolve, 3_000, null));
    const png = contents.capturePage().then((image) => image.toPNG().toString('base64'));
    return Promise.race([png, silence]);
  });
}
