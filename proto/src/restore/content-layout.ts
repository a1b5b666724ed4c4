/**
 * Where a file's chunks belong in the file: one after another, with the holes between them left out.
 */
import { StillpointError } from '../errors.ts';
import type { Hole } from '../format/entry.ts';

/** Gives the offset of each piece of content in turn; no piece may reach into a hole or past the end. */
export class ContentLayout {
  readonly #holes: readonly Hole[];
  readonly #sizeBytes: number;
  #position = 0;
  #nextHole = 0;

  constructor(sizeBytes: number, holes: readonly Hole[]) {
    this.#sizeBytes = sizeBytes;
    this.#holes = holes;
    this.#skipHoles();
  }

  /** Offset of the next `length` bytes of content. NODE_CORRUPT when they do not fit between the holes. */
  take(length: number): number {
    const offset = this.#position;
    const end = this.#holes[this.#nextHole]?.offset ?? this.#sizeBytes;
    if (length > end - offset) throw new StillpointError('NODE_CORRUPT', 'a file has more content than its size and holes leave room for');
    this.#position = offset + length;
    this.#skipHoles();
    return offset;
  }

  /** NODE_CORRUPT unless all content was taken. */
  end(): void {
    if (this.#position !== this.#sizeBytes) throw new StillpointError('NODE_CORRUPT', `a file has content for ${this.#position} of ${this.#sizeBytes} bytes`);
  }

  #skipHoles(): void {
    for (let hole = this.#holes[this.#nextHole]; hole !== undefined && hole.offset <= this.#position; hole = this.#holes[this.#nextHole]) {
      this.#position = hole.offset + hole.length;
      this.#nextHole++;
    }
  }
}

/** Bytes of a file that are not in holes. */
export function dataBytes(sizeBytes: number, holes: readonly Hole[]): number {
  return holes.reduce((rest, hole) => rest - hole.length, sizeBytes);
}

/** The runs of data between the holes, each with its offset. */
export function dataRuns(sizeBytes: number, holes: readonly Hole[]): Hole[] {
  const runs: Hole[] = [];
  let position = 0;
  for (const hole of [...holes, { offset: sizeBytes, length: 0 }]) {
    if (hole.offset > position) runs.push({ offset: position, length: hole.offset - position });
    position = hole.offset + hole.length;
  }
  return runs;
}
