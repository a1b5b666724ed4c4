import { expect, test } from 'vitest';

import { DamageBook, type HurtPath } from './damage-book.ts';

const id = Buffer.alloc(32, 1);
const news = (): { code: string; object: string; text: string } => ({ code: 'CHUNK_CORRUPT', object: 'chunk', text: 'bad' });

function path(snapshot: number, name: string, archive = 'files'): HurtPath {
  return { snapshotId: Buffer.alloc(16, snapshot), archive, address: `db1/daily@${snapshot}:${archive}/${name}` };
}

test('a finding names every snapshot and archive that it hurts, however many paths the first of them has', () => {
  const book = new DamageBook();
  for (let snapshot = 1; snapshot <= 100; snapshot++) {
    for (let name = 0; name < 50; name++) {
      // Two chunks of each file lie in the block.
      for (let chunk = 0; chunk < 2; chunk++) book.addHurtPath(id, path(snapshot, `file-${name}`), news);
    }
    book.addHurtPath(id, path(snapshot, 'x', 'postgres.shop'), news);
  }
  const [finding, ...more] = [...book.findings()];
  expect([more, finding?.paths?.length, finding?.morePaths]).toEqual([[], 20 + 1 + 2 * 99, 100 * 51 - (20 + 1 + 2 * 99)]);
  expect(new Set(finding?.paths?.map(({ snapshotId }) => snapshotId?.[0])).size).toBe(100);
  expect(finding?.paths?.filter(({ address }) => address?.includes('postgres.shop'))).toHaveLength(100);
});

test('what it holds is bounded over all findings, and what is beyond is counted', () => {
  const book = new DamageBook();
  for (let block = 0; block < 600; block++) {
    const chunk = Buffer.alloc(32);
    chunk.writeUInt32LE(block + 1);
    for (let archive = 0; archive < 300; archive++) book.addHurtPath(chunk, path(1, 'file', `archive-${archive}`), news);
  }
  let named = 0;
  let counted = 0;
  for (const { paths, morePaths } of book.findings()) {
    named += paths?.length ?? 0;
    counted += morePaths ?? 0;
  }
  expect(named).toBeLessThanOrEqual(100_000 + 600 * 20);
  expect(named + counted).toBe(600 * 300);
});

test('a finding beyond the bound is counted, and its paths are nobody’s', () => {
  const book = new DamageBook();
  for (let number = 0; number < 10_001; number++) book.add({ code: 'PACK_CORRUPT', object: `pack ${number}`, text: 'bad' }, [id]);
  expect([book.count, [...book.findings()].length]).toEqual([10_001, 10_000]);
});
