/**
 * A command that root runs must leave no files of root in a datastore that belongs to another user: the collector could not read them.
 */
import { stat } from 'node:fs/promises';

import { systemErrorCode } from '@stillpoint/proto/errors.ts';

import { datastoreError } from '../datastore/datastore-error.ts';

/** The user who owns the datastore in `directory`; undefined when there is no such directory. DATASTORE_DENIED, DATASTORE_IO. */
export async function findDatastoreUser(directory: string): Promise<{ readonly uid: number; readonly gid: number } | undefined> {
  try {
    const { uid, gid } = await stat(directory);
    return { uid, gid };
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw datastoreError(error, `reading ${directory}`);
  }
}

/** To be called before this process writes into a datastore: what it makes is for its owner's eyes only, and root turns for good into the datastore's owner. */
export async function becomeDatastoreUser(directory: string): Promise<void> {
  process.umask(0o077);
  if (process.getuid?.() !== 0) return;
  const user = await findDatastoreUser(directory);
  if (user === undefined || user.uid === 0) return;
  process.setgroups?.([user.gid]);
  process.setgid?.(user.gid);
  process.setuid?.(user.uid);
}
