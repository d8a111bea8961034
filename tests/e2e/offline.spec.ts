import { expect, test } from '@playwright/test';
import { newUserData, removeUserData, startKiosk } from '../support/app';
import { CARD_2021 } from '../support/cards';
import { button, DOSSIER_NUMBER, rateAndLeave, see, sentence, vi } from '../support/steps';
import { packFile, Way } from '../support/way';

/** The line to the portal is cut: every connection is refused, for good. */
const CUT_LINE = JSON.stringify([
  { kind: 'refuseConnection', service: 'login' },
  { kind: 'refuseConnection', service: 'DongBoHoSoMC' },
  { kind: 'refuseConnection', service: 'upload' },
]);

test('without a line the dossier waits, says so, and goes out at a later start', async () => {
  const userData = newUserData();
  const offline = await startKiosk({
    userData,
    env: { KIOSK_TEST: '1', KIOSK_PRACTICE_FAULTS: CUT_LINE },
  });
  const way = new Way(offline.page);
  await way.toIdentify(packFile('2.000635'));
  await way.identify(CARD_2021);
  await way.toCheck();
  const { page } = offline;
  await page.locator('label', { has: page.getByRole('checkbox') }).click();
  await button(page, 'check:submit').click();

  await expect(page.getByRole('heading', { name: vi('submitting:waiting.title') })).toBeVisible();
  await expect(page.getByText(sentence('PORTAL_UNREACHABLE'))).toBeVisible();
  await expect(page.getByText(vi('submitting:attempt', { count: 1 }))).toBeVisible();
  await button(page, 'submitting:leave').click();

  await see(page, 'result');
  await expect(page.getByText(vi('result:queued'))).toBeVisible();
  const reference = await way.dossierNumber();
  expect(reference).toMatch(/^DH-[A-Z0-9]{4}-[A-Z0-9]{4}$/);
  await expect(page.getByText(DOSSIER_NUMBER)).toHaveCount(0);

  // The next person asks for it while it still waits.
  const next = await rateAndLeave(offline);
  await button(next, 'welcome:start').click();
  await next.getByRole('button', { name: vi('goal:lookup.label') }).click();
  await next.getByRole('textbox').fill(reference);
  await button(next, 'lookup:find').click();
  await expect(next.getByText(sentence('LOOKUP_STILL_QUEUED')).first()).toBeVisible();
  await offline.close();

  const online = await startKiosk({ userData });
  await button(online.page, 'welcome:start').click();
  await online.page.getByRole('button', { name: vi('goal:lookup.label') }).click();
  const box = online.page.getByRole('textbox');
  const timeline = online.page.getByRole('list', { name: vi('lookup:timeline') });
  await expect(async () => {
    await box.fill(reference.toLowerCase());
    await button(online.page, 'lookup:find').click();
    await expect(timeline).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  await expect(online.page.getByText(/^H99\.12-\d{6}-\d{4}$/)).toBeVisible();
  await online.close();
  removeUserData(userData);
});
