import { describe, expect, it } from 'vitest';
import { fieldOf } from './field-of';

describe('fieldOf', () => {
  it('takes the field a failure names before its reason', () => {
    expect(fieldOf({ reason: 'FIELD_REQUIRED', details: { field: 'sex' } })).toBe('sex');
    expect(fieldOf({ reason: 'ID_SEX_MISMATCH', details: { field: 'sex' } })).toBe('sex');
  });

  it('knows where a reason belongs', () => {
    expect(fieldOf({ reason: 'ID_TOO_SHORT', details: { missing: 2 } })).toBe('personalId');
    expect(fieldOf({ reason: 'DATE_IN_FUTURE' })).toBe('birthDate');
    expect(fieldOf({ reason: 'NAME_BAD_CHARACTERS' })).toBe('fullName');
  });

  it('blames no box for what is not about one', () => {
    expect(fieldOf({ reason: 'STORAGE_FULL' })).toBeNull();
    expect(fieldOf({ reason: 'FIELD_REQUIRED', details: { field: 'elsewhere' } })).toBeNull();
  });
});
