/** A resident's phone: Chromium at a phone's size, with a camera that sees a paper on a table. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import sharp from 'sharp';
import { samplePage } from '../way';

/** A Chromium beside the application's own; Debian's package puts it here. */
export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const hasChromium = existsSync(CHROMIUM);

/** A common small phone, CSS pixels. */
const SIZE = { width: 360, height: 740 };

/** What the camera sees: a drawn paper that belongs to nobody, on a grey table. */
async function filmPaper(path: string): Promise<void> {
  const sheet = await sharp(samplePage('certificate')).resize({ height: 1_000 }).toBuffer();
  const frame = await sharp({
    create: { width: 1_920, height: 1_080, channels: 3, background: '#6d6a66' },
  })
    .composite([{ input: sheet }])
    .jpeg({ quality: 92 })
    .toBuffer();
  // Motion JPEG is one picture after the other.
  writeFileSync(path, Buffer.concat([frame, frame, frame]));
}

export type PhoneBrowser = {
  context: BrowserContext;
  page: Page;
  /** What the page's console complained about. */
  complaints: string[];
  /** A page of another phone. */
  another(): Promise<Page>;
  close(): Promise<void>;
};

/** Starts the phone; `folder` takes the film of its camera. */
export async function startPhone(folder: string): Promise<PhoneBrowser> {
  const film = join(folder, 'table.mjpeg');
  await filmPaper(film);
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
    ],
  });
  const settings = {
    viewport: SIZE,
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
    locale: 'vi-VN',
    // What the person does by hand: "Nâng cao", "Tiếp tục".
    ignoreHTTPSErrors: true,
    permissions: ['camera'],
  };
  const context = await browser.newContext(settings);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return {
    context,
    page,
    complaints,
    another: async () => (await browser.newContext(settings)).newPage(),
    close: () => browser.close(),
  };
}
