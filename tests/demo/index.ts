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
import { fileURLToPath } from 'node:url';
import { type KioskApp, newUserData, removeUserData, startKiosk } from '../support/app';
import { screenName } from '../support/way';
import { openAlbum } from './album';
import { type DemoOptions, readDemoOptions, USAGE } from './options';
import { walk } from './resident';
import { summaryOf } from './summary';
import { tour } from './tour';

const EXIT_REFUSED = 3;
const EXIT_USAGE = 2;
const SAMPLE_CARD = fileURLToPath(new URL('../../assets/samples/sample-card.txt', import.meta.url));

/** Starts the application on its welcome screen. */
async function start(userData: string): Promise<KioskApp> {
  const kiosk = await startKiosk({ userData });
  await kiosk.page.locator('[data-screen] h1').first().waitFor();
  if ((await screenName(kiosk.page)) !== 'resume') return kiosk;
  // Somebody's unfinished session in a folder that is used again: this resident is someone else.
  await kiosk.page.locator('footer button').last().waitFor();
  await kiosk.close();
  throw new Error(
    'The folder of --user-data holds an unfinished session. Start the kiosk on it once and end it.',
  );
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
    await kiosk.close();
    if (options.tour && journey.dossierNumber !== null) {
      await tour(userData, options, journey.dossierNumber);
    }
    return journey.refusal === null ? 0 : EXIT_REFUSED;
  } finally {
    await kiosk.close().catch(() => {});
    if (options.userData === null) removeUserData(userData);
  }
}

let options: DemoOptions | null = null;
try {
  options = readDemoOptions(process.argv.slice(2));
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\nUsage: ${USAGE}`);
  process.exitCode = EXIT_USAGE;
}
if (options !== null) process.exitCode = await run(options);
