/** Two real kiosks on one exchange: a call for help, help by phone, and the server going away. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { findLaunch } from '../../build/electron-launch.mjs';
import { type KioskApp, newUserData, removeUserData, startKiosk } from '../support/app';
import { CARD_2024 } from '../support/cards';
import { makeServer, NATS_MISSING, NATS_SERVER, type TestServer } from '../support/nats/server';
import { button, endSession, see, vi } from '../support/steps';
import { packFile, Way } from '../support/way';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'wcag2aaa'];
const PINS = { technician: '482905', volunteer: '739164' };
const EXTRACT = packFile('2.000635');

test.skip(!NATS_SERVER, NATS_MISSING);

let server: TestServer;
const kiosks: KioskApp[] = [];
test.beforeAll(async () => {
  server = await makeServer(2);
  await server.start();
});
test.afterAll(async () => {
  for (const kiosk of kiosks) {
    await kiosk.close();
    removeUserData(kiosk.userData);
  }
  await server.remove();
});

async function open(number: number): Promise<KioskApp> {
  const userData = newUserData();
  copyFileSync(server.path(number), join(userData, 'exchange.json'));
  findLaunch().chown(userData);
  const kiosk = await startKiosk({ userData });
  kiosks.push(kiosk);
  return kiosk;
}

async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

const box = (page: Page, key: string) => page.getByLabel(vi(key), { exact: true });

async function newPin(page: Page, pin: string): Promise<void> {
  await box(page, 'office/signIn:newPin.first').fill(pin);
  await box(page, 'office/signIn:newPin.again').fill(pin);
}

/** A technician makes a volunteer, who signs in and opens the page of help by phone. */
async function signIn(page: Page): Promise<void> {
  await button(page, 'welcome:helpers').click();
  await box(page, 'office/signIn:name').fill('Kỹ Thuật Thử');
  await newPin(page, PINS.technician);
  await button(page, 'office/signIn:first.create').click();
  await button(page, 'office/office:page.people').click();
  await button(page, 'office/people:add').click();
  await box(page, 'office/signIn:name').fill('Tình Nguyện Thử');
  await newPin(page, PINS.volunteer);
  await button(page, 'office/people:save').click();
  await button(page, 'office/office:home').click();
  await see(page, 'welcome');
  await button(page, 'welcome:helpers').click();
  await page.getByRole('button', { name: 'Tình Nguyện Thử' }).click();
  const outside = button(page, 'office/signIn:outside.training');
  const pin = box(page, 'office/signIn:pin');
  await expect(outside.or(pin)).toBeVisible();
  if (await outside.isVisible()) await outside.click();
  await pin.fill(PINS.volunteer);
  await page.getByRole('button', { name: vi('office/signIn:enter'), exact: true }).click();
  await button(page, 'office/office:page.remote').click();
}

test('help by phone from one kiosk to another, with nothing of the person', async () => {
  const helper = await open(1);
  const resident = await open(2);
  await signIn(helper.page);
  const there = helper.page;
  await expect(there.getByText(vi('office/remoteHelp:nobodyWaits'))).toBeVisible();
  await expectAccessible(there);

  const here = resident.page;
  const way = new Way(here);
  await way.toIdentify(EXTRACT);
  await way.scan(CARD_2024);
  await way.arrive('cardConfirm');
  await way.tap(way.button('cardConfirm:right'));
  await way.arrive('ready');
  await way.tap(way.button('ready:begin'));
  if ((await way.arrive()) === 'prefilled') {
    await way.tap(way.button('prefilled:confirm'));
    await way.arrive('question');
  }
  await button(here, 'common:help.call').click();
  await button(here, 'remote:readCode').click();
  const code = await here.locator('.remote-code b').last().innerText();
  expect(code).toMatch(/\d{3} \d{3}$/);
  await expect(here.getByText(vi('remote:machine', { machine: 2 }))).toBeVisible();
  await expectAccessible(here);
  await here.screenshot({ path: 'test-results/e2e/remote-code.png' });

  await expect(there.getByText(vi('remote:machine', { machine: 2 }))).toBeVisible();
  await box(there, 'office/remoteHelp:code').fill(code.replace(/\D/g, ''));
  await button(there, 'office/remoteHelp:join').click();
  const question = await here.getByRole('heading', { level: 1 }).innerText();
  await expect(there.getByRole('heading', { name: question })).toBeVisible();
  await expect(here.getByText(vi('remote:connected'))).toBeVisible();
  for (const personal of ['Ửng', '079199000000', 'Đường Mẫu']) {
    expect(await there.content()).not.toContain(personal);
  }

  // The second choice lights up there, and only it.
  const choice = here.locator('.field-choices .choice').nth(1);
  const label = await choice.locator('.choice-label').innerText();
  await there.getByRole('button', { name: label, exact: true }).click();
  await expect(choice).toHaveAttribute('data-pointed', '');
  await expect(choice).toBeInViewport();
  await expect(here.locator('[data-pointed]')).toHaveCount(1);
  await expect(here.getByText(vi('remote:pointing'))).toBeVisible();
  await expectAccessible(here);
  await expectAccessible(there);
  await here.screenshot({ path: 'test-results/e2e/remote-pointed.png' });
  await there.screenshot({ path: 'test-results/e2e/remote-helper.png' });
  await button(there, 'office/remoteHelp:thisField').click();
  await expect(here.locator('.pointed[data-pointed]')).toBeVisible();
  await button(there, 'office/remoteHelp:thisField').click();
  await expect(here.locator('[data-pointed]')).toHaveCount(0);

  // The server goes: the resident works on, the helper is told; it comes back by itself.
  await server.kill();
  await expect(there.getByText(vi('office/remoteHelp:link_unreachable'))).toBeVisible();
  await choice.click();
  await expect(here.getByRole('heading', { level: 1 })).not.toHaveText(question);
  await server.start();
  const next = await here.getByRole('heading', { level: 1 }).innerText();
  await expect(there.getByRole('heading', { name: next })).toBeVisible({ timeout: 40_000 });

  await endSession(resident);
  await expect(there.getByText(vi('office/remoteHelp:ended'))).toBeVisible();
  await expect(resident.page.getByText(vi('remote:readCode'))).toHaveCount(0);
});
