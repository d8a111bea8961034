import { describe, expect, it } from 'vitest';
import { reportsOf } from '../fakes/reports';
import { finish, NOTHING_PENDING } from './framer';
import { hidFramer } from './hid-framer';
import { chooseLayout, LAYOUT_A, LAYOUT_A_SHIFTED, LAYOUT_B, readReport } from './layouts';

const [inA = new Uint8Array()] = reportsOf('079199000000', 'A');
const [shifted = new Uint8Array()] = reportsOf('079199000000', 'shifted');
const [inB = new Uint8Array()] = reportsOf('079199000000', 'B');

describe('the layout of a report', () => {
  it('is told by where the AIM identifier lies', () => {
    expect(chooseLayout(inA, undefined)).toBe(LAYOUT_A);
    expect(chooseLayout(shifted, undefined)).toBe(LAYOUT_A_SHIFTED);
    expect(chooseLayout(inB, undefined)).toBe(LAYOUT_B);
  });

  it('is not mistaken for a code that has a bracket itself', () => {
    const [report = new Uint8Array()] = reportsOf('] 2026', 'B');
    expect(chooseLayout(report, undefined)).toBe(LAYOUT_B);
  });

  it('is the described one, unless the bytes show that the description is wrong', () => {
    expect(chooseLayout(inB, LAYOUT_B)).toBe(LAYOUT_B);
    expect(chooseLayout(inA, LAYOUT_A)).toBe(LAYOUT_A);
    expect(chooseLayout(shifted, LAYOUT_A)).toBe(LAYOUT_A_SHIFTED);
    // A code that starts like an identifier, from a reader that says it sends none.
    const [report = new Uint8Array()] = reportsOf(']Q1 is text here', 'B');
    expect(chooseLayout(report, LAYOUT_B)).toBe(LAYOUT_B);
  });

  it('refuses lengths that cannot be true', () => {
    const long = Uint8Array.from(inA);
    long[1] = 57;
    expect(readReport(long, LAYOUT_A)).toBeUndefined();
    expect(readReport(inA.subarray(0, 10), LAYOUT_A)).toBeUndefined();
    expect(readReport(Uint8Array.of(2), LAYOUT_B)).toBeUndefined();
  });

  it('keeps for the whole scan: a following report may look like another layout', () => {
    const framer = hidFramer();
    // The second report of this layout B code begins like an AIM identifier.
    const code = `${'a'.repeat(56)}]Q1${'b'.repeat(20)}`;
    let pending = NOTHING_PENDING;
    const texts: string[] = [];
    for (const report of reportsOf(code, 'B')) {
      const framed = framer.push(pending, report);
      pending = framed.pending;
      for (const scan of framed.scans) {
        if ('bytes' in scan) texts.push(Buffer.from(scan.bytes).toString());
      }
    }
    expect(texts).toEqual([code]);
    expect(finish(pending)).toEqual([]);
  });

  it('with another report id is read when the descriptor says so', () => {
    const framer = hidFramer({ ...LAYOUT_B, reportId: 5 });
    const report = Uint8Array.from(inB);
    report[0] = 5;
    expect(framer.accepts(inB)).toBe(false);
    expect(framer.accepts(report)).toBe(true);
    expect(framer.push(NOTHING_PENDING, report).scans).toHaveLength(1);
  });
});
