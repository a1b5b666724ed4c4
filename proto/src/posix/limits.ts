/** Limits of this process. */
import { lastError, libc } from './libc.ts';

const RLIMIT_NOFILE = 7;

/** Raises the number of handles that this process may hold to its hard limit. Returns the limit that now holds. Throws PosixError. */
export function raiseOpenFileLimit(): number {
  const limits = new BigInt64Array(2);
  if (libc.getrlimit(RLIMIT_NOFILE, limits) !== 0) throw lastError('getrlimit');
  const [soft = 0n, hard = 0n] = limits;
  if (soft !== hard) {
    limits[0] = hard;
    if (libc.setrlimit(RLIMIT_NOFILE, limits) !== 0) throw lastError('setrlimit');
  }
  return Number(BigInt.asUintN(64, hard));
}
