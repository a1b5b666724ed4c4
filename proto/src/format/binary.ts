/**
 * Reading and writing of the primitive types that docs/formats.md names: fixed little-endian numbers, `varint`, `svarint`, `bytes`.
 */
import { StillpointError } from '../errors.ts';

const INITIAL_BYTES = 4096;
/** A writer that is used again keeps this much at most: one huge directory must not make every later one pay. */
const KEPT_BYTES = 65_536;

/** A growing byte buffer. `finish()` gives a copy-free view that is valid until the next write after `reset()`. */
export class ByteWriter {
  readonly #initialBytes: number;
  #buffer: Buffer;
  #length = 0;

  constructor(initialBytes = INITIAL_BYTES) {
    this.#initialBytes = initialBytes;
    this.#buffer = Buffer.allocUnsafeSlow(initialBytes);
  }

  /** Bytes written so far. */
  get length(): number {
    return this.#length;
  }

  /** Forgets everything written; the memory is used again, unless it became large. */
  reset(): void {
    this.#length = 0;
    if (this.#buffer.length > Math.max(KEPT_BYTES, 2 * this.#initialBytes)) this.#buffer = Buffer.allocUnsafeSlow(this.#initialBytes);
  }

  /** The bytes written so far as a view over this writer's memory. */
  view(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  /** A copy of the bytes written so far. */
  copy(): Buffer {
    return Buffer.from(this.view());
  }

  u8(value: number): void {
    this.#reserve(1);
    this.#buffer[this.#length++] = value;
  }

  u16(value: number): void {
    this.#reserve(2);
    this.#length = this.#buffer.writeUInt16LE(value, this.#length);
  }

  u32(value: number): void {
    this.#reserve(4);
    this.#length = this.#buffer.writeUInt32LE(value, this.#length);
  }

  /** A non-negative integer below 2^53. */
  u64(value: number): void {
    this.u32(value % 0x1_0000_0000);
    this.u32(Math.floor(value / 0x1_0000_0000));
  }

  /** A non-negative integer up to 2^53. */
  varint(value: number): void {
    this.#reserve(10);
    let rest = value;
    while (rest >= 0x1000_0000) {
      this.#buffer[this.#length++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    while (rest >= 128) {
      this.#buffer[this.#length++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    this.#buffer[this.#length++] = rest;
  }

  /** A non-negative integer below 2^64. */
  bigVarint(value: bigint): void {
    if (value <= 9_007_199_254_740_991n) {
      this.varint(Number(value));
      return;
    }
    this.#reserve(10);
    let rest = value;
    while (rest >= 128n) {
      this.#buffer[this.#length++] = Number(rest & 127n) | 128;
      rest >>= 7n;
    }
    this.#buffer[this.#length++] = Number(rest);
  }

  /** A signed integer of magnitude up to 2^52, zigzag encoded. */
  svarint(value: number): void {
    this.varint(value < 0 ? -value * 2 - 1 : value * 2);
  }

  /** Bytes as they are, without a length. */
  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#buffer.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** A length and the bytes. */
  bytes(bytes: Uint8Array): void {
    this.varint(bytes.length);
    this.raw(bytes);
  }

  /** A latin1 string (one char per byte) as a length and its bytes. */
  latin1(text: string): void {
    this.varint(text.length);
    this.#reserve(text.length);
    this.#length += this.#buffer.write(text, this.#length, 'latin1');
  }

  #reserve(count: number): void {
    const needed = this.#length + count;
    if (needed <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#buffer.length * 2));
    this.#buffer.copy(larger, 0, 0, this.#length);
    this.#buffer = larger;
  }
}

/** Reads primitive types; everything that does not fit the bytes given is NODE_CORRUPT. `bytes` results are views. */
export class ByteReader {
  #buffer: Buffer;
  #position = 0;
  #end: number;

  constructor(bytes: Uint8Array) {
    this.#buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#end = bytes.byteLength;
  }

  /** Goes on with bytes `start` to `end` of another buffer; positions count from that buffer's start. */
  reset(buffer: Buffer, start: number, end: number): void {
    this.#buffer = buffer;
    this.#position = start;
    this.#end = Math.min(end, buffer.length);
  }

  /** Offset of the next byte. May be set to what it was before, to read something again. */
  get position(): number {
    return this.#position;
  }

  set position(position: number) {
    this.#position = position;
  }

  /** Bytes left. */
  get remaining(): number {
    return this.#end - this.#position;
  }

  u8(): number {
    return this.#buffer[this.#take(1)] ?? 0;
  }

  u16(): number {
    return this.#buffer.readUInt16LE(this.#take(2));
  }

  u32(): number {
    return this.#buffer.readUInt32LE(this.#take(4));
  }

  /** A 64-bit integer that must be below 2^53. */
  u64(): number {
    const low = this.u32();
    const value = this.u32() * 0x1_0000_0000 + low;
    if (!Number.isSafeInteger(value)) throw corrupt(`a 64-bit number is out of range at byte ${this.#position - 8}`);
    return value;
  }

  /** An unsigned integer that must not be above 2^53 - 1. */
  varint(): number {
    const start = this.#position;
    const first = start < this.#end ? (this.#buffer[start] ?? 0) : 128;
    if (first >= 128) return this.#longVarint(start);
    this.#position = start + 1;
    return first;
  }

  /** An unsigned integer below 2^64. */
  bigVarint(): bigint {
    const start = this.#position;
    let value = 0n;
    let shift = 0n;
    for (let position = start; position < this.#end && position < start + 10; position++) {
      const byte = this.#buffer[position] ?? 0;
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) {
        if (byte === 0 && position > start) throw corrupt(`a number is longer than needed at byte ${start}`);
        this.#position = position + 1;
        if (value >= 1n << 64n) throw corrupt(`a number is out of range at byte ${start}`);
        return value;
      }
      shift += 7n;
    }
    throw corrupt(`a number is not complete at byte ${start}`);
  }

  svarint(): number {
    const value = this.varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  /** Leaves out the next `count` bytes; returns where they begin. */
  skip(count: number): number {
    return this.#take(count);
  }

  /** As {@link bytes} without a view: the position is then behind them. Returns their number. */
  skipBytes(maxBytes: number): number {
    const length = this.#boundedLength(maxBytes);
    this.#take(length);
    return length;
  }

  /** The next `count` bytes as a view. */
  raw(count: number): Buffer {
    const start = this.#take(count);
    return this.#buffer.subarray(start, start + count);
  }

  /** A length and that many bytes, as a view. */
  bytes(maxBytes = Number.MAX_SAFE_INTEGER): Buffer {
    return this.raw(this.#boundedLength(maxBytes));
  }

  /** A length and that many bytes, as a latin1 string. */
  latin1(maxBytes = Number.MAX_SAFE_INTEGER): string {
    const length = this.#boundedLength(maxBytes);
    const start = this.#take(length);
    return this.#buffer.toString('latin1', start, start + length);
  }

  /** Fails unless every byte was read. */
  end(): void {
    if (this.remaining !== 0) throw corrupt(`${this.remaining} bytes too many at byte ${this.#position}`);
  }

  #longVarint(start: number): number {
    let value = 0;
    let factor = 1;
    const end = Math.min(this.#end, start + 8);
    for (let position = start; position < end; position++) {
      const byte = this.#buffer[position] ?? 0;
      value += (byte & 127) * factor;
      if (byte < 128) {
        if (byte === 0 && position > start) throw corrupt(`a number is longer than needed at byte ${start}`);
        this.#position = position + 1;
        if (value > Number.MAX_SAFE_INTEGER) throw corrupt(`a number is out of range at byte ${start}`);
        return value;
      }
      factor *= 128;
    }
    throw corrupt(`a number is not complete at byte ${start}`);
  }

  #boundedLength(maxBytes: number): number {
    const length = this.varint();
    if (length > maxBytes) throw corrupt(`a field of ${length} bytes is longer than ${maxBytes} at byte ${this.#position}`);
    return length;
  }

  #take(count: number): number {
    const start = this.#position;
    if (count > this.#end - start) throw corrupt(`the bytes end at ${this.#end} but ${count} more are needed at ${start}`);
    this.#position = start + count;
    return start;
  }
}

function corrupt(text: string): StillpointError {
  return new StillpointError('NODE_CORRUPT', text);
}
