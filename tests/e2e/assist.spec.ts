/** A helper beside a resident: sees the question and not the person, and submits nothing. */
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import Database from 'better-sqlite3';
import { RESIDENT_CALLS } from '../../electron/core/assist/guard';
import { type KioskApp, removeUserData, startKiosk } from '../support/app';
import { CARD_2021 } from '../support/cards';
import { callInPage } from '../support/page-calls';
import { button, declare, rateAndLeave, see, vi } from '../support/steps';
import { packFile, Way } from '../support/way';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'wcag2aaa'];
const PIN = '730418';
const HELPER = 'Minh Anh Mẫu';
const EXTRACT = packFile('2.000635');
/** Everything the card and the walk's answers say of somebody. */
const PERSONAL = ['Trần Thị Kiều Ví Dụ', '079158000111', '15/08/1958', '12 Đường Mẫu'];
/** The same, without a line that the page's own hints have as an example. */
const IN_MEMORY = [...PERSONAL.slice(0, 3), '12 Đường Mẫu, Phường 4'];
const ASK_RESIDENT = { ok: false, failure: { reason: 'ASK_RESIDENT' } };

/** Inputs that the contract lets through; a call without one takes none. */
const INPUTS: Readonly<Record<string, unknown>> = {
  'session.consent': { agree: true },
  'session.rate': { face: 'good' },
  'session.resume': { lastFourDigits: '0111' },
  'account.setPassword': { password: 'Mau-thu-42!x' },
  'account.enterCode': { code: '123456' },
  'dossier.declare': { checked: true },
};

let kiosk: KioskApp;
test.afterEach(async () => {
  await kiosk.close();
  removeUserData(kiosk.userData);
});

async function start(env: Record<string, string> = {}): Promise<Page> {
  kiosk = await startKiosk({ env });
  const { page } = kiosk;
  await see(page, 'welcome');
  for (const [path, input] of [
    ['office.open', undefined],
    ['office.createFirst', { name: 'Kỹ Thuật Mẫu', pin: PIN }],
    ['people.create', { name: HELPER, role: 'volunteer', pin: PIN }],
    ['office.close', undefined],
  ] as const) {
    expect(await callInPage(page, path, input), path).toEqual({ ok: true });
  }
  await see(page, 'welcome');
  return page;
}

const panel = (page: Page) =>
  page.getByRole('complementary', { name: vi('office/assistPanel:label') });

/** A helper comes to the machine: the small button, the name, the PIN on the pad. */
async function openPanel(page: Page, pin = PIN): Promise<void> {
  await button(page, 'assist:door').click();
  await page.getByRole('dialog').getByRole('button', { name: HELPER }).click();
  for (const digit of pin) {
    await page.getByRole('dialog').getByRole('button', { name: digit, exact: true }).click();
  }
  await button(page, 'office/signIn:enter').click();
}

async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

/** What of `texts` stands anywhere on the page, in boxes too. */
function standing(page: Page, texts: readonly string[]): Promise<string[]> {
  return page.evaluate((wanted) => {
    const boxes = [...document.querySelectorAll('input, textarea')].map(
      (box) => (box as HTMLInputElement).value,
    );
    const all = [document.documentElement.outerHTML, ...boxes].join('\n');
    return wanted.filter((text) => all.includes(text));
  }, texts);
}

/** What of `texts` the page's own memory still holds, as a script inside it could find it. */
function remembered(page: Page, texts: readonly string[]): Promise<string[]> {
  return page.evaluate((wanted) => {
    const found = new Set<string>();
    const seen = new Set<object>();
    const root = document.querySelector('#root') as unknown as Record<string, object>;
    const waiting: Array<[unknown, string]> = Object.keys(root)
      .filter((name) => name.startsWith('__reactContainer$'))
      .map((name) => [root[name], '']);
    while (waiting.length > 0) {
      const [each, path] = waiting.pop() ?? [null, ''];
      if (typeof each === 'string') {
        for (const text of wanted)
          if (each.includes(text)) found.add(`${text} at ${path.slice(-160)}`);
      }
      if (typeof each !== 'object' || each === null || seen.has(each)) continue;
      if (each instanceof Window) continue;
      seen.add(each);
      const inner = each instanceof Map || each instanceof Set ? [...each] : each;
      for (const name of Object.keys(inner)) {
        try {
          waiting.push([(inner as Record<string, unknown>)[name], `${path}.${name}`]);
        } catch {
          // A getter that does not answer here holds nothing.
        }
      }
    }
    return [...found];
  }, texts);
}

/** The counts on disk, while the machine runs. */
function counted(kind: string): Array<{ step: string; level: number; value: string }> {
  const db = new Database(join(kiosk.userData, 'data', 'dong-hanh.sqlite'), { readonly: true });
  try {
    return db
      .prepare('SELECT step, level, value FROM event WHERE kind = ? ORDER BY id')
      .all(kind) as Array<{ step: string; level: number; value: string }>;
  } finally {
    db.close();
  }
}

test('a volunteer helps at a question, types with leave, hands back; the resident submits', async () => {
  const page = await start();
  const way = new Way(page);
  await way.toIdentify(EXTRACT);
  await way.identify(CARD_2021);
  await way.arrive('ready');
  await way.tap(way.button('ready:begin'));
  while ((await way.arrive()) !== 'question') await way.tap(way.button('prefilled:confirm'));

  await button(page, 'common:help.call').click();
  await expect(page.getByText(vi('common:help.coming'))).toBeVisible();
  await openPanel(page, '904417');
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('Mã PIN chưa đúng');
  await expectAccessible(page);
  await page.getByLabel(vi('office/signIn:pin'), { exact: true }).fill(PIN);
  await button(page, 'office/signIn:enter').click();
  await expect(panel(page)).toBeVisible();
  await expect(panel(page)).toContainText(HELPER);
  await expect(page.getByText(vi('assist:pill.short'), { exact: true })).toBeVisible();
  // The call has been answered.
  await expect(button(page, 'common:help.call')).toHaveCount(0);
  const mark = await page.locator('[data-screen]').first().getAttribute('data-mark');
  const asked = EXTRACT.fields.find(({ key }) => `question:${key}` === mark);
  if (asked) await expect(panel(page)).toContainText(asked.help.means.vi);
  expect(asked).toBeDefined();
  expect(await standing(page, PERSONAL)).toEqual([]);
  await expectAccessible(page);

  // Beside, not over: what the resident works with ends where the panel begins.
  for (const [width, size] of [
    [1_366, 1],
    [1_024, 1],
    [1_024, 3],
  ] as const) {
    await page.setViewportSize({ width, height: 768 });
    await callInPage(page, 'preferences.setTextSize', { textSize: size });
    await expect(page.locator(`html[data-size="${size}"]`)).toHaveCount(1);
    const left = (await panel(page).boundingBox())?.x ?? 0;
    const main = await page.getByRole('main').boundingBox();
    expect((main?.x ?? 0) + (main?.width ?? 0)).toBeLessThanOrEqual(left);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  }
  await callInPage(page, 'preferences.setTextSize', { textSize: 1 });
  await page.setViewportSize({ width: 1_366, height: 768 });

  // The helper asks, the resident agrees, both by keys alone.
  await button(page, 'office/assistPanel:type').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alertdialog')).toContainText(HELPER);
  await expectAccessible(page);
  await button(page, 'assist:leave.yes').focus();
  await page.keyboard.press('Enter');
  await expect(panel(page)).toContainText(vi('office/assistPanel:typingNow'));
  await way.answer();
  await expect(page.locator(`[data-mark="${mark}"]`)).toHaveCount(0);
  await expect(panel(page)).not.toContainText(vi('office/assistPanel:typingNow'));
  await button(page, 'office/assistPanel:handBack').click();
  await expect(panel(page)).toHaveCount(0);

  for (;;) {
    const name = await way.arrive();
    if (name === 'check') break;
    await way.answer();
  }
  await declare(page);
  await button(page, 'check:submit').click();
  await see(page, 'result');
  expect(counted('submitted').map(({ level }) => level)).toEqual([2]);
  const levels = counted('stepDone').map(({ step, level }) => [step, level]);
  expect(levels).toContainEqual([mark, 2]);
  expect(levels.at(-1)).toEqual(['submitting', 0]);
  await rateAndLeave(kiosk);
});

test('with a panel open nobody ticks, submits or confirms: by press, key or script', async () => {
  const page = await start();
  const way = new Way(page);
  await way.toIdentify(EXTRACT);
  await way.scan(CARD_2021);
  await way.arrive('cardConfirm');
  expect(await standing(page, PERSONAL)).toContain('Trần Thị Kiều Ví Dụ');
  expect((await remembered(page, IN_MEMORY)).length).toBeGreaterThan(2);
  await openPanel(page);
  await expect(panel(page)).toBeVisible();
  expect(await standing(page, PERSONAL)).toEqual([]);
  await expect.poll(() => remembered(page, IN_MEMORY), { timeout: 3_000 }).toEqual([]);
  expect(await callInPage(page, 'identity.confirm')).toEqual(ASK_RESIDENT);
  // The button asks for the resident: it hands back, and confirms nothing.
  await button(page, 'assist:ownPress').click();
  await expect(panel(page)).toHaveCount(0);
  await see(page, 'cardConfirm');
  expect(await standing(page, PERSONAL)).toContain('Trần Thị Kiều Ví Dụ');
  await way.tap(way.button('cardConfirm:right'));
  await way.toCheck();

  await openPanel(page);
  await expect(panel(page)).toBeVisible();
  expect(await standing(page, PERSONAL)).toEqual([]);
  await expectAccessible(page);
  for (const path of RESIDENT_CALLS) {
    expect(await callInPage(page, path, INPUTS[path]), path).toEqual(ASK_RESIDENT);
  }
  await see(page, 'check');
  const box = page.getByRole('checkbox');
  await expect(box).not.toBeChecked();
  await box.focus();
  await page.keyboard.press('Space');
  await expect(panel(page)).toHaveCount(0);
  await expect(box).not.toBeChecked();
  // Ticked by the resident; a helper who comes now still submits nothing.
  await declare(page);
  await openPanel(page);
  await expect(panel(page)).toBeVisible();
  await button(page, 'assist:ownPress').focus();
  await page.keyboard.press('Enter');
  await expect(panel(page)).toHaveCount(0);
  await see(page, 'check');
  expect(counted('submitted')).toEqual([]);
});

test('at a secret the helper looks away, and what was typed is gone from the page', async () => {
  const page = await start();
  await button(page, 'welcome:start').click();
  await page.getByRole('button', { name: vi('goal:account.label') }).click();
  await button(page, 'consent:agree').click();
  await see(page, 'identify');
  await new Way(page).scan(CARD_2021);
  await button(page, 'cardConfirm:right').click();
  await see(page, 'accountPhone');
  await page.getByRole('textbox').fill('0901234567');
  await button(page, 'common:continue').click();
  await see(page, 'accountPassword');
  await page.locator('input').fill('Mau-thu-42');
  expect(await standing(page, ['Mau-thu-42'])).toEqual(['Mau-thu-42']);
  await openPanel(page);
  await expect(panel(page)).toContainText(vi('office/assistPanel:lookAway.title'));
  expect(await standing(page, ['Mau-thu-42', '0901234567'])).toEqual([]);
  await expect(page.locator('input')).toHaveCount(0);
  await expect(button(page, 'office/assistPanel:type')).toHaveCount(0);
  await expectAccessible(page);
  await button(page, 'assist:ownStep.go').click();
  await expect(panel(page)).toHaveCount(0);
  await expect(page.locator('input')).toHaveValue('');
});

test('a panel nobody helps at closes by itself', async () => {
  const page = await start({ KIOSK_TEST: '1', KIOSK_AUTO_RETURN_SECONDS: '4' });
  await button(page, 'welcome:start').click();
  await see(page, 'goal');
  await openPanel(page);
  await expect(panel(page)).toBeVisible();
  await expect(panel(page)).toContainText('Bảng tự cất sau');
  await expect(panel(page)).toHaveCount(0, { timeout: 15_000 });
  await see(page, 'goal');
  expect(counted('handedBack').map(({ value }) => value)).toEqual(['quiet']);
});
