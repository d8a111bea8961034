/** How the last trial of each kind of device ended: kept over restarts, without any content. */
import { z } from 'zod';
import { type Tested, TestResult } from '../../../contract/devices';
import type { Reason } from '../../../contract/reasons';
import type { MachineNotes } from '../../storage/machine-notes';

export type TestBook = {
  all(): TestResult[];
  /** Writes how a trial ended, in place of the one before; `reason` null means it went well. */
  note(tested: Tested, label: string, reason: Reason | null): void;
};

const Kept = z.array(TestResult);
const LONGEST_LABEL = 200;

export function createTestBook(notes: MachineNotes, now: () => Date): TestBook {
  function all(): TestResult[] {
    const text = notes.read('device_tests');
    if (text === null) return [];
    const read = Kept.safeParse(JSON.parse(text));
    // Written by another release: trials are made again.
    return read.success ? read.data : [];
  }
  return {
    all,
    note(tested, label, reason) {
      const at = now().toISOString();
      const result = {
        tested,
        at,
        passed: reason === null,
        reason,
        label: label.slice(0, LONGEST_LABEL),
      };
      const others = all().filter((each) => each.tested !== tested);
      notes.write('device_tests', JSON.stringify([...others, result]));
    },
  };
}
