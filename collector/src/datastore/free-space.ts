/**
 * Room on the filesystem of a datastore.
 */
import { statfs } from 'node:fs/promises';

import { datastoreError } from './datastore-error.ts';

/** Bytes that an ordinary user may still write, and bytes in all. */
export interface FreeSpace {
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/** Space of the filesystem that holds `path`. DATASTORE_DENIED, DATASTORE_IO. */
export async function readFreeSpace(path: string): Promise<FreeSpace> {
  try {
    const facts = await statfs(path);
    return { freeBytes: facts.bavail * facts.bsize, totalBytes: facts.blocks * facts.bsize };
  } catch (error) {
    throw datastoreError(error, `asking for the free space of ${path}`);
  }
}
