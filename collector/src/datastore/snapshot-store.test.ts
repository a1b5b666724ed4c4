/** Snapshot files: what was put is there whole or not at all, and damage is seen. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { v1 } from '@stillpoint/proto/messages.ts';
import { describe, expect, it } from 'vitest';

import { temporaryFolder } from './datastore-fixture.ts';
import { LocalObjectStore } from './local-object-store.ts';
import { MemoryObjectStore } from './memory-object-store.ts';
import { encodeSnapshotFile, snapshotObjectName } from './snapshot-file.ts';
import { SnapshotStore } from './snapshot-store.ts';

const idOf = (byte: number) => Buffer.alloc(16, byte).toString('hex');

function record(byte: number): v1.SnapshotRecord.$Properties {
  return {
    snapshotId: Buffer.alloc(16, byte),
    agentName: 'db1',
    plan: 'daily',
    sequence: 7,
    timeMs: 1_795_000_000_000,
    draft: { archives: [{ name: 'files', node: Buffer.alloc(32, 1), root: Buffer.alloc(32, 2) }], status: v1.SnapshotStatus.COMPLETE },
  };
}

describe('SnapshotStore', () => {
  it('gives back the record that was put, and the ids of its archives', async () => {
    const store = new SnapshotStore(new MemoryObjectStore());
    await store.put(record(1));
    const node = await store.get(idOf(1));
    expect(node.record).toMatchObject({ agentName: 'db1', plan: 'daily', sequence: 7, timeMs: 1_795_000_000_000 });
    expect(node.archiveIds).toEqual(Buffer.alloc(32, 1));
  });

  it('tells an unknown snapshot from a damaged one, at every byte of the file', async () => {
    const objects = new MemoryObjectStore();
    const store = new SnapshotStore(objects);
    await store.put(record(1));
    const whole = (await objects.read(snapshotObjectName(idOf(1)), 0, 10_000)) ?? Buffer.alloc(0);
    await expect(store.get(idOf(2))).rejects.toMatchObject({ code: 'SNAPSHOT_UNKNOWN' });
    expect(await store.find(idOf(2))).toBeUndefined();
    for (let at = 0; at < whole.length; at++) {
      const flipped = Buffer.from(whole);
      flipped[at]! ^= 0x10;
      await objects.put(snapshotObjectName(idOf(1)), flipped);
      await expect(store.get(idOf(1)), `byte ${at}`).rejects.toMatchObject({ code: 'SNAPSHOT_CORRUPT' });
      await objects.put(snapshotObjectName(idOf(1)), whole.subarray(0, at));
      await expect(store.get(idOf(1)), `length ${at}`).rejects.toMatchObject({ code: 'SNAPSHOT_CORRUPT' });
    }
  });

  it('refuses a file that holds another snapshot than its name says', async () => {
    const objects = new MemoryObjectStore();
    const store = new SnapshotStore(objects);
    await store.put(record(1));
    const bytes = (await objects.read(snapshotObjectName(idOf(1)), 0, 10_000)) ?? Buffer.alloc(0);
    await objects.put(snapshotObjectName(idOf(2)), bytes);
    await expect(store.get(idOf(2))).rejects.toMatchObject({ code: 'SNAPSHOT_CORRUPT', message: expect.stringContaining(idOf(1)) as string });
  });

  it('reads all snapshots although one is damaged', async () => {
    const objects = new MemoryObjectStore();
    const store = new SnapshotStore(objects);
    for (const byte of [3, 1, 2]) await store.put(record(byte));
    await objects.put(snapshotObjectName(idOf(2)), encodeSnapshotFile(Buffer.from('no node')));
    const all = await Array.fromAsync(store.readAll());
    expect(all.map((snapshot) => [snapshot.snapshotId, snapshot.error?.code])).toEqual([
      [idOf(1), undefined],
      [idOf(2), 'SNAPSHOT_CORRUPT'],
      [idOf(3), undefined],
    ]);
  });

  it('does not see a file that was not finished', async () => {
    await using folder = await temporaryFolder();
    await using objects = new LocalObjectStore(folder.path);
    const store = new SnapshotStore(objects);
    await mkdir(join(folder.path, 'snapshots/01'), { recursive: true });
    await writeFile(join(folder.path, `${snapshotObjectName(idOf(1))}.tmp`), 'half');
    expect(await Array.fromAsync(store.list())).toEqual([]);
    expect(await store.find(idOf(1))).toBeUndefined();
    await store.put(record(1));
    expect(await Array.fromAsync(store.list())).toEqual([idOf(1)]);
  });

  it('forgets a deleted snapshot and says whether there was one', async () => {
    const store = new SnapshotStore(new MemoryObjectStore());
    await store.put(record(1));
    expect([await store.delete(idOf(1)), await store.delete(idOf(1))]).toEqual([true, false]);
    expect(await Array.fromAsync(store.list())).toEqual([]);
  });

  it('refuses a record that no reader would accept', async () => {
    const store = new SnapshotStore(new MemoryObjectStore());
    await expect(store.put({ ...record(1), plan: 'x'.repeat(1_100_000) })).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    await expect(store.put({ ...record(1), snapshotId: Buffer.alloc(15) })).rejects.toMatchObject({ code: 'INTERNAL' });
  });
});
