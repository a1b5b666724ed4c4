/**
 * What is remembered of verifications that read data: the last ones, how far one of everything has come, and which part the next sample is.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import { z } from 'zod';

import { readState, writeState } from './state-file.ts';

const name = 'verification.json';
// What was read longer ago is worth reading again.
const resumeMs = 30 * 86_400_000;

const position = z.object({ packId: z.string(), offset: z.number() });
const ended = z.object({ endedMs: z.number(), findings: z.number(), readBytes: z.number() });
const schema = z.object({
  /** One of everything that has not come to its end. */
  begun: z.object({ sinceMs: z.number(), next: position.optional(), readBytes: z.number(), totalBytes: z.number() }).optional(),
  /** Where the next sample begins. */
  sample: position.optional(),
  lastFull: ended.optional(),
  last: ended.optional(),
});
type State = z.infer<typeof schema>;

/** A place in the packs, which are read in the order of their ids. */
export type PackPosition = z.infer<typeof position>;
/** A verification that has come to its end. Times are ms since 1970. */
export type EndedVerification = z.infer<typeof ended>;

/** Of one datastore; only its owner writes. Holds nothing that would need closing. */
export class VerificationRecord {
  readonly #directory: string;
  #state: State;
  /** One of each kind goes on with what the last one left; more of them begin anew and leave nothing. */
  readonly #active = new Set<'full' | 'sample'>();

  private constructor(directory: string, state: State) {
    this.#directory = directory;
    this.#state = state;
  }

  /** Reads what was remembered. DATASTORE_IO. */
  static async open(directory: string): Promise<VerificationRecord> {
    return new VerificationRecord(directory, (await readState(directory, name, schema)) ?? {});
  }

  /** When the last verification of either kind ended; undefined when none did. */
  get last(): EndedVerification | undefined {
    return this.#state.last;
  }

  /** True when one of everything was begun and has not ended. */
  get isBegun(): boolean {
    return this.#state.begun !== undefined;
  }

  /** For `status`. */
  facts(): v1.VerificationFacts.$Properties {
    const { begun, lastFull, last } = this.#state;
    return {
      lastFullMs: lastFull?.endedMs ?? 0,
      lastFullFindings: lastFull?.findings ?? 0,
      lastMs: last?.endedMs ?? 0,
      lastFindings: last?.findings ?? 0,
      lastReadBytes: last?.readBytes ?? 0,
      begunMs: begun?.sinceMs ?? 0,
      begunShare: begun === undefined || begun.totalBytes === 0 ? 0 : Math.min(1, begun.readBytes / begun.totalBytes),
    };
  }

  /** Begins to read everything, or goes on; undefined while another verification does. Whoever begins ends it. */
  beginFull(nowMs: number, restart: boolean): FullReading | undefined {
    if (this.#active.has('full')) return undefined;
    this.#active.add('full');
    const { begun } = this.#state;
    const isFresh = begun !== undefined && !restart && begun.sinceMs > nowMs - resumeMs && begun.sinceMs <= nowMs;
    const sinceMs = isFresh ? begun.sinceMs : nowMs;
    const before = isFresh ? begun.readBytes : 0;
    return {
      from: isFresh ? begun.next : undefined,
      readBefore: before,
      save: (next, readBytes, totalBytes) => this.#save({ ...this.#state, begun: { sinceMs, next, readBytes: before + readBytes, totalBytes } }),
      finish: (end) => this.#save({ ...this.#state, begun: undefined, lastFull: end, last: end }),
      [Symbol.dispose]: () => void this.#active.delete('full'),
    };
  }

  /** Begins to read a part; undefined while another verification does. Whoever begins ends it. */
  beginSample(): SampleReading | undefined {
    if (this.#active.has('sample')) return undefined;
    this.#active.add('sample');
    return {
      from: this.#state.sample,
      save: (next) => this.#save({ ...this.#state, sample: next }),
      finish: (end) => this.#save({ ...this.#state, last: end }),
      [Symbol.dispose]: () => void this.#active.delete('sample'),
    };
  }

  async #save(state: State): Promise<void> {
    this.#state = state;
    try {
      await writeState(this.#directory, name, state);
    } catch (error) {
      // Then this process remembers it, which is all that is lost: a verification is most wanted when something is wrong with the disk.
      if (!(error instanceof StillpointError)) throw error;
    }
  }
}

/** A verification of everything under way. */
export interface FullReading extends Disposable {
  /** What lies before was read already. */
  readonly from: PackPosition | undefined;
  readonly readBefore: number;
  /** Everything before `next` is read: `readBytes` of now, of `totalBytes` of all packs. */
  save(next: PackPosition, readBytes: number, totalBytes: number): Promise<void>;
  finish(end: EndedVerification): Promise<void>;
}

/** A verification of a part under way. */
export interface SampleReading extends Disposable {
  readonly from: PackPosition | undefined;
  save(next: PackPosition): Promise<void>;
  finish(end: EndedVerification): Promise<void>;
}
