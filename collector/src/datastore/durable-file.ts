/**
 * Small files that are on the disk when the call returns. Throws system errors.
 */
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Makes a folder's names durable, or a file's content. */
export async function syncPath(path: string): Promise<void> {
  await using handle = await open(path, 'r');
  await handle.sync();
}

/** Writes a whole file (0600, replacing what it held) and fsyncs it; its name is durable after {@link syncPath}. */
export async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  await using handle = await open(path, 'w', 0o600);
  await handle.writeFile(bytes);
  await handle.sync();
}

/** Makes a folder durable with every file and folder below it, whoever wrote them, but for the lost+found of a disk of its own. For a handful of files. */
export async function syncTree(path: string): Promise<void> {
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (entry.name === 'lost+found') continue;
    const child = join(path, entry.name);
    if (entry.isDirectory()) await syncTree(child);
    else if (entry.isFile()) await syncPath(child);
  }
  await syncPath(path);
}
