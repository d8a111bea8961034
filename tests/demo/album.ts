/** Pictures of screens, numbered in the order they were taken: `NN-name.png`. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

export type Album = {
  /** File names in order. */
  readonly pictures: readonly string[];
  take(page: Page, name: string): Promise<void>;
  add(name: string, png: Uint8Array): void;
};

const PICTURE = /^\d{2}-[\w-]+\.png$/;

/** Opens an album in `folder`; pictures of an earlier one there are removed. */
export function openAlbum(folder: string): Album {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (PICTURE.test(name)) rmSync(join(folder, name));
  const pictures: string[] = [];
  const next = (name: string) => {
    const file = `${String(pictures.length + 1).padStart(2, '0')}-${name}.png`;
    pictures.push(file);
    return join(folder, file);
  };
  return {
    pictures,
    async take(page, name) {
      // Letters in their own font, and no button under a pointer: the kiosk is touched.
      await page.mouse.move(1, 1);
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      const shown = () => page.locator('[data-screen]').first().getAttribute('data-mark');
      const before = await shown();
      const png = await page.screenshot({ animations: 'disabled', caret: 'initial' });
      // A screen that only waits may be over before its picture is taken.
      if ((await shown()) === before) writeFileSync(next(name), png);
    },
    add(name, png) {
      writeFileSync(next(name), png);
    },
  };
}
