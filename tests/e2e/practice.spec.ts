/** A practice run from the goal to its end, and the same in earnest. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { type KioskApp, removeUserData, startKiosk } from '../support/app';
import { CARD_2024 } from '../support/cards';
import { button, scanByKeys, see, sentence, vi } from '../support/steps';
import { Way } from '../support/way';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'wcag2aaa'];

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

test('a practice run is coloured, takes the sample card only, and ends in earnest', async () => {
  let { page } = kiosk;
  const band = (of: Page) => of.getByText(vi('practise:band'));
  await button(page, 'welcome:start').click();
  await see(page, 'goal');
  await expect(band(page)).toHaveCount(0);
  await page.getByRole('button', { name: vi('goal:practise.label') }).click();
  await button(page, 'consent:agree').click();
  await see(page, 'identify');
  await expect(band(page)).toBeVisible();
  await scanByKeys(page, CARD_2024);
  await expect(page.getByText(sentence('PRACTISE_SAMPLE_ONLY'))).toBeVisible();
  await expectAccessible(page);
  await button(page, 'identify:sample').click();
  await see(page, 'cardConfirm');
  await button(page, 'cardConfirm:right').click();
  await see(page, 'choose');
  await page.getByRole('main').getByRole('textbox').fill('trich luc');
  await page
    .getByRole('main')
    .getByRole('button', { name: /trích lục/ })
    .first()
    .click();

  const way = new Way(page);
  await way.toCheck();
  await expect(band(page)).toBeVisible();
  await way.submit();
  await see(page, 'result');
  await expect(band(page)).toBeVisible();
  await button(page, 'result:finish').click();
  await expect(page.getByRole('heading', { name: vi('practise:done.title') })).toBeVisible();
  await expectAccessible(page);

  // By keys alone: the first of the ways is in earnest.
  const real = page.getByRole('button', { name: vi('practise:done.real') });
  for (let tabs = 0; tabs < 20; tabs += 1) {
    if (await real.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(real).toBeFocused();
  page = await kiosk.acrossWipe(() => page.keyboard.press('Enter'));
  await see(page, 'consent');
  await expect(band(page)).toHaveCount(0);
  await button(page, 'consent:agree').click();
  await see(page, 'identify');
  await scanByKeys(page, CARD_2024);
  await see(page, 'cardConfirm');
});
