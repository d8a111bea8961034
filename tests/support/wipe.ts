/**
 * The end of a session as seen from the main process. The page crashes on purpose, and Playwright
 * gives up a page that crashed, though the window shows the next one.
 */
import type { ElectronApplication } from '@playwright/test';

type Marked = { pageGone?: boolean };

/**
 * Call before the press that ends the session. The function answered waits until the page was
 * wiped and its successor shows the welcome screen, and gives that screen's picture.
 */
export async function expectWipe(app: ElectronApplication): Promise<() => Promise<Buffer>> {
  await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    (globalThis as Marked).pageGone = false;
    window?.webContents.once('render-process-gone', () => {
      (globalThis as Marked).pageGone = true;
    });
  });
  return async () => {
    const png = await app.evaluate(async ({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      if (!window) throw new Error('the window is gone');
      const contents = window.webContents;
      const pause = (ms: number) => new Promise<string>((resolve) => setTimeout(resolve, ms, ''));
      const shown = () =>
        contents.executeJavaScript(
          `document.fonts.ready.then(() => new Promise((resolve) => requestAnimationFrame(() =>
            resolve(document.querySelector('[data-screen]')?.dataset.screen ?? ''))))`,
        ) as Promise<string>;
      for (;;) {
        const ready = (globalThis as Marked).pageGone && !contents.isCrashed();
        // A page that is just going never answers.
        if (ready && (await Promise.race([shown(), pause(500)])) === 'welcome') break;
        await pause(20);
      }
      const image = await contents.capturePage();
      return image.toPNG().toString('base64');
    });
    return Buffer.from(png, 'base64');
  };
}
