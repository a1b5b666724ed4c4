/**
 * The walk of a `files` source: from the root to the named paths and through everything below them, in byte order of names, beside the stored
 * tree of the last snapshot. Synchronous, with an explicit stack: depth is bounded by memory only. Gives the tree's first node.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { isEntryName } from '@stillpoint/proto/format/directory-node.ts';
import { EntryType, type Entry } from '@stillpoint/proto/format/entry.ts';
import { AT_FDCWD, isListedAsFile, openDirectory, readNames } from '@stillpoint/proto/posix/directory-handle.ts';
import { HandleStack } from '@stillpoint/proto/posix/handle-stack.ts';
import { libc } from '@stillpoint/proto/posix/libc.ts';
import { errnoNumbers, PosixError } from '@stillpoint/proto/posix/posix-error.ts';
import { StatAttribute, StatBuffer, statFd, tryStatAt } from '@stillpoint/proto/posix/stat.ts';

import type { RunCounters } from '../../pipeline/run-counters.ts';
import type { CachedDirectory } from '../../pipeline/tree-cache-directory.ts';
import { currentEntry, isCurrentEntry } from './current-entry.ts';
import { judgeDatabases, mayHoldDatabase } from './database-directory.ts';
import { DirectoryRecords, type DirectoryRecord, type FinishedDirectory, type NodeStore } from './directory-record.ts';
import type { FileReader } from './file-reader.ts';
import { findMarker } from './marked-directory.ts';
import type { SkippedMountFacts } from './mount-policy.ts';
import { asPosixError, staleObject, wasReplaced } from './object-error.ts';
import { pathTrie, type PathTrie } from './path-trie.ts';
import { mayReuse, mustReadAgain } from './reuse-rule.ts';
import type { WalkFrame } from './walk-frame.ts';
import type { FilesWalkOptions, WalkReport } from './walk-report.ts';
import { WalkedObjects } from './walked-objects.ts';

/** Visits of a name under which something else is found each time. */
const MAX_VISITS = 3;

export class FilesWalk {
  readonly #options: FilesWalkOptions;
  readonly #store: NodeStore;
  readonly #records: DirectoryRecords;
  readonly #reader: FileReader;
  readonly #report: WalkReport;
  readonly #counters: RunCounters;
  readonly #stat = new StatBuffer();
  readonly #frames: WalkFrame[] = [];
  readonly #filesystems = new Map<number, number>();
  readonly #objects: WalkedObjects;
  readonly #none: ReadonlySet<string> = new Set();
  /** ms since 1970: when everything had last been written to disk. */
  #flushedMs: number;

  constructor(options: FilesWalkOptions, store: NodeStore, reader: FileReader, report: WalkReport, counters: RunCounters) {
    this.#options = options;
    this.#flushedMs = options.flushedMs;
    this.#store = store;
    this.#records = new DirectoryRecords(store);
    this.#reader = reader;
    this.#report = report;
    this.#counters = counters;
    this.#objects = new WalkedObjects({ options, store, reader, report, counters });
  }

  /** Walks everything. Returns the archive's first directory node, whose one entry is the root directory. */
  run(): FinishedDirectory {
    const first = this.#records.begin(this.#store.stored?.rootOffset);
    using handles = new HandleStack(openDirectory(this.#options.places.root, { follow: false }));
    statFd(handles.fd, this.#stat);
    this.#push(handles, '', { isCopy: this.#options.places.root !== '/', trie: pathTrie(this.#options.selection.paths), level: undefined, stored: first.find(''), onlyIfKept: false });
    for (;;) {
      const frame = this.#frames.at(-1);
      if (frame === undefined) break;
      const name = frame.names[frame.next++];
      if (name !== undefined) {
        this.#visit(handles, frame, name);
        continue;
      }
      this.#frames.pop();
      const finished = this.#records.finish(frame.record);
      this.#addDirectory(this.#frames.at(-1), first, frame, finished);
      if (this.#frames.length > 0) this.#leave(handles);
    }
    return this.#records.finish(first);
  }

  #visit(handles: HandleStack, frame: WalkFrame, name: string): void {
    for (let visit = 1; ; visit++) {
      try {
        this.#look(handles, frame, name);
        return;
      } catch (error) {
        const failure = asPosixError(error);
        // The guest goes on: another look tells what the name stands for now.
        if (visit < MAX_VISITS && wasReplaced(failure)) continue;
        this.#unreadable(name, failure);
        return;
      }
    }
  }

  /** Takes what lies under a name. Throws what a system call says, before anything of the name is in the archive. */
  #look(handles: HandleStack, frame: WalkFrame, name: string): void {
    if (!isEntryName(name)) throw new PosixError('getdents64', errnoNumbers['ENAMETOOLONG'] ?? 36, name);
    const trie = frame.trie?.children.get(name);
    const isUntouched = trie === undefined && frame.untouched?.has(name) === true && !isListedAsFile(handles.fd, name);
    const place = frame.places?.get(name);
    const result = isUntouched ? this.#stat.becomeUnknownDirectory() : tryStatAt(place === undefined ? handles.fd : AT_FDCWD, place ?? name, this.#stat);
    if (result < 0) {
      const error = new PosixError('statx', result, name);
      // Gone between the listing and now: as if it had gone before. What leads to a named path was there when the run began, and was asked for.
      if (error.code === 'ENOENT' && trie === undefined) return;
      throw error;
    }
    const isDirectory = this.#stat.type === EntryType.directory;
    // As above: a named path lay below it when the run began.
    if (!isDirectory && trie?.named === false) throw new PosixError('openat', errnoNumbers['ENOTDIR'] ?? 20, name);
    const below = frame.trie === undefined || frame.trie.named;
    let onlyIfKept = false;
    if (below && trie === undefined) {
      const verdict = frame.level?.verdict(name, isDirectory) ?? 'take';
      if (typeof verdict === 'object') {
        this.#counters.add('excluded');
        this.#report.excluded(this.#path(name), verdict);
        return;
      }
      onlyIfKept = verdict === 'descend';
    }
    const stored = frame.record.find(name);
    if (isDirectory) this.#enter(handles, frame, name, place, trie, stored, onlyIfKept);
    else this.#file(handles.fd, frame, name, stored);
  }

  #file(dirfd: number, frame: WalkFrame, name: string, stored: CachedDirectory | undefined): void {
    const stat = this.#stat;
    if (this.#options.dryRun) {
      this.#counters.add(stat.type === EntryType.file ? 'files' : 'others');
      if (stat.type === EntryType.file) this.#counters.add('bytes', stat.sizeBytes);
      return;
    }
    // A file can be a mount point too: its inode is one of another filesystem then, and of that nobody knows when it was flushed.
    const device = deviceOf(stat);
    const filesystem = device === frame.device ? frame.filesystem : this.#filesystem(device);
    const isFlushed = device === frame.device || !isMountPoint(stat, frame);
    this.#objects.take({ dirfd, frame, name, stat, filesystem, stored, flushedMs: isFlushed ? this.#flushedMs : 0, path: () => this.#path(name) });
  }

  #partial(name: string, error: PosixError): void {
    this.#counters.add('unreadable');
    this.#report.partial(this.#path(name), error);
  }

  #enter(handles: HandleStack, parent: WalkFrame, name: string, place: string | undefined, trie: PathTrie | undefined, stored: CachedDirectory | undefined, onlyIfKept: boolean): void {
    const below = trie === undefined && (parent.trie === undefined || parent.trie.named);
    // Asked before it is opened: opening an automount point mounts it, and a dead server would hold the walk up.
    const refusal = below ? this.#refusal(parent, name) : undefined;
    if (refusal !== undefined) {
      this.#skipMount(parent, name, refusal);
      return;
    }
    if (place === undefined) handles.enter(name);
    else handles.push(name, openDirectory(place, { follow: false }));
    try {
      const device = deviceOf(this.#stat);
      statFd(handles.fd, this.#stat);
      if (deviceOf(this.#stat) !== device) throw staleObject(name);
      if (isMountPoint(this.#stat, parent) && !this.#options.dryRun && libc.syncfs(handles.fd) !== 0) this.#flushedMs = 0;
      const level = below || trie?.named === true ? (parent.level?.enter(name) ?? this.#options.selection.enter(this.#path(name))) : undefined;
      const isCopy = place === undefined ? parent.isCopy : place !== this.#path(name);
      this.#push(handles, name, { isCopy, trie, level, stored, onlyIfKept });
    } catch (error) {
      this.#leave(handles);
      throw error;
    }
  }

  /** Why the directory of the current stat is not entered: it is the root of a filesystem that the source does not follow. */
  #refusal(parent: WalkFrame, name: string): SkippedMountFacts | undefined {
    const stat = this.#stat;
    if ((stat.attributes & StatAttribute.mountRoot) === 0 && deviceOf(stat) === parent.device) return undefined;
    const path = this.#path(name);
    return this.#options.mounts.refusal(path, this.#options.mounts.find(stat.mountId, path));
  }

  /** Makes the directory that `handles` has entered, and whose stat is the current one, the current frame. */
  #push(handles: HandleStack, name: string, { isCopy, trie, level, stored, onlyIfKept }: EnteredDirectory): void {
    const stat = this.#stat;
    const parent = this.#frames.at(-1);
    const device = deviceOf(stat);
    const filesystem = this.#filesystem(device);
    const stableInodes = parent?.device === device ? parent.stableInodes : (this.#options.mounts.find(stat.mountId, this.#path(name))?.stableInodes ?? true);
    const isYoung = mustReadAgain(stat.ctimeNs, Math.min(this.#options.clock(), this.#flushedMs));
    const { entry, partial } = this.#directoryEntry(handles.fd, name, filesystem, stableInodes, stored);
    if (partial !== undefined) this.#partial(name, partial);
    const entryReadAgain = isYoung || partial !== undefined;
    const whole = trie === undefined || trie.named;
    let names: readonly string[] = whole ? uniqueNames(readNames(handles.fd)) : [...trie.children.keys()].sort();
    if (whole && parent !== undefined) names = this.#withoutMarked(handles.fd, names, name, trie?.named === true);
    if (whole) names = this.#withoutDatabases(names, name, isCopy);
    const record = this.#records.begin(stored?.cursor.type === EntryType.directory ? stored.childOffset : undefined);
    const wholeLevel = level ?? (whole ? this.#options.selection.enter(this.#path(name)) : undefined);
    const { mounts, places } = this.#options;
    const untouched = whole && mounts.hasUntouched ? mounts.untouched(this.#path(name)) : undefined;
    const placesHere = places.hasAny ? places.in(this.#path(name)) : undefined;
    this.#frames.push({ name, names, next: 0, untouched, places: placesHere, isCopy, trie, level: wholeLevel, record, stored, entry, entryReadAgain, filesystem, device, stableInodes, onlyIfKept, kept: 0 });
  }

  /** The entry of the open directory, without its content; undefined when it is the stored one as it is. `partial`: see {@link FileReader.readDirectory}. */
  #directoryEntry(fd: number, name: string, filesystem: number, stableInodes: boolean, stored: CachedDirectory | undefined): { readonly entry: Entry | undefined; readonly partial: PosixError | undefined } {
    if (stored === undefined || this.#options.forceRead || !mayReuse(stored.cursor, stored.readAgain, this.#stat, stableInodes, this.#none)) {
      return this.#reader.readDirectory(fd, name, this.#stat, filesystem);
    }
    const isCurrent = isCurrentEntry(stored.cursor, this.#stat, filesystem, this.#reader);
    return { entry: isCurrent ? undefined : currentEntry(stored.cursor.entry(), this.#stat, filesystem, this.#reader), partial: undefined };
  }

  /** Puts the mount point into the archive, empty: it must be there after a restore. It is not touched, so its attributes are not known. */
  #skipMount(parent: WalkFrame, name: string, refusal: SkippedMountFacts): void {
    this.#report.skippedMount(refusal);
    const entry = this.#reader.describe(name, this.#stat, this.#filesystem(deviceOf(this.#stat)));
    const empty = this.#records.finish(this.#records.begin(undefined));
    parent.record.add({ ...entry, content: { kind: 'directory', node: empty.node } }, true, empty.cacheOffset);
    parent.kept++;
    this.#counters.add('directories');
  }

  #withoutMarked(fd: number, names: readonly string[], directory: string, isNamedPath: boolean): readonly string[] {
    const marker = findMarker(fd, this.#options.selection.skipsContents(names, isNamedPath));
    if (marker === undefined) return names;
    const path = this.#path(directory);
    const kept = marker.keepsMarker ? [marker.fileName] : [];
    for (const name of names) {
      if (kept.includes(name)) continue;
      this.#counters.add('excluded');
      this.#report.excluded(`${path}/${name}`, marker.exclusion);
    }
    return kept;
  }

  #withoutDatabases(names: readonly string[], directory: string, isCopy: boolean): readonly string[] {
    // A server's own files are what is asked for.
    if (this.#options.live || !mayHoldDatabase(names)) return names;
    const verdict = judgeDatabases(this.#path(directory), names, this.#options.databases, isCopy);
    for (const database of verdict.uncovered) this.#report.uncovered(database);
    for (const database of verdict.leftOut) this.#report.leftOut(database);
    return verdict.names;
  }

  #addDirectory(parent: WalkFrame | undefined, first: DirectoryRecord, frame: WalkFrame, finished: FinishedDirectory): void {
    if (frame.onlyIfKept && frame.kept === 0) return;
    this.#counters.add('directories');
    const record = parent?.record ?? first;
    const { entry, entryReadAgain, stored } = frame;
    // The walk below has left the cursor of the directory above where it was.
    if (entry === undefined && stored !== undefined && !entryReadAgain && !this.#options.dryRun && stored.cursor.isOfNode(finished.node)) {
      record.keep(stored, finished.cacheOffset);
    } else {
      const known = entry ?? stored?.cursor.entry();
      if (known === undefined) throw new StillpointError('INTERNAL', `a directory without an entry: ${frame.name}`);
      record.add({ ...known, content: { kind: 'directory', node: finished.node } }, entryReadAgain, finished.cacheOffset);
    }
    if (parent !== undefined) parent.kept++;
  }

  #leave(handles: HandleStack): void {
    try {
      handles.leave();
    } catch (error) {
      // The directory above was moved or replaced while the walk was below it: what is left of it cannot be reached under its old name.
      const frame = this.#frames.at(-1);
      if (frame === undefined) throw error;
      frame.next = frame.names.length;
      this.#counters.add('unreadable');
      this.#report.unreadable(this.#path(''), asPosixError(error));
    }
  }

  #unreadable(name: string, error: PosixError): void {
    this.#counters.add('unreadable');
    this.#report.unreadable(this.#path(name), error);
  }

  #filesystem(device: number): number {
    const known = this.#filesystems.get(device);
    if (known !== undefined) return known;
    const ordinal = this.#filesystems.size;
    this.#filesystems.set(device, ordinal);
    return ordinal;
  }

  /** Absolute path of `name` in the current directory; of that directory itself when `name` is empty. */
  #path(name: string): string {
    const names = this.#frames.slice(1).map((frame) => frame.name);
    if (name !== '') names.push(name);
    return `/${names.join('/')}`;
  }
}

/** A directory that the walk goes into. */
type EnteredDirectory = Pick<WalkFrame, 'isCopy' | 'trie' | 'level' | 'stored' | 'onlyIfKept'>;

function deviceOf(stat: StatBuffer): number {
  return stat.devMajor * 0x1_0000_0000 + stat.devMinor;
}

/** Where a filesystem is mounted: what flushed the one above has not flushed it. A btrfs subvolume is none. */
function isMountPoint(stat: StatBuffer, parent: WalkFrame): boolean {
  return (stat.attributesMask & StatAttribute.mountRoot) === 0 ? deviceOf(stat) !== parent.device : (stat.attributes & StatAttribute.mountRoot) !== 0;
}

/** Names in byte order. A directory that changes while it is listed may give one twice. */
function uniqueNames(names: string[]): readonly string[] {
  const sorted = names.sort();
  return sorted.some((name, index) => name === sorted[index + 1]) ? [...new Set(sorted)] : sorted;
}
