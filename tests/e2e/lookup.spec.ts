import { expect, type Page, test } from '@playwright/test';
import { type KioskApp, removeUserData, startKiosk } from '../support/app';
import { CARD_2021 } from '../support/cards';
import { button, endSession, rateAndLeave, see, sentence, vi } from '../support/steps';
import { packFile, Way } from '../support/way';

let kiosk: KioskApp;
test.beforeAll(async () => {
  kiosk = await startKiosk();
});
test.afterAll(async () => {
  await kiosk.close();
  removeUserData(kiosk.userData);
});

async function lookUp(page: Page, number: string): Promise<void> {
  await page.getByRole('textbox', { name: vi('lookup:label') }).fill(number);
  await button(page, 'lookup:find').click();
}

test('a dossier is found by number and by slip in a later session, and what is wrong is said', async () => {
  const way = new Way(kiosk.page);
  await way.toIdentify(packFile('2.000635'));
  await way.identify(CARD_2021);
  await way.toCheck();
  await way.submit();
  const number = await way.dossierNumber();
  const page = await rateAndLeave(kiosk);

  // Nobody says who they are to look a dossier up.
  await button(page, 'welcome:start').click();
  await page.getByRole('button', { name: vi('goal:lookup.label') }).click();
  await see(page, 'lookup');

  await lookUp(page, 'khong phai ma');
  await expect(page.getByText(sentence('LOOKUP_BAD_NUMBER')).first()).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveValue('khong phai ma');

  await lookUp(page, number.replace(/\d{4}$/, '9999'));
  await expect(page.getByText(sentence('LOOKUP_NOT_FOUND')).first()).toBeVisible();

  await lookUp(page, 'DH-ZZZZ-ZZZZ');
  await expect(page.getByText(sentence('LOOKUP_NOT_FOUND')).first()).toBeVisible();

  // As people copy it: small letters and spaces.
  await lookUp(page, ` ${number.toLowerCase().replaceAll('-', ' - ')} `);
  const timeline = page.getByRole('list', { name: vi('lookup:timeline') });
  await expect(timeline.getByRole('listitem').first()).toContainText(vi('lookup:status.1.name'));
  await expect(page.getByText(number)).toBeVisible();
  await expect(page.getByText('Trần Thị Kiều Ví Dụ')).toHaveCount(0);

  await button(page, 'lookup:again').click();
  await expect(page.getByRole('textbox', { name: vi('lookup:label') })).toBeVisible();
  await endSession(kiosk);
});
