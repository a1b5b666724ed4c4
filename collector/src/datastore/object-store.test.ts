/** Object stores: the contract, and what only the local one has. */
import { readdirSync } from 'node:fs';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { temporaryFolder } from './datastore-fixture.ts';
import { LocalObjectStore } from './local-object-store.ts';
import { MemoryObjectStore } from './memory-object-store.ts';
import { describeObjectStore } from './object-store-contract.ts';

describeObjectStore('LocalObjectStore', async () => {
  const folder = await temporaryFolder();
  const store = new LocalObjectStore(folder.path, { maxOpenFiles: 3 });
  return {
    store,
    [Symbol.asyncDispose]: async () => {
      await store.close();
      await folder[Symbol.asyncDispose]();
    },
  };
});

describeObjectStore('MemoryObjectStore', async () => {
  const store = new MemoryObjectStore();
  return { store, [Symbol.asyncDispose]: () => store.close() };
});

describe('LocalObjectStore', () => {
  it('neither lists nor keeps what an interrupted put left', async () => {
    await using folder = await temporaryFolder();
    await using store = new LocalObjectStore(folder.path);
    await mkdir(join(folder.path, 'snapshots/aa'), { recursive: true });
    await writeFile(join(folder.path, 'snapshots/aa/aa01.snap.tmp'), 'half');
    expect(await Array.fromAsync(store.list('snapshots/'))).toEqual([]);
    expect(await store.removeTemporaries('snapshots/')).toBe(1);
    expect(readdirSync(join(folder.path, 'snapshots/aa'))).toEqual([]);
  });

  it('makes files that only their owner reads', async () => {
    await using folder = await temporaryFolder();
    await using store = new LocalObjectStore(folder.path);
    await store.put('snapshots/aa/aa01.snap', Buffer.from('content'));
    expect((await stat(join(folder.path, 'snapshots/aa/aa01.snap'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder.path, 'snapshots/aa'))).mode & 0o777).toBe(0o700);
  });

  it('keeps no more files open than it may, and none after close', async () => {
    await using folder = await temporaryFolder();
    const store = new LocalObjectStore(folder.path, { maxOpenFiles: 2 });
    const openFiles = () => readdirSync('/proc/self/fd').length;
    const names = Array.from({ length: 10 }, (_, index) => `packs/aa/aa${index}.pack`);
    for (const name of names) await store.put(name, Buffer.from(name));
    const before = openFiles();
    await Promise.all(names.map((name) => store.read(name, 0, 5)));
    await Promise.all(names.map((name) => store.read(name, 0, 5)));
    await store.close();
    expect(openFiles()).toBe(before);
    await expect(store.read(names[0]!, 0, 5)).rejects.toMatchObject({ code: 'INTERNAL' });
  });

  it('refuses names that lead elsewhere', async () => {
    await using folder = await temporaryFolder();
    await using store = new LocalObjectStore(folder.path);
    for (const name of ['../aa/etc.pack', 'packs/../etc.pack', '/etc/aa/passwd.x', 'packs/aa/.pack']) await expect(store.read(name, 0, 1), name).rejects.toMatchObject({ code: 'INTERNAL' });
  });

  it('reports a folder that cannot be made as a failure of the datastore', async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'snapshots'), 'a file where a folder should be');
    await using store = new LocalObjectStore(folder.path);
    await expect(store.put('snapshots/aa/aa01.snap', Buffer.from('x'))).rejects.toMatchObject({ code: 'DATASTORE_IO' });
  });
});
