/** The one window people see. */
import { join } from 'node:path';
import { BrowserWindow, type Session } from 'electron';
import { APP_ORIGIN } from './app-protocol';
import { guardContents } from './guards';

/** The size the screens are drawn for; the smallest supported is 1024x768. */
const WIDTH_PX = 1366;
const HEIGHT_PX = 768;
const MIN_WIDTH_PX = 1024;
const MIN_HEIGHT_PX = 700;
/** The paper colour of the screens, so that nothing flashes white while the page loads. */
const BACKGROUND = '#FBFAF6';
/** Wait before a page that died by itself is opened again, so that a broken one does not spin. */
const REOPEN_DELAY_MS = 250;

/** A page is there within a second; one that is not after this long is loaded anew. */
const LOAD_DEADLINE_MS = 8_000;

export type KioskWindow = {
  window: BrowserWindow;
  /** Crashes the page on purpose and opens a fresh one in a new process. */
  wipe(): Promise<void>;
};

export type KioskWindowOptions = {
  session: Session;
  preload: string;
  kiosk: boolean;
  hidden: boolean;
  /** The page is gone: what it was connected to must be let go. */
  pageGone(): void;
};

/** Opens the window on the welcome page. */
export function openKioskWindow(options: KioskWindowOptions): KioskWindow {
  const window = new BrowserWindow({
    width: WIDTH_PX,
    height: HEIGHT_PX,
    useContentSize: true,
    minWidth: MIN_WIDTH_PX,
    minHeight: MIN_HEIGHT_PX,
    backgroundColor: BACKGROUND,
    show: false,
    kiosk: options.kiosk,
    fullscreen: options.kiosk,
    autoHideMenuBar: true,
    webPreferences: {
      preload: options.preload,
      session: options.session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      autoplayPolicy: 'user-gesture-required',
      // Pictures of a page kept for fast return would outlive the session.
      backgroundThrottling: false,
      devTools: process.env.KIOSK_DEVTOOLS === '1',
    },
  });
  window.removeMenu();
  guardContents(window.webContents);
  if (!options.hidden) window.once('ready-to-show', () => window.show());

  let deadline: NodeJS.Timeout | undefined;
  const load = (): Promise<void> => {
    clearTimeout(deadline);
    // A page that dies while it loads is not reported as gone: it would load for ever.
    deadline = setTimeout(() => {
      if (!window.isDestroyed()) load().catch(() => {});
    }, LOAD_DEADLINE_MS);
    return window.loadURL(`${APP_ORIGIN}/index.html`);
  };
  window.webContents.on('did-finish-load', () => clearTimeout(deadline));
  let wiped: (() => void) | null = null;
  window.webContents.on('render-process-gone', () => {
    options.pageGone();
    if (window.isDestroyed()) return;
    const again = () => {
      if (window.isDestroyed()) return;
      void load().finally(() => {
        wiped?.();
        wiped = null;
      });
    };
    if (wiped) again();
    else setTimeout(again, REOPEN_DELAY_MS);
  });
  window.webContents.on('did-start-navigation', (details) => {
    if (details.isMainFrame && !details.isSameDocument) options.pageGone();
  });
  if (options.kiosk) {
    // The operating system locks down; these are only the keys a passer-by tries first.
    window.webContents.on('before-input-event', (event, input) => {
      const reload = input.key === 'F5' || (input.control && input.key.toLowerCase() === 'r');
      const close =
        (input.alt && input.key === 'F4') || (input.control && input.key.toLowerCase() === 'w');
      if (reload || close || input.key === 'F11') event.preventDefault();
    });
  }
  void load();

  return {
    window,
    wipe() {
      return new Promise((resolve) => {
        wiped = resolve;
        window.webContents.forcefullyCrashRenderer();
      });
    },
  };
}

/** Where the built preload lies, beside the built main. */
export function preloadPath(outFolder: string): string {
  return join(outFolder, 'preload', 'index.js');
}
