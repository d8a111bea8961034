/** What several end-to-end tests do on the page, in the words people read there. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { KioskApp } from './app';
import { label } from './labels';

/** The number the practice portal gives: agency, day as yymmdd, running number of the day. */
export const DOSSIER_NUMBER = /^H99\.12-\d{6}-\d{4}$/;

/** The Vietnamese text of a locale key, `{{name}}` replaced by `values.name`. */
export function vi(key: string, values: Record<string, string | number> = {}): string {
  return label('vi', key).replace(/\{\{(\w+)\}\}/g, (whole, name: string) =>
    String(values[name] ?? whole),
  );
}

/** The Vietnamese sentence of a reason code. */
export function sentence(reason: string, values: Record<string, string | number> = {}): string {
  return vi(`reasons:${reason}`, values);
}

/** The button with exactly the text of a locale key. */
export function button(page: Page, key: string): Locator {
  return page.getByRole('button', { name: vi(key), exact: true });
}

/** Waits until screen `name` shows. */
export async function see(page: Page, name: string): Promise<void> {
  await expect(page.locator(`[data-screen="${name}"]`)).toBeVisible();
}

/** The resident's own tick: its words are what people press, the box itself is drawn. */
export async function declare(page: Page): Promise<void> {
  await page.locator('label', { has: page.getByRole('checkbox') }).click();
  await expect(page.getByRole('checkbox')).toBeChecked();
}

/** "Kết thúc", confirmed; answers the page that is opened after it. */
export async function endSession(kiosk: KioskApp): Promise<Page> {
  const page = await kiosk.acrossWipe(async () => {
    await button(kiosk.page, 'common:end.button').click();
    await button(kiosk.page, 'common:end.confirm').click();
  });
  await see(page, 'welcome');
  return page;
}

/** From the result over the best face to a fresh welcome. */
export async function rateAndLeave(kiosk: KioskApp): Promise<Page> {
  await button(kiosk.page, 'result:finish').click();
  await see(kiosk.page, 'rating');
  const page = await kiosk.acrossWipe(() => button(kiosk.page, 'rating:good').click());
  await see(page, 'welcome');
  return page;
}

/** Between two keys of a reader that types, seconds. */
const READER_GAP_S = 0.005;

/**
 * A scan by a reader that types: real key events from the browser's input queue, ended by Enter.
 * Letters without a key of their own arrive as such readers send them, as characters. The events
 * carry a reader's own pace, for its speed is what tells it apart and a busy test machine has none.
 */
export async function scanByKeys(page: Page, text: string): Promise<void> {
  const line = await page.context().newCDPSession(page);
  const keys = [...[...text].map((key) => ({ key, text: key })), { key: 'Enter', text: '\r' }];
  const begin = Date.now() / 1_000 - keys.length * READER_GAP_S;
  await Promise.all(
    keys.flatMap(({ key, text: typed }, index) => {
      const timestamp = begin + index * READER_GAP_S;
      return [
        line.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text: typed, timestamp }),
        line.send('Input.dispatchKeyEvent', { type: 'keyUp', key, timestamp }),
      ];
    }),
  );
  await line.detach();
}

/** Pastes `text` on the page, as Ctrl+V does; the system's clipboard, which tests share, is left alone. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    const event = new ClipboardEvent('paste', {
      clipboardData: data,
      bubbles: true,
      cancelable: true,
    });
    (document.activeElement ?? document.body).dispatchEvent(event);
  }, text);
}
