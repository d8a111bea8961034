import { describe, expect, it } from 'vitest';
import { READER_DELAYS } from './delays';
import type { FakeLayout } from './fakes/reports';
import { reportsOf } from './fakes/reports';
import { CARD_X, CARD_Y, hubUnderTest, outcome, readerUnderTest } from './testing';

const { nonePollMs, settleMs } = READER_DELAYS;

describe('a reader that works', () => {
  it.each<FakeLayout>(['A', 'shifted'])(
    'gives a card of three reports whole (%s)',
    async (layout) => {
      const { device, scans, hub } = await readerUnderTest({ layout });
      expect(reportsOf(CARD_X, layout)).toHaveLength(3);
      device.scan(CARD_X);
      expect(scans.map(({ scan }) => outcome(scan))).toEqual([CARD_X]);
      expect(scans[0]?.scan.symbology).toBe(']Q1');
      expect(Buffer.from(scans[0]?.scan.bytes ?? []).toString('utf8')).toBe(CARD_X);
      expect(scans[0]?.reader).toBe(hub.readers()[0]);
      expect(hub.health()).toEqual({ ready: true });
    },
  );

  it('gives a card of layout B as soon as its last report is not full', async () => {
    const { device, texts } = await readerUnderTest({ layout: 'B' });
    device.scan(CARD_X);
    expect(texts()).toEqual([CARD_X]);
  });

  it('ends a layout B code of exactly full reports by silence', async () => {
    const { device, texts, clock } = await readerUnderTest({ layout: 'B' });
    const code = 'K'.repeat(112);
    device.scan(code);
    expect(texts()).toEqual([]);
    await clock.pass(READER_DELAYS.lastReportSilenceMs - 1);
    expect(texts()).toEqual([]);
    await clock.pass(1);
    expect(texts()).toEqual([code]);
  });

  it('joins a letter that is cut between two reports', async () => {
    for (let padding = 50; padding < 57; padding += 1) {
      const text = `${'x'.repeat(padding)}ữ ${'y'.repeat(60)}`;
      const { device, texts } = await readerUnderTest();
      device.scan(text);
      expect(texts()).toEqual([text]);
    }
  });

  it('brings decomposed letters to NFC and drops the Enter at the end', async () => {
    const { device, texts } = await readerUnderTest();
    device.scan(`${'Nguyễn Thị Thử'.normalize('NFD')}\r\n`);
    expect(texts()).toEqual(['Nguyễn Thị Thử'.normalize('NFC')]);
  });

  it('drops the character-set mark of a code with ECI', async () => {
    const { device, texts } = await readerUnderTest();
    device.send(...reportsOf(`\\000026${CARD_X}`, 'A', ']Q2'));
    expect(texts()).toEqual([CARD_X]);
  });

  it('is heard beside another one, each under its own name', async () => {
    const { memory, settle, hub, scans } = hubUnderTest();
    const left = memory.device({ id: { serial: 'L' }, label: 'Left' });
    const right = memory.device({ id: { serial: 'R' }, label: 'Right', kind: 'serial' });
    left.plug();
    right.plug();
    await settle();
    expect(hub.readers().map(({ label, kind }) => `${label} ${kind}`)).toEqual([
      'Left hidPos',
      'Right serial',
    ]);
    // Reports of both, mixed: each reader joins its own.
    const [x1, x2, x3] = reportsOf(CARD_X);
    if (x1 && x2) left.send(x1, x2);
    right.scan(CARD_Y);
    if (x3) left.send(x3);
    expect(scans.map(({ scan, reader }) => [reader.label, outcome(scan)])).toEqual([
      ['Right', CARD_Y],
      ['Left', CARD_X],
    ]);
  });

  it('may have a twin without a serial number', async () => {
    const { memory, settle, hub } = hubUnderTest();
    const one = memory.device({ id: { serial: '' } });
    const other = memory.device({ id: { serial: '' } });
    one.plug();
    other.plug();
    await settle();
    expect(hub.readers()).toHaveLength(2);
    const [first, second] = hub.readers();
    one.unplug();
    await settle();
    expect([first?.health().ready, second?.health().ready]).toEqual([false, true]);
    one.plug();
    await settle();
    expect(hub.readers()).toHaveLength(2);
    expect([first?.health().ready, second?.health().ready]).toEqual([true, true]);
  });

  it('costs no looking while it is open, and none is looked for slowly', async () => {
    const { memory, clock } = hubUnderTest();
    await clock.pass(0);
    expect(memory.looks()).toBe(1);
    await clock.pass(nonePollMs * 3);
    expect(memory.looks()).toBe(4);
    memory.device().plug();
    await clock.pass(settleMs);
    expect(memory.looks()).toBe(5);
    await clock.pass(nonePollMs * 100);
    expect(memory.looks()).toBe(5);
  });

  it('is let go when the hub closes, and tells nothing more', async () => {
    const { device, hub, texts, memory, clock } = await readerUnderTest();
    await hub.close();
    expect(device.isOpen()).toBe(false);
    device.scan(CARD_X);
    const looks = memory.looks();
    await clock.pass(nonePollMs * 3);
    expect(texts()).toEqual([]);
    expect(memory.looks()).toBe(looks);
  });
});
