/**
 * Passes messages between the page and the core. Every message's sender is checked: only the
 * main frame of the kiosk window, on the page's own origin, is heard.
 */
import { type IpcMainEvent, ipcMain, type WebContents } from 'electron';
import { CORE_STATE, PAGE_HELLO, PAGE_LINE } from '../contract/page-line';
import { APP_ORIGIN } from './app-protocol';

/** Longest message a page may send, in characters; a piece of a file is the largest. */
const MAX_MESSAGE_LENGTH = 1_000_000;

export type PageRelay = {
  toPage(page: number, data: unknown): void;
  tellCoreState(state: 'up' | 'down'): void;
  pageGone(): void;
};

export type PageRelayOptions = {
  contents: WebContents;
  toCore(page: number, data: unknown): void;
  pageClosed(page: number): void;
  coreState(): 'up' | 'down';
};

/** Whether a message comes from the main frame of `contents` on the page's own origin. */
export function isFromKioskPage(event: IpcMainEvent, contents: WebContents): boolean {
  const frame = event.senderFrame;
  if (!frame || event.sender !== contents) return false;
  return frame === contents.mainFrame && frame.url.startsWith(`${APP_ORIGIN}/`);
}

/** Starts passing messages for `contents`. */
export function relayPage(options: PageRelayOptions): PageRelay {
  const { contents } = options;
  // Each loading of the page is a connection of its own, so that an answer to a page that is gone
  // never reaches its successor.
  let page = 0;
  let connected = false;

  ipcMain.on(PAGE_HELLO, (event) => {
    if (!isFromKioskPage(event, contents)) return;
    page += 1;
    connected = true;
    contents.send(CORE_STATE, options.coreState());
  });
  ipcMain.on(PAGE_LINE, (event, data: unknown) => {
    if (!isFromKioskPage(event, contents) || !connected) return;
    if (typeof data !== 'string' || data.length > MAX_MESSAGE_LENGTH) return;
    options.toCore(page, data);
  });

  return {
    toPage(to, data) {
      if (connected && to === page && !contents.isDestroyed()) contents.send(PAGE_LINE, data);
    },
    tellCoreState(state) {
      if (connected && !contents.isDestroyed()) contents.send(CORE_STATE, state);
    },
    pageGone() {
      if (!connected) return;
      connected = false;
      options.pageClosed(page);
    },
  };
}
