/** Pipes between this process and its children, read without the event loop. */
import { O_CLOEXEC } from './open-file.ts';
import { lastErrno, lastError, libc } from './libc.ts';
import { errnoNumbers } from './posix-error.ts';

/** Both ends are plain fd numbers that no program inherits by accident; whoever made the pipe closes both with `closeHandle`. */
export interface Pipe {
  readonly readFd: number;
  readonly writeFd: number;
}

const F_SETPIPE_SZ = 1031;
/** What a user without rights may ask for (/proc/sys/fs/pipe-max-size). */
const PIPE_BYTES = 1_048_576;
const POLLIN = 1;
const EINTR = errnoNumbers['EINTR'];

/** Makes a pipe that holds up to 1 MiB, or the system's default where that is refused. Throws PosixError. */
export function openPipe(): Pipe {
  const ends = new Int32Array(2);
  if (libc.pipe2(ends, O_CLOEXEC) !== 0) throw lastError('pipe2');
  const [readFd = -1, writeFd = -1] = ends;
  // A larger pipe only saves switches between the two processes.
  libc.fcntl(writeFd, F_SETPIPE_SZ, PIPE_BYTES);
  return { readFd, writeFd };
}

/** Blocks the calling thread until there is something to read, or the end of the data, or the time is over (false). Throws PosixError. */
export function waitReadable(fd: number, timeoutMs: number): boolean {
  const request = Buffer.alloc(8);
  request.writeInt32LE(fd, 0);
  request.writeInt16LE(POLLIN, 4);
  const ready = libc.poll(request, 1, timeoutMs);
  if (ready < 0) {
    if (lastErrno() === EINTR) return false;
    throw lastError('poll');
  }
  return ready > 0;
}
