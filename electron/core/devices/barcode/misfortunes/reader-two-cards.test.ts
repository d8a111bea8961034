import { describe, expect, it } from 'vitest';
import { readCardBytes } from '../../../identity/card-qr';
import { reportsOf } from '../fakes/reports';
import { CARD_X, CARD_Y, readerUnderTest } from '../testing';

describe('two cards quickly', () => {
  it('are two scans', async () => {
    const { device, texts } = await readerUnderTest();
    device.scan(CARD_X);
    device.scan(CARD_Y);
    expect(texts()).toEqual([CARD_X, CARD_Y]);
  });

  it('in one piece of a serial line are two scans', async () => {
    const { device, texts } = await readerUnderTest({ kind: 'serial' });
    device.send(Buffer.from(`${CARD_X}\r\n${CARD_Y}\r\n`));
    expect(texts()).toEqual([CARD_X, CARD_Y]);
  });

  it.each([
    // The first report ends inside a letter.
    [1, 'CARD_GARBLED'],
    [2, 'CARD_TWO_SCANS'],
  ])('with %i reports of the first only are refused, never mixed', async (count, reason) => {
    const { device, scans } = await readerUnderTest();
    device.send(...reportsOf(CARD_X).slice(0, count), ...reportsOf(CARD_Y));
    expect(scans).toHaveLength(1);
    const read = readCardBytes(scans[0]?.scan.bytes ?? new Uint8Array());
    expect(read).toMatchObject({ ok: false, failure: { reason } });
  });
});
