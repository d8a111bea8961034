/** A first-time resident in front of the kiosk: the whole way, once, in front of a camera. */
import type { Page } from '@playwright/test';
import type { Reason } from '../../electron/contract/reasons';
import type { KioskApp } from '../support/app';
import { reasonOf } from '../support/labels';
import { type ScreenTime, screenTimes, startScreenClock } from '../support/screen-clock';
import { packFile, samplePage, Way } from '../support/way';
import { expectWipe } from '../support/wipe';
import type { Album } from './album';
import type { Doings } from './keystroke-model';
import type { DemoOptions } from './options';

/** Which sample is brought for the papers of a procedure. */
export const PAPER_OF: Record<string, Parameters<typeof samplePage>[0]> = {
  '1.001193': 'birth-notice',
  '1.004194': 'rental-contract',
};

export type Journey = {
  /** From the welcome screen to the dossier number, or to the refusal. */
  doings: Doings;
  times: ScreenTime[];
  dossierNumber: string | null;
  /** Why the card was refused; null when it was not. */
  refusal: Reason | null;
  /** From the number to the wiped welcome screen. */
  afterwards: Doings;
};

/** What a walk has taken by now. */
async function doingsOf(way: Way): Promise<{ doings: Doings; times: ScreenTime[] }> {
  const times = await screenTimes(way.page);
  const { taps, keystrokes, cards, waitsMs } = way.counts;
  const changes = times.reduce((sum, { waitMs }) => sum + waitMs, 0);
  return {
    // The welcome screen was there before the clock. A screen that is only a wait asks no thought.
    doings: {
      screens: 1 + times.filter(({ screen }) => screen !== 'submitting').length,
      taps,
      keystrokes,
      cards,
      waitsMs: Math.round(waitsMs + changes),
    },
    times,
  };
}

function minus(all: Doings, before: Doings): Doings {
  return {
    screens: all.screens - before.screens,
    taps: all.taps - before.taps,
    keystrokes: all.keystrokes - before.keystrokes,
    cards: all.cards - before.cards,
    waitsMs: all.waitsMs - before.waitsMs,
  };
}

/** Waits for the confirmation of a scanned card or for the sentence that refuses it. */
async function cardOutcome(way: Way): Promise<Reason | null> {
  const { page } = way;
  const refusal = page.locator('[data-screen="identify"] [role="alert"]');
  const read = page.locator('[data-screen="cardConfirm"]');
  await read.or(refusal).first().waitFor();
  if (await read.count()) return null;
  return reasonOf(way.language, (await refusal.first().innerText()).trim());
}

/** Sets language and text size on the welcome screen, as someone who needs them would. */
export async function setUp(page: Page, way: Way, options: DemoOptions): Promise<void> {
  // On a machine whose last visitor only took a number both may have been set already.
  const { lang, size: shown } = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    size: document.documentElement.dataset.size,
  }));
  if (options.language !== lang && options.language === 'en') {
    await way.tap(page.getByRole('button', { name: 'English' }));
    await way.button('welcome:start').waitFor();
  }
  if (options.textSize === 1 || String(options.textSize) === shown) return;
  const size = options.textSize === 2 ? 'large' : 'largest';
  await way.tap(way.button(`welcome:size.${size}`));
  await page.locator(`html[data-size="${options.textSize}"]`).waitFor();
}

/** Walks from the welcome screen to the wiped one. */
export async function walk(
  kiosk: KioskApp,
  options: DemoOptions,
  cardText: string,
  album: Album,
): Promise<Journey> {
  const { page } = kiosk;
  const pack = packFile(options.procedure);
  const way = new Way(page, {
    language: options.language,
    paperFile: samplePage(PAPER_OF[options.procedure] ?? 'certificate'),
    onScreen: (name) => album.take(page, name),
    onPaper: () => album.take(page, 'papers-added'),
  });
  await setUp(page, way, options);
  await startScreenClock(page);
  await way.toIdentify(pack);
  await way.scan(cardText);
  const refusal = await cardOutcome(way);
  if (refusal !== null) {
    await album.take(page, 'identify-refused');
    const { doings, times } = await doingsOf(way);
    const wiped = await expectWipe(kiosk.app);
    await end(way);
    album.add('welcome-wiped', await wiped());
    return { doings, times, dossierNumber: null, refusal, afterwards: minus(doings, doings) };
  }
  await way.arrive('cardConfirm');
  await way.tap(way.button('cardConfirm:right'));
  await way.toCheck();
  await way.submit();
  const number = await way.dossierNumber();
  const { doings, times } = await doingsOf(way);

  await way.tap(way.button('result:save'));
  await page.locator('[data-screen="result"] .notice-done').waitFor();
  await album.take(page, 'result-saved');
  await way.tap(way.button('result:finish'));
  await way.arrive('rating');
  const { doings: all } = await doingsOf(way);
  const wiped = await expectWipe(kiosk.app);
  await way.tap(way.button('rating:good'));
  album.add('welcome-wiped', await wiped());
  const afterwards = minus({ ...all, taps: way.counts.taps }, doings);
  return { doings, times, dossierNumber: number, refusal: null, afterwards };
}

/** "Kết thúc", and yes. */
async function end(way: Way): Promise<void> {
  await way.tap(way.button('common:end.button'));
  await way.tap(way.button('common:end.confirm'));
}
