import { expect, type Page, test } from '@playwright/test';
import { type KioskApp, newUserData, removeUserData, startKiosk } from '../support/app';
import {
  cameraArgs,
  FILM_HEIGHT_PX,
  FILM_WIDTH_PX,
  filmCard,
  filmDark,
  filmPath,
  filmSheet,
  SHEET_CORNERS,
} from '../support/camera/films';
import { CARD_2024 } from '../support/cards';
import { button, see, vi } from '../support/steps';
import { packFile, Way } from '../support/way';

/** A kiosk whose camera shows what `film` wrote. */
async function withCamera(
  film: (path: string) => Promise<void>,
  run: (kiosk: KioskApp) => Promise<void>,
  args?: (path: string) => string[],
): Promise<void> {
  const userData = newUserData();
  const path = filmPath(userData);
  await film(path);
  const kiosk = await startKiosk({ userData, args: (args ?? cameraArgs)(path) });
  try {
    await run(kiosk);
  } finally {
    await kiosk.close();
    removeUserData(userData);
  }
}

/** Keeps an eye on every camera track the page is given. */
async function watchTracks(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const seen: MediaStreamTrack[] = [];
    Object.assign(window, { seenTracks: seen });
    const devices = navigator.mediaDevices;
    const original = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (wishes) => {
      const stream = await original(wishes);
      seen.push(...stream.getTracks());
      return stream;
    };
  });
  return () =>
    page.evaluate(() =>
      (window as unknown as { seenTracks: MediaStreamTrack[] }).seenTracks.map(
        ({ readyState }) => readyState,
      ),
    );
}

async function toIdentify(kiosk: KioskApp): Promise<Page> {
  await new Way(kiosk.page).toIdentify(packFile('2.000635'));
  return kiosk.page;
}

const live = (page: Page) => page.locator('[data-camera="live"]');

test('the camera reads a card, and is let go with the screen', async () => {
  await withCamera(
    (path) => filmCard(path, CARD_2024),
    async (kiosk) => {
      const page = await toIdentify(kiosk);
      const tracks = await watchTracks(page);
      await button(page, 'identify:useCamera').click();
      await see(page, 'cardConfirm');
      await expect(page.getByText('Nguyễn Thị Ửng Đặng Ỷ', { exact: true })).toBeVisible();
      await expect(page.locator('video')).toHaveCount(0);
      expect(await tracks()).toEqual(['ended']);
    },
  );
});

test('a card too far away is said, and the camera is let go when it is closed', async () => {
  await withCamera(
    (path) => filmCard(path, CARD_2024, 110),
    async (kiosk) => {
      const page = await toIdentify(kiosk);
      const tracks = await watchTracks(page);
      await button(page, 'identify:useCamera').click();
      await expect(
        page.getByRole('status').getByText(vi('identify:camera.hint.closer')),
      ).toBeVisible();
      expect(await tracks()).toEqual(['live']);
      await button(page, 'identify:camera.close').click();
      await expect(page.locator('video')).toHaveCount(0);
      expect(await tracks()).toEqual(['ended']);
    },
  );
});

test('a camera that goes away is said, and taken up again', async () => {
  await withCamera(filmDark, async (kiosk) => {
    const page = await toIdentify(kiosk);
    const tracks = await watchTracks(page);
    await button(page, 'identify:useCamera').click();
    await expect(live(page)).toBeVisible();
    await expect(page.getByText(vi('identify:camera.hint.brighter'))).toBeVisible();
    // Chromium drives cameras in a process of its own: without it they are gone, as when unplugged.
    const pid = await kiosk.app.evaluate(
      ({ app }) =>
        app.getAppMetrics().find(({ serviceName }) => serviceName?.includes('video_capture'))?.pid,
    );
    expect(pid).toBeGreaterThan(1);
    process.kill(pid as number, 'SIGKILL');
    await expect(page.getByText(vi('camera:unplugged'))).toBeVisible();
    await expect(live(page)).toBeVisible();
    await expect(page.getByText(vi('camera:unplugged'))).toHaveCount(0);
    expect(await tracks()).toEqual(['ended', 'live']);
  });
});

test('of two cameras the other one can be taken', async () => {
  await withCamera(
    filmDark,
    async (kiosk) => {
      const page = await toIdentify(kiosk);
      await button(page, 'identify:useCamera').click();
      await expect(live(page)).toBeVisible();
      const camera = () =>
        page.evaluate(() => {
          const stream = document.querySelector('video')?.srcObject as MediaStream | null;
          return stream?.getVideoTracks()[0]?.label;
        });
      const first = await camera();
      await button(page, 'camera:switch').click();
      // Between the two there is none for a moment.
      await expect.poll(async () => [undefined, first].includes(await camera())).toBe(false);
      const second = await camera();
      // Kept for the visit.
      await button(page, 'identify:camera.close').click();
      await button(page, 'identify:useCamera').click();
      await expect(live(page)).toBeVisible();
      expect(await camera()).toBe(second);
    },
    () => ['--use-fake-device-for-media-stream=device-count=2'],
  );
});

/** What the page gets when it asks for the camera. */
function askForCamera(page: Page): Promise<string> {
  return page.evaluate(() =>
    navigator.mediaDevices.getUserMedia({ video: true }).then(
      (stream) => {
        for (const track of stream.getTracks()) track.stop();
        return 'granted';
      },
      (error: DOMException) => error.name,
    ),
  );
}

test('a paper is photographed: its edges are drawn, the still becomes a page', async () => {
  await withCamera(filmSheet, async (kiosk) => {
    const { page } = kiosk;
    const way = new Way(page);
    await way.toIdentify(packFile('1.001193'));
    await way.identify(CARD_2024);
    await way.arrive('ready');
    await way.tap(way.button('ready:begin'));
    for (let name = await way.arrive(); name !== 'papers'; name = await way.arrive()) {
      if (name === 'prefilled') await way.tap(way.button('prefilled:confirm'));
      else await way.answer();
    }
    expect(await askForCamera(page)).toBe('NotAllowedError');
    const tracks = await watchTracks(page);
    await button(page, 'camera:capture').click();
    await expect(live(page)).toBeVisible();

    // The drawn outline lies on the sheet's corners.
    const outline = page.locator('.capture-outline polygon');
    await expect(outline).toHaveCount(1);
    const worst = async () => {
      const drawn = await outline.getAttribute('points').catch(() => null);
      const corners = (drawn ?? '').split(' ').map((pair) => pair.split(',').map(Number));
      return Math.max(
        ...SHEET_CORNERS.map(([x, y], index) => {
          const [dx = Number.NaN, dy = Number.NaN] = corners[index] ?? [];
          return Math.hypot(dx - x, dy - y);
        }),
      );
    };
    await expect.poll(worst).toBeLessThan(FILM_WIDTH_PX * 0.015);

    await button(page, 'camera:take').click();
    const still = page.getByRole('img', { name: vi('camera:stillAlt') });
    await expect(still).toBeVisible();
    expect(
      await still.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]),
    ).toEqual([FILM_WIDTH_PX, FILM_HEIGHT_PX]);
    // While the still is looked at, nothing is filmed.
    expect(await tracks()).toEqual(['ended']);

    await button(page, 'camera:again').click();
    await expect(live(page)).toBeVisible();
    await button(page, 'camera:take').click();
    await button(page, 'camera:use').click();
    const pages = page.getByRole('list', { name: vi('papers:pages') });
    await expect(pages.locator('img')).toHaveCount(1);
    await expect(page.locator('video')).toHaveCount(0);
    expect(await tracks()).toEqual(['ended', 'ended']);

    // The sheet alone is the page; all of the picture when that is wanted, and back.
    const ratio = () =>
      pages
        .locator('img')
        .evaluate(({ naturalWidth, naturalHeight }: HTMLImageElement) =>
          Math.round((naturalWidth / naturalHeight) * 10),
        )
        .catch(() => null);
    const filmed = Math.round((FILM_WIDTH_PX / FILM_HEIGHT_PX) * 10);
    await expect.poll(ratio).not.toBe(filmed);
    await button(page, 'papers:showWhole').click();
    await expect.poll(ratio).toBe(filmed);
    await button(page, 'papers:showSheet').click();
    await expect.poll(ratio).not.toBe(filmed);

    // Taken again, the new photo stands in the page's place.
    await button(page, 'papers:photoAgain').click();
    await button(page, 'camera:take').click();
    await button(page, 'camera:use').click();
    await expect(page.locator('video')).toHaveCount(0);
    await expect(button(page, 'papers:photoAgain')).toBeEnabled();
    await expect(pages.locator('img')).toHaveCount(1);
    expect(await tracks()).toEqual(['ended', 'ended', 'ended']);
    // The way to the camera is shut again with the dialog.
    await expect.poll(() => askForCamera(page)).toBe('NotAllowedError');
  });
});

test('closing the dialog for photos lets go of the camera and shuts the way to it', async () => {
  await withCamera(filmSheet, async (kiosk) => {
    const { page } = kiosk;
    const way = new Way(page);
    expect(await askForCamera(page)).toBe('NotAllowedError');
    await way.toIdentify(packFile('1.001193'));
    await way.identify(CARD_2024);
    await way.arrive('ready');
    expect(await askForCamera(page)).toBe('NotAllowedError');
    await way.tap(way.button('ready:begin'));
    for (let name = await way.arrive(); name !== 'papers'; name = await way.arrive()) {
      expect(await askForCamera(page)).toBe('NotAllowedError');
      if (name === 'prefilled') await way.tap(way.button('prefilled:confirm'));
      else await way.answer();
    }
    const tracks = await watchTracks(page);
    await button(page, 'camera:capture').click();
    await expect(live(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.locator('video')).toHaveCount(0);
    expect(await tracks()).toEqual(['ended']);
    await expect.poll(() => askForCamera(page)).toBe('NotAllowedError');
  });
});
