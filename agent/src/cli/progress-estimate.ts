/**
 * What the numbers of a running backup mean: how fast, how much was known already, how long it will take.
 */
import type { RunProgress } from '../run/run-events.ts';

/** Long enough to even out single large files, short enough to show that something got slow. */
const windowMs = 10_000;
/** Earlier than this, the start-up spoils every estimate. */
const estimateAfterMs = 3000;
const estimateAfterShare = 0.02;

/** Remembers the last seconds of one run. */
export class ProgressEstimate {
  #samples: { readonly atMs: number; readonly bytes: number }[] = [{ atMs: 0, bytes: 0 }];
  #finished = { bytes: 0, bytesRead: 0 };
  #seenBytes = 0;

  /** Bytes seen so far, those of the file that is being read included: `bytes` of the progress grows only when a file is finished, and one may take an hour. */
  seenBytes({ bytes, bytesRead }: RunProgress): number {
    if (bytes !== this.#finished.bytes) this.#finished = { bytes, bytesRead };
    this.#seenBytes = Math.max(this.#seenBytes, bytes + bytesRead - this.#finished.bytesRead);
    return this.#seenBytes;
  }

  /** Bytes a second over the last seconds, of what was seen at each call. */
  bytesPerSecond(elapsedMs: number): number {
    const bytes = this.#seenBytes;
    this.#samples = [...this.#samples.filter(({ atMs }) => atMs >= elapsedMs - windowMs), { atMs: elapsedMs, bytes }];
    const [first] = this.#samples;
    if (first === undefined || elapsedMs <= first.atMs) return 0;
    return ((bytes - first.bytes) * 1000) / (elapsedMs - first.atMs);
  }
}

/** Share (0 to 1) of the bytes so far that the collector had already; undefined before there are any. */
export function deduplicatedShare({ bytes, bytesRead, offeredBytes, newBytes }: RunProgress): number | undefined {
  // What was read but not offered yet may be either.
  const known = Math.max(bytes - bytesRead, 0) + offeredBytes;
  return known === 0 ? undefined : Math.min(Math.max(1 - newBytes / known, 0), 1);
}

/** Time left by the counts of the plan's previous snapshot; undefined for a first one, at the very beginning, and when there is more than there was. */
export function remainingMs({ elapsedMs, files, bytes, expectedFiles, expectedBytes }: RunProgress): number | undefined {
  if (expectedFiles === 0 || elapsedMs < estimateAfterMs) return undefined;
  // Many small files take long for few bytes, and the other way round.
  const share = (files / expectedFiles + (expectedBytes === 0 ? files / expectedFiles : bytes / expectedBytes)) / 2;
  if (share < estimateAfterShare || share >= 1) return undefined;
  return (elapsedMs * (1 - share)) / share;
}
