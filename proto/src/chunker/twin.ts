/**
 * The chunker in plain TypeScript, written for plainness: what the compiled one is tested against. Slower; not used in production.
 */
import { gearTable } from './gear.ts';
import { boundaryBits } from './parameters.ts';
import type { ChunkerParameters } from './parameters.ts';

/** The length in bytes of the first chunk of `data`, which is all there is; 0 for no data. */
export type FirstChunk = (data: Uint8Array) => number;

/** Makes the function that cuts by `parameters`. Throws INTERNAL when they make no sense. */
export function createTwin(parameters: ChunkerParameters): FirstChunk {
  const { minBytes, averageBytes, maxBytes } = parameters;
  const bits = boundaryBits(parameters);
  const table = new DataView(gearTable().buffer);
  // The 64-bit hash in two halves: numbers are exact to 53 bits only.
  const lowGear = Uint32Array.from({ length: 256 }, (_, byte) => table.getUint32(byte * 8, true));
  const highGear = Uint32Array.from({ length: 256 }, (_, byte) => table.getUint32(byte * 8 + 4, true));
  const strictLimit = 2 ** (32 - bits.strict);
  const looseLimit = 2 ** (32 - bits.loose);

  return (data) => {
    const end = Math.min(data.length, maxBytes);
    let low = 0;
    let high = 0;
    for (let index = 0; index < end; index++) {
      const byte = data[index] ?? 0;
      const sum = ((low << 1) >>> 0) + (lowGear[byte] ?? 0);
      high = (((high << 1) | (low >>> 31)) + (highGear[byte] ?? 0) + (sum > 0xffff_ffff ? 1 : 0)) >>> 0;
      low = sum >>> 0;
      const length = index + 1;
      if (length >= minBytes && high < (length <= averageBytes ? strictLimit : looseLimit)) return length;
    }
    return end;
  };
}

/** Lengths in bytes of all chunks of `data`, in order. */
export function twinLengths(parameters: ChunkerParameters, data: Uint8Array): number[] {
  const firstChunk = createTwin(parameters);
  const lengths: number[] = [];
  for (let offset = 0; offset < data.length; offset += lengths.at(-1) ?? 0) lengths.push(firstChunk(data.subarray(offset)));
  return lengths;
}
