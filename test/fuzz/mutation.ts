/**
 * Changes bytes at random, in the ways in which decoders are caught: flipped bits, lengths that lie, pieces left out, doubled, or taken from elsewhere. The same seed gives the same
 * changes.
 */

/** Random numbers of one seed; the same on every machine. */
export class SeededRandom {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** 32 bits (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b_79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  /** From 0 to below `bound`; 0 for a bound of 0. */
  below(bound: number): number {
    return bound <= 0 ? 0 : this.next() % bound;
  }

  /** One of them; there must be one. */
  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }
}

/** What lies at the edges of lengths, counts and signs. */
const edges = [0, 1, 2, 7, 16, 31, 32, 63, 64, 127, 128, 255, 256, 511, 512, 1023, 1024, 4095, 4096, 32_767, 32_768, 65_535, 65_536, 1_048_575, 1_048_576, 1_048_577, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe, 0xffff_ffff];
/** 2^53 - 1, 2^53, 2^63, all ones, and 11 bytes that go on, as varints. */
const varints = ['ffffffffffffff0f', '8080808080808010', '80808080808080808001', 'ffffffffffffffffff01', 'ffffffffffffffffffffff'].map((hex) => Buffer.from(hex, 'hex'));
const words = ['0', '1', '-1', '00000000000', '77777777777', '99999999999', '9007199254740993', '1e309', '..', '/', '\0', '\n', '"', '\\', '=', ':', '@', '\u00e9', '\xff'].map((word) => Buffer.from(word, 'latin1'));

type Change = (bytes: Buffer, random: SeededRandom, others: readonly Buffer[]) => Buffer;

const changes: readonly Change[] = [
  (bytes, random) => withByte(bytes, random, (byte) => byte ^ (1 << random.below(8))),
  (bytes, random) => withByte(bytes, random, () => random.below(256)),
  (bytes, random) => withByte(bytes, random, () => random.pick([0, 1, 0x7f, 0x80, 0xff])),
  (bytes, random) => withNumber(bytes, random, 2),
  (bytes, random) => withNumber(bytes, random, 4),
  (bytes, random) => withNumber(bytes, random, 6),
  // A number becomes a little larger or smaller.
  (bytes, random) => withByte(bytes, random, (byte) => byte + random.pick([-2, -1, 1, 2])),
  (bytes, random) => replaced(bytes, random, random.pick(varints)),
  (bytes, random) => replaced(bytes, random, random.pick(words)),
  (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1)),
  (bytes, random) => Buffer.concat([bytes, Buffer.alloc(random.below(64), random.pick([0, 0xff]))]),
  (bytes, random) => {
    const [from, to] = range(bytes, random);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  (bytes, random) => {
    const [from, to] = range(bytes, random);
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
  },
  (bytes, random) => {
    const [from, to] = range(bytes, random);
    return Buffer.concat([bytes.subarray(0, from), Buffer.alloc(to - from, random.pick([0, 0xff, 0x80])), bytes.subarray(to)]);
  },
  (bytes, random, others) => {
    const other = random.pick(others);
    const [from, to] = range(other, random);
    const at = random.below(bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), other.subarray(from, to), bytes.subarray(random.below(2) === 0 ? at : Math.min(bytes.length, at + to - from))]);
  },
];

/** What the bytes may grow to. */
const maxBytes = 2_097_152;

/** A changed copy of `bytes`; pieces may come from `others`, of which there is one at least. */
export function mutate(bytes: Buffer, random: SeededRandom, others: readonly Buffer[]): Buffer {
  let changed = bytes;
  for (let left = 1 + random.below(4); left > 0; left--) changed = random.pick(changes)(changed, random, others);
  return Buffer.from(changed.subarray(0, maxBytes));
}

function withByte(bytes: Buffer, random: SeededRandom, change: (byte: number) => number): Buffer {
  const copy = Buffer.from(bytes);
  const at = random.below(copy.length);
  if (at < copy.length) copy[at] = change(copy[at] ?? 0) & 0xff;
  return copy;
}

function withNumber(bytes: Buffer, random: SeededRandom, width: number): Buffer {
  if (bytes.length < width) return bytes;
  const copy = Buffer.from(bytes);
  const value = random.below(3) === 0 ? Math.max(0, bytes.length + random.below(64) - 32) : random.pick(edges);
  copy.writeUIntLE(value % 2 ** (8 * width), random.below(copy.length - width + 1), width);
  return copy;
}

function replaced(bytes: Buffer, random: SeededRandom, by: Buffer): Buffer {
  const at = random.below(bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, at), by, bytes.subarray(at + (random.below(2) === 0 ? 0 : by.length))]);
}

/** Mostly short. */
function range(bytes: Buffer, random: SeededRandom): readonly [from: number, to: number] {
  const from = random.below(bytes.length);
  const length = random.below(random.pick([5, 64, bytes.length - from + 1]));
  return [from, Math.min(bytes.length, from + length)];
}
