/** Contents of files by number: the same number is the same bytes in every process, so that a model needs to remember numbers only. */
import { createHash } from 'node:crypto';

/** Files of a tree, `FOLDER/NAME` by number of their content. */
export type Files = Readonly<Record<string, number>>;

const leastBytes = 1100;
const spreadBytes = 7919;

/** The bytes: 1 to 9 KiB that do not compress. */
export function contentOf(number: number): Buffer {
  const outputLength = leastBytes + ((number * 2_654_435_761) % spreadBytes);
  return createHash('shake128', { outputLength }).update(`content ${number}`).digest();
}

/** What tells a content from all others, short enough to be sent for each file. */
export function fingerprintOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 24);
}
