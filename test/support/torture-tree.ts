/** Trees that hold everything a filesystem can hold; torture-tree.py makes them, since Node cannot. */
import { join } from 'node:path';

import { outputOf } from './child-program.ts';

/** Builds a torture tree in `path`, which is not there yet. As root everything, else what other users may make. */
export async function buildTortureTree(path: string): Promise<void> {
  await outputOf('python3', [join(import.meta.dirname, 'torture-tree.py'), path]);
}

/** Parts at the top of the tree that not every tool can take. */
export const tortureParts = {
  /** Paths that are longer than 4,096 bytes. */
  deep: 'deep',
  /** Files of 10 GiB of holes: tools that read them take minutes. */
  huge: ['sparse/huge', 'sparse/huge-hole'],
  /** Files whose layout on disk cannot come back exactly: more holes than an entry keeps, and reserved blocks. Their content does. */
  sparseBeyond: 'sparse-beyond',
  /** A device whose number is too large for a tar. */
  specialBeyond: 'special-beyond',
} as const;
