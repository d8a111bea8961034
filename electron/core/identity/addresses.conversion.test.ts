/**
 * Measures the conversion against an independent table of old and new communes, where it is at
 * hand: it is not part of the project.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadShippedAddressData } from './address-data.test-support';
import { createAddressBook } from './addresses';

const TABLE = resolve('..', 'shared', 'domain', 'addresses', 'old-to-new-wards-2025.csv');

type OldUnit = { ward: string; district: string; province: string; codes: Set<string> };

function readTable(): OldUnit[] {
  const [header = '', ...lines] = readFileSync(TABLE, 'utf8').trim().split(/\r?\n/u);
  const names = header.split(',');
  const units = new Map<string, OldUnit>();
  for (const line of lines) {
    const values = line.split(',');
    const cell = (name: string) => values[names.indexOf(name)] ?? '';
    const key = `${cell('wardCode')}|${cell('districtCode')}`;
    const unit = units.get(key) ?? {
      ward: cell('ward'),
      district: cell('district'),
      province: cell('province'),
      codes: new Set(),
    };
    unit.codes.add(cell('newWardCode'));
    units.set(key, unit);
  }
  return [...units.values()];
}

const bare = (name: string) =>
  name.replace(/^(Thành phố|Thành Phố|Tỉnh|Quận|Huyện|Thị xã|Thị trấn|Phường|Xã) (?!\d)/u, '');
const short = (name: string) =>
  name
    .replace(/^Thành [pP]hố /u, 'TP. ')
    .replace(/^Thị xã /u, 'TX. ')
    .replace(/^Thị trấn /u, 'TT. ')
    .replace(/^Phường /u, 'P.')
    .replace(/^Quận /u, 'Q.')
    .replace(/^Huyện /u, 'H. ');

/** How a card writes an old unit. */
const SPELLINGS: Record<string, (unit: OldUnit) => string> = {
  full: ({ ward, district, province }) =>
    ['12 Đường Mẫu', ward, district, province].filter(Boolean).join(', '),
  short: ({ ward, district, province }) =>
    ['12 Đường Mẫu', ward, district, province].filter(Boolean).map(short).join(','),
  bare: ({ ward, district, province }) =>
    ['Thôn Mẫu', ward, district, province].filter(Boolean).map(bare).join(', '),
  'without marks': ({ ward, district, province }) =>
    ['12 Duong Mau', ward, district, province]
      .filter(Boolean)
      .join(', ')
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/đ/g, 'd')
      .replace(/Đ/g, 'D'),
};

describe.skipIf(!existsSync(TABLE))('old addresses against an independent table', () => {
  const book = createAddressBook(loadShippedAddressData);
  let units: OldUnit[] = [];
  beforeAll(() => {
    units = readTable();
  });

  async function measure(spell: (unit: OldUnit) => string) {
    const counts = { whole: 0, found: 0, divided: 0, dividedFound: 0, exact: 0 };
    const missed: string[] = [];
    const wrong: string[] = [];
    for (const unit of units) {
      const text = spell(unit);
      const proposal = await book.propose(text);
      const isFound = proposal.candidates.some(({ commune }) => unit.codes.has(commune.code));
      if (unit.codes.size > 1) {
        counts.divided += 1;
        if (isFound) counts.dividedFound += 1;
      } else {
        counts.whole += 1;
        if (isFound) counts.found += 1;
        else missed.push(text);
      }
      if (proposal.outcome === 'exact') {
        counts.exact += 1;
        if (!isFound) wrong.push(text);
      }
    }
    return { ...counts, missed, wrong };
  }

  it.each(Object.entries(SPELLINGS))(
    'a right commune is proposed for old units written %s, and no wrong one alone',
    async (name, spell) => {
      const result = await measure(spell);
      expect(result.found / result.whole, result.missed.join('; ')).toBeGreaterThanOrEqual(0.99);
      expect(result.dividedFound / result.divided).toBeGreaterThanOrEqual(0.99);
      expect(result.wrong).toEqual([]);
      // Without their words, names of old districts and new communes are often the same.
      expect(result.exact / units.length).toBeGreaterThanOrEqual(name === 'bare' ? 0.5 : 0.95);
    },
  );
});
