/** Recovery of packs that were left open: nothing that was whole may be lost, nothing may be taken away. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { BlockClass, BlockCodec } from '@stillpoint/proto/format/block.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { datastoreError } from './datastore-error.ts';
import { noise, packFolder, sampleBlock, systemError } from './datastore-fixture.ts';
import { LocalObjectStore } from './local-object-store.ts';
import { MemoryObjectStore } from './memory-object-store.ts';
import { encodePackHeader, encodePackTrailer, PACK_HEADER_BYTES, PackFooterBuilder, packObjectName } from './pack-layout.ts';
import { PackReader } from './pack-reader.ts';
import { recoverPacks } from './pack-recovery.ts';
import { packedBlock } from './packed-block.ts';

import type { PackedBlock } from './pack-facts.ts';
import type { PackRecovery } from './pack-recovery.ts';
import type { PackScan } from './pack-scan.ts';

const packId = 'ab'.repeat(16);
const blocks = [
  sampleBlock([noise(1, 20), noise(2, 35)]),
  sampleBlock([Buffer.alloc(400, 7)], BlockCodec.zstd),
  // Content that looks like blocks: someone backs up a datastore.
  sampleBlock([sampleBlock([noise(3, 30)]).bytes]),
  sampleBlock([noise(4, 50)]),
];
const { bytes: whole, packed } = openPack();
const lastBlockOffset = packed.at(-1)?.offset ?? 0;

describe('recovery of an open pack', () => {
  it('finds every whole block at every length that the file may have', async () => {
    for (let length = 0; length <= whole.length; length++) {
      const expected = wholeWithin(length);
      const scan = await scanBytes(whole.subarray(0, length));
      expect([scan.content.blocks, scan.damage], `length ${length}`).toEqual([expected, []]);
    }
  });

  it('seals what a cut left, and takes nothing away', async () => {
    await using folder = await packFolder();
    const cuts = packed.flatMap((block) => [-1, 0, 1, 60].map((distance) => block.offset + distance));
    for (const length of [0, 1, PACK_HEADER_BYTES - 1, ...cuts, whole.length - 1, whole.length]) {
      const { recovery, after } = await recover(folder.path, whole.subarray(0, length));
      expect(after.subarray(0, length).equals(whole.subarray(0, length)), `length ${length}`).toBe(true);
      if (length < PACK_HEADER_BYTES) {
        expect([recovery.outcome, after.length], `length ${length}`).toEqual(['ignored', length]);
      } else {
        expect([recovery.outcome, recovery.content?.blocks], `length ${length}`).toEqual(['sealed', wholeWithin(length)]);
        expect(await contentOf(folder.path), `length ${length}`).toEqual(recovery.content);
      }
    }
  });

  it('loses one block to one damaged byte, and names the range', async () => {
    for (let at = PACK_HEADER_BYTES; at < lastBlockOffset; at++) {
      const damaged = Buffer.from(whole);
      damaged[at]! ^= 0x55;
      const scan = await scanBytes(damaged);
      const hit = packed.findIndex((block) => at >= block.offset && at < block.offset + block.totalBytes);
      expect(scan.content.blocks, `byte ${at}`).toEqual(expect.arrayContaining(packed.filter((_, index) => index !== hit)));
      expect(scan.content.blocks, `byte ${at}`).not.toContainEqual(packed[hit]);
      expect(scan.damage[0]?.offset, `byte ${at}`).toBe(packed[hit]?.offset);
    }
  });

  it('finds all blocks but those in a range that was overwritten, wherever it lies', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), fc.integer({ min: 1, max: 300 }), fc.integer(), async (start, length, seed) => {
        const damaged = Buffer.from(whole);
        const range = noise(seed, length).subarray(0, whole.length - start);
        damaged.set(range, start);
        const scan = await scanBytes(damaged);
        const untouched = packed.filter((block) => block.offset + block.totalBytes <= start || block.offset >= start + range.length);
        expect(scan.content.blocks).toEqual(expect.arrayContaining(untouched));
      }),
      { numRuns: 300 },
    );
  });

  it('finds the blocks on both sides of many MiB of garbage', async () => {
    const first = whole.subarray(0, packed[1]!.offset);
    const last = whole.subarray(packed[1]!.offset);
    const garbage = noise(9, 9_000_001);
    const scan = await scanBytes(Buffer.concat([first, garbage, last]));
    expect(scan.content.blocks.map((block) => block.offset)).toEqual(packed.map((block, index) => (index === 0 ? block.offset : block.offset + garbage.length)));
    expect(scan.damage).toEqual([{ offset: first.length, bytes: garbage.length }]);
  });

  it('finds the blocks of a pack whose header is gone', async () => {
    await using folder = await packFolder();
    const damaged = Buffer.from(whole);
    damaged.fill(0xff, 0, PACK_HEADER_BYTES);
    const { recovery } = await recover(folder.path, damaged);
    expect(recovery.content).toMatchObject({ blockClass: BlockClass.data, blocks: packed });
    expect(recovery.damage).toEqual([{ offset: 0, bytes: PACK_HEADER_BYTES }]);
  });

  it('can be interrupted while it writes the footer, and repeated', async () => {
    await using folder = await packFolder();
    const footer = footerOf(packed);
    for (let written = 1; written < footer.length; written += 13) {
      const { recovery, after } = await recover(folder.path, Buffer.concat([whole, footer.subarray(0, written)]));
      expect([recovery.outcome, recovery.tailBytes, recovery.damage, recovery.content?.blocks]).toEqual(['sealed', written, [], packed]);
      expect(after.length).toBe(whole.length + written + footer.length);
    }
  });

  it('leaves sealed packs alone', async () => {
    await using folder = await packFolder();
    const sealed = Buffer.concat([whole, footerOf(packed)]);
    place(folder.path, sealed);
    await using objects = new LocalObjectStore(folder.path);
    expect(await recoverPacks(folder.path, new PackReader(objects))).toEqual([]);
    expect(readFileSync(join(folder.path, packObjectName(packId))).equals(sealed)).toBe(true);
  });

  it('takes for stored only what is on the disk when the dead process has seen a sync fail', async () => {
    await using folder = await packFolder();
    const path = place(folder.path, whole);
    await using objects = new LocalObjectStore(folder.path);
    // What the kernel had given up lay in its memory only.
    const settle = (settled: string): Promise<void> => {
      expect(settled).toBe(path);
      writeFileSync(path, Buffer.concat([whole.subarray(0, lastBlockOffset), Buffer.alloc(whole.length - lastBlockOffset)]));
      return Promise.resolve();
    };
    const [recovery] = await recoverPacks(folder.path, new PackReader(objects), { settle });
    expect(recovery).toMatchObject({ outcome: 'sealed', durable: true, content: { blocks: packed.slice(0, -1) } });
  });

  it('leaves a pack open that cannot be synced, and says that it is not to be relied on', async () => {
    await using folder = await packFolder();
    place(folder.path, whole);
    await using objects = new LocalObjectStore(folder.path);
    const settle = (): Promise<void> => Promise.reject(systemError('EIO'));
    const [recovery] = await recoverPacks(folder.path, new PackReader(objects), { settle });
    expect(recovery).toMatchObject({ outcome: 'left-open', durable: false, error: { code: 'DATASTORE_IO' }, content: { sealed: false, blocks: packed } });
  });

  it('believes a footer only when it is on the disk', async () => {
    await using folder = await packFolder();
    const sealed = Buffer.concat([whole, footerOf(packed)]);
    const path = place(folder.path, sealed);
    await using objects = new LocalObjectStore(folder.path);
    const lost = (): Promise<void> => {
      writeFileSync(path, whole);
      return Promise.resolve();
    };
    expect(await recoverPacks(folder.path, new PackReader(objects), { settle: lost })).toMatchObject([{ outcome: 'sealed', durable: true }]);
    writeFileSync(path, sealed);
    const failing = (): Promise<void> => Promise.reject(systemError('EIO'));
    expect(await recoverPacks(folder.path, new PackReader(objects), { settle: failing })).toMatchObject([{ outcome: 'left-open', durable: false, content: { blocks: packed } }]);
  });

  it('does not open a pack that is known to be sealed and has the length that is known', async () => {
    await using folder = await packFolder();
    const damaged = Buffer.concat([whole, footerOf(packed)]);
    damaged.fill(0, damaged.length - 8);
    place(folder.path, damaged);
    await using objects = new LocalObjectStore(folder.path);
    const packs = new PackReader(objects);
    expect(await recoverPacks(folder.path, packs, { sealedPacks: new Map([[packId, damaged.length]]) })).toEqual([]);
    expect(await recoverPacks(folder.path, packs, { sealedPacks: new Map([[packId, damaged.length + 1]]) })).toMatchObject([{ outcome: 'sealed' }]);
  });

  it('finds the blocks around a sector that cannot be read, wherever it lies', async () => {
    const large = Array.from({ length: 6 }, (_, index) => sampleBlock([noise(`large ${index}`, 9000)]));
    const bytes = Buffer.concat([whole.subarray(0, PACK_HEADER_BYTES), ...large.map((block) => block.bytes), footerOf([])]);
    const offsets = large.map((_, index) => PACK_HEADER_BYTES + index * large[0]!.bytes.length);
    for (let bad = 0; bad < bytes.length; bad += 4096) {
      await using objects = new DiskWithBadSector(bytes, bad);
      const reader = new PackReader(objects);
      const { content } = await reader.scanPack(packId);
      const untouched = offsets.filter((offset, index) => offset >= bad + 4096 || offset + large[index]!.bytes.length <= bad);
      expect(content.blocks.map((block) => block.offset), `sector at ${bad}`).toEqual(untouched);
      if (bad + 4096 >= bytes.length) expect(await reader.isSealed(packId)).toBe(false);
    }
  });

  it('gives up on a disk that can give nothing at all', async () => {
    await using objects = new DiskWithBadSector(Buffer.alloc(30_000_000), 0, 30_000_000);
    await expect(new PackReader(objects).scanPack(packId)).rejects.toMatchObject({ code: 'DATASTORE_IO' });
  });

  it('seals the others when one cannot be read', async () => {
    await using folder = await packFolder();
    place(folder.path, whole);
    // A directory where a pack should be cannot be read, by root neither.
    mkdirSync(join(folder.path, packObjectName('cd'.repeat(16))), { recursive: true });
    await using objects = new LocalObjectStore(folder.path);
    const recoveries = await recoverPacks(folder.path, new PackReader(objects));
    expect(recoveries.map((recovery) => [recovery.packId.slice(0, 2), recovery.outcome])).toEqual([
      ['ab', 'sealed'],
      ['cd', 'left-open'],
    ]);
  });
});

function wholeWithin(length: number): PackedBlock[] {
  return packed.filter((block) => block.offset + block.totalBytes <= length);
}

function openPack(): { bytes: Buffer; packed: PackedBlock[] } {
  const packedBlocks: PackedBlock[] = [];
  let offset = PACK_HEADER_BYTES;
  for (const block of blocks) {
    packedBlocks.push(packedBlock(offset, block.bytes.length, block.header));
    offset += block.bytes.length;
  }
  return { bytes: Buffer.concat([encodePackHeader({ packId, blockClass: BlockClass.data, createdMs: 1 }), ...blocks.map((block) => block.bytes)]), packed: packedBlocks };
}

function footerOf(content: readonly PackedBlock[]): Buffer {
  const builder = new PackFooterBuilder();
  for (const block of content) builder.add(block);
  const footer = builder.finish();
  return Buffer.concat([footer, encodePackTrailer({ footerOffset: whole.length, footerBytes: footer.length })]);
}

/** Reads that touch the sector fail. */
class DiskWithBadSector extends MemoryObjectStore {
  readonly #start: number;
  readonly #end: number;

  constructor(bytes: Buffer, start: number, length = 4096) {
    super([[packObjectName(packId), bytes]]);
    this.#start = start;
    this.#end = start + length;
  }

  override async read(name: string, offset: number, length: number): Promise<Buffer | undefined> {
    if (offset < this.#end && offset + length > this.#start) throw datastoreError(systemError('EIO'), `reading ${name}`);
    return super.read(name, offset, length);
  }
}

function place(folder: string, bytes: Buffer): string {
  const path = join(folder, packObjectName(packId));
  rmSync(path, { force: true });
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, bytes);
  return path;
}

async function recover(folder: string, bytes: Buffer): Promise<{ recovery: PackRecovery; after: Buffer }> {
  place(folder, bytes);
  await using objects = new LocalObjectStore(folder);
  const recoveries = await recoverPacks(folder, new PackReader(objects));
  expect(recoveries).toHaveLength(1);
  expect(readdirSync(join(folder, 'packs', 'ab'))).toHaveLength(1);
  return { recovery: recoveries[0]!, after: readFileSync(join(folder, packObjectName(packId))) };
}

async function scanBytes(bytes: Buffer): Promise<PackScan> {
  await using objects = new MemoryObjectStore([[packObjectName(packId), bytes]]);
  return await new PackReader(objects).scanPack(packId);
}

async function contentOf(folder: string): Promise<unknown> {
  await using objects = new LocalObjectStore(folder);
  return await new PackReader(objects).readContent(packId);
}
