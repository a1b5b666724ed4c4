/** A filesystem of a chosen kind in a file, to be frozen and copied. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { ChildProgram, outputOf, runProgram } from './child-program.ts';
import type { TestFolder } from './test-folder.ts';

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

  /** True when somebody who writes has to wait: for half a second and more, on a machine that is not busy with something else. */
  async isFrozen(): Promise<boolean> {
    // Nothing ends a writer that waits for a frozen filesystem, so it is left to end by itself after the thaw.
    const probe = ChildProgram.start('sh', ['-c', 'echo >"$1"', 'sh', join(this.path, '.probe')]);
    return Promise.race([probe.finished.then(() => false), wait(500, true)]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // A failed test may have left it frozen, and then nothing at all could be unmounted.
    await runProgram('fsfreeze', ['-u', this.path]);
    if ((await runProgram('umount', ['-R', this.path])).code !== 0) await outputOf('umount', ['-R', '-l', this.path]);
  }
}

/** A table [plan.quiesce.external] whose commands copy the image of a disk while it is frozen, mount the copy as `folder/copy`, and remove it; `create` is shell text before the copy. */
export function externalCopy(folder: TestFolder, disk: LoopDisk, create = ''): Record<string, unknown> {
  const copy = folder.at('copy.image');
  const path = folder.at('copy');
  const options = disk.image.includes('xfs') ? 'loop,ro,nouuid,norecovery' : 'loop,ro';
  const shell = (script: string): string[] => ['sh', '-c', script, 'sh', disk.image, copy, path];
  return {
    create: shell(`${create}cp --sparse=always "$1" "$2"`),
    mount: shell(`mkdir -p "$3" && mount -o ${options} "$2" "$3"`),
    remove: shell('if mountpoint -q "$3"; then umount "$3" || exit; fi; rm -f "$2"'),
    path,
  };
}
