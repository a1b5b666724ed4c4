/**
 * One run of a plan, from the lock to the committed snapshot. The data flow is in ../pipeline/upload-pipeline.ts.
 */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import type { Channel } from '@stillpoint/proto/rpc/client.ts';
import { showByteName } from '@stillpoint/proto/text/byte-name.ts';

import type { AgentConfig, FilesSourceConfig, PlanConfig } from '../config/agent-config.ts';
import { openCollector } from '../identity/collector-connection.ts';
import type { EnrolledAgent } from '../identity/enrolled-agent.ts';
import { hello } from '../identity/hello.ts';
import type { StateDirectory } from '../identity/state-directory.ts';
import { BackupSession } from '../pipeline/backup-session.ts';
import { JournalWriter, removeJournal } from '../pipeline/journal.ts';
import { ReaderThread } from '../pipeline/reader-thread.ts';
import { RunCounters } from '../pipeline/run-counters.ts';
import type { ReaderNote } from '../pipeline/source-reader.ts';
import { adoptTreeCache } from '../pipeline/tree-cache-writer.ts';
import { UploadPipeline } from '../pipeline/upload-pipeline.ts';
import { flushToDisk } from '../source/files/flush-to-disk.ts';
import { findLinks } from '../source/files/linked-paths.ts';
import { checkRequiredMounts, findNamedPaths, type RequiredMounts } from '../source/files/named-paths.ts';
import { findCommitted } from './lost-commit.ts';
import { confirmJournal } from './resume-journal.ts';
import type { RunObserver, RunOutcome, RunProgress, RunRequest } from './run-events.ts';
import { RunReport } from './run-report.ts';

/** Whose run it is. */
export interface RunContext {
  readonly config: AgentConfig;
  readonly plan: PlanConfig;
  readonly agent: EnrolledAgent;
  readonly stateDirectory: StateDirectory;
}

const PROGRESS_INTERVAL_MS = 250;
const none = new Uint8Array(0);

/**
 * Runs a plan. Throws RUN_ACTIVE, MOUNT_MISSING, SOURCE_FAILED (no source gave anything), RUN_CANCELLED, and what connecting and the session throw; then nothing is
 * visible at the collector and the next run goes on from the journal.
 */
export async function runPlan(context: RunContext, request: RunRequest, observer: RunObserver): Promise<RunOutcome> {
  const { plan, stateDirectory } = context;
  using _lock = stateDirectory.lockPlan(plan.name);
  const run = new PlanRun(context, request, observer, checkRequiredMounts(requiredMounts(plan)));
  try {
    return request.dryRun ? await run.walkOnly() : await run.backUp();
  } catch (error) {
    if (request.signal.aborted) {
      throw new StillpointError('RUN_CANCELLED', `the run of plan ${plan.name} was stopped; nothing of it is visible at the collector`, { hint: 'the next run goes on where this one stopped', cause: error });
    }
    throw error;
  }
}

function requiredMounts({ sources }: PlanConfig): readonly string[] {
  return sources.flatMap((source) => source.requireMounts);
}

class PlanRun {
  readonly #context: RunContext;
  readonly #request: RunRequest;
  readonly #observer: RunObserver;
  readonly #mounts: RequiredMounts;
  readonly #report: RunReport;
  readonly #counters = new RunCounters();
  readonly #startedMs = Date.now();
  readonly #folder: string;
  #pipeline: UploadPipeline | undefined;
  #previous: v1.PreviousSnapshot.$Properties = {};

  constructor(context: RunContext, request: RunRequest, observer: RunObserver, mounts: RequiredMounts) {
    this.#context = context;
    this.#request = request;
    this.#observer = observer;
    this.#mounts = mounts;
    this.#report = new RunReport(observer);
    this.#folder = context.stateDirectory.planFolder(context.plan.name);
  }

  async walkOnly(): Promise<RunOutcome> {
    await using reader = new ReaderThread(this.#counters);
    using pipeline = new UploadPipeline(reader, { session: undefined, agentId: new Uint8Array(16), sessionId: new Uint8Array(16), zstdLevel: 1, journal: undefined });
    this.#pipeline = pipeline;
    using _progress = this.#showProgress();
    const stop = this.#stopped();
    for (const source of this.#context.plan.sources) await Promise.race([this.#readSource(source, none, false), stop]);
    return this.#outcome('dry-run', undefined);
  }

  async backUp(): Promise<RunOutcome> {
    const { agent, plan, config } = this.#context;
    // It starts while the connection is made.
    await using reader = new ReaderThread(this.#counters);
    using channel = await this.#connect();
    const runId = randomUUID().replaceAll('-', '');
    const begin: v1.Begin.$Properties = { hello: await hello(), runId: Buffer.from(runId, 'hex'), plan: plan.name };
    const journalFile = join(this.#folder, 'journal');
    const committed = await (async (): Promise<v1.Committed.$Properties> => {
      using session = await BackupSession.open(channel, begin, this.#request.signal);
      const { ready } = session;
      this.#previous = ready.previous ?? {};
      const resumed = this.#request.forceRead ? 0 : await confirmJournal(journalFile, session, ready.limits?.maxOfferIds ?? 1);
      this.#observer.began({ runId, previousTimeMs: ready.previous?.timeMs ?? undefined, resuming: resumed > 0 });
      using journal = new JournalWriter(journalFile, resumed > 0 ? 'append' : 'new', (error) => {
        this.#report.warn('STATE_IO', '', `an interrupted run could not go on where it stops, since its journal cannot be written: ${error.message}`);
      });
      using pipeline = new UploadPipeline(reader, {
        session,
        agentId: Buffer.from(agent.agentId, 'hex'),
        sessionId: ready.sessionId ?? none,
        zstdLevel: config.upload.zstdLevel,
        journal,
      });
      this.#pipeline = pipeline;
      using _progress = this.#showProgress();
      const archives = await this.#readSources(ready.damagedIds ?? none, resumed > 0);
      await pipeline.finish();
      // A mount that went away in the middle has left an empty directory, which must not be committed as what was there.
      checkRequiredMounts(requiredMounts(plan), this.#mounts);
      const planDefinition = JSON.stringify(plan);
      const draft = this.#report.draft({ archives, progress: this.#progress(), planDefinition, startedMs: this.#startedMs });
      return await this.#commit(session, begin, draft);
    })();
    this.#keepState(journalFile);
    return this.#outcome(this.#report.incomplete ? 'incomplete' : 'complete', committed);
  }

  async #commit(session: BackupSession, begin: v1.Begin.$Properties, draft: v1.SnapshotDraft.$Properties): Promise<v1.Committed.$Properties> {
    const { signal } = this.#request;
    try {
      return await session.commit(draft);
    } catch (error) {
      if (signal.aborted || !(error instanceof StillpointError) || error.code !== 'SESSION_LOST') throw error;
      const committed = await findCommitted(
        async () => {
          using channel = await this.#connect();
          using again = await BackupSession.open(channel, begin, signal);
          return again.ready;
        },
        (ms) => wait(ms, undefined, { signal }),
      );
      if (committed === undefined) throw error;
      return committed;
    }
  }

  async #connect(): Promise<Channel> {
    const { agent, config } = this.#context;
    return openCollector(config.collector, agent, this.#request.signal);
  }

  async #readSources(damagedIds: Uint8Array, resume: boolean): Promise<{ name: string; archive: Buffer; root: Buffer }[]> {
    const archives: { name: string; archive: Buffer; root: Buffer }[] = [];
    for (const source of this.#context.plan.sources) {
      try {
        archives.push({ name: source.name, ...(await this.#readSource(source, damagedIds, resume)) });
      } catch (error) {
        if (!(error instanceof StillpointError) || error.code !== 'SOURCE_FAILED') throw error;
        this.#report.failedSources.push({ name: source.name, kind: source.kind, code: error.code, text: error.message });
      }
    }
    if (archives.length === 0) {
      const [failed] = this.#report.failedSources;
      throw new StillpointError('SOURCE_FAILED', failed?.text ?? `no source of plan ${this.#context.plan.name} could be backed up`, { hint: 'see `stillpoint-agent check`; no snapshot was made' });
    }
    return archives;
  }

  async #readSource(source: FilesSourceConfig, damagedIds: Uint8Array, resume: boolean): Promise<{ archive: Buffer; root: Buffer }> {
    const { found, missing, resolved } = findNamedPaths(source.paths);
    for (const { path, reason } of missing) this.#report.missing('PATH_MISSING', path, `${showByteName(path)} does not exist or cannot be reached (${reason})`);
    for (const { path, walked } of resolved) this.#report.warn('PATH_LINKED', path, `${showByteName(path)} leads through a symbolic link and is backed up as ${showByteName(walked)}`);
    for (const { path, target } of findLinks(found)) this.#report.warn('PATH_LINKED', path, `${showByteName(path)} is a symbolic link: the link is backed up, not ${showByteName(target)}`);
    if (found.length === 0) {
      throw new StillpointError('SOURCE_FAILED', `no path of source ${source.name} exists: ${source.paths.map((path) => showByteName(path)).join(', ')}`, { hint: 'correct `paths` in agent.toml' });
    }
    const flushedMs = this.#request.dryRun ? 0 : await this.#flush(found);
    const pipeline = this.#pipeline;
    if (pipeline === undefined) throw new StillpointError('INTERNAL', 'a source was read before the pipeline was there');
    const previous = this.#previous.archives?.find((archive) => archive.name === source.name)?.node ?? undefined;
    return pipeline.readSource(
      {
        source: { ...source, paths: found },
        protectedPaths: [Buffer.from(this.#context.stateDirectory.path).toString('latin1')],
        cacheFile: this.#cacheFile(source),
        previousArchive: previous ?? undefined,
        resumeFile: resume ? join(this.#folder, 'journal') : undefined,
        damagedIds,
        flushedMs,
        forceRead: this.#request.forceRead,
        dryRun: this.#request.dryRun,
        listExcluded: this.#request.listExcluded,
      },
      (note) => {
        this.#note(note);
      },
    );
  }

  /** Writes the sources' filesystems to disk; gives when that began, or 0 when it did not succeed. */
  async #flush(paths: readonly string[]): Promise<number> {
    const startMs = Date.now();
    const failures = await flushToDisk(paths);
    for (const { path, error } of failures) {
      this.#report.warn('ENTRY_UNREADABLE', path, `the filesystem of ${showByteName(path)} could not be written to disk before the backup, so the next run reads every file again: ${error.message}`);
    }
    return failures.length === 0 ? startMs : 0;
  }

  #note(note: ReaderNote): void {
    switch (note.kind) {
      case 'unreadable':
        this.#report.missing('ENTRY_UNREADABLE', note.path, note.text);
        return;
      case 'changed':
        this.#report.warn('ENTRY_CHANGED', note.path, 'changed while it was read, three times; kept as it was read last');
        return;
      case 'warning':
        this.#report.warn(note.code, '', note.text);
        return;
      case 'skippedMount':
        this.#report.skippedMount(note.mount);
        return;
      case 'excluded':
        this.#observer.excluded(note.path, note.exclusion);
    }
  }

  #cacheFile(source: FilesSourceConfig): string {
    return join(this.#folder, `tree-${source.name}`);
  }

  /** The snapshot is there: whatever fails now costs the next run time and nothing else. */
  #keepState(journalFile: string): void {
    try {
      for (const source of this.#context.plan.sources) {
        const file = this.#cacheFile(source);
        // Not there for a source that failed, or when it could not be written.
        if (existsSync(`${file}.new`)) adoptTreeCache(file);
      }
      removeJournal(journalFile);
    } catch (error) {
      if (systemErrorCode(error) === undefined) throw error;
      this.#report.warn('STATE_IO', '', `the next run may read every file again, since the state of this one cannot be kept: ${String(error)}`);
    }
  }

  #progress(): RunProgress {
    const counters = this.#counters.snapshot();
    const totals = this.#pipeline?.totals ?? { offeredBytes: 0, newBytes: 0, newChunks: 0, sentBytes: 0 };
    return {
      ...totals,
      files: counters.files,
      directories: counters.directories,
      others: counters.others,
      bytes: counters.bytes,
      filesRead: counters.filesRead,
      bytesRead: counters.bytesRead,
      filesReused: counters.filesReused,
      filesResumed: counters.resumedFiles,
      excluded: counters.excluded,
      unreadable: counters.unreadable,
      changed: counters.changed,
      elapsedMs: Date.now() - this.#startedMs,
      expectedFiles: this.#previous.files ?? 0,
      expectedBytes: this.#previous.bytes ?? 0,
    };
  }

  #showProgress(): Disposable {
    const timer = setInterval(() => {
      this.#observer.progress(this.#progress());
    }, PROGRESS_INTERVAL_MS);
    return {
      [Symbol.dispose]: () => {
        clearInterval(timer);
      },
    };
  }

  /** Rejects when the run is to stop; a session does that by itself. */
  #stopped(): Promise<never> {
    const { signal } = this.#request;
    const { promise, reject } = Promise.withResolvers<never>();
    const stop = (): void => {
      reject(new StillpointError('RUN_CANCELLED', 'the run was stopped'));
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.catch(() => undefined);
    return promise;
  }

  #outcome(status: RunOutcome['status'], committed: v1.Committed.$Properties | undefined): RunOutcome {
    const progress = this.#progress();
    const { agent, plan } = this.#context;
    return {
      status,
      snapshotId: committed === undefined ? undefined : Buffer.from(committed.snapshotId ?? []).toString('hex'),
      sequence: committed?.sequence ?? undefined,
      timeMs: committed?.timeMs ?? undefined,
      storedBytes: committed?.storedBytes ?? 0,
      agentName: agent.agentName,
      plan: plan.name,
      progress,
      warnings: this.#report.warnings,
      moreWarnings: this.#report.moreWarnings,
      skippedMounts: this.#report.skippedMounts,
      failedSources: this.#report.failedSources,
      shrunk: this.#report.isShrunk(progress),
    };
  }
}
