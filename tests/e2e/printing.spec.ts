import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { newUserData, removeUserData, startKiosk } from '../support/app';
import { CARD_2021 } from '../support/cards';
import { button, see, sentence, vi } from '../support/steps';
import { packFile, Way } from '../support/way';

/** Paper sizes in points of 1/72 inch, with the millimetre a layout may round. */
const A5_PT = { width: (148 / 25.4) * 72, height: (210 / 25.4) * 72 };
const MM_PT = 72 / 25.4;

/** Letters and digits in one case, without the space between them. */
function bare(text: string): string {
  return text.normalize('NFC').toLocaleLowerCase('vi').replace(/\s+/g, '');
}

test('the slip is printed, and saved as a PDF that names the dossier and nobody', async () => {
  // A printer made of a folder: switched off at first.
  const userData = newUserData();
  const printer = join(userData, 'printer');
  const state = join(printer, 'state.json');
  const kiosk = await startKiosk({ userData, env: { KIOSK_PRINTER_FOLDER: printer } });
  const { page } = kiosk;
  const way = new Way(page, { answers: { requester_phone: '0966123987' } });
  await way.toIdentify(packFile('2.000635'));
  await way.identify(CARD_2021);

  // A list to take home, where the printer is off: the screen says so and stays.
  await see(page, 'ready');
  await button(page, 'ready:print.button').click();
  await expect(page.getByText(sentence('PRINTER_OFFLINE'))).toBeVisible();
  await expect(button(page, 'ready:begin')).toBeVisible();

  await way.toCheck();
  await way.submit();
  const number = await way.dossierNumber();
  await expect(page.getByText(sentence('PRINTER_OFFLINE'))).toBeVisible();
  writeFileSync(state, '{}');
  await expect(page.getByText(sentence('PRINTER_OFFLINE'))).toHaveCount(0);
  await button(page, 'result:print').click();
  await expect(page.getByText(vi('result:cameOut'))).toBeVisible();
  await button(page, 'result:cameOutYes').click();
  await expect(page.getByText(vi('result:printed'))).toBeVisible();
  const [printed = ''] = readdirSync(join(printer, 'printed'));
  const paper = ['-layout', join(printer, 'printed', printed), '-'];
  expect(bare(execFileSync('pdftotext', paper, { encoding: 'utf8' }))).toContain(bare(number));
  await button(page, 'result:save').click();
  await expect(page.getByText(/Đã lưu phiếu/)).toBeVisible();

  const folder = join(kiosk.userData, 'slips');
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith('.pdf'))
    .map((name) => {
      const path = join(folder, name);
      const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
      // The reader of PDFs sees gaps where a word changes between two files of the font.
      return { path, text: bare(text) };
    });
  const slip = texts.find(({ text }) => text.includes(bare(number)));
  expect(slip).toBeDefined();
  expect(slip?.text).toContain(bare(vi('result:slip.notReceipt')));
  expect(slip?.text).toContain(bare('bản sao Trích lục hộ tịch'));
  for (const { text } of texts) {
    for (const personal of ['Trần Thị', '079158000111', '0111', '0966', 'Đường Mẫu', '012345678']) {
      expect(text).not.toContain(bare(personal));
    }
  }
  const info = execFileSync('pdfinfo', [slip?.path ?? ''], { encoding: 'utf8' });
  const [, width = '', height = ''] = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(info) ?? [];
  expect(Math.abs(Number(width) - A5_PT.width)).toBeLessThan(MM_PT);
  expect(Math.abs(Number(height) - A5_PT.height)).toBeLessThan(MM_PT);
  expect(info).toMatch(/Pages:\s+1\b/);
  await kiosk.close();
  removeUserData(kiosk.userData);
});
