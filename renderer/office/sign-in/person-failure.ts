/** Which box of a form about a person a failure belongs to. */
import type { Failure, Reason } from '../../../electron/contract/reasons';

const PIN: ReadonlySet<Reason> = new Set<Reason>(['PIN_BAD_SHAPE', 'PIN_WEAK']);
const NAME: ReadonlySet<Reason> = new Set<Reason>([
  'FIELD_REQUIRED',
  'FIELD_TOO_LONG',
  'FIELD_BAD_CHARACTERS',
  'NAME_TAKEN',
]);

/** The box, or null where the failure belongs to the page as a whole. */
export function failureOf(failure: Failure | null): 'pin' | 'name' | null {
  if (failure === null) return null;
  if (PIN.has(failure.reason)) return 'pin';
  return NAME.has(failure.reason) ? 'name' : null;
}
