/** The core's process in one file, and each of its threads: it starts in a fraction of the time that its sources take, which counts when it is started hundreds of times. */
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';

import { bundleProgram } from '../../../scripts/packaging/bundle.ts';
import { packagedPrograms, root, type Arch } from '../../../scripts/packaging/packaged-programs.ts';

/** Writes the files into `folder`, which exists. Answers the path of the program. */
export async function bundleCore(folder: string): Promise<string> {
  const collector = packagedPrograms.find(({ bundle }) => bundle === 'collector');
  if (collector === undefined) throw new Error('no collector is packaged');
  await bundleProgram({ ...collector, entry: 'test/support/core/core-program.ts' }, folder);
  for (const { name, file } of collector.natives(process.arch as Arch)) await symlink(join(root, 'node_modules', file), join(folder, name));
  return join(folder, 'collector.mjs');
}
