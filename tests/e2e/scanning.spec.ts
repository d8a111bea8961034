/** A stack through the feeder of the practice scanner: page by page, stopped, jammed, pulled out. */
import { expect, type Page, test } from '@playwright/test';
import { type KioskApp, removeUserData, startKiosk } from '../support/app';
import { CARD_2021 } from '../support/cards';
import { button, endSession, see, sentence, vi } from '../support/steps';
import { packFile, Way } from '../support/way';

let kiosk: KioskApp;
test.beforeAll(async () => {
  kiosk = await startKiosk();
});
test.afterAll(async () => {
  await kiosk.close();
  removeUserData(kiosk.userData);
});

/** The pages of the paper on screen, with a picture each. */
const pages = (page: Page) => page.getByRole('list', { name: vi('papers:pages') }).locator('img');
const scan = (page: Page) => button(page, 'papers:scan').first();

/** Sets the panel: so many sheets, and the switches named pressed one after the other. */
async function setPanel(page: Page, sheets: number, ...switches: string[]): Promise<void> {
  await button(page, 'scannerPanel:open').click();
  const panel = page.getByRole('dialog');
  const label = vi('scannerPanel:sheetsLabel', { count: sheets });
  await panel.getByRole('button', { name: label, exact: true }).click();
  for (const each of switches) {
    await panel.getByRole('button', { name: vi(`scannerPanel:${each}`), exact: true }).click();
  }
  await panel.getByRole('button', { name: vi('scannerPanel:close'), exact: true }).click();
  await expect(panel).toBeHidden();
}

test('a stack comes in page by page, is stopped, jams and is pulled out, and nothing is lost', async () => {
  const { page } = kiosk;
  const way = new Way(page);
  await way.toIdentify(packFile('2.000635'));
  await way.identify(CARD_2021);
  await way.toCheck();
  await page.getByRole('button', { name: /Giấy hộ tịch cũ/ }).click();
  await see(page, 'papers');

  // Three sheets, one press: each is there as it comes.
  await setPanel(page, 3);
  await scan(page).click();
  await expect(page.getByText(vi('papers:scanningPage', { number: 2 }))).toBeVisible();
  await expect(pages(page)).toHaveCount(3);
  await expect(button(page, 'papers:scanStop')).toBeHidden();

  // Stopped in the middle: what is in stays, and that is no fault.
  await setPanel(page, 5);
  await scan(page).click();
  await expect(page.getByText(vi('papers:scanned', { count: 1 }))).toBeVisible();
  await button(page, 'papers:scanStop').click();
  await expect(button(page, 'papers:scanStop')).toBeHidden();
  await expect(scan(page)).toBeEnabled();
  await expect(page.getByRole('alert')).toHaveCount(0);
  const kept = await pages(page).count();
  expect(kept).toBeGreaterThanOrEqual(4);
  expect(kept).toBeLessThan(8);

  // Jams after the first: it says which sheet to begin with.
  await setPanel(page, 3, 'midway', 'jammed');
  await scan(page).click();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText(sentence('SCANNER_JAM'));
  await expect(alert).toContainText(vi('papers:feedAgain', { count: 1, sheet: 2 }));
  await expect(pages(page)).toHaveCount(kept + 1);

  // Cleared; two sheets at once, then the plug: each in its own words.
  await setPanel(page, 2, 'jammed', 'doubleFeed');
  await scan(page).click();
  await expect(alert).toContainText(sentence('SCANNER_DOUBLE_FEED'));
  await setPanel(page, 3, 'doubleFeed', 'midway', 'unplugged');
  await scan(page).click();
  await expect(alert).toContainText(sentence('SCANNER_UNPLUGGED'));
  await expect(pages(page)).toHaveCount(kept + 2);

  // Plugged in again it works at once; an empty feeder leaves the glass.
  await setPanel(page, 0, 'unplugged');
  const before = performance.now();
  await scan(page).click();
  await expect(page.getByText(vi('papers:scanningGlass'))).toBeVisible();
  await expect(pages(page)).toHaveCount(kept + 3);
  test.info().annotations.push({
    type: 'press to preview of one page, ms (the practice scanner takes 1500 of them)',
    description: String(Math.round(performance.now() - before)),
  });
});

test('a session that ends in the middle of a stack leaves no page to the next one', async () => {
  const { page } = kiosk;
  await setPanel(page, 5);
  await scan(page).click();
  await expect(page.getByText(vi('papers:scanned', { count: 1 }))).toBeVisible();
  const fresh = await endSession(kiosk);

  const way = new Way(fresh);
  await way.toIdentify(packFile('2.000635'));
  await way.identify(CARD_2021);
  await way.toCheck();
  await fresh.getByRole('button', { name: /Giấy hộ tịch cũ/ }).click();
  await see(fresh, 'papers');
  await expect(button(fresh, 'papers:scanStop')).toHaveCount(0);
  await expect(pages(fresh)).toHaveCount(0);
  await endSession(kiosk);
});
