/** The end of a visit, answered by keys alone; and the next one, with less help and a way out. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { type KioskApp, removeUserData, startKiosk } from '../support/app';
import { CARD_2024 } from '../support/cards';
import { button, rateAndLeave, see, vi } from '../support/steps';
import { packFile, Way } from '../support/way';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'wcag2aaa'];
const EXTRACT = '2.000635';

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

async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let tabs = 0; tabs < 30; tabs += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

test('who ticks it is met with one level less, and forgotten at a press', async () => {
  const pack = packFile(EXTRACT);
  const begin = async (page: Page) => {
    const way = new Way(page);
    await way.toIdentify(pack);
    await way.identify(CARD_2024);
    await see(page, 'ready');
    return way;
  };
  let { page } = kiosk;
  const way = await begin(page);
  await expect(button(page, 'remember:forget')).toHaveCount(0);
  await way.toCheck();
  await way.submit();
  await see(page, 'result');
  await button(page, 'result:finish').click();
  await see(page, 'rating');
  const child = button(page, 'remember:canDo.child');
  const tick = page.getByRole('checkbox', { name: vi('remember:remember') });
  await expect(tick).not.toBeChecked();
  await expectAccessible(page);
  await tabTo(page, child);
  await page.keyboard.press('Space');
  await expect(child).toHaveAttribute('aria-pressed', 'true');
  await tabTo(page, tick);
  await page.keyboard.press('Space');
  await expect(tick).toBeChecked();
  await expectAccessible(page);
  page = await kiosk.acrossWipe(() => button(kiosk.page, 'rating:good').click());

  await begin(page);
  await expect(page.getByText(vi('remember:fading.self'))).toBeVisible();
  await expectAccessible(page);
  await button(page, 'remember:forget').click();
  await expect(page.getByText(vi('remember:forgotten'))).toBeVisible();
  await expect(button(page, 'remember:forget')).toHaveCount(0);
});

test('whoever presses a face at once is done, as before', async () => {
  const pack = packFile(EXTRACT);
  const way = new Way(kiosk.page);
  await way.toIdentify(pack);
  await way.identify(CARD_2024);
  await way.toCheck();
  await way.submit();
  await see(kiosk.page, 'result');
  await rateAndLeave(kiosk);
});
