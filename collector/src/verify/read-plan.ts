/**
 * Which blocks a verification reads, and how fast: everything, everything from where the last one stopped, or a share of the packs' bytes from where the last sample ended. Packs are
 * read in the order of their ids, which is none: ids are random, so a part of them is a fair sample.
 */
import { Pace } from '../copy/pace.ts';
import type { FullReading, PackPosition, SampleReading } from '../upkeep/verification-record.ts';

/** Settings of a plan. `totalBytes` is the size of all packs. */
export interface ReadPlanOptions {
  /** Remembers how far it came; undefined when nobody is to go on. */
  readonly full?: FullReading | undefined;
  readonly sample?: { readonly share: number; readonly reading: SampleReading | undefined } | undefined;
  /** Bytes a second; undefined for no bound. */
  readonly rateBytes: number | undefined;
  readonly signal: AbortSignal;
}

// A position that is lost costs as much reading again.
const saveMs = 10_000;

/** The plan of one verification. Holds nothing that would need closing; the readings are their owner's. */
export class ReadPlan {
  readonly #options: ReadPlanOptions;
  readonly #pace: Pace;
  #totalBytes = 0;
  #next: PackPosition | undefined;
  #savedMs = performance.now();

  constructor(options: ReadPlanOptions) {
    this.#options = options;
    this.#pace = new Pace(options.rateBytes, options.signal);
  }

  /** Bytes of blocks that were read. */
  get readBytes(): number {
    return this.#pace.bytes;
  }

  /** Bytes that an interrupted verification had read before. */
  get readBefore(): number {
    return this.#options.full?.readBefore ?? 0;
  }

  /** The packs (sorted by id) in the order in which they are to be visited; a sample goes round behind the last one. */
  order<T extends { readonly packId: string; readonly fileBytes: number }>(packs: readonly T[]): readonly T[] {
    this.#totalBytes = packs.reduce((sum, { fileBytes }) => sum + fileBytes, 0);
    const { sample } = this.#options;
    const from = sample?.reading?.from;
    if (from === undefined) return packs;
    const first = packs.findIndex(({ packId }) => packId >= from.packId);
    return first <= 0 ? packs : [...packs.slice(first), ...packs.slice(0, first)];
  }

  /** True when the block is to be read now. */
  wants(packId: string, offset: number): boolean {
    const { sample, full } = this.#options;
    if (sample !== undefined) {
      const from = sample.reading?.from;
      return this.readBytes < sample.share * this.#totalBytes && (from?.packId !== packId || offset >= from.offset);
    }
    const from = full?.from;
    return from === undefined || packId > from.packId || (packId === from.packId && offset >= from.offset);
  }

  /** The block at `offset` is read: waits as the rate says, and remembers it from time to time. */
  async done(packId: string, offset: number, totalBytes: number): Promise<void> {
    this.#next = { packId, offset: offset + totalBytes };
    await this.#pace.pass(totalBytes);
    if (performance.now() - this.#savedMs >= saveMs) await this.save();
  }

  /** Remembers how far it came. */
  async save(): Promise<void> {
    this.#savedMs = performance.now();
    if (this.#next === undefined) return;
    await this.#options.full?.save(this.#next, this.readBytes, this.#totalBytes);
    await this.#options.sample?.reading?.save(this.#next);
  }
}
