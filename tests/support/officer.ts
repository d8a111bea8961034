/** An area officer at the machine: made by script, working by keys. All people are made up. */
import { expect, type Locator, type Page } from '@playwright/test';
import { type Language, label } from './labels';
import { callInPage } from './page-calls';
import { see } from './steps';

export const OFFICER = 'Lê Giả Định';
export const OFFICER_PIN = '730418';

/** Makes a technician and an area officer on a machine nobody uses. */
export async function makeOfficer(page: Page): Promise<void> {
  await see(page, 'welcome');
  for (const [path, input] of [
    ['office.open', undefined],
    ['office.createFirst', { name: 'Kỹ Thuật Mẫu', pin: OFFICER_PIN }],
    ['people.create', { name: OFFICER, role: 'areaOfficer', pin: OFFICER_PIN }],
    ['office.close', undefined],
  ] as const) {
    expect(await callInPage(page, path, input), path).toEqual({ ok: true });
  }
  await see(page, 'welcome');
}

/** The path of the box in hand. */
export function focusedCell(page: Page): Promise<string> {
  return page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.cell ?? '');
}

/** Works the officer's sheet by keys, and counts them. */
export class Sheet {
  readonly page: Page;
  readonly #language: Language;
  constructor(page: Page, language: Language = 'vi') {
    this.page = page;
    this.#language = language;
  }

  box(path: string): Locator {
    return this.page.locator(`[data-cell="${path}"]`);
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  /** Enter, and waits as somebody does who sees the box beside light up. */
  async enter(): Promise<void> {
    const before = await focusedCell(this.page);
    await this.press('Enter');
    await expect.poll(() => focusedCell(this.page)).not.toBe(before);
  }

  /** Goes to a box by keys alone: Enter forward, Shift+Enter back. */
  async to(path: string): Promise<void> {
    const order = await this.page
      .locator('[data-cell]')
      .evaluateAll((cells) => cells.map((cell) => (cell as HTMLElement).dataset.cell ?? ''));
    const goal = order.indexOf(path);
    expect(goal, path).toBeGreaterThanOrEqual(0);
    for (let at = order.indexOf(await focusedCell(this.page)); at !== goal; ) {
      const next = order[at < goal ? at + 1 : at - 1] ?? '';
      await this.press(at < goal ? 'Enter' : 'Shift+Enter');
      await expect.poll(() => focusedCell(this.page)).toBe(next);
      at = order.indexOf(next);
    }
  }

  /**
   * Goes to a box as a practised officer does: Enter where it is near, F8 where only known answers
   * lie between. Answers how many keys it took.
   */
  async hop(path: string): Promise<number> {
    let keys = 0;
    while ((await focusedCell(this.page)) !== path) {
      const before = await focusedCell(this.page);
      const order = await this.page.locator('[data-cell]').evaluateAll((cells) =>
        cells.map((cell) => ({
          path: (cell as HTMLElement).dataset.cell ?? '',
          open: cell.closest('[data-open]') !== null,
        })),
      );
      const from = order.findIndex((cell) => cell.path === before);
      const to = order.findIndex((cell) => cell.path === path);
      const open = order.findIndex((cell, at) => at > from && cell.open);
      // F8 to the box itself, or to one on the way; else a step.
      const key = open > from + 1 && open <= to ? 'F8' : to > from ? 'Enter' : 'Shift+Enter';
      keys += key === 'Shift+Enter' ? 2 : 1;
      await this.page.keyboard.press(key);
      await expect.poll(() => focusedCell(this.page)).not.toBe(before);
    }
    return keys;
  }

  /** Answers one box: what is in it is selected when it is taken in hand, so typing replaces it. */
  async fill(path: string, text: string): Promise<void> {
    if ((await focusedCell(this.page)) === path) {
      // Still in hand after a refusal: what stands there is taken out first.
      await this.page.keyboard.press('Control+A');
    } else await this.to(path);
    await this.page.keyboard.type(text);
    await this.enter();
  }

  /** Waits until every paper that is asked for has a page. */
  async scanned(): Promise<void> {
    const name = `F4 ${label(this.#language, 'office/officer:key.scan')}`;
    await this.page.getByRole('button', { name, exact: true }).waitFor();
  }
}
