/** Folders for tests of system calls. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openDirectory } from './directory-handle.ts';
import { closeHandle } from './open-file.ts';

/** An empty folder that goes when the block ends, whatever lies in it and however deep (`rm`, because fs.rmSync fails on paths over 4,096 bytes). */
export class TemporaryFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'posix-'));
  readonly fd = openDirectory(this.path, { follow: true });

  [Symbol.dispose](): void {
    closeHandle(this.fd);
    execFileSync('rm', ['-rf', this.path]);
  }
}

/** True for root: what needs more than a user's rights is skipped otherwise. */
export const isRoot = process.getuid?.() === 0;
