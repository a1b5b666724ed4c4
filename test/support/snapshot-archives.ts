/** Ids of a snapshot's archives, read from its file in the datastore as docs/formats.md describes it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const fileHeadBytes = 12;
const nodeHeadBytes = 16;
const idBytes = 32;

/** The ids as hexadecimal digits, in the order of the plan's sources. Equal ids: the same tree, down to the last byte. */
export async function archiveIds(datastore: string, snapshotId: string): Promise<readonly string[]> {
  const file = await readFile(snapshotFile(datastore, snapshotId));
  const count = file.readUInt32LE(fileHeadBytes + 8);
  const start = fileHeadBytes + nodeHeadBytes;
  return Array.from({ length: count }, (_, index) => file.toString('hex', start + index * idBytes, start + (index + 1) * idBytes));
}

/** Path of a snapshot's file. */
export function snapshotFile(datastore: string, snapshotId: string): string {
  return join(datastore, 'snapshots', snapshotId.slice(0, 2), `${snapshotId}.snap`);
}
