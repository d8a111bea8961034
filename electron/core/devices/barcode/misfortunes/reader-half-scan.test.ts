import { describe, expect, it } from 'vitest';
import { READER_DELAYS } from '../delays';
import { reportsOf } from '../fakes/reports';
import { CARD_X, CARD_Y, readerUnderTest } from '../testing';

const { partSilenceMs, lastReportSilenceMs } = READER_DELAYS;

describe('half a scan', () => {
  it('is dropped after a silence, and said, without what was read', async () => {
    const { device, texts, scans, clock } = await readerUnderTest();
    device.send(...reportsOf(CARD_X).slice(0, 2));
    await clock.pass(partSilenceMs - 1);
    expect(texts()).toEqual([]);
    await clock.pass(1);
    expect(texts()).toEqual(['CARD_HALF_SCAN']);
    expect(scans[0]?.scan.bytes).toHaveLength(0);
  });

  it('gets its whole time again with each report', async () => {
    const { device, texts, clock } = await readerUnderTest();
    for (const report of reportsOf(CARD_X)) {
      device.send(report);
      await clock.pass(partSilenceMs - 1);
    }
    expect(texts()).toEqual([CARD_X]);
  });

  it('does not reach into the next card', async () => {
    const { device, texts, clock } = await readerUnderTest();
    device.send(...reportsOf(CARD_X).slice(0, 1));
    await clock.pass(partSilenceMs);
    device.scan(CARD_Y);
    expect(texts()).toEqual(['CARD_HALF_SCAN', CARD_Y]);
  });

  it('of layout B ends after a short silence with what is there; a card’s reader refuses it', async () => {
    const { device, texts, clock } = await readerUnderTest({ layout: 'B' });
    device.send(...reportsOf(CARD_X, 'B').slice(0, 1));
    await clock.pass(lastReportSilenceMs);
    device.scan(CARD_Y);
    // 56 bytes end inside a letter.
    expect(texts()).toEqual(['CARD_GARBLED', CARD_Y]);
  });

  it('of a serial line comes in slow pieces and is whole all the same', async () => {
    const { device, texts, clock } = await readerUnderTest({ kind: 'serial' });
    const bytes = Buffer.from(`${CARD_X}\r`);
    device.send(bytes.subarray(0, 22));
    await clock.pass(partSilenceMs - 1);
    device.send(bytes.subarray(22));
    expect(texts()).toEqual([CARD_X]);
    // Set up without Enter.
    device.send(Buffer.from(CARD_Y));
    await clock.pass(partSilenceMs);
    expect(texts()).toEqual([CARD_X, CARD_Y]);
  });

  it('is not thrown away by a report about something else', async () => {
    const { device, texts } = await readerUnderTest();
    const [first, ...rest] = reportsOf(CARD_X);
    const battery = Uint8Array.of(7, 80);
    if (first) device.send(first, battery, new Uint8Array(), ...rest);
    expect(texts()).toEqual([CARD_X]);
  });
});
