/**
 * Goes through a journal beside a walk: both are in the same order, so one record is in memory at a time.
 */
import { ChunkListBuilder } from '@stillpoint/proto/format/chunk-list.ts';

import type { ResumeSource } from '../source/files/walk-report.ts';
import type { StoredEntry } from '../source/files/reuse-rule.ts';
import { readJournal, type JournalRecord } from './journal.ts';

/** Made of a journal whose every record the collector has confirmed in this session. */
export class ResumeCursor implements ResumeSource, Disposable {
  readonly #records: Iterator<{ readonly record: JournalRecord }, undefined>;
  readonly #source: string;
  readonly #emitNode: (node: Buffer) => Uint8Array;
  #current: JournalRecord | undefined;

  /** `emitNode` stores the nodes of chunk lists, which the interrupted run need not have sent. */
  constructor(file: string, source: string, emitNode: (node: Buffer) => Uint8Array) {
    this.#records = readJournal(file);
    this.#source = source;
    this.#emitNode = emitNode;
    this.#advance();
  }

  find(path: string): StoredEntry | undefined {
    const key = walkOrderKey(path);
    while (this.#current !== undefined && walkOrderKey(this.#current.path) < key) this.#advance();
    return this.#current?.path === path ? this.#stored(this.#current) : undefined;
  }

  [Symbol.dispose](): void {
    this.#records.return?.();
  }

  #stored(record: JournalRecord): StoredEntry {
    const { entry, readAgain, sequence } = record;
    if (sequence === undefined) return { entry, readAgain };
    const list = new ChunkListBuilder(this.#emitNode);
    sequence.lengths.forEach((length, index) => list.add(sequence.ids.subarray(index * 32, index * 32 + 32), length));
    return { entry: { ...entry, content: { kind: 'list', node: list.finish() } }, readAgain };
  }

  #advance(): void {
    do {
      const next = this.#records.next();
      this.#current = next.done === true ? undefined : next.value.record;
    } while (this.#current !== undefined && this.#current.source !== this.#source);
  }
}

/** A path such that plain `<` orders paths as a walk meets them: name by name. Names have no NUL. */
function walkOrderKey(path: string): string {
  return path.replaceAll('/', '\0');
}
