/**
 * Writes a planned restore into its target: walks what is to be restored, makes directories and entries, and lets windows of content be fetched and written by
 * other threads meanwhile. Never leaves its target, never follows a symlink in it, never leaves a half file under the name of one that it replaces.
 */
import { StillpointError } from '../errors.ts';
import { EntryType, type Entry } from '../format/entry.ts';
import { applyAttributes, applyEarlyFlags, applyMetadata, type NotApplied, type OwnerRule } from '../posix/apply-metadata.ts';
import { correctMetadata, hasMetadata } from '../posix/correct-metadata.ts';
import { raiseOpenFileLimit } from '../posix/limits.ts';
import { Owners } from '../posix/owners.ts';
import { PosixError } from '../posix/posix-error.ts';
import { StatBuffer, statFd } from '../posix/stat.ts';
import { showByteName } from '../text/byte-name.ts';

import type { NodeReader } from '../tree/node-reader.ts';
import { ContentLayout } from './content-layout.ts';
import { fullError, isFull } from './data-window.ts';
import { EntryWriter, type BegunFile, type Writing } from './entry-writer.ts';
import { HardLinks } from './hard-links.ts';
import { walkItem, type ItemEvent } from './item-walk.ts';
import { decide, decideDirectory, type Decision } from './overwrite-rule.ts';
import type { RestoreItem } from './restore-item.ts';
import type { RestorePlan } from './restore-plan.ts';
import { RestoreTally, type RestoreProgress, type RestoreReport } from './restore-report.ts';
import type { RestoreSource } from './restore-source.ts';
import { TargetDirectories } from './target-directories.ts';
import { placeOf } from './target-place.ts';
import { isDamage } from './tree-walk.ts';
import { WindowQueue } from './window-queue.ts';
import { WritePool } from './write-pool.ts';

/** `special` false leaves out devices, setuid and setgid bits and capabilities. `onProgress` is called often: throttle what it shows. */
export interface WriteOptions {
  readonly ownerRule?: OwnerRule;
  readonly special?: boolean;
  readonly onProgress?: (progress: RestoreProgress) => void;
  readonly signal?: AbortSignal;
}

const windowBytes = 256 * 1_048_576;
const windowSteps = 2000;
// Directories of the walk that are held open, and what else a process has.
const openDirectories = 200;
const otherHandles = 150;
// Between two looks at whether the window is full.
const chunksAtOnce = 256;
const specialBits = 0o6000;

/**
 * Writes everything of a plan that {@link assertRestorable} let pass. Resolves with the report, which names what could not be restored. Rejects with TARGET_FULL, TARGET_CONFLICT, TARGET_UNSAFE,
 * TARGET_NOT_WRITABLE, errors of the collector, or the signal's reason; files under way are then removed, complete ones stay.
 */
export async function writeRestore(plan: RestorePlan, source: RestoreSource, options: WriteOptions = {}): Promise<RestoreReport> {
  const tally = new RestoreTally();
  await using pool = WritePool.open(source.chunks.writerThread, source.nodes.keys.keys);
  const handles = raiseOpenFileLimit();
  for (const item of plan.request.items) {
    const { fd, fresh } = (plan.request.place ?? placeOf(plan.request.target)).make();
    using directories = new TargetDirectories(fd, fresh, openDirectories);
    const nodes = source.nodes.of(item.archive);
    const context = {
      chunks: source.chunks, key: nodes.key, pool, signal: options.signal,
      onBytes: (bytes: number) => {
        tally.bytes += bytes;
        options.onProgress?.(tally.progress);
      },
    };
    // Three windows may hold files open, and each of their files a directory.
    const steps = Math.max(8, Math.min(windowSteps, Math.floor((handles - openDirectories - otherHandles) / 6)));
    const windows = new WindowQueue(context, { steps, bytes: windowBytes });
    const writer = new ItemWriter(plan, item, nodes, directories, windows, tally, options);
    try {
      await writer.write();
    } catch (error) {
      throw error instanceof StillpointError && error.code === 'TARGET_FULL' ? new StillpointError('TARGET_FULL', `${showByteName(plan.request.target)} is full`, { hint: error.hint, cause: error }) : error;
    }
  }
  options.onProgress?.(tally.progress);
  return tally.report;
}

class ItemWriter {
  readonly #plan: RestorePlan;
  readonly #item: RestoreItem;
  readonly #archive: string;
  readonly #nodes: NodeReader;
  readonly #directories: TargetDirectories;
  readonly #windows: WindowQueue;
  readonly #tally: RestoreTally;
  readonly #options: WriteOptions;
  readonly #links = new HardLinks();
  readonly #writer: EntryWriter;
  readonly #attributes: { readonly ownerRule: OwnerRule; readonly owners: Owners };
  /** Levels below a directory that could not be made. */
  #skipped = 0;

  constructor(plan: RestorePlan, item: RestoreItem, nodes: NodeReader, directories: TargetDirectories, windows: WindowQueue, tally: RestoreTally, options: WriteOptions) {
    this.#plan = plan;
    this.#item = item;
    this.#archive = `${item.snapshot.id}:${item.archive.name}`;
    this.#nodes = nodes;
    this.#directories = directories;
    this.#windows = windows;
    this.#tally = tally;
    this.#options = options;
    this.#attributes = { ownerRule: item.archive.kind === 'stream' ? 'none' : (options.ownerRule ?? 'ids'), owners: new Owners() };
    this.#writer = new EntryWriter({ directories, windows, links: this.#links, tally, attributes: this.#attributes });
  }

  async write(): Promise<void> {
    try {
      for await (const event of walkItem(this.#item, this.#nodes, this.#plan.request.filter, this.#options.signal)) {
        if (event.kind === 'damaged') this.#tally.addProblem({ kind: 'damaged', path: event.path, code: event.error.code, text: `the directory cannot be read: ${event.error.message}` });
        else if (event.kind === 'entry') await this.#entry(event.entry, event.path);
        else if (event.kind === 'enter') this.#enter(event);
        else this.#leave(event.path);
        if (this.#windows.isFull) await this.#rotate();
      }
      const rootLease = this.#directories.takeRootLease();
      if (rootLease !== undefined) this.#windows.addFinisher(rootLease.close);
      await this.#windows.end();
      this.#writer.finishFlags();
    } catch (error) {
      // Leases of directories that the walk is still in are closed by leaving them.
      const leases = [this.#directories.takeRootLease()];
      while (this.#directories.depth > 0) leases.unshift(this.#directories.abandon());
      await this.#windows.undo();
      for (const lease of leases) lease?.close();
      throw error;
    }
  }

  async #rotate(): Promise<void> {
    this.#options.signal?.throwIfAborted();
    await this.#windows.rotate();
    this.#options.onProgress?.(this.#tally.progress);
  }

  #enter(event: Extract<ItemEvent, { kind: 'enter' | 'leave' }>): void {
    if (this.#skipped > 0) {
      this.#skipped++;
      return;
    }
    const { name, path, above } = event;
    const entry = event.entry === undefined ? undefined : this.#adjusted(event.entry);
    const rule = this.#plan.request.overwrite;
    try {
      const decision = decideDirectory(rule, this.#directories.find(name));
      // A directory on the way that was there keeps its metadata: a restore that goes on must not find one that has none yet.
      const prepare = above && entry !== undefined ? (fd: number) => { this.#prepareAbove(fd, entry); } : undefined;
      this.#directories.enter(name, entry, decision, !above && (rule === 'changed' || rule === 'always'), prepare);
      if (entry !== undefined && decision !== 'merge') this.#writer.noteMetadata(path, applyEarlyFlags(this.#directories.fd, entry));
    } catch (error) {
      if (!(error instanceof PosixError)) throw error;
      if (isFull(error.code)) throw fullError(error);
      this.#tally.addProblem({ kind: 'created', path, code: undefined, text: `neither it nor what is below could be restored: ${error.message}` });
      this.#skipped = 1;
    }
  }

  #leave(path: string): void {
    if (this.#skipped > 0) {
      this.#skipped--;
      return;
    }
    const { fresh, entry, lease } = this.#directories.leave();
    this.#tally.directories++;
    if (lease === undefined) return;
    this.#windows.addFinisher((undone) => {
      if (!undone && entry !== undefined) this.#writer.noteMetadata(path, this.#finishDirectory(lease.fd, entry, fresh));
      lease.close();
    });
  }

  #finishDirectory(fd: number, entry: Entry, fresh: boolean): NotApplied[] {
    const place = { directoryFd: fd, name: '.', fd };
    if (fresh) return applyMetadata(place, entry, this.#attributes);
    const stat = new StatBuffer();
    statFd(fd, stat);
    // An immutable one that is right refuses to be set anew.
    return hasMetadata(place, entry, this.#attributes, stat) ? [] : correctMetadata(place, entry, this.#attributes, stat);
  }

  /** Who is not root needs to write in it until it is left; what cannot be set is noted then. */
  #prepareAbove(fd: number, entry: Entry): void {
    const mode = process.geteuid?.() === 0 ? entry.mode : entry.mode | 0o700;
    applyAttributes({ directoryFd: fd, name: '.', fd }, { ...entry, mode }, this.#attributes);
  }

  async #entry(original: Entry, path: string): Promise<void> {
    if (this.#skipped > 0) return;
    const entry = this.#adjusted(original);
    if (entry === undefined) {
      this.#tally.leftOut++;
      return;
    }
    const decision = this.#decide(entry);
    const writing: Writing = { entry, path, archive: this.#archive, decision };
    if (decision === 'keep') {
      this.#writer.keep(writing);
      return;
    }
    const group = this.#links.find(this.#archive, entry);
    if (group !== undefined) this.#writer.link(writing, group);
    else if (decision === 'same') this.#writer.correct(writing);
    else if (entry.type !== EntryType.file) this.#writer.makeSpecial(writing);
    else await this.#file(writing);
  }

  #decide(entry: Entry): Decision {
    const decision = decide(this.#plan.request.overwrite, entry, this.#directories.find(entry.name), this.#directories.fd);
    // Who owned or could write a file in the meantime knows how to give it the right size and mtime: that must not become a program of its right owner's.
    return decision === 'same' && isPrivileged(entry) && !this.#writer.hasMetadata(entry) ? 'replace' : decision;
  }

  async #file(writing: Writing): Promise<void> {
    const file = this.#writer.beginFile(writing);
    if (file === undefined) return;
    try {
      await this.#addContent(file);
    } finally {
      this.#writer.finishFile(file);
    }
  }

  async #addContent(file: BegunFile): Promise<void> {
    const { entry } = file.writing;
    const { content } = entry;
    if (content.kind === 'inline') this.#tally.bytes += content.bytes.length;
    if (content.kind !== 'chunks' && content.kind !== 'list') return;
    const layout = new ContentLayout(entry.sizeBytes, entry.holes);
    try {
      if (content.kind === 'chunks') {
        this.#addChunks(file, layout, content.ids, content.lengths, 0, content.lengths.length);
      } else {
        for await (const leaf of this.#nodes.listChunks(content.node)) {
          // A leaf may stand for gigabytes.
          for (let first = 0; first < leaf.lengths.length; first += chunksAtOnce) {
            this.#addChunks(file, layout, leaf.ids, leaf.lengths, first, Math.min(first + chunksAtOnce, leaf.lengths.length));
            if (this.#windows.isFull) await this.#rotate();
          }
        }
      }
      layout.end();
    } catch (error) {
      if (!(error instanceof StillpointError) || !isDamage(error)) throw error;
      file.failure ??= error;
    }
  }

  #addChunks(file: BegunFile, layout: ContentLayout, ids: Uint8Array, lengths: readonly number[], first: number, end: number): void {
    for (let index = first; index < end; index++) {
      const length = lengths[index] ?? 0;
      this.#windows.addChunk(file, ids.subarray(index * 32, index * 32 + 32), layout.take(length), length);
    }
  }

  /** What `--no-special` makes of an entry; undefined when it is left out. */
  #adjusted(entry: Entry): Entry | undefined {
    if (this.#options.special !== false) return entry;
    if (entry.type === EntryType.charDevice || entry.type === EntryType.blockDevice) return undefined;
    const mode = entry.type === EntryType.directory ? entry.mode : entry.mode & ~specialBits;
    return { ...entry, mode, xattrs: entry.xattrs.filter((xattr) => xattr.name !== 'security.capability') };
  }
}

function isPrivileged({ type, mode, xattrs }: Entry): boolean {
  return type === EntryType.file && ((mode & specialBits) !== 0 || xattrs.some((xattr) => xattr.name === 'security.capability'));
}
