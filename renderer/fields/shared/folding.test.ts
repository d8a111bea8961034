import { describe, expect, it } from 'vitest';
import { filterByText, fold, matches } from './folding';

describe('fold', () => {
  it('drops accents, case and signs', () => {
    expect(fold('  Đắk Lắk – TP. Thủ Đức ')).toBe('dak lak tp thu duc');
  });

  it('unites the two places of the tone mark and NFD', () => {
    expect(fold('Hòa')).toBe(fold('Hoà'));
    expect(fold('Ứng'.normalize('NFD'))).toBe('ung');
  });
});

describe('matches', () => {
  it('takes words in any order, by their beginning', () => {
    expect(matches('Phường Phú Nhuận', 'nhuan phu')).toBe(true);
    expect(matches('Phường Phú Nhuận', 'nhu')).toBe(true);
    expect(matches('Phường Phú Nhuận', 'uan')).toBe(false);
  });

  it('takes everything for an empty query', () => {
    expect(matches('Tày', '  ')).toBe(true);
  });
});

describe('filterByText', () => {
  it('puts what begins with the query first', () => {
    const found = filterByText(['La Chí', 'Cơ Lao', 'Lào'], 'la', (name) => name);
    expect(found).toEqual(['La Chí', 'Lào', 'Cơ Lao']);
  });
});
