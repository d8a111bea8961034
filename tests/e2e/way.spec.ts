import { cpSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createSessionStore } from '../../electron/core/sessions/session-store';
import { openDatabase } from '../../electron/core/storage/database';
import { importKey } from '../../electron/core/storage/vault';
import { type KioskApp, removeUserData, startKiosk } from '../support/app';
import { CARD_2021, CARD_2024, CARD_MISMATCHED } from '../support/cards';
import {
  button,
  DOSSIER_NUMBER,
  declare,
  endSession,
  rateAndLeave,
  scanByKeys,
  see,
  vi,
} from '../support/steps';
import { packFile, Way } from '../support/way';

const PROCEDURES = ['1.001193', '2.000635', '1.004873', '1.004194', '2.000815'];
const MARKED_NAME = 'Nguyễn Thị Ửng Đặng Ỷ';

let kiosk: KioskApp;
test.beforeAll(async () => {
  kiosk = await startKiosk();
});
test.afterAll(async () => {
  await kiosk.close();
  removeUserData(kiosk.userData);
});

/** Today in Vietnam as the practice portal writes it into a number. */
function today(): string {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date());
  return day.slice(2).replaceAll('-', '');
}

for (const [index, code] of PROCEDURES.entries()) {
  const pack = packFile(code);
  test(`${pack.shortName.vi}: from the card to a number, and wiped`, async () => {
    const way = new Way(kiosk.page);
    await way.toIdentify(pack);
    // By a reader that types and by paste, in turn.
    if (index % 2 === 0) await scanByKeys(kiosk.page, CARD_2021);
    else await way.scan(CARD_2021);
    await way.arrive('cardConfirm');
    await expect(kiosk.page.getByText('Trần Thị Kiều Ví Dụ')).toBeVisible();
    await expect(kiosk.page.getByText('079•••••0111')).toBeVisible();
    await expect(kiosk.page.getByText('079158000111')).toHaveCount(0);
    await way.tap(way.button('cardConfirm:right'));
    await way.toCheck();
    await way.submit();
    const number = await way.dossierNumber();
    expect(number).toMatch(DOSSIER_NUMBER);
    expect(number).toContain(`-${today()}-`);
    await rateAndLeave(kiosk);
  });
}

test('typing does for who has no card, and a switch of the language keeps the answers', async () => {
  const { page } = kiosk;
  const way = new Way(page);
  await way.toIdentify(packFile('2.000635'));
  await button(page, 'identify:type').click();
  await see(page, 'identityForm');
  await page.getByRole('textbox', { name: vi('identityForm:personalId') }).fill('079199000000');
  const name = page.getByRole('textbox', { name: vi('identityForm:fullName') });
  await name.fill(MARKED_NAME.normalize('NFD'));
  await page.getByRole('textbox', { name: vi('identityForm:day') }).fill('1');
  await page.getByRole('textbox', { name: vi('identityForm:month') }).fill('1');
  await page.getByRole('textbox', { name: vi('identityForm:year') }).fill('1999');
  // Half-way through the form to English and back: what was typed is still there.
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(vi('identityForm:title'));
  await expect(page.getByRole('textbox').first()).toHaveValue('079199000000');
  await page.getByRole('button', { name: 'Tiếng Việt' }).click();
  await expect(name).toHaveValue(MARKED_NAME.normalize('NFD'));
  await button(page, 'identityForm:female').click();
  await page
    .getByRole('textbox', { name: vi('identityForm:residence') })
    .fill('12 Đường Mẫu, Phường Phú Nhuận, Thành phố Hồ Chí Minh');
  await button(page, 'common:continue').click();
  await see(page, 'cardConfirm');
  await expect(page.getByText(MARKED_NAME.normalize('NFC'))).toBeVisible();
  await button(page, 'cardConfirm:right').click();
  await way.toCheck();
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('checkbox')).toBeVisible();
  await expect(page.getByText(MARKED_NAME.normalize('NFC')).first()).toBeVisible();
  await expect(page.getByRole('button', { name: vi('check:submit') })).toHaveCount(0);
  await page.getByRole('button', { name: 'Tiếng Việt' }).click();
  await way.submit();
  expect(await way.dossierNumber()).toMatch(DOSSIER_NUMBER);
  await rateAndLeave(kiosk);
});

test('a name with every mark comes through card, screen and database', async () => {
  const { page } = kiosk;
  const way = new Way(page);
  await way.toIdentify(packFile('2.000635'));
  await scanByKeys(page, CARD_2024);
  await see(page, 'cardConfirm');
  await expect(page.getByText(MARKED_NAME.normalize('NFC'), { exact: true })).toBeVisible();
  await button(page, 'cardConfirm:right').click();
  await see(page, 'ready');
  expect(await storedName(kiosk.userData)).toBe(MARKED_NAME.normalize('NFC'));
  await way.toCheck();
  await expect(page.getByText(MARKED_NAME.normalize('NFC')).first()).toBeVisible();
  await endSession(kiosk);
});

/** The name in the open session's sealed snapshot, from a copy of the data folder. */
async function storedName(userData: string): Promise<unknown> {
  const copy = mkdtempSync(join(tmpdir(), 'dong-hanh-copy-'));
  try {
    cpSync(join(userData, 'data'), copy, { recursive: true });
    const file = JSON.parse(readFileSync(join(userData, 'machine-key.json'), 'utf8'));
    const { db } = await openDatabase(join(copy, 'dong-hanh.sqlite'), () => new Date());
    const store = createSessionStore(db, importKey(Buffer.from(file.key, 'base64')));
    const { snapshot } = store.reopen(store.findOpen()?.id ?? '');
    db.close();
    return (snapshot as { data: { identity: { fullName: string } } }).data.identity.fullName;
  } finally {
    removeUserData(copy);
  }
}

test('a card whose number contradicts it is explained and can be corrected', async () => {
  const { page } = kiosk;
  const way = new Way(page);
  await way.toIdentify(packFile('2.000635'));
  await scanByKeys(page, CARD_MISMATCHED);
  await see(page, 'cardConfirm');
  await expect(page.getByText(vi('cardConfirm:warning.year'))).toBeVisible();
  await expect(page.getByText(vi('cardConfirm:warning.sex'))).toBeVisible();
  await button(page, 'cardConfirm:wrong').click();
  await button(page, 'cardConfirm:correct').click();
  await see(page, 'identityForm');
  await expect(page.getByRole('textbox', { name: vi('identityForm:fullName') })).toHaveValue(
    'Nguyễn Thị Thử Nghiệm',
  );
  // Another card on the page before is as good a correction.
  await button(page, 'common:back').click();
  await see(page, 'cardConfirm');
  await button(page, 'cardConfirm:wrong').click();
  await button(page, 'cardConfirm:scanAgain').click();
  await see(page, 'identify');
  await scanByKeys(page, CARD_2021);
  await see(page, 'cardConfirm');
  await expect(page.getByText(vi('cardConfirm:warning.title'))).toHaveCount(0);
  await endSession(kiosk);
});

test('an answer is corrected from the check page and by going back', async () => {
  const { page } = kiosk;
  const way = new Way(page);
  await way.toIdentify(packFile('2.000635'));
  await scanByKeys(page, CARD_2021);
  await way.arrive('cardConfirm');
  await button(page, 'cardConfirm:right').click();
  await way.toCheck();
  await declare(page);
  const edit = page.getByRole('button', { name: /^Sửa.*nơi đã đăng ký/i });
  await edit.first().click();
  await see(page, 'question');
  await expect(page.getByRole('textbox').first()).not.toHaveValue('');
  await page.getByRole('textbox').first().fill('Ủy ban nhân dân xã Mẫu');
  await button(page, 'common:continue').click();
  await see(page, 'check');
  await expect(page.getByText('Ủy ban nhân dân xã Mẫu')).toBeVisible();
  // What was declared was something else: the tick is given again.
  await expect(page.getByRole('checkbox')).not.toBeChecked();
  await button(page, 'common:back').click();
  await see(page, 'question');
  await expect(page.getByRole('textbox').first()).not.toHaveValue('');
  await endSession(kiosk);
});

test('without consent there is nothing but the welcome', async () => {
  const { page } = kiosk;
  await button(page, 'welcome:start').click();
  await page.getByRole('button', { name: packFile('2.000635').shortName.vi, exact: true }).click();
  await see(page, 'consent');
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(0);
  const fresh = await kiosk.acrossWipe(() => button(page, 'consent:decline').click());
  await see(fresh, 'welcome');
});
