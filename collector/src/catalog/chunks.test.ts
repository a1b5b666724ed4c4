import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Catalog } from './catalog.ts';
import { agentId, chunkBytes, chunkId, chunkIds, newBlock, packContent, packedBlock, packId, sessionId, TestFolder } from './catalog-fixture.ts';
import { openCatalog, openScratchCatalog } from './sqlite-catalog.ts';

describe.each([
  ['in threads of its own', async (folder: TestFolder): Promise<Catalog> => openCatalog({ file: folder.file(), readOnly: false })],
  ['in this thread', async (folder: TestFolder): Promise<Catalog> => openScratchCatalog(folder.file())],
])('chunks of a catalog %s', (_name, open) => {
  let folder: TestFolder;
  let catalog: Catalog;

  beforeEach(async () => {
    folder = new TestFolder();
    catalog = await open(folder);
  });

  afterEach(async () => {
    await catalog.close();
    folder[Symbol.dispose]();
  });

  test('a chunk is known with everything about it after its block was added, and an unknown id is undefined', async () => {
    const [number] = await catalog.addBlocks([newBlock(1, 40, ['a', 'b'])]);
    const [a, unknown] = await catalog.lookupChunks(chunkIds('a', 'never'));
    expect(a).toEqual({ number, lengthBytes: chunkBytes('a'), damaged: false, sessionId, agentId });
    expect(unknown).toBeUndefined();
    expect(await catalog.lookupChunks(Buffer.alloc(0))).toEqual([]);
  });

  test('the ids that are asked for stay the caller’s, also as a view into a larger buffer', async () => {
    await catalog.addBlocks([newBlock(1, 40, ['a'])]);
    const large = new Uint8Array(96);
    large.set(chunkId('a'), 32);
    const view = large.subarray(32, 64);
    expect((await catalog.lookupChunks(view))[0]?.lengthBytes).toBe(chunkBytes('a'));
    expect(Buffer.from(view)).toEqual(chunkId('a'));
  });

  test('ids that share their first bytes are told apart', async () => {
    const names = Array.from({ length: 300 }, (_, index) => `family.${String(index)}`);
    await catalog.addBlocks([newBlock(1, 40, names)]);
    const facts = await catalog.lookupChunks(chunkIds(...names, 'family.300'));
    expect(facts.map((fact) => fact?.lengthBytes)).toEqual([...names.map(chunkBytes), undefined]);
    expect(new Set(facts.map((fact) => fact?.number)).size).toBe(301);
  });

  test('a place says where the chunk begins in the inflated block', async () => {
    await catalog.addBlocks([newBlock(1, 40, ['a', 'b', 'c'])]);
    const [places] = await catalog.locateChunks(chunkId('c'));
    expect(places).toEqual([
      { packId: packId(1), blockOffset: 40, blockBytes: 1000, chunkOffset: chunkBytes('a') + chunkBytes('b'), chunkBytes: chunkBytes('c'), damaged: false },
    ]);
  });

  test('the blocks of a pack are listed in order with all their chunks, also those that another pack had before', async () => {
    await catalog.addBlocks([newBlock(1, 40, ['a', 'b']), newBlock(2, 1040, ['b', 'c']), newBlock(2, 40, ['d'])]);
    expect(await catalog.listBlocks(packId(2))).toEqual([
      { offset: 40, totalBytes: 1000, ids: new Uint8Array(chunkId('d')), chunkOffsets: [0], chunkBytes: [chunkBytes('d')] },
      { offset: 1040, totalBytes: 1000, ids: new Uint8Array(chunkIds('b', 'c')), chunkOffsets: [0, chunkBytes('b')], chunkBytes: [chunkBytes('b'), chunkBytes('c')] },
    ]);
    expect(await catalog.listBlocks(packId(3))).toEqual([]);
  });

  test('a chunk that is stored again keeps its number and has several places, also within one batch and one block', async () => {
    const first = await catalog.addBlocks([newBlock(1, 40, ['a', 'b', 'a']), newBlock(2, 40, ['b'])]);
    const second = await catalog.addBlocks([newBlock(1, 1040, ['c', 'a'])]);
    expect(first[2]).toBe(first[0]);
    expect(first[3]).toBe(first[1]);
    expect(second[1]).toBe(first[0]);
    const [a, b] = await catalog.locateChunks(chunkIds('a', 'b'));
    expect(a?.map((place) => [place.packId, place.blockOffset])).toEqual([
      [packId(1), 40],
      [packId(1), 1040],
    ]);
    expect(b?.map((place) => place.packId)).toEqual([packId(1), packId(2)]);
    expect((await catalog.totals()).chunks).toBe(3);
  });

  test('what was stored elsewhere survives the loss of a pack, and what was not gets a new number afterwards', async () => {
    const [a, b] = await catalog.addBlocks([newBlock(1, 40, ['a', 'b']), newBlock(2, 40, ['a'])]);
    await catalog.dropPack(packId(1));
    expect((await catalog.lookupChunks(chunkIds('a', 'b'))).map((fact) => fact?.number)).toEqual([a, undefined]);
    const [again] = await catalog.addBlocks([newBlock(3, 40, ['b'])]);
    expect(again).toBeGreaterThan(Math.max(a ?? 0, b ?? 0));
  });

  test('replacing a pack keeps what is the same, with its numbers, and forgets the rest', async () => {
    const numbers = await catalog.addBlocks([newBlock(1, 40, ['a', 'b']), newBlock(1, 1040, ['c']), newBlock(1, 2040, ['d'])]);
    await catalog.replacePack(packContent(1, [packedBlock(40, ['a', 'b']), packedBlock(1040, ['e', 'd'])]));
    const facts = await catalog.lookupChunks(chunkIds('a', 'b', 'c', 'd', 'e'));
    expect(facts.map((fact) => fact?.number)).toEqual([numbers[0], numbers[1], undefined, numbers[3], expect.any(Number)]);
    const [d] = await catalog.locateChunks(chunkId('d'));
    expect(d?.map((place) => [place.blockOffset, place.chunkOffset])).toEqual([[1040, chunkBytes('e')]]);
    expect(await catalog.listPacks()).toEqual([{ packId: packId(1), sealed: true, fileBytes: 5000 }]);
  });

  test('a batch that fails leaves nothing, neither in the index nor for the next batch', async () => {
    const bad = newBlock(1, Number.NaN, ['b']);
    await expect(catalog.addBlocks([newBlock(1, 40, ['a']), bad])).rejects.toMatchObject({ code: 'INTERNAL' });
    expect(await catalog.listPacks()).toEqual([]);
    await catalog.addBlocks([newBlock(1, 40, ['c'])]);
    expect((await catalog.lookupChunks(chunkIds('a', 'b', 'c'))).map((fact) => fact !== undefined)).toEqual([false, false, true]);
    expect((await catalog.totals()).chunks).toBe(1);
  });

  test('a pack is listed with its bytes, open until it is sealed', async () => {
    await catalog.addBlocks([newBlock(1, 40, ['a']), newBlock(1, 1040, ['b'])]);
    expect(await catalog.listPacks()).toEqual([{ packId: packId(1), sealed: false, fileBytes: 2040 }]);
    await catalog.sealPack(packId(1), 2500);
    expect(await catalog.listPacks()).toEqual([{ packId: packId(1), sealed: true, fileBytes: 2500 }]);
    expect(await catalog.totals()).toEqual({ packs: 1, chunks: 2, uniqueBytes: chunkBytes('a') + chunkBytes('b'), packBytes: 2500, damagedChunks: 0 });
  });

  test('a chunk is damaged only while it has no good place', async () => {
    await catalog.addBlocks([newBlock(1, 40, ['a', 'b'])]);
    await catalog.markDamaged([{ id: chunkId('a'), packId: packId(1), blockOffset: 40 }]);
    expect((await catalog.lookupChunks(chunkIds('a', 'b'))).map((fact) => fact?.damaged)).toEqual([true, false]);
    expect(Buffer.from(await catalog.damagedAmong(chunkIds('b', 'a', 'never')))).toEqual(chunkId('a'));
    expect((await catalog.totals()).damagedChunks).toBe(1);

    await catalog.addBlocks([newBlock(2, 40, ['a'])]);
    expect((await catalog.lookupChunks(chunkId('a')))[0]?.damaged).toBe(false);
    expect((await catalog.locateChunks(chunkId('a')))[0]?.map((place) => [place.packId, place.damaged])).toEqual([
      [packId(2), false],
      [packId(1), true],
    ]);
    expect((await catalog.totals()).damagedChunks).toBe(0);

    await catalog.dropPack(packId(2));
    expect((await catalog.lookupChunks(chunkId('a')))[0]?.damaged).toBe(true);
  });

  test('marks of damage outlast their pack being indexed anew, and may come before it', async () => {
    await catalog.markDamaged([{ id: chunkId('a'), packId: packId(1), blockOffset: 40 }]);
    await catalog.replacePack(packContent(1, [packedBlock(40, ['a']), packedBlock(1040, ['b'])]));
    await catalog.replacePack(packContent(1, [packedBlock(40, ['a', 'c'])]));
    expect((await catalog.lookupChunks(chunkIds('a', 'c'))).map((fact) => fact?.damaged)).toEqual([true, false]);
  });

  test('healing clears a chunk that has no good place, and leaves the marks of one that has', async () => {
    await catalog.addBlocks([newBlock(1, 40, ['a', 'b']), newBlock(2, 40, ['b'])]);
    await catalog.markDamaged(['a', 'b'].map((name) => ({ id: chunkId(name), packId: packId(1), blockOffset: 40 })));
    await catalog.clearDamaged(chunkIds('a', 'b'));
    const [a, b] = await catalog.locateChunks(chunkIds('a', 'b'));
    expect(a?.map((place) => place.damaged)).toEqual([false]);
    expect(b?.map((place) => place.damaged)).toEqual([false, true]);
  });
});

describe('the index of chunks against a plain list of packs', () => {
  const names = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'same.1', 'same.2'), { minLength: 1, maxLength: 4 });
  const step = fc.oneof(
    fc.record({ kind: fc.constant('add' as const), pack: fc.integer({ min: 1, max: 3 }), blocks: fc.array(names, { minLength: 1, maxLength: 3 }) }),
    fc.record({ kind: fc.constant('replace' as const), pack: fc.integer({ min: 1, max: 3 }), blocks: fc.array(names, { maxLength: 3 }), kept: fc.integer({ min: 0, max: 4 }) }),
    fc.record({ kind: fc.constant('drop' as const), pack: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ kind: fc.constant('damage' as const), pack: fc.integer({ min: 1, max: 3 }), block: fc.integer({ min: 0, max: 3 }), name: fc.constantFrom('a', 'b', 'same.1') }),
  );
  const all = ['a', 'b', 'c', 'd', 'e', 'f', 'same.1', 'same.2'];

  test('both name the same places, lengths, sums and damage after any steps', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        using folder = new TestFolder();
        await using catalog = openScratchCatalog(folder.file());
        const packs = new Map<number, (readonly string[])[]>();
        const marks = new Set<string>();
        const numbers = new Map<string, number>();
        for (const action of steps) {
          const blocks = packs.get(action.pack) ?? [];
          if (action.kind === 'add') {
            await catalog.addBlocks(action.blocks.map((chunks, index) => newBlock(action.pack, (blocks.length + index) * 1000, chunks)));
            packs.set(action.pack, [...blocks, ...action.blocks]);
          } else if (action.kind === 'replace') {
            const content = [...blocks.slice(0, action.kept), ...action.blocks];
            await catalog.replacePack(packContent(action.pack, content.map((chunks, index) => packedBlock(index * 1000, chunks))));
            packs.set(action.pack, content);
          } else if (action.kind === 'drop') {
            await catalog.dropPack(packId(action.pack));
            packs.delete(action.pack);
            for (const mark of [...marks]) if (mark.startsWith(`${String(action.pack)} `)) marks.delete(mark);
          } else {
            await catalog.markDamaged([{ id: chunkId(action.name), packId: packId(action.pack), blockOffset: action.block * 1000 }]);
            marks.add(`${String(action.pack)} ${String(action.block)} ${action.name}`);
          }
          await compare(catalog, packs, marks, numbers);
        }
      }),
      { numRuns: 80 },
    );
  }, 60_000);

  async function compare(catalog: Catalog, packs: ReadonlyMap<number, (readonly string[])[]>, marks: ReadonlySet<string>, numbers: Map<string, number>): Promise<void> {
    const facts = await catalog.lookupChunks(chunkIds(...all));
    const places = await catalog.locateChunks(chunkIds(...all));
    let uniqueBytes = 0;
    for (const [index, name] of all.entries()) {
      const expected: string[] = [];
      for (const [pack, blocks] of packs) {
        for (const [block, chunks] of blocks.entries()) {
          const at = chunks.indexOf(name);
          if (at < 0) continue;
          const offset = chunks.slice(0, at).reduce((sum, other) => sum + chunkBytes(other), 0);
          expected.push(`${packId(pack)} ${String(block * 1000)} ${String(offset)} ${String(marks.has(`${String(pack)} ${String(block)} ${name}`))}`);
        }
      }
      const found = (places[index] ?? []).map((place) => `${place.packId} ${String(place.blockOffset)} ${String(place.chunkOffset)} ${String(place.damaged)}`);
      expect(found.toSorted()).toEqual(expected.toSorted());
      const fact = facts[index];
      expect(fact !== undefined).toBe(expected.length > 0);
      if (fact === undefined) {
        numbers.delete(name);
        continue;
      }
      uniqueBytes += chunkBytes(name);
      expect(fact.damaged).toBe(expected.every((place) => place.endsWith('true')));
      // While a chunk is known, its number stays.
      expect(fact.number).toBe(numbers.get(name) ?? fact.number);
      numbers.set(name, fact.number);
    }
    const totals = await catalog.totals();
    expect(totals).toMatchObject({ chunks: facts.filter((fact) => fact !== undefined).length, uniqueBytes, damagedChunks: facts.filter((fact) => fact?.damaged === true).length });
  }
});
