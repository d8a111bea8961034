/**
 * `npm run demo`: drives the built application as a first-time resident and leaves what they saw:
 * pictures, the slip, and how long it takes by the keystroke-level model.
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type KioskApp, newUserData, removeUserData, startKiosk } from '../support/app';
import { label } from '../support/labels';
import { screenName } from '../support/way';
import { shownScreen } from '../support/wipe';
import { openAlbum } from './album';
import { clearEvening, playEvening } from './assist/evening';
import { type DemoCommand, type DemoOptions, readDemoCommand, USAGE } from './options';
import { walk } from './resident';
import { summaryOf } from './summary';
import { tour } from './tour';

/** The core closes its files well within this. */
const QUIT_DEADLINE_MS = 10_000;
const EXIT_REFUSED = 3;
/** The figures of the evening are not what was done. */
const EXIT_DIFFERENT = 4;
const EXIT_USAGE = 2;
const SAMPLE_CARD = fileURLToPath(new URL('../../assets/samples/sample-card.txt', import.meta.url));

/** Starts the application on its welcome screen. */
async function start(userData: string): Promise<KioskApp> {
  const kiosk = await startKiosk({ userData });
  const { page } = kiosk;
  await page.locator('[data-screen] h1').first().waitFor();
  if ((await screenName(page)) !== 'resume') return kiosk;
  // Somebody's unfinished session in a folder that is used again: this resident is someone else.
  // The kiosk speaks Vietnamese until somebody presses something else.
  await page.getByRole('button', { name: label('vi', 'resume:discard'), exact: true }).click();
  await page.getByRole('button', { name: label('vi', 'resume:discardConfirm') }).click();
  while ((await shownScreen(kiosk.app)) !== 'welcome') await pause(50);
  await quit(kiosk);
  return start(userData);
}

/** What has been quit already. */
const gone = new WeakSet<KioskApp>();

/** Quits as a technician would; ends the application when it does not go. */
async function quit(kiosk: KioskApp): Promise<void> {
  if (gone.has(kiosk)) return;
  gone.add(kiosk);
  const closed = kiosk.close().then(
    () => true,
    () => false,
  );
  if (!(await Promise.race([closed, pause(QUIT_DEADLINE_MS, false)]))) await kiosk.kill();
}

/** Takes the slip that the application saved; it names no person. */
function takeSlip(userData: string, outFolder: string): void {
  const folder = join(userData, 'slips');
  const [name] = readdirSync(folder).filter((each) => each.endsWith('.pdf'));
  if (name === undefined) throw new Error('the application saved no slip');
  copyFileSync(join(folder, name), join(outFolder, 'slip.pdf'));
  rmSync(folder, { recursive: true });
}

async function run(options: DemoOptions): Promise<number> {
  mkdirSync(options.outFolder, { recursive: true });
  for (const name of ['summary.json', 'slip.pdf']) {
    rmSync(join(options.outFolder, name), { force: true });
  }
  const cardText = readFileSync(options.cardFile ?? SAMPLE_CARD, 'utf8').replace(/\r?\n$/, '');
  const userData = options.userData ?? newUserData();
  if (!existsSync(userData)) mkdirSync(userData, { recursive: true });
  const album = openAlbum(options.outFolder);
  const kiosk = await start(userData);
  try {
    const journey = await walk(kiosk, options, cardText, album);
    if (journey.refusal === null) takeSlip(userData, options.outFolder);
    const summary = summaryOf(options, journey, album);
    writeFileSync(join(options.outFolder, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
    console.log(summary.said);
    await quit(kiosk);
    if (options.tour && journey.dossierNumber !== null) {
      await tour(userData, options, journey.dossierNumber, quit);
    }
    return journey.refusal === null ? 0 : EXIT_REFUSED;
  } finally {
    await quit(kiosk);
    if (options.userData === null) removeUserData(userData);
  }
}

/** The evening with helpers. */
async function runAssist(options: DemoOptions): Promise<number> {
  clearEvening(options.outFolder);
  const userData = newUserData();
  try {
    const found = await playEvening(userData, options, quit);
    for (const each of found) console.error(each);
    return found.length === 0 ? 0 : EXIT_DIFFERENT;
  } finally {
    removeUserData(userData);
  }
}

let command: DemoCommand | null = null;
try {
  command = readDemoCommand(process.argv.slice(2));
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  process.exitCode = EXIT_USAGE;
}
if (command?.help === true) console.log(USAGE);
if (command?.help === false) {
  const { options } = command;
  // The driver may hold a line to the application that is gone.
  process.exit(await (options.assist ? runAssist(options) : run(options)));
}
