/**
 * How the filesystem of a datastore fills up, from one sample a day.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { z } from 'zod';

import type { FreeSpace } from '../datastore/free-space.ts';
import { readState, writeState } from './state-file.ts';

const name = 'space.json';
const dayMs = 86_400_000;
const maxSamples = 60;
// Older ones say little of what comes.
const windowMs = 30 * dayMs;

const sample = z.object({ timeMs: z.number(), freeBytes: z.number(), totalBytes: z.number() });
const schema = z.object({ samples: z.array(sample).max(1000) });

/** Space at one time, ms since 1970. */
export type SpaceSample = z.infer<typeof sample>;

/** `dailyGrowthBytes` undefined: nothing is known yet. `daysUntilFull` undefined: not known, or it does not grow. */
export interface Growth {
  readonly dailyGrowthBytes: number | undefined;
  readonly daysUntilFull: number | undefined;
}

/** Of one datastore; only its owner writes. Holds nothing that would need closing. */
export class SpaceHistory {
  readonly #directory: string;
  #samples: readonly SpaceSample[];

  private constructor(directory: string, samples: readonly SpaceSample[]) {
    this.#directory = directory;
    this.#samples = samples;
  }

  /** Reads what was remembered. DATASTORE_IO. */
  static async open(directory: string): Promise<SpaceHistory> {
    return new SpaceHistory(directory, (await readState(directory, name, schema))?.samples ?? []);
  }

  /** Adds a sample if the last one is a day old. */
  async note(nowMs: number, { freeBytes, totalBytes }: FreeSpace): Promise<void> {
    const last = this.#samples.at(-1);
    if (last !== undefined && last.timeMs <= nowMs && nowMs - last.timeMs < dayMs) return;
    // A clock that went back: what seems to lie ahead would spoil every forecast.
    this.#samples = [...this.#samples.filter(({ timeMs }) => timeMs <= nowMs), { timeMs: nowMs, freeBytes, totalBytes }].slice(-maxSamples);
    try {
      await writeState(this.#directory, name, { samples: this.#samples });
    } catch (error) {
      // A full disk must not end what keeps it from being full; the sample counts in this process.
      if (!(error instanceof StillpointError)) throw error;
    }
  }

  /** What is to be expected from `now` on. */
  growth(nowMs: number, now: FreeSpace): Growth {
    return forecast(this.#samples, nowMs, now);
  }
}

/**
 * The average growth of what is used between the oldest sample of the last 30 days and now. Samples of a filesystem of another size (it was enlarged) do not count before that. Nothing is known
 * before a day has passed.
 */
export function forecast(samples: readonly SpaceSample[], nowMs: number, { freeBytes, totalBytes }: FreeSpace): Growth {
  const first = samples.find((candidate) => candidate.timeMs >= nowMs - windowMs && candidate.timeMs <= nowMs && candidate.totalBytes === totalBytes);
  if (first === undefined || nowMs - first.timeMs < dayMs) return { dailyGrowthBytes: undefined, daysUntilFull: undefined };
  const dailyGrowthBytes = Math.round(((first.freeBytes - freeBytes) / (nowMs - first.timeMs)) * dayMs);
  return { dailyGrowthBytes, daysUntilFull: dailyGrowthBytes > 0 ? freeBytes / dailyGrowthBytes : undefined };
}
