/** A folder of tools for `bin_dir`, of which one misbehaves. */
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Makes `folder` with links to the programs `names` of `programs`. `faulty`: programs and what they are instead, as lines of sh: `$real` is the true one; asked for its version, it
 * answers as the true one does. A program without lines is not there.
 */
export async function makeFaultyTools(folder: string, programs: string, names: readonly string[], faulty: Readonly<Record<string, string | undefined>>): Promise<string> {
  await mkdir(folder);
  for (const name of names) {
    const file = join(folder, name);
    const real = join(programs, name);
    const lines = faulty[name];
    if (!(name in faulty)) await symlink(real, file);
    else if (lines !== undefined) {
      await writeFile(file, `#!/bin/sh\nreal=${real}\ncase "$1" in --version) exec "$real" --version ;; esac\n${lines}\n`);
      await chmod(file, 0o755);
    }
  }
  return folder;
}
