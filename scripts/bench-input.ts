/**
 * Looks at folders: what is backed up, what came back, what a repository takes.
 */
import { lstatSync, readdirSync, type Stats } from 'node:fs';

/** What lies below a folder. Hard links count each time. */
export interface TreeFacts {
  readonly entries: number;
  readonly files: number;
  /** Of files, as their sizes say. */
  readonly bytes: number;
}

/** Counts everything below `folder`. */
export function countTree(folder: string): TreeFacts {
  const facts = { entries: 0, files: 0, bytes: 0 };
  for (const { stat } of walk(folder)) {
    facts.entries++;
    if (stat.isFile()) {
      facts.files++;
      facts.bytes += stat.size;
    }
  }
  return facts;
}

/** Bytes of a repository's files. Those that `isIndex` names are counted apart, those that `isRoom` names are not. */
export function storedBytes(repository: string, isIndex: (name: string) => boolean = () => false, isRoom: (name: string) => boolean = () => false): { readonly bytes: number; readonly indexBytes: number } {
  const sizes = { bytes: 0, indexBytes: 0 };
  for (const { name, stat } of walk(repository)) {
    if (!stat.isFile() || isRoom(name)) continue;
    if (isIndex(name)) sizes.indexBytes += stat.size;
    else sizes.bytes += stat.size;
  }
  return sizes;
}

interface Found {
  /** Below the folder, one character per byte. */
  readonly name: string;
  readonly stat: Stats;
}

function walk(folder: string): Generator<Found> {
  return walkBelow(Buffer.from(folder).toString('latin1'), '');
}

// Names are bytes; as latin1 strings each keeps its own.
function* walkBelow(root: string, below: string): Generator<Found> {
  const names = readdirSync(Buffer.from(`${root}/${below}`, 'latin1'), 'latin1');
  for (const child of names) {
    const name = below === '' ? child : `${below}/${child}`;
    const stat = lstatSync(Buffer.from(`${root}/${name}`, 'latin1'));
    yield { name, stat };
    if (stat.isDirectory()) yield* walkBelow(root, name);
  }
}
