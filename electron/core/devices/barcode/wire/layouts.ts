/**
 * Where a HID POS reader puts what in its input report (USB-IF "HID Point of Sale Usage Tables"
 * 1.02, scanned data report). Offsets count from the report id, as node-hid hands reports over.
 */

export type Layout = {
  readonly reportId: number;
  /** Number of data bytes in this report. */
  readonly lengthAt: number;
  /** AIM identifier, three bytes: "]", a letter, a digit (ISO/IEC 15424). */
  readonly aimAt?: number;
  readonly dataAt: number;
  readonly dataMax: number;
  /** The bit that says that more reports of this scan follow. */
  readonly moreAt?: { readonly byte: number; readonly mask: number };
};

/** The scanned data report of every reader seen so far. */
const SCANNED_DATA_REPORT = 2;

/** Layout A, as in the manuals of Access-IS and as Honeywell, Zebra and Datalogic send it. */
export const LAYOUT_A: Layout = {
  reportId: SCANNED_DATA_REPORT,
  lengthAt: 1,
  aimAt: 2,
  dataAt: 5,
  dataMax: 56,
  moreAt: { byte: 63, mask: 1 },
};

/** The same with the AIM identifier and the data one byte later. */
export const LAYOUT_A_SHIFTED: Layout = { ...LAYOUT_A, aimAt: 3, dataAt: 6 };

/** Layout B, Newland FM430 and kin: no AIM identifier, no continuation bit. */
export const LAYOUT_B: Layout = {
  reportId: SCANNED_DATA_REPORT,
  lengthAt: 1,
  dataAt: 2,
  dataMax: 56,
};

const CLOSING_BRACKET = 0x5d;

/** The AIM identifier at this place, or undefined. */
export function aimIdentifier(report: Uint8Array, at: number): string | undefined {
  if (report[at] !== CLOSING_BRACKET) return undefined;
  const text = Buffer.from(report.subarray(at, at + 3)).toString('latin1');
  return /^\][A-Za-z][0-9A-Za-z]$/.test(text) ? text : undefined;
}

/**
 * The layout of a scan's first report. What the report descriptor says counts, unless the AIM
 * identifier lies elsewhere than it says; without a descriptor (Windows) the bytes tell.
 */
export function chooseLayout(report: Uint8Array, described: Layout | undefined): Layout {
  const isA = aimIdentifier(report, 2) !== undefined;
  const isShifted = aimIdentifier(report, 3) !== undefined;
  if (described) {
    const { aimAt } = described;
    const agrees = aimAt === undefined || aimIdentifier(report, aimAt) !== undefined;
    if (agrees || described.reportId !== SCANNED_DATA_REPORT || !(isA || isShifted)) {
      return described;
    }
  }
  if (isA) return LAYOUT_A;
  return isShifted ? LAYOUT_A_SHIFTED : LAYOUT_B;
}

export type Report = {
  data: Uint8Array;
  symbology?: string;
  expect: 'nothing' | 'more' | 'maybe';
};

/** Reads one report; undefined when its length cannot be true. */
export function readReport(report: Uint8Array, layout: Layout): Report | undefined {
  const length = report[layout.lengthAt];
  if (length === undefined || length > layout.dataMax) return undefined;
  if (layout.dataAt + length > report.length) return undefined;
  const data = report.subarray(layout.dataAt, layout.dataAt + length);
  const symbology = layout.aimAt === undefined ? undefined : aimIdentifier(report, layout.aimAt);
  return { data, ...(symbology ? { symbology } : {}), expect: expectation(report, layout, length) };
}

function expectation(report: Uint8Array, layout: Layout, length: number): Report['expect'] {
  if (layout.moreAt) {
    const isMore = ((report[layout.moreAt.byte] ?? 0) & layout.moreAt.mask) !== 0;
    return isMore ? 'more' : 'nothing';
  }
  return length === layout.dataMax ? 'maybe' : 'nothing';
}
