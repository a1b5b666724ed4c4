/**
 * Puts everything that is no directory into the archive: what is unchanged as it is stored or as an interrupted run has left it, what was read under another of
 * its names as it was read there, and everything else by reading it.
 */
import { EntryType, type Entry } from '@stillpoint/proto/format/entry.ts';
import type { StatBuffer } from '@stillpoint/proto/posix/stat.ts';

import type { RunCounters } from '../../pipeline/run-counters.ts';
import type { CachedDirectory } from '../../pipeline/tree-cache-directory.ts';
import { AwaitedLinks } from './awaited-links.ts';
import { currentEntry, isCurrentEntry } from './current-entry.ts';
import type { NodeStore } from './directory-record.ts';
import type { FileReader } from './file-reader.ts';
import { mayReuse, mustReadAgain, storedObject } from './reuse-rule.ts';
import type { WalkFrame } from './walk-frame.ts';
import type { FilesWalkOptions, WalkReport } from './walk-report.ts';

/** An object that a walk has come to. */
export interface WalkedObject {
  readonly dirfd: number;
  readonly frame: WalkFrame;
  readonly name: string;
  readonly stat: StatBuffer;
  /** Ordinal of its filesystem. */
  readonly filesystem: number;
  readonly stored: CachedDirectory | undefined;
  /** ms since 1970: when its filesystem had last been written to disk; 0: nobody knows. */
  readonly flushedMs: number;
  /** Absolute path; made only when it is asked for. */
  readonly path: () => string;
}

/** What a walk shares with its objects. */
export interface WalkedObjectsParts {
  readonly options: Pick<FilesWalkOptions, 'live' | 'forceRead' | 'resume'>;
  readonly store: Pick<NodeStore, 'damaged'>;
  readonly reader: FileReader;
  readonly report: WalkReport;
  readonly counters: RunCounters;
}

export class WalkedObjects {
  readonly #parts: WalkedObjectsParts;
  readonly #links = new AwaitedLinks();

  constructor(parts: WalkedObjectsParts) {
    this.#parts = parts;
  }

  /** Throws PosixError when it cannot be read, before anything of it is in the archive. */
  take(object: WalkedObject): void {
    const { frame, name, stat, filesystem } = object;
    const { options, store, report, counters, reader } = this.#parts;
    const isTrusted = !options.forceRead && (!options.live || frame.stableInodes);
    if (isTrusted && (this.#reuseStored(object) || this.#reuseResumed(object))) return;
    const linked = this.#links.take(filesystem, stat, store.damaged);
    if (linked !== undefined) {
      this.#addRead(frame, { ...linked.entry, name }, linked.readAgain);
      return;
    }
    const read = reader.read(object.dirfd, name, stat, filesystem, options.live);
    const { entry, partial, readStartMs } = read;
    if (partial !== undefined) {
      counters.add('unreadable');
      report.partial(object.path(), partial);
    }
    const readAgain = entry.changed || partial !== undefined || mustReadAgain(entry.ctimeNs, Math.min(readStartMs, object.flushedMs));
    this.#addRead(frame, entry, readAgain);
    if (entry.changed) {
      counters.add('changed');
      report.changed(object.path());
    } else if (entry.type === EntryType.file) {
      report.read(object.path(), read, readAgain);
    }
    // Under each of its names it is told what could not be read.
    if (partial === undefined) this.#links.remember(filesystem, stat, { entry, readAgain });
  }

  #addRead(frame: WalkFrame, entry: Entry, readAgain: boolean): void {
    const { counters } = this.#parts;
    counters.add(entry.type === EntryType.file ? 'files' : 'others');
    counters.add('bytes', entry.sizeBytes);
    frame.record.add(entry, readAgain);
    frame.kept++;
  }

  /** Takes the stored entry where it may stand for the object; as it is, unless what need not be as its stat is has changed. */
  #reuseStored({ frame, stat, stored, filesystem }: WalkedObject): boolean {
    const { store, reader } = this.#parts;
    if (stored === undefined || !mayReuse(stored.cursor, stored.readAgain, stat, frame.stableInodes, store.damaged)) return false;
    const { cursor } = stored;
    this.#countReused(frame, cursor.type, cursor.sizeBytes);
    if (isCurrentEntry(cursor, stat, filesystem, reader)) frame.record.keep(stored);
    else frame.record.add(currentEntry(cursor.entry(), stat, filesystem, reader), false);
    return true;
  }

  /** The same with what an interrupted run has finished. */
  #reuseResumed({ frame, name, stat, filesystem, path }: WalkedObject): boolean {
    const { options, store, reader, counters } = this.#parts;
    const resumed = options.resume?.find(path());
    if (resumed === undefined || !mayReuse(storedObject(resumed.entry), resumed.readAgain, stat, frame.stableInodes, store.damaged)) return false;
    counters.add('resumedFiles');
    this.#countReused(frame, resumed.entry.type, resumed.entry.sizeBytes);
    frame.record.add(currentEntry({ ...resumed.entry, name }, stat, filesystem, reader), false);
    return true;
  }

  #countReused(frame: WalkFrame, type: EntryType, sizeBytes: number): void {
    const { counters } = this.#parts;
    counters.add(type === EntryType.file ? 'files' : 'others');
    counters.add('bytes', sizeBytes);
    if (type === EntryType.file) counters.add('filesReused');
    frame.kept++;
  }
}
