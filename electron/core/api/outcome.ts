/** How a handler answers: an exception never crosses raw. */
import type { Outcome } from '../../contract/outcome';
import type { Failure } from '../../contract/reasons';
import type { Result } from '../../contract/result';
import { isStorageError, storageFailure } from '../storage/storage-failure';

/** Runs a handler's work; what nobody expected becomes a reason code. */
export async function outcome(
  run: () => Result<unknown> | Promise<Result<unknown>>,
): Promise<Outcome> {
  try {
    const result = await run();
    return result.ok ? { ok: true } : result;
  } catch (error) {
    return { ok: false, failure: unexpected(error) };
  }
}

/** The reason code of an exception; where it came from goes to the log, what it says does not. */
export function unexpected(error: unknown): Failure {
  if (isStorageError(error)) return storageFailure(error);
  // The stack only: messages of drivers and parsers may quote what was entered.
  const where =
    error instanceof Error ? (error.stack ?? '').split('\n').slice(1, 4).join('\n') : '';
  console.error(`unexpected ${error instanceof Error ? error.name : typeof error}\n${where}`);
  return { reason: 'UNEXPECTED' };
}
