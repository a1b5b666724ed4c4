/**
 * Names on their way into system calls. A name is a latin1 string (one char per byte); C wants the bytes and a NUL. They are written into buffers that are
 * used again and again: a name is only ever in use until its call has returned, and calls are synchronous.
 */
import { showByteName } from '../text/byte-name.ts';
import { errnoNumbers, PosixError } from './posix-error.ts';

const capacityBytes = 8192;
const first = Buffer.alloc(capacityBytes);
const second = Buffer.alloc(capacityBytes);

/** `name` with its NUL, in a buffer that the next call of this function overwrites. Throws PosixError ENAMETOOLONG above 8,191 bytes. */
export function cString(name: string): Buffer {
  return write(first, name);
}

/** As {@link cString} with a buffer of its own, for calls that take two names. */
export function secondCString(name: string): Buffer {
  return write(second, name);
}

/** The path of `name` below an open directory, for the few calls that have no form with a directory's handle. Overwrites what {@link cString} gave. */
export function procPath(dirfd: number, name: string): Buffer {
  return write(first, `/proc/self/fd/${dirfd}/${name}`);
}

/**
 * Refuses what is not the name of an object inside its directory: '', '.', '..', and names with '/', NUL or a char that is no byte (it would be cut to one,
 * possibly to '/'). Every call that creates, renames or removes goes through this, so that a hostile name cannot leave the directory. Throws PosixError EINVAL.
 */
export function assertPlainName(name: string): void {
  if (name === '' || name === '.' || name === '..' || !plainName.test(name)) throw new PosixError('name', errnoNumbers['EINVAL'] ?? 22, showName(name));
}

/** `name` as it may be shown to a person. */
export function showName(name: string): string {
  return notBytes.test(name) ? JSON.stringify(name) : showByteName(name);
}

// NUL and the slash are the two bytes that a name cannot have.
const plainName = /^[\x01-\x2e\x30-\xff]+$/;
const notBytes = /[^\0-\xff]/;

function write(buffer: Buffer, name: string): Buffer {
  const length = name.length;
  if (length >= capacityBytes) throw new PosixError('name', errnoNumbers['ENAMETOOLONG'] ?? 36, `of ${length} bytes`);
  // The loop is faster than a write (23 against 35 ns) for names of usual length.
  if (length > 40) buffer.write(name, 0, 'latin1');
  else for (let i = 0; i < length; i++) buffer[i] = name.charCodeAt(i);
  buffer[length] = 0;
  return buffer;
}
