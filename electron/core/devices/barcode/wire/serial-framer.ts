/** Bytes of a USB-COM reader: each scan ends with CR, LF or ETX, or, set up without, with silence. */
import type { Framer, RawScan } from './framer';
import { addPart, finish, NOTHING_PENDING } from './framer';

const ENDS = new Set([0x0d, 0x0a, 0x03]);
/** STX before the data, where a reader is set up with it. */
const START = 0x02;

export function serialFramer(): Framer {
  return {
    accepts: (chunk) => chunk.length > 0,
    push(before, chunk) {
      const scans: RawScan[] = [];
      let pending = before;
      let from = 0;
      const take = (to: number) => {
        const start = chunk[from] === START && pending.length === 0 ? from + 1 : from;
        pending = addPart(pending, chunk.subarray(start, Math.max(start, to)));
      };
      for (let at = 0; at < chunk.length; at += 1) {
        if (!ENDS.has(chunk[at] ?? 0)) continue;
        take(at);
        scans.push(...finish(pending));
        pending = NOTHING_PENDING;
        from = at + 1;
      }
      take(chunk.length);
      const isEmpty = pending.length === 0 && !pending.isTooLong;
      return {
        pending: isEmpty ? NOTHING_PENDING : pending,
        scans,
        expect: isEmpty ? 'nothing' : 'end',
      };
    },
  };
}
