import { describe, expect, it, vi } from 'vitest';
import { openChosenScanner } from './chosen-scanner';
import { SCANNER_DELAYS } from './delays';
import type { FoundScanner, ScannerDriver, ScannerFinder } from './driver';
import { createManualTimer, createMemoryScanner } from './fake-memory';
import { chooseScanner, findScanners, scannerFinders } from './find-scanners';
import type { ScannerId } from './scanner';
import { sheet } from './testing';

const never = new AbortController().signal;

function found(driver: ScannerDriver, vendor: string, product: string, serial = ''): FoundScanner {
  const device = createMemoryScanner(createManualTimer());
  const id = { vendor, product, serial };
  return {
    id,
    label: `${vendor} ${product}`,
    driver,
    sources: ['flatbed'],
    duplex: false,
    open: () => ({ ...device, id, check: async () => device.health() }),
  };
}
const finder = (driver: ScannerDriver, ...scanners: FoundScanner[]): ScannerFinder => ({
  driver,
  find: async () => scanners,
});
const ways = (scanners: readonly FoundScanner[]) =>
  scanners.map(({ driver, id }) => `${driver} ${id.product} ${id.serial}`.trim());

describe('looking for scanners', () => {
  it('lists a device once, by the best way to it', async () => {
    const scanners = await findScanners(
      [
        finder('naps2', found('naps2', '', 'WIA Canon MF410 Series (USB)')),
        finder('sane', found('sane', 'CANON', 'MF410'), found('sane', 'Epson', 'V39')),
        finder('escl', found('escl', 'Canon', 'MF410 Series', 'S1')),
      ],
      never,
    );
    expect(ways(scanners)).toEqual(['escl MF410 Series S1', 'sane V39']);
  });

  it('lists two devices of one model as two, when one way tells them apart', async () => {
    const scanners = await findScanners(
      [
        finder(
          'sane',
          found('sane', 'Canon', 'LiDE 300', 'A'),
          found('sane', 'Canon', 'LiDE 300', 'B'),
        ),
        finder('escl', found('escl', 'Canon', 'LiDE 300', 'A')),
      ],
      never,
    );
    expect(ways(scanners)).toEqual(['escl LiDE 300 A', 'sane LiDE 300 B']);
  });

  it('goes on when one way throws', async () => {
    const broken: ScannerFinder = { driver: 'wia', find: () => Promise.reject(new Error('x')) };
    expect(
      ways(await findScanners([broken, finder('sane', found('sane', 'A', 'B1'))], never)),
    ).toEqual(['sane B1']);
  });

  it('knows the ways of each operating system, best first', () => {
    const drivers = (platform: NodeJS.Platform, wiaScript?: string) =>
      scannerFinders({ platform, ...(wiaScript ? { wiaScript } : {}) }).map(({ driver }) => driver);
    expect(drivers('linux')).toEqual(['escl', 'sane']);
    expect(drivers('win32', 'C:\\scan-wia.ps1')).toEqual(['escl', 'wia', 'naps2']);
    expect(drivers('win32')).toEqual(['escl', 'naps2']);
    expect(drivers('darwin')).toEqual(['escl']);
  });
});

describe('choosing a scanner', () => {
  const A = found('escl', 'Canon', 'MF410', 'A');
  const B = found('escl', 'Canon', 'MF410', 'B');
  const other = found('sane', 'Epson', 'V39');

  it('takes the best one first, and later the one that was taken', () => {
    expect(chooseScanner([A, other], undefined)).toBe(A);
    expect(chooseScanner([A, B, other], B.id)).toBe(B);
  });

  it('never takes another than the remembered one', () => {
    expect(chooseScanner([A, other], B.id)).toBeUndefined();
    expect(chooseScanner([], B.id)).toBeUndefined();
  });

  it('takes the only one of its model when no serial number is told any more', () => {
    const nameless = found('sane', 'Canon', 'MF410');
    expect(chooseScanner([nameless, other], A.id)).toBe(nameless);
    expect(chooseScanner([A, B], nameless.id)).toBeUndefined();
  });
});

describe('the chosen scanner', () => {
  const job = { source: 'flatbed', dpi: 200, colour: true } as const;

  function kiosk(remembered?: ScannerId) {
    const timer = createManualTimer();
    const device = createMemoryScanner(timer);
    device.layOnGlass(sheet(5));
    const id = { vendor: 'Thử', product: 'M1', serial: 'S1' };
    const one: FoundScanner = {
      ...found('escl', 'Thử', 'M1', 'S1'),
      open: () => ({
        ...device,
        id,
        label: 'Thử M1',
        check: async () => device.health(),
        close: async () => undefined,
      }),
    };
    let plugged = true;
    const finder: ScannerFinder = { driver: 'escl', find: async () => (plugged ? [one] : []) };
    const remember = vi.fn();
    const scanner = openChosenScanner({ finders: [finder], timer, remembered, remember });
    return {
      timer,
      device,
      id,
      remember,
      scanner,
      plug(value: boolean) {
        plugged = value;
        device.set({ plugged: value });
      },
    };
  }

  it('is none until one is found, then that one, and is remembered once', async () => {
    const { scanner, timer, remember, id } = kiosk();
    expect(scanner.health()).toEqual({ ready: false, reason: 'SCANNER_NONE' });
    await timer.pass(0);
    expect(scanner.health()).toEqual({ ready: true });
    expect([scanner.id, scanner.label]).toEqual([id, 'Thử M1']);
    await timer.pass(10 * SCANNER_DELAYS.checkEveryMs);
    expect(remember).toHaveBeenCalledTimes(1);
    expect(remember).toHaveBeenCalledWith(id);
    await scanner.close();
  });

  it('is pulled out and put back: said within one check, found again within one look', async () => {
    const { scanner, timer, plug } = kiosk();
    await timer.pass(0);
    const seen: unknown[] = [];
    scanner.onHealth(() => seen.push(scanner.health()));
    plug(false);
    await timer.pass(SCANNER_DELAYS.checkEveryMs);
    expect(scanner.current()).toBeUndefined();
    expect(seen).toContainEqual({ ready: false, reason: 'SCANNER_UNPLUGGED' });
    expect(await scanner.scan(job, () => undefined, never)).toMatchObject({
      failure: { reason: 'SCANNER_UNPLUGGED' },
    });
    plug(true);
    await timer.pass(SCANNER_DELAYS.lookAgainMs);
    expect(seen.at(-1)).toEqual({ ready: true });
    await scanner.close();
  });

  it('that was just put back is found by the scan itself', async () => {
    const { scanner, timer, plug } = kiosk();
    plug(false);
    await timer.pass(0);
    plug(true);
    const pages: number[] = [];
    const done = scanner.scan(job, ({ bytes }) => void pages.push(bytes[0] ?? -1), never);
    await timer.pass(5_000);
    expect(await done).toEqual({ ok: true, value: { pages: 1 } });
    expect(pages).toEqual([5]);
    await scanner.close();
  });

  it('that was just put back is found by asking about its feeder', async () => {
    const { scanner, timer, plug } = kiosk();
    await timer.pass(0);
    plug(false);
    await timer.pass(SCANNER_DELAYS.checkEveryMs);
    expect(scanner.abilities.sources).toEqual([]);
    plug(true);
    expect(await scanner.feeder(never)).toBe('empty');
    expect(scanner.abilities.sources).toEqual(['flatbed', 'feeder']);
    await scanner.close();
  });

  it('is not another one: the remembered scanner is missing, and says so', async () => {
    const gone = { vendor: 'Khác', product: 'X9', serial: '' };
    const { scanner, timer, remember, id } = kiosk(gone);
    await timer.pass(0);
    expect(scanner.health()).toEqual({ ready: false, reason: 'SCANNER_UNPLUGGED' });
    expect(scanner.found().map((each) => each.id)).toEqual([id]);
    await scanner.choose(id);
    expect(scanner.health()).toEqual({ ready: true });
    expect(remember).toHaveBeenCalledWith(id);
    await scanner.close();
  });

  it('is not asked how it is while it scans', async () => {
    const { scanner, timer, device } = kiosk();
    await timer.pass(0);
    device.set({ hanging: true });
    void scanner.scan(job, () => undefined, never);
    await timer.pass(0);
    device.set({ plugged: false });
    await timer.pass(3 * SCANNER_DELAYS.checkEveryMs);
    expect(scanner.current()).toBeDefined();
    await scanner.close();
  });
});
