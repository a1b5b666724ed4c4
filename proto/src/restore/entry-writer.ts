/**
 * Makes single entries in the current directory of a target: files (whose content comes later), links, special files. Nothing that exists is overwritten in place:
 * what replaces something is made under a name of its own and renamed when it is complete.
 */
import { StillpointError, systemErrorCode } from '../errors.ts';
import { EntryType, type Entry } from '../format/entry.ts';
import { applyAttributes, applyEarlyFlags, applyMetadata, applyTimes, type AttributeOptions, type NotApplied } from '../posix/apply-metadata.ts';
import { correctMetadata, hasMetadata } from '../posix/correct-metadata.ts';
import { createFileAt, makeNodeAt, makeSymlinkAt, renameAt, setFileSize, unlinkAt } from '../posix/create.ts';
import { InodeFlag } from '../posix/inode-flags.ts';
import { closeHandle, openForReading, tryOpenForReading } from '../posix/open-file.ts';
import { openDirectoryAt } from '../posix/directory-handle.ts';
import type { ObjectPlace } from '../posix/object-place.ts';
import { errnoNumbers, PosixError } from '../posix/posix-error.ts';
import { StatBuffer, statAt, statFd } from '../posix/stat.ts';
import { showByteName } from '../text/byte-name.ts';

import { dataRuns } from './content-layout.ts';
import { fullError, isFull, writeWhole, type OpenFile } from './data-window.ts';
import { isLinkedToFirst, linkToFirst, type HardLinks, type LinkGroup } from './hard-links.ts';
import { refuseObstacle, unfinishedName, type TargetDirectories } from './target-directories.ts';
import type { Decision } from './overwrite-rule.ts';
import type { RestoreTally } from './restore-report.ts';
import type { WindowQueue } from './window-queue.ts';

/** What an entry writer works with. */
export interface EntryWriterContext {
  readonly directories: TargetDirectories;
  readonly windows: WindowQueue;
  readonly links: HardLinks;
  readonly tally: RestoreTally;
  readonly attributes: AttributeOptions;
}

/** An entry on its way: `path` is that in the archive, for messages; `archive` tells groups of hard links of several archives apart. */
export interface Writing {
  readonly entry: Entry;
  readonly path: string;
  readonly archive: string;
  readonly decision: Decision;
}

const lockingFlags = InodeFlag.immutable | InodeFlag.append;

/** One for each restore. */
export class EntryWriter {
  readonly #context: EntryWriterContext;
  /** Hard-linked files that take no further link once their flags are set. */
  readonly #lateFlags: { readonly entry: Entry; readonly path: string; readonly group: LinkGroup }[] = [];

  constructor(context: EntryWriterContext) {
    this.#context = context;
  }

  /** Notes an entry that stays as it is, so that other names of it can be linked to it. */
  keep(writing: Writing): void {
    this.#context.links.begin(writing.archive, writing.entry, this.#context.directories.place(writing.entry.name));
    this.#context.tally.kept++;
  }

  /** True when what is called so in the current directory has the entry's metadata; false when that cannot be told. */
  hasMetadata(entry: Entry): boolean {
    try {
      return withPlace(this.#context.directories.fd, entry, (place, stat) => hasMetadata(place, entry, this.#context.attributes, stat));
    } catch (error) {
      if (error instanceof PosixError) return false;
      throw error;
    }
  }

  /** Sets the metadata of an entry whose content is right already, where it is not; other names of it can be linked to it. */
  correct(writing: Writing): void {
    const { directories, links } = this.#context;
    this.#correct(writing, directories.fd, links.begin(writing.archive, writing.entry, directories.place(writing.entry.name)));
  }

  /** Links a further name to a group's first member when that is finished. */
  link(writing: Writing, group: LinkGroup): void {
    const { directories, windows, tally } = this.#context;
    const { entry, path, decision } = writing;
    refuseObstacle(decision, entry.name);
    const lease = directories.lease();
    const name = this.#workingName(writing);
    const place = directories.place(entry.name);
    windows.addFinisher((undone) => {
      if (undone) return;
      if (group.failed) {
        // Its content is right, whatever became of the first name.
        if (decision === 'same') this.#correct(writing, lease.fd, { place, failed: false });
        else tally.addProblem({ kind: 'damaged', path, code: undefined, text: 'it is a hard link to an entry that could not be restored' });
        return;
      }
      this.#attempt(path, () => {
        if (decision === 'same' && isLinkedToFirst(directories.rootFd, group, lease.fd, entry.name)) {
          tally.same++;
          return;
        }
        linkToFirst(directories.rootFd, group, lease.fd, name);
        if (name !== entry.name) replaceByLink(lease.fd, name, entry.name);
        this.#count(entry);
      });
    });
  }

  /** Makes anything but files and directories, complete. */
  makeSpecial(writing: Writing): void {
    const { directories, attributes, tally, links } = this.#context;
    const { entry, path, archive } = writing;
    refuseObstacle(writing.decision, entry.name);
    const name = this.#workingName(writing);
    const group = links.begin(archive, entry, directories.place(entry.name));
    group.failed = !this.#attempt(path, () => {
      const { fd } = directories;
      if (entry.type === EntryType.symlink) makeSymlinkAt(fd, name, entry.target);
      else makeNodeAt(fd, name, entry.type, 0o600, entry.rdevMajor, entry.rdevMinor);
      this.#note(path, applyMetadata({ directoryFd: fd, name, fd: undefined }, entry, attributes));
      if (name !== entry.name) rename(fd, name, entry.name);
      tally.others++;
    });
  }

  /**
   * Makes a file and writes what content lies in the entry; chunks are the caller's to add to the window, and then {@link finishFile}. Undefined when the file could
   * not be made, which is noted.
   */
  beginFile(writing: Writing): BegunFile | undefined {
    const { directories, links } = this.#context;
    const { entry, path, archive } = writing;
    refuseObstacle(writing.decision, entry.name);
    const group = links.begin(archive, entry, directories.place(entry.name));
    const name = this.#workingName(writing);
    let fd = -1;
    const made = this.#attempt(path, () => {
      fd = createFileAt(directories.fd, name, 0o600);
    });
    if (!made) {
      group.failed = true;
      return undefined;
    }
    const file: BegunFile = { fd, failure: undefined, writing, name, group };
    try {
      this.#note(path, applyEarlyFlags(fd, entry));
      // Whatever is not written is a hole.
      if (entry.holes.length > 0 || entry.content.kind === 'none') setFileSize(fd, entry.sizeBytes);
      if (entry.content.kind === 'inline') this.#writeInline(file, entry.content.bytes);
    } catch (error) {
      const errno = systemErrorCode(error);
      if (errno === undefined || isFull(errno)) {
        closeHandle(fd);
        unlinkAt(directories.fd, name);
        throw isFull(errno) ? fullError(error) : error;
      }
      file.failure = new StillpointError('RESTORE_INCOMPLETE', `its content could not be written (${errno})`, { cause: error });
    }
    return file;
  }

  /** Adds the step that gives a complete file its metadata and name, and removes one that is not whole. */
  finishFile(file: BegunFile): void {
    const { directories, windows, tally } = this.#context;
    const lease = directories.lease();
    const { entry, path } = file.writing;
    windows.addFinisher((undone) => {
      if (undone || file.failure !== undefined) {
        closeHandle(file.fd);
        unlinkAt(lease.fd, file.name);
        file.group.failed = true;
        if (file.failure !== undefined) tally.addProblem({ kind: 'damaged', path, code: file.failure.code, text: file.failure.message });
        return;
      }
      this.#attempt(path, () => {
        try {
          this.#complete(file, lease.fd);
        } finally {
          closeHandle(file.fd);
        }
        this.#count(entry);
      });
    });
  }

  /** After everything else: flags of hard-linked files that forbid changes. */
  finishFlags(): void {
    const { directories } = this.#context;
    for (const { entry, path, group } of this.#lateFlags) {
      if (group.failed) continue;
      this.#attempt(path, () => {
        let directoryFd = directories.rootFd;
        const opened: number[] = [];
        try {
          for (const name of group.place.slice(0, -1)) opened.push((directoryFd = openDirectoryAt(directoryFd, name)));
          const fd = openForReading(directoryFd, entry.name);
          opened.push(fd);
          this.#note(path, applyTimes({ directoryFd, name: entry.name, fd }, entry));
        } finally {
          for (const fd of opened) closeHandle(fd);
        }
      });
    }
  }

  /** Notes metadata that could not be set. */
  #note(path: string, missed: readonly NotApplied[]): void {
    for (const { what, reason } of missed) this.#context.tally.addProblem({ kind: 'metadata', path, code: undefined, text: `${what} not set: ${reason}` });
  }

  noteMetadata(path: string, missed: readonly NotApplied[]): void {
    this.#note(path, missed);
  }

  /** The time comes last: a file that is not complete never has the one it should have, and is known by that. */
  #complete(file: BegunFile, directoryFd: number): void {
    const { entry, path } = file.writing;
    this.#note(path, applyAttributes({ directoryFd, name: file.name, fd: file.fd }, entry, this.#context.attributes));
    if (file.name !== entry.name) rename(directoryFd, file.name, entry.name);
    this.#note(path, applyTimes({ directoryFd, name: entry.name, fd: file.fd }, this.#withoutLateFlags(file.writing, file.group)));
  }

  /** What is set of an entry now; flags that would forbid further links are noted for {@link finishFlags}. */
  #withoutLateFlags({ entry, path }: Writing, group: LinkGroup): Entry {
    if (!entry.hardLinked || (entry.inodeFlags & lockingFlags) === 0) return entry;
    this.#lateFlags.push({ entry, path, group });
    return { ...entry, inodeFlags: entry.inodeFlags & ~lockingFlags };
  }

  #correct(writing: Writing, directoryFd: number, group: LinkGroup): void {
    const { attributes, tally } = this.#context;
    const { entry, path } = writing;
    this.#attempt(path, () => {
      withPlace(directoryFd, entry, (place, stat) => {
        if (hasMetadata(place, entry, attributes, stat)) {
          tally.same++;
          return;
        }
        const missed = correctMetadata(place, this.#withoutLateFlags(writing, group), attributes, stat);
        if (missed.length === 0) tally.corrected++;
        this.#note(path, missed);
      });
    });
  }

  #writeInline(file: BegunFile, bytes: Uint8Array): void {
    const { entry } = file.writing;
    if (bytes.length === entry.sizeBytes) {
      writeWhole(file.fd, bytes, 0);
      return;
    }
    let taken = 0;
    for (const run of dataRuns(entry.sizeBytes, entry.holes)) {
      writeWhole(file.fd, bytes.subarray(taken, taken + run.length), run.offset);
      taken += run.length;
    }
    if (taken !== bytes.length) file.failure = new StillpointError('NODE_CORRUPT', `it has ${bytes.length} bytes of content for ${taken}`);
  }

  /** False when the target refused it, which is then noted; a full target and everything that is no answer of the system is thrown. */
  #attempt(path: string, act: () => void): boolean {
    try {
      act();
      return true;
    } catch (error) {
      if (!(error instanceof PosixError)) throw error;
      if (isFull(error.code)) throw fullError(error);
      if (error.code === 'EEXIST') throw new StillpointError('TARGET_CONFLICT', `an entry appeared in the target while the restore ran: ${error.message}`, { hint: 'choose --overwrite changed to go on', cause: error });
      this.#context.tally.addProblem({ kind: 'created', path, code: undefined, text: error.message });
      return false;
    }
  }

  #count(entry: Entry): void {
    if (entry.type === EntryType.file) this.#context.tally.files++;
    else this.#context.tally.others++;
  }

  #workingName(writing: Writing): string {
    // A name whose content is right is replaced only by a link.
    return writing.decision === 'replace' || writing.decision === 'same' ? unfinishedName() : writing.entry.name;
  }
}

/** Calls `act` with an entry that is there, open when it is a file that may be read, and its stat. Throws PosixError. */
function withPlace<T>(directoryFd: number, { name, type }: Entry, act: (place: ObjectPlace, stat: StatBuffer) => T): T {
  const stat = new StatBuffer();
  const opened = type === EntryType.file ? tryOpenForReading(directoryFd, name) : -1;
  const fd = opened < 0 ? undefined : opened;
  try {
    if (fd === undefined) statAt(directoryFd, name, stat);
    else statFd(fd, stat);
    if (stat.type !== type) throw new PosixError('statx', errnoNumbers['ESTALE'] ?? 116, showByteName(name));
    return act({ directoryFd, name, fd }, stat);
  } finally {
    if (fd !== undefined) closeHandle(fd);
  }
}

/** Gives a complete entry the name of what it replaces; when that is refused, nothing of it stays. */
function rename(directoryFd: number, from: string, to: string): void {
  try {
    renameAt(directoryFd, from, directoryFd, to);
  } catch (error) {
    unlinkAt(directoryFd, from);
    throw error;
  }
}

/** As {@link rename}; when both were names of one object already, the kernel does nothing and leaves both. */
function replaceByLink(directoryFd: number, from: string, to: string): void {
  rename(directoryFd, from, to);
  try {
    unlinkAt(directoryFd, from);
  } catch (error) {
    if (!(error instanceof PosixError) || error.code !== 'ENOENT') throw error;
  }
}

/** A file that was made under `name` and waits for its content. */
export interface BegunFile extends OpenFile {
  readonly writing: Writing;
  readonly name: string;
  readonly group: LinkGroup;
}
