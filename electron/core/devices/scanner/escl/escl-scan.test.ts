import { describe, expect, it } from 'vitest';
import { esclUnderTest, smallPage } from './escl.test-support';

describe('a scan over eSCL without misfortune', () => {
  it('takes the sheet on the glass once and lets go of the job', async () => {
    const { fake, scan, pages } = await esclUnderTest({ platen: smallPage(7) });
    expect(await scan('flatbed')).toEqual({ ok: true, value: { pages: 1 } });
    expect(await scan('flatbed')).toEqual({ ok: true, value: { pages: 1 } });
    expect(pages).toEqual([7, 7]);
    expect(fake.openJobs()).toBe(0);
  });

  it('takes the feeder in order, and asks for the next page only when one was taken', async () => {
    const { fake, scanner, abort } = await esclUnderTest({ feeder: [1, 2, 3].map(smallPage) });
    const asked = () => fake.requests.filter((each) => each.line.endsWith('NextDocument')).length;
    const seen: [number, number][] = [];
    const result = await scanner.scan(
      { source: 'feeder', dpi: 300, colour: true },
      async (page) => {
        await new Promise((resolve) => setImmediate(resolve));
        seen.push([page.bytes[4] ?? -1, asked()]);
        expect(page.dpi).toBe(300);
      },
      abort.signal,
    );
    expect(result).toEqual({ ok: true, value: { pages: 3 } });
    expect(seen).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
  });

  it('asks for colour at the resolution wanted, both sides where both are wanted', async () => {
    const { fake, scan } = await esclUnderTest({ feeder: [1, 2].map(smallPage) });
    await scan('feeder', { duplex: true, dpi: 300 });
    const body = fake.requests.find((each) => each.line.startsWith('POST'))?.body ?? '';
    expect(body).toContain('<pwg:InputSource>Feeder</pwg:InputSource><scan:Duplex>true');
    expect(body).toContain('<scan:ColorMode>RGB24<');
    expect(body).toContain('<scan:XResolution>300<');
    expect(body).toContain('<pwg:Width>2480</pwg:Width>');
  });

  it.each(['foreign', 'path'] as const)(
    'never goes to the host of a %s Location',
    async (location) => {
      const { fake, scan, pages } = await esclUnderTest({ platen: smallPage(4), location });
      expect((await scan('flatbed')).ok).toBe(true);
      expect(pages).toEqual([4]);
      const host = new URL(fake.url).host;
      expect(new Set(fake.requests.map((each) => each.host))).toEqual(new Set([host]));
    },
  );

  it('calls a device "localhost" that insists on it', async () => {
    const { device, fake, scan } = await esclUnderTest({
      platen: smallPage(5),
      localhostOnly: true,
    });
    expect(device.address.host).toBe('localhost');
    expect((await scan('flatbed')).ok).toBe(true);
    expect(fake.requests.at(-1)?.host).toMatch(/^localhost:\d+$/);
  });

  it('knows the device by maker, model and serial number', async () => {
    const { scanner } = await esclUnderTest({ makeAndModel: 'Canon MF410 &amp; Series' });
    expect(scanner.id).toEqual({ vendor: 'Canon', product: 'MF410 & Series', serial: 'TEST0001' });
    expect(scanner.label).toBe('Canon MF410 & Series');
  });

  it('stopped in the middle deletes the job: no page afterwards, and the next scan works', async () => {
    const { fake, scanner, scan, pages } = await esclUnderTest({
      feeder: [1, 2, 3].map(smallPage),
      platen: smallPage(9),
    });
    const abort = new AbortController();
    const taken: number[] = [];
    const result = await scanner.scan(
      { source: 'feeder', dpi: 200, colour: true },
      (page) => {
        taken.push(page.bytes[4] ?? -1);
        abort.abort(new Error('stopped'));
      },
      abort.signal,
    );
    expect(result).toMatchObject({ ok: false, failure: { reason: 'SCANNER_FAILED' } });
    expect(taken).toEqual([1]);
    await expect
      .poll(() => fake.requests.at(-1)?.line, { timeout: 10_000 })
      .toBe('DELETE /eSCL/ScanJobs/job-1');
    await expect.poll(() => scanner.health(), { timeout: 10_000 }).toEqual({ ready: true });
    expect(fake.openJobs()).toBe(0);
    expect((await scan('flatbed')).ok).toBe(true);
    expect(pages).toEqual([9]);
  });

  it('stopped while the device starts the job, deletes that job as well', async () => {
    const { fake, driver } = await esclUnderTest({ platen: smallPage(1) });
    const stop = new AbortController();
    const keep = fake.requests.push.bind(fake.requests);
    fake.requests.push = (request) => {
      if (request.line.startsWith('POST')) stop.abort(new Error('stopped'));
      return keep(request);
    };
    const job = { source: 'flatbed', dpi: 200, colour: true } as const;
    const result = await driver.scan(job, () => expect.unreachable(), stop.signal);
    expect(result).toMatchObject({ failure: { reason: 'SCANNER_FAILED' } });
    expect(fake.requests.at(-1)?.line).toBe('DELETE /eSCL/ScanJobs/job-1');
    expect(fake.openJobs()).toBe(0);
  });

  it('a feeder that is not there fails without troubling the device', async () => {
    const { fake, scan } = await esclUnderTest({ hasFeeder: false });
    expect(await scan('feeder')).toMatchObject({ failure: { reason: 'SCANNER_FAILED' } });
    expect(fake.requests.some((each) => each.line.startsWith('POST'))).toBe(false);
  });
});
