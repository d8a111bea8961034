/** Seven residents of one evening, each with another need; each answers what was really done. */
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import Database from 'better-sqlite3';
import type { Pack } from '../../../electron/contract/pack';
import { workSheet } from '../../bench/officer';
import type { KioskApp } from '../../support/app';
import type { Desk } from '../../support/evening';
import { Sheet } from '../../support/officer';
import { packFile, samplePage, Way } from '../../support/way';
import type { Album } from '../album';
import type { DemoOptions } from '../options';
import { PAPER_OF, setUp } from '../resident';
import { AREA_OFFICER, CARDS, type Card, VOLUNTEER } from './cast';
import type { Deed } from './deeds';

/** Longer than a quiet call takes here; see `QUIET_CALL_SECONDS`. */
const QUIET_CALL_DEADLINE_MS = 60_000;

export type Evening = {
  kiosk: KioskApp;
  options: DemoOptions;
  album: Album;
  desk: Desk;
};

type Visit = {
  way: Way;
  page: Page;
  pack: Pack;
  /** A picture named after the visit. */
  picture(name: string): Promise<void>;
};

/** Begins a visit on the page that is there now; `everyScreen` is pictured where that is asked. */
async function begin(
  evening: Evening,
  name: string,
  { everyScreen = false, procedure = evening.options.procedure } = {},
): Promise<Visit> {
  const { kiosk, options, album } = evening;
  const { page } = kiosk;
  const picture = (what: string) => album.take(page, `${name}-${what}`);
  const way = new Way(page, {
    language: options.language,
    paperFile: samplePage(PAPER_OF[procedure] ?? 'certificate'),
    ...(everyScreen ? { onScreen: picture } : {}),
  });
  await setUp(page, way, options);
  return { way, page, pack: packFile(procedure), picture };
}

/** Welcome → card → "Ready?". */
async function toReady({ way, pack }: Visit, card: Card): Promise<void> {
  await way.toIdentify(pack);
  await way.identify(card.text);
  await way.arrive('ready');
}

/** From one screen to the next until `wanted`; a helper with a mandate asks to see the papers. */
async function onTo(visit: Visit, wanted: 'question' | 'check', desk?: Desk): Promise<void> {
  const { way } = visit;
  for (;;) {
    const name = await way.arrive();
    if (name === wanted) return;
    if (name === 'prefilled') await way.tap(way.button('prefilled:confirm'));
    else if (name === 'question') await way.answer();
    else if (name === 'papers') {
      await desk?.seePapers();
      await way.addPaper();
    } else throw new Error(`unexpected screen ${name}`);
  }
}

/** "Ready?" → the first question; answers its step as the counts name it. */
async function toFirstQuestion(visit: Visit): Promise<string> {
  await visit.way.tap(visit.way.button('ready:begin'));
  await onTo(visit, 'question');
  return stepOf(visit.page);
}

async function stepOf(page: Page): Promise<string> {
  return (await page.locator('[data-screen]').first().getAttribute('data-mark')) ?? '';
}

/** Declares and submits, as the resident alone can; answers the number. */
async function submit({ way }: Visit): Promise<string> {
  await way.submit();
  const number = await way.dossierNumber();
  if (number === '') throw new Error('the dossier has no number');
  return number;
}

/** From the result over a face to the wiped welcome screen. */
async function leave(
  evening: Evening,
  visit: Visit,
  face: 'good' | 'fair',
  canDo: Deed['canDo'] = null,
): Promise<void> {
  const { way } = visit;
  await way.tap(way.button('result:finish'));
  await way.arrive('rating');
  if (canDo !== null) await way.tap(way.button(`remember:canDo.${canDo}`));
  await visit.picture('rating');
  // The best face ends the visit at once, the others may say why.
  await nextPage(evening, async () => {
    await way.tap(way.button(`rating:${face}`));
    if (face === 'fair') await way.tap(way.button('rating:noReason'));
  });
}

/** Does what ends the session, and waits for the welcome screen of the page after it. */
async function nextPage({ kiosk }: Evening, end: () => Promise<void>): Promise<void> {
  const page = await kiosk.acrossWipe(end);
  await page.locator('[data-screen="welcome"] h1').waitFor();
}

async function endSession(evening: Evening, { way }: Visit): Promise<void> {
  await nextPage(evening, async () => {
    await way.tap(way.button('common:end.button'));
    await way.tap(way.button('common:end.confirm'));
  });
}

/** The first does everything alone. */
export async function alone(evening: Evening): Promise<Deed> {
  const visit = await begin(evening, 'alone', { everyScreen: true });
  await toReady(visit, CARDS.alone);
  await visit.way.tap(visit.way.button('ready:begin'));
  await onTo(visit, 'check');
  const dossierNumber = await submit(visit);
  await leave(evening, visit, 'good', 'self');
  return {
    visit: 'alone',
    procedure: visit.pack.code,
    practise: false,
    level: 'self',
    dossierNumber,
    rating: 'good',
    askedAt: null,
    canDo: 'self',
  };
}

/** Waits until the machine has raised a call by itself; nobody presses anything meanwhile. */
async function quietCall({ kiosk }: Evening): Promise<void> {
  const db = new Database(join(kiosk.userData, 'data', 'dong-hanh.sqlite'), { readonly: true });
  try {
    const raised = db
      .prepare("SELECT count(*) FROM event WHERE kind = 'helpCalled' AND value = 'quiet'")
      .pluck();
    const deadline = performance.now() + QUIET_CALL_DEADLINE_MS;
    while (raised.get() === 0) {
      if (performance.now() > deadline) throw new Error('no quiet call was raised');
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  } finally {
    db.close();
  }
}

/** The second stops at a question; a volunteer comes, explains, and goes again. */
export async function guided(evening: Evening): Promise<Deed> {
  const { desk } = evening;
  const visit = await begin(evening, 'guided');
  await toReady(visit, CARDS.guided);
  const askedAt = await toFirstQuestion(visit);
  await visit.picture('question');
  await quietCall(evening);
  await desk.openPanel(VOLUNTEER, 'guided-pin');
  await visit.picture('panel');
  await desk.handBack();
  await visit.picture('handed-back');
  await visit.way.answer();
  await onTo(visit, 'check');
  const dossierNumber = await submit(visit);
  await leave(evening, visit, 'good');
  return {
    visit: 'guided',
    procedure: visit.pack.code,
    practise: false,
    level: 'guided',
    dossierNumber,
    rating: 'good',
    askedAt,
    canDo: null,
  };
}

/** The third calls for help and lets the volunteer type one answer. */
export async function together(evening: Evening): Promise<Deed> {
  const { desk } = evening;
  const visit = await begin(evening, 'together');
  await toReady(visit, CARDS.together);
  const askedAt = await toFirstQuestion(visit);
  await visit.way.tap(visit.way.button('common:help.call'));
  await visit.page.getByText(visit.way.label('common:help.coming')).waitFor();
  await visit.picture('called');
  await desk.openPanel(VOLUNTEER);
  await desk.takeKeyboard('together-leave');
  await visit.picture('typing');
  await visit.way.answer();
  await visit.page.locator(`[data-screen]:not([data-mark="${askedAt}"]) h1`).waitFor();
  await visit.picture('next-step');
  await desk.handBack();
  await onTo(visit, 'check');
  const dossierNumber = await submit(visit);
  await leave(evening, visit, 'fair');
  return {
    visit: 'together',
    procedure: visit.pack.code,
    practise: false,
    level: 'together',
    dossierNumber,
    rating: 'fair',
    askedAt,
    canDo: null,
  };
}

/** The fourth cannot see well and has everything entered; declares and submits in person. */
export async function onBehalf(evening: Evening): Promise<Deed> {
  const { desk } = evening;
  const visit = await begin(evening, 'on-behalf');
  const { way } = visit;
  await toReady(visit, CARDS.onBehalf);
  const askedAt = await stepOf(visit.page);
  await desk.openPanel(VOLUNTEER);
  await visit.picture('panel');
  await desk.takeMandate('cannotSee', 'on-behalf-mandate');
  await visit.picture('entering');
  await way.tap(way.button('ready:begin'));
  await onTo(visit, 'check', desk);
  await visit.picture('own-press');
  await desk.ownPress();
  await visit.picture('check');
  const dossierNumber = await submit(visit);
  await visit.picture('result');
  await leave(evening, visit, 'good');
  return {
    visit: 'onBehalf',
    procedure: visit.pack.code,
    practise: false,
    level: 'onBehalf',
    dossierNumber,
    rating: 'good',
    askedAt,
    canDo: null,
  };
}

/** The fifth tries it out with the fictitious card; nothing of it counts or leaves the machine. */
export async function practising(evening: Evening): Promise<Deed> {
  const visit = await begin(evening, 'practising');
  const { way, page, pack } = visit;
  const short = pack.shortName[evening.options.language];
  await way.arrive('welcome');
  await way.tap(way.button('welcome:start'));
  await way.arrive('goal');
  await way.tap(page.getByRole('button', { name: way.label('goal:practise.label') }));
  await way.arrive('consent');
  await way.tap(way.button('consent:agree'));
  await way.arrive('identify');
  await visit.picture('identify');
  await way.tap(way.button('identify:sample'));
  await way.arrive('cardConfirm');
  await way.tap(way.button('cardConfirm:right'));
  await way.arrive('choose');
  await way.type(page.getByRole('main').getByRole('textbox').first(), short);
  await way.tap(page.getByRole('main').getByRole('button', { name: short }).first());
  await way.arrive('ready');
  await way.tap(way.button('ready:begin'));
  await onTo(visit, 'check');
  await visit.picture('check');
  await submit(visit);
  await visit.picture('result');
  await endSession(evening, visit);
  return {
    visit: 'practising',
    procedure: visit.pack.code,
    practise: true,
    level: 'self',
    dossierNumber: null,
    rating: null,
    askedAt: null,
    canDo: null,
  };
}

/** Registering temporary residence, which the police receive. */
const RESIDENCE = '1.004194';

/** The sixth hands a residence dossier over to the area officer, and submits it in person. */
export async function handedOver(evening: Evening): Promise<Deed> {
  const { desk, options } = evening;
  const visit = await begin(evening, 'officer', { procedure: RESIDENCE });
  await toReady(visit, CARDS.officer);
  const askedAt = await stepOf(visit.page);
  await desk.openPanel(AREA_OFFICER);
  await visit.picture('panel');
  await desk.takeSheet('officer-leave');
  await visit.picture('sheet');
  await workSheet(new Sheet(visit.page, options.language));
  await visit.way.arrive('check');
  await visit.picture('check');
  const dossierNumber = await submit(visit);
  await leave(evening, visit, 'good');
  return {
    visit: 'handedOver',
    procedure: visit.pack.code,
    practise: false,
    level: 'onBehalf',
    dossierNumber,
    rating: 'good',
    askedAt,
    canDo: null,
  };
}

/** The seventh thinks better of it at a question. */
export async function leaves(evening: Evening): Promise<Deed> {
  const visit = await begin(evening, 'leaves');
  await toReady(visit, CARDS.leaves);
  await toFirstQuestion(visit);
  await visit.way.tap(visit.way.button('common:end.button'));
  await visit.page.getByRole('alertdialog').waitFor();
  await visit.picture('end');
  await nextPage(evening, () => visit.way.tap(visit.way.button('common:end.confirm')));
  return {
    visit: 'leaves',
    procedure: visit.pack.code,
    practise: false,
    level: 'self',
    dossierNumber: null,
    rating: null,
    askedAt: null,
    canDo: null,
  };
}
