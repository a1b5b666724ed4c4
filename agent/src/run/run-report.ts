/**
 * Collects what a run has to say: warnings (bounded, counted beyond), skipped mounts, failed sources; and makes the draft of the snapshot of it.
 */
import type { ErrorCode } from '@stillpoint/proto/errors.ts';
import { v1 } from '@stillpoint/proto/messages.ts';

import type { Consistency } from '../quiesce/consistency.ts';
import type { SkippedMountFacts } from '../source/files/mount-policy.ts';
import { encryptDetails, type DetailsEncryption } from './encrypted-details.ts';
import { listFailures } from './failure-list.ts';
import type { KeptArchive } from './plan-archives.ts';
import type { ArchiveFacts, FailedSourceFacts, RunObserver, RunProgress, RunWarning } from './run-events.ts';

/** Warnings that a snapshot lists; more are counted. */
const MAX_WARNINGS = 1000;
const MAX_SKIPPED_MOUNTS = 1000;
const MAX_NOTES = 100;
/** Characters of warnings: paths may be longer than any limit, and the commit must fit a message of 4 MiB. The collector lists as many of them as its record of 1 MiB has room for. */
const MAX_WARNING_LENGTH = 786_432;
/** Characters of skipped mounts: the record has to hold all of them. */
const MAX_SKIPPED_LENGTH = 131_072;

const consistencies = { crash: v1.Consistency.CRASH, filesystem: v1.Consistency.FILESYSTEM, application: v1.Consistency.APPLICATION } as const satisfies Record<Consistency, v1.Consistency>;

/** What the draft takes from elsewhere. */
export interface DraftFacts {
  readonly archives: readonly KeptArchive[];
  readonly progress: RunProgress;
  readonly consistency: Consistency;
  readonly frozenMs: number;
  readonly notes: readonly string[];
  readonly planDefinition: string;
  readonly startedMs: number;
  /** Set when what could tell names is to be encrypted. */
  readonly encryption?: DetailsEncryption | undefined;
}

export class RunReport {
  readonly warnings: RunWarning[] = [];
  readonly skippedMounts: SkippedMountFacts[] = [];
  readonly archives: ArchiveFacts[] = [];
  readonly failedSources: FailedSourceFacts[] = [];
  readonly #observer: RunObserver;
  readonly #versions = new Map([['node', new Set([process.version])]]);
  readonly #unsettled: string[] = [];
  #moreWarnings = 0;
  #warningLength = 0;
  #skippedLength = 0;
  #incomplete = false;

  constructor(observer: RunObserver) {
    this.#observer = observer;
  }

  /** Warnings beyond those listed. */
  get moreWarnings(): number {
    return this.#moreWarnings;
  }

  /** True once something that was asked for is not in the snapshot. */
  get incomplete(): boolean {
    return this.#incomplete || this.failedSources.length > 0;
  }

  /** Something to know of; the snapshot is as it should be. */
  warn(code: ErrorCode, path: string, text: string): void {
    const warning = { code, path, text };
    this.#warningLength += path.length + text.length;
    if (this.warnings.length < MAX_WARNINGS && this.#warningLength <= MAX_WARNING_LENGTH) this.warnings.push(warning);
    else this.#moreWarnings++;
    this.#observer.warning(warning);
  }

  /** Something in the snapshot is of no one moment, whatever still point was reached. */
  unsettled(note: string): void {
    this.#unsettled.push(note);
  }

  /** What the snapshot may promise of what the still point did. */
  promised(reached: Consistency): Consistency {
    return this.#unsettled.length === 0 ? reached : 'crash';
  }

  /** Something is missing from the snapshot. */
  missing(code: ErrorCode, path: string, text: string): void {
    this.#incomplete = true;
    this.warn(code, path, text);
  }

  /** A program that has a part in the snapshot. */
  version(program: string, version: string): void {
    const versions = this.#versions.get(program) ?? new Set();
    this.#versions.set(program, versions.add(version));
  }

  skippedMount(mount: SkippedMountFacts): void {
    this.#skippedLength += mount.path.length + mount.reason.length;
    if (this.skippedMounts.length < MAX_SKIPPED_MOUNTS && this.#skippedLength <= MAX_SKIPPED_LENGTH) this.skippedMounts.push(mount);
    this.#observer.skippedMount(mount);
  }

  /** True when files or bytes fell by more than half against the previous snapshot: a disk that is gone looks like this. */
  isShrunk(progress: RunProgress): boolean {
    const { expectedFiles, expectedBytes, files, bytes } = progress;
    return files * 2 < expectedFiles || bytes * 2 < expectedBytes;
  }

  draft(facts: DraftFacts): v1.SnapshotDraft.$Properties {
    const { progress } = facts;
    const failures = listFailures(this.failedSources);
    if (failures.more > 0) this.warn('SOURCE_FAILED', '', `${failures.more} more sources or archives have failed than the snapshot lists`);
    const draft: v1.SnapshotDraft.$Properties = {
      archives: facts.archives.map(({ name, node, root }) => ({ name, node, root })),
      status: this.incomplete ? v1.SnapshotStatus.INCOMPLETE : v1.SnapshotStatus.COMPLETE,
      consistency: consistencies[this.promised(facts.consistency)],
      frozenMs: Math.round(facts.frozenMs),
      counts: {
        files: progress.files,
        directories: progress.directories,
        others: progress.others,
        bytes: progress.bytes,
        filesRead: progress.filesRead,
        bytesRead: progress.bytesRead,
        filesReused: progress.filesReused,
        newChunks: progress.newChunks,
        newBytes: progress.newBytes,
        sentBytes: progress.sentBytes,
        entriesUnreadable: progress.unreadable,
        entriesChanged: progress.changed,
        entriesExcluded: progress.excluded,
        durationMs: progress.elapsedMs,
      },
      warnings: this.warnings.map(({ code, path, text }) => ({ code, path: Buffer.from(path, 'latin1'), text })),
      moreWarnings: this.#moreWarnings,
      skippedMounts: this.skippedMounts.map(({ path, filesystem, reason }) => ({ path: Buffer.from(path, 'latin1'), filesystem, reason })),
      failedSources: failures.listed.map(({ name, kind, code, text }) => ({ name, kind, code, text })),
      planDefinition: facts.planDefinition,
      notes: [...facts.notes, ...this.#unsettled].slice(0, MAX_NOTES),
      toolVersions: Object.fromEntries([...this.#versions].map(([program, versions]) => [program, [...versions].join(', ')])),
      agentStartedMs: facts.startedMs,
      shrunk: this.isShrunk(progress),
    };
    return facts.encryption === undefined ? draft : encryptDetails(draft, facts.encryption);
  }
}
