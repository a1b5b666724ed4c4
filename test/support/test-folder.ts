/** A folder of a test's own, removed afterwards with everything in it: paths of any length, and files that are marked as not to be changed. */
import { mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { outputOf, runProgram } from './child-program.ts';

export class TestFolder {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** In `parent`, the folder for temporary files unless something else is said. Whoever makes it disposes of it. */
  static async make(parent = tmpdir()): Promise<TestFolder> {
    return new TestFolder(await realpath(await mkdtemp(join(parent, 'stillpoint-e2e-'))));
  }

  /** Path of `names` in it. */
  at(...names: readonly string[]): string {
    return join(this.path, ...names);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if ((await runProgram('rm', ['-rf', '--one-file-system', this.path])).code === 0) return;
    // Immutable files of a torture tree.
    await runProgram('chattr', ['-R', '-f', '-ia', this.path]);
    await outputOf('rm', ['-rf', '--one-file-system', this.path]);
  }
}
