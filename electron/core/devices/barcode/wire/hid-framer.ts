/** Reports of a HID POS reader, joined to whole scans. */
import type { Framer } from './framer';
import { addPart, finish, NOTHING_PENDING } from './framer';
import type { Layout } from './layouts';
import { chooseLayout, LAYOUT_A, readReport } from './layouts';

/**
 * @param described the layout from the device's report descriptor, where the system shows it
 */
export function hidFramer(described?: Layout): Framer {
  const reportId = described?.reportId ?? LAYOUT_A.reportId;
  return {
    // Without a report id in the descriptor (0) the report starts with its data.
    accepts: (chunk) => chunk.length > 0 && (reportId === 0 || chunk[0] === reportId),
    push(pending, chunk) {
      const layout = pending.layout ?? chooseLayout(chunk, described);
      const report = readReport(chunk, layout);
      // A length that cannot be true: nothing of this scan can be trusted any more.
      if (!report) {
        return { pending: NOTHING_PENDING, scans: [{ fault: 'CARD_GARBLED' }], expect: 'nothing' };
      }
      const symbology = pending.symbology ?? report.symbology;
      const joined = {
        ...addPart(pending, report.data),
        layout,
        ...(symbology ? { symbology } : {}),
      };
      return report.expect === 'nothing'
        ? { pending: NOTHING_PENDING, scans: finish(joined), expect: 'nothing' }
        : { pending: joined, scans: [], expect: report.expect };
    },
  };
}
