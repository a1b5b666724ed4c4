/** What the bare agents of a test send: chunks that differ, and are the same whoever makes them. */
import { createHash } from 'node:crypto';

import { chunkId } from '@stillpoint/proto/chunk-identity.ts';

import { makeArchive, type RawArchive } from '../../collector/src/session/raw-agent.testing.ts';

/** Bytes of each; four fill a block. */
export const chunkBytes = 262_144;

const noise = createHash('shake256', { outputLength: chunkBytes }).update('chunks of bare agents').digest();

/** The chunk of that number of the agent of that name; does not compress. */
export function chunkOf(agent: string, index: number): Buffer {
  const chunk = Buffer.from(noise);
  chunk.write(`${agent} ${index} `);
  return chunk;
}

/** An archive of files `/file-0`, `/file-1` … of one chunk each, without their content. */
export function archiveOf(agent: string, chunks: number): RawArchive {
  const files = Array.from({ length: chunks }, (_, index) => [`file-${index}`, { kind: 'chunks', ids: chunkId(chunkOf(agent, index)), lengths: [chunkBytes] }] as const);
  return makeArchive(Object.fromEntries(files));
}
