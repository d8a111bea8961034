import { expect, type Page, test } from '@playwright/test';
import { type KioskApp, removeUserData, startKiosk } from '../support/app';
import { CARD_2021 } from '../support/cards';
import { button, endSession, scanByKeys, see, sentence, vi } from '../support/steps';

const GOOD_PASSWORD = 'Mau#Thu2026';
/** The portal's life of a code here: long enough to read it, short enough to wait for its end. */
const SHORT_CODE_SECONDS = 1;

let kiosk: KioskApp;
test.afterEach(async () => {
  await kiosk.close();
  removeUserData(kiosk.userData);
});

async function toPassword(page: Page): Promise<void> {
  await button(page, 'welcome:start').click();
  await page.getByRole('button', { name: vi('goal:account.label') }).click();
  await button(page, 'consent:agree').click();
  await see(page, 'identify');
  await scanByKeys(page, CARD_2021);
  await button(page, 'cardConfirm:right').click();
  await see(page, 'accountPhone');
  await expect(page.getByText('Trần Thị Kiều Ví Dụ')).toBeVisible();
  await page.getByRole('textbox').fill('0900 000 111');
  await button(page, 'common:continue').click();
  await see(page, 'accountPassword');
}

async function sendPassword(page: Page): Promise<void> {
  await page.getByLabel(/^Mật khẩu cho số/).fill(GOOD_PASSWORD);
  await button(page, 'common:continue').click();
}

/** The codes on the drawn phone, as people read them. */
async function codes(page: Page): Promise<string[]> {
  const phone = page.getByRole('log', { name: vi('account:code.messages') });
  await expect(phone.getByText(/\d{6}/).first()).toBeVisible();
  return [...(await phone.innerText()).matchAll(/\b\d{6}\b/g)].map(([code]) => code);
}

async function enterCode(page: Page, code: string): Promise<void> {
  await page.getByRole('textbox').fill(code);
  await button(page, 'common:continue').click();
}

test('an account: phone, password with advice, code from the drawn phone', async () => {
  kiosk = await startKiosk();
  const { page } = kiosk;
  await button(page, 'welcome:start').click();
  await page.getByRole('button', { name: vi('goal:account.label') }).click();
  await button(page, 'consent:agree').click();
  await scanByKeys(page, CARD_2021);
  await button(page, 'cardConfirm:right').click();
  await see(page, 'accountPhone');

  // A landline gets no messages; the sentence says what to do and the number stays.
  const phone = page.getByRole('textbox');
  await phone.fill('0283822222');
  await button(page, 'common:continue').click();
  await expect(page.getByText(sentence('PHONE_LANDLINE')).first()).toBeVisible();
  await expect(phone).toHaveValue('0283822222');
  await phone.fill('0900 000 111');
  await button(page, 'common:continue').click();

  await see(page, 'accountPassword');
  const password = page.getByLabel(/^Mật khẩu cho số/);
  await expect(password).toHaveAttribute('type', 'password');
  const met = page.getByRole('listitem').filter({ hasText: vi('account:password.met') });
  await password.fill('abc');
  await expect(met.filter({ hasText: vi('account:password.rule.lower') })).toHaveCount(1);
  await expect(met.filter({ hasText: vi('account:password.rule.upper') })).toHaveCount(0);
  await button(page, 'common:continue').click();
  await see(page, 'accountPassword');
  await expect(page.getByText(sentence('PASSWORD_WEAK')).first()).toBeVisible();
  await expect(password).toHaveValue('abc');
  await sendPassword(page);

  await see(page, 'accountCode');
  const [first = ''] = await codes(page);
  const wrong = first === '000000' ? '111111' : '000000';
  await enterCode(page, wrong);
  await expect(
    page.getByText(sentence('ACCOUNT_CODE_WRONG', { triesLeft: 4 })).first(),
  ).toBeVisible();
  await button(page, 'account:code.resend').click();
  await expect.poll(async () => (await codes(page)).length).toBe(2);
  const second = (await codes(page)).find((code) => code !== first) ?? first;
  await enterCode(page, second);
  await see(page, 'accountDone');
  await expect(page.getByRole('heading', { name: vi('account:done.title') })).toBeVisible();
  await button(page, 'account:done.continue').click();
  await see(page, 'choose');
  await endSession(kiosk);
});

test('a code that is too old is said to be, and another one works', async () => {
  kiosk = await startKiosk({
    env: { KIOSK_TEST: '1', KIOSK_PRACTICE_CODE_SECONDS: String(SHORT_CODE_SECONDS) },
  });
  const { page } = kiosk;
  await toPassword(page);
  await sendPassword(page);
  await see(page, 'accountCode');
  const [code = ''] = await codes(page);
  const over = Date.now() + SHORT_CODE_SECONDS * 1_000;
  await expect.poll(() => Date.now()).toBeGreaterThan(over);
  await enterCode(page, code);
  await expect(page.getByText(sentence('ACCOUNT_CODE_EXPIRED')).first()).toBeVisible();
  await expect(button(page, 'account:code.resend')).toBeVisible();
});

test('an account that is there already needs no second one', async () => {
  // The portal makes the account, but its answer to the code is lost on the way.
  const faults = [
    { kind: 'slow', service: 'account', milliseconds: 1, count: 1 },
    { kind: 'cutReply', service: 'account', count: 1 },
  ];
  kiosk = await startKiosk({
    env: { KIOSK_TEST: '1', KIOSK_PRACTICE_FAULTS: JSON.stringify(faults) },
  });
  const { page } = kiosk;
  await toPassword(page);
  await sendPassword(page);
  await see(page, 'accountCode');
  const [code = ''] = await codes(page);
  await enterCode(page, code);
  await expect(page.getByText(/Cổng dịch vụ công|Chưa nối được/).first()).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveValue(code);
  await button(page, 'common:back').click();
  await see(page, 'accountPassword');
  await sendPassword(page);
  await see(page, 'accountDone');
  await expect(page.getByRole('heading', { name: vi('account:done.titleAlready') })).toBeVisible();
  await button(page, 'account:done.continue').click();
  await see(page, 'choose');
});
