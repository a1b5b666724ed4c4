import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compiledScan } from './build.ts';
import { CHUNK_DATA_OFFSET, Chunker, contentClasses, createChunkMemory } from './chunker.ts';
import type { ChunkerParameters, ChunkMemory } from './chunker.ts';
import { gearTable } from './gear.ts';
import { boundaryBits } from './parameters.ts';
import { twinLengths } from './twin.ts';

const KIB = 1024;
const MIB = 1024 * KIB;
const classNames = ['files', 'dump'] as const;
/** Small enough that a few KiB have many boundaries; an average above two lanes of the inner loop is in `wide`. */
const small: ChunkerParameters = { minBytes: 128, averageBytes: 512, maxBytes: 2048 };
const wide: ChunkerParameters = { minBytes: 256, averageBytes: 16 * KIB, maxBytes: 64 * KIB };

/** xorshift32: the same bytes everywhere, for ever. */
function pseudoRandom(length: number, seed: number): Uint8Array {
  const words = new Uint32Array(Math.ceil(length / 4));
  let state = seed;
  for (let index = 0; index < words.length; index++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[index] = state;
  }
  return new Uint8Array(words.buffer, 0, length);
}

function load(data: Uint8Array): ChunkMemory {
  const memory = createChunkMemory(data.length);
  new Uint8Array(memory.buffer).set(data, CHUNK_DATA_OFFSET);
  return memory;
}

/** All lengths with everything at hand at once. */
function lengthsOf(parameters: ChunkerParameters, data: Uint8Array): number[] {
  const chunker = Chunker.create(parameters, load(data));
  const end = CHUNK_DATA_OFFSET + data.length;
  const lengths: number[] = [];
  for (let offset = CHUNK_DATA_OFFSET; offset < end; offset += lengths.at(-1) ?? 0) lengths.push(chunker.next(offset, end, true));
  return lengths;
}

/** All lengths when the data comes in pieces of `pieces` bytes (repeated), and each unfinished chunk moves to `places` (alternately) before it goes on. */
function lengthsInPieces(parameters: ChunkerParameters, data: Uint8Array, pieces: readonly number[]): number[] {
  const memory = createChunkMemory(4 * parameters.maxBytes);
  const bytes = new Uint8Array(memory.buffer);
  const places = [CHUNK_DATA_OFFSET, CHUNK_DATA_OFFSET + 2 * parameters.maxBytes + 1];
  const chunker = Chunker.create(parameters, memory);
  const lengths: number[] = [];
  let start = 0;
  for (let turn = 0, given = 0; start < data.length; turn++) {
    given = Math.min(data.length, Math.max(given, start) + (pieces[turn % pieces.length] ?? 1), start + parameters.maxBytes);
    const place = places[turn % 2] ?? CHUNK_DATA_OFFSET;
    bytes.set(data.subarray(start, given), place);
    const length = chunker.next(place, place + given - start, given === data.length);
    if (length > 0) lengths.push(length);
    start += length;
  }
  return lengths;
}

/** Data as guests have it: random runs, zeros, repeated words, and mixtures. */
const contents = fc
  .array(
    fc.oneof(
      fc.record({ kind: fc.constant('random' as const), length: fc.nat(9000), seed: fc.integer({ min: 1 }) }),
      fc.record({ kind: fc.constant('same' as const), length: fc.nat(9000), seed: fc.nat(255) }),
      fc.record({ kind: fc.constant('period' as const), length: fc.nat(9000), seed: fc.integer({ min: 1, max: 300 }) }),
    ),
    { maxLength: 6 },
  )
  .map((parts) =>
    Buffer.concat(
      parts.map(({ kind, length, seed }) => {
        if (kind === 'random') return pseudoRandom(length, seed);
        if (kind === 'same') return Buffer.alloc(length, seed);
        return Buffer.alloc(length, pseudoRandom(seed, seed));
      }),
    ),
  );

describe('Chunker', () => {
  for (const [name, parameters] of Object.entries({ small, wide })) {
    it(`cuts any content where its TypeScript twin does (${name} chunks)`, () => {
      fc.assert(fc.property(contents, (data) => { expect(lengthsOf(parameters, data)).toEqual(twinLengths(parameters, data)); }), { numRuns: 150 });
    });

    it(`cuts at the same places however the data is handed in (${name} chunks)`, () => {
      const pieces = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 5 });
      fc.assert(fc.property(contents, pieces, (data, sizes) => { expect(lengthsInPieces(parameters, data, sizes)).toEqual(twinLengths(parameters, data)); }), { numRuns: 100 });
    });
  }

  it('cuts at the same places when single bytes are handed in', () => {
    const data = pseudoRandom(6000, 5);
    expect(lengthsInPieces(small, data, [1])).toEqual(twinLengths(small, data));
  });

  for (const name of classNames) {
    const parameters = contentClasses[name];

    it(`keeps the ${name} class within its minimum and maximum and within 20 % of its average on random data`, () => {
      const lengths = lengthsOf(parameters, pseudoRandom(64 * MIB, 77));
      for (const length of lengths.slice(0, -1)) expect(length).toBeGreaterThanOrEqual(parameters.minBytes);
      for (const length of lengths) expect(length).toBeLessThanOrEqual(parameters.maxBytes);
      const average = (64 * MIB) / lengths.length;
      expect(average).toBeGreaterThan(parameters.averageBytes * 0.8);
      expect(average).toBeLessThan(parameters.averageBytes * 1.2);
    });

    it(`finds the old boundaries of the ${name} class again after bytes were inserted and removed`, () => {
      const before = pseudoRandom(16 * MIB, 3);
      const after = Buffer.concat([before.subarray(0, 5 * MIB), Buffer.from('inserted'), before.subarray(5 * MIB, 9 * MIB), before.subarray(9 * MIB + 1001)]);
      const chunks = (data: Uint8Array): string[] => {
        let start = 0;
        return lengthsOf(parameters, data).map((length) => createHash('sha256').update(data.subarray(start, (start += length))).digest('hex'));
      };
      const known = new Set(chunks(before));
      const unknown = chunks(after).filter((chunk) => !known.has(chunk));
      // each of the two places may cost a few chunks until the next common boundary
      expect(unknown.length).toBeLessThanOrEqual(12);
      expect(unknown.length).toBeGreaterThan(0);
    });

    it(`cuts a run of any one byte into chunks of the ${name} class's maximum`, () => {
      const memory = createChunkMemory(parameters.maxBytes + 1);
      const chunker = Chunker.create(parameters, memory);
      for (let byte = 0; byte < 256; byte++) {
        new Uint8Array(memory.buffer).fill(byte, CHUNK_DATA_OFFSET);
        expect(chunker.next(CHUNK_DATA_OFFSET, CHUNK_DATA_OFFSET + parameters.maxBytes + 1, false)).toBe(parameters.maxBytes);
      }
    });
  }

  it('cuts the pages class every 16 KiB, and nowhere else', () => {
    expect(lengthsOf(contentClasses.pages, pseudoRandom(100 * KIB, 21))).toEqual([...Array.from({ length: 6 }, () => 16 * KIB), 4 * KIB]);
  });

  it('gives 0 until the minimum has come, the rest when it is final, and 0 for no rest', () => {
    const chunker = Chunker.create(contentClasses.files, createChunkMemory(MIB));
    expect(chunker.next(CHUNK_DATA_OFFSET, CHUNK_DATA_OFFSET + 1000, false)).toBe(0);
    expect(chunker.next(CHUNK_DATA_OFFSET, CHUNK_DATA_OFFSET + 1000, true)).toBe(1000);
    expect(chunker.next(CHUNK_DATA_OFFSET, CHUNK_DATA_OFFSET, true)).toBe(0);
  });

  it('begins a new chunk after reset', () => {
    const data = pseudoRandom(64 * KIB, 9);
    const chunker = Chunker.create(small, load(data));
    const first = chunker.next(CHUNK_DATA_OFFSET, CHUNK_DATA_OFFSET + data.length, true);
    expect(first).toBeGreaterThan(small.minBytes);
    expect(chunker.next(CHUNK_DATA_OFFSET, CHUNK_DATA_OFFSET + first - 1, false)).toBe(0);
    chunker.reset();
    const second = chunker.next(CHUNK_DATA_OFFSET + first, CHUNK_DATA_OFFSET + data.length, true);
    expect(second).toBe(twinLengths(small, data)[1]);
  });

  it('refuses ranges outside the data of its memory', () => {
    const chunker = Chunker.create(small, createChunkMemory(64 * KIB));
    for (const [offset, end] of [[0, 100], [CHUNK_DATA_OFFSET - 1, CHUNK_DATA_OFFSET], [CHUNK_DATA_OFFSET + 1, CHUNK_DATA_OFFSET], [CHUNK_DATA_OFFSET, 128 * KIB + 1]] as const) {
      expect(() => chunker.next(offset, end, true)).toThrow(expect.objectContaining({ code: 'INTERNAL' }));
    }
  });

  it('leaves all of its memory but the gear table as it was', () => {
    const data = pseudoRandom(MIB, 11);
    const memory = load(data);
    const chunker = Chunker.create(small, memory);
    for (let offset = CHUNK_DATA_OFFSET, end = offset + data.length; offset < end; ) offset += chunker.next(offset, end, true);
    const bytes = Buffer.from(memory.buffer);
    expect(bytes.subarray(0, 2048).equals(gearTable())).toBe(true);
    expect(bytes.subarray(2048, CHUNK_DATA_OFFSET).every((byte) => byte === 0)).toBe(true);
    expect(bytes.subarray(CHUNK_DATA_OFFSET).equals(data)).toBe(true);
  });
});

describe('what is on disk', () => {
  it('keeps the numbers and sizes of the content classes', () => {
    expect(contentClasses).toEqual({
      files: { number: 1, minBytes: 65_536, averageBytes: 262_144, maxBytes: 1_048_576 },
      dump: { number: 2, minBytes: 2048, averageBytes: 8192, maxBytes: 32_768 },
      pages: { number: 3, minBytes: 16_384, averageBytes: 16_384, maxBytes: 16_384 },
    });
  });

  // Other boundaries would deduplicate nothing against what is stored: these values never change.
  it('keeps the gear table', () => {
    expect(createHash('sha256').update(gearTable()).digest('hex')).toBe('0f8b6821ebc5928c5771ea980e73cf3fbdc3bf05e3dc729e3986a37fdb1bec03');
  });

  it.each([
    ['files', '9ffad8ec48ac922cd7c709b8c42c1a359cdcaaaf646af5996a93bb05518239b3'],
    ['dump', '4dd43994e82ae996a78398c47e8bdec3b0089ab953f0b51decab570ac597c14e'],
  ] as const)('keeps the boundaries of the %s class', (name, expected) => {
    const lengths = lengthsOf(contentClasses[name], pseudoRandom(8 * MIB, 2026));
    expect(lengths).toEqual(twinLengths(contentClasses[name], pseudoRandom(8 * MIB, 2026)));
    expect(createHash('sha256').update(lengths.join(',')).digest('hex')).toBe(expected);
  });

  it('has the committed WebAssembly compiled from the committed source', { timeout: 60_000 }, () => {
    expect(readFileSync(join(import.meta.dirname, 'chunker.wasm.ts'), 'utf8')).toBe(compiledScan());
  });
});

describe('boundaryBits', () => {
  it.each([
    ['a minimum above the average', { minBytes: 1024, averageBytes: 512, maxBytes: 2048 }],
    ['an average above the maximum', { minBytes: 128, averageBytes: 4096, maxBytes: 2048 }],
    ['an average that is no power of two', { minBytes: 128, averageBytes: 1000, maxBytes: 2048 }],
    ['a minimum below the window of the hash', { minBytes: 64, averageBytes: 512, maxBytes: 2048 }],
    ['a size that is no whole number', { minBytes: 128.5, averageBytes: 512, maxBytes: 2048 }],
    ['a size that is no number', { minBytes: 128, averageBytes: 512, maxBytes: Number.NaN }],
  ])('refuses %s', (_, parameters) => {
    expect(() => boundaryBits(parameters)).toThrow(expect.objectContaining({ code: 'INTERNAL' }));
  });
});
