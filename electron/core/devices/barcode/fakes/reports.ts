/** Makes the reports a HID POS reader would send, for practice readers and tests. */
import { LAYOUT_A, LAYOUT_A_SHIFTED, LAYOUT_B, type Layout } from '../wire/layouts';

export type FakeLayout = 'A' | 'shifted' | 'B';

const LAYOUTS: Record<FakeLayout, Layout> = {
  A: LAYOUT_A,
  shifted: LAYOUT_A_SHIFTED,
  B: LAYOUT_B,
};

const REPORT_BYTES = 64;
const QR_CODE = ']Q1';

/**
 * Cuts a code's bytes into reports of 64 bytes, wherever that falls, also inside a letter.
 * @param symbology AIM identifier; layout B has no room for it
 */
export function makeReports(
  bytes: Uint8Array,
  kind: FakeLayout = 'A',
  symbology = QR_CODE,
): Uint8Array[] {
  const layout = LAYOUTS[kind];
  const reports: Uint8Array[] = [];
  for (let from = 0; from === 0 || from < bytes.length; from += layout.dataMax) {
    const part = bytes.subarray(from, from + layout.dataMax);
    const report = new Uint8Array(REPORT_BYTES);
    report[0] = layout.reportId;
    report[layout.lengthAt] = part.length;
    if (layout.aimAt !== undefined) report.set(Buffer.from(symbology, 'latin1'), layout.aimAt);
    report.set(part, layout.dataAt);
    const isLast = from + layout.dataMax >= bytes.length;
    if (layout.moreAt && !isLast) report[layout.moreAt.byte] = layout.moreAt.mask;
    reports.push(report);
  }
  return reports;
}

/** The reports of a text. */
export function reportsOf(text: string, kind?: FakeLayout, symbology?: string): Uint8Array[] {
  return makeReports(Buffer.from(text, 'utf8'), kind, symbology);
}
