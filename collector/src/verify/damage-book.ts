/**
 * What a verification found: findings with the paths that they hurt, bounded, whatever the state of the datastore.
 */
import { idKey, keyToId } from '@stillpoint/proto/chunk-identity.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

/** A copy of a chunk that is bad. `blockOffset` as in packs. */
export interface BadCopy {
  /** 32 bytes. */
  readonly id: Uint8Array;
  readonly packId: string;
  readonly blockOffset: number;
}

/** What one finding says; texts are whole sentences without a period. */
export interface FindingText {
  /** A code of proto/src/errors.ts. */
  readonly code: string;
  /** The thing that is wrong: a pack, a block, a snapshot, a file. */
  readonly object: string;
  readonly text: string;
}

interface Finding extends FindingText {
  readonly paths: v1.DamagedPath.$Properties[];
  morePaths: number;
}

const maxFindings = 10_000;
const maxPaths = 20;
// About 150 bytes each. A pack holds up to 131,072 chunks; what is beyond is found again by the next verification.
const maxBadCopies = 500_000;

/** Collects findings; holds nothing that would need closing. */
export class DamageBook {
  readonly #findings: Finding[] = [];
  readonly #byChunk = new Map<string, Finding>();
  /** Keys of chunks whose copies at some places are bad: chunk -> places. */
  readonly #badPlaces = new Map<string, Set<string>>();
  /** Packs whose index is not to be believed, with the offsets of their whole blocks. */
  readonly #wholeBlocks = new Map<string, ReadonlySet<number>>();
  readonly #badCopies: BadCopy[] = [];
  #count = 0;

  /** Findings so far, also those that were too many to be kept. */
  get count(): number {
    return this.#count;
  }

  /** Bad copies that were met, for the journal. */
  get badCopies(): readonly BadCopy[] {
    return this.#badCopies;
  }

  /** True when some copy of some chunk is known to be bad: then presence in the index is not enough. */
  get hasBadPlaces(): boolean {
    return this.#badPlaces.size > 0 || this.#wholeBlocks.size > 0;
  }

  /** Adds a finding that may come to hurt paths through `chunks` (ids). */
  add(text: FindingText, chunks: readonly Uint8Array[] = []): void {
    this.#count += 1;
    if (this.#findings.length >= maxFindings) return;
    const finding: Finding = { ...text, paths: [], morePaths: 0 };
    this.#findings.push(finding);
    for (const id of chunks) this.#byChunk.set(idKey(id), finding);
  }

  /** Notes a copy as bad. `record` false: the journal knows, or it may not be written down (an error that may pass). */
  addBadCopy(copy: BadCopy, record: boolean): void {
    const key = idKey(copy.id);
    const places = this.#badPlaces.get(key) ?? new Set();
    places.add(`${copy.packId}:${copy.blockOffset}`);
    this.#badPlaces.set(key, places);
    if (record && this.#badCopies.length < maxBadCopies) this.#badCopies.push({ ...copy, id: keyToId(key) });
  }

  /** Of this pack only blocks at these offsets are whole, whatever the index says. */
  setWholeBlocks(packId: string, offsets: ReadonlySet<number>): void {
    this.#wholeBlocks.set(packId, offsets);
  }

  /** True when the copy at this place is not known to be bad. */
  isWhole(id: Uint8Array, packId: string, blockOffset: number): boolean {
    if (this.#badPlaces.get(idKey(id))?.has(`${packId}:${blockOffset}`) === true) return false;
    return this.#wholeBlocks.get(packId)?.has(blockOffset) ?? true;
  }

  /** Says that `path` is hurt by the loss of a chunk; makes the finding when the loss is news. */
  addHurtPath(id: Uint8Array, path: v1.DamagedPath.$Properties, news: () => FindingText): void {
    if (!this.#byChunk.has(idKey(id))) this.add(news(), [id]);
    const finding = this.#byChunk.get(idKey(id));
    if (finding === undefined) return;
    if (finding.paths.some((known) => known.address === path.address)) return;
    if (finding.paths.length < maxPaths) finding.paths.push(path);
    else finding.morePaths += 1;
  }

  /** All findings that were kept. */
  *findings(): Generator<v1.VerifyFinding.$Properties> {
    for (const { paths, morePaths, ...text } of this.#findings) yield { ...text, paths, morePaths };
  }
}
