/**
 * Copies of a plan's filesystems, made at the still point: which there are, what they are worth, and what became of attempts that failed.
 */
import { StillpointError, systemErrorCode, type ErrorCode } from '@stillpoint/proto/errors.ts';
import { formatDuration } from '@stillpoint/proto/text/format-duration.ts';
import { showByteName } from '@stillpoint/proto/text/byte-name.ts';

import type { DatabaseQuiesce } from './database-quiesce.ts';
import { stillMarkerName, thawedMarkerName, writeMarker } from './external-snapshotter.ts';
import { readBootId } from './leftovers.ts';
import type { FrozenPath } from './path-map.ts';
import type { PlanFilesystem } from './plan-filesystem.ts';
import { freezePoints, groupBySnapshotter, type SnapshotChoice } from './snapshot-choice.ts';
import type { PreparedSnapshot } from './snapshotter.ts';
import { takeCopies, type DatabaseState, type StillMoment } from './still-moment.ts';
import type { StillPointOptions } from './still-point.ts';
import type { ThingsInForce, Undoable } from './things-in-force.ts';

/** What was copied. `filesystems` counts those of which the copy is read and is of a still point. */
export interface Copies {
  readonly paths: readonly FrozenPath[];
  readonly filesystems: number;
  readonly oneInstant: boolean;
  readonly databases: readonly DatabaseState[];
}

/** Whom the maker tells. */
export interface CopyReport {
  warn(code: ErrorCode, text: string): void;
  note(text: string): void;
  /** Since when (ms since 1970) and for how long the guest stood still; more than once when an attempt is repeated. */
  stoodStill(beganMs: number, frozenMs: number): void;
}

export class FilesystemCopies {
  readonly #options: StillPointOptions;
  readonly #inForce: ThingsInForce;
  readonly #report: CopyReport;

  constructor(options: StillPointOptions, inForce: ThingsInForce, report: CopyReport) {
    this.#options = options;
    this.#inForce = inForce;
    this.#report = report;
  }

  /**
   * Makes them. A copy that was thawed too early is thrown away and made once more; one that cannot be made is a warning, and there are none. Throws the signal's reason.
   */
  async make(choices: readonly SnapshotChoice[]): Promise<Copies> {
    const { signal, plan } = this.#options;
    for (const attempt of [1, 2]) {
      const then = attempt === 1 ? 'they are tried once more' : 'the living ones are read';
      try {
        const copies = await this.#attempt(choices, attempt);
        if (copies !== undefined) return copies;
        this.#report.warn('FREEZE_TIMEOUT', `the filesystems were thawed before their copy was there (plan.quiesce.freeze_deadline is ${formatDuration(plan.quiesce.freezeDeadlineMs)}): it was thrown away, ${then}`);
      } catch (error) {
        await this.#undo();
        signal.throwIfAborted();
        if (!(error instanceof Error) || (!(error instanceof StillpointError) && systemErrorCode(error) === undefined)) throw error;
        const code = error instanceof StillpointError ? error.code : 'SNAPSHOT_FAILED';
        if (code !== 'FREEZE_TIMEOUT') {
          this.#report.warn(code === 'FREEZE_FAILED' ? code : 'SNAPSHOT_FAILED', `the filesystems could not be copied, the living ones are read: ${error.message}`);
          break;
        }
        this.#report.warn(code, `${error.message}; ${then}`);
      }
    }
    return this.#none();
  }

  #none(): Copies {
    return { paths: [], filesystems: 0, oneInstant: true, databases: this.#options.databases.map(() => 'failed') };
  }

  /** Undefined when the copies must not be used; then they are removed. */
  async #attempt(choices: readonly SnapshotChoice[], attempt: number): Promise<Copies | undefined> {
    const { plan, signal } = this.#options;
    const prepared = await this.#prepare(choices, attempt);
    if (prepared.length === 0) return this.#none();
    const external = prepared.filter(({ kind }) => kind === 'external').flatMap(({ filesystems }) => filesystems);
    const freeze = plan.quiesce.external?.freeze === true ? freezePoints(external) : [];
    const moment = await this.#hold(prepared, external, freeze);
    if (!moment.held) {
      await this.#undo();
      return undefined;
    }
    const paths: FrozenPath[] = [];
    for (const snapshot of prepared) {
      paths.push(...(await snapshot.open(signal)));
      for (const note of snapshot.notes) this.#report.note(note);
    }
    if (prepared.length > 1) this.#report.note('the filesystems were snapshotted one after another: each is of one instant, all together are not');
    const isStill = external.length === 0 || freeze.length > 0;
    if (!isStill) this.#report.note('freeze = false: whether the external copy is of a still point is not known');
    const oneInstant = prepared.length === 1 && prepared.every((snapshot) => snapshot.oneInstant);
    return { paths, filesystems: isStill ? prepared.flatMap(({ filesystems }) => filesystems).length : 0, oneInstant, databases: moment.databases };
  }

  async #prepare(choices: readonly SnapshotChoice[], attempt: number): Promise<PreparedSnapshot[]> {
    const { runId, plan, planFolder } = this.#options;
    const context = { runId: attempt === 1 ? runId : secondRunId(runId), plan: plan.name, markerId: runId, planFolder };
    const prepared: PreparedSnapshot[] = [];
    for (const [snapshotter, filesystems] of groupBySnapshotter(choices)) {
      try {
        prepared.push(...(await snapshotter.prepare(filesystems, context)));
      } catch (error) {
        if (!(error instanceof StillpointError)) throw error;
        const text = `${filesystems.map(({ path }) => showByteName(path)).join(', ')} cannot be copied by ${snapshotter.kind}: ${error.message}`;
        // `auto` takes what is there; what was asked for by name and is not there is a warning.
        if (plan.quiesce.snapshot === 'auto') this.#report.note(text);
        else this.#report.warn('SNAPSHOT_FAILED', text);
      }
    }
    return prepared;
  }

  /** Writes down what will be in force, and takes the copies. */
  async #hold(prepared: readonly PreparedSnapshot[], external: readonly PlanFilesystem[], freeze: readonly string[]): Promise<StillMoment> {
    const { plan, runId, signal, holdWrites } = this.#options;
    const before = external.map(({ path }) => below(path, stillMarkerName(runId)));
    const after = external.map(({ path }) => below(path, thawedMarkerName(runId)));
    const freezeItem: Undoable | undefined = freeze.length === 0 ? undefined : { kind: 'freeze', mountPoints: freeze, bootId: readBootId() };
    this.#inForce.add(...(external.length === 0 ? [] : [{ kind: 'markers', paths: [...before, ...after] } as const]), ...prepared.map(({ leftover }) => leftover));
    if (freezeItem !== undefined) this.#inForce.add(freezeItem);
    for (const marker of before) writeMarker(marker);
    try {
      const { ready, failed } = await this.#prepareDatabases();
      const moment = await takeCopies({
        prepared,
        databases: ready,
        freeze,
        deadlineMs: plan.quiesce.freezeDeadlineMs,
        signal,
        holdWrites: holdWrites ?? nothingHeld,
        warn: (text) => {
          this.#report.warn('DATABASE_NOT_QUIESCED', text);
        },
        thawed: () => {
          for (const marker of after) writeMarker(marker);
        },
        stoodStill: (beganMs, frozenMs) => {
          this.#report.stoodStill(beganMs, frozenMs);
        },
      });
      // All are thawed, which the watchdogs have confirmed; after a failure the record keeps it until it was tried again.
      if (freezeItem !== undefined) this.#inForce.forget(freezeItem);
      return { ...moment, databases: [...moment.databases, ...failed] };
    } finally {
      for (const database of this.#options.databases) await database.close();
    }
  }

  async #prepareDatabases(): Promise<{ ready: readonly DatabaseQuiesce[]; failed: readonly DatabaseState[] }> {
    const { databases, signal } = this.#options;
    const ready: DatabaseQuiesce[] = [];
    const failed: DatabaseState[] = [];
    for (const database of databases) {
      try {
        await database.prepare(signal);
        ready.push(database);
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof StillpointError)) throw error;
        failed.push('failed');
        this.#report.warn('DATABASE_NOT_QUIESCED', `the database of source ${database.name} could not be brought to rest: ${error.message}`);
      }
    }
    return { ready, failed };
  }

  #undo(): Promise<void> {
    return this.#inForce.undoAll((text) => {
      this.#report.warn('LEFTOVER_REMAINS', text);
    });
  }
}

/** The id that names what a second attempt makes. */
export function secondRunId(runId: string): string {
  return `${runId}-2`;
}

function nothingHeld(): Disposable {
  return { [Symbol.dispose]: () => undefined };
}

function below(path: string, name: string): string {
  return path === '/' ? `/${name}` : `${path}/${name}`;
}
