/**
 * Paths of a source that are symbolic links. A walk follows none, so only the link is backed up, and somebody must be told.
 */
import { lstatSync, readlinkSync } from 'node:fs';

/** A path and where it leads, as latin1 strings. */
export interface LinkedPath {
  readonly path: string;
  readonly target: string;
}

/** Those of `paths` that are symbolic links; one that is not there any more is none. */
export function findLinks(paths: readonly string[]): LinkedPath[] {
  const links: LinkedPath[] = [];
  for (const path of paths) {
    const bytes = Buffer.from(path, 'latin1');
    if (lstatSync(bytes, { throwIfNoEntry: false })?.isSymbolicLink() !== true) continue;
    links.push({ path, target: readlinkSync(bytes, { encoding: 'buffer' }).toString('latin1') });
  }
  return links;
}
