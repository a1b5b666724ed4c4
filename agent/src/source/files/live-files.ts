/**
 * Files that a server goes on writing to while they are read, and whose state of one moment it makes from its own log when it recovers (PostgreSQL's data directory during a
 * backup). That a file changes while it is read means nothing then; that one cannot be read means everything.
 */
import { chunkId } from '@stillpoint/proto/chunk-identity.ts';

/**
 * Makes a tree one of such files. They are read once and never flagged as changed, always where they live and never from a copy; nothing is taken over from an interrupted run; the
 * first that cannot be read fails the archive; and files of the last run are reused under the rules of reuse-rule.ts and these, on filesystems with stable inodes only.
 */
export interface LiveFiles {
  /**
   * Files are reused only from a run with the same text: the server, and the boot of the guest, since after a crash of the system a file may hold what was written last and have the
   * times of before.
   */
  readonly epoch: string;
  /** ms since 1970 by the guest's clock: what was written later than two seconds before is read again by the next run. */
  readonly settledMs: number;
}

/**
 * What the last tree of an archive is known by: its id; for live files one that another epoch does not find, for encrypted ones one that another key, or none, does not find: the chunks
 * that it names are of no use then. `keyId` is 16 hexadecimal digits.
 */
export function treeKey(archiveId: Uint8Array, live: LiveFiles | undefined, keyId: string | undefined): Uint8Array {
  const key = live === undefined ? archiveId : chunkId(Buffer.concat([archiveId, Buffer.from(live.epoch)]));
  return keyId === undefined ? key : chunkId(Buffer.concat([key, Buffer.from(keyId)]));
}
