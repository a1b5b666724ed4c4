import { chown, mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { DrillFolder } from './drill-folder.ts';

let place = '';
beforeEach(async () => { place = await realpath(await mkdtemp(join(tmpdir(), 'stillpoint-place-'))); });
afterEach(() => rm(place, { recursive: true }));

test('a folder is gone with its content when it is disposed of', async () => {
  {
    await using folder = await DrillFolder.make(place);
    await mkdir(join(folder.path, 'a'));
    await writeFile(join(folder.path, 'a/b'), 'x');
    expect(await readdir(place)).toHaveLength(1);
  }
  expect(await readdir(place)).toEqual([]);
});

test('what a drill has left that was killed goes with the next one, and nothing else', async () => {
  await using other = await DrillFolder.make(place);
  const left = join(place, 'stillpoint-drilling-aaaaaa');
  await mkdir(join(left, 'srv'), { recursive: true });
  for (const name of ['stillpoint-drill-kept', 'mine']) await mkdir(join(place, name));
  await symlink(join(place, 'mine'), join(place, 'stillpoint-drilling-link'));
  await using folder = await DrillFolder.make(place);
  expect((await readdir(place)).map((name) => join(place, name)).sort()).toEqual([other.path, folder.path, join(place, 'mine'), join(place, 'stillpoint-drill-kept'), join(place, 'stillpoint-drilling-link')].sort());
});

test.skipIf(process.getuid?.() !== 0)('a folder of that name that belongs to another user stays', async () => {
  const foreign = join(place, 'stillpoint-drilling-foreign');
  await mkdir(foreign);
  await chown(foreign, 65_534, 65_534);
  await using folder = await DrillFolder.make(place);
  expect(await readdir(place)).toHaveLength(2);
  expect(folder.path).not.toBe(foreign);
});

test('drills that begin at once each have one', async () => {
  const folders = await Promise.all(Array.from({ length: 8 }, () => DrillFolder.make(place)));
  expect(new Set(await readdir(place)).size).toBe(8);
  for (const folder of folders) await folder[Symbol.asyncDispose]();
  expect(await readdir(place)).toEqual([]);
});
