import { describe, expect, it } from 'vitest';
import fields from '../../assets/locales/vi/fields.json';
import { FIELD_TYPES, Field, type LocalText } from '../../electron/contract/pack';
import { choice, isOther, rowOptions } from './choice';
import { FIELD_KINDS, type Words } from './index';
import { itemFieldsOf, itemTexts } from './list';
import { needsMatching, writeAddress } from './shared/address-text';
import { readText } from './shared/plain-text';

const both = (text: string): LocalText => ({ vi: text, en: `${text} (en)` });
const help = { means: both('m'), mistakes: both('m'), say: both('s') };

/** The Vietnamese texts, found as the page finds them. */
const words: Words = {
  language: 'vi',
  local: (text) => text.vi,
  t: ((key: string) =>
    (fields as Record<string, unknown>)[key.replace('fields:', '')]) as Words['t'],
};

function field(given: Partial<Field> & Pick<Field, 'type'>): Field {
  return Field.parse({
    key: 'thu',
    label: both('Thử'),
    question: both('Thử?'),
    required: true,
    ask: 'page',
    help,
    ...given,
  });
}

const say = (given: Partial<Field> & Pick<Field, 'type'>, value: Parameters<typeof isSaid>[1]) =>
  isSaid(field(given), value);
function isSaid(asked: Field, value: Parameters<(typeof choice)['stringify']>[0]): string {
  return FIELD_KINDS[asked.type].stringify(value, asked, words);
}

describe('every field type', () => {
  it('says nothing for nothing', () => {
    for (const type of FIELD_TYPES) expect(say({ type }, null)).toBe('');
  });

  it('has an Output, and an Input unless it is a list', () => {
    for (const type of FIELD_TYPES) {
      expect(FIELD_KINDS[type].Output).toBeTypeOf('function');
      expect(FIELD_KINDS[type].Input === null).toBe(type === 'list');
    }
  });

  it('says a value in words', () => {
    expect(say({ type: 'name' }, 'Nguyễn Thị Ửng Đặng Ỷ')).toBe('Nguyễn Thị Ửng Đặng Ỷ');
    expect(say({ type: 'personalId' }, '079199000000')).toBe('079 199 000 000');
    expect(say({ type: 'phone' }, '+84900000000')).toBe('0900 000 000');
    expect(say({ type: 'date' }, { year: 1963, month: 6, day: 5 })).toBe('05/06/1963');
    expect(say({ type: 'number' }, 50_000)).toBe('50.000');
    expect(say({ type: 'yesNo' }, true)).toBe('Có');
    expect(say({ type: 'yesNo' }, false)).toBe('Không');
  });

  it('says yes and no in the words of the pack where it has some', () => {
    const options = [
      { value: 'true', label: both('Đã kết hôn') },
      { value: 'false', label: both('Chưa kết hôn') },
    ];
    expect(say({ type: 'yesNo', options }, false)).toBe('Chưa kết hôn');
  });
});

describe('choice', () => {
  const options = ['Kinh', 'Tày', 'Khác'].map((value) => ({ value, label: both(value) }));
  const asked = field({ type: 'choice', options, otherValue: 'Khác' });

  it('says the label of an option and the text of anything else', () => {
    expect(choice.stringify('Tày', asked, { ...words, local: (text) => text.en })).toBe('Tày (en)');
    expect(choice.stringify('Pà Thẻn', asked, words)).toBe('Pà Thẻn');
  });

  it('knows a text of the resident’s own', () => {
    expect(isOther(asked, 'Pà Thẻn')).toBe(true);
    expect(isOther(asked, 'Khác')).toBe(true);
    expect(isOther(asked, 'Kinh')).toBe(false);
    expect(isOther(asked, '')).toBe(false);
    expect(isOther(field({ type: 'choice', options }), 'Pà Thẻn')).toBe(false);
  });

  it('offers the likely ones of a long list in the order of the pack', () => {
    const long = Array.from({ length: 20 }, (_, at) => ({
      value: `v${at}`,
      label: both(`v${at}`),
    }));
    const rows = rowOptions(
      field({ type: 'choice', options: long, topOptions: ['v7', 'gone', 'v2'] }),
    );
    expect(rows.map((row) => row.value)).toEqual(['v7', 'v2']);
    expect(rowOptions(asked)).toHaveLength(3);
  });
});

describe('address', () => {
  const unit = (code: string, name: string) => ({ code, name, table: '2025' as const });
  const whole = {
    detail: '12 Đường Mẫu',
    commune: unit('1', 'Phường Giả Định'),
    province: unit('79', 'Thành phố Hồ Chí Minh'),
    decidedBy: 'chosen' as const,
  };

  it('is written smallest unit first', () => {
    expect(writeAddress(whole)).toBe('12 Đường Mẫu, Phường Giả Định, Thành phố Hồ Chí Minh');
    expect(writeAddress({ ...whole, detail: ' ' })).toBe('Phường Giả Định, Thành phố Hồ Chí Minh');
  });

  it('must be matched while it has only its old words, and cannot go on until then', () => {
    const old = { detail: '', original: '12 Đường Mẫu, Phường 11', decidedBy: 'typed' as const };
    expect(writeAddress(old)).toBe('12 Đường Mẫu, Phường 11');
    expect(needsMatching(old)).toBe(true);
    expect(needsMatching({ ...whole, original: old.original })).toBe(false);
    const { isWhole } = FIELD_KINDS.address;
    expect(isWhole?.(null)).toBe(false);
    expect(isWhole?.(old)).toBe(false);
    expect(isWhole?.({ ...whole, commune: undefined })).toBe(false);
    expect(isWhole?.(whole)).toBe(true);
    expect(isWhole?.({ detail: 'Số 1, Phố Giả, nước ngoài', decidedBy: 'typed' })).toBe(true);
  });
});

describe('list', () => {
  const item = (key: string, type: Field['type'], more: Partial<Field> = {}) =>
    field({ key, type, ...more });
  const asked = field({
    type: 'list',
    items: [
      item('full_name', 'name'),
      item('personal_id', 'personalId', { masked: true }),
      item('birth_date', 'date'),
      item('secret', 'text', { ask: 'derived' }),
    ],
  });
  const person = {
    full_name: 'Ngô Mẫu Khang',
    personal_id: '079219000000',
    birth_date: null,
    secret: 'x',
  };

  it('asks for what is not derived', () => {
    expect(itemFieldsOf(asked).map((each) => each.key)).toEqual([
      'full_name',
      'personal_id',
      'birth_date',
    ]);
  });

  it('shows items masked, without empty parts', () => {
    expect(itemTexts(person, asked, words)).toEqual(['Ngô Mẫu Khang', '079•••••0000']);
    expect(FIELD_KINDS.list.stringify([person, person], asked, words)).toBe(
      '1. Ngô Mẫu Khang, 079•••••0000\n2. Ngô Mẫu Khang, 079•••••0000',
    );
  });
});

describe('readText', () => {
  it('sends nothing for blanks and NFC for the rest', () => {
    expect(readText('  ')).toEqual({ ok: true, value: null });
    expect(readText('Ửng'.normalize('NFD'))).toEqual({ ok: true, value: 'Ửng' });
  });

  it('says so where a call could not carry the text, and cuts nothing', () => {
    expect(readText('x'.repeat(10_000))).toMatchObject({ ok: true });
    expect(readText('x'.repeat(20_001))).toMatchObject({
      ok: false,
      failure: { reason: 'FIELD_TOO_LONG', details: { extra: 1 } },
    });
  });
});
