/** The error of a failed system call, and the names of errno numbers. */
import { constants } from 'node:os';
import { getSystemErrorMessage } from 'node:util';

/** errno name → number as the kernel of this machine counts them; the few that Node's table lacks are the same on every Linux. */
export const errnoNumbers: Readonly<Record<string, number>> = { ...constants.errno, EUCLEAN: 117, EREMOTEIO: 121, ENOMEDIUM: 123, EMEDIUMTYPE: 124 };

const namesByNumber = new Map<number, string>();
for (const [name, number] of Object.entries(errnoNumbers)) {
  if (!namesByNumber.has(number)) namesByNumber.set(number, name);
}
// Two names for one number: the shorter one is what people know.
namesByNumber.set(constants.errno.EAGAIN, 'EAGAIN');
namesByNumber.set(constants.errno.EOPNOTSUPP, 'ENOTSUP');

/** Name of an errno number (`ENOENT`), `E<number>` when it has none. Takes negative numbers too, as the `try…` calls return them. */
export function errnoName(errno: number): string {
  const number = Math.abs(errno);
  return namesByNumber.get(number) ?? `E${number}`;
}

/** A failed system call. `code` is what `systemErrorCode()` reads; `errno` is positive. */
export class PosixError extends Error {
  readonly code: string;
  readonly errno: number;
  readonly syscall: string;

  /** `subject` is what the call was about, ready to be shown to a person; '' when there is nothing to name. Takes a negative `errno` too. */
  constructor(syscall: string, errno: number, subject = '') {
    const number = Math.abs(errno);
    const code = errnoName(number);
    super(`${syscall}${subject === '' ? '' : ` ${subject}`}: ${describe(number)} (${code})`);
    this.name = 'PosixError';
    this.code = code;
    this.errno = number;
    this.syscall = syscall;
  }
}

function describe(number: number): string {
  return number === errnoNumbers['EUCLEAN'] ? 'structure needs cleaning' : getSystemErrorMessage(-number);
}
