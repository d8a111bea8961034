/** A volunteer's lesson: read, practised on the real screens, asked, and kept. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { type KioskApp, removeUserData, startKiosk } from '../support/app';
import { button, see, vi } from '../support/steps';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'wcag2aaa'];
const PIN = '482905';

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

test('a lesson begins practice, sees what was done, and is come back to', async () => {
  let { page } = kiosk;
  await button(page, 'welcome:helpers').click();
  const box = (key: string) => page.getByLabel(vi(key), { exact: true });
  await box('office/signIn:name').fill('Kỹ Thuật Thử');
  await box('office/signIn:newPin.first').fill(PIN);
  await box('office/signIn:newPin.again').fill(PIN);
  await button(page, 'office/signIn:first.create').click();
  await button(page, 'office/office:page.training').click();
  await expect(page.getByText(vi('office/training:progress', { done: 0, of: 6 }))).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('main').getByRole('button').first().click();
  const begin = button(page, 'office/training:begin');
  await expect(begin).toBeVisible();
  await expectAccessible(page);
  // A wrong answer says why; by keys, as everything here.
  const question = page
    .getByRole('region')
    .filter({ has: page.getByRole('heading', { level: 3 }) });
  await question.first().getByRole('button').first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(vi('office/training:wrong'))).toBeVisible();
  await expectAccessible(page);

  await begin.click();
  await see(page, 'consent');
  await expect(page.getByText(vi('practise:band'))).toBeVisible();
  await button(page, 'consent:agree').click();
  await button(page, 'identify:sample').click();
  await see(page, 'cardConfirm');
  page = await kiosk.acrossWipe(async () => {
    await button(kiosk.page, 'common:end.button').click();
    await button(kiosk.page, 'common:end.confirm').click();
  });
  await expect(button(page, 'office/training:beginAgain')).toBeVisible();
  const done = page.getByRole('listitem').filter({ hasText: vi('office/training:done') });
  await expect(done).toHaveCount(2);
  await button(page, 'office/training:back').click();
  await expect(page.getByText(vi('office/training:state.begun'))).toBeVisible();
});
