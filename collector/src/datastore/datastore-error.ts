/**
 * What a failed system call on the datastore means to a person.
 */
import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';

/**
 * The StillpointError for a system error met while doing `what` ("writing pack 12ab…"): DATASTORE_FULL, DATASTORE_DENIED, DATASTORE_READ_ONLY
 * or DATASTORE_IO. A StillpointError is given back as it is.
 */
export function datastoreError(error: unknown, what: string): StillpointError {
  if (error instanceof StillpointError) return error;
  switch (systemErrorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new StillpointError('DATASTORE_FULL', `no space is left in the datastore (${what})`, {
        hint: 'free space on its filesystem or raise the quota, then run it again; everything committed so far is safe',
        cause: error,
      });
    case 'EACCES':
    case 'EPERM':
      return new StillpointError('DATASTORE_DENIED', `${what}: permission denied`, { hint: 'run the command as the user who owns the datastore, or as root', cause: error });
    case 'EROFS':
      return new StillpointError('DATASTORE_READ_ONLY', `${what}: the filesystem is read-only`, { cause: error });
    default:
      return new StillpointError('DATASTORE_IO', `${what} failed: ${error instanceof Error ? error.message : String(error)}`, {
        hint: 'look into the kernel log for errors of the disk below the datastore',
        cause: error,
      });
  }
}
