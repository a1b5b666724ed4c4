/**
 * Pages of programs and libraries that this process has mapped and does not need now. Starting touches most of Node's machine code and constants, 60 MiB, and little of it is needed
 * afterwards. Pages are let go, not written off: they stay in the kernel's cache, and what is needed again is mapped again without a disk.
 */
import { readFileSync } from 'node:fs';

import { systemErrorCode } from '../errors.ts';
import { libc } from './libc.ts';

/** A range of addresses that holds pages of a file as they are on disk. */
interface Mapping {
  readonly address: bigint;
  readonly sizeBytes: number;
}

const MADV_DONTNEED = 4;
const firstMs = 1000;
const againMs = 5000;

/** Lets go of all of them now. About 10 ms. */
export function releaseProgramPages(): void {
  for (const { address, sizeBytes } of unchangedMappings(readSmaps())) libc.madvise(address, sizeBytes, MADV_DONTNEED);
}

/** Lets go of them every few seconds, until it is disposed of: what a phase of the work has needed once must not stay for the rest of it. */
export function keepReleasingProgramPages(): Disposable {
  let timer = setTimeout(() => {
    releaseProgramPages();
    timer = setInterval(releaseProgramPages, againMs).unref();
  }, firstMs).unref();
  return { [Symbol.dispose]: () => { clearTimeout(timer); } };
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
