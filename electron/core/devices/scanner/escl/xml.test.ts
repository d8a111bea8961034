import { describe, expect, it } from 'vitest';
import { childText, descendants, MOST_XML_BYTES, readXml } from './xml';

const read = (text: string) => readXml(new TextEncoder().encode(text));

describe('XML of scanners', () => {
  it('is read without regard to prefixes, with entities and comments', () => {
    const root = read(
      '\ufeff<?xml version="1.0"?><!-- máy --><a:R xmlns:a="u" b=\'&amp;\'>\n' +
        '<a:N> Máy &amp; quét &#x1EBF;&#233; </a:N><x:L><N>2</N><E/></x:L></a:R>\n',
    );
    expect(root?.name).toBe('R');
    expect(childText(root, 'N')).toBe('Máy & quét ếé');
    expect(descendants(root, 'N').map((each) => each.text)).toEqual(['Máy & quét ếé', '2']);
  });

  it.each([
    ['nothing', ''],
    ['text only', 'xin chào'],
    ['a document type', '<!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>'],
    ['an entity nobody declared', '<r>&ha;</r>'],
    ['a bare ampersand', '<r>a & b</r>'],
    ['an end that does not match', '<a:r></b:r>'],
    ['no end', '<r><a></a>'],
    ['two roots', '<r/><r/>'],
    ['an attribute without quotes', '<r a=b/>'],
    ['a tag cut off', '<r><a'],
  ])('refuses %s', (_what, text) => expect(read(text)).toBeUndefined());

  it('refuses what is too deep, too long or too large, in no time', () => {
    expect(read('<a>'.repeat(30) + '</a>'.repeat(30))).toBeDefined();
    expect(read('<a>'.repeat(40_000))).toBeUndefined();
    expect(read(`<r>${'<a/>'.repeat(9_000)}</r>`)).toBeUndefined();
    expect(read(`<r>${' '.repeat(MOST_XML_BYTES)}</r>`)).toBeUndefined();
    const started = performance.now();
    read(`<r ${'a="" '.repeat(30_000)}`);
    read(`<r>${'&'.repeat(200_000)}</r>`);
    read(`<r>${'<!--'.repeat(60_000)}`);
    read(`<${'a'.repeat(250_000)}`);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
