/**
 * Reads the small XML texts that scanners answer with. Strict and bounded, because anyone on the
 * network may answer: no DOCTYPE, no entities but the five of XML 1.0, every tag closed in order.
 */

export type XmlElement = {
  /** Name without its prefix: makers choose prefixes freely. */
  name: string;
  /** Its own text, entities resolved, without white space at the ends. */
  text: string;
  children: XmlElement[];
};

/** Capabilities of large office machines are about 30 kB. */
export const MOST_XML_BYTES = 262_144;
const MOST_ELEMENTS = 8_192;
/** Capabilities nest about eight deep. */
const MOST_DEPTH = 32;

const OPEN_TAG = /<([A-Za-z_][\w.-]*)(?::([A-Za-z_][\w.-]*))?/y;
const ATTRIBUTE = /\s+[A-Za-z_][\w.:-]*\s*=\s*(?:"[^<"]*"|'[^<']*')/y;
const OPEN_END = /\s*(\/?)>/y;
const CLOSE_TAG = /<\/([A-Za-z_][\w.-]*)(?::([A-Za-z_][\w.-]*))?\s*>/y;
const ENTITY = /&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot|apos));/g;
const NAMED = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** The root element, or undefined when the bytes are not XML of the kind read here. */
export function readXml(bytes: Uint8Array): XmlElement | undefined {
  if (bytes.length > MOST_XML_BYTES) return undefined;
  // Not fatal: a maker's name in another encoding is no reason to refuse the device.
  const source = new TextDecoder('utf-8').decode(bytes);
  const roof: XmlElement = { name: '', text: '', children: [] };
  const open: { element: XmlElement; qualified: string }[] = [{ element: roof, qualified: '' }];
  let count = 0;
  let at = 0;

  function match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    if (found) at = pattern.lastIndex;
    return found;
  }
  /** Steps over what ends with `end`; false when it never ends. */
  function over(end: string): boolean {
    const found = source.indexOf(end, at);
    if (found < 0) return false;
    at = found + end.length;
    return true;
  }

  while (at < source.length) {
    const top = open.at(-1);
    if (!top) return undefined;
    if (source[at] !== '<') {
      const next = source.indexOf('<', at);
      const raw = source.slice(at, next < 0 ? source.length : next);
      at += raw.length;
      const text = resolveEntities(raw);
      if (text === undefined) return undefined;
      if (open.length === 1 && text.trim() !== '') return undefined;
      top.element.text += text;
    } else if (source.startsWith('<?', at)) {
      if (!over('?>')) return undefined;
    } else if (source.startsWith('<!--', at)) {
      if (!over('-->')) return undefined;
    } else if (source.startsWith('</', at)) {
      const tag = match(CLOSE_TAG);
      if (!tag || open.length === 1 || qualifiedName(tag) !== top.qualified) return undefined;
      top.element.text = top.element.text.trim();
      open.pop();
    } else {
      // DOCTYPE and CDATA end here as well: no scanner sends them.
      const tag = match(OPEN_TAG);
      count += 1;
      if (!tag || count > MOST_ELEMENTS || open.length > MOST_DEPTH) return undefined;
      if (open.length === 1 && roof.children.length > 0) return undefined;
      while (match(ATTRIBUTE)) {
        // Attributes carry nothing that is needed.
      }
      const end = match(OPEN_END);
      if (!end) return undefined;
      const element: XmlElement = { name: tag[2] ?? tag[1] ?? '', text: '', children: [] };
      top.element.children.push(element);
      if (end[1] === '') open.push({ element, qualified: qualifiedName(tag) });
    }
  }
  return open.length === 1 ? roof.children[0] : undefined;
}

function qualifiedName(tag: RegExpExecArray): string {
  return tag[2] === undefined ? (tag[1] ?? '') : `${tag[1]}:${tag[2]}`;
}

function resolveEntities(raw: string): string | undefined {
  if (!raw.includes('&')) return raw;
  if (raw.replace(ENTITY, '').includes('&')) return undefined;
  return raw.replace(ENTITY, (_whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return NAMED.get(name) ?? '';
    const code = Number.parseInt(hex ?? decimal ?? '', hex === undefined ? 10 : 16);
    const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    return isCharacter ? String.fromCodePoint(code) : '\ufffd';
  });
}

/** The first child of that name. */
export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((each) => each.name === name);
}

/** Text of the first child of that name; empty when there is none. */
export function childText(element: XmlElement | undefined, name: string): string {
  return child(element, name)?.text ?? '';
}

/** All elements of that name below, in the order of the text. */
export function descendants(element: XmlElement | undefined, name: string): XmlElement[] {
  const found: XmlElement[] = [];
  const visit = (each: XmlElement) => {
    for (const below of each.children) {
      if (below.name === name) found.push(below);
      visit(below);
    }
  };
  if (element) visit(element);
  return found;
}

/** Text made safe to stand inside an element. */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
