/**
 * How data is cut into chunks. A boundary after L bytes of a chunk depends on L and on the 64 bytes before it, on nothing else:
 * L < minimum: never; minimum <= L <= average: the hash has log2(average) + 2 upper bits zero; L > average: log2(average) - 2; L = maximum: always.
 * (FastCDC's normalised chunking at level 2; Xia et al., USENIX ATC 2016.) Never change what a class says (docs/formats.md, "Chunking").
 */
import { StillpointError } from '../errors.ts';

/** Sizes in bytes. `averageBytes` is a power of two; random data comes out about 15 % longer. */
export interface ChunkerParameters {
  readonly minBytes: number;
  readonly averageBytes: number;
  readonly maxBytes: number;
}

/** Parameters for one kind of content; `number` is on disk. */
export interface ContentClass extends ChunkerParameters {
  readonly number: number;
}

/** Names and numbers are on disk. Never change. */
export const contentClasses = {
  /** regular files */
  files: { number: 1, minBytes: 64 * 1024, averageBytes: 256 * 1024, maxBytes: 1024 * 1024 },
  /** database dumps and output of commands: 1 % of rows changed at random would leave no 256 KiB chunk alone (measured: docs/performance.md) */
  dump: { number: 2, minBytes: 2 * 1024, averageBytes: 8 * 1024, maxBytes: 32 * 1024 },
  /** files made of pages that are changed in place (a database's own): one length, so that a changed page costs one chunk */
  pages: { number: 3, minBytes: 16 * 1024, averageBytes: 16 * 1024, maxBytes: 16 * 1024 },
} as const satisfies Record<string, ContentClass>;

/** 'files', 'dump' or 'pages'. */
export type ContentClassName = keyof typeof contentClasses;

/** How many upper bits of the hash must be zero for a boundary. */
export interface BoundaryBits {
  /** up to the average length */
  readonly strict: number;
  /** beyond it */
  readonly loose: number;
}

/** The smallest minimum: the hash of a boundary covers 64 bytes, all of them in the chunk. */
const LEAST_MIN_BYTES = 128;

/** Checks `parameters` and gives the conditions that follow from them. Throws INTERNAL when they make no sense. */
export function boundaryBits(parameters: ChunkerParameters): BoundaryBits {
  const { minBytes, averageBytes, maxBytes } = parameters;
  const bits = Math.log2(averageBytes);
  const ordered = minBytes >= LEAST_MIN_BYTES && minBytes <= averageBytes && averageBytes <= maxBytes;
  if (![minBytes, bits, maxBytes].every(Number.isSafeInteger) || !ordered || bits > 30) {
    throw new StillpointError('INTERNAL', `chunk sizes ${String(minBytes)}/${String(averageBytes)}/${String(maxBytes)} are out of order, too small, or have an average that is no power of two`);
  }
  return { strict: bits + 2, loose: bits - 2 };
}
