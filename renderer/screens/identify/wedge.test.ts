import { describe, expect, it } from 'vitest';
import { WedgeCollector } from './wedge';

const CARD = '079199000000||Nguyễn Thị Thử Nghiệm|01011999|Nữ|1 Đường Mẫu|01012021';

function type(collector: WedgeCollector, text: string, gapMs: number, from = 0): number {
  let time = from;
  for (const character of text) {
    collector.add(character, time);
    time += gapMs;
  }
  return time - gapMs;
}

describe('WedgeCollector', () => {
  it('takes a fast burst ended by Enter, whole', () => {
    const collector = new WedgeCollector(8_192);
    const last = type(collector, CARD, 5);
    expect(collector.isBurst(last + 5)).toBe(true);
    expect(collector.end(last + 5, true)).toEqual({ text: CARD });
  });

  it('takes a fast burst ended by silence', () => {
    const collector = new WedgeCollector(8_192);
    const last = type(collector, CARD, 20);
    expect(collector.end(last + 300, false)).toEqual({ text: CARD });
  });

  it('leaves a person alone, also a quick one', () => {
    const collector = new WedgeCollector(8_192);
    const last = type(collector, 'xin chào mọi người ở đây', 90);
    expect(collector.isBurst(last + 90)).toBe(false);
    expect(collector.end(last + 300, false)).toBeNull();
  });

  it('forgets what a person typed before the scan', () => {
    const collector = new WedgeCollector(8_192);
    const last = type(collector, 'ab', 90);
    const end = type(collector, CARD, 5, last + 400);
    expect(collector.end(end + 5, true)).toEqual({ text: CARD });
  });

  it('answers the first of two scans when the second begins without an Enter between', () => {
    const collector = new WedgeCollector(8_192);
    const last = type(collector, CARD, 5);
    expect(collector.add('0', last + 150)).toEqual({ text: CARD });
  });

  it('takes a short code when the scanner ends it, and not when it only stops', () => {
    const ended = new WedgeCollector(8_192);
    expect(ended.end(type(ended, '8934567890123', 5) + 5, true)).toEqual({ text: '8934567890123' });
    const silent = new WedgeCollector(8_192);
    expect(silent.end(type(silent, '8934567890123', 5) + 300, false)).toBeNull();
  });

  it('cuts a book to what a call may carry, and starts clean afterwards', () => {
    const collector = new WedgeCollector(100);
    const last = type(collector, 'a'.repeat(1_000_000), 0.01);
    expect(collector.end(last + 1, true)?.text).toHaveLength(100);
    const next = type(collector, CARD, 5, last + 1_000);
    expect(collector.end(next + 5, true)).toEqual({ text: CARD });
  });
});
