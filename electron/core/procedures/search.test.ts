import { beforeAll, describe, expect, it } from 'vitest';
import { loadPacks } from './load-packs';
import { PACKS_FOLDER } from './procedures.testing';
import { createProcedureSearch, type ProcedureSearch } from './search';

let search: ProcedureSearch;
beforeAll(async () => {
  search = createProcedureSearch((await loadPacks(PACKS_FOLDER)).packs.values());
});

const BIRTH = '1.001193';
const COPY = '2.000635';
const MARITAL = '1.004873';
const RESIDENCE = '1.004194';
const CERTIFY = '2.000815';

const first = (query: string): string | undefined => search.search(query)[0]?.code;
const all = (query: string): string[] => search.search(query).map(({ code }) => code);

describe('search', () => {
  it.each([
    ['đăng ký khai sinh', BIRTH],
    ['khai sanh cho con', BIRTH],
    ['KHAI SINH CHO BÉ', BIRTH],
    ['con mới sanh', BIRTH],
    ['lam giay khai sinh cho chau', BIRTH],
    ['khaisinh', BIRTH],
    ['ban sao giay khai sinh', COPY],
    ['mat giay khai sinh', COPY],
    ['trich luc', COPY],
    ['trích lục kết hôn', COPY],
    ['xin lai giay ket hon', COPY],
    ['giay chung tu', COPY],
    ['giay doc than', MARITAL],
    ['xac nhan doc than', MARITAL],
    ['độc thân xác nhận', MARITAL],
    ['tình trạng hôn nhân', MARITAL],
    ['hon nhan', MARITAL],
    ['ho khau', RESIDENCE],
    ['hộ khẩu', RESIDENCE],
    ['tam tru tam vang', RESIDENCE],
    ['tạm trú', RESIDENCE],
    ['kt3', RESIDENCE],
    ['o tro', RESIDENCE],
    ['dk tam tru', RESIDENCE],
    ['sao y', CERTIFY],
    ['sao y ban chinh', CERTIFY],
    ['photo cong chung', CERTIFY],
    ['công chứng', CERTIFY],
    ['chứng thực', CERTIFY],
    ['birth registration', BIRTH],
    ['temporary residence', RESIDENCE],
    ['certified copy', CERTIFY],
    ['tôi muốn làm giấy khai sinh cho con', BIRTH],
    ['con tôi mới sinh cần làm giấy tờ gì', BIRTH],
  ])('finds what is meant by "%s"', (query, code) => {
    expect(first(query)).toBe(code);
  });

  it('finds both the first paper and its copies under "giay khai sanh"', () => {
    expect(all('giay khai sanh').slice(0, 2).sort()).toEqual([BIRTH, COPY]);
  });

  it.each([
    ['trichs luc', COPY],
    ['chunng thuc', CERTIFY],
    ['tam truu', RESIDENCE],
    ['residense', RESIDENCE],
  ])('forgives one wrong letter in "%s"', (query, code) => {
    expect(first(query)).toBe(code);
  });

  it('does not mind accents, case and the order of words', () => {
    const codes = all('trích lục khai sinh');
    expect(all('SINH KHAI LUC TRICH')).toEqual(codes);
    expect(all('trích lục khai sinh'.normalize('NFD'))).toEqual(codes);
  });

  it('finds while a word is still being typed', () => {
    expect(first('tam tr')).toBe(RESIDENCE);
    expect(first('chung th')).toBe(CERTIFY);
  });

  it.each([
    'xyzzy',
    'pizza',
    'asdf qwer',
    'mua vé máy bay',
    '',
    '   ',
    '???',
    '😀😀',
    'a',
    '<script>alert(1)</script>',
    'x'.repeat(10_000),
  ])('finds nothing for "%s"', (query) => {
    expect(search.search(query)).toEqual([]);
  });

  it('gives scores between 0 and 1, best first', () => {
    const scores = search.search('giấy khai sinh').map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(scores.every((score) => score > 0 && score <= 1)).toBe(true);
  });
});

describe('lists without a query', () => {
  it('groups by life event', () => {
    const events = search.byLifeEvent();
    expect(events.get('birth')).toEqual([COPY, BIRTH]);
    expect(events.get('residence')).toEqual([RESIDENCE]);
    expect(events.has('vehicle')).toBe(false);
  });

  it("orders by this machine's counts, then by the packs' own order", () => {
    expect(search.mostUsed(new Map())).toEqual([COPY, BIRTH, RESIDENCE, MARITAL, CERTIFY]);
    expect(search.mostUsed(new Map([[CERTIFY, 3]]))[0]).toBe(CERTIFY);
  });
});
