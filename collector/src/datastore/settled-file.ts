/**
 * Files that a process has left behind. What is read of one may lie in the kernel's memory only: written and never synced, or given up by the kernel after a failed
 * sync, which it tells once and then forgets.
 */
import { open } from 'node:fs/promises';

import { Advice, advise } from '@stillpoint/proto/posix/open-file.ts';

/** What {@link settleFile} needs of an open file. */
export interface SettlingFile {
  readonly fd: number;
  datasync(): Promise<void>;
}

/**
 * When it resolves, the file's content is on the disk as far as it will ever be, and what is read next is read from there: blocks that a failed sync has lost are
 * not taken for stored. Throws system errors, of the sync too: then nothing that is read of the file may be relied on.
 */
export async function settleFile(path: string): Promise<void> {
  await using handle = await open(path, 'r');
  await settleHandle(handle);
}

/** The same for a file that is open. */
export async function settleHandle(file: SettlingFile): Promise<void> {
  try {
    await file.datasync();
  } catch {
    // May be an old failure that nobody was told of. When this one succeeds nothing waits to be written any more, and what is lost is not read from memory below.
    await file.datasync();
  }
  advise(file.fd, Advice.dontNeed);
}
