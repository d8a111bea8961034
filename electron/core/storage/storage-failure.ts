/** Turns what the disk says into a reason a person can act on. */
import type { Failure } from '../../contract/reasons';

/** On a full disk SQLite also fails to lengthen the index of its log. */
const FULL = new Set(['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE', 'ENOSPC', 'EDQUOT']);

/** The failure for an error of SQLite or the file system; anything else is `STORAGE_FAILED`. */
export function storageFailure(error: unknown): Failure {
  const code = (error as { code?: unknown } | null)?.code;
  const name = typeof code === 'string' ? code : '';
  return { reason: FULL.has(name) ? 'STORAGE_FULL' : 'STORAGE_FAILED' };
}

/** Whether an error comes from the disk or the database rather than from our own code. */
export function isStorageError(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== 'string') return false;
  return (
    code.startsWith('SQLITE_') || ['ENOSPC', 'EDQUOT', 'EIO', 'EROFS', 'EACCES'].includes(code)
  );
}
