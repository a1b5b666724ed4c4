import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { VerificationRecord } from '../upkeep/verification-record.ts';
import { ReadPlan } from './read-plan.ts';
import { parseShare } from './sample-share.ts';

const day = 86_400_000;
const nowMs = Date.UTC(2026, 10, 1);
const { signal } = new AbortController();
// Ten packs of four blocks of 25 bytes.
const packs = Array.from({ length: 10 }, (_, index) => ({ packId: `a${index}`, fileBytes: 100 }));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stillpoint-plan-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Reads what the plan wants, up to `atMost` blocks; answers their names. */
async function read(plan: ReadPlan, atMost = Number.POSITIVE_INFINITY): Promise<string[]> {
  const names: string[] = [];
  for (const { packId } of plan.order(packs)) {
    for (let offset = 0; offset < 100; offset += 25) {
      if (names.length >= atMost || !plan.wants(packId, offset)) continue;
      names.push(`${packId}:${offset}`);
      await plan.done(packId, offset, 25);
    }
  }
  await plan.save();
  return names;
}

test('what was interrupted goes on behind the last block, also in another process', async () => {
  const first = new ReadPlan({ full: (await VerificationRecord.open(folder)).beginFull(nowMs, false), rateBytes: undefined, signal });
  const before = await read(first, 13);
  const record = await VerificationRecord.open(folder);
  expect(record.facts()).toMatchObject({ begunMs: nowMs, begunShare: 0.325 });
  const second = new ReadPlan({ full: record.beginFull(nowMs + day, false), rateBytes: undefined, signal });
  const after = await read(second);
  expect(second.readBefore).toBe(13 * 25);
  expect([...before, ...after]).toEqual(await read(new ReadPlan({ rateBytes: undefined, signal })));
});

test.each([
  ['told to begin anew', 1, true],
  ['so long ago that it is worth reading again', 31, false],
  ['in a future that the clock has left', -1, false],
])('what was interrupted is read from the beginning when %s', async (_, days, restart) => {
  await read(new ReadPlan({ full: (await VerificationRecord.open(folder)).beginFull(nowMs, false), rateBytes: undefined, signal }), 13);
  const plan = new ReadPlan({ full: (await VerificationRecord.open(folder)).beginFull(nowMs + days * day, restart), rateBytes: undefined, signal });
  expect(await read(plan)).toHaveLength(40);
});

test('samples follow each other until everything was read, and go round', async () => {
  const record = await VerificationRecord.open(folder);
  const seen: string[] = [];
  for (let round = 0; round < 5; round++) {
    using reading = record.beginSample();
    const names = await read(new ReadPlan({ sample: { share: 0.3, reading }, rateBytes: undefined, signal }));
    expect(names).toHaveLength(12);
    seen.push(...names);
  }
  expect(new Set(seen.slice(0, 48)).size).toBe(40);
});

test('only one verification of a kind remembers its place', async () => {
  const record = await VerificationRecord.open(folder);
  {
    using reading = record.beginFull(nowMs, false);
    expect(reading).toBeDefined();
    expect(record.beginFull(nowMs, false)).toBeUndefined();
  }
  expect(record.beginFull(nowMs, false)).toBeDefined();
});

test('one that has ended is told, and nothing of it is left to go on with', async () => {
  const record = await VerificationRecord.open(folder);
  using reading = record.beginFull(nowMs, false);
  await read(new ReadPlan({ full: reading, rateBytes: undefined, signal }));
  await reading?.finish({ endedMs: nowMs + 5, findings: 2, readBytes: 1000 });
  const again = await VerificationRecord.open(folder);
  expect(again.facts()).toMatchObject({ lastFullMs: nowMs + 5, lastFullFindings: 2, lastMs: nowMs + 5, begunMs: 0 });
  expect(again.isBegun).toBe(false);
});

test('a rate is kept', async () => {
  const startMs = performance.now();
  await read(new ReadPlan({ rateBytes: 5000, signal }));
  expect(performance.now() - startMs).toBeGreaterThan(190);
});

test.each([
  ['5%', 0.05],
  ['0.5 %', 0.005],
  ['100%', 1],
  ['0%', undefined],
  ['101%', undefined],
  ['5', undefined],
  ['-1%', undefined],
])('a share of %s is %s', (text, share) => {
  expect(parseShare(text)).toBe(share);
});
