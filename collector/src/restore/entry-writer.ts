/**
 * Makes single entries in the current directory of a target: files (whose content comes later), links, special files. Nothing that exists is overwritten in place:
 * what replaces something is made under a name of its own and renamed when it is complete.
 */
import { randomBytes } from 'node:crypto';

import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';
import { EntryType, type Entry } from '@stillpoint/proto/format/entry.ts';
import { applyAttributes, applyEarlyFlags, applyMetadata, applyTimes, type AttributeOptions, type NotApplied } from '@stillpoint/proto/posix/apply-metadata.ts';
import { createFileAt, makeNodeAt, makeSymlinkAt, renameAt, setFileSize, unlinkAt } from '@stillpoint/proto/posix/create.ts';
import { InodeFlag } from '@stillpoint/proto/posix/inode-flags.ts';
import { closeHandle, openForReading } from '@stillpoint/proto/posix/open-file.ts';
import { openDirectoryAt } from '@stillpoint/proto/posix/directory-handle.ts';
import { PosixError } from '@stillpoint/proto/posix/posix-error.ts';

import { dataRuns } from './content-layout.ts';
import { fullError, isFull, writeWhole, type OpenFile } from './data-window.ts';
import { linkToFirst, type HardLinks, type LinkGroup } from './hard-links.ts';
import { refuseObstacle, type TargetDirectories } from './target-directories.ts';
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

  /** Notes an entry that is right already, so that other names of it can be linked to it. */
  keep(writing: Writing): void {
    this.#context.links.begin(writing.archive, writing.entry, this.#context.directories.place(writing.entry.name));
  }

  /** Links a further name to a group's first member when that is finished. */
  link(writing: Writing, group: LinkGroup): void {
    const { directories, windows, tally } = this.#context;
    const { entry, path } = writing;
    refuseObstacle(writing.decision, entry.name);
    const lease = directories.lease();
    const name = this.#workingName(writing);
    windows.addFinisher((undone) => {
      if (undone) return;
      if (group.failed) {
        tally.addProblem({ kind: 'damaged', path, code: undefined, text: 'it is a hard link to an entry that could not be restored' });
        return;
      }
      this.#attempt(path, () => {
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
    const late = entry.hardLinked && (entry.inodeFlags & lockingFlags) !== 0;
    if (late) this.#lateFlags.push({ entry, path, group: file.group });
    this.#note(path, applyTimes({ directoryFd, name: entry.name, fd: file.fd }, late ? { ...entry, inodeFlags: entry.inodeFlags & ~lockingFlags } : entry));
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
    return writing.decision === 'replace' ? `.stillpoint-restore-${randomBytes(8).toString('hex')}` : writing.entry.name;
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
