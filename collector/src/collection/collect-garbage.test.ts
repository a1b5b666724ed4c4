import { randomBytes } from 'node:crypto';

import { describe, expect, it, vi } from 'vitest';

import { chunkId, chunkProof } from '@stillpoint/proto/chunk-identity.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { BlockClass } from '@stillpoint/proto/format/block.ts';

import { BlockReader } from '../tree/block-reader.ts';
import { makeArchive, backup } from '../session/raw-agent.testing.ts';
import { CollectionScene, dayMs } from './collection-scene.testing.ts';

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(() => undefined, (reason: unknown) => reason);
  return error instanceof StillpointError ? error.code : String(error);
}

/** Ids of chunks, one behind the other. */
function idsOf(contents: readonly Buffer[]): Buffer {
  return Buffer.concat(contents.map((content) => chunkId(content)));
}

async function knownCount(scene: CollectionScene, contents: readonly Buffer[]): Promise<number> {
  return (await scene.collector.catalog.lookupChunks(idsOf(contents))).filter((facts) => facts !== undefined).length;
}

describe('a garbage collection', () => {
  it('frees what only a deleted snapshot needed, and nothing else', async () => {
    await using scene = await CollectionScene.open();
    using agent = await scene.collector.agent('db1');
    const shared = randomBytes(4000);
    const first = makeArchive({ shared, old: randomBytes(5000) });
    const second = makeArchive({ shared, new: randomBytes(5000) });
    const firstId = await scene.backUp(agent, first);
    await scene.backUp(agent, second);
    expect(await scene.collect()).toMatchObject({ freedChunks: 0, deletedPacks: 0 });
    await scene.admin.deleteSnapshot({ snapshotId: firstId, graceMs: 0 });
    const summary = await scene.collect();
    // Its old file, its directory, its root, its archive and its record.
    expect(summary).toMatchObject({ markedSnapshots: 1, freedChunks: 5, unreadableNodes: 0 });
    expect(summary.deletedPacks).toBeGreaterThan(0);
    expect(await knownCount(scene, first.chunks)).toBe(1);
    expect(await knownCount(scene, [...second.chunks, ...second.nodes])).toBe(second.chunks.length + second.nodes.length);
    await scene.expectWhole();
    expect(await scene.collect()).toMatchObject({ freedChunks: 0 });
  });

  it('leaves a deleted snapshot alone while it can be taken back, and takes it when that is over', async () => {
    await using scene = await CollectionScene.open();
    using agent = await scene.collector.agent('db1');
    const archive = makeArchive({ file: randomBytes(5000) });
    const snapshotId = await scene.backUp(agent, archive);
    await scene.backUp(agent, makeArchive({ other: randomBytes(5000) }));
    await scene.admin.deleteSnapshot({ snapshotId });
    expect(await scene.collect()).toMatchObject({ freedChunks: 0, expiredSnapshots: 0 });
    await scene.expectWhole();
    await scene.admin.undeleteSnapshot({ snapshotId });
    expect((await scene.admin.listSnapshots({})).snapshots).toHaveLength(2);
    await scene.expectWhole();
    await scene.admin.deleteSnapshot({ snapshotId });
    for (let day = 0; day < 7; day++) {
      scene.clock.nowMs += dayMs;
      const { expiredSnapshots } = await scene.collect();
      expect(expiredSnapshots).toBe(day < 6 ? 0 : 1);
    }
    expect(await knownCount(scene, archive.chunks)).toBe(0);
    expect(await codeOf(scene.admin.undeleteSnapshot({ snapshotId }))).toBe('SNAPSHOT_UNKNOWN');
    await scene.expectWhole();
  });

  it('lets nothing expire by a clock that jumped, until it is accepted', async () => {
    await using scene = await CollectionScene.open();
    using agent = await scene.collector.agent('db1');
    const snapshotId = await scene.backUp(agent, makeArchive({ file: randomBytes(5000) }));
    await scene.collect();
    await scene.admin.deleteSnapshot({ snapshotId });
    scene.clock.nowMs += 400 * dayMs;
    expect(await scene.collect()).toMatchObject({ expiredSnapshots: 0, waitingSnapshots: 1, freedChunks: 0 });
    expect(await codeOf(scene.admin.prune({}))).toBe('CLOCK_UNTRUSTED');
    await scene.admin.acceptTime();
    expect(await scene.collect()).toMatchObject({ expiredSnapshots: 1, waitingSnapshots: 0 });
  });

  it('makes an agent send again what was condemned, whatever the collector remembers of it', async () => {
    await using scene = await CollectionScene.open();
    using agent = await scene.collector.agent('db1');
    using other = await scene.collector.agent('db2');
    const archive = makeArchive({ deep: { file: randomBytes(5000) } });
    const snapshotId = await scene.backUp(agent, archive);
    await scene.backUp(agent, makeArchive({ other: randomBytes(100) }));
    using running = await other.begin();
    await scene.admin.deleteSnapshot({ snapshotId, graceMs: 0 });
    await scene.collect();
    // By its own agent without proofs, and by another one with proofs.
    using again = await agent.begin();
    expect(await again.offerIds(archive.chunks.map((chunk) => chunkId(chunk)))).toEqual([true]);
    expect(await running.offerIds(archive.nodes.map((node) => chunkId(node)), archive.nodes.map((node) => chunkProof(node)))).toEqual([true, true, true, true]);
    const { sentChunks, sentNodes } = await backup(again, archive);
    expect([sentChunks, sentNodes]).toEqual([1, 4]);
    await scene.expectWhole();
    expect(await scene.collect()).toMatchObject({ freedChunks: 0 });
    await scene.expectWhole();
  });

  it('makes a commit refuse what was condemned, also a node that lies beside one that is needed', async () => {
    await using scene = await CollectionScene.open(1_000_000);
    using agent = await scene.collector.agent('db1');
    const gone = makeArchive({ file: randomBytes(5000) });
    const stays = makeArchive({ file: randomBytes(5000), more: randomBytes(300) });
    using first = await agent.begin();
    // One block holds the nodes of both.
    await first.send([...gone.chunks, ...stays.chunks]);
    await first.send([...gone.nodes, ...stays.nodes], BlockClass.metadata);
    await first.commit([stays.reference]);
    await scene.collector.catalog.noteServed(2 * dayMs);
    expect(await scene.collect()).toMatchObject({ freedChunks: gone.nodes.length + gone.chunks.length });
    // Reads the block again, and the node that was condemned with it.
    await scene.expectWhole();
    using second = await agent.begin('weekly');
    expect(await codeOf(second.commit([stays.reference]))).not.toBe('CHUNK_NOT_AVAILABLE');
    using third = await agent.begin('weekly');
    expect(await codeOf(third.commit([gone.reference]))).toBe('CHUNK_NOT_AVAILABLE');
    await scene.expectWhole();
  });

  it('keeps what the base of a session reaches, although its snapshot is deleted for good', async () => {
    await using scene = await CollectionScene.open();
    using agent = await scene.collector.agent('db1');
    const archive = makeArchive({ deep: { file: randomBytes(5000) }, file: randomBytes(3000) });
    const snapshotId = await scene.backUp(agent, archive);
    using session = await agent.begin();
    await scene.admin.deleteSnapshot({ snapshotId, graceMs: 0 });
    // Only its record, which nobody takes over.
    expect(await scene.collect()).toMatchObject({ freedChunks: 1 });
    await session.commit([archive.reference]);
    await scene.expectWhole();
    expect(await scene.collect()).toMatchObject({ freedChunks: 0 });
    await scene.expectWhole();
  });

  it('keeps what a session was told is there', async () => {
    await using scene = await CollectionScene.open();
    using agent = await scene.collector.agent('db1');
    using other = await scene.collector.agent('db2');
    const archive = makeArchive({ deep: { file: randomBytes(5000) } });
    const snapshotId = await scene.backUp(agent, archive);
    using session = await other.begin();
    const all = [...archive.chunks, ...archive.nodes];
    expect(await session.offer(all)).toEqual(all.map(() => false));
    await scene.admin.deleteSnapshot({ snapshotId, graceMs: 0 });
    await scene.collect();
    await session.commit([archive.reference]);
    await scene.expectWhole();
    await scene.collect();
    await scene.expectWhole();
  });

  it('keeps what a snapshot needs whose file is written while the collection looks for files', async () => {
    await using scene = await CollectionScene.open();
    using agent = await scene.collector.agent('db1');
    const { snapshots } = scene.collector.datastore;
    const put = snapshots.put.bind(snapshots);
    const running = scene.admin.collectGarbage({});
    const marked = async (): Promise<void> => {
      for (let step = await running.next(); step.done !== true && step.value.progress?.step !== 'condemning'; ) step = await running.next();
    };
    vi.spyOn(snapshots, 'put').mockImplementationOnce(async (record) => {
      // Neither its file nor its row is there: only the commit itself knows of it.
      await marked();
      await put(record);
    });
    await scene.backUp(agent, makeArchive({ file: randomBytes(5000) }));
    expect(scene.collector.host.sessions()).toEqual([]);
    for (let step = await running.next(); step.done !== true; ) step = await running.next();
    await scene.expectWhole();
    expect(await scene.collect()).toMatchObject({ freedChunks: 0 });
  });

  it('keeps what a broken session has sent for a day of serving', async () => {
    await using scene = await CollectionScene.open();
    using agent = await scene.collector.agent('db1');
    const archive = makeArchive({ file: randomBytes(5000) });
    {
      using broken = await agent.begin();
      await broken.send(archive.chunks);
      await broken.readDurable(1);
    }
    await expect.poll(() => scene.collector.host.sessions().length).toBe(0);
    // Brings what was stored into the index: its time begins.
    expect(await scene.collect()).toMatchObject({ freedChunks: 0 });
    await scene.collector.catalog.noteServed(dayMs - 1000);
    expect(await scene.collect()).toMatchObject({ freedChunks: 0 });
    using next = await agent.begin();
    expect(await next.offerIds(archive.chunks.map((chunk) => chunkId(chunk)))).toEqual([false]);
    await scene.collector.catalog.noteServed(1000);
    // The session was told that it is there.
    expect(await scene.collect()).toMatchObject({ freedChunks: 0 });
    next[Symbol.dispose]();
    await expect.poll(() => scene.collector.host.sessions().length).toBe(0);
    expect(await scene.collect()).toMatchObject({ freedChunks: 1 });
  });

  it('is not misled by a file that has the content of a node', async () => {
    await using scene = await CollectionScene.open();
    using agent = await scene.collector.agent('db1');
    const archive = makeArchive({ deep: { file: randomBytes(5000) } });
    const decoys = Object.fromEntries(archive.nodes.map((node, index) => [`node-${index}`, node]));
    await scene.backUp(agent, makeArchive(decoys), 'aaa');
    await scene.backUp(agent, archive, 'bbb');
    expect(await scene.collect()).toMatchObject({ freedChunks: 0 });
    await scene.expectWhole();
  });

  it('frees nothing when a tree cannot be read to its end, unless it is told to', async () => {
    await using scene = await CollectionScene.open();
    using agent = await scene.collector.agent('db1');
    const archive = makeArchive({ deep: { file: randomBytes(5000) } });
    await scene.backUp(agent, archive);
    const gone = await scene.backUp(agent, makeArchive({ other: randomBytes(500) }), 'weekly');
    await scene.admin.deleteSnapshot({ snapshotId: gone, graceMs: 0 });
    const [places = []] = await scene.collector.catalog.locateChunks(chunkId(archive.nodes[1]!));
    await scene.collector.catalog.dropPack(places[0]?.packId ?? '');
    expect(await codeOf(scene.collect())).toBe('COLLECTION_BLOCKED');
    expect(await knownCount(scene, archive.chunks)).toBe(1);
    expect((await scene.collect({ despiteDamage: true })).freedChunks).toBeGreaterThan(3);
  });

  it('rewrites a pack of which little is needed, and whoever looked a chunk up before finds it again', async () => {
    await using scene = await CollectionScene.open(40_000);
    using agent = await scene.collector.agent('db1');
    const doomed = makeArchive({ a: randomBytes(15_000), b: randomBytes(15_000), c: randomBytes(15_000) });
    const stays = makeArchive({ file: randomBytes(5000) });
    using session = await agent.begin();
    // One after another into one pack, which is full then; the first block holds something of both.
    const [shared, ...others] = doomed.chunks;
    await session.send([...stays.chunks, ...(shared === undefined ? [] : [shared])]);
    for (const content of others) await session.send([content]);
    await session.send([...doomed.nodes, ...stays.nodes], BlockClass.metadata);
    const { snapshotId } = await session.commit([doomed.reference]);
    await scene.backUp(agent, stays, 'other');
    await scene.backUp(agent, makeArchive({ file: randomBytes(500) }), 'third');
    await scene.admin.deleteSnapshot({ snapshotId: snapshotId ?? null, graceMs: 0 });
    const [wanted = Buffer.alloc(0)] = stays.chunks;
    const ids = idsOf([wanted]);
    const before = await scene.admin.locateChunks({ ids });
    const summary = await scene.collect();
    expect(summary).toMatchObject({ deletedPacks: 0, rewrittenPacks: 1 });
    expect(summary.freedBytes).toBeGreaterThan(29_000);
    await scene.expectWhole();
    const asked = vi.spyOn(scene.admin, 'locateChunks').mockResolvedValueOnce(before);
    expect((await new BlockReader(scene.admin).readChunk(ids)).equals(wanted)).toBe(true);
    expect(asked).toHaveBeenCalledTimes(2);
    // What nobody needs of that block is on the disk, but not in the index.
    expect(await scene.collect()).toMatchObject({ rewrittenPacks: 0, deletedPacks: 0, freedChunks: 0 });
    await scene.expectWhole();
  });

  it('runs once at a time', async () => {
    await using scene = await CollectionScene.open();
    const running = scene.admin.collectGarbage({});
    await running.next();
    expect(await codeOf(scene.collect())).toBe('COLLECTION_ACTIVE');
    await running.return(undefined);
    expect(await codeOf(scene.collect())).toBe('undefined');
  });

  it('takes nothing that is needed while agents back up, and snapshots are deleted and taken back', async () => {
    await using scene = await CollectionScene.open(20_000);
    using first = await scene.collector.agent('db1');
    using second = await scene.collector.agent('db2');
    const pool = Array.from({ length: 12 }, () => randomBytes(3000));
    const pick = (): Record<string, Buffer> => Object.fromEntries(pool.flatMap((content, index) => (Math.random() < 0.4 ? [[`f${index}`, content]] : [])));
    const stop = new AbortController();
    const collecting = (async () => {
      let freed = 0;
      while (!stop.signal.aborted) freed += (await scene.collect()).freedChunks ?? 0;
      return freed;
    })();
    const working = [first, second].flatMap((agent) =>
      ['daily', 'weekly'].map(async (plan) => {
        for (let round = 0; round < 12; round++) {
          const archive = makeArchive({ sub: pick(), ...pick(), own: randomBytes(200) });
          try {
            const snapshotId = await scene.backUp(agent, archive, plan);
            if (round % 3 === 0) continue;
            await scene.admin.deleteSnapshot({ snapshotId, graceMs: round % 3 === 1 ? 0 : dayMs });
            if (round % 6 === 2) await scene.admin.undeleteSnapshot({ snapshotId });
          } catch (error) {
            // A chunk that was permitted by a snapshot which went in that moment: the run fails, nothing else.
            if (!(error instanceof StillpointError) || error.code !== 'CHUNK_NOT_AVAILABLE') throw error;
          }
        }
      }),
    );
    await Promise.all(working);
    stop.abort();
    expect(await collecting).toBeGreaterThan(0);
    await scene.expectWhole();
    await scene.collect();
    await scene.expectWhole();
  });
});
