/** Pictures of the screens that lie off the way: the account, choosing, looking up, an error. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { type KioskApp, startKiosk } from '../support/app';
import { Way } from '../support/way';
import { expectWipe } from '../support/wipe';
import { type Album, openAlbum } from './album';
import type { DemoOptions } from './options';
import { setUp } from './resident';

const SAMPLE_CARD = fileURLToPath(new URL('../../assets/samples/sample-card.txt', import.meta.url));
/** Meets every rule of the practice portal; nobody's. */
const PASSWORD = 'Mat-khau-mau-1';

type Visit = (way: Way, page: Page, album: Album) => Promise<void>;

/** Welcome → goal → `goal`. */
async function choose(way: Way, goal: 'procedure' | 'account' | 'lookup'): Promise<void> {
  await way.arrive('welcome');
  await way.tap(way.button('welcome:start'));
  await way.arrive('goal');
  await way.tap(way.page.getByRole('button', { name: way.label(`goal:${goal}.label`) }));
}

async function toCardConfirm(way: Way): Promise<void> {
  await way.arrive('consent');
  await way.tap(way.button('consent:agree'));
  await way.arrive('identify');
  await way.scan(readFileSync(SAMPLE_CARD, 'utf8').trim());
  await way.arrive('cardConfirm');
}

const account: Visit = async (way, page, album) => {
  await choose(way, 'account');
  await toCardConfirm(way);
  await way.tap(way.button('cardConfirm:right'));
  await way.arrive('accountPhone');
  const phone = page.getByRole('textbox').first();
  await way.type(phone, '09012');
  await way.goOn();
  await page.getByRole('alert').first().waitFor();
  await album.take(page, 'accountPhone-error');
  await way.type(phone, '0901234567');
  await way.goOn();
  await way.arrive('accountPassword');
  await way.type(page.getByRole('textbox').first(), PASSWORD);
  await album.take(page, 'accountPassword-typed');
  await way.goOn();
  await way.arrive('accountCode');
  const messages = page.getByRole('log', { name: way.label('account:code.messages') });
  const code = /\b\d{6}\b/.exec(await messages.getByText(/\d{6}/).last().innerText())?.[0] ?? '';
  await way.type(page.getByRole('textbox').first(), code);
  await album.take(page, 'accountCode-typed');
  await way.goOn();
  await way.arrive('accountDone');
};

const choosing: Visit = async (way, page, album) => {
  await choose(way, 'procedure');
  await toCardConfirm(way);
  await way.tap(way.button('cardConfirm:wrong'));
  await page.getByRole('dialog').waitFor();
  await album.take(page, 'cardConfirm-wrong');
  await way.tap(way.button('cardConfirm:correct'));
  await way.arrive('identityForm');
  await way.goOn();
  await way.arrive('cardConfirm');
  await way.tap(way.button('cardConfirm:right'));
  await way.arrive('choose');
  await way.type(page.getByRole('textbox').first(), 'giay khai sinh');
  await page.getByRole('status').filter({ hasText: /\d/ }).first().waitFor();
  await album.take(page, 'choose-search');
  await way.tap(way.button('common:end.button'));
  await page.getByRole('alertdialog').waitFor();
  await album.take(page, 'end');
};

const lookup =
  (number: string): Visit =>
  async (way, page, album) => {
    await choose(way, 'lookup');
    await way.arrive('lookup');
    await way.type(page.getByRole('textbox').first(), number);
    await way.goOn();
    await page.getByRole('list', { name: way.label('lookup:timeline') }).waitFor();
    await album.take(page, 'lookup-found');
  };

/** Makes each visit in an application of its own; pictures go to the album's folder "tour". */
export async function tour(
  userData: string,
  options: DemoOptions,
  dossierNumber: string,
  quit: (kiosk: KioskApp) => Promise<void>,
): Promise<void> {
  const album = openAlbum(join(options.outFolder, 'tour'));
  for (const visit of [account, choosing, lookup(dossierNumber)]) {
    const kiosk = await startKiosk({ userData });
    try {
      const { page } = kiosk;
      await page.locator('[data-screen="welcome"] h1').waitFor();
      const way = new Way(page, {
        language: options.language,
        onScreen: (name) => album.take(page, name),
      });
      await setUp(page, way, options);
      await visit(way, page, album);
      await endSession(kiosk, way);
    } finally {
      await quit(kiosk);
    }
  }
}

/** Ends the session, so that the next start does not ask whose it was. */
async function endSession(kiosk: KioskApp, way: Way): Promise<void> {
  const confirm = way.button('common:end.confirm');
  if ((await confirm.count()) === 0) await way.tap(way.button('common:end.button'));
  const wiped = await expectWipe(kiosk.app);
  await way.tap(confirm);
  await wiped();
}
