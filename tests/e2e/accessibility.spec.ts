import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { type KioskApp, removeUserData, startKiosk } from '../support/app';
import { CARD_2021 } from '../support/cards';
import { button, scanByKeys, see, vi } from '../support/steps';
import { packFile, Way } from '../support/way';

const SIZES = [
  { width: 1_366, height: 768 },
  { width: 1_024, height: 768 },
] as const;
const TEXT_SIZES = [1, 2, 3] as const;
/** Smallest target, CSS pixels: a trembling finger's, above the 24 of WCAG 2.2. */
const TARGET_PX = 64;
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

let kiosk: KioskApp;
test.beforeEach(async () => {
  kiosk = await startKiosk();
});
test.afterEach(async () => {
  await kiosk.close();
  removeUserData(kiosk.userData);
});

/** What the page's layout breaks, in words: sideways scrolling, small targets. */
function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    const faults: string[] = [];
    const parts = [document.documentElement, ...document.querySelectorAll('main, header, footer')];
    for (const part of parts) {
      if (part.scrollWidth > part.clientWidth + 1) {
        faults.push(`${part.tagName} scrolls sideways: ${part.scrollWidth} > ${part.clientWidth}`);
      }
    }
    for (const target of document.querySelectorAll('button, [role=button], a[href]')) {
      const { width, height } = target.getBoundingClientRect();
      if (width === 0 || height === 0) continue;
      const name = (target.getAttribute('aria-label') ?? target.textContent ?? '').slice(0, 40);
      // Half a pixel is the rounding of a layout, not a smaller button.
      if (Math.min(width, height) < least - 0.5) {
        faults.push(`"${name}" is ${Math.round(width)} x ${Math.round(height)}`);
      }
      const sides = target.closest('header, footer, main')?.getBoundingClientRect();
      const { left, right } = target.getBoundingClientRect();
      if (sides && (left < sides.left - 1 || right > sides.right + 1)) {
        faults.push(`"${name}" is cut at the side`);
      }
    }
    return faults;
  }, TARGET_PX);
}

/** Faults of the present screen at both window sizes and all three text sizes. */
async function faultsOf(page: Page): Promise<string[]> {
  const faults: string[] = [];
  const own = await page.evaluate(() => document.documentElement.dataset.size);
  for (const size of SIZES) {
    await page.setViewportSize(size);
    for (const textSize of TEXT_SIZES) {
      // The attribute is all that a change of text size does to the page.
      await page.evaluate((value) => {
        document.documentElement.dataset.size = String(value);
      }, textSize);
      const at = `${size.width}x${size.height}, size ${textSize}`;
      for (const fault of await layoutFaults(page)) faults.push(`${at}: ${fault}`);
      const { violations } = await new AxeBuilder({ page })
        .withTags(RULES)
        .setLegacyMode()
        .analyze();
      for (const { id, nodes } of violations) {
        faults.push(`${at}: ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
      }
    }
  }
  await page.evaluate((value) => {
    document.documentElement.dataset.size = value ?? '1';
  }, own);
  await page.setViewportSize(SIZES[0]);
  return faults;
}

/** Collects faults by screen; each kind of screen is looked at once. */
class Inspection {
  readonly faults: Record<string, string[]> = {};
  readonly #seen = new Set<string>();

  readonly look = async (name: string, page: Page): Promise<void> => {
    const type = await page.locator('[data-screen]').first().getAttribute('data-type');
    const kind = type === null ? name : `${name}: ${type}`;
    if (this.#seen.has(kind) || name === 'submitting') return;
    this.#seen.add(kind);
    await this.wait(page);
    const faults = await faultsOf(page);
    if (faults.length > 0) this.faults[kind] = faults;
    // A new screen is read from its heading, or begins in its first box.
    const focus = await page.evaluate(() => document.activeElement?.tagName ?? '');
    if (!['H1', 'INPUT', 'TEXTAREA', 'BUTTON'].includes(focus)) {
      this.faults[`${kind}: focus`] = [focus];
    }
  };

  private async wait(page: Page): Promise<void> {
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
  }

  get seen(): string[] {
    return [...this.#seen];
  }
}

test.describe('every screen passes WCAG 2.2 AA at every size', () => {
  test.setTimeout(240_000);

  test('from welcome to the three faces', async () => {
    const inspection = new Inspection();
    const way = new Way(kiosk.page, { onScreen: inspection.look });
    await way.toIdentify(packFile('1.001193'));
    await way.identify(CARD_2021);
    await way.toCheck();
    await way.submit();
    await button(kiosk.page, 'result:finish').click();
    await way.arrive('rating');
    await kiosk.page.getByRole('button', { name: vi('rating:bad') }).click();
    await expect(kiosk.page.getByRole('heading', { name: vi('rating:whyTitle') })).toBeVisible();
    const why = await faultsOf(kiosk.page);
    expect(inspection.faults).toEqual({});
    expect(why).toEqual([]);
    for (const name of ['welcome', 'goal', 'consent', 'identify', 'cardConfirm', 'ready']) {
      expect(inspection.seen).toContain(name);
    }
    for (const name of ['prefilled', 'papers', 'check', 'result', 'rating']) {
      expect(inspection.seen).toContain(name);
    }
  });

  test('typing, account, choosing, looking up, lists, the end', async () => {
    const { page } = kiosk;
    const inspection = new Inspection();
    const inspect = async (name: string) => {
      await see(page, name);
      await inspection.look(name, page);
    };
    await button(page, 'welcome:start').click();
    await page.getByRole('button', { name: vi('goal:lookup.label') }).click();
    await inspect('lookup');
    await button(page, 'common:back').click();
    await page.getByRole('button', { name: vi('goal:account.label') }).click();
    await button(page, 'consent:agree').click();
    await button(page, 'identify:type').click();
    await inspect('identityForm');
    await button(page, 'common:continue').click();
    await expect(page.getByText(vi('reasons:FIELD_REQUIRED')).first()).toBeVisible();
    const wrong = await faultsOf(page);
    await button(page, 'common:back').click();
    await scanByKeys(page, CARD_2021);
    await button(page, 'cardConfirm:right').click();
    await inspect('accountPhone');
    await page.getByRole('textbox').fill('0900000111');
    await button(page, 'common:continue').click();
    await inspect('accountPassword');
    await page.getByLabel(/^Mật khẩu cho số/).fill('Mau#Thu2026');
    await button(page, 'common:continue').click();
    await inspect('accountCode');
    const phone = page.getByRole('log', { name: vi('account:code.messages') });
    const code = /\b\d{6}\b/.exec(await phone.innerText())?.[0] ?? '';
    await page.getByRole('textbox').fill(code);
    await button(page, 'common:continue').click();
    await inspect('accountDone');
    await button(page, 'account:done.continue').click();
    await inspect('choose');
    await page.getByRole('textbox').fill('sao y');
    const list = page.getByRole('button', { name: packFile('2.000815').shortName.vi });
    await expect(list.first()).toBeVisible();
    const found = await faultsOf(page);
    await list.first().click();
    const way = new Way(page, { onScreen: inspection.look });
    await way.toCheck();
    await button(page, 'common:end.button').click();
    await expect(page.getByRole('alertdialog')).toBeVisible();
    const ending = await faultsOf(page);
    await button(page, 'common:end.stay').click();
    expect({ ...inspection.faults, wrong, found, ending }).toEqual({
      wrong: [],
      found: [],
      ending: [],
    });
  });
});

/** Tab until the element with this accessible name has the focus; fails after a whole round. */
async function tabTo(page: Page, name: RegExp | string): Promise<void> {
  const target = page.getByRole('button', { name, exact: typeof name === 'string' }).first();
  await target.waitFor();
  for (let presses = 0; presses < 120; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no way to ${name} by Tab`);
}

test('a dossier is done by keyboard alone', async () => {
  const { page } = kiosk;
  const pack = packFile('2.000635');
  const press = async (name: RegExp | string, key: 'Enter' | 'Space' = 'Enter') => {
    await tabTo(page, name);
    await page.keyboard.press(key);
  };
  await see(page, 'welcome');
  await press(vi('welcome:start'));
  await press(pack.shortName.vi, 'Space');
  await see(page, 'consent');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await press(vi('consent:agree'));
  await see(page, 'identify');
  await scanByKeys(page, CARD_2021);
  await see(page, 'cardConfirm');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await press(vi('cardConfirm:right'), 'Space');
  await see(page, 'ready');
  await press(vi('ready:begin'));
  const frame = page.locator('[data-screen]').first();
  for (let mark = 'ready'; ; ) {
    await expect(frame).not.toHaveAttribute('data-mark', mark);
    mark = (await frame.getAttribute('data-mark')) ?? '';
    const screen = await frame.getAttribute('data-screen');
    if (screen === 'check') break;
    if (screen === 'prefilled') {
      await press(vi('prefilled:confirm'));
    } else if (screen === 'question') {
      const main = page.getByRole('main');
      const first = main.locator('.choice').first();
      const box = main.getByRole('textbox').first();
      if ((await frame.getAttribute('data-type')) === 'choice' || (await box.count()) === 0) {
        await press((await first.innerText()).split('\n')[0] ?? '', 'Space');
      } else if ((await first.count()) > 0) {
        await press((await first.innerText()).split('\n')[0] ?? '');
      } else {
        // The box has the focus already: who types need not press anything first.
        await expect(box).toBeFocused();
        await page.keyboard.type(
          (await frame.getAttribute('data-type')) === 'phone' ? '0901234567' : 'Mau',
        );
        await page.keyboard.press('Enter');
      }
    } else {
      await press(/Đủ giấy|Không có giấy này|Tiếp tục/);
    }
  }
  const tick = page.getByRole('checkbox');
  for (let presses = 0; presses < 120; presses += 1) {
    if (await tick.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Space');
  await expect(tick).toBeChecked();
  await press(vi('check:submit'));
  await see(page, 'result');
  await press(vi('result:finish'));
  await see(page, 'rating');
  await kiosk.acrossWipe(() => press(vi('rating:good')));
});
