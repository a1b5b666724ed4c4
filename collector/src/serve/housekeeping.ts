/**
 * What a serving collector does by itself: it notes that its clock is right, and collects garbage. Every run is one that an administrator could have asked for.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { Logger } from '@stillpoint/proto/log/logger.ts';
import { formatBytes } from '@stillpoint/proto/text/format-bytes.ts';

import { AdminCore } from '../admin/admin-core.ts';
import type { AdminParts } from '../admin/admin-parts.ts';
import { noteTime } from '../admin/retention-administration.ts';

/** Settings. `gcIntervalMs` undefined: garbage is collected when somebody says `gc`. */
export interface HousekeepingOptions {
  readonly gcIntervalMs: number | undefined;
  readonly logger: Logger;
}

const noteTimeMs = 3_600_000;
/** A collector that is restarted every night must collect, too. */
const firstGcMs = 3_600_000;

/** Whoever starts it closes it, before what it works on. */
export class Housekeeping implements AsyncDisposable {
  readonly #parts: AdminParts;
  readonly #options: HousekeepingOptions;
  readonly #stop = new AbortController();
  readonly #clock: NodeJS.Timeout;
  #gc: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  private constructor(parts: AdminParts, options: HousekeepingOptions) {
    this.#parts = parts;
    this.#options = options;
    this.#clock = setInterval(() => { this.#enqueue(() => this.#noteTime()); }, noteTimeMs);
    this.#clock.unref();
    this.#enqueue(() => this.#noteTime());
    if (options.gcIntervalMs !== undefined) this.#schedule(Math.min(firstGcMs, options.gcIntervalMs), options.gcIntervalMs);
  }

  static start(parts: AdminParts, options: HousekeepingOptions): Housekeeping {
    return new Housekeeping(parts, options);
  }

  /** Ends a collection that is under way; what it has not freed the next one does. Safe to call again. */
  async close(): Promise<void> {
    clearInterval(this.#clock);
    clearTimeout(this.#gc);
    this.#stop.abort();
    await this.#running;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #schedule(delayMs: number, intervalMs: number): void {
    this.#gc = setTimeout(() => {
      this.#enqueue(() => this.#collect());
      this.#schedule(intervalMs, intervalMs);
    }, delayMs);
    this.#gc.unref();
  }

  /** One thing after another; what fails is told in the log and tried again at its next time. */
  #enqueue(work: () => Promise<void>): void {
    this.#running = this.#running.then(work).catch((error: unknown) => {
      if (this.#stop.signal.aborted) return;
      const isOrdinary = error instanceof StillpointError && (error.code === 'COLLECTION_ACTIVE' || error.code === 'COLLECTION_BLOCKED');
      this.#options.logger[isOrdinary ? 'warn' : 'error']({ err: error }, 'housekeeping failed');
    });
  }

  async #noteTime(): Promise<void> {
    if (this.#stop.signal.aborted) return;
    await this.#parts.decisions?.exclusively((decide) => noteTime(this.#parts, decide));
  }

  async #collect(): Promise<void> {
    if (this.#stop.signal.aborted) return;
    const admin = new AdminCore(this.#parts, { actor: 'collector', signal: this.#stop.signal });
    for await (const { summary } of admin.collectGarbage({})) {
      if (summary) this.#options.logger.info({ ...summary }, `garbage collected: ${formatBytes(summary.freedBytes ?? 0)} freed`);
    }
  }
}
