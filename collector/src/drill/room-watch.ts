/**
 * Stops what loads a dump before the filesystem of the scratch folder is full: a dump of a few bytes can ask for all of it, and may wait there for hours. Often enough that is the datastore's
 * filesystem, too, and no guest could be backed up.
 */
import { asStillpointError } from '@stillpoint/proto/cli/error-text.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { formatBytes } from '@stillpoint/proto/text/format-bytes.ts';

import { readFreeSpace, type FreeSpace } from '../datastore/free-space.ts';

/** What it is started with. */
export interface RoomWatchOptions {
  readonly folder: string;
  /** What would stop the work anyway. */
  readonly signal: AbortSignal;
  readonly readSpace?: (folder: string) => Promise<FreeSpace>;
  /** A second unless a test says otherwise. */
  readonly lookMs?: number;
}

// Twice what the alarm FREE_SPACE and new backups want.
const leftAlone = { bytes: 2 * 1_073_741_824, share: 0.1 } as const;

/** Whoever starts it disposes of it. */
export class RoomWatch implements Disposable {
  /** Goes off with the signal that was given, or with TARGET_FULL. */
  readonly signal: AbortSignal;
  readonly #options: RoomWatchOptions;
  readonly #short = new AbortController();
  readonly #timer: NodeJS.Timeout;

  private constructor(options: RoomWatchOptions) {
    this.#options = options;
    this.signal = AbortSignal.any([options.signal, this.#short.signal]);
    this.#timer = setInterval(() => { this.#look().catch((error: unknown) => { this.#short.abort(error); }); }, options.lookMs ?? 1000);
  }

  static start(options: RoomWatchOptions): RoomWatch {
    return new RoomWatch(options);
  }

  /** What was wrong, when it was this that stopped the work. */
  get failure(): StillpointError | undefined {
    const reason: unknown = this.#short.signal.reason;
    return this.#short.signal.aborted ? asStillpointError(reason) : undefined;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    const { folder, readSpace = readFreeSpace } = this.#options;
    const { freeBytes, totalBytes } = await readSpace(folder);
    if (freeBytes >= Math.min(leftAlone.bytes, totalBytes * leftAlone.share)) return;
    this.#short.abort(new StillpointError('TARGET_FULL', `only ${formatBytes(freeBytes)} are left on the filesystem of ${folder}`, { hint: 'name a --scratch folder with more room, on another filesystem than the datastore' }));
  }
}
