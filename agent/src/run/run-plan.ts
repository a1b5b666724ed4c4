/**
 * One run of a plan, from the lock to the committed snapshot. The data flow is in ../pipeline/upload-pipeline.ts.
 */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import type { Channel } from '@stillpoint/proto/rpc/client.ts';

import type { AgentConfig, PlanConfig } from '../config/agent-config.ts';
import { ownPathsOf } from '../encryption/key-store.ts';
import { openCollector } from '../identity/collector-connection.ts';
import type { EnrolledAgent } from '../identity/enrolled-agent.ts';
import { hello } from '../identity/hello.ts';
import type { StateDirectory } from '../identity/state-directory.ts';
import { BackupSession } from '../pipeline/backup-session.ts';
import { JournalWriter, removeJournals } from '../pipeline/journal.ts';
import type { ReaderThread } from '../pipeline/reader-thread.ts';
import { RunCounters } from '../pipeline/run-counters.ts';
import { adoptTreeCache } from '../pipeline/tree-cache-writer.ts';
import { addTotals, noTotals, UploadPipeline, type UploadTotals } from '../pipeline/upload-pipeline.ts';
import { cleanLeftovers, type QuiesceWarning } from '../quiesce/leftovers.ts';
import type { StillPoint } from '../quiesce/still-point.ts';
import { checkRequiredMounts, type RequiredMounts } from '../source/files/named-paths.ts';
import type { KnownDatabases } from '../source/files/database-directory.ts';
import type { Source } from '../source/source.ts';
import { sourceOf, sourcesOf } from '../source/sources.ts';
import { acrossLosses } from './across-losses.ts';
import { HeldObserver } from './held-observer.ts';
import { findKnownDatabases } from './known-databases.ts';
import { findCommitted } from './lost-commit.ts';
import { OnceObserver } from './once-observer.ts';
import { PlanArchives } from './plan-archives.ts';
import { describePlan } from './plan-definition.ts';
import { reachStillPoint } from './plan-still-point.ts';
import { confirmJournal } from './resume-journal.ts';
import { RunEncryption } from './run-encryption.ts';
import type { RunObserver, RunOutcome, RunProgress, RunRequest } from './run-events.ts';
import { RunReport } from './run-report.ts';
import { rejectWhenStopped } from './stopped-run.ts';

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
 * Runs a plan. Throws RUN_ACTIVE, ENCRYPTION_KEY_MISSING, ENCRYPTION_KEY_INVALID, MOUNT_MISSING, SOURCE_FAILED (no source gave anything), RUN_CANCELLED, and what connecting and the session throw; then nothing is
 * visible at the collector and the next run goes on from the journal. A connection that is lost on the way is made again, and the run goes on in a new session.
 */
export async function runPlan(context: RunContext, request: RunRequest, observer: RunObserver): Promise<RunOutcome> {
  const { plan, stateDirectory } = context;
  using _lock = stateDirectory.lockPlan(plan.name);
  const leftovers = request.dryRun ? [] : await cleanLeftovers(stateDirectory.planFolder(plan.name));
  const run = new PlanRun(context, request, observer, checkRequiredMounts(requiredMounts(plan)), leftovers);
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
  return sources.flatMap((source) => (source.kind === 'files' ? source.requireMounts : []));
}

/** What the archives of a run take from its session and its still point. */
interface ArchivesPart {
  readonly damagedIds: Uint8Array;
  readonly resumeFile: string | undefined;
  readonly databases: KnownDatabases;
  readonly still: StillPoint | undefined;
}

class PlanRun {
  readonly #context: RunContext;
  readonly #request: RunRequest;
  readonly #observer: HeldObserver;
  readonly #mounts: RequiredMounts;
  readonly #warnings: readonly QuiesceWarning[];
  #report: RunReport;
  #counters = new RunCounters();
  readonly #startedMs = Date.now();
  readonly #folder: string;
  #sources: readonly Source[];
  readonly #protectedPaths: readonly string[];
  readonly #encryption: RunEncryption;
  #pipeline: UploadPipeline | undefined;
  /** What attempts before this one gave to the network. */
  #totalsBefore: UploadTotals = noTotals;
  #cacheFiles: readonly string[] = [];
  #stillness: RunOutcome['stillness'];
  #previous: v1.PreviousSnapshot.$Properties = {};

  constructor(context: RunContext, request: RunRequest, observer: RunObserver, mounts: RequiredMounts, leftovers: readonly QuiesceWarning[]) {
    this.#context = context;
    this.#request = request;
    this.#observer = new HeldObserver(new OnceObserver(observer));
    this.#encryption = new RunEncryption(context.config);
    this.#warnings = [...leftovers, ...this.#encryption.warnings];
    this.#mounts = mounts;
    this.#report = new RunReport(this.#observer);
    this.#folder = context.stateDirectory.planFolder(context.plan.name);
    this.#sources = sourcesOf(context.plan);
    this.#protectedPaths = ownPathsOf(context.config);
    this.#tell(this.#warnings);
  }

  async walkOnly(): Promise<RunOutcome> {
    await using reader = this.#encryption.reader(this.#counters);
    using pipeline = new UploadPipeline(reader, { session: undefined, agentId: new Uint8Array(16), sessionId: new Uint8Array(16), zstdLevel: 1, journal: undefined });
    this.#pipeline = pipeline;
    using _progress = this.#showProgress();
    // A session would do that by itself.
    const stop = rejectWhenStopped(this.#request.signal);
    const databases = await this.#knownDatabases();
    await Promise.race([this.#archivesOf(pipeline, { damagedIds: none, resumeFile: undefined, databases, still: undefined }).read(), stop]);
    return this.#outcome('dry-run', undefined);
  }

  async backUp(): Promise<RunOutcome> {
    const { signal, runId = randomUUID().replaceAll('-', '') } = this.#request;
    const committed = await acrossLosses((begun) => this.#attempt(runId, begun), {
      giveUpMs: this.#context.config.upload.reconnectMs,
      now: () => performance.now(),
      random: Math.random,
      wait: (ms) => wait(ms, undefined, { signal }),
      lost: (error) => {
        this.#totalsBefore = this.#totals();
        this.#pipeline = undefined;
        this.#observer.warning({ code: 'SESSION_LOST', path: '', text: `the connection was lost and is made again; the run goes on with what has arrived (${error.message})` });
      },
    });
    this.#keepState();
    return this.#outcome(this.#report.incomplete ? 'incomplete' : 'complete', committed);
  }

  /** Everything anew, for an attempt after another: nothing of that one is in the snapshot that this one makes. */
  #startOver(): void {
    this.#sources = sourcesOf(this.#context.plan);
    this.#counters = new RunCounters();
    this.#report = new RunReport(this.#observer);
    this.#tell(this.#warnings);
  }

  async #attempt(runId: string, begun: () => void): Promise<v1.Committed.$Properties> {
    const { agent, plan } = this.#context;
    const isAnother = this.#totalsBefore !== noTotals;
    await using readers = new AsyncDisposableStack();
    // It starts while the connection is made.
    const early = isAnother ? undefined : readers.use(this.#encryption.reader(this.#counters));
    using channel = await this.#connect();
    const begin: v1.Begin.$Properties = { hello: await hello(), runId: Buffer.from(runId, 'hex'), plan: plan.name };
    const journalFile = this.#encryption.journalFile(this.#folder);
    using session = await BackupSession.open(channel, begin, this.#request.signal, (before) => {
      this.#observer.warning({ code: 'COLLECTOR_BUSY', path: '', text: `the collector serves as many backups as it may; this one waits for its turn, ${before} come before it` });
    });
    const { ready } = session;
    // The attempt before this one came through after all.
    if (ready.committed && isAnother) return ready.committed;
    begun();
    if (isAnother) this.#startOver();
    const reader = early ?? readers.use(this.#encryption.reader(this.#counters));
    await using _sources = this.#openSources();
    this.#previous = ready.previous ?? {};
    const resumed = this.#request.forceRead && !isAnother ? 0 : await confirmJournal(journalFile, session, ready.limits?.maxOfferIds ?? 1);
    this.#observer.began({ runId, previousTimeMs: ready.previous?.timeMs ?? undefined, resuming: resumed > 0 });
    using journal = new JournalWriter(journalFile, resumed > 0 ? 'append' : 'new', (error) => {
      this.#report.warn('STATE_IO', '', `an interrupted run could not go on where it stops, since its journal cannot be written: ${error.message}`);
    });
    using pipeline = new UploadPipeline(reader, {
      session,
      agentId: Buffer.from(agent.agentId, 'hex'),
      sessionId: ready.sessionId ?? none,
      zstdLevel: this.#encryption.blockLevel,
      journal,
    });
    this.#pipeline = pipeline;
    using _progress = this.#showProgress();
    const databases = await this.#knownDatabases();
    await using still = await this.#reachStillPoint(runId, reader);
    const archives = this.#archivesOf(pipeline, { damagedIds: ready.damagedIds ?? none, resumeFile: resumed > 0 ? journalFile : undefined, databases, still });
    await archives.read();
    await pipeline.finish();
    this.#cacheFiles = [...archives.cacheFiles];
    await still.release();
    this.#tell(still.warnings);
    // A mount that went away in the middle has left an empty directory, which must not be committed as what was there.
    checkRequiredMounts(requiredMounts(plan), this.#mounts);
    const { consistency, frozenMs, notes } = still;
    this.#stillness = { consistency: this.#report.promised(consistency), frozenMs };
    const draft = this.#report.draft({ archives: archives.kept, progress: this.#progress(), consistency, frozenMs, notes, planDefinition: describePlan(plan), startedMs: this.#startedMs, encryption: this.#encryption.ofDetails(plan.name) });
    const result = await this.#commit(session, begin, draft);
    const told = still.warnings.length;
    // The post hook is told how the run ended, so its own failure comes too late for the snapshot and is in the summary only.
    this.#tell((await still.end(this.#report.incomplete ? 'incomplete' : 'complete')).slice(told));
    return result;
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

  #tell(warnings: readonly QuiesceWarning[]): void {
    for (const { code, path, text } of warnings) this.#report.warn(code, path, text);
  }

  #reachStillPoint(runId: string, reader: ReaderThread): Promise<StillPoint> {
    const { plan, stateDirectory } = this.#context;
    const { signal } = this.#request;
    return reachStillPoint({ plan, sources: this.#sources, runId, stateDirectory, protectedPaths: this.#protectedPaths, signal, holdWrites: () => this.#observer.hold(), endReading: () => reader[Symbol.asyncDispose]() });
  }

  #openSources(): AsyncDisposable {
    return {
      [Symbol.asyncDispose]: async () => {
        for (const source of this.#sources) await source.close?.();
      },
    };
  }

  async #knownDatabases(): Promise<KnownDatabases> {
    const { config, plan } = this.#context;
    if (plan.sources.every(({ kind }) => kind !== 'files')) return { covered: [], redisDirectories: [] };
    const others = config.plans.filter((other) => other !== plan).flatMap(({ sources }) => sources.map(sourceOf));
    return findKnownDatabases(this.#sources, others, this.#request.signal);
  }

  #archivesOf(pipeline: UploadPipeline, { damagedIds, resumeFile, databases, still }: ArchivesPart): PlanArchives {
    const { forceRead, dryRun, listExcluded, signal } = this.#request;
    return new PlanArchives(this.#sources, {
      pipeline,
      report: this.#report,
      observer: this.#observer,
      signal,
      previous: this.#previous.archives ?? [],
      copies: still?.pathMap.entries ?? [],
      copiedMs: still?.copiedMs ?? this.#startedMs,
      databases,
      protectedPaths: [...this.#protectedPaths, ...(still?.ownPaths ?? [])],
      planFolder: this.#folder,
      resumeFile,
      damagedIds,
      forceRead,
      dryRun,
      listExcluded,
    });
  }

  /** The snapshot is there: whatever fails now costs the next run time and nothing else. */
  #keepState(): void {
    try {
      for (const file of this.#cacheFiles) {
        // Not there for an archive that failed, or when it could not be written.
        if (existsSync(`${file}.new`)) adoptTreeCache(file);
      }
      removeJournals(this.#folder);
    } catch (error) {
      if (systemErrorCode(error) === undefined) throw error;
      this.#report.warn('STATE_IO', '', `the next run may read every file again, since the state of this one cannot be kept: ${String(error)}`);
    }
  }

  #progress(): RunProgress {
    const counters = this.#counters.snapshot();
    return {
      ...this.#totals(),
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

  #totals(): UploadTotals {
    return addTotals(this.#totalsBefore, this.#pipeline?.totals ?? noTotals);
  }

  #showProgress(): Disposable {
    const timer = setInterval(() => { this.#observer.progress(this.#progress()); }, PROGRESS_INTERVAL_MS);
    return {
      [Symbol.dispose]: () => {
        clearInterval(timer);
      },
    };
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
      archives: this.#report.archives,
      failedSources: this.#report.failedSources,
      shrunk: this.#report.isShrunk(progress),
      stillness: this.#stillness,
    };
  }
}
