import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CORE_STATE, PAGE_HELLO, PAGE_LINE } from '../contract/page-line';
import { isFromKioskPage, type PageRelay, relayPage } from './page-relay';

type Handler = (event: unknown, data?: unknown) => void;
const handlers = vi.hoisted(() => new Map<string, Handler>());
vi.mock('electron', () => ({
  ipcMain: { on: (channel: string, handler: Handler) => handlers.set(channel, handler) },
  protocol: {},
}));

const MAIN_FRAME = { url: 'app://kiosk/index.html' };
let sentToPage: Array<[string, unknown]>;
let toCore: Array<[number, unknown]>;
let closed: number[];
let contents: { mainFrame: object; isDestroyed(): boolean; send(...args: unknown[]): void };
let relay: PageRelay;

beforeEach(() => {
  sentToPage = [];
  toCore = [];
  closed = [];
  contents = {
    mainFrame: MAIN_FRAME,
    isDestroyed: () => false,
    send: (...args) => sentToPage.push(args as [string, unknown]),
  };
  relay = relayPage({
    contents: contents as never,
    toCore: (page, data) => toCore.push([page, data]),
    pageClosed: (page) => closed.push(page),
    coreState: () => 'up',
  });
});

const from = (frame: object | null, sender: object = contents) => ({ sender, senderFrame: frame });
const hello = (event: unknown = from(MAIN_FRAME)) => handlers.get(PAGE_HELLO)?.(event);
const line = (data: unknown, event: unknown = from(MAIN_FRAME)) =>
  handlers.get(PAGE_LINE)?.(event, data);

describe('the sender of a message', () => {
  it.each([
    ['another window', () => from(MAIN_FRAME, {})],
    ['a frame inside the page', () => from({ url: 'app://kiosk/index.html' })],
    ['a frame that is gone', () => from(null)],
  ])('that is %s is not heard', (_who, event) => {
    expect(isFromKioskPage(event() as never, contents as never)).toBe(false);
    hello();
    line('x', event());
    expect(toCore).toEqual([]);
  });

  it.each(['https://vi-du.example/', 'app://kiosk.vi-du.example/', 'file:///index.html'])(
    'on %s is not heard',
    (url) => {
      const frame = { url };
      const elsewhere = { ...contents, mainFrame: frame };
      expect(isFromKioskPage(from(frame, elsewhere) as never, elsewhere as never)).toBe(false);
    },
  );
});

describe('the relay', () => {
  it('hears nothing before the page has said hello', () => {
    line('early');
    expect(toCore).toEqual([]);
    hello();
    expect(sentToPage).toEqual([[CORE_STATE, 'up']]);
    line('now');
    expect(toCore).toEqual([[1, 'now']]);
  });

  it('passes only text of a sensible length', () => {
    hello();
    for (const odd of [{ a: 1 }, 7, null, 'x'.repeat(1_000_001)]) line(odd);
    expect(toCore).toEqual([]);
  });

  it('never gives a page that was loaded anew the answers for the one before', () => {
    hello();
    relay.pageGone();
    expect(closed).toEqual([1]);
    relay.toPage(1, 'for nobody');
    hello();
    sentToPage.length = 0;
    relay.toPage(1, 'late');
    relay.toPage(2, 'mine');
    expect(sentToPage).toEqual([[PAGE_LINE, 'mine']]);
  });
});
