import { expect, test } from '@playwright/test';
import { removeUserData, startKiosk } from '../support/app';
import { CARD_2021 } from '../support/cards';
import { button, DOSSIER_NUMBER, rateAndLeave, scanByKeys } from '../support/steps';
import { packFile, Way } from '../support/way';

test('the packaged application goes the main way', async () => {
  const kiosk = await startKiosk({ packaged: true });
  expect(await kiosk.app.evaluate(({ app }) => app.isPackaged)).toBe(true);
  const way = new Way(kiosk.page);
  // A procedure with papers: they need the native parts that lie beside the archive.
  await way.toIdentify(packFile('1.001193'));
  await scanByKeys(kiosk.page, CARD_2021);
  await way.arrive('cardConfirm');
  await way.tap(way.button('cardConfirm:right'));
  await way.toCheck();
  await way.submit();
  expect(await way.dossierNumber()).toMatch(DOSSIER_NUMBER);
  await button(kiosk.page, 'result:save').click();
  await expect(kiosk.page.getByText(/Đã lưu phiếu/)).toBeVisible();
  await rateAndLeave(kiosk);
  await kiosk.close();
  removeUserData(kiosk.userData);
});
