/**
 * Reads a HID report descriptor (USB-IF "Device Class Definition for HID" 1.11, section 6.2.2): which
 * reports a device sends and what lies where in them. Linux shows the descriptor in sysfs.
 */

export type HidUsage = { page: number; usage: number };

export type ReportField = {
  reportId: number;
  /** From the first byte after the report id. */
  bitOffset: number;
  bitSize: number;
  count: number;
  usages: readonly HidUsage[];
};

export type ReportDescriptor = {
  /** Top-level collections: what the device says it is. */
  collections: readonly HidUsage[];
  inputs: readonly ReportField[];
  /** Report ids of feature reports, which carry settings. */
  featureReports: ReadonlySet<number>;
};

/** The kernel's own limit (HID_MAX_DESCRIPTOR_SIZE). */
const MAX_DESCRIPTOR_BYTES = 4096;
/** Far beyond any report; keeps nonsense from making huge numbers. */
const MAX_FIELD_BITS = 65_536;
/** Range of usages that is spelled out; a keyboard has 256. */
const MAX_USAGES = 1_024;

type Globals = { page: number; size: number; count: number; reportId: number };
type Locals = { usages: HidUsage[]; minimum?: HidUsage };

const MAIN = 0;
const GLOBAL = 1;
const LOCAL = 2;
/** A long item: its size stands in the next byte. None is defined; they are skipped. */
const LONG_ITEM = 0xfe;

/** Reads a descriptor; what cannot be understood ends it, what came before counts. Never throws. */
export function readReportDescriptor(bytes: Uint8Array): ReportDescriptor {
  const collections: HidUsage[] = [];
  const inputs: ReportField[] = [];
  const featureReports = new Set<number>();
  const offsets = new Map<number, number>();
  const stack: Globals[] = [];
  let globals: Globals = { page: 0, size: 0, count: 0, reportId: 0 };
  let locals: Locals = { usages: [] };
  let depth = 0;

  function addInput(): void {
    const bits = globals.size * globals.count;
    if (bits > MAX_FIELD_BITS) return;
    const bitOffset = offsets.get(globals.reportId) ?? 0;
    const { reportId, size: bitSize, count } = globals;
    inputs.push({ reportId, bitOffset, bitSize, count, usages: locals.usages });
    offsets.set(reportId, bitOffset + bits);
  }

  function main(tag: number): void {
    if (tag === 0x8) addInput();
    if (tag === 0xb) featureReports.add(globals.reportId);
    if (tag === 0xa) {
      const usage = locals.usages[0];
      if (depth === 0 && usage) collections.push(usage);
      depth += 1;
    }
    if (tag === 0xc) depth = Math.max(0, depth - 1);
    locals = { usages: [] };
  }

  function global(tag: number, value: number): void {
    if (tag === 0x0) globals = { ...globals, page: value & 0xffff };
    if (tag === 0x7) globals = { ...globals, size: value };
    if (tag === 0x8) globals = { ...globals, reportId: value & 0xff };
    if (tag === 0x9) globals = { ...globals, count: value };
    if (tag === 0xa && stack.length < 16) stack.push(globals);
    if (tag === 0xb) globals = stack.pop() ?? globals;
  }

  function local(tag: number, value: number, size: number): void {
    // A usage of four bytes carries its own page.
    const page = size === 4 ? value >>> 16 : globals.page;
    const usage = { page, usage: value & 0xffff };
    if (tag === 0x0 && locals.usages.length < MAX_USAGES) locals.usages.push(usage);
    if (tag === 0x1) locals.minimum = usage;
    if (tag === 0x2 && locals.minimum) {
      for (let at = locals.minimum.usage; at <= usage.usage; at += 1) {
        if (locals.usages.length >= MAX_USAGES) break;
        locals.usages.push({ page: locals.minimum.page, usage: at });
      }
    }
  }

  const end = Math.min(bytes.length, MAX_DESCRIPTOR_BYTES);
  let at = 0;
  while (at < end) {
    const prefix = bytes[at] ?? 0;
    if (prefix === LONG_ITEM) {
      at += 3 + (bytes[at + 1] ?? 0);
      continue;
    }
    const size = (prefix & 3) === 3 ? 4 : prefix & 3;
    if (at + 1 + size > end) break;
    let value = 0;
    for (let byte = size; byte >= 1; byte -= 1) value = value * 256 + (bytes[at + byte] ?? 0);
    const type = (prefix >> 2) & 3;
    if (type === MAIN) main(prefix >> 4);
    if (type === GLOBAL) global(prefix >> 4, value);
    if (type === LOCAL) local(prefix >> 4, value, size);
    at += 1 + size;
  }
  return { collections, inputs, featureReports };
}
