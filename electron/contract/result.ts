/** What is expected travels as a Result; only what nobody expects is thrown. */
import type { Failure, Reason } from './reasons';

export type Ok<T> = { readonly ok: true; readonly value: T };
export type Err = { readonly ok: false; readonly failure: Failure };
export type Result<T> = Ok<T> | Err;

/** Wraps a value as a success. */
export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

/** Wraps a reason code, with the numbers its sentence needs, as a failure. */
export function err(reason: Reason, details?: Failure['details']): Err {
  return { ok: false, failure: details ? { reason, details } : { reason } };
}
