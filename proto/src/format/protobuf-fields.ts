/**
 * Single fields of protobuf messages, written by hand where the generated classes are too much: they take 8 MiB of memory in each thread that loads them.
 * Encoding as in protobuf's documentation, "Encoding"; tests compare with the generated classes.
 */
const VARINT = 0;
const LENGTH_DELIMITED = 2;

/** A field with a number from 0 to 2^53. */
export function numberField(field: number, value: number): number[] {
  return [...varint(field * 8 + VARINT), ...varint(value)];
}

/** Tag and length of a field of so many bytes, which follow it: bytes, a string in UTF-8, or a message. */
export function lengthField(field: number, lengthBytes: number): number[] {
  return [...varint(field * 8 + LENGTH_DELIMITED), ...varint(lengthBytes)];
}

/** A field with bytes, or a string that becomes UTF-8. */
export function bytesField(field: number, value: Uint8Array | string): Buffer {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  return Buffer.concat([Buffer.from(lengthField(field, bytes.length)), bytes]);
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return bytes;
}
