import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import QRCode from 'qrcode';
import sharp from 'sharp';
import { newUserData, removeUserData, startKiosk } from '../support/app';
import { CARD_2024 } from '../support/cards';
import { button, see } from '../support/steps';
import { packFile, Way } from '../support/way';

/** What a camera on a stand sees: the card's square on grey, a bit askew, a few frames. */
async function film(path: string, text: string): Promise<void> {
  const square = await QRCode.toBuffer(text, { width: 420, margin: 4 });
  const askew = await sharp(square).rotate(4, { background: '#fff' }).toBuffer();
  const frame = await sharp({
    create: { width: 1_280, height: 720, channels: 3, background: '#9a9a9a' },
  })
    .composite([{ input: askew }])
    .jpeg({ quality: 92 })
    .toBuffer();
  // Motion JPEG is one picture after the other.
  writeFileSync(path, Buffer.concat([frame, frame, frame]));
}

test('the camera reads a card, pictures stay in the page', async () => {
  const userData = newUserData();
  const folder = join(userData, 'camera');
  mkdirSync(folder);
  const path = join(folder, 'card.mjpeg');
  await film(path, CARD_2024);
  const kiosk = await startKiosk({
    userData,
    args: ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${path}`],
  });
  const { page } = kiosk;
  const way = new Way(page);
  await way.toIdentify(packFile('2.000635'));
  await button(page, 'identify:useCamera').click();
  await see(page, 'cardConfirm');
  await expect(page.getByText('Nguyễn Thị Ửng Đặng Ỷ', { exact: true })).toBeVisible();
  // The camera is let go with the screen.
  await expect(page.locator('video')).toHaveCount(0);
  await kiosk.close();
  removeUserData(userData);
});
