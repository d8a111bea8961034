import { describe, expect, it } from 'vitest';
import { field, HOME } from './procedures.testing';
import { formatDong, stringifyValue } from './stringify';

describe('stringifyValue', () => {
  it('writes dates as day/month/year, as precise as they are', () => {
    const date = field('d', { type: 'date' });
    expect(stringifyValue(date, { year: 2026, month: 3, day: 9 }, 'vi')).toBe('09/03/2026');
    expect(stringifyValue(date, { year: 1950 }, 'en')).toBe('1950');
  });

  it('writes an address on one line', () => {
    const address = field('a', { type: 'address' });
    expect(stringifyValue(address, HOME, 'vi')).toBe(
      '12 Đường Mẫu, Phường Giả Định, Thành phố Hồ Chí Minh',
    );
  });

  it('says options in the words of the language, or the official value for the form', () => {
    const options = [{ value: 'Nam', label: { vi: 'Bé trai', en: 'Boy' } }];
    const choice = field('c', { type: 'choice', options, otherValue: 'Nam' });
    expect(stringifyValue(choice, 'Nam', 'vi')).toBe('Bé trai');
    expect(stringifyValue(choice, 'Nam', 'en')).toBe('Boy');
    expect(stringifyValue(choice, 'Nam', 'en', { as: 'form' })).toBe('Nam');
    expect(stringifyValue(choice, 'Bà ngoại', 'en')).toBe('Bà ngoại');
  });

  it('says yes and no', () => {
    const options = [
      { value: 'true', label: { vi: 'Có', en: 'Yes' } },
      { value: 'false', label: { vi: 'Không', en: 'No' } },
    ];
    const yesNo = field('y', { type: 'yesNo', options });
    expect(stringifyValue(yesNo, false, 'vi')).toBe('Không');
    expect(stringifyValue(yesNo, true, 'vi', { as: 'form' })).toBe('Có');
  });

  it('masks numbers of people and phones when asked, and only fields marked so', () => {
    const id = field('i', { type: 'personalId', masked: true });
    expect(stringifyValue(id, '079199001234', 'vi', { masked: true })).toBe('079•••••1234');
    expect(stringifyValue(id, '079199001234', 'vi')).toBe('079199001234');
    const phone = field('p', { type: 'phone', masked: true });
    expect(stringifyValue(phone, '0901234567', 'vi', { masked: true })).toBe('090•••4567');
    const short = field('s', { masked: true });
    expect(stringifyValue(short, 'B12', 'vi', { masked: true })).toBe('•••');
    expect(stringifyValue(field('t'), 'tên', 'vi', { masked: true })).toBe('tên');
  });

  it('writes lists one item a line and masks inside them', () => {
    const list = field('l', {
      type: 'list',
      itemName: { vi: 'người', en: 'person' },
      items: [field('name', { type: 'name' }), field('id', { type: 'personalId', masked: true })],
    });
    const value = [
      { name: 'Trần Văn Thử', id: '079199001234' },
      { name: 'Lê Thị Mẫu', id: null },
    ];
    expect(stringifyValue(list, value, 'vi', { masked: true })).toBe(
      'Trần Văn Thử, 079•••••1234\nLê Thị Mẫu',
    );
  });

  it('writes nothing for nothing', () => {
    expect(stringifyValue(field('a'), null, 'vi')).toBe('');
  });
});

describe('formatDong', () => {
  it('groups thousands the way each language does', () => {
    expect(formatDong(50_000, 'vi')).toBe('50.000 đồng');
    expect(formatDong(1_250_000, 'en')).toBe('1,250,000 đồng');
    expect(formatDong(0, 'vi')).toBe('0 đồng');
  });
});
