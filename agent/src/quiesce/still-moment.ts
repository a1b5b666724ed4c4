/**
 * The moment itself: databases are brought to rest, filesystems frozen, copies made, and everything let go at once. Whatever happens, nothing is held when it is over.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { formatDuration } from '@stillpoint/proto/text/format-duration.ts';

import type { DatabaseQuiesce } from './database-quiesce.ts';
import { FrozenFilesystems } from './frozen-filesystems.ts';
import type { PreparedSnapshot } from './snapshotter.ts';
import { Watchdog } from './watchdog.ts';

/** What is held and copied. */
export interface StillMomentOptions {
  readonly prepared: readonly PreparedSnapshot[];
  /** Prepared ones. */
  readonly databases: readonly DatabaseQuiesce[];
  /** Mount points to freeze, each filesystem once. */
  readonly freeze: readonly string[];
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
  /** Keeps this process from writing until it is disposed of. */
  readonly holdWrites: () => Disposable;
  /** Told when a database could not be brought to rest, or was let go too early. */
  readonly warn: (text: string) => void;
  /** Called right after the thaw. */
  readonly thawed: () => void;
  /** Told, also after a failure, since when (ms since 1970) and how long something was held: from the first thing held to the last let go, by the monotonic clock. */
  readonly stoodStill: (beganMs: number, frozenMs: number) => void;
}

/** What came of it. */
export interface StillMoment {
  /** False: a watchdog or somebody else had thawed before the copies were there, so they must not be used. */
  readonly held: boolean;
  readonly databases: readonly DatabaseState[];
}

/** How a database stood while the copies were made. See consistency.ts. */
export type DatabaseState = 'held' | 'settled' | 'failed';

/** Makes the copies. Throws FREEZE_FAILED, what {@link PreparedSnapshot.take} throws, and the signal's reason; then nothing is held. */
export async function takeCopies(options: StillMomentOptions): Promise<StillMoment> {
  const { freeze, deadlineMs, signal } = options;
  await using frozen = await FrozenFilesystems.arm(freeze, deadlineMs);
  await using databases = await HeldDatabases.arm(options);
  signal.throwIfAborted();
  const timeout = new AbortController();
  const timer = setTimeout(() => {
    timeout.abort(new StillpointError('FREEZE_TIMEOUT', `the copy was not made within ${formatDuration(deadlineMs)}`));
  }, deadlineMs);
  const beganMs = Date.now();
  const startMs = performance.now();
  let held: boolean;
  try {
    await databases.freeze(signal);
    held = await copyFrozen(frozen, options, freeze.length > 0 ? AbortSignal.any([signal, timeout.signal]) : signal);
  } finally {
    clearTimeout(timer);
    await databases.thaw();
    options.stoodStill(beganMs, performance.now() - startMs);
  }
  const undisturbed = await frozen.disarm();
  return { held: held && undisturbed, databases: await databases.states() };
}

/** True when everything was frozen from before the first copy to after the last. */
async function copyFrozen(frozen: FrozenFilesystems, { prepared, holdWrites, thawed }: StillMomentOptions, signal: AbortSignal): Promise<boolean> {
  let held: boolean;
  // A command that is told to end may take its time; the guest does not wait for it.
  const letGo = (): void => {
    try {
      frozen.thaw();
    } catch (error) {
      // Tried again below, where it can be told.
      if (!(error instanceof StillpointError)) throw error;
    }
  };
  {
    using _hold = holdWrites();
    signal.addEventListener('abort', letGo, { once: true });
    try {
      await frozen.freeze();
      signal.throwIfAborted();
      for (const snapshot of prepared) await snapshot.take(signal);
    } finally {
      signal.removeEventListener('abort', letGo);
      held = frozen.thaw();
    }
  }
  thawed();
  return held;
}

/** Databases at rest, with a watchdog for each process that holds one. */
class HeldDatabases implements AsyncDisposable {
  readonly #databases: readonly DatabaseQuiesce[];
  readonly #warn: (text: string) => void;
  readonly #watchdogs: { readonly watchdog: Watchdog; readonly database: DatabaseQuiesce }[] = [];
  readonly #states = new Map<DatabaseQuiesce, DatabaseState>();
  readonly #toThaw: DatabaseQuiesce[] = [];

  private constructor({ databases, warn }: StillMomentOptions) {
    this.#databases = databases;
    this.#warn = warn;
  }

  static async arm(options: StillMomentOptions): Promise<HeldDatabases> {
    const held = new HeldDatabases(options);
    try {
      for (const database of options.databases) {
        for (const pid of database.holderPids) {
          const watchdog = await Watchdog.arm({ kind: 'process', pid, name: `the database of source ${database.name}` }, options.deadlineMs);
          held.#watchdogs.push({ watchdog, database });
        }
      }
    } catch (error) {
      await held[Symbol.asyncDispose]();
      throw error;
    }
    return held;
  }

  async freeze(signal: AbortSignal): Promise<void> {
    for (const database of this.#databases) {
      this.#toThaw.push(database);
      try {
        this.#states.set(database, await database.freeze(signal));
      } catch (error) {
        signal.throwIfAborted();
        this.#fail(database, error);
      }
    }
  }

  /** Lets all go, whatever one of them says. */
  async thaw(): Promise<void> {
    for (const database of this.#toThaw.splice(0).reverse()) {
      try {
        if (!(await database.thaw())) this.#fail(database, new Error('it was let go before the copy was there'));
      } catch (error) {
        this.#fail(database, error);
      }
    }
  }

  /** Ends the watchdogs; gives how each database stood. */
  async states(): Promise<readonly DatabaseState[]> {
    for (const { watchdog, database } of this.#watchdogs) {
      if (!(await watchdog.disarm())) this.#fail(database, new Error('its connection was ended at plan.quiesce.freeze_deadline'));
    }
    return this.#databases.map((database) => this.#states.get(database) ?? 'failed');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.thaw();
    await Promise.all(this.#watchdogs.splice(0).map(({ watchdog }) => watchdog.disarm()));
  }

  #fail(database: DatabaseQuiesce, error: unknown): void {
    if (!(error instanceof Error)) throw error;
    this.#states.set(database, 'failed');
    this.#warn(`the database of source ${database.name} was not at rest while the filesystems were copied: ${error.message}`);
  }
}
