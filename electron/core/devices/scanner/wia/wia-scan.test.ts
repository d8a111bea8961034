import { describe, expect, it } from 'vitest';
import { LISTED, page, wiaUnderTest } from './wia.test-support';
import { createWiaFinder, listWiaDevices } from './wia-scanner';

const DONE = (pages: number) => ({ print: JSON.stringify({ done: pages }) });

describe('a recorded dialogue with scan-wia.ps1', () => {
  it('lists a scanner by maker, model and serial number, with what it can do', async () => {
    const { settings } = await wiaUnderTest([]);
    const [found] = await createWiaFinder(settings).find(new AbortController().signal);
    expect(found).toMatchObject({
      id: { vendor: 'Canon', product: 'Máy quét', serial: 'SN0001' },
      label: 'Máy quét',
      driver: 'wia',
      sources: ['flatbed', 'feeder'],
      duplex: true,
    });
  });

  it('does not take a number that Windows made up for a serial number', async () => {
    const made = JSON.parse(JSON.stringify(LISTED).replace('#SN0001#', '#6&1a2b3c&0&2#'));
    const { play, settings } = await wiaUnderTest([]);
    await play(made);
    expect((await listWiaDevices(settings))[0]?.id.serial).toBe('');
  });

  it('scans the glass: arguments, one page, nothing left', async () => {
    const steps = [...page(1), DONE(1)];
    const { scan, pages, log, left, settings } = await wiaUnderTest(steps);
    expect(await scan('flatbed')).toEqual({ ok: true, value: { pages: 1 } });
    expect(pages).toEqual([1]);
    expect(await left()).toEqual([]);
    const entries = await log();
    const args = entries.findLast((entry) => entry.args)?.args ?? [];
    expect(args.slice(0, 6)).toEqual([
      ...['-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File'],
      settings.script,
    ]);
    expect(args.slice(6, 14)).toEqual([
      ...['-Action', 'scan', '-DeviceId', '{6BDD1FC6-810F-11D0-BEC7-08002BE2092F}\\0001'],
      ...['-Source', 'flatbed', '-Dpi', '300'],
    ]);
    expect(args).not.toContain('-Duplex');
    expect(entries.at(-1)).toEqual({ heard: 'next' });
  });

  it('scans the feeder on both sides, in order, without touching what must not be', async () => {
    const steps = [...page(1), ...page(2), ...page(3), DONE(3)];
    const { scan, pages, log } = await wiaUnderTest(steps, { settings: { touchNothing: true } });
    expect(await scan('feeder', true)).toEqual({ ok: true, value: { pages: 3 } });
    expect(pages).toEqual([1, 2, 3]);
    const args = (await log()).findLast((entry) => entry.args)?.args ?? [];
    expect(args).toEqual(expect.arrayContaining(['-Duplex', '-TouchNothing', 'feeder']));
  });

  it('stopped in the middle: the script is ended, no page comes, nothing is left', async () => {
    const steps = [...page(1), ...page(2), { hang: true } as const];
    const { scanner, left } = await wiaUnderTest(steps);
    const stop = new AbortController();
    const taken: number[] = [];
    const result = await scanner.scan(
      { source: 'feeder', dpi: 200, colour: true },
      ({ bytes }) => {
        taken.push(bytes[4] ?? -1);
        stop.abort(new Error('stopped'));
      },
      stop.signal,
    );
    expect(result).toMatchObject({ failure: { reason: 'SCANNER_FAILED' } });
    expect(taken).toEqual([1]);
    await expect.poll(() => scanner.health(), { timeout: 10_000 }).toEqual({ ready: true });
    expect(await left()).toEqual([]);
  });
});
