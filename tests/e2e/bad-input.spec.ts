import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { type KioskApp, newUserData, removeUserData, startKiosk } from '../support/app';
import { CARD_2021, NOT_A_CARD } from '../support/cards';
import { heicStub, jpegPage, passwordPdf, truncatedPdf, zip } from '../support/files/make-files';
import { button, endSession, paste, scanByKeys, see, sentence, vi } from '../support/steps';
import { packFile, Way } from '../support/way';

/** What may come out of a keyboard, a clipboard or a joke. */
const BAD_TEXTS: Record<string, string> = {
  long: 'ă'.repeat(10_000),
  control: 'Mẫu\u0000\u0007\u001b[31m',
  emoji: 'Mẫu 👩‍👩‍👧‍👦🇻🇳',
  script: '<script>window.broken = true</script><img src=x onerror="window.broken = true">',
  rightToLeft: 'Mẫu \u202euẫM\u202c \u200f',
};
const BIG_FILE_BYTES = 500 * 1_024 * 1_024;

let kiosk: KioskApp;
test.beforeAll(async () => {
  kiosk = await startKiosk();
});
test.afterAll(async () => {
  await kiosk.close();
  removeUserData(kiosk.userData);
});

/** An error sentence is on the page, and nothing that was put in ran. */
async function expectSentence(page: Page): Promise<void> {
  const error = page.locator('.text-box-error, .field-error, .notice-error').first();
  await expect(error).toBeVisible();
  expect((await error.innerText()).trim().length).toBeGreaterThan(15);
  expect(await page.evaluate(() => 'broken' in window)).toBe(false);
}

test('the typed card takes no nonsense and loses nothing', async () => {
  const { page } = kiosk;
  await new Way(page).toIdentify(packFile('2.000635'));
  await button(page, 'identify:type').click();
  await see(page, 'identityForm');
  const box = (key: string) => page.getByRole('textbox', { name: vi(`identityForm:${key}`) });
  await box('personalId').fill('079199000000');
  await box('day').fill('1');
  await box('month').fill('1');
  await box('year').fill('1999');
  await button(page, 'identityForm:female').click();
  await box('residence').fill('12 Đường Mẫu');
  for (const [kind, text] of Object.entries(BAD_TEXTS)) {
    await test.step(`name: ${kind}`, async () => {
      await box('fullName').fill(text);
      const typed = await box('fullName').inputValue();
      await button(page, 'common:continue').click();
      await expectSentence(page);
      await see(page, 'identityForm');
      await expect(box('fullName')).toHaveValue(typed);
      await expect(box('personalId')).toHaveValue('079199000000');
    });
  }
  await box('fullName').fill('Nguyễn Thị Thử Nghiệm');
  for (const [kind, text] of Object.entries(BAD_TEXTS)) {
    await test.step(`number: ${kind}`, async () => {
      await box('personalId').fill(text);
      await button(page, 'common:continue').click();
      await expectSentence(page);
      await see(page, 'identityForm');
      await expect(box('fullName')).toHaveValue('Nguyễn Thị Thử Nghiệm');
    });
  }
  // Full-width digits and spaces are no mistake, only another way to write.
  await box('personalId').fill(' 079 199 000 000 ');
  await box('year').fill('19９9x');
  await button(page, 'common:continue').click();
  await expectSentence(page);
  await box('year').fill('1999');
  await button(page, 'common:continue').click();
  await see(page, 'cardConfirm');
  await expect(page.getByText('Nguyễn Thị Thử Nghiệm')).toBeVisible();
  await endSession(kiosk);
});

test('every kind of question answers nonsense with a sentence, or takes it as plain text', async () => {
  const { page } = kiosk;
  const seen = new Set<string>();
  const way = new Way(page, {
    onScreen: async (name) => {
      if (name !== 'question') return;
      const frame = page.locator('[data-screen="question"]').first();
      const type = (await frame.getAttribute('data-type')) ?? '';
      const box = page.getByRole('main').getByRole('textbox').first();
      if (seen.has(type) || ['choice', 'address', 'list'].includes(type)) return;
      if ((await box.count()) === 0) return;
      seen.add(type);
      const mark = await frame.getAttribute('data-mark');
      // Emoji and marks are fair in a free text; length, control characters are not, anywhere.
      const texts = ['text', 'longText'].includes(type)
        ? [BAD_TEXTS.long ?? '', BAD_TEXTS.control ?? '']
        : Object.values(BAD_TEXTS);
      for (const text of texts) {
        await box.fill(text);
        const typed = await box.inputValue();
        await button(page, 'common:continue').click();
        await expectSentence(page);
        await expect(frame).toHaveAttribute('data-mark', mark ?? '');
        await expect(box).toHaveValue(typed);
      }
      await box.fill('');
    },
  });
  await way.toIdentify(packFile('1.004873'));
  await way.identify(CARD_2021);
  await way.toCheck();
  expect([...seen]).toEqual(expect.arrayContaining(['phone']));
  await endSession(kiosk);
});

test('what is no card is refused in words and the next scan works', async () => {
  const { page } = kiosk;
  await new Way(page).toIdentify(packFile('2.000635'));
  const refused = async (put: () => Promise<void>, ...reasons: string[]) => {
    await put();
    const words = reasons.map((reason) => sentence(reason));
    await expect
      .poll(async () => {
        const text = await page.getByRole('main').innerText();
        return words.some((word) => text.includes(word));
      })
      .toBe(true);
    await see(page, 'identify');
  };
  await refused(() => paste(page, ''), 'CARD_EMPTY');
  await refused(() => scanByKeys(page, NOT_A_CARD), 'CARD_NOT_A_CARD');
  await refused(() => paste(page, CARD_2021.slice(0, 60)), 'CARD_HALF_SCAN');
  await refused(() => paste(page, `${CARD_2021}\n${CARD_2021}`), 'CARD_TWO_SCANS');
  await refused(() => paste(page, 'a|'.repeat(512 * 1_024)), 'CARD_TOO_LONG');
  await refused(() => paste(page, BAD_TEXTS.script ?? ''), 'CARD_NOT_A_CARD');
  await scanByKeys(page, CARD_2021);
  await see(page, 'cardConfirm');
  await endSession(kiosk);
});

test('files that cannot be used are refused in words, and the pages before stay', async () => {
  // Its own start: a file of this size reaches only a page the driver has had from the beginning.
  const own = await startKiosk();
  const { page } = own;
  const way = new Way(page);
  await way.toIdentify(packFile('2.000635'));
  await way.identify(CARD_2021);
  await way.toCheck();
  await page.getByRole('button', { name: /Giấy hộ tịch cũ/ }).click();
  await see(page, 'papers');
  const input = page.locator('input[type=file]').first();
  const pages = page.getByRole('list', { name: vi('papers:pages') }).locator('img');
  await input.setInputFiles({
    name: 'trang-mau.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.from(await jpegPage()),
  });
  await expect(pages).toHaveCount(1);

  const big = join(own.userData, 'rat-lon.pdf');
  writeFileSync(big, '%PDF-1.7');
  truncateSync(big, BIG_FILE_BYTES);
  const file = (name: string, bytes: Uint8Array) => ({
    name,
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(bytes),
  });
  const cases = [
    [file('rong.pdf', new Uint8Array(0)), 'FILE_EMPTY'],
    [file('bi-cut.pdf', await truncatedPdf()), 'FILE_PDF_DAMAGED'],
    [file('co-mat-khau.pdf', passwordPdf()), 'FILE_PDF_PASSWORD'],
    [file('zip-doi-ten.pdf', zip()), 'FILE_KIND_UNKNOWN'],
    [file('anh.heic', heicStub()), 'FILE_HEIC'],
    [big, 'FILE_TOO_LARGE'],
  ] as const;
  for (const [given, reason] of cases) {
    await test.step(reason, async () => {
      await input.setInputFiles(given as string);
      await expect(page.getByText(sentence(reason)).first()).toBeVisible({ timeout: 20_000 });
      await expect(pages).toHaveCount(1);
    });
  }
  await own.close();
  removeUserData(own.userData);
});

test('a machine key that cannot be read is set aside, and people can begin', async () => {
  const userData = newUserData();
  writeFileSync(join(userData, 'machine-key.json'), '{"kind":"file","key":"khong"}');
  const broken = await startKiosk({ userData });
  await button(broken.page, 'welcome:start').click();
  await see(broken.page, 'goal');
  await broken.close();
  removeUserData(userData);
});
