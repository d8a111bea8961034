import { describe, expect, it } from 'vitest';
import { SCANNER_DELAYS } from '../delays';
import { page, wiaUnderTest } from './wia.test-support';
import { listWiaDevices } from './wia-scanner';

const ERROR = (code: string) => ({ print: JSON.stringify({ error: code }) });
const IMPATIENT = { ...SCANNER_DELAYS, programSilenceMs: 1_500, killGraceMs: 200 };

describe('misfortunes told by scan-wia.ps1', () => {
  it.each([
    ['0x80210002', 'SCANNER_JAM'],
    ['0x80210003', 'SCANNER_EMPTY'],
    ['0x80210014', 'SCANNER_DOUBLE_FEED'],
    ['0x80210020', 'SCANNER_DOUBLE_FEED'],
    ['0x80210010', 'SCANNER_COVER_OPEN'],
    ['0x80210006', 'SCANNER_BUSY'],
    ['0x80210005', 'SCANNER_UNPLUGGED'],
    ['0x80210015', 'SCANNER_UNPLUGGED'],
    ['0x80210016', 'SCANNER_COVER_OPEN'],
    ['0x80004005', 'SCANNER_FAILED'],
  ])('%s after a page is %s, and the page stays', async (code, reason) => {
    const { scan, pages, left } = await wiaUnderTest([...page(1), ERROR(code)]);
    expect(await scan('feeder')).toMatchObject({ ok: false, failure: { reason } });
    expect(pages).toEqual([1]);
    expect(await left()).toEqual([]);
  });

  it('a shell that dies in the middle is a fault, though it exits well', async () => {
    const { scan, pages } = await wiaUnderTest([...page(1), { exit: 0 }]);
    expect(await scan('feeder')).toMatchObject({ failure: { reason: 'SCANNER_FAILED' } });
    expect(pages).toEqual([1]);
  });

  it('a driver that hangs is killed within its deadline', async () => {
    const { scan, left } = await wiaUnderTest([...page(1), { hang: true }], { delays: IMPATIENT });
    expect(await scan('feeder')).toMatchObject({ failure: { reason: 'SCANNER_FAILED' } });
    expect(await left()).toEqual([]);
  });

  it('a device that is pulled out is missed before a scan, and found when it is back', async () => {
    const { driver, scan } = await wiaUnderTest([], { list: [] });
    expect(await scan('flatbed')).toMatchObject({ failure: { reason: 'SCANNER_UNPLUGGED' } });
    expect(await driver.check()).toEqual({ ready: false, reason: 'SCANNER_UNPLUGGED' });
  });

  it.each([
    ['a page outside its folder', [{ print: '{"page":"..\\\\..\\\\page-0001.jpg"}' }]],
    ['a page that is not there', [{ print: '{"page":"page-0001.jpg"}' }]],
    [
      'a picture cut off',
      [{ lay: 'page-0001.jpg', number: 1 }, { print: '{"page":"page-0002.jpg"}' }],
    ],
    ['no pages', [{ print: '{"done":3}' }]],
    ['a warning and nothing else', [{ print: 'WARNING: Cảnh báo' }]],
  ])('%s is no page', async (_what, steps) => {
    const { scan, pages } = await wiaUnderTest([...steps, { wait: true }], { delays: IMPATIENT });
    expect(await scan('flatbed')).toMatchObject({ failure: { reason: 'SCANNER_FAILED' } });
    expect(pages).toEqual([]);
  });

  it('a machine without PowerShell has no scanners by this way', async () => {
    const settings = { script: 'x.ps1', command: ['/khong/co/powershell'] as const };
    expect(await listWiaDevices(settings)).toEqual([]);
  });
});
