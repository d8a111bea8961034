/**
 * Runs inside Electron instead of the checkout: opens an empty window, or the application itself,
 * and reports on standard output. No debugger is attached, so nothing of a test driver is measured.
 *
 *     electron probe empty      -> {"ready": epoch ms} at the window's "ready-to-show"
 *     electron probe kiosk      -> {"ready": epoch ms} at each painted welcome screen
 *
 * With `kiosk`, each line on standard input is a script as a JSON string: it runs in the page.
 */
import { createInterface } from 'node:readline';
import { app, BrowserWindow } from 'electron';

const isKiosk = process.argv.includes('kiosk');

/** @param {Record<string, unknown>} message */
const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

/** Runs in the page: answers the moment the welcome screen's heading has been painted. */
const WELCOME_PAINTED = `new Promise((resolve) => {
  const look = () => {
    if (!document.querySelector('[data-screen="welcome"] h1')) return false;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.timeOrigin + performance.now());
      port2.postMessage(null);
    });
    return true;
  };
  if (look()) return;
  const observer = new MutationObserver(() => look() && observer.disconnect());
  observer.observe(document.documentElement, { childList: true, subtree: true });
})`;

if (isKiosk) {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('dom-ready', () => {
      // The hidden windows that print have another address.
      if (!contents.getURL().endsWith('/index.html')) return;
      contents.executeJavaScript(WELCOME_PAINTED).then(
        (ready) => say({ ready }),
        () => {},
      );
    });
  });
  createInterface({ input: process.stdin }).on('line', (script) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.webContents
      .executeJavaScript(JSON.parse(script))
      .catch((error) => say({ error: String(error) }));
  });
  await import('../../../out/main/index.js');
} else {
  void app.whenReady().then(() => {
    const window = new BrowserWindow({
      width: 1366,
      height: 768,
      useContentSize: true,
      show: false,
      webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
    });
    window.once('ready-to-show', () => {
      window.show();
      say({ ready: Date.now() });
    });
    void window.loadURL('data:text/html,<!doctype html><title>empty</title>');
  });
}
