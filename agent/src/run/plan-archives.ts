/**
 * Reads the archives of all sources of a plan, one after another, and keeps what failed apart from what is whole.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { ARCHIVE_NAME_MAX_LENGTH, isArchiveName } from '@stillpoint/proto/format/archive-name.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import { showByteName } from '@stillpoint/proto/text/byte-name.ts';

import type { ReadArchive, ReaderNote } from '../pipeline/source-reader.ts';
import type { UploadPipeline } from '../pipeline/upload-pipeline.ts';
import { flushToDisk } from '../source/files/flush-to-disk.ts';
import { SYSTEM } from '../source/system/system-source.ts';
import { sourceFailures, type Source, type SourceArchive, type SourceRun, type StreamArchive, type StreamInput, type TreeArchive } from '../source/source.ts';
import type { DatabaseFiles, KnownDatabases } from '../source/files/database-directory.ts';
import type { WalkPlace } from '../source/files/walk-places.ts';
import type { ArchiveFacts, RunObserver } from './run-events.ts';
import type { RunReport } from './run-report.ts';

/** What reading needs besides the sources. */
export interface PlanArchivesOptions {
  readonly pipeline: UploadPipeline;
  readonly report: RunReport;
  readonly observer: RunObserver;
  readonly signal: AbortSignal;
  /** Archives of the plan's last snapshot. */
  readonly previous: readonly v1.ArchiveReference.$Properties[];
  /** Copies that were made at the still point, and are read in place of what lives; `copiedMs`: when they were begun, ms since 1970. */
  readonly copies: readonly WalkPlace[];
  readonly copiedMs: number;
  readonly databases: KnownDatabases;
  /** The agent's own, never backed up: byte strings. */
  readonly protectedPaths: readonly string[];
  readonly planFolder: string;
  /** Journal of confirmed records of an interrupted run, if there is one. */
  readonly resumeFile: string | undefined;
  readonly damagedIds: Uint8Array;
  readonly forceRead: boolean;
  readonly dryRun: boolean;
  readonly listExcluded: boolean;
}

const NOTHING = new Uint8Array(0);
/** Archives of a snapshot, and characters of all their names: what its record of 1 MiB has room for. */
const MAX_ARCHIVES = 4096;
const MAX_NAMES_LENGTH = 307_200;

/** An archive of the snapshot to be. */
export interface KeptArchive {
  readonly name: string;
  readonly node: Uint8Array;
  readonly root: Uint8Array;
}

export class PlanArchives {
  /** What is whole, in the plan's order. */
  readonly kept: KeptArchive[] = [];
  /** Tree caches that reading has written, without `.new`. */
  readonly cacheFiles: string[] = [];
  readonly #sources: readonly Source[];
  readonly #options: PlanArchivesOptions;
  readonly #run: SourceRun;

  constructor(sources: readonly Source[], options: PlanArchivesOptions) {
    const { report, signal, dryRun, planFolder } = options;
    this.#sources = sources;
    this.#options = options;
    this.#run = {
      signal,
      dryRun,
      folder: planFolder,
      warn: (code, path, text) => {
        report.warn(code, path, text);
      },
      missing: (code, path, text) => {
        report.missing(code, path, text);
      },
      unsettled: (note) => {
        report.unsettled(note);
      },
      version: (program, version) => {
        report.version(program, version);
      },
    };
  }

  /** Reads everything. Throws SOURCE_FAILED when nothing is whole, and what ends a run. */
  async read(): Promise<void> {
    for (const source of this.#sources) {
      // What it tells is for the files beside it: alone it is no backup.
      if (source.kind === SYSTEM && this.kept.length === 0 && !this.#options.dryRun) continue;
      const before = { kept: this.kept.length, caches: this.cacheFiles.length, facts: this.#options.report.archives.length };
      const isWhole = await this.#attempt(source, source.name, async () => {
        for await (const archive of source.archives(this.#run)) {
          const read = (): Promise<void> => this.#readArchive(source, archive);
          await (source.indivisible === true ? read() : this.#attempt(source, archive.name, read));
        }
      });
      if (!isWhole && source.indivisible === true) this.#drop(before);
    }
    const [failed] = this.#options.report.failedSources;
    if (this.kept.length === 0 && !this.#options.dryRun) {
      throw new StillpointError('SOURCE_FAILED', failed?.text ?? 'no source of the plan has anything to back up', { hint: 'see `stillpoint-agent check`; no snapshot was made' });
    }
  }

  /** Forgets what was read since; what of it was sent belongs to no snapshot. */
  #drop(before: { readonly kept: number; readonly caches: number; readonly facts: number }): void {
    this.kept.splice(before.kept);
    this.cacheFiles.splice(before.caches);
    this.#options.report.archives.splice(before.facts);
  }

  /** False when the work has failed, which costs the snapshot a source or an archive. */
  async #attempt(source: Source, name: string, work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof StillpointError) || !sourceFailures.has(error.code) || this.#options.signal.aborted) throw error;
      this.#options.report.failedSources.push({ name, kind: source.kind, code: error.code, text: error.message, hint: error.hint });
      return false;
    }
  }

  async #readArchive(source: Source, archive: SourceArchive): Promise<void> {
    this.#checkRoom(archive.name);
    const read = archive.kind === 'tree' ? await this.#readTree(source, archive) : await this.#readStream(source, archive);
    if (read === undefined) return;
    const { node, root, bytes } = read;
    this.kept.push({ name: archive.name, node, root });
    this.#observe({ name: archive.name, kind: kindOf(archive), sourceKind: source.kind, bytes });
  }

  /** The collector would refuse the whole snapshot. */
  #checkRoom(name: string): void {
    if (!isArchiveName(name)) throw new StillpointError('SOURCE_FAILED', `its archive would have a name of ${name.length} characters, and ${ARCHIVE_NAME_MAX_LENGTH} is the limit`, { hint: 'give it a shorter name or path' });
    const names = this.kept.reduce((sum, kept) => sum + kept.name.length, name.length);
    if (this.kept.length < MAX_ARCHIVES && names <= MAX_NAMES_LENGTH) return;
    throw new StillpointError('SOURCE_FAILED', `the snapshot has no room for it: there are ${this.kept.length} archives already (${MAX_ARCHIVES} is the limit, and ${MAX_NAMES_LENGTH} characters for their names)`, { hint: 'make two plans of this one' });
  }

  #observe(facts: ArchiveFacts): void {
    this.#options.report.archives.push(facts);
  }

  /** Nothing in a dry run: what a tool would write costs as much as a backup. */
  async #readStream(source: Source, archive: StreamArchive): Promise<ReadArchive | undefined> {
    const { name, description } = archive;
    if (this.#options.dryRun) {
      this.#observe({ name, kind: kindOf(archive), sourceKind: source.kind, bytes: undefined });
      return undefined;
    }
    await using stream = await archive.open();
    const read = await this.#readInput(source, archive, stream);
    const { said } = await stream.finish(read);
    // A dump of nothing is a few lines at least; that a command of the administrator's own writes nothing may be as it should be.
    if (read.bytes === 0) this.#options.report.warn('TOOL_WARNED', '', `${name}: ${description}: ended well and wrote nothing`);
    if (said !== '') this.#options.report.warn('TOOL_WARNED', '', `${name}: ${description}: ${said}`);
    return read;
  }

  async #readInput(source: Source, { name, contentClass, tar = false }: StreamArchive, stream: StreamInput): Promise<ReadArchive> {
    const request = { name, sourceKind: source.kind, contentClass, fd: stream.fd, stop: stream.stop.share };
    try {
      return await this.#options.pipeline.read(tar ? { ...request, kind: 'tar', spoolFile: `${this.#options.planFolder}/tar-${name}` } : { ...request, kind: 'stream' }, (note) => {
        this.#note(note);
      });
    } catch (error) {
      // Cut off, or given up at the tool's time limit: the tool knows best why.
      if (error instanceof StillpointError && (error.code === 'TOOL_FAILED' || stream.stop.stopped)) await stream.finish({ head: NOTHING, tail: NOTHING, bytes: 0 });
      throw error;
    }
  }

  async #readTree(source: Source, archive: TreeArchive): Promise<ReadArchive> {
    const { name, contentClass, files, live } = archive;
    const { pipeline, previous, planFolder, copies, databases, protectedPaths, resumeFile, damagedIds, forceRead, dryRun, listExcluded } = this.#options;
    // What a server must have on disk it has written there itself.
    const flushedMs = live?.settledMs ?? (dryRun ? 0 : await this.#flush(files.paths));
    const cacheFile = `${planFolder}/tree-${name}`;
    this.cacheFiles.push(cacheFile);
    return pipeline.read(
      {
        kind: 'tree',
        name,
        sourceKind: source.kind,
        contentClass,
        files,
        live,
        // They are older than what the server has done since.
        copies: live === undefined ? copies : [],
        databases,
        protectedPaths,
        cacheFile,
        previousArchive: previous.find((reference) => reference.name === name)?.node ?? undefined,
        resumeFile: live === undefined ? resumeFile : undefined,
        damagedIds,
        flushedMs,
        forceRead,
        dryRun,
        listExcluded,
      },
      (note) => {
        this.#note(note);
      },
    );
  }

  /** Writes the tree's filesystems to disk; gives when that began, or 0 when it did not succeed. */
  async #flush(paths: readonly string[]): Promise<number> {
    const startMs = Date.now();
    const failures = await flushToDisk(paths);
    for (const { path, error } of failures) {
      this.#options.report.warn('ENTRY_UNREADABLE', path, `the filesystem of ${showByteName(path)} could not be written to disk before the backup, so the next run reads every file again: ${error.message}`);
    }
    // What was copied has changed since only where nobody reads it, and everything else is as old as the flush.
    return failures.length === 0 ? Math.min(startMs, this.#options.copiedMs) : 0;
  }

  #note(note: ReaderNote): void {
    const { report, observer } = this.#options;
    switch (note.kind) {
      case 'unreadable':
        report.missing('ENTRY_UNREADABLE', note.path, note.text);
        return;
      case 'changed':
        report.warn('ENTRY_CHANGED', note.path, 'changed while it was read, three times; kept as it was read last');
        return;
      case 'warning':
        report.warn(note.code, '', note.text);
        return;
      case 'skippedMount':
        report.skippedMount(note.mount);
        return;
      case 'uncovered':
        report.warn('DATABASE_NOT_COVERED', note.database.path, describeUncovered(note.database));
        return;
      case 'leftOut': {
        const { path, kind, source } = note.database;
        report.skippedMount({ path, filesystem: kind, reason: `a database that source ${source} backs up` });
        return;
      }
      case 'excluded':
        observer.excluded(note.path, note.exclusion);
    }
  }
}

function describeUncovered({ kind, path }: DatabaseFiles): string {
  const lines = kind === 'sqlite' ? `[[plan.source]] kind = "sqlite", paths = ["${showByteName(path)}"]` : `[[plan.source]] kind = "${kind}"`;
  return `${showByteName(path)} is a ${databaseNames[kind]} database in use and read file by file while it changes, so it may not be one when it is restored; back it up with ${lines} (\`stillpoint-agent check --suggest\` shows more)`;
}

const databaseNames = { postgres: 'PostgreSQL', mariadb: 'MariaDB or MySQL', redis: 'Redis', sqlite: 'SQLite' } as const;

/** What it is in the snapshot. */
function kindOf(archive: SourceArchive): 'tree' | 'stream' {
  return archive.kind === 'tree' || archive.tar === true ? 'tree' : 'stream';
}
