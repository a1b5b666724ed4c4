/**
 * The walk of a `files` source: from the root to the named paths and through everything below them, in byte order of names, beside the stored
 * tree of the last snapshot. Synchronous, with an explicit stack: depth is bounded by memory only. Gives the tree's first node.
 */
import type { Entry } from '@stillpoint/proto/format/entry.ts';
import { EntryType } from '@stillpoint/proto/format/entry.ts';
import { openDirectory, readNames } from '@stillpoint/proto/posix/directory-handle.ts';
import { HandleStack } from '@stillpoint/proto/posix/handle-stack.ts';
import { libc } from '@stillpoint/proto/posix/libc.ts';
import { PosixError } from '@stillpoint/proto/posix/posix-error.ts';
import { StatAttribute, StatBuffer, statFd, tryStatAt } from '@stillpoint/proto/posix/stat.ts';

import type { RunCounters } from '../../pipeline/run-counters.ts';
import type { CachedDirectory, CachedEntry } from '../../pipeline/tree-cache.ts';
import type { SelectionLevel } from '../../selection/selection.ts';
import { DirectoryRecords, type DirectoryRecord, type FinishedDirectory, type NodeStore } from './directory-record.ts';
import type { FileReader } from './file-reader.ts';
import { findMarker } from './marked-directory.ts';
import { pathTrie, type PathTrie } from './path-trie.ts';
import { mayReuse, mustReadAgain, type StoredEntry } from './reuse-rule.ts';
import type { FilesWalkOptions, WalkReport } from './walk-report.ts';

interface Frame {
  readonly name: string;
  readonly names: readonly string[];
  next: number;
  /** Leads to named paths: only these names are visited, and nothing is excluded. */
  readonly trie: PathTrie | undefined;
  readonly level: SelectionLevel | undefined;
  readonly stored: CachedDirectory | undefined;
  readonly record: DirectoryRecord;
  readonly entry: Entry;
  readonly entryReadAgain: boolean;
  readonly filesystem: number;
  readonly device: string;
  readonly stableInodes: boolean;
  /** The directory itself is only wanted if something below it is. */
  readonly onlyIfKept: boolean;
  kept: number;
}

/** Hard-linked objects of which further names are awaited. Beyond, a name is read like any other, which costs time only. */
const HARD_LINKS_REMEMBERED = 5000;

interface AwaitedLink extends StoredEntry {
  awaited: number;
}

export class FilesWalk {
  readonly #options: FilesWalkOptions;
  readonly #store: NodeStore;
  readonly #records: DirectoryRecords;
  readonly #reader: FileReader;
  readonly #report: WalkReport;
  readonly #counters: RunCounters;
  readonly #stat = new StatBuffer();
  readonly #frames: Frame[] = [];
  readonly #filesystems = new Map<string, number>();
  readonly #hardLinks = new Map<string, AwaitedLink>();

  constructor(options: FilesWalkOptions, store: NodeStore, reader: FileReader, report: WalkReport, counters: RunCounters) {
    this.#options = options;
    this.#store = store;
    this.#records = new DirectoryRecords(store);
    this.#reader = reader;
    this.#report = report;
    this.#counters = counters;
  }

  /** Walks everything. Returns the archive's first directory node, whose one entry is the root directory. */
  run(): FinishedDirectory {
    const storedRoot = this.#options.stored?.root();
    const first = this.#records.begin(storedRoot);
    using handles = new HandleStack(openDirectory('/', { follow: false }));
    statFd(handles.fd, this.#stat);
    const device = deviceOf(this.#stat);
    this.#push(handles, '', pathTrie(this.#options.selection.paths), undefined, storedRoot?.find(''), device, false);
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

  #visit(handles: HandleStack, frame: Frame, name: string): void {
    const result = tryStatAt(handles.fd, name, this.#stat);
    if (result < 0) {
      const error = new PosixError('statx', result, name);
      // Gone between the listing and now: as if it had gone before. A named path that is not there was reported before the walk.
      if (error.code !== 'ENOENT') this.#unreadable(name, error);
      return;
    }
    const isDirectory = this.#stat.type === EntryType.directory;
    const trie = frame.trie?.children.get(name);
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
    const cached = frame.stored?.find(name);
    if (isDirectory) this.#enter(handles, frame, name, trie, cached, onlyIfKept);
    else this.#file(handles.fd, frame, name, cached);
  }

  #file(dirfd: number, frame: Frame, name: string, cached: CachedEntry | undefined): void {
    const stat = this.#stat;
    const counter = stat.type === EntryType.file ? 'files' : 'others';
    if (this.#options.dryRun) {
      this.#counters.add(counter);
      if (counter === 'files') this.#counters.add('bytes', stat.sizeBytes);
      return;
    }
    const reused = this.#reusable(frame, name, cached);
    if (reused !== undefined) {
      this.#counters.add(counter);
      this.#counters.add('bytes', reused.sizeBytes);
      if (counter === 'files') this.#counters.add('filesReused');
      frame.record.add(reused, false);
      frame.kept++;
      return;
    }
    const linkKey = stat.nlink > 1 ? `${frame.device}:${stat.inode}` : undefined;
    const linked = linkKey === undefined ? undefined : this.#hardLinks.get(linkKey);
    if (linkKey !== undefined && linked !== undefined && mayReuse({ entry: linked.entry, readAgain: false }, stat, true, this.#store.damaged)) {
      if (--linked.awaited === 0) this.#hardLinks.delete(linkKey);
      this.#addRead(frame, { ...linked.entry, name }, linked.readAgain);
      return;
    }
    try {
      const read = this.#reader.read(dirfd, name, stat, frame.filesystem);
      if (read.partial !== undefined) this.#partial(name, read.partial);
      const readAgain = read.entry.changed || mustReadAgain(read.entry.ctimeNs, read.readStartMs);
      this.#addRead(frame, read.entry, readAgain);
      if (read.entry.changed) {
        this.#counters.add('changed');
        this.#report.changed(this.#path(name));
      } else if (read.entry.type === EntryType.file) {
        this.#report.read(this.#path(name), read, readAgain);
      }
      if (linkKey !== undefined && this.#hardLinks.size < HARD_LINKS_REMEMBERED && !read.entry.changed) {
        this.#hardLinks.set(linkKey, { entry: read.entry, readAgain, awaited: stat.nlink - 1 });
      }
    } catch (error) {
      this.#unreadable(name, asPosixError(error));
    }
  }

  #addRead(frame: Frame, entry: Entry, readAgain: boolean): void {
    this.#counters.add(entry.type === EntryType.file ? 'files' : 'others');
    this.#counters.add('bytes', entry.sizeBytes);
    frame.record.add(entry, readAgain);
    frame.kept++;
  }

  /** The stored entry, or the one that an interrupted run finished, when it may stand for the object of the current stat. */
  #reusable(frame: Frame, name: string, cached: CachedEntry | undefined): Entry | undefined {
    if (this.#options.forceRead) return undefined;
    const stat = this.#stat;
    let entry: Entry | undefined;
    if (cached !== undefined && mayReuse(cached, stat, frame.stableInodes, this.#store.damaged)) {
      ({ entry } = cached);
    } else if (this.#options.resume !== undefined) {
      const resumed = this.#options.resume.find(this.#path(name));
      if (resumed !== undefined && mayReuse(resumed, stat, frame.stableInodes, this.#store.damaged)) {
        ({ entry } = resumed);
        this.#counters.add('resumedFiles');
      }
    }
    return entry === undefined ? undefined : this.#current(entry, name, frame.filesystem);
  }

  /** A stored entry with what is not part of its stat: the owners' names may have changed, filesystems may have been mounted in another order. */
  #current(entry: Entry, name: string, filesystem: number): Entry {
    const user = this.#reader.userName(entry.uid);
    const group = this.#reader.groupName(entry.gid);
    return entry.user === user && entry.group === group && entry.filesystem === filesystem && entry.name === name ? entry : { ...entry, name, user, group, filesystem };
  }

  #readDirectory(fd: number, name: string, filesystem: number): Entry {
    const { entry, partial } = this.#reader.readDirectory(fd, name, this.#stat, filesystem);
    if (partial !== undefined) this.#partial(name, partial);
    return entry;
  }

  #partial(name: string, error: PosixError): void {
    this.#counters.add('unreadable');
    this.#report.partial(this.#path(name), error);
  }

  #enter(handles: HandleStack, parent: Frame, name: string, trie: PathTrie | undefined, cached: CachedEntry | undefined, onlyIfKept: boolean): void {
    const stat = this.#stat;
    const device = deviceOf(stat);
    const isMount = (stat.attributes & StatAttribute.mountRoot) !== 0 || device !== parent.device;
    const { mountId } = stat;
    const opened = handles.tryEnter(name);
    if (opened < 0) {
      this.#unreadable(name, new PosixError('openat', opened, name));
      return;
    }
    const below = trie === undefined && (parent.trie === undefined || parent.trie.named);
    if (isMount && below) {
      const path = this.#path(name);
      const refusal = this.#options.mounts.refusal(path, this.#options.mounts.find(mountId, path));
      if (refusal !== undefined) {
        this.#report.skippedMount(refusal);
        this.#skipContents(handles, parent, name, device);
        return;
      }
      libc.syncfs(opened);
    }
    const level = below || trie?.named === true ? (parent.level?.enter(name) ?? this.#options.selection.enter(this.#path(name))) : undefined;
    this.#push(handles, name, trie, level, cached, device, onlyIfKept);
  }

  /** Reads the directory that `handles` has entered and makes it the current frame. */
  #push(handles: HandleStack, name: string, trie: PathTrie | undefined, level: SelectionLevel | undefined, cached: CachedEntry | undefined, device: string, onlyIfKept: boolean): void {
    const parent = this.#frames.at(-1);
    const path = parent === undefined ? '/' : this.#path(name);
    try {
      const stat = this.#stat;
      statFd(handles.fd, stat);
      const filesystem = this.#filesystem(device);
      const stableInodes = parent?.device === device ? parent.stableInodes : (this.#options.mounts.find(stat.mountId, path)?.stableInodes ?? true);
      const entryReadAgain = mustReadAgain(stat.ctimeNs, this.#options.clock());
      const known = cached !== undefined && !this.#options.forceRead && mayReuse({ entry: cached.entry, readAgain: cached.readAgain }, stat, stableInodes, new Set());
      const entry = known ? this.#current(cached.entry, name, filesystem) : this.#readDirectory(handles.fd, name, filesystem);
      const whole = trie === undefined || trie.named;
      let names: readonly string[] = whole ? readNames(handles.fd).sort() : [...trie.children.keys()].sort();
      if (whole && parent !== undefined) names = this.#withoutMarked(handles.fd, names, path, trie?.named === true);
      const stored = cached?.entry.type === EntryType.directory ? this.#options.stored?.directory(cached.childOffset) : undefined;
      const record = this.#records.begin(stored);
      const wholeLevel = level ?? (whole ? this.#options.selection.enter(path) : undefined);
      this.#frames.push({ name, names, next: 0, trie, level: wholeLevel, stored, record, entry, entryReadAgain, filesystem, device, stableInodes, onlyIfKept, kept: 0 });
    } catch (error) {
      if (parent === undefined) throw error;
      this.#leave(handles);
      this.#unreadable(name, asPosixError(error));
    }
  }

  /** Puts the directory itself into the archive, empty: a mount point must be there after a restore. */
  #skipContents(handles: HandleStack, parent: Frame, name: string, device: string): void {
    try {
      statFd(handles.fd, this.#stat);
      const entry = this.#readDirectory(handles.fd, name, this.#filesystem(device));
      const empty = this.#records.finish(this.#records.begin(undefined));
      parent.record.add({ ...entry, content: { kind: 'directory', node: empty.node } }, true, empty.cacheOffset);
      parent.kept++;
      this.#counters.add('directories');
    } catch (error) {
      this.#unreadable(name, asPosixError(error));
    } finally {
      this.#leave(handles);
    }
  }

  #withoutMarked(fd: number, names: readonly string[], path: string, isNamedPath: boolean): readonly string[] {
    const marker = findMarker(fd, this.#options.selection.skipsContents(names, isNamedPath));
    if (marker === undefined) return names;
    const kept = marker.keepsMarker ? [marker.fileName] : [];
    for (const name of names) {
      if (kept.includes(name)) continue;
      this.#counters.add('excluded');
      this.#report.excluded(`${path === '/' ? '' : path}/${name}`, marker.exclusion);
    }
    return kept;
  }

  #addDirectory(parent: Frame | undefined, first: DirectoryRecord, frame: Frame, finished: FinishedDirectory): void {
    if (frame.onlyIfKept && frame.kept === 0) return;
    this.#counters.add('directories');
    const entry: Entry = { ...frame.entry, content: { kind: 'directory', node: finished.node } };
    (parent?.record ?? first).add(entry, frame.entryReadAgain, finished.cacheOffset);
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

  #filesystem(device: string): number {
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

function deviceOf(stat: StatBuffer): string {
  return `${stat.devMajor}:${stat.devMinor}`;
}

/** What reading an object may fail with; everything else is a defect and ends the run. */
function asPosixError(error: unknown): PosixError {
  if (error instanceof PosixError) return error;
  if (error instanceof Error && 'errno' in error && typeof error.errno === 'number' && 'syscall' in error) return new PosixError(String(error.syscall), error.errno);
  throw error;
}
