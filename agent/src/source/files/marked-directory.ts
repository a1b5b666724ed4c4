/**
 * Whether a directory holds a file that says what it is (CACHEDIR.TAG, a datastore's or an agent state's marker).
 */
import { readSync } from 'node:fs';

import { EntryType } from '@stillpoint/proto/format/entry.ts';
import { closeHandle, tryOpenForReading } from '@stillpoint/proto/posix/open-file.ts';
import { StatBuffer, tryStatAt } from '@stillpoint/proto/posix/stat.ts';

import type { DirectoryMarker } from '../../selection/directory-marker.ts';

const stat = new StatBuffer();

/** The first of the candidates (whose names are in the open directory) that is a regular file and says so itself. */
export function findMarker(dirfd: number, candidates: readonly DirectoryMarker[]): DirectoryMarker | undefined {
  return candidates.find((marker) => {
    if (tryStatAt(dirfd, marker.fileName, stat) < 0 || stat.type !== EntryType.file) return false;
    const head = readHead(dirfd, marker.fileName, marker.headBytes);
    return head !== undefined && marker.confirms(head);
  });
}

function readHead(dirfd: number, name: string, bytes: number): Buffer | undefined {
  const fd = tryOpenForReading(dirfd, name);
  if (fd < 0) return undefined;
  try {
    const head = Buffer.alloc(bytes);
    return bytes === 0 ? head : head.subarray(0, readSync(fd, head, 0, bytes, 0));
  } catch {
    // What cannot be read is no marker; the walk will say that it cannot be read.
    return undefined;
  } finally {
    closeHandle(fd);
  }
}
