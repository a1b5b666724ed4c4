/**
 * What stands between a garbage collection and everything that runs beside it (docs/locking.md). Sessions, readings and verifications say here what they need; a commit passes
 * through the gate; a collection closes it for each step in which chunks are condemned. Knows nothing of packs, trees or the catalog.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

/** Something that needs chunks which no snapshot may name yet. */
export interface ChunkHolder {
  /** Sets the bits of the numbers that are held in page `pageNumber` of all numbers (see SparseBitmap). */
  addHeld(page: Uint8Array, pageNumber: number): void;
}

/** Runs `work` while no block gets into the index. */
export type IndexPause = (work: () => Promise<void>) => Promise<void>;

/** One collection under way. Whoever begins it ends it. */
export interface CollectionRun extends Disposable {
  /** Snapshots that were committed, or came to be held, since the run began or since the last call. */
  takeLate(): v1.SnapshotRecord.$Properties[];
  /** Runs `work` with the gate closed: no commit is under way and no block gets into the index. Everything that remembers chunks forgets them before the gate opens again. */
  condemn(work: () => Promise<void>): Promise<void>;
  /** Sets the bits of all numbers in the page that are held. Only within {@link condemn} the answer stays right. */
  addHeld(page: Uint8Array, pageNumber: number): void;
}

/** One for each open datastore. Holds memory only. */
export class CollectionGate {
  readonly #snapshots = new Set<{ readonly record: v1.SnapshotRecord.$Properties }>();
  readonly #holders = new Set<ChunkHolder>();
  readonly #forgetters: (() => void)[] = [];
  #pause: IndexPause = (work) => work();
  #late: v1.SnapshotRecord.$Properties[] | undefined;
  /** Told by commits that are still under way: their files may not be there yet. */
  #committing: v1.SnapshotRecord.$Properties[] = [];
  #commits = 0;
  readonly #underWay = new Set<Promise<unknown>>();
  #drained: (() => void) | undefined;
  #closed: Promise<void> | undefined;
  #generation = 0;

  /** Changes whenever chunks are condemned: what was known of chunks before may be wrong after. */
  get generation(): number {
    return this.#generation;
  }

  /** True while a collection is under way. */
  get isCollecting(): boolean {
    return this.#late !== undefined;
  }

  /** Runs `ask` until no chunk was condemned while it ran: its answer is true at the moment at which this resolves. */
  async steady<T>(ask: () => Promise<T>): Promise<T> {
    for (;;) {
      await this.#open();
      const generation = this.#generation;
      const answer = await ask();
      if (this.#closed === undefined && this.#generation === generation) return answer;
    }
  }

  /** Runs `work`, from the last judgement of a commit to its snapshot's row, while nothing is condemned. */
  async commit<T>(work: () => Promise<T>): Promise<T> {
    await this.#open();
    this.#commits += 1;
    const through = Promise.withResolvers<undefined>();
    this.#underWay.add(through.promise);
    try {
      return await work();
    } finally {
      this.#underWay.delete(through.promise);
      through.resolve(undefined);
      this.#commits -= 1;
      if (this.#commits === 0) {
        this.#committing = [];
        this.#drained?.();
      }
    }
  }

  /** Resolves when every commit that is under way now is through, well or not: what it has left half is no damage before. */
  async commitsThrough(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  /** To be told within {@link commit}, before the snapshot's file is written. */
  noteCommitted(record: v1.SnapshotRecord.$Properties): void {
    this.#late?.push(record);
    this.#committing.push(record);
  }

  /** Everything that the snapshot reaches stays, deleted or not, until the hold is disposed of. */
  holdSnapshot(record: v1.SnapshotRecord.$Properties): Disposable {
    const hold = { record };
    this.#snapshots.add(hold);
    this.#late?.push(record);
    return { [Symbol.dispose]: () => void this.#snapshots.delete(hold) };
  }

  /** What `holder` holds stays until the hold is disposed of. */
  holdChunks(holder: ChunkHolder): Disposable {
    this.#holders.add(holder);
    return { [Symbol.dispose]: () => void this.#holders.delete(holder) };
  }

  /** Calls `forget` whenever chunks were condemned, before anybody can rely on what is remembered of them. */
  onCondemned(forget: () => void): void {
    this.#forgetters.push(forget);
  }

  /** How to keep blocks out of the index for a while. */
  pauseIndexBy(pause: IndexPause): void {
    this.#pause = pause;
  }

  /** Begins a collection. COLLECTION_ACTIVE when one is under way. */
  begin(): CollectionRun {
    if (this.#late !== undefined) throw new StillpointError('COLLECTION_ACTIVE', 'a garbage collection is under way already', { hint: 'try again when it is over' });
    // A snapshot whose commit is under way may be found neither by its file nor in the catalog, and what its session holds is let go of when the commit is through.
    this.#late = [...[...this.#snapshots].map(({ record }) => record), ...this.#committing];
    return {
      takeLate: () => this.#late?.splice(0) ?? [],
      condemn: (work) => this.#condemn(work),
      addHeld: (page, pageNumber) => {
        for (const holder of this.#holders) holder.addHeld(page, pageNumber);
      },
      [Symbol.dispose]: () => {
        this.#late = undefined;
      },
    };
  }

  async #condemn(work: () => Promise<void>): Promise<void> {
    const opened = Promise.withResolvers<undefined>();
    this.#closed = opened.promise;
    try {
      if (this.#commits > 0) await new Promise<void>((resolve) => (this.#drained = resolve));
      await this.#pause(async () => {
        try {
          await work();
        } finally {
          // Also when it failed: it may have failed behind what it did.
          this.#generation += 1;
          for (const forget of this.#forgetters) forget();
        }
      });
    } finally {
      this.#drained = undefined;
      this.#closed = undefined;
      opened.resolve(undefined);
    }
  }

  async #open(): Promise<void> {
    while (this.#closed !== undefined) await this.#closed;
  }
}
