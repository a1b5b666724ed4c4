/** Lays out what a package holds below a folder that exists or is made: programs that run where they lie, for tests and measurements. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';

import type { PackageInput } from './package-root.ts';

/** Copies `usr` of the tree in `tree` into `out`, where other programs may lie already. Returns the launcher's path. */
export function makeDir({ program }: PackageInput, { tree, out }: { readonly tree: string; readonly out: string }): string {
  cpSync(join(tree, 'usr'), out, { recursive: true });
  return join(out, 'bin', program.name);
}
