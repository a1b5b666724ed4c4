/** A file system in a file, for trees of so many files that removing them one by one would take longer than the test. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { outputOf, runProgram } from './child-program.ts';

export class SmallDisk implements AsyncDisposable {
  /** Where it is mounted. */
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** Makes and mounts one in `folder`: ext4 with small blocks, room for `files` objects of a few hundred bytes. Throws where that is not allowed. */
  static async mount(folder: string, files: number): Promise<SmallDisk> {
    const image = join(folder, 'disk.image');
    const path = join(folder, 'disk');
    await mkdir(path);
    await outputOf('truncate', ['-s', String(files * 4096), image]);
    await outputOf('mkfs.ext4', ['-q', '-F', '-b', '1024', '-N', String(files), '-O', '^has_journal', '-E', 'lazy_itable_init=1,nodiscard', image]);
    await outputOf('mount', ['-o', 'loop', image, path]);
    return new SmallDisk(path);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if ((await runProgram('umount', [this.path])).code !== 0) await outputOf('umount', ['-l', this.path]);
  }
}
