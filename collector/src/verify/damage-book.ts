/**
 * What a verification found: findings with the paths that they hurt, bounded, whatever the state of the datastore.
 */
import { idKey } from '@stillpoint/proto/chunk-identity.ts';
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

/** A path that damage hurts. */
export interface HurtPath {
  /** 16 bytes. */
  readonly snapshotId: Uint8Array;
  readonly archive: string;
  readonly address: string;
}

interface Finding extends FindingText {
  readonly paths: v1.DamagedPath.$Properties[];
  /** Snapshots with their archives of which a path is among `paths`. */
  readonly places: Set<string>;
  /** The chunks of one file come one after another. */
  lastAddress: string;
  morePaths: number;
  /** Why nobody needs to act; undefined while somebody must. */
  harmless: string | undefined;
}

/** A finding about one block, to be judged when everything is known. */
export interface BadBlock {
  /** n * 32 bytes: the chunks that this block no longer has whole. */
  readonly ids: Uint8Array;
  /** False when the journal knew of all of them before. */
  readonly isNews: boolean;
  /** True when a snapshot that was checked needs one of them and it is nowhere else. */
  readonly hurts: boolean;
  /** Says, in a sentence without a period, why it does no harm: then it is no finding, but a note. */
  readonly excuse: (why: string) => void;
}

const maxFindings = 10_000;
const maxPaths = 20;
// Beyond these one path of each archive of each snapshot: whoever restores wants to know which snapshots are hurt. About 200 bytes each, over all findings.
const maxPlaces = 100_000;
// About 150 bytes each. A pack holds up to 131,072 chunks; what is beyond is found again by the next verification.
const maxBadCopies = 500_000;

/** Collects findings; holds nothing that would need closing. */
export class DamageBook {
  readonly #findings: Finding[] = [];
  readonly #byChunk = new Map<string, Finding>();
  /** Keys of chunks whose copies at some places are bad: chunk -> places. */
  readonly #badPlaces = new Map<string, Set<string>>();
  readonly #badBlocks: { readonly finding: Finding; readonly ids: Uint8Array; readonly isNews: boolean }[] = [];
  readonly #lostPacks = new Set<string>();
  readonly #badCopies: BadCopy[] = [];
  #places = 0;
  #count = 0;
  #harmlessCount = 0;

  /** Findings so far that are not harmless, also those that were too many to be kept. */
  get count(): number {
    return this.#count - this.#harmlessCount;
  }

  /** Findings that do no harm. */
  get harmlessCount(): number {
    return this.#harmlessCount;
  }

  /** Bad copies that were met, for the journal. */
  get badCopies(): readonly BadCopy[] {
    return this.#badCopies;
  }

  /** True when some copy of some chunk is known to be bad: then presence in the index is not enough. */
  get hasBadPlaces(): boolean {
    return this.#badPlaces.size > 0 || this.#lostPacks.size > 0;
  }

  /** Adds a finding that may come to hurt paths through `chunks` (ids). */
  add(text: FindingText, chunks: readonly Uint8Array[] = []): void {
    this.#put(text, chunks);
  }

  /** Adds a finding about a block whose `chunks` are bad; see {@link BadBlock}. */
  addBadBlock(text: FindingText, chunks: readonly Uint8Array[], isNews: boolean): void {
    const finding = this.#put(text, chunks);
    if (finding !== undefined) this.#badBlocks.push({ finding, ids: Buffer.concat(chunks), isNews });
  }

  /** Every bad block that was kept. */
  *badBlocks(): Generator<BadBlock> {
    for (const { finding, ids, isNews } of this.#badBlocks) {
      const excuse = (why: string): void => {
        if (finding.harmless === undefined) this.#harmlessCount += 1;
        finding.harmless = why;
      };
      yield { ids, isNews, hurts: finding.paths.length > 0, excuse };
    }
  }

  /** Notes a copy as bad. `record` false: the journal knows, or it may not be written down (an error that may pass). */
  addBadCopy(copy: BadCopy, record: boolean): void {
    const key = idKey(copy.id);
    const places = this.#badPlaces.get(key) ?? new Set();
    places.add(`${copy.packId}:${copy.blockOffset}`);
    this.#badPlaces.set(key, places);
    if (record) this.recordBadCopy(copy);
  }

  /** Has a bad copy written down; that it is bad must be known otherwise ({@link setLostPack}). */
  recordBadCopy(copy: BadCopy): void {
    if (this.#badCopies.length < maxBadCopies) this.#badCopies.push({ ...copy, id: new Uint8Array(copy.id) });
  }

  /** Of this pack nothing is whole, whatever the index says. */
  setLostPack(packId: string): void {
    this.#lostPacks.add(packId);
  }

  /** True when the copy at this place is not known to be bad. */
  isWhole(id: Uint8Array, packId: string, blockOffset: number): boolean {
    return !this.#lostPacks.has(packId) && this.#badPlaces.get(idKey(id))?.has(`${packId}:${blockOffset}`) !== true;
  }

  /** Says that `path` is hurt by the loss of a chunk; makes the finding when the loss is news. */
  addHurtPath(id: Uint8Array, { snapshotId, archive, address }: HurtPath, news: () => FindingText): void {
    if (!this.#byChunk.has(idKey(id))) this.add(news(), [id]);
    const finding = this.#byChunk.get(idKey(id));
    if (finding === undefined) return;
    if (finding.lastAddress === address || finding.paths.slice(0, maxPaths).some((known) => known.address === address)) return;
    finding.lastAddress = address;
    const place = `${Buffer.from(snapshotId).toString('hex')} ${archive}`;
    const isFirst = !finding.places.has(place) && this.#places < maxPlaces;
    if (finding.paths.length >= maxPaths && !isFirst) {
      finding.morePaths += 1;
      return;
    }
    finding.paths.push({ snapshotId, address });
    if (!isFirst) return;
    finding.places.add(place);
    this.#places += 1;
  }

  /** All findings that were kept. */
  *findings(): Generator<v1.VerifyFinding.$Properties> {
    for (const { code, object, text, paths, morePaths, harmless } of this.#findings) {
      yield { code, object, text: harmless === undefined ? text : `${text}; ${harmless}`, paths, morePaths, harmless: harmless !== undefined };
    }
  }

  #put(text: FindingText, chunks: readonly Uint8Array[]): Finding | undefined {
    this.#count += 1;
    if (this.#findings.length >= maxFindings) return undefined;
    const finding: Finding = { ...text, paths: [], places: new Set(), lastAddress: '', morePaths: 0, harmless: undefined };
    this.#findings.push(finding);
    for (const id of chunks) this.#byChunk.set(idKey(id), finding);
    return finding;
  }
}
