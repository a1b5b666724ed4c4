import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { forecast, SpaceHistory } from './space-history.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 9, 1);
const total = 1000;

function at(days: number, freeBytes: number, totalBytes = total): { timeMs: number; freeBytes: number; totalBytes: number } {
  return { timeMs: start + days * day, freeBytes, totalBytes };
}

describe('a forecast', () => {
  test.each([
    ['knows nothing without a sample', [], 0, 500, undefined, undefined],
    ['knows nothing before a day has passed', [at(0, 600)], 0.9, 500, undefined, undefined],
    ['goes by the average since the oldest sample', [at(0, 600), at(1, 590), at(2, 400)], 4, 400, 50, 8],
    ['foresees no end of what shrinks', [at(0, 400)], 2, 500, -50, undefined],
    ['leaves out what is older than thirty days', [at(0, 1000), at(20, 700)], 40, 500, 10, 50],
    ['begins anew when the filesystem was enlarged', [at(0, 100, 500), at(5, 600)], 10, 500, 20, 25],
    ['does not count samples of a clock that was ahead', [at(50, 10), at(6, 600)], 10, 500, 25, 20],
  ])('%s', (_, samples, days, freeBytes, dailyGrowthBytes, daysUntilFull) => {
    expect(forecast(samples, start + days * day, { freeBytes, totalBytes: total })).toEqual({ dailyGrowthBytes, daysUntilFull });
  });
});

describe('the history', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stillpoint-history-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('takes one sample a day, keeps a bounded number, and survives a restart', async () => {
    const history = await SpaceHistory.open(folder);
    for (let hour = 0; hour < 24 * 100; hour += 6) await history.note(start + hour * 3_600_000, { freeBytes: 1000 - hour / 24, totalBytes: total });
    const { samples } = JSON.parse(await readFile(join(folder, 'upkeep/space.json'), 'utf8')) as { samples: unknown[] };
    expect(samples).toHaveLength(60);
    expect((await SpaceHistory.open(folder)).growth(start + 100 * day, { freeBytes: 900, totalBytes: total })).toMatchObject({ dailyGrowthBytes: 1 });
  });

  test('that is damaged counts as none', async () => {
    await (await SpaceHistory.open(folder)).note(start, { freeBytes: 500, totalBytes: total });
    await writeFile(join(folder, 'upkeep/space.json'), '{"samples": [{"timeMs"');
    expect((await SpaceHistory.open(folder)).growth(start + 2 * day, { freeBytes: 1, totalBytes: total })).toEqual({ dailyGrowthBytes: undefined, daysUntilFull: undefined });
  });
});
