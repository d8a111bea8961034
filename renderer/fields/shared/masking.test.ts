import { describe, expect, it } from 'vitest';
import { countDigits, groupDigits, maskValue } from './masking';

describe('maskValue', () => {
  it('keeps three and four digits of a personal number', () => {
    expect(maskValue('079199000111', 'personalId')).toBe('079•••••0111');
  });

  it('keeps the ends of a phone number', () => {
    expect(maskValue('0900000000', 'phone')).toBe('090•••••000');
  });

  it('hides a short or other text whole', () => {
    expect(maskValue('0791', 'personalId')).toBe('•••••');
    expect(maskValue('Nguyễn Thị Thử Nghiệm', 'name')).toBe('•••••');
    expect(maskValue('', 'personalId')).toBe('');
  });
});

describe('groupDigits', () => {
  it('groups for reading and loses nothing', () => {
    expect(groupDigits('079199000000', 'personalId')).toBe('079 199 000 000');
    expect(groupDigits('0900000000', 'phone')).toBe('0900 000 000');
    expect(groupDigits('09000000001', 'phone')).toBe('0900 000 000 1');
    expect(groupDigits('07919', 'personalId')).toBe('079 19');
  });
});

describe('countDigits', () => {
  it('ignores what people put between digits', () => {
    expect(countDigits('0900 000-0.0')).toBe(9);
  });
});
