/** The resident's own phone as a scanner: the whole application, a phone's browser, real HTTPS. */
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { type KioskApp, newUserData, removeUserData, startKiosk } from '../support/app';
import { CARD_2024 } from '../support/cards';
import { hasChromium, type PhoneBrowser, startPhone } from '../support/phone/browser';
import { switchPhonesOn } from '../support/phone/point';
import { button, sentence, vi } from '../support/steps';
import { packFile, samplePage, Way } from '../support/way';

test.skip(!hasChromium, 'needs a Chromium beside the application: apt install chromium');

let userData: string;
let kiosk: KioskApp;
let phone: PhoneBrowser;
test.beforeEach(async () => {
  userData = newUserData();
  switchPhonesOn(userData);
  kiosk = await startKiosk({
    userData,
    env: { KIOSK_TEST: '1', KIOSK_PHONE_ADDRESS: '127.0.0.1' },
  });
  phone = await startPhone(userData);
});
test.afterEach(async () => {
  await phone.close();
  await kiosk.close();
  removeUserData(userData);
});

/** To the first paper that is asked for. */
async function toPapers(page: Page): Promise<void> {
  const way = new Way(page);
  await way.toIdentify(packFile('1.004194'));
  await way.identify(CARD_2024);
  await way.arrive('ready');
  await way.tap(way.button('ready:begin'));
  for (let name = await way.arrive(); name !== 'papers'; name = await way.arrive()) {
    if (name === 'prefilled') await way.tap(way.button('prefilled:confirm'));
    else await way.answer();
  }
}

/** The address that the panel shows, once it does. */
const addressOn = (page: Page) => page.locator('.phone-address').innerText();

/** Nothing sticks out of a phone's screen, and fingers find everything. */
async function fitsThePhone(page: Page, name: string): Promise<void> {
  const folder = process.env.PHONE_PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
  const { wide, small } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth - innerWidth,
    small: [...document.querySelectorAll('button, label')]
      .filter((each) => each.getBoundingClientRect().height < 47)
      .map((each) => each.textContent),
  }));
  expect([name, Math.max(0, wide), small]).toEqual([name, 0, []]);
}

test('a phone compares the words, photographs, picks, and its pictures arrive on the kiosk', async () => {
  const { page } = kiosk;
  const { page: hand, complaints } = phone;
  await toPapers(page);
  await button(page, 'phone:use').click();
  const url = await addressOn(page);
  await hand.goto(url);
  const words = page.locator('.phone-words li');
  await expect(words).toHaveCount(4);
  await expect(hand.locator('.words li')).toHaveText(await words.allInnerTexts());
  await fitsThePhone(hand, 'words');

  // A second phone is told that it is the second.
  const other = await phone.another();
  await other.goto(url);
  await expect(other.getByText(sentence('PHONE_TAKEN'))).toBeVisible();
  await expect(other.locator('.words')).toHaveCount(0);
  await other.close();

  await button(hand, 'phone:same').tap();
  await expect(page.getByText(vi('phone:ready'))).toBeVisible();
  await fitsThePhone(hand, 'start');
  await button(hand, 'phone:take').tap();
  const video = hand.locator('video');
  await expect
    .poll(() => video.evaluate((each: HTMLVideoElement) => each.videoWidth))
    .toBeGreaterThan(1_000);
  await fitsThePhone(hand, 'camera');
  await button(hand, 'phone:shutter').tap();
  await expect(page.locator('.phone-arrived img')).toHaveCount(1);
  await button(hand, 'phone:cameraClose').tap();
  await expect(video).toHaveCount(0);
  await expect(hand.locator('.pictures li')).toHaveClass(['there']);

  // What is no picture is refused in words, and the next one still goes.
  await hand.locator('input[multiple]').setInputFiles([
    { name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('không phải ảnh') },
    { name: 'b.jpg', mimeType: 'image/jpeg', buffer: readFileSync(samplePage('birth-notice')) },
  ]);
  await expect(hand.locator('.pictures li')).toHaveClass(['there', 'failed', 'there']);
  await expect(hand.getByText(vi('phone:noPicture'))).toBeVisible();
  await expect(hand.getByText(vi('phone:left', { left: 8 }))).toBeVisible();
  await expect(page.locator('.phone-arrived img')).toHaveCount(2);
  await fitsThePhone(hand, 'pictures');
  await hand.getByRole('button', { name: 'English' }).tap();
  await expect(hand.getByText('8 more pictures can be sent')).toBeVisible();
  await fitsThePhone(hand, 'pictures-en');

  await button(page, 'phone:done').click();
  await expect(page.locator('.papers-page')).toHaveCount(2);
  await expect(hand.getByRole('alert').first()).toBeVisible();
  await fitsThePhone(hand, 'closed');
  expect(complaints.filter((each) => !/ERR_|status of 415/.test(each))).toEqual([]);
});

test('words that differ end the way on both sides, and it opens again with another address', async () => {
  const { page } = kiosk;
  const { page: hand } = phone;
  await toPapers(page);
  await button(page, 'phone:use').click();
  const first = await addressOn(page);
  await hand.goto(first);
  await button(hand, 'phone:differs').tap();
  await expect(hand.getByText(vi('phone:differsDone'))).toBeVisible();
  await expect(page.getByText(sentence('PHONE_WORDS_DIFFER'))).toBeVisible();

  await button(page, 'phone:again').click();
  await expect(page.locator('.phone-address')).not.toHaveText(first);
  await hand.goto(await addressOn(page));
  await button(hand, 'phone:same').tap();
  await expect(page.getByText(vi('phone:ready'))).toBeVisible();
  // The address of before leads nowhere.
  await expect(hand.goto(first)).rejects.toThrow(/ERR_CONNECTION_REFUSED/);
  await button(page, 'phone:done').click();
  await expect(page.locator('.papers-page')).toHaveCount(0);
});
