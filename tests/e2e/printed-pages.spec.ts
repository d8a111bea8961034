/**
 * What comes out of printers, as pictures: the real application makes the page, the system's own
 * programs carry it, and the paper is compared with the references in printed-pages/.
 * `UPDATE_REFERENCES=1` writes them anew.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { type KioskApp, newUserData, removeUserData, startKiosk } from '../support/app';
import { CARD_2021 } from '../support/cards';
import { missingPrograms, startCupsRig } from '../support/cups/rig';
import { type Grey, readGrey, unlike } from '../support/pictures/compare';
import { PANGRAM, VIETNAMESE_LETTERS } from '../support/pictures/letters';
import { pictureOf, rasterOf, startReceiptPaper } from '../support/pictures/receipt-paper';
import { button, see } from '../support/steps';
import { packFile, Way } from '../support/way';

/** Small letters have their marks at this resolution, and the reference stays small. */
const DOTS_PER_INCH = 100;
const SAMPLE_POINT = new URL('../../assets/point/sample-point.json', import.meta.url);
/** Title of the list to take home: it has no date and no number, so it is the same every day. */
const TITLE = 'danh-sach-can-mang';

/** A point whose opening hours, at the end of every paper, hold every Vietnamese letter. */
function writePoint(userData: string, more: object = {}): void {
  const letters = [PANGRAM, ...VIETNAMESE_LETTERS].join(' ');
  const sample = JSON.parse(readFileSync(SAMPLE_POINT, 'utf8'));
  delete sample.$schema;
  const point = { ...sample, openingHours: { vi: letters, en: letters }, ...more };
  writeFileSync(join(userData, 'point.json'), JSON.stringify(point));
}

/** Goes to the list to take home and prints it. */
async function printList(kiosk: KioskApp): Promise<void> {
  const way = new Way(kiosk.page);
  await way.toIdentify(packFile('2.000635'));
  await way.identify(CARD_2021);
  await see(kiosk.page, 'ready');
  await button(kiosk.page, 'ready:print.button').click();
}

async function expectPicture(shown: Grey, name: string): Promise<void> {
  const reference = fileURLToPath(new URL(`printed-pages/${name}.png`, import.meta.url));
  expect(await unlike(shown, reference, join(tmpdir(), `dong-hanh-${name}.png`))).toBeNull();
}

test('a page from a real queue looks as the reference does', async () => {
  const missing = missingPrograms();
  test.skip(missing.length > 0, `no private CUPS here, missing: ${missing.join(', ')}`);
  const rig = await startCupsRig(tmpdir());
  const userData = newUserData();
  writePoint(userData);
  const kiosk = await startKiosk({ userData, env: { CUPS_SERVER: `127.0.0.1:${rig.port}` } });
  try {
    await printList(kiosk);
    await expect.poll(() => rig.printed('KIOSK', TITLE), { timeout: 60_000 }).toHaveLength(1);
    await expect.poll(() => rig.spooled(), { timeout: 60_000 }).toEqual([]);
    const [paper = ''] = await rig.printed('KIOSK', TITLE);
    const drawn = execFileSync('pdftoppm', [
      ...['-r', String(DOTS_PER_INCH), '-gray', '-png', '-f', '1', '-l', '1'],
      paper,
    ]);
    await expectPicture(await readGrey(drawn), 'list-a5');
  } finally {
    await kiosk.close();
    await rig.close();
    removeUserData(userData);
  }
});

test('a receipt by the network looks as the reference does', async () => {
  const paper = await startReceiptPaper();
  const userData = newUserData();
  writePoint(userData, { receiptPrinter: { host: '127.0.0.1', port: paper.port } });
  const kiosk = await startKiosk({ userData });
  try {
    await printList(kiosk);
    await expectPicture(pictureOf(rasterOf(await paper.printed)), 'list-80');
  } finally {
    await kiosk.close();
    await paper.close();
    removeUserData(userData);
  }
});
