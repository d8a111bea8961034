/** Facts that hold on a day: fees, times and forms change with the law, packs keep both. */
import type { Pack, Provenance } from '../../contract/pack';
import type { PartialDate } from '../../contract/values';
import { partialDateToIso, vietnamDate } from '../identity/partial-date';

/**
 * The entries that hold on a day; both ends of a period are included and an open end holds
 * forever. When none holds, the newest that held is better than nothing and `outdated` is true, so
 * the screen can say that it must be asked about.
 */
export function inForce<T extends { readonly provenance: Provenance }>(
  entries: readonly T[],
  today: PartialDate = vietnamDate(new Date()),
): { readonly entries: readonly T[]; readonly outdated: boolean } {
  const day = partialDateToIso(today);
  const current = entries.filter(
    ({ provenance: { validFrom, validTo } }) =>
      (validFrom === null || validFrom <= day) && (validTo === null || day <= validTo),
  );
  if (current.length > 0 || entries.length === 0) return { entries: current, outdated: false };
  const past = entries.filter(({ provenance: { validTo } }) => validTo !== null && validTo < day);
  const last = past
    .map(({ provenance }) => provenance.validTo ?? '')
    .sort()
    .at(-1);
  return { entries: past.filter(({ provenance }) => provenance.validTo === last), outdated: true };
}

/**
 * Working days the online way takes on a day, or the first way there is; null where the pack tells
 * none.
 */
export function onlineDays(times: Pack['times'], today: PartialDate): number | null {
  const { entries } = inForce(times, today);
  const way = entries.find(({ channel }) => channel === 'online') ?? entries[0];
  return way?.workingDays ?? null;
}
