/** SIGKILL of the core, the page and the whole application at each step: nothing is lost. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { findInFolder } from '../../electron/core/practice-portal/testing/portal-fixture';
import { type KioskApp, newUserData, removeUserData, startKiosk } from '../support/app';
import { CARD_2024 } from '../support/cards';
import { corePid, pagePid } from '../support/processes';
import { button, DOSSIER_NUMBER, declare, rateAndLeave, see, sentence, vi } from '../support/steps';
import { packFile, screenName, Way } from '../support/way';

const EXTRACT = packFile('2.000635');
const NAME = 'Nguyễn Thị Ửng Đặng Ỷ';
const NUMBER = '079199000000';
const PHONE = '0901234567';
const RIGHT_DIGITS = '0000';
const WRONG_DIGITS = '9876';
/** A core that was killed again and again is started after up to 5 s. */
const BACK_AGAIN = { timeout: 20_000 };

function frame(page: Page) {
  return page.locator('[data-screen]').first();
}
async function markOf(page: Page): Promise<string> {
  return (await frame(page).getAttribute('data-mark')) ?? '';
}

/** Does what the screen asks for, once, and waits for the next screen. */
async function goOn(page: Page): Promise<void> {
  const mark = await markOf(page);
  const name = await screenName(page);
  const way = new Way(page);
  if (name === 'welcome') await button(page, 'welcome:start').click();
  else if (name === 'goal') {
    await page.getByRole('button', { name: EXTRACT.shortName.vi, exact: true }).click();
  } else if (name === 'consent') await button(page, 'consent:agree').click();
  else if (name === 'identify') await way.scan(CARD_2024);
  else if (name === 'cardConfirm') await button(page, 'cardConfirm:right').click();
  else if (name === 'ready') await button(page, 'ready:begin').click();
  else if (name === 'prefilled') await button(page, 'prefilled:confirm').click();
  else if (name === 'question') await way.answer();
  else if (name === 'check') {
    await declare(page);
    await button(page, 'check:submit').click();
    await see(page, 'result');
  } else throw new Error(`nothing to do on ${name}`);
  await page.locator(`[data-screen]:not([data-mark="${mark}"])`).first().waitFor(BACK_AGAIN);
}

async function goTo(page: Page, mark: RegExp): Promise<void> {
  for (let steps = 0; !mark.test(await markOf(page)); steps += 1) {
    if (steps > 30) throw new Error(`never came to ${mark}`);
    await goOn(page);
  }
}

/** A round trip through the core: the language of the page is what the core last said. */
async function coreAnswers(page: Page): Promise<void> {
  for (const language of ['en', 'vi']) {
    await page.locator('.language-other').click();
    await expect(page.locator(`html[lang="${language}"]`)).toBeAttached(BACK_AGAIN);
  }
}

async function killCore(kiosk: KioskApp): Promise<void> {
  const old = await corePid(kiosk.app);
  if (old === null) throw new Error('no core is running');
  process.kill(old, 'SIGKILL');
  await expect
    .poll(async () => {
      const pid = await corePid(kiosk.app);
      return pid !== null && pid !== old;
    }, BACK_AGAIN)
    .toBe(true);
}

test('the core and the page killed at every screen: the same question, with what was typed', async () => {
  test.setTimeout(300_000);
  const kiosk = await startKiosk();
  const seen: string[] = [];
  let boxes = 0;
  try {
    for (;;) {
      await frame(kiosk.page).waitFor();
      const mark = await markOf(kiosk.page);
      seen.push(mark);
      const main = kiosk.page.getByRole('main');
      const box = main.getByRole('textbox').first();
      const hasBox = mark.startsWith('question:') && (await box.count()) > 0;
      // Typed and not sent: a core that dies must not take it away.
      if (hasBox) {
        boxes += 1;
        await box.fill('09012');
      }
      const shown = hasBox ? await box.inputValue() : '';
      await killCore(kiosk);
      expect(await markOf(kiosk.page)).toBe(mark);
      if (hasBox) expect(await box.inputValue()).toBe(shown);
      await coreAnswers(kiosk.page);
      expect(await markOf(kiosk.page), 'after the core came back').toBe(mark);
      if (hasBox) expect(await box.inputValue(), 'after the core came back').toBe(shown);

      const fresh = await kiosk.acrossWipe(async () => {
        process.kill(await pagePid(kiosk.app), 'SIGKILL');
      });
      await frame(fresh).waitFor();
      expect(await markOf(fresh), 'after the page came back').toBe(mark);
      if (mark === 'result') break;
      await goOn(fresh);
    }
    expect(await new Way(kiosk.page).dossierNumber()).toMatch(DOSSIER_NUMBER);
    expect(seen.filter((mark) => mark.startsWith('question:')).length).toBeGreaterThanOrEqual(3);
    expect(boxes).toBeGreaterThanOrEqual(1);
    for (const name of [
      'welcome',
      'goal',
      'consent',
      'identify',
      'cardConfirm',
      'ready',
      'check',
    ]) {
      expect(seen).toContain(name);
    }
    await rateAndLeave(kiosk);
    for (const personal of [NAME, NUMBER, PHONE]) {
      expect(findInFolder(join(kiosk.userData, 'data'), personal)).toEqual([]);
    }
  } finally {
    await kiosk.kill();
    removeUserData(kiosk.userData);
  }
});

test('the whole application killed: the next start asks, and goes on for the same person only', async () => {
  test.setTimeout(300_000);
  const userData = newUserData();
  let kiosk = await startKiosk({ userData });
  try {
    await frame(kiosk.page).waitFor();
    for (const mark of [/^cardConfirm$/, /^question:extract_type$/, /^check$/, /^result$/]) {
      await goTo(kiosk.page, mark);
      const before = await markOf(kiosk.page);
      const rows = await kiosk.page.getByRole('main').innerText();
      await kiosk.kill();
      kiosk = await startKiosk({ userData });
      const { page } = kiosk;
      await see(page, 'resume');
      const asked = await page.locator('body').innerText();
      expect(asked).toContain(EXTRACT.shortName.vi);
      for (const personal of [NAME, 'Ửng', NUMBER, '079199', PHONE, 'Đường Mẫu', '1999']) {
        expect(asked).not.toContain(personal);
      }
      const digits = page.getByRole('textbox', { name: vi('resume:digits') });
      await digits.fill(WRONG_DIGITS);
      await button(page, 'resume:continue').click();
      await expect(
        page.getByText(sentence('RESUME_WRONG_DIGITS', { triesLeft: 2 })).first(),
      ).toBeVisible();
      await digits.fill(RIGHT_DIGITS);
      await button(page, 'resume:continue').click();
      await expect(page.locator(`[data-mark="${before}"]`)).toBeVisible();
      expect(await markOf(page)).toBe(before);
      if (before === 'check') {
        expect(await page.getByRole('main').innerText()).toBe(rows);
      }
    }
    const number = await new Way(kiosk.page).dossierNumber();
    expect(number).toMatch(DOSSIER_NUMBER);
    expect(number).toMatch(/-0001$/);

    await kiosk.kill();
    kiosk = await startKiosk({ userData });
    await see(kiosk.page, 'resume');
    await button(kiosk.page, 'resume:discard').click();
    await button(kiosk.page, 'resume:discardConfirm').click();
    await see(kiosk.page, 'welcome');
    for (const personal of [NAME, NUMBER, PHONE]) {
      expect(findInFolder(userData, personal)).toEqual([]);
    }
    await kiosk.kill();
    kiosk = await startKiosk({ userData });
    await see(kiosk.page, 'welcome');
  } finally {
    await kiosk.kill();
    removeUserData(userData);
  }
});

test('nobody there: a warning that any touch puts off, then the wipe', async () => {
  test.setTimeout(240_000);
  const userData = newUserData();
  const sample = new URL('../../assets/point/sample-point.json', import.meta.url);
  const point = JSON.parse(readFileSync(sample, 'utf8')) as object;
  const shortest = { ...point, idleSeconds: 30, idleWarningSeconds: 15 };
  writeFileSync(join(userData, 'point.json'), JSON.stringify(shortest));
  const kiosk = await startKiosk({ userData });
  try {
    const { page } = kiosk;
    await goTo(page, /^cardConfirm$/);
    await expect(page.getByText(NAME)).toBeVisible();
    const warning = page.getByRole('alertdialog', { name: vi('common:idle.title') });
    await expect(warning).toBeVisible({ timeout: 60_000 });
    await button(page, 'common:idle.stay').click();
    await expect(warning).toBeHidden();
    expect(await markOf(page)).toBe('cardConfirm');

    await expect(warning).toBeVisible({ timeout: 60_000 });
    const fresh = await kiosk.acrossWipe(async () => {});
    await see(fresh, 'welcome');
    await expect(fresh.getByText(NAME)).toHaveCount(0);
    for (const personal of [NAME, NUMBER]) {
      expect(findInFolder(userData, personal)).toEqual([]);
    }
    expect(existsSync(join(userData, 'data', 'dong-hanh.sqlite'))).toBe(true);
  } finally {
    await kiosk.kill();
    removeUserData(userData);
  }
});
