/** Why a device did not open, from what the system or the driver says. */
import type { ReaderTrouble } from '../reader';

const DENIED = /EACCES|EPERM|permission denied|access (?:is )?denied/iu;
const BUSY = /EBUSY|resource busy|cannot lock port|in use|sharing violation/iu;

/** The reason; anything not understood is READER_FAILED. */
export function openTrouble(error: unknown): ReaderTrouble {
  const text = describe(error);
  if (DENIED.test(text)) return 'READER_DENIED';
  return BUSY.test(text) ? 'READER_BUSY' : 'READER_FAILED';
}

/** A driver's error in words; native ones are sometimes no Error at all. */
export function describe(error: unknown): string {
  if (error instanceof Error)
    return `${'code' in error ? `${String(error.code)} ` : ''}${error.message}`;
  return typeof error === 'string' ? error : String(error ?? 'unknown');
}
