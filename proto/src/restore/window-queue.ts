/**
 * The windows of a restore, a few at a time: while the content of one is fetched and written, the next is filled. They are finished strictly in order, so that a
 * directory gets its times after everything in it.
 */
import { StillpointError } from '../errors.ts';

import { DataWindow, type Finisher, type OpenFile, type WindowContext } from './data-window.ts';

/** Bounds of one window. Every step may hold a file open. */
export interface WindowLimits {
  readonly steps: number;
  readonly bytes: number;
}

// One is filled while these are fetched; a third would only hold more files open.
const maxRunning = 2;

/** Whoever makes one ends it with {@link end} or {@link undo}. */
export class WindowQueue {
  readonly #context: WindowContext;
  readonly #limits: WindowLimits;
  readonly #running: { readonly window: DataWindow; readonly settled: Promise<Error | undefined> }[] = [];
  #filling = new DataWindow();

  constructor(context: WindowContext, limits: WindowLimits) {
    this.#context = context;
    this.#limits = limits;
  }

  addChunk(file: OpenFile, id: Uint8Array, fileOffset: number, lengthBytes: number): void {
    this.#filling.addChunk(file, id, fileOffset, lengthBytes);
  }

  /** The step comes after everything added before: content and steps. */
  addFinisher(finisher: Finisher): void {
    this.#filling.addFinisher(finisher);
  }

  /** True when {@link rotate} should be called. */
  get isFull(): boolean {
    return this.#filling.steps >= this.#limits.steps || this.#filling.bytes >= this.#limits.bytes;
  }

  /** Starts the window that was filled and begins a new one; waits for the oldest when too many run. Rejects with what ended it. */
  async rotate(): Promise<void> {
    const window = this.#filling;
    this.#filling = new DataWindow();
    // Both outcomes are values here: a failure is met when its turn comes.
    this.#running.push({ window, settled: window.run(this.#context).then(() => undefined, asError) });
    while (this.#running.length > maxRunning) await this.#finishOldest();
  }

  /** Runs and finishes everything. */
  async end(): Promise<void> {
    await this.rotate();
    while (this.#running.length > 0) await this.#finishOldest();
  }

  /** After a failure: waits until nothing is written any more and undoes every step that is left. */
  async undo(): Promise<void> {
    await Promise.all(this.#running.map(({ settled }) => settled));
    for (const { window } of this.#running.splice(0)) window.finish(true);
    this.#filling.finish(true);
  }

  async #finishOldest(): Promise<void> {
    const [oldest] = this.#running;
    if (oldest === undefined) return;
    const failure = await oldest.settled;
    if (failure !== undefined) throw failure;
    oldest.window.finish(false);
    this.#running.shift();
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new StillpointError('INTERNAL', 'a window of a restore failed', { cause: reason });
}
