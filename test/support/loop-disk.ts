/** A filesystem of a chosen kind in a file, to be frozen and copied. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { outputOf, runProgram } from './child-program.ts';

const sizes = { ext4: '96M', xfs: '320M', btrfs: '256M' } as const;

export class LoopDisk implements AsyncDisposable {
  /** Where it is mounted. */
  readonly path: string;
  readonly image: string;

  private constructor(path: string, image: string) {
    this.path = path;
    this.image = image;
  }

  /** Makes and mounts one as `folder/name`. Throws where that is not allowed. */
  static async mount(folder: string, name: string, fsType: keyof typeof sizes): Promise<LoopDisk> {
    const image = join(folder, `${name}.image`);
    const path = join(folder, name);
    await mkdir(path);
    await outputOf('truncate', ['-s', sizes[fsType], image]);
    await outputOf(`mkfs.${fsType}`, ['-q', image]);
    await outputOf('mount', ['-o', 'loop', image, path]);
    return new LoopDisk(path, image);
  }

  /** True when somebody who writes has to wait. */
  async isFrozen(): Promise<boolean> {
    return (await runProgram('timeout', ['1', 'sh', '-c', 'echo >"$1"', 'sh', join(this.path, '.probe')])).code !== 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // A failed test may have left it frozen, and then nothing at all could be unmounted.
    await runProgram('fsfreeze', ['-u', this.path]);
    if ((await runProgram('umount', ['-R', this.path])).code !== 0) await outputOf('umount', ['-R', '-l', this.path]);
  }
}
