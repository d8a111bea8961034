/**
 * How long one look at a camera's picture takes in the page: from asking for the picture's pixels
 * to the worker's answer, with what lies between. Films stand in for the camera, 1280 x 720.
 */
import type { Page } from '@playwright/test';
import { newUserData, removeUserData, startKiosk } from '../support/app';
import { cameraArgs, filmCard, filmPath, filmRoom, filmSheet } from '../support/camera/films';
import { CARD_2024 } from '../support/cards';
import { button } from '../support/steps';
import { packFile, Way } from '../support/way';

/** Looks before these are not counted: the decoder is being loaded and warmed up. */
const WARM_UP = 20;

export type CameraTimes = {
  /** Milliseconds of each look at a card that is read. */
  card: number[];
  /** The same in a grainy room without a card: the most there is to look through. */
  room: number[];
  /** Milliseconds of each look for the edges of a sheet. */
  sheet: number[];
};

/**
 * Runs in the page before the camera is opened: notes how long each look takes, and holds back what
 * was read, so that the camera goes on.
 */
function noteLooks(): void {
  const looks: number[] = [];
  let askedAt = 0;
  const original = window.createImageBitmap.bind(window);
  window.createImageBitmap = ((...args: Parameters<typeof original>) => {
    askedAt = performance.now();
    return original(...args);
  }) as typeof window.createImageBitmap;
  const OwnFrame = window.VideoFrame;
  window.VideoFrame = new Proxy(OwnFrame, {
    construct(target, args) {
      askedAt = performance.now();
      return Reflect.construct(target, args);
    },
  });
  const OwnWorker = window.Worker;
  class NotingWorker extends OwnWorker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.addEventListener('message', ({ data }) => {
        looks.push(performance.now() - askedAt);
        if ('text' in data) data.text = null;
      });
    }
  }
  Object.assign(window, { Worker: NotingWorker, notedLooks: looks });
}

async function looksOf(page: Page, count: number): Promise<number[]> {
  await page.waitForFunction(
    (least) => (window as unknown as { notedLooks: number[] }).notedLooks.length >= least,
    count + WARM_UP,
    { timeout: 120_000 },
  );
  return page.evaluate(
    ([from, to]) => (window as unknown as { notedLooks: number[] }).notedLooks.slice(from, to),
    [WARM_UP, WARM_UP + count] as const,
  );
}

async function withFilm(
  film: (path: string) => Promise<void>,
  run: (page: Page) => Promise<number[]>,
): Promise<number[]> {
  const userData = newUserData();
  const path = filmPath(userData);
  await film(path);
  const kiosk = await startKiosk({ userData, args: cameraArgs(path) });
  try {
    await kiosk.page.evaluate(noteLooks);
    return await run(kiosk.page);
  } finally {
    await kiosk.close();
    removeUserData(userData);
  }
}

function atCard(count: number) {
  return async (page: Page) => {
    await new Way(page).toIdentify(packFile('2.000635'));
    await button(page, 'identify:useCamera').click();
    return looksOf(page, count);
  };
}

function atPapers(count: number) {
  return async (page: Page) => {
    const way = new Way(page);
    await way.toIdentify(packFile('1.001193'));
    await way.identify(CARD_2024);
    await way.arrive('ready');
    await way.tap(way.button('ready:begin'));
    for (let name = await way.arrive(); name !== 'papers'; name = await way.arrive()) {
      if (name === 'prefilled') await way.tap(way.button('prefilled:confirm'));
      else await way.answer();
    }
    await button(page, 'camera:capture').click();
    return looksOf(page, count);
  };
}

/** Measures `count` looks of each kind. */
export async function measureCamera(count = 100): Promise<CameraTimes> {
  return {
    card: await withFilm((path) => filmCard(path, CARD_2024), atCard(count)),
    room: await withFilm(filmRoom, atCard(count)),
    sheet: await withFilm(filmSheet, atPapers(count)),
  };
}
