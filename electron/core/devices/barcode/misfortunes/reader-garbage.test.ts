import { describe, expect, it } from 'vitest';
import { readCardText } from '../../../identity/card-qr';
import { READER_DELAYS } from '../delays';
import type { FakeDevice } from '../fakes/fake-memory';
import { type FakeLayout, reportsOf } from '../fakes/reports';
import { recognise } from '../recognise';
import { CARD_X, CARD_Y, readerUnderTest } from '../testing';
import { describedLayout } from '../wire/described-layout';
import { readReportDescriptor } from '../wire/report-descriptor';

const STREAMS = 1_000;
const CARDS = [CARD_X, CARD_Y];
const LAYOUTS: readonly FakeLayout[] = ['A', 'shifted', 'B'];
const LAST_CARD = CARD_X.replace('079199000000', '079199000001');

/** The same numbers for the same seed (mulberry32). */
function seeded(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const bytes = (length: number) => Uint8Array.from({ length }, () => below(256));
  const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;
  return { below, bytes, pick };
}
type Random = ReturnType<typeof seeded>;

/** A report that claims to be scanned data, and is nonsense from there on. */
function nonsense({ below, bytes, pick }: Random): Uint8Array {
  const report = bytes(pick([1, 2, 5, 8, 63, 64, 64, 64, 65, 200]));
  report[0] = 2;
  if (below(2) === 0 && report.length > 6) report.set(Buffer.from(']Q1'), 2 + below(2));
  if (below(2) === 0) report[1] = below(57);
  return report;
}

/** One thing that happens at the wire. */
async function happen(random: Random, device: FakeDevice, pass: (ms: number) => Promise<void>) {
  const reports = reportsOf(random.pick(CARDS), random.pick(LAYOUTS));
  switch (random.below(9)) {
    case 0:
      return device.send(random.bytes(random.below(130)));
    case 1:
      return device.send(nonsense(random));
    case 2:
      return device.send(...reports);
    case 3:
      return device.send(...reports.slice(0, 1 + random.below(reports.length - 1)));
    case 4:
      // The end of a card whose beginning was before our time: a reader never goes on so at once.
      await pass(READER_DELAYS.partSilenceMs);
      return device.send(...reports.slice(1 + random.below(reports.length - 1)));
    case 5:
      // One report twice, one cut off.
      return device.send(...reports.flatMap((one) => (random.below(3) === 0 ? [one, one] : [one])));
    case 6:
      return device.send(...reports.map((one) => one.subarray(0, 60 + random.below(5))));
    case 7:
      device.unplug();
      device.plug();
      return pass(READER_DELAYS.settleMs);
    default:
      return pass(random.below(700));
  }
}

describe('garbage', () => {
  it(`in ${STREAMS} streams neither crashes nor gives another person's data`, async () => {
    let cards = 0;
    let refused = 0;
    for (let seed = 1; seed <= STREAMS; seed += 1) {
      const random = seeded(seed);
      const { device, clock, scans, texts, hub } = await readerUnderTest();
      const events = 5 + random.below(15);
      for (let event = 0; event < events; event += 1) {
        await happen(random, device, clock.pass);
      }
      await clock.pass(READER_DELAYS.repeatWindowMs);
      device.scan(LAST_CARD);
      // Still alive, and clean.
      expect(texts().at(-1), `stream ${seed}`).toBe(LAST_CARD);
      for (const { scan } of scans.slice(0, -1)) {
        if (!scan.text.ok) {
          refused += 1;
          continue;
        }
        recognise(scan.text.value, scan.symbology);
        if (!readCardText(scan.text.value).ok) continue;
        cards += 1;
        expect(CARDS, `stream ${seed}`).toContain(scan.text.value);
      }
      await hub.close();
    }
    // The streams held what they should: cards that came through, and scans that were refused.
    expect(cards).toBeGreaterThan(STREAMS);
    expect(refused).toBeGreaterThan(STREAMS);
  }, 120_000);

  it('is said once, not with every report', async () => {
    const { device, texts } = await readerUnderTest();
    for (let time = 0; time < 50; time += 1) device.send(Uint8Array.of(2, 255, time));
    expect(texts()).toEqual(['CARD_GARBLED']);
  });

  it('as a report descriptor leads to no layout outside its report', () => {
    for (let seed = 1; seed <= STREAMS; seed += 1) {
      const random = seeded(seed);
      const descriptor = readReportDescriptor(random.bytes(random.below(400)));
      const layout = describedLayout(descriptor);
      if (layout) expect(layout.dataMax).toBeLessThanOrEqual(1_024);
    }
    const endless = readReportDescriptor(new Uint8Array(10_000).fill(0x81));
    expect(describedLayout(endless)).toBeUndefined();
  });
});
