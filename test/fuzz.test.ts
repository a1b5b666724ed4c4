/** Every decoder of bytes that somebody else has made: it decodes, or refuses with an error that is meant for that, in bounded time and memory. `scripts/fuzz` does the same for a night. */
import { afterAll, beforeAll, expect, test } from 'vitest';

import { Fuzzer } from './fuzz/fuzzer.ts';
import { targets } from './fuzz/targets.ts';
import { isLong } from './support/requirements.ts';

/** The same inputs each time: what breaks has been changed, not chance. */
const seed = 1;
const runs = Number(process.env['STILLPOINT_FUZZ_RUNS'] ?? 0);
const shortRuns = 2000;
const shortMs = 900;

let fuzzer: Fuzzer;

beforeAll(() => {
  fuzzer = new Fuzzer();
});
afterAll(() => fuzzer[Symbol.asyncDispose]());

test.each(targets.map((target) => [target.name, target] as const))('nothing but a known refusal comes of any bytes: %s', { timeout: isLong || runs > 0 ? 86_400_000 : 120_000 }, async (name, target) => {
  const wanted = runs > 0 ? runs : isLong ? 200_000 : (target.shortRuns ?? shortRuns);
  const { failure, file } = await fuzzer.run({ target: name, seed, runs: wanted, budgetMs: runs > 0 || isLong ? 86_400_000 : shortMs });
  expect(failure, `scripts/fuzz --replay ${name} ${file ?? ''}`).toBeUndefined();
});
