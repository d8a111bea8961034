/** The technician's page with practice devices, and telling of a broken machine. */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { type KioskApp, removeUserData, startKiosk } from '../support/app';
import { button, endSession, see, sentence, vi } from '../support/steps';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'wcag2aaa'];
const PIN = '482905';
/** A4 in points of 1/72 inch. */
const A4_PT = { width: (210 / 25.4) * 72, height: (297 / 25.4) * 72 };
/** A page is scanned and drawn small within this on a busy machine. */
const SCAN_MS = 60_000;

let kiosk: KioskApp;
test.beforeEach(async () => {
  kiosk = await startKiosk();
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

/** A new machine's technician, on the page of devices. */
async function toDevices(page: Page): Promise<void> {
  await button(page, 'welcome:helpers').click();
  await page.getByLabel(vi('office/signIn:name'), { exact: true }).fill('Kỹ Thuật Thử');
  for (const box of ['newPin.first', 'newPin.again']) {
    await page.getByLabel(vi(`office/signIn:${box}`), { exact: true }).fill(PIN);
  }
  await button(page, 'office/signIn:first.create').click();
  await button(page, 'office/office:page.devices').click();
  await expect(page.getByRole('heading', { name: vi('office/devices:title') })).toBeVisible();
}

const steps = (page: Page) =>
  page.getByRole('listitem').filter({ hasText: `(${vi('office/devices:guide.done')})` });
const printTest = (page: Page) =>
  page.getByRole('button', {
    name: `${vi('office/devices:print.test')}: ${vi('printerPanel:name')}`,
  });

test('a technician tries card, scanner and printer, and takes the report along', async () => {
  const { page } = kiosk;
  await toDevices(page);
  await expect(printTest(page)).toBeVisible({ timeout: SCAN_MS });
  await expectAccessible(page);

  const fakeScan = async (key: string) => {
    await button(page, 'office/devices:card.test').click();
    await button(page, 'fakes:open').click();
    await button(page, key).click();
  };
  await fakeScan('fakes:garbled');
  await expect(page.getByText(sentence('CARD_GARBLED')).first()).toBeVisible();
  await fakeScan('fakes:scan');
  await expect(page.getByText(vi('office/devices:card.sample'))).toBeVisible();

  await button(page, 'office/devices:scan.test').click();
  await expect(page.getByRole('img', { name: vi('office/devices:scan.alt') })).toBeVisible({
    timeout: SCAN_MS,
  });
  const drawn = await page
    .getByRole('img', { name: vi('office/devices:scan.alt') })
    .evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth));
  expect(drawn).toBeGreaterThan(100);

  await printTest(page).click();
  await button(page, 'office/devices:print.yes').click({ timeout: SCAN_MS });
  await expect(steps(page)).toHaveCount(6);
  await expectAccessible(page);

  await button(page, 'office/devices:report.pdf').click();
  await expect(steps(page)).toHaveCount(7, { timeout: SCAN_MS });
  const folder = join(kiosk.userData, 'slips');
  const [name = ''] = readdirSync(folder).filter((each) => each.startsWith('bao-cao-thiet-bi'));
  const path = join(folder, name);
  const info = execFileSync('pdfinfo', [path], { encoding: 'utf8' });
  expect(info).toMatch(/Pages:\s+2\b/);
  const [, width = '', height = ''] = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(info) ?? [];
  expect(Math.abs(Number(width) - A4_PT.width)).toBeLessThan(3);
  expect(Math.abs(Number(height) - A4_PT.height)).toBeLessThan(3);
  const textOf = (number: string) =>
    execFileSync('pdftotext', ['-f', number, '-l', number, path, '-'], { encoding: 'utf8' })
      .normalize('NFC')
      .replace(/\s+/g, '');
  expect(textOf('1')).toContain('Báocáothiếtbị');
  expect(textOf('1')).toContain(vi('printerPanel:name').replace(/\s+/g, ''));
  expect(textOf('2')).toContain('ẾỀỂỄỆ');
});

test('a resident tells of a broken machine in two presses, a technician mends it', async () => {
  const { page } = kiosk;
  await see(page, 'welcome');
  await button(page, 'welcome:start').click();
  await see(page, 'goal');
  await button(page, 'common:help.call').click();
  await button(page, 'faults:open').click();
  await expectAccessible(page);
  await page.getByRole('button', { name: vi('faults:symptom_printerDead') }).click();
  await expect(page.getByText(vi('faults:thanks'))).toBeVisible();
  await expectAccessible(page);
  await button(page, 'faults:close').click();

  const fresh = await endSession(kiosk);
  await toDevices(fresh);
  const mend = fresh.getByRole('button', {
    name: `${vi('office/devices:faults.mend')}: ${vi('faults:symptom_printerDead')}`,
  });
  // By keys alone.
  await mend.focus();
  await fresh.keyboard.press('Enter');
  await expect(fresh.getByText(vi('office/devices:faults.none'))).toBeVisible();
});

test('the card screen says that the reader is gone, and that it is back', async () => {
  const { page } = kiosk;
  await button(page, 'welcome:start').click();
  await page.getByRole('button', { name: vi('goal:account.label') }).click();
  await button(page, 'consent:agree').click();
  await see(page, 'identify');
  await expect(page.getByText(vi('identify:waiting'))).toBeVisible();
  const toggle = async () => {
    await button(page, 'fakes:open').click();
    await page.getByRole('button', { name: vi('fakes:plugged') }).click();
    await button(page, 'fakes:close').click();
  };
  await toggle();
  await expect(page.getByText(sentence('READER_UNPLUGGED'))).toBeVisible();
  await expect(button(page, 'faults:open')).toBeVisible();
  await expectAccessible(page);
  await toggle();
  await expect(page.getByText(vi('identify:waiting'))).toBeVisible();
  await button(page, 'fakes:open').click();
  await button(page, 'fakes:scan').click();
  await see(page, 'cardConfirm');
});
