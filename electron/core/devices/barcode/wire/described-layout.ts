/** The layout of a reader's scanned data report, as its report descriptor tells it. */
import type { Layout } from './layouts';
import type { HidUsage, ReportDescriptor, ReportField } from './report-descriptor';

/** Usages of the "HID Point of Sale Usage Tables" 1.02, usage page 0x8C. */
export const BAR_CODE_PAGE = 0x8c;
export const BAR_CODE_SCANNER = 0x02;
const SYMBOLOGY_IDENTIFIER_1 = 0xfb;
const DECODED_DATA = 0xfe;
const DECODE_DATA_CONTINUED = 0xff;
/** Generic Desktop page, "Byte Count". */
const DESKTOP_PAGE = 0x01;
const BYTE_COUNT = 0x3b;

/** Longest data field that is believed; a full-speed report has 64 bytes, a high-speed one 1,024. */
const MAX_DATA_BYTES = 1_024;

/**
 * Finds data, length, AIM identifier and continuation bit among the fields. Undefined when the
 * device describes no decoded data, or none that lies on whole bytes with a length before it.
 */
export function describedLayout(descriptor: ReportDescriptor): Layout | undefined {
  const data = descriptor.inputs.find((field) => has(field, BAR_CODE_PAGE, DECODED_DATA));
  if (!data || !isBytes(data) || data.count < 2 || data.count > MAX_DATA_BYTES) return undefined;
  const report = descriptor.inputs.filter((field) => field.reportId === data.reportId);
  const idBytes = data.reportId === 0 ? 0 : 1;
  const byteAt = (field: ReportField, index = 0) =>
    idBytes + (field.bitOffset + index * field.bitSize) / 8;

  const count = report.find((field) => has(field, DESKTOP_PAGE, BYTE_COUNT));
  if (!count || !isBytes(count)) return undefined;
  const aim = report.find((field) => has(field, BAR_CODE_PAGE, SYMBOLOGY_IDENTIFIER_1));
  const more = report.find((field) => has(field, BAR_CODE_PAGE, DECODE_DATA_CONTINUED));
  const moreBit = more && more.bitOffset + indexOf(more, DECODE_DATA_CONTINUED) * more.bitSize;
  return {
    reportId: data.reportId,
    lengthAt: byteAt(count, Math.max(0, indexOf(count, BYTE_COUNT))),
    dataAt: byteAt(data),
    dataMax: data.count,
    ...(aim && isBytes(aim) ? { aimAt: byteAt(aim, indexOf(aim, SYMBOLOGY_IDENTIFIER_1)) } : {}),
    ...(moreBit === undefined
      ? {}
      : { moreAt: { byte: idBytes + Math.floor(moreBit / 8), mask: 1 << (moreBit % 8) } }),
  };
}

/** Whether the descriptor is of a bar code scanner in HID POS mode. */
export function isBarCodeScanner(usage: HidUsage): boolean {
  return usage.page === BAR_CODE_PAGE && usage.usage === BAR_CODE_SCANNER;
}

function has(field: ReportField, page: number, usage: number): boolean {
  return field.usages.some((one) => one.page === page && one.usage === usage);
}

function indexOf(field: ReportField, usage: number): number {
  return Math.max(
    0,
    field.usages.findIndex((one) => one.usage === usage),
  );
}

function isBytes(field: ReportField): boolean {
  return field.bitSize === 8 && field.bitOffset % 8 === 0;
}
