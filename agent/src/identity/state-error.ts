/**
 * System errors of the state directory, as errors that say what to do.
 */
import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';
import { showByteName } from '@stillpoint/proto/text/byte-name.ts';
import { byteStringFromText } from '@stillpoint/proto/text/byte-string.ts';

/** A path of the state directory, ready to be shown. */
export function shownPath(path: string): string {
  return showByteName(byteStringFromText(path));
}

/** What a failed call on `path` means: PERMISSION_DENIED, or STATE_IO with the system's reason. `doing` completes "cannot ...". */
export function stateError(cause: unknown, doing: string, path: string): StillpointError {
  if (cause instanceof StillpointError) return cause;
  const code = systemErrorCode(cause);
  if (code === 'EACCES' || code === 'EPERM') {
    return new StillpointError('PERMISSION_DENIED', `this user may not ${doing} ${shownPath(path)}`, {
      hint: 'run the command as root, or as the user that the agent runs as',
      cause,
    });
  }
  return new StillpointError('STATE_IO', `cannot ${doing} ${shownPath(path)}: ${cause instanceof Error ? cause.message : String(cause)}`, {
    hint: code === 'ENOSPC' || code === 'EDQUOT' ? 'make room on that filesystem' : 'check the filesystem that holds the state directory',
    cause,
  });
}
