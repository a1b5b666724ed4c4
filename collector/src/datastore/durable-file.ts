/**
 * Small files that are on the disk when the call returns. Throws system errors.
 */
import { open } from 'node:fs/promises';

/** Makes a folder's names durable. */
export async function syncFolder(path: string): Promise<void> {
  await using handle = await open(path, 'r');
  await handle.sync();
}

/** Writes a whole file (0600, replacing what it held) and fsyncs it; its name is durable after {@link syncFolder}. */
export async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  await using handle = await open(path, 'w', 0o600);
  await handle.writeFile(bytes);
  await handle.sync();
}
