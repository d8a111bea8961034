/** Telling the shapes of values apart, and turning one into what a field holds. */
import type { FieldValue, ListItem } from '../../contract/answers';
import type { Field, ItemField } from '../../contract/pack';
import type { Address, AdministrativeUnit, PartialDate } from '../../contract/values';
import { formatPartialDate } from '../identity/partial-date';

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isPartialDate(value: unknown): value is PartialDate {
  return isRecord(value) && typeof value.year === 'number';
}

export function isAddress(value: unknown): value is Address {
  return isRecord(value) && typeof value.detail === 'string' && 'decidedBy' in value;
}

export function isUnit(value: unknown): value is AdministrativeUnit {
  return isRecord(value) && typeof value.code === 'string' && typeof value.name === 'string';
}

export function isList(value: unknown): value is ListItem[] {
  return Array.isArray(value);
}

/** Nothing was answered: null, empty text or an empty list. */
export function isEmpty(value: FieldValue | undefined): boolean {
  return (
    value === undefined ||
    value === null ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0)
  );
}

/** An address on one line, smallest unit first; the resident's own words where units are missing. */
export function addressText(address: Address): string {
  const parts = [address.detail, address.commune?.name, address.province?.name];
  const line = parts
    .map((part) => part?.trim())
    .filter((part) => part !== undefined && part !== '')
    .join(', ');
  return line === '' ? (address.original ?? '') : line;
}

/**
 * The former ward, district and province of an address text, without the house: what a register
 * kept before 1/7/2025 is named after. `undefined` when the text does not show where they begin.
 */
export function areaOfAddress(original: string): string | undefined {
  const parts = original
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const wardAt = parts.findIndex((part) => /^(phường|xã|thị trấn|p\.|x\.|tt\.)[\s\d]/iu.test(part));
  if (wardAt >= 0 && wardAt < parts.length - 1) return parts.slice(wardAt).join(', ');
  // Without the words "phường", "quận": four or more parts still end in ward, district, province.
  return wardAt < 0 && parts.length >= 4 ? parts.slice(-3).join(', ') : undefined;
}

/**
 * Brings a fact or another answer into the shape of a field: a date, an address or a unit becomes
 * text where the field is text. `undefined` when it does not fit.
 */
export function shapeFor(field: Field | ItemField, raw: unknown): FieldValue | undefined {
  if (raw === undefined || raw === null || raw === '') return undefined;
  switch (field.type) {
    case 'date':
      return isPartialDate(raw) ? raw : undefined;
    case 'address':
      return isAddress(raw) ? raw : undefined;
    case 'number':
      return typeof raw === 'number' ? raw : undefined;
    case 'yesNo':
      return typeof raw === 'boolean' ? raw : undefined;
    case 'list':
      return isList(raw) ? raw : undefined;
    case 'choice': {
      if (typeof raw !== 'string') return undefined;
      const known = field.options?.some((option) => option.value === raw) ?? false;
      return known || field.otherValue !== undefined ? raw : undefined;
    }
    default:
      return textOf(raw);
  }
}

/** Text of a plain value, a date, an address or a unit; `undefined` for anything else. */
export function textOf(raw: unknown): string | undefined {
  if (typeof raw === 'string') return raw;
  if (typeof raw === 'number') return String(raw);
  if (isPartialDate(raw)) return formatPartialDate(raw);
  if (isAddress(raw)) return addressText(raw);
  if (isUnit(raw)) return raw.name;
  return undefined;
}
