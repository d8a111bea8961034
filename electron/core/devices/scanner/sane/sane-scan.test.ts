import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { MISSING, PICTURE_DEVICE, saneUnderTest, TEST_DEVICE } from './sane.test-support';

/** A picture of 8-bit RGB in which no two neighbours are alike. */
function pattern(width: number, height: number): Buffer {
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = (at * 37 + (at >> 8)) & 0xff;
  return pixels;
}

describe.skipIf(MISSING !== '')(`a scan through SANE without misfortune${MISSING}`, () => {
  it('gives the picture pixel for pixel (backend pnm)', async () => {
    const [width, height] = [413, 287];
    const pixels = pattern(width, height);
    const setup = await saneUnderTest('pnm');
    const picture = join(setup.folder, 'page.ppm');
    await writeFile(picture, Buffer.concat([Buffer.from(`P6\n${width} ${height}\n255\n`), pixels]));
    const { scan, pages, left } = await saneUnderTest('pnm', {
      extraArguments: [`--filename=${picture}`],
    });
    expect(await scan('flatbed')).toEqual({ ok: true, value: { pages: 1 } });
    const page = pages[0];
    const { data, info } = await sharp(page?.bytes).raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height, info.channels]).toEqual([width, height, 3]);
    expect(data.equals(pixels)).toBe(true);
    expect(page?.dpi).toBe(200);
    expect(await left()).toEqual([]);
  }, 60_000);

  it('takes the ten sheets of a feeder, the next only when one was taken', async () => {
    const { scanner, abort, left } = await saneUnderTest('test');
    let taking = 0;
    let most = 0;
    const files: string[][] = [];
    const result = await scanner.scan(
      { source: 'feeder', dpi: 200, colour: true },
      async () => {
        taking += 1;
        most = Math.max(most, taking);
        files.push(await left());
        await new Promise((resolve) => setImmediate(resolve));
        taking -= 1;
      },
      abort.signal,
    );
    expect(result).toEqual({ ok: true, value: { pages: 10 } });
    expect(most).toBe(1);
    // A private folder while it scans, none afterwards.
    expect(files.every((names) => names.length === 1)).toBe(true);
    expect(await left()).toEqual([]);
  }, 120_000);

  it('asks for colour: the pages have three channels', async () => {
    const { scan, pages } = await saneUnderTest('test', {
      extraArguments: ['--test-picture', 'Color pattern'],
    });
    expect((await scan('flatbed')).ok).toBe(true);
    const metadata = await sharp(pages[0]?.bytes).metadata();
    expect([metadata.format, metadata.channels, metadata.depth]).toEqual(['png', 3, 'uchar']);
    // 200 mm, the largest the backend has, at 200 dpi.
    expect(metadata.width).toBeGreaterThan(1_560);
  }, 60_000);

  it('stopped in the middle: no page afterwards, nothing left, and the next scan works', async () => {
    const { scanner, scan, pages, left } = await saneUnderTest('test');
    const stop = new AbortController();
    let taken = 0;
    const result = await scanner.scan(
      { source: 'feeder', dpi: 200, colour: true },
      () => {
        taken += 1;
        stop.abort(new Error('stopped'));
      },
      stop.signal,
    );
    expect(result).toMatchObject({ ok: false, failure: { reason: 'SCANNER_FAILED' } });
    expect(taken).toBe(1);
    await expect.poll(() => scanner.health(), { timeout: 10_000 }).toEqual({ ready: true });
    expect(await left()).toEqual([]);
    expect((await scan('flatbed')).ok).toBe(true);
    expect(pages).toHaveLength(1);
  }, 60_000);

  it('finds devices with what they can do', async () => {
    const { finder } = await saneUnderTest('test');
    const found = await finder.find(new AbortController().signal);
    expect(found.map(({ id, driver, sources, duplex }) => [id, driver, sources, duplex])).toEqual([
      [TEST_DEVICE, 'sane', ['flatbed', 'feeder'], false],
      [TEST_DEVICE, 'sane', ['flatbed', 'feeder'], false],
    ]);
    const others = await (await saneUnderTest('pnm')).finder.find(new AbortController().signal);
    expect(others[0]).toMatchObject({ id: PICTURE_DEVICE, sources: ['flatbed'] });
  }, 60_000);
});
