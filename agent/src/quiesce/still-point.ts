/**
 * Brings the sources of a plan to their still point: pre hook, databases to rest, filesystems frozen or snapshotted, everything let go at once; then the caller reads the
 * copies for as long as it likes; then they are removed and the post hook runs. Knows nothing of what is read, how, and where it goes.
 */
import { StillpointError, type ErrorCode } from '@stillpoint/proto/errors.ts';
import { showByteName } from '@stillpoint/proto/text/byte-name.ts';

import type { FilesSelection, QuiesceConfig } from '../config/agent-config.ts';
import { btrfsFolderName } from './btrfs-snapshotter.ts';
import { consistencyOf, type Consistency } from './consistency.ts';
import type { DatabaseQuiesce } from './database-quiesce.ts';
import { stillMarkerName, thawedMarkerName } from './external-snapshotter.ts';
import { FilesystemCopies, secondRunId } from './filesystem-copies.ts';
import { closeHandlesBelow } from './handles-below.ts';
import { runHook, type RunStatus } from './hook.ts';
import { LeftoverRecord, type Leftover } from './leftover-record.ts';
import type { QuiesceWarning } from './leftovers.ts';
import { PathMap } from './path-map.ts';
import { planFilesystems } from './plan-filesystem.ts';
import { chooseSnapshots } from './snapshot-choice.ts';
import { ThingsInForce } from './things-in-force.ts';

/** Whose still point. The plan's lock is held, and {@link cleanLeftovers} was called. */
export interface StillPointOptions {
  readonly plan: { readonly name: string; readonly quiesce: QuiesceConfig };
  /** Letters, digits and hyphens; unique. */
  readonly runId: string;
  /** The plan's folder in the state directory. */
  readonly planFolder: string;
  /** Everything that is read from filesystems: `files` sources, and data directories of databases that are backed up as files. */
  readonly trees: readonly FilesSelection[];
  /** Databases that are to be at rest while the filesystems are copied. */
  readonly databases: readonly DatabaseQuiesce[];
  /** Number of sources that are consistent by themselves. */
  readonly dumps: number;
  /** Number of sources of which nobody knows the moment. */
  readonly unknown: number;
  /** Never read, as byte strings. */
  readonly protectedPaths: readonly string[];
  readonly signal: AbortSignal;
  /** Called before a freeze, disposed of after the thaw: until then nothing of this process may write to a disk, log and progress included. */
  readonly holdWrites?: () => Disposable;
  /** Ends whoever reads the copies; called before they are removed, however the run ended. Without it the caller sees to that. */
  readonly endReading?: () => Promise<void>;
}

/** One that was reached. Whoever reached it calls {@link end}, or disposes of it. */
export class StillPoint implements AsyncDisposable {
  readonly #options: StillPointOptions;
  readonly #record: LeftoverRecord;
  readonly #warnings: QuiesceWarning[] = [];
  readonly #notes: string[] = [];
  readonly #inForce: ThingsInForce;
  #post: Extract<Leftover, { kind: 'post' }> | undefined;
  #pathMap = new PathMap();
  #ownPaths: readonly string[] = [];
  #consistency: Consistency = 'crash';
  #frozenMs = 0;
  #copiedMs: number | undefined;
  #ended: Promise<readonly QuiesceWarning[]> | undefined;

  private constructor(options: StillPointOptions) {
    this.#options = options;
    this.#record = new LeftoverRecord(options.planFolder, options.runId, options.plan.name);
    this.#inForce = new ThingsInForce(this.#record);
  }

  /**
   * Reaches it, as well as it can be: a copy that cannot be made is a warning, and the living filesystem is read. Throws HOOK_FAILED (pre), STATE_IO, the signal's reason; then
   * nothing is held, nothing left over, and the post hook has run.
   */
  static async reach(options: StillPointOptions): Promise<StillPoint> {
    const point = new StillPoint(options);
    try {
      await point.#runPre();
      await point.#copy();
    } catch (error) {
      await point.end(options.signal.aborted ? 'cancelled' : 'failed');
      throw error;
    }
    return point;
  }

  /** Where copies are read. Valid until {@link release}. */
  get pathMap(): PathMap {
    return this.#pathMap;
  }

  get consistency(): Consistency {
    return this.#consistency;
  }

  /** How long the guest stood still at most: from the first thing held to the last let go. 0 when nothing was. */
  get frozenMs(): number {
    return this.#frozenMs;
  }

  /** When the copies were begun, ms since 1970: what changed before is in them. Undefined without copies. */
  get copiedMs(): number | undefined {
    return this.#pathMap.entries.length === 0 ? undefined : this.#copiedMs;
  }

  /** Grows until {@link end} resolves. */
  get warnings(): readonly QuiesceWarning[] {
    return this.#warnings;
  }

  /** Things to know of that are no warnings: what is not of one instant, why consistency is not more. */
  get notes(): readonly string[] {
    return this.#notes;
  }

  /** Own files and folders in the plan's filesystems while the run lasts, as live byte strings: a walk leaves them out. */
  get ownPaths(): readonly string[] {
    return this.#ownPaths;
  }

  /** Removes the copies, once everything is read. What cannot be removed is a warning, and the next run tries again. Idempotent. */
  async release(): Promise<void> {
    const { endReading } = this.#options;
    if (endReading !== undefined && this.#pathMap.entries.length > 0) {
      await endReading();
      // A thread that was ended in the middle has closed nothing.
      closeHandlesBelow(this.#pathMap.entries.map(({ frozen }) => frozen));
    }
    await this.#inForce.undoAll((text) => {
      this.#warn('LEFTOVER_REMAINS', text);
    });
  }

  /** Removes the copies and runs the post hook; a failure of either is a warning. Gives all warnings. Idempotent: the first call's status counts. */
  end(status: RunStatus): Promise<readonly QuiesceWarning[]> {
    this.#ended ??= this.#end(status);
    return this.#ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end(this.#options.signal.aborted ? 'cancelled' : 'failed');
  }

  async #end(status: RunStatus): Promise<readonly QuiesceWarning[]> {
    await this.release();
    const post = this.#post;
    if (post !== undefined) {
      const { runId, plan } = this.#options;
      try {
        // Not bound to the run's signal: it runs on every path.
        await runHook({ hook: 'post', command: post.command, timeoutMs: post.timeoutMs, runId, plan: plan.name, status }, new AbortController().signal);
        this.#record.remove(post);
      } catch (error) {
        if (!(error instanceof StillpointError)) throw error;
        this.#warn(error.code, error.message);
        // Tried once: a hook that fails would be run before each backup for ever.
        if (error.code === 'HOOK_FAILED') this.#record.remove(post);
      }
    }
    return this.#warnings;
  }

  async #runPre(): Promise<void> {
    const { plan, runId, signal } = this.#options;
    const { pre, post, hookTimeoutMs } = plan.quiesce;
    if (post !== undefined) {
      const item = { kind: 'post', command: post, timeoutMs: hookTimeoutMs } as const;
      this.#record.add(item);
      this.#post = item;
    }
    if (pre !== undefined) await runHook({ hook: 'pre', command: pre, timeoutMs: hookTimeoutMs, runId, plan: plan.name }, signal);
  }

  async #copy(): Promise<void> {
    const { plan, trees, dumps, unknown } = this.#options;
    const filesystems = planFilesystems(trees, this.#options);
    this.#ownPaths = ownPaths(filesystems.map(({ path }) => path), this.#options.runId);
    const choices = chooseSnapshots(plan.quiesce, filesystems);
    for (const { filesystem, snapshotter, reason } of choices) {
      if (snapshotter === undefined) this.#notes.push(`${showByteName(filesystem.path)}: ${reason}`);
    }
    const copies = await new FilesystemCopies(this.#options, this.#inForce, {
      warn: (code, text) => {
        this.#warn(code, text);
      },
      note: (text) => {
        this.#notes.push(text);
      },
      stoodStill: (beganMs, frozenMs) => {
        this.#copiedMs = beganMs;
        this.#frozenMs = Math.max(this.#frozenMs, frozenMs);
      },
    }).make(choices);
    if (unknown > 0) this.#notes.push('nobody knows of which moment the files are that a command packs into a tar');
    this.#pathMap = new PathMap(copies.paths);
    const unchanging = choices.filter((choice) => choice.unchanging).length;
    this.#consistency = consistencyOf({ filesystems: filesystems.length, copied: unchanging + copies.filesystems, oneInstant: copies.oneInstant, databases: copies.databases, dumps, unknown });
  }

  #warn(code: ErrorCode, text: string): void {
    this.#warnings.push({ code, path: '', text });
  }
}

function ownPaths(mountPoints: readonly string[], runId: string): string[] {
  const names = [btrfsFolderName(runId), btrfsFolderName(secondRunId(runId)), stillMarkerName(runId), thawedMarkerName(runId)];
  return mountPoints.flatMap((path) => names.map((name) => (path === '/' ? `/${name}` : `${path}/${name}`)));
}
