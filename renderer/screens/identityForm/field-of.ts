import type { Failure } from '../../../electron/contract/reasons';

const FIELDS = ['personalId', 'fullName', 'birthDate', 'sex', 'residence'] as const;
export type IdentityField = (typeof FIELDS)[number];

/**
 * The box a failure belongs to: the one it names (`details.field`), else the one its reason is
 * about, else none (the sentence at the top is then all there is).
 */
export function fieldOf(failure: Failure): IdentityField | null {
  const named = FIELDS.find((field) => field === failure.details?.field);
  if (named !== undefined) return named;
  const { reason } = failure;
  if (reason.startsWith('ID_') || reason === 'CARD_BAD_NUMBER') return 'personalId';
  if (reason.startsWith('DATE_') || reason === 'CARD_FUTURE_BIRTH') return 'birthDate';
  if (reason.startsWith('NAME_')) return 'fullName';
  if (reason.startsWith('ADDRESS_')) return 'residence';
  return null;
}
