import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, fstatSync, ftruncateSync, openSync, symlinkSync, writeFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

import { expect, test } from 'vitest';

import { raiseOpenFileLimit } from './limits.ts';
import { advise, Advice, closeHandle, LockKind, openForReading, readHoles, seekData, seekHole, syncFilesystem, tryLock, tryOpenForReading, tryReserve, unlock } from './open-file.ts';
import { errnoNumbers } from './posix-error.ts';
import { TemporaryFolder } from './temporary-folder.ts';

test('a symlink is not opened, and a fifo without a writer does not block', () => {
  using folder = new TemporaryFolder();
  writeFileSync(`${folder.path}/file`, 'x');
  symlinkSync('file', `${folder.path}/link`);
  execFileSync('mkfifo', [`${folder.path}/fifo`]);
  expect(tryOpenForReading(folder.fd, 'link')).toBe(-(errnoNumbers['ELOOP'] ?? 0));
  expect(() => openForReading(folder.fd, 'missing')).toThrow(/ENOENT/);
  closeHandle(openForReading(folder.fd, 'fifo'));
});

test('holes are found exactly, at the start, between data and at the end', () => {
  using folder = new TemporaryFolder();
  const MiB = 1024 * 1024;
  const writer = openSync(`${folder.path}/sparse`, 'w');
  writeSync(writer, Buffer.alloc(MiB, 1), 0, MiB, MiB);
  writeSync(writer, Buffer.alloc(MiB, 1), 0, MiB, 5 * MiB);
  ftruncateSync(writer, 10 * 1024 * MiB);
  closeSync(writer);
  const fd = openForReading(folder.fd, 'sparse');
  const size = 10 * 1024 * MiB;
  expect(readHoles(fd, size, 100)).toEqual([
    { offset: 0, length: MiB },
    { offset: 2 * MiB, length: 3 * MiB },
    { offset: 6 * MiB, length: size - 6 * MiB },
  ]);
  expect(readHoles(fd, size, 2)).toEqual([
    { offset: 2 * MiB, length: 3 * MiB },
    { offset: 6 * MiB, length: size - 6 * MiB },
  ]);
  expect([seekData(fd, 0), seekHole(fd, MiB), seekData(fd, 7 * MiB), seekHole(fd, size)]).toEqual([MiB, 2 * MiB, undefined, undefined]);
  advise(fd, Advice.dontNeed);
  closeHandle(fd);
});

test('room that is reserved behind the end takes blocks and leaves the size', () => {
  using folder = new TemporaryFolder();
  const fd = openSync(`${folder.path}/file`, 'w');
  writeSync(fd, 'text');
  expect(tryReserve(fd, 0, 65_536)).toBe(true);
  const { size, blocks } = fstatSync(fd);
  closeSync(fd);
  expect({ size, reservesAll: blocks * 512 >= 65_536 }).toEqual({ size: 4, reservesAll: true });
  expect(tryReserve(-1, 0, 1)).toBe(false);
});

test('of 5,000 holes the largest are kept, in order', () => {
  using folder = new TemporaryFolder();
  const writer = openSync(`${folder.path}/sieve`, 'w');
  for (let i = 0; i < 5000; i++) writeSync(writer, Buffer.alloc(4096, 1), 0, 4096, i * 8192);
  writeSync(writer, 'end', 5000 * 8192 + 1_000_000);
  closeSync(writer);
  const fd = openForReading(folder.fd, 'sieve');
  const holes = readHoles(fd, 5000 * 8192 + 1_000_003, 100);
  closeHandle(fd);
  expect(holes).toHaveLength(100);
  expect(holes.map((hole) => hole.offset)).toEqual(holes.map((hole) => hole.offset).sort((a, b) => a - b));
  expect(Math.max(...holes.map((hole) => hole.length))).toBeGreaterThan(990_000);
});

test('a dense and an empty file have no holes', () => {
  using folder = new TemporaryFolder();
  writeFileSync(`${folder.path}/dense`, 'x'.repeat(10_000));
  writeFileSync(`${folder.path}/empty`, '');
  const dense = openForReading(folder.fd, 'dense');
  const empty = openForReading(folder.fd, 'empty');
  expect([readHoles(dense, 10_000, 10), readHoles(empty, 0, 10)]).toEqual([[], []]);
  closeHandle(dense);
  closeHandle(empty);
});

test('an exclusive lock keeps everyone else out, a shared one only the exclusive', () => {
  using folder = new TemporaryFolder();
  writeFileSync(`${folder.path}/lock`, '');
  const first = openSync(`${folder.path}/lock`, 'r');
  const second = openSync(`${folder.path}/lock`, 'r');
  expect(tryLock(first, LockKind.exclusive)).toBe(true);
  expect(tryLock(second, LockKind.shared)).toBe(false);
  expect(spawnSync('flock', ['--nonblock', `${folder.path}/lock`, 'true']).status).toBe(1);
  unlock(first);
  expect(tryLock(first, LockKind.shared)).toBe(true);
  expect(tryLock(second, LockKind.shared)).toBe(true);
  expect(tryLock(second, LockKind.exclusive)).toBe(false);
  closeSync(first);
  expect(tryLock(second, LockKind.exclusive)).toBe(true);
  closeSync(second);
});

test('a filesystem is flushed, and a closed handle is an error', async () => {
  using folder = new TemporaryFolder();
  await syncFilesystem(folder.fd);
  await expect(syncFilesystem(99_999)).rejects.toThrow(/EBADF/);
  expect(() => { closeHandle(99_999); }).toThrow(/EBADF/);
});

test('the limit of handles ends at the hard limit', () => {
  const limit = raiseOpenFileLimit();
  expect(limit).toBe(raiseOpenFileLimit());
  expect(limit).toBeGreaterThanOrEqual(1024);
});

test('worker threads use the calls at the same time, each with its own buffers', async () => {
  using folder = new TemporaryFolder();
  for (let i = 0; i < 200; i++) writeFileSync(`${folder.path}/${i}`, 'x'.repeat(i));
  const source = `
    import { openDirectory, readNames } from ${JSON.stringify(moduleUrl('./directory-handle.ts'))};
    import { StatBuffer, statAt } from ${JSON.stringify(moduleUrl('./stat.ts'))};
    import { parentPort } from 'node:worker_threads';
    const fd = openDirectory(${JSON.stringify(folder.path)}, { follow: true });
    const stat = new StatBuffer();
    let wrong = 0;
    for (let round = 0; round < 20; round++) for (const name of readNames(fd)) { statAt(fd, name, stat); if (stat.sizeBytes !== Number(name)) wrong++; }
    parentPort.postMessage(wrong);`;
  const answers = Array.from({ length: 3 }, () => {
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(source)}`));
    return new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject)).finally(() => worker.terminate());
  });
  expect(await Promise.all(answers)).toEqual([0, 0, 0]);
});

function moduleUrl(path: string): string {
  return `file://${createRequire(import.meta.url).resolve(path)}`;
}
