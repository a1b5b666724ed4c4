import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

import { chunkId } from '@stillpoint/proto/chunk-identity.ts';
import { BlockClass } from '@stillpoint/proto/format/block.ts';
import { describe, expect, it } from 'vitest';

import { packObjectName } from '../datastore/pack-layout.ts';
import { makeArchive } from '../session/raw-agent.testing.ts';
import { CollectionScene } from './collection-scene.testing.ts';

/** Turns a bit in the middle of the block that holds the chunk. */
async function damage(scene: CollectionScene, content: Buffer): Promise<void> {
  const { catalog, datastore } = scene.collector;
  const [[place] = []] = await catalog.locateChunks(chunkId(content));
  const file = await open(join(datastore.directory, packObjectName(place?.packId ?? '')), 'r+');
  try {
    const offset = (place?.blockOffset ?? 0) + Math.floor((place?.blockBytes ?? 0) / 2);
    const byte = Buffer.alloc(1);
    await file.read(byte, 0, 1, offset);
    await file.write(Buffer.of(byte.readUInt8(0) ^ 1), 0, 1, offset);
  } finally {
    await file.close();
  }
}

async function journalLength(scene: CollectionScene): Promise<number> {
  return (await Array.fromAsync(scene.collector.datastore.journal.readAll())).filter(({ chunksDamaged }) => chunksDamaged).length;
}

describe('damage that somebody meets', () => {
  it('is marked by a collection that would rewrite the pack, once', async () => {
    await using scene = await CollectionScene.open(40_000);
    using agent = await scene.collector.agent('db1');
    const doomed = makeArchive({ a: randomBytes(15_000), b: randomBytes(15_000), c: randomBytes(15_000) });
    const stays = makeArchive({ file: randomBytes(5000) });
    using session = await agent.begin();
    for (const content of [...stays.chunks, ...doomed.chunks]) await session.send([content]);
    await session.send([...doomed.nodes, ...stays.nodes], BlockClass.metadata);
    const { snapshotId } = await session.commit([doomed.reference]);
    await scene.backUp(agent, stays, 'other');
    // Seals the pack before.
    await scene.backUp(agent, makeArchive({ file: randomBytes(500) }), 'third');
    await scene.admin.deleteSnapshot({ snapshotId: snapshotId ?? null, graceMs: 0 });
    const [hurt = Buffer.alloc(0)] = stays.chunks;
    await damage(scene, hurt);
    expect(await scene.collect()).toMatchObject({ rewrittenPacks: 0 });
    expect((await scene.collector.catalog.lookupChunks(chunkId(hurt)))[0]).toMatchObject({ damaged: true });
    expect(await journalLength(scene)).toBe(1);
    await scene.collect();
    expect(await journalLength(scene)).toBe(1);
    // The next backup that has the content brings it back.
    await scene.backUp(agent, stays, 'other');
    expect((await scene.collector.catalog.lookupChunks(chunkId(hurt)))[0]).toMatchObject({ damaged: false });
  });

  it('is looked at again before it is marked: nobody is believed', async () => {
    await using scene = await CollectionScene.open();
    using agent = await scene.collector.agent('db1');
    const archive = makeArchive({ hurt: randomBytes(3000), whole: randomBytes(3000) });
    await scene.backUp(agent, archive);
    const ids = Buffer.concat([...archive.chunks.map((content) => chunkId(content)), randomBytes(32)]);
    expect(await scene.admin.checkChunks({ ids })).toEqual({ newlyDamaged: 0 });
    await damage(scene, archive.chunks[0] ?? Buffer.alloc(0));
    const { newlyDamaged } = await scene.admin.checkChunks({ ids });
    expect(newlyDamaged).toBeGreaterThan(0);
    expect(await scene.admin.checkChunks({ ids })).toEqual({ newlyDamaged: 0 });
    await expect(scene.admin.checkChunks({ ids: randomBytes(32 * 1001) })).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    await expect(scene.admin.checkChunks({ ids: randomBytes(33) })).rejects.toMatchObject({ code: 'USAGE' });
  });
});
