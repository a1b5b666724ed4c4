/** The bytes of each agent, kept beside the blocks, are those that reading all blocks gives. */
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { CatalogDatabase } from './catalog-database.ts';
import { packId, packedBlock, TestFolder } from './catalog-fixture.ts';
import { columnsOfNewBlocks, columnsOfPack } from './chunk-columns.ts';
import type { PackedBlock } from '../datastore/pack-facts.ts';

const agents = ['a1', 'b2', 'c3'].map((byte) => byte.repeat(16));

const block = fc.record({ offset: fc.integer({ min: 0, max: 5 }).map((at) => 40 + at * 2000), totalBytes: fc.integer({ min: 200, max: 1_000_000 }), agent: fc.constantFrom(...agents), session: fc.nat(3), names: fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1, maxLength: 3 }) });
type Block = typeof block extends fc.Arbitrary<infer T> ? T : never;
const pack = fc.integer({ min: 1, max: 4 });
const step = fc.oneof(
  fc.record({ kind: fc.constant('append' as const), pack, blocks: fc.array(block, { minLength: 1, maxLength: 4 }) }),
  fc.record({ kind: fc.constant('replace' as const), pack, blocks: fc.array(block, { maxLength: 4 }) }),
  fc.record({ kind: fc.constant('drop' as const), pack }),
  fc.record({ kind: fc.constant('tidy' as const) }),
);

function packed({ offset, totalBytes, agent, session, names }: Block): PackedBlock {
  return { ...packedBlock(offset, names), totalBytes, agentId: Buffer.from(agent, 'hex'), sessionId: Buffer.alloc(16, session + 1) };
}

/** One block at each place. */
function placed(blocks: readonly Block[]): PackedBlock[] {
  return [...new Map(blocks.map((one) => [one.offset, packed(one)])).values()].sort((left, right) => left.offset - right.offset);
}

test('whatever is added, replaced and taken away', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      using folder = new TestFolder();
      const catalog = new CatalogDatabase(folder.file(), 'write');
      for (const taken of steps) {
        if (taken.kind === 'append') catalog.addBlocks(columnsOfNewBlocks(placed(taken.blocks).map((one) => ({ packId: packId(taken.pack), blockClass: 0, block: one }))));
        else if (taken.kind === 'replace') catalog.replacePack(columnsOfPack(packId(taken.pack), 0, placed(taken.blocks)), true, 100_000);
        else if (taken.kind === 'drop') catalog.dropPack(packId(taken.pack));
        else catalog.tidy();
      }
      const reader = new Database(folder.file(), { readonly: true });
      const scan = reader.prepare<[Uint8Array], number>('SELECT coalesce(sum(total_bytes), 0) FROM blocks WHERE upload IN (SELECT number FROM uploads WHERE agent = ?)').pluck();
      for (const agent of agents) expect(catalog.storedBytesOf(agent)).toBe(scan.get(Buffer.from(agent, 'hex')));
      reader.close();
      catalog.close();
    }),
    { numRuns: 60 },
  );
});
