/**
 * The few pages of IPP's encoding (RFC 8010) that talking to CUPS needs. Written here and not taken
 * from a package: those at hand cannot send CUPS's own `purge-job`, by which a document leaves the
 * spool, trust every length in an answer, and bring a calendar library into the core.
 */

/** RFC 8010 3.5.2: kinds of values, as far as they are sent or read. */
const TAGS = {
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  charset: 0x47,
  language: 0x48,
  mime: 0x49,
} as const;
const GROUPS = { operation: 0x01, job: 0x02, end: 0x03 } as const;
/** The first tag that is a value and not the beginning of a group. */
const FIRST_VALUE_TAG = 0x10;
const BEGIN_COLLECTION = 0x34;
const END_COLLECTION = 0x37;
const HEADER_BYTES = 8;
/** IPP 2.0. */
const VERSION = [2, 0];

/** RFC 8011 5.4.15 and CUPS's own. */
export const OPERATIONS = {
  printJob: 0x0002,
  cancelJob: 0x0008,
  getJobAttributes: 0x0009,
  getJobs: 0x000a,
  getPrinterAttributes: 0x000b,
  cupsGetDefault: 0x4001,
  cupsGetPrinters: 0x4002,
} as const;

/** RFC 8011 appendix B: everything below is a success. */
const FIRST_FAILURE = 0x0100;
export const STATUS = { notFound: 0x0406, notPossible: 0x0404, notAccepting: 0x0506 } as const;

type SentValue = string | number | boolean | readonly string[];
export type SentAttribute = readonly [kind: keyof typeof TAGS, name: string, value: SentValue];

export type IppAnswer = {
  status: number;
  /** Of the request that it answers. */
  id: number;
  ok: boolean;
  /** Attributes of each group after the first, with all values of each. */
  groups: Array<Map<string, Array<string | number | boolean>>>;
};

function attribute(tag: number, name: string, value: Buffer): Buffer {
  const bytes = Buffer.from(name, 'ascii');
  const head = Buffer.alloc(3);
  head.writeUInt8(tag, 0);
  head.writeUInt16BE(bytes.length, 1);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(value.length, 0);
  return Buffer.concat([head, bytes, length, value]);
}

function encodeValue(value: string | number | boolean): Buffer {
  if (typeof value === 'boolean') return Buffer.of(value ? 1 : 0);
  if (typeof value === 'string') return Buffer.from(value, 'utf8');
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value, 0);
  return bytes;
}

function encodeAttribute([kind, name, value]: SentAttribute): Buffer {
  const values = Array.isArray(value) ? value : [value];
  return Buffer.concat(
    values.map((each, index) => attribute(TAGS[kind], index === 0 ? name : '', encodeValue(each))),
  );
}

/** A request; `data` is the document after it. */
export function encodeRequest(
  operation: number,
  id: number,
  attributes: readonly SentAttribute[],
  jobAttributes: readonly SentAttribute[] = [],
  data: Uint8Array = new Uint8Array(),
): Buffer {
  const head = Buffer.alloc(HEADER_BYTES);
  head.set(VERSION, 0);
  head.writeUInt16BE(operation, 2);
  head.writeInt32BE(id, 4);
  return Buffer.concat([
    head,
    Buffer.of(GROUPS.operation),
    encodeAttribute(['charset', 'attributes-charset', 'utf-8']),
    encodeAttribute(['language', 'attributes-natural-language', 'en']),
    ...attributes.map(encodeAttribute),
    ...(jobAttributes.length > 0 ? [Buffer.of(GROUPS.job)] : []),
    ...jobAttributes.map(encodeAttribute),
    Buffer.of(GROUPS.end),
    data,
  ]);
}

function decodeValue(tag: number, bytes: Buffer): string | number | boolean | null {
  if (tag === TAGS.integer || tag === TAGS.enum) {
    return bytes.length === 4 ? bytes.readInt32BE(0) : null;
  }
  if (tag === TAGS.boolean) return bytes.length === 1 ? bytes[0] !== 0 : null;
  // 0x40-0x4f: texts of all kinds; the two with a language (0x35, 0x36) are asked for nowhere.
  if (tag >= 0x40 && tag < 0x50) return bytes.toString('utf8').normalize('NFC');
  return null;
}

/** Reads an answer; null when it is not one, cut or wrong in itself. */
export function decodeAnswer(bytes: Buffer): IppAnswer | null {
  if (bytes.length <= HEADER_BYTES) return null;
  const status = bytes.readUInt16BE(2);
  const id = bytes.readInt32BE(4);
  const groups: IppAnswer['groups'] = [];
  let at = HEADER_BYTES;
  let group: IppAnswer['groups'][number] | null = null;
  let name = '';
  let depth = 0;
  while (at < bytes.length) {
    const tag = bytes[at] ?? GROUPS.end;
    at += 1;
    if (tag === GROUPS.end) {
      // The first group belongs to the operation.
      return { status, id, ok: status < FIRST_FAILURE, groups: groups.slice(1) };
    }
    if (tag < FIRST_VALUE_TAG) {
      group = new Map();
      groups.push(group);
      continue;
    }
    const field = () => {
      if (at + 2 > bytes.length) return null;
      const length = bytes.readUInt16BE(at);
      if (at + 2 + length > bytes.length) return null;
      const value = bytes.subarray(at + 2, at + 2 + length);
      at += 2 + length;
      return value;
    };
    const nameBytes = field();
    const value = nameBytes && field();
    if (!group || !nameBytes || !value) return null;
    if (nameBytes.length > 0 && depth === 0) name = nameBytes.toString('ascii');
    if (tag === BEGIN_COLLECTION) depth += 1;
    else if (tag === END_COLLECTION) depth -= 1;
    else if (depth === 0) {
      const decoded = decodeValue(tag, value);
      if (decoded !== null) group.set(name, [...(group.get(name) ?? []), decoded]);
    }
  }
  return null;
}
