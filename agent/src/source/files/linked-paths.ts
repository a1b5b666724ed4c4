/**
 * Paths of a source that are symbolic links. A walk follows none, so only the link is backed up, and somebody must be told.
 */
import { readlinkSync } from 'node:fs';

import { systemErrorCode } from '@stillpoint/proto/errors.ts';

/** A path and where it leads, as latin1 strings. */
export interface LinkedPath {
  readonly path: string;
  readonly target: string;
}

/** Those of `paths` that are symbolic links. What cannot be read is none: it is no link, or has gone, and then the walk tells. */
export function findLinks(paths: readonly string[]): LinkedPath[] {
  const links: LinkedPath[] = [];
  for (const path of paths) {
    try {
      links.push({ path, target: readlinkSync(Buffer.from(path, 'latin1'), { encoding: 'buffer' }).toString('latin1') });
    } catch (error) {
      if (systemErrorCode(error) === undefined) throw error;
    }
  }
  return links;
}
