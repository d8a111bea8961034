/** An area officer fills in a residence dossier by keys alone; the resident ticks and submits. */
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import Database from 'better-sqlite3';
import { type KioskApp, removeUserData, startKiosk } from '../support/app';
import { CARD_2021, CARD_2024 } from '../support/cards';
import { focusedCell, makeOfficer, OFFICER, OFFICER_PIN, Sheet } from '../support/officer';
import { callInPage } from '../support/page-calls';
import { button, declare, rateAndLeave, see, sentence, vi } from '../support/steps';
import { packFile, Way } from '../support/way';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'wcag2aaa'];
const RESIDENCE = packFile('1.004194');

let kiosk: KioskApp;
test.beforeEach(async () => {
  kiosk = await startKiosk();
  await makeOfficer(kiosk.page);
});
test.afterEach(async () => {
  await kiosk.close();
  removeUserData(kiosk.userData);
});

async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

/** Welcome → card → "Ready?" → PIN → the resident's agreement → the sheet. */
async function toSheet(card = CARD_2021): Promise<Sheet> {
  const { page } = kiosk;
  const way = new Way(page);
  await way.toIdentify(RESIDENCE);
  await way.identify(card);
  await way.arrive('ready');
  await button(page, 'assist:door').click();
  await page.getByRole('dialog').getByRole('button', { name: OFFICER }).click();
  await page.getByLabel(vi('office/signIn:pin'), { exact: true }).fill(OFFICER_PIN);
  await page.keyboard.press('Enter');
  await button(page, 'office/assistPanel:officerSheet').click();
  await expect(page.getByRole('alertdialog')).toContainText(vi('assist:why.policeHandover'));
  await button(page, 'assist:leave.yes').click();
  await see(page, 'officerSheet');
  return new Sheet(page);
}

const note = (page: Page) => page.locator('.sheet-note');

test('a tenant’s dossier from the card to the check page by keys; the resident submits', async () => {
  const sheet = await toSheet();
  const { page } = kiosk;
  await expectAccessible(page);
  // It begins at the first thing to fill in.
  expect(await focusedCell(page)).toBe('declared_for');
  for (const width of [1_366, 1_024]) {
    await page.setViewportSize({ width, height: 768 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await page.screenshot({ path: test.info().outputPath(`officer-${width}.png`) });
  }
  await page.setViewportSize({ width: 1_366, height: 768 });

  await sheet.fill('declared_for', '1');
  await sheet.fill('household_mode', '1');
  await sheet.fill('dwelling_basis', 'thue');
  // The lease is asked for now; it is scanned while the officer goes on typing.
  await sheet.press('F4');
  await sheet.fill('temp_address', '12 Đường Mẫu, phu nhuan');
  await expect(sheet.box('temp_address')).toHaveValue(/Phường Phú Nhuận/);
  // A conditional question is there in its place, and what follows is filled in.
  await expect(sheet.box('owner_full_name')).toBeVisible();
  await expect(sheet.box('receiving_ward')).toHaveValue('Phường Phú Nhuận');

  // Shift+Enter goes back, Enter forward; nothing is changed by that.
  const here = await focusedCell(page);
  await sheet.press('Shift+Enter');
  await expect.poll(() => focusedCell(page)).toBe('temp_address');
  await sheet.press('Enter');
  await expect.poll(() => focusedCell(page)).toBe(here);

  // The number is masked until its box is in hand.
  await expect(sheet.box('personal_id')).toHaveValue(/•/);
  await sheet.box('personal_id').focus();
  await expect(sheet.box('personal_id')).toHaveValue('079158000111');
  await sheet.enter();
  await expect(sheet.box('personal_id')).toHaveValue(/•/);

  // A refusal stands beside its box, and what was typed stays.
  await sheet.to('temp_until');
  await page.keyboard.type('36t');
  await page.keyboard.press('Enter');
  await expect(note(page)).toContainText(sentence('DATE_TOO_FAR').slice(0, 12));
  await expect(sheet.box('temp_until')).toHaveValue('36t');
  expect(await focusedCell(page)).toBe('temp_until');
  await expectAccessible(page);
  await sheet.fill('temp_until', '24t');
  await expect(note(page)).toHaveCount(0);
  await sheet.fill('owner_full_name', 'Nguyễn Văn Thử');

  // Alt+↓ opens the list; the arrows and Enter choose.
  await sheet.to('confirmation_channel');
  await page.keyboard.press('Alt+ArrowDown');
  await expect(page.getByRole('option')).toHaveCount(2);
  // The list is whole in sight, though its box is at the lower edge.
  await expect(page.getByRole('option').last()).toBeInViewport({ ratio: 1 });
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('option')).toHaveCount(0);
  await page.keyboard.press('Alt+ArrowDown');
  await page.keyboard.press('Enter');
  await expect(sheet.box('confirmation_channel')).toHaveValue(/VNeID/);

  // What is missing is said, and F9 goes there.
  await sheet.press('F9');
  await expect(page.getByRole('alert')).toContainText('F8');
  expect(await focusedCell(page)).toBe('phone');
  await sheet.fill('phone', '0901234567');
  // Somebody who moves in too: "+" adds a line of boxes.
  await sheet.to('members');
  await page.keyboard.press('+');
  await expect.poll(() => focusedCell(page)).toBe('members/0/full_name');
  for (const text of ['Trần Thị Mẫu Con', '01022015', 'nữ', '079315000222', 'con']) {
    await page.keyboard.type(text);
    await sheet.enter();
  }
  await expect(sheet.box('members')).toContainText('1');
  await expect(sheet.box('members/0/personal_id')).toHaveValue(/•/);
  await expect(note(page)).toHaveCount(0);

  await sheet.press('F6');
  await expect(page.getByText(vi('office/officer:printed'))).toBeVisible();
  await sheet.scanned();
  await sheet.press('F9');
  await see(page, 'check');
  await expect(page.getByRole('checkbox')).not.toBeChecked();
  await expect(page.getByText('Nguyễn Văn Thử')).toBeVisible();
  await declare(page);
  await button(page, 'check:submit').click();
  await see(page, 'result');

  const db = new Database(join(kiosk.userData, 'data', 'dong-hanh.sqlite'), { readonly: true });
  const levels = db.prepare("SELECT step, level FROM event WHERE kind = 'stepDone'").all();
  const submitted = db.prepare("SELECT level FROM event WHERE kind = 'submitted'").all();
  db.close();
  expect(levels).toContainEqual({ step: 'officerSheet', level: 3 });
  expect(levels).toContainEqual({ step: 'check', level: 0 });
  expect(submitted).toEqual([{ level: 3 }]);
  await rateAndLeave(kiosk);
});

test('the officer is asked for before the card: the sheet is there when the card is confirmed', async () => {
  const { page } = kiosk;
  await page.getByRole('button', { name: vi('welcome:helpers') }).click();
  await see(page, 'office');
  await page.getByRole('button', { name: OFFICER }).click();
  const outside = page.getByText(vi('office/signIn:outside.appointment'));
  const pin = page.getByLabel(vi('office/signIn:pin'), { exact: true });
  await outside.or(pin).first().waitFor();
  if (await outside.isVisible()) await outside.click();
  await pin.fill(OFFICER_PIN);
  await page.keyboard.press('Enter');
  const begin = page.getByRole('region', { name: vi('office/board:handOver') }).getByRole('button');
  await expectAccessible(page);
  await begin.click();
  await see(page, 'goal');
  await expect(page.getByRole('alertdialog')).toContainText(vi('assist:why.policeHandover'));
  await expectAccessible(page);
  await button(page, 'assist:leave.yes').click();
  // Notice and card are the resident's own: no panel stands beside them.
  await see(page, 'consent');
  await expect(page.getByText(OFFICER)).toBeVisible();
  await expect(page.locator('.help-panel')).toHaveCount(0);
  await expectAccessible(page);
  await button(page, 'consent:agree').click();
  await see(page, 'identify');
  const way = new Way(page);
  await way.scan(CARD_2021);
  await see(page, 'cardConfirm');
  await button(page, 'cardConfirm:right').click();
  await see(page, 'officerSheet');
  expect(await focusedCell(page)).toBe('declared_for');
});

test('keys pressed while an answer is being stored reach the next box', async () => {
  const sheet = await toSheet();
  const { page } = kiosk;
  // Nobody waits for the box beside to light up: three answers in one breath.
  await sheet.to('declared_for');
  await page.keyboard.type('1\n1\n2\n');
  await expect(sheet.box('owner_full_name')).toBeVisible();
  await expect(sheet.box('declared_for')).not.toHaveValue('');
  await expect(sheet.box('household_mode')).not.toHaveValue('');
  await expect(sheet.box('dwelling_basis')).not.toHaveValue('');
});

test('F2 reads another person’s card at the reader into that person’s boxes', async () => {
  // The practice reader's card is another person's than this resident's.
  const sheet = await toSheet(CARD_2024);
  const { page } = kiosk;
  const own = await sheet.box('full_name').inputValue();
  await sheet.fill('declared_for', '1');
  await sheet.fill('household_mode', '1');
  await sheet.fill('dwelling_basis', '2');
  await sheet.to('owner_full_name');
  await sheet.press('F2');
  await expect(page.getByText(vi('office/officer:cardNow'))).toBeVisible();
  await expect(sheet.box('owner_full_name')).toHaveValue('');
  expect(await callInPage(page, 'readerPanel.scan', { mishap: null })).toEqual({ ok: true });
  await expect(sheet.box('owner_full_name')).toHaveValue('Trần Thị Kiều Ví Dụ');
  await expect(page.getByText(vi('office/officer:cardNow'))).toHaveCount(0);
  await expect(sheet.box('full_name')).toHaveValue(own);
  expect(own).not.toBe('Trần Thị Kiều Ví Dụ');
});

test('Esc hands the screen back with what was entered, also what was left by F8', async () => {
  const sheet = await toSheet();
  const { page } = kiosk;
  await sheet.fill('declared_for', '1');
  await sheet.to('phone');
  await page.keyboard.type('0901234567');
  // Left by F8, not by Enter: stored all the same.
  await page.keyboard.press('F8');
  await expect(sheet.box('phone')).toHaveValue(/•/);
  await page.keyboard.press('Escape');
  await see(page, 'ready');
  await expect(page.locator('.sheet')).toHaveCount(0);
  await button(page, 'ready:begin').click();
  await see(page, 'prefilled');
  await button(page, 'prefilled:confirm').click();
  // "Khai cho ai" and the telephone are answered; the next one is asked.
  await expect(page.locator('[data-mark="question:household_mode"]')).toBeVisible();
});
