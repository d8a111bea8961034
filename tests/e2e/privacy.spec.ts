import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { newUserData, removeUserData, startKiosk } from '../support/app';
import { jpegPage } from '../support/files/make-files';
import { formsInMemory, formsOf, searchFolder } from '../support/raw-search';
import { rendererPid, searchMemory } from '../support/renderer-process';
import { button, endSession, rateAndLeave, scanByKeys, see, vi } from '../support/steps';
import { packFile, Way } from '../support/way';

// Words that stand nowhere in the application's own texts.
const PERSON = {
  name: 'Hoàng Thị Thử Kín Ửng',
  number: '079158123987',
  oldNumber: '987650123',
  phone: '0966123987',
  street: '77 Ngõ Mẫu Kín',
};
const CARD = `${PERSON.number}|${PERSON.oldNumber}|${PERSON.name}|15081958|Nữ|${PERSON.street}, Phường 4, Quận Phú Nhuận, TP. Hồ Chí Minh|15082021`;

/** A part from the middle of the attachment, long enough to be nobody else's. */
const SLICE_BYTES = 48;

function needlesOf(
  attachment: Uint8Array,
  formsOfText: (text: string) => Buffer[],
): Map<string, Buffer[]> {
  const middle = Math.floor(attachment.length / 6) * 3;
  const slice = Buffer.from(attachment.subarray(middle, middle + SLICE_BYTES));
  const texts = Object.entries(PERSON).map(([what, text]) => [what, formsOfText(text)] as const);
  // Files go to the core as base64; a slice that begins at a third byte reads the same there.
  return new Map([...texts, ['attachment', [slice, ...formsOfText(slice.toString('base64'))]]]);
}

test('the raw search finds what it looks for', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dong-hanh-search-'));
  const needles = new Map([['name', formsOf(PERSON.name)]]);
  const forms = [
    Buffer.from(PERSON.name, 'utf8'),
    Buffer.from(PERSON.name.normalize('NFD'), 'utf8'),
    Buffer.from(PERSON.name, 'utf16le'),
    Buffer.from(PERSON.name, 'utf16le').swap16(),
  ];
  for (const [index, form] of forms.entries()) {
    writeFileSync(join(folder, `${index}`), Buffer.concat([Buffer.alloc(4_097, 1), form]));
  }
  expect(searchFolder(folder, needles)).toHaveLength(forms.length);
  removeUserData(folder);
});

test('after the end nothing of a person is left on the disk or in the next page', async () => {
  const userData = newUserData();
  const attachment = Buffer.from(await jpegPage());
  const needles = needlesOf(attachment, formsOf);
  const inMemory = needlesOf(attachment, formsInMemory);
  const kiosk = await startKiosk({ userData });

  // The first session is given up half-way, with answers and a paper in it.
  const way = new Way(kiosk.page, { answers: { requester_phone: PERSON.phone } });
  await way.toIdentify(packFile('2.000635'));
  await scanByKeys(kiosk.page, CARD);
  await way.arrive('cardConfirm');
  await button(kiosk.page, 'cardConfirm:right').click();
  await way.toCheck();
  const papers = kiosk.page.getByRole('button', { name: /Giấy hộ tịch cũ/ });
  await papers.click();
  await see(kiosk.page, 'papers');
  await kiosk.page.locator('input[type=file]').first().setInputFiles({
    name: 'giay-to.jpg',
    mimeType: 'image/jpeg',
    buffer: attachment,
  });
  await expect(
    kiosk.page
      .getByRole('list', { name: vi('papers:pages') })
      .locator('img')
      .first(),
  ).toBeVisible();

  // The same search sees the person now, in the page that shows them: it would see them later.
  const before = await rendererPid(kiosk.app);
  expect(searchMemory(before, inMemory)).toEqual(
    expect.arrayContaining(['name', 'phone', 'attachment']),
  );
  expect(searchFolder(userData, needles)).toEqual([]);

  await endSession(kiosk);
  const between = await rendererPid(kiosk.app);
  expect(between).not.toBe(before);
  expect(searchMemory(between, inMemory)).toEqual([]);
  expect(searchFolder(userData, needles)).toEqual([]);

  // The second goes the whole way: number, slip as PDF, rating.
  const whole = new Way(kiosk.page, { answers: { requester_phone: PERSON.phone } });
  await whole.toIdentify(packFile('2.000635'));
  await scanByKeys(kiosk.page, CARD);
  await whole.arrive('cardConfirm');
  await button(kiosk.page, 'cardConfirm:right').click();
  await whole.toCheck();
  await whole.submit();
  await button(kiosk.page, 'result:save').click();
  await expect(kiosk.page.getByText(/Đã lưu phiếu/)).toBeVisible();
  await rateAndLeave(kiosk);
  const after = await rendererPid(kiosk.app);
  expect(after).not.toBe(between);
  expect(searchMemory(after, inMemory)).toEqual([]);
  expect(searchFolder(userData, needles)).toEqual([]);

  await kiosk.close();
  expect(searchFolder(userData, needles)).toEqual([]);
  removeUserData(userData);
});
