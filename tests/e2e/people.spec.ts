/** Helpers at the machine: the first technician, another helper, in and out, with keys alone. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { findLaunch } from '../../build/electron-launch.mjs';
import { type KioskApp, newUserData, removeUserData, startKiosk } from '../support/app';
import { button, see, sentence, vi } from '../support/steps';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'wcag2aaa'];
const PIN = '482905';
const VOLUNTEER_PIN = '739164';
const WRONG_PIN = '904417';

let kiosk: KioskApp;
test.afterEach(async () => {
  await kiosk.close();
  removeUserData(kiosk.userData);
});

/** A kiosk of a point with these hours; the tests run at any hour of any day. */
async function startWith(hours: object[]): Promise<KioskApp> {
  const userData = newUserData();
  const sample = new URL('../../assets/point/sample-point.json', import.meta.url);
  const point = { ...JSON.parse(readFileSync(sample, 'utf8')), hours };
  writeFileSync(join(userData, 'point.json'), JSON.stringify(point));
  findLaunch().chown(join(userData, 'point.json'));
  kiosk = await startKiosk({ userData });
  return kiosk;
}

async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });
const box = (page: Page, key: string) => page.getByLabel(vi(key), { exact: true });

/** The tab of the page that shows. */
async function expectPage(page: Page, name: string): Promise<void> {
  await expect(button(page, `office/office:page.${name}`)).toHaveAttribute('aria-current', 'page');
}

async function newPin(page: Page, pin: string): Promise<void> {
  await box(page, 'office/signIn:newPin.first').fill(pin);
  await box(page, 'office/signIn:newPin.again').fill(pin);
}

async function makeTechnician(page: Page): Promise<void> {
  await button(page, 'welcome:helpers').click();
  await expect(heading(page, vi('office/signIn:first.title'))).toBeVisible();
  await box(page, 'office/signIn:name').fill('Kỹ Thuật Thử');
  await newPin(page, PIN);
  await button(page, 'office/signIn:first.create').click();
  await expect(button(page, 'office/office:signOut')).toBeVisible();
}

test('a technician is made, adds a volunteer, who signs in by touch and out again', async () => {
  const { page } = await startWith([]);
  await button(page, 'welcome:helpers').click();
  await expectAccessible(page);
  await button(page, 'office/office:home').click();
  await makeTechnician(page);

  await button(page, 'office/office:page.people').click();
  await expectPage(page, 'people');
  await expect(page.getByText(vi('office/people:noWardOfficer'))).toBeVisible();
  await expectAccessible(page);

  await button(page, 'office/people:add').click();
  await box(page, 'office/signIn:name').fill('Tình Nguyện Thử');
  await newPin(page, '123456');
  await button(page, 'office/people:save').click();
  await expect(page.getByText(sentence('PIN_WEAK'))).toBeInViewport();
  await expect(box(page, 'office/signIn:newPin.first')).toBeFocused();
  await expectAccessible(page);
  await newPin(page, VOLUNTEER_PIN);
  await button(page, 'office/people:save').click();
  await expect(
    page.getByText(vi('office/people:added', { name: 'Tình Nguyện Thử' })),
  ).toBeVisible();

  await button(page, 'office/office:home').click();
  await see(page, 'welcome');
  await button(page, 'welcome:helpers').click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Tình Nguyện Thử' }).click();
  await expectAccessible(page);
  const press = async (pin: string) => {
    const pad = page.getByRole('group', { name: vi('office/signIn:pad.label') });
    for (const digit of pin) await pad.getByRole('button', { name: digit, exact: true }).click();
    await pad.getByRole('button', { name: vi('office/signIn:enter'), exact: true }).click();
  };
  await press(WRONG_PIN);
  await expect(page.getByText(sentence('PIN_WRONG', { triesLeft: 4 }))).toBeVisible();
  // What was entered is wiped from the page.
  await expect(box(page, 'office/signIn:pin')).toHaveValue('');
  await press(VOLUNTEER_PIN);
  await expectPage(page, 'board');
  await expect(button(page, 'office/office:page.people')).toHaveCount(0);
  await expect(button(page, 'office/office:page.devices')).toHaveCount(0);
  await button(page, 'office/office:signOut').click();
  await see(page, 'welcome');
});

test('five wrong tries wait, with the seconds on the screen', async () => {
  const { page } = await startWith([]);
  await makeTechnician(page);
  await button(page, 'office/office:home').click();
  await button(page, 'welcome:helpers').click();
  await page.getByRole('button', { name: 'Kỹ Thuật Thử' }).click();
  for (const left of [4, 3, 2, 1]) {
    await box(page, 'office/signIn:pin').fill(WRONG_PIN);
    await page.keyboard.press('Enter');
    await expect(page.getByText(sentence('PIN_WRONG', { triesLeft: left }))).toBeVisible();
  }
  await box(page, 'office/signIn:pin').fill(WRONG_PIN);
  await page.keyboard.press('Enter');
  await expect(page.getByText(sentence('PIN_WAIT', { seconds: 15 }))).toBeVisible();
  await expect(page.getByRole('timer')).toHaveText(/1[0-5]/);
  await expect(button(page, 'office/signIn:enter')).toBeDisabled();
  await expectAccessible(page);
});

test('with keys alone, outside the opening hours', async () => {
  // Open on every day but the three around now, whichever day Vietnam has.
  const today = new Date().getUTCDay() || 7;
  const near = [today, (today % 7) + 1, ((today + 5) % 7) + 1];
  const days = [1, 2, 3, 4, 5, 6, 7].filter((day) => !near.includes(day));
  const { page } = await startWith([{ days, from: '08:00', to: '11:00' }]);
  await makeTechnician(page);
  await button(page, 'office/office:signOut').click();
  await see(page, 'welcome');

  /** Tab until the focus is on the control whose name begins so. */
  const tabTo = async (name: string) => {
    for (let step = 0; step < 40; step += 1) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => document.activeElement?.textContent ?? '');
      if (focused.startsWith(name)) return;
    }
    throw new Error(`no way by keyboard to "${name}"`);
  };
  await tabTo(vi('welcome:helpers'));
  await page.keyboard.press('Enter');
  await expect(heading(page, vi('office/signIn:title'))).toBeVisible();
  await tabTo('Kỹ Thuật Thử');
  await page.keyboard.press('Enter');
  await expect(heading(page, vi('office/signIn:outside.title'))).toBeVisible();
  await expectAccessible(page);
  await tabTo(vi('office/signIn:outside.repair'));
  await page.keyboard.press('Enter');
  await expect(box(page, 'office/signIn:pin')).toBeFocused();
  await page.keyboard.type(PIN);
  await page.keyboard.press('Enter');
  await expectPage(page, 'board');
  await tabTo(vi('office/office:page.people'));
  await page.keyboard.press('Enter');
  await expectPage(page, 'people');
  await tabTo(vi('office/office:signOut'));
  await page.keyboard.press('Space');
  await see(page, 'welcome');
});
