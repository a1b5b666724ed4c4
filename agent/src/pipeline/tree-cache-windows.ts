/**
 * Reads a file through a few windows: the records of a walk's neighbours lie next to each other, and a system call for each costs more than all the rest of them.
 */
import { readSync } from 'node:fs';

const WINDOW_BYTES = 65_536;
/** A walk goes forward through the file, and for each large directory once from its end to its start. */
const WINDOWS = 4;

interface Window {
  readonly bytes: Buffer;
  /** Of its first byte in the file; -1 when it holds nothing. */
  offset: number;
  length: number;
  usedAt: number;
}

/** The file is not closed here. */
export class FileWindows {
  readonly #fd: number;
  readonly #windows: Window[] = [];
  #clock = 0;
  #last: Window | undefined;

  constructor(fd: number) {
    this.#fd = fd;
  }

  /** Copies `length` bytes from `offset` of the file to the start of `target`. False when the file ends before. Throws what the file system says. */
  read(offset: number, length: number, target: Buffer): boolean {
    if (length > WINDOW_BYTES) return this.#readDirectly(offset, length, target);
    for (let done = 0; done < length; ) {
      const position = offset + done;
      const window = this.#window(position);
      const from = position - window.offset;
      const count = Math.min(length - done, window.length - from);
      if (count <= 0) return false;
      window.bytes.copy(target, done, from, from + count);
      done += count;
    }
    return true;
  }

  #window(position: number): Window {
    const offset = position - (position % WINDOW_BYTES);
    let window = this.#last;
    if (window?.offset !== offset) {
      window = this.#windows.find((candidate) => candidate.offset === offset) ?? this.#load(offset);
      this.#last = window;
      window.usedAt = ++this.#clock;
    }
    return window;
  }

  #load(offset: number): Window {
    let window: Window | undefined;
    if (this.#windows.length < WINDOWS) {
      window = { bytes: Buffer.allocUnsafeSlow(WINDOW_BYTES), offset: -1, length: 0, usedAt: 0 };
      this.#windows.push(window);
    } else {
      window = this.#windows.reduce((oldest, candidate) => (candidate.usedAt < oldest.usedAt ? candidate : oldest));
    }
    // A failed read must not leave old bytes under the new offset.
    window.offset = -1;
    window.length = readFully(this.#fd, offset, WINDOW_BYTES, window.bytes);
    window.offset = offset;
    return window;
  }

  #readDirectly(offset: number, length: number, target: Buffer): boolean {
    return readFully(this.#fd, offset, length, target) === length;
  }
}

/** Bytes read: less than `length` only at the file's end. */
function readFully(fd: number, offset: number, length: number, target: Buffer): number {
  let done = 0;
  while (done < length) {
    const count = readSync(fd, target, done, length - done, offset + done);
    if (count === 0) break;
    done += count;
  }
  return done;
}
