/**
 * Gives back what a service that waits does not use. Starting touches most pages of Node's machine code and much of the heap; waiting needs a few of them. Pages of
 * programs are let go, not written off: they stay in the kernel's cache, and what is needed again is mapped again without a disk.
 */
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { systemErrorCode } from '@stillpoint/proto/errors.ts';
import { libc } from '@stillpoint/proto/posix/libc.ts';

/** A range of addresses that holds pages of a file as they are on disk. */
interface Mapping {
  readonly address: bigint;
  readonly sizeBytes: number;
}

const MADV_DONTNEED = 4;
/** What a start, a connection or an end of a run has touched has been used by then. */
const settleMs = 20_000;
const againMs = 10 * 60_000;

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as (options: { readonly type: 'major' }) => void;
setFlagsFromString('--no-expose-gc');

/** A timer that does so soon after the start, and from time to time. */
export class IdleMemory implements Disposable {
  #timer: NodeJS.Timeout;

  private constructor() {
    this.#timer = setTimeout(() => {
      releaseIdleMemory();
      this.#timer = setInterval(releaseIdleMemory, againMs).unref();
    }, settleMs).unref();
  }

  /** Whoever starts it disposes of it. */
  static start(): IdleMemory {
    return new IdleMemory();
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }
}

/** Collects the heap, and lets go of the C library's free memory and of all pages of programs and libraries. Some 50 ms. */
export function releaseIdleMemory(): void {
  gc({ type: 'major' });
  libc.malloc_trim(0);
  for (const { address, sizeBytes } of unchangedMappings(readSmaps())) libc.madvise(address, sizeBytes, MADV_DONTNEED);
}

/**
 * Mappings of files, in the form of /proc/PID/smaps, that this process cannot write to and has not written to. One that it has, such as tables of addresses that the loader has filled in
 * and closed again, would be lost.
 */
export function unchangedMappings(smaps: string): Mapping[] {
  const found: Mapping[] = [];
  // A mapping begins with a line like `00400000-01234000 r-xp 00000000 fe:00 123   /usr/bin/node`.
  for (const part of smaps.split(/^(?=[0-9a-f]+-[0-9a-f]+ )/mu)) {
    const [, from, to] = /^([0-9a-f]+)-([0-9a-f]+) r-[x-]p [0-9a-f]+ \S+ [1-9]\d* +\//u.exec(part) ?? [];
    if (from === undefined || to === undefined || !isZero(part, 'Anonymous') || !isZero(part, 'Private_Dirty') || !isZero(part, 'Locked')) continue;
    const address = BigInt(`0x${from}`);
    found.push({ address, sizeBytes: Number(BigInt(`0x${to}`) - address) });
  }
  return found;
}

// A kernel may be built without it, or a sandbox may hide it; the pages stay then.
function readSmaps(): string {
  try {
    return readFileSync('/proc/self/smaps', 'latin1');
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return '';
  }
}

function isZero(part: string, name: string): boolean {
  return new RegExp(`^${name}: +0 kB$`, 'mu').test(part);
}
