/** What a settled file is read from. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { systemError, temporaryFolder } from './datastore-fixture.ts';
import { settleFile, settleHandle } from './settled-file.ts';

it('is read from the disk: nothing of it is left in memory', async ({ skip }) => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'file');
  writeFileSync(path, Buffer.alloc(3_000_000, 7));
  if (pagesInMemory(path) === undefined) return skip('there is no fincore here');
  if (spawnSync('stat', ['--file-system', '--format=%T', path], { encoding: 'utf8' }).stdout.trim() === 'tmpfs') return skip('the temporary folder has no disk below it');
  expect(pagesInMemory(path)).toBeGreaterThan(700);
  await settleFile(path);
  expect(pagesInMemory(path)).toBe(0);
});

it('may have failed to sync once, when the second time shows that nothing waits any more, but not twice', async () => {
  for (const [failures, settles] of [[1, true], [2, false]] as const) {
    let left: number = failures;
    const datasync = async (): Promise<void> => {
      await Promise.resolve();
      left -= 1;
      if (left >= 0) throw systemError('EIO');
    };
    const settled = settleHandle({ fd: -1, datasync });
    if (settles) await settled;
    else await expect(settled).rejects.toMatchObject({ code: 'EIO' });
  }
});

function pagesInMemory(path: string): number | undefined {
  const { status, stdout } = spawnSync('fincore', ['--noheadings', '--output', 'PAGES', path], { encoding: 'utf8' });
  return status === 0 ? Number(stdout.trim()) : undefined;
}
