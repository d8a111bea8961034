import { describe, expect, it } from 'vitest';
import { foldKey, markKey, tightKey } from './fold';

describe('foldKey', () => {
  it('makes names equal that differ in marks, case, normal form or tone placement', () => {
    expect(foldKey('Nguyễn Thị ỬNG  Đặng-Ỷ')).toBe('nguyen thi ung dang y');
    expect(foldKey('Hòa')).toBe(foldKey('Hoà'));
    expect(foldKey('Đường Mẫu'.normalize('NFD'))).toBe('duong mau');
  });

  it('keeps one blank between words and none at the ends', () => {
    expect(foldKey('  ,Phường 12 /  (Quận 3). ')).toBe('phuong 12 quan 3');
    expect(foldKey('…!')).toBe('');
  });

  it('keeps letters of other scripts', () => {
    expect(foldKey('H’Mông ŏčĭ Ω')).toBe('h mong oci ω');
  });
});

describe('tightKey and markKey', () => {
  it('ignore blanks and apostrophes', () => {
    expect(tightKey('Xã Cư M’gar')).toBe(tightKey('Xã Cư Mgar'));
  });

  it('markKey tells other marks apart but not where a mark stands', () => {
    expect(markKey('Hòa Thủy')).toBe(markKey('Hoà Thuỷ'));
    expect(markKey('Cẩm Giang')).not.toBe(markKey('Cẩm Giàng'));
  });
});
