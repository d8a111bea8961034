/**
 * `npm run demo -- --assist`: an evening with helpers at one machine. Seven residents come, each with
 * another need; at the end the board, the summary and its files must say what was really done.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findLaunch } from '../../../build/electron-launch.mjs';
import { loadPacks } from '../../../electron/core/procedures/load-packs';
import { type KioskApp, startKiosk } from '../../support/app';
import { ASSETS_FOLDER } from '../../support/core-harness';
import { countWords, Desk, words } from '../../support/evening';
import { packFile, Way } from '../../support/way';
import { type Album, openAlbum } from '../album';
import type { DemoOptions } from '../options';
import { setUp } from '../resident';
import { AREA_OFFICER, TECHNICIAN, VOLUNTEER, WARD_OFFICER } from './cast';
import { type Deed, differences, figuresOf, type Names } from './deeds';
import { exportAll, problemsOf, takeFiles } from './exports';
import { readBoard, readSummary } from './read-pages';
import * as visits from './visits';

/** The shortest a point may set: the evening need not wait longer for a call nobody presses. */
const QUIET_CALL_SECONDS = 15;

const VISITS = [
  visits.alone,
  visits.guided,
  visits.together,
  visits.onBehalf,
  visits.practising,
  visits.handedOver,
  visits.leaves,
];

/** Weekdays (1 Monday to 7) on which the point is open: none around now, so that it is shut. */
function otherDays(now: Date): number[] {
  const today = now.getUTCDay() || 7;
  const near = [today, (today % 7) + 1, ((today + 5) % 7) + 1];
  return [1, 2, 3, 4, 5, 6, 7].filter((day) => !near.includes(day));
}

/** The fictitious point with a queue, shut at this hour, calling for help soon. */
function writePoint(userData: string): void {
  const sample = JSON.parse(
    readFileSync(join(ASSETS_FOLDER, 'point', 'sample-point.json'), 'utf8'),
  );
  const path = join(userData, 'point.json');
  const point = {
    ...sample,
    // The officer's own ward: an address there needs no more than the street.
    province: { code: '79', name: 'Thành phố Hồ Chí Minh', table: '2025' },
    commune: { code: '27073', name: 'Phường Phú Nhuận', table: '2025' },
    hours: [{ days: otherDays(new Date()), from: '17:30', to: '20:30' }],
    queue: true,
    quietCallSeconds: QUIET_CALL_SECONDS,
  };
  writeFileSync(path, JSON.stringify(point));
  findLaunch().chown(path);
}

/** The day in Việt Nam, whose midnight parts one evening's figures from the next. */
function vietnamDay(): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date());
}

/** The first start makes the technician, who adds the others. */
async function setUpPeople(desk: Desk): Promise<void> {
  await desk.openDoor();
  await desk.createFirst(TECHNICIAN, 'first-technician');
  await desk.go('people', 'people-nobody');
  await desk.add(WARD_OFFICER, 'people-add');
  await desk.add(VOLUNTEER);
  await desk.add(AREA_OFFICER);
  await desk.go('people', 'people');
  await desk.signOut();
}

/** As many residents as there are visits take a number; answers how many did. */
async function takeNumbers(kiosk: KioskApp, options: DemoOptions, album: Album): Promise<number> {
  const { page } = kiosk;
  const way = new Way(page, { language: options.language });
  const wish = packFile(options.procedure).shortName[options.language];
  await album.take(page, 'welcome-queue');
  for (const [index] of VISITS.entries()) {
    const number = index + 1;
    await way.tap(way.button('welcome:queue'));
    await page.getByRole('main').getByRole('button', { name: wish, exact: true }).waitFor();
    if (number === 1) await album.take(page, 'queue');
    await way.tap(page.getByRole('main').getByRole('button', { name: wish, exact: true }));
    const yours = words(options.language, 'queue:yours', { number });
    await page.getByRole('heading', { name: yours, exact: true }).waitFor();
    if (number === VISITS.length) await album.take(page, 'queue-number');
    await way.tap(way.button('queue:done'));
    await page.locator('[data-screen="welcome"] h1').waitFor();
  }
  return VISITS.length;
}

/** The volunteer, whose shift goes on, calls `number` from the board. */
async function callNext(
  desk: Desk,
  album: Album,
  number: number,
  taken: number,
  language: 'vi' | 'en',
) {
  await desk.openDoor();
  await desk.signIn(VOLUNTEER);
  await desk.arrive('board');
  const waiting = countWords(language, 'office/board:waiting', taken - number + 1);
  await desk.page.getByText(waiting, { exact: true }).waitFor();
  await desk.callNumber(number);
  if (number < 3) await album.take(desk.page, `board-called-${number}`);
  await desk.home();
}

/** Names of what is counted, as they stand on the pages. */
async function namesFor(options: DemoOptions): Promise<Names> {
  const { language } = options;
  const { packs } = await loadPacks(join(ASSETS_FOLDER, 'procedures'));
  const t = (key: string) => words(language, key);
  return {
    procedure: (code) => packFile(code).shortName[language],
    step(code, step) {
      const key = /^question:(.+)$/.exec(step)?.[1];
      if (key === undefined) return t(`office/steps:${step}`);
      const field = packs.get(code)?.fields.find((each) => each.key === key);
      if (!field) throw new Error(`${code} has no question ${key}`);
      return field.label[language];
    },
    endedByResident: t('office/report:ended_resident'),
    faces: {
      good: t('office/report:face_good'),
      fair: t('office/report:face_fair'),
      bad: t('office/report:face_bad'),
    },
    canDo: {
      somebody: t('office/summary:canDoSomebody'),
      nobody: t('office/summary:canDoNobody'),
    },
  };
}

/**
 * Plays the evening in `userData`, a new folder.
 * @returns what differs between what was done and what the machine says; empty when all is right
 */
export async function playEvening(
  userData: string,
  options: DemoOptions,
  quit: (kiosk: KioskApp) => Promise<void>,
): Promise<string[]> {
  const { language } = options;
  const album = openAlbum(options.outFolder);
  const day = vietnamDay();
  const began = Date.now();
  writePoint(userData);
  const kiosk = await startKiosk({ userData });
  try {
    const desk = new Desk(kiosk, { language, onShown: (name, page) => album.take(page, name) });
    const ready = () => setUp(kiosk.page, new Way(kiosk.page, { language }), options);
    await kiosk.page.locator('[data-screen="welcome"] h1').waitFor();
    await ready();
    await setUpPeople(desk);
    const taken = await takeNumbers(kiosk, options, album);
    await desk.openDoor('door');
    await desk.signIn(VOLUNTEER, 'campaign', 'volunteer');
    await desk.arrive('board');
    await album.take(desk.page, 'board-before');
    await desk.home();

    const deeds: Deed[] = [];
    for (const [index, visit] of VISITS.entries()) {
      await ready();
      await callNext(desk, album, index + 1, taken, language);
      const deed = await visit({ kiosk, options, album, desk });
      console.log(`      visit ${index + 1}: ${deed.visit}`);
      deeds.push(deed);
    }

    await ready();
    await desk.openDoor();
    await desk.signIn(WARD_OFFICER, 'campaign');
    await desk.arrive('board');
    const board = await readBoard(desk.page, language);
    await album.take(desk.page, 'board-after');
    await desk.go('summary');
    const summary = await readSummary(desk.page, language);
    await album.take(desk.page, 'summary');
    for (const part of ['middle', 'end'] as const) {
      await desk.page.locator('.screen-body').evaluate((body, where) => {
        const top =
          where === 'end' ? body.scrollHeight : (body.scrollHeight - body.clientHeight) / 2;
        body.scrollTo({ top, behavior: 'instant' });
      }, part);
      await album.take(desk.page, `summary-${part}`);
    }
    const saved = await exportAll(desk, album);
    await desk.signOut();
    await desk.openDoor();
    await desk.signIn(VOLUNTEER);
    await desk.signOut();

    if (vietnamDay() !== day) {
      throw new Error(
        'Midnight in Việt Nam passed meanwhile; the figures are of two days. Run it again.',
      );
    }
    const expected = figuresOf(deeds, await namesFor(options));
    const { residents, submitted, levelPercents } = expected;
    const files = takeFiles(userData, options.outFolder);
    const found = [
      ...differences('summary', expected, summary),
      ...differences('board', { residents, submitted, levelPercents }, board),
      ...(expected.asked[board.mostAsked] === Math.max(...Object.values(expected.asked))
        ? []
        : [`board: "${board.mostAsked}" was not asked most`]),
      ...problemsOf(files, saved, deeds, language),
    ];
    const said =
      `An evening: ${residents} residents, ${submitted} dossiers ` +
      `(${Object.entries(levelPercents)
        .map(([level, share]) => `${level} ${share}%`)
        .join(', ')}), ` +
      `${expected.practised} practised; ` +
      (found.length === 0 ? 'board, summary and files say the same.' : 'the figures differ!');
    const report = {
      said,
      procedure: options.procedure,
      language,
      textSize: options.textSize,
      seconds: Math.round((Date.now() - began) / 1_000),
      done: { visits: deeds, numbersTaken: taken, numbersCalled: VISITS.length, figures: expected },
      shown: { board, summary },
      differences: found,
      files: files.map(({ name }) => `so-lieu/${name}`),
      pictures: album.pictures,
    };
    writeFileSync(join(options.outFolder, 'summary.json'), `${JSON.stringify(report, null, 2)}\n`);
    console.log(said);
    return found;
  } finally {
    await quit(kiosk);
  }
}

/** Removes what an earlier evening left in the folder for the results. */
export function clearEvening(outFolder: string): void {
  mkdirSync(outFolder, { recursive: true });
  rmSync(join(outFolder, 'so-lieu'), { recursive: true, force: true });
  rmSync(join(outFolder, 'summary.json'), { force: true });
}
