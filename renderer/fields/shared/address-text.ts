/** Addresses in words. */
import type { FieldValue } from '../../../electron/contract/answers';
import type { Address } from '../../../electron/contract/values';

/** The address in a value, or null. */
export function asAddress(value: FieldValue): Address | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return 'decidedBy' in value ? value : null;
}

/** On one line, smallest unit first; the original words where no unit is known yet. */
export function writeAddress(address: Address): string {
  const parts = [address.detail, address.commune?.name, address.province?.name]
    .map((part) => part?.trim() ?? '')
    .filter((part) => part !== '');
  return parts.length === 0 ? (address.original ?? '') : parts.join(', ');
}

/**
 * True where an old address must still be matched with the units of 2025: it came with its
 * original words and nobody has decided on a commune.
 */
export function needsMatching(address: Address | null): address is Address & { original: string } {
  return address?.original !== undefined && address.commune === undefined;
}
