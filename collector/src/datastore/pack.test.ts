/** Packs: writing, reading, faults while writing. */
import { readFile, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';

import { BlockClass, BlockCodec } from '@stillpoint/proto/format/block.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { BlockInflater, checkChunks } from './block-inflater.ts';
import { faultyFile, forgeBlock, noise, packFolder, randomBlock, sampleBlock } from './datastore-fixture.ts';
import { LocalObjectStore } from './local-object-store.ts';
import { MemoryObjectStore } from './memory-object-store.ts';
import { packObjectName } from './pack-layout.ts';
import { PackReader } from './pack-reader.ts';
import { PackWriter } from './pack-writer.ts';

import type { PackContent } from './pack-facts.ts';

const clock = () => 1_795_000_000_000;

describe('PackWriter and PackReader', () => {
  it('give back every block byte for byte, and a footer that says what was appended', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ sizes: fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 5 }), zstd: fc.boolean() }), { maxLength: 6 }), async (plan) => {
        await using folder = await packFolder();
        await using objects = new LocalObjectStore(folder.path);
        const reader = new PackReader(objects);
        const writer = PackWriter.create(folder.path, BlockClass.data, clock);
        const blocks = plan.map(({ sizes, zstd }, index) =>
          sampleBlock(
            sizes.map((size, at) => (zstd ? Buffer.alloc(size, at + 1) : noise(`${index}/${at}`, size))),
            zstd && sizes.every((size) => size > 100) ? BlockCodec.zstd : BlockCodec.stored,
          ),
        );
        const packed = blocks.map((block) => writer.append(block.bytes, block.header));
        for (const [index, block] of blocks.entries()) expect(await reader.readBlock(writer.packId, packed[index]!.offset, packed[index]!.totalBytes)).toEqual(block.bytes);
        const fileBytes = writer.seal();
        const content = await reader.readContent(writer.packId);
        expect(content).toEqual({ packId: writer.packId, blockClass: BlockClass.data, sealed: true, fileBytes, blocks: packed } satisfies PackContent);
        expect((await stat(join(folder.path, packObjectName(writer.packId)))).size).toBe(fileBytes);
        expect(await reader.scanPack(writer.packId)).toEqual({ content, damage: [], tailBytes: 0 });
      }),
      { numRuns: 25 },
    );
  });

  it('inflate to the bytes that went in, and every chunk is what its id says', () => {
    const block = sampleBlock([Buffer.alloc(70_000, 1), Buffer.alloc(30_000, 2)], BlockCodec.zstd);
    const inflated = new BlockInflater().inflate(block.bytes);
    expect(inflated.raw.equals(block.raw)).toBe(true);
    expect(() => checkChunks(inflated)).not.toThrow();
  });

  it('refuse a frame that says it is longer than the header says, before memory is used for it', () => {
    const honest = sampleBlock([Buffer.alloc(500, 1), noise(1, 500)], BlockCodec.zstd);
    const bomb = sampleBlock([Buffer.alloc(1_000_000, 1)], BlockCodec.zstd);
    const forged = forgeBlock(honest.header, bomb.bytes.subarray(-bomb.header.payloadBytes));
    expect(() => new BlockInflater().inflate(forged)).toThrow('a block cannot be inflated');
  });

  it('refuse a chunk that is not what its id says', () => {
    const block = sampleBlock([Buffer.from('one'), Buffer.from('two')]);
    const swapped = Buffer.concat([block.header.chunkIds.subarray(32), block.header.chunkIds.subarray(0, 32)]);
    const lying = forgeBlock({ ...block.header, chunkIds: swapped }, block.raw);
    expect(() => checkChunks(new BlockInflater().inflate(lying))).toThrow('chunk 0 of a block does not match its id');
  });

  it('list the packs of a datastore, open and sealed, and say which is which', async () => {
    await using folder = await packFolder();
    await using objects = new LocalObjectStore(folder.path);
    const reader = new PackReader(objects);
    const open = PackWriter.create(folder.path, BlockClass.metadata, clock);
    const sealed = PackWriter.create(folder.path, BlockClass.data, clock);
    const block = sampleBlock([noise(1, 10)], BlockCodec.stored, BlockClass.metadata);
    open.append(block.bytes, block.header);
    sealed.seal();
    open.close();
    expect((await Array.fromAsync(reader.listPacks())).map((pack) => pack.packId)).toEqual([open.packId, sealed.packId].sort());
    expect(await reader.isSealed(open.packId)).toBe(false);
    expect(await reader.isSealed(sealed.packId)).toBe(true);
    await expect(reader.readContent(open.packId)).rejects.toMatchObject({ code: 'PACK_CORRUPT' });
    expect((await reader.readContent(sealed.packId)).blocks).toEqual([]);
  });

  it('report a pack that is gone and a block beyond the end as two things', async () => {
    await using folder = await packFolder();
    await using objects = new LocalObjectStore(folder.path);
    const reader = new PackReader(objects);
    const writer = PackWriter.create(folder.path, BlockClass.data, clock);
    writer.seal();
    await expect(reader.readBlock('0'.repeat(32), 40, 100)).rejects.toMatchObject({ code: 'CHUNK_MISSING' });
    await expect(reader.readBlock(writer.packId, 40, 1000)).rejects.toMatchObject({ code: 'PACK_CORRUPT' });
    await expect(reader.readBlock(writer.packId, 40, 2_000_000)).rejects.toMatchObject({ code: 'PACK_CORRUPT' });
  });

  it('find every flipped byte of header, footer and trailer', async () => {
    await using folder = await packFolder();
    const writer = PackWriter.create(folder.path, BlockClass.data, clock);
    const block = sampleBlock([Buffer.from('content')]);
    const packed = writer.append(block.bytes, block.header);
    writer.seal();
    const path = join(folder.path, packObjectName(writer.packId));
    const whole = await readFile(path);
    for (let at = 0; at < whole.length; at++) {
      if (at >= packed.offset && at < packed.offset + packed.totalBytes) continue;
      const flipped = Buffer.from(whole);
      flipped[at]! ^= 1 << at % 8;
      const reader = new PackReader(new MemoryObjectStore([[packObjectName(writer.packId), flipped]]));
      await expect(reader.readContent(writer.packId), `byte ${at}`).rejects.toMatchObject({ code: 'PACK_CORRUPT' });
      // The scan does not need any of them.
      expect((await reader.scanPack(writer.packId)).content.blocks, `byte ${at}`).toEqual([packed]);
    }
  });

  it('write on after short writes', async () => {
    await using folder = await packFolder();
    await using objects = new LocalObjectStore(folder.path);
    const writer = PackWriter.create(folder.path, BlockClass.data, clock, { createFile: faultyFile({ longestWrite: 7 }) });
    const block = randomBlock(5000);
    const packed = writer.append(block.bytes, block.header);
    writer.seal();
    expect((await new PackReader(objects).readContent(writer.packId)).blocks).toEqual([packed]);
  });

  it('take no block after a full disk, keep the ones before, and do not seal', async () => {
    await using folder = await packFolder();
    await using objects = new LocalObjectStore(folder.path);
    const writer = PackWriter.create(folder.path, BlockClass.data, clock, { createFile: faultyFile({ fullAtBytes: 8000 }) });
    const first = randomBlock(5000);
    const second = randomBlock(5000);
    const packed = writer.append(first.bytes, first.header);
    expect(() => writer.append(second.bytes, second.header)).toThrow(expect.objectContaining({ code: 'DATASTORE_FULL' }));
    expect(() => writer.append(first.bytes, first.header)).toThrow(expect.objectContaining({ code: 'DATASTORE_FULL' }));
    writer.sync();
    expect(() => writer.seal()).toThrow(expect.objectContaining({ code: 'DATASTORE_FULL' }));
    const scan = await new PackReader(objects).scanPack(writer.packId);
    expect(scan.content.blocks).toEqual([packed]);
    expect(scan.damage).toEqual([]);
    expect(scan.tailBytes).toBe(8000 - packed.offset - packed.totalBytes);
  });

  it('leave no file behind in which there is no block, however often a full disk is met', async () => {
    await using folder = await packFolder();
    const block = randomBlock(5000);
    for (const fullAtBytes of [0, 20, 40, 3000]) {
      expect(() => {
        using writer = PackWriter.create(folder.path, BlockClass.data, clock, { createFile: faultyFile({ fullAtBytes }) });
        writer.append(block.bytes, block.header);
      }, `${fullAtBytes} bytes`).toThrow(expect.objectContaining({ code: 'DATASTORE_FULL' }));
    }
    expect(() => PackWriter.create(folder.path, BlockClass.data, clock, { createFile: faultyFile({ failingSync: 1 }) })).toThrow(expect.objectContaining({ code: 'DATASTORE_IO' }));
    await using objects = new LocalObjectStore(folder.path);
    expect(await Array.fromAsync(new PackReader(objects).listPacks())).toEqual([]);
  });

  it('are condemned for good by one failed fsync', async () => {
    await using folder = await packFolder();
    const writer = PackWriter.create(folder.path, BlockClass.data, clock, { createFile: faultyFile({ failingSync: 2 }) });
    const block = randomBlock(100);
    writer.append(block.bytes, block.header);
    for (const use of [() => writer.sync(), () => writer.sync(), () => writer.append(block.bytes, block.header), () => writer.seal(), () => writer.sync()]) {
      expect(use).toThrow(expect.objectContaining({ code: 'DATASTORE_IO' }));
    }
  });

  it('ask to be sealed at their limit of bytes and of chunks', async () => {
    await using folder = await packFolder();
    const block = randomBlock(1000);
    const bytes = PackWriter.create(folder.path, BlockClass.data, clock, { limitBytes: 1500 });
    const chunks = PackWriter.create(folder.path, BlockClass.data, clock, { limitChunks: 4 });
    const answers = [0, 1].map(() => {
      for (const writer of [bytes, chunks]) writer.append(block.bytes, block.header);
      return [bytes.full, chunks.full];
    });
    expect(answers).toEqual([
      [false, false],
      [true, true],
    ]);
    bytes.close();
    chunks.close();
    expect(bytes.unsyncedBytes).toBe(0);
  });

  it('refuse a block of the other class', async () => {
    await using folder = await packFolder();
    using writer = PackWriter.create(folder.path, BlockClass.metadata, clock);
    const block = randomBlock(100);
    expect(() => writer.append(block.bytes, block.header)).toThrow(expect.objectContaining({ code: 'INTERNAL' }));
  });

  it('do not take a file for sealed whose end was cut off', async () => {
    await using folder = await packFolder();
    await using objects = new LocalObjectStore(folder.path);
    const writer = PackWriter.create(folder.path, BlockClass.data, clock);
    const fileBytes = writer.seal();
    await truncate(join(folder.path, packObjectName(writer.packId)), fileBytes - 1);
    expect(await new PackReader(objects).isSealed(writer.packId)).toBe(false);
  });
});
