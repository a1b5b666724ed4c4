/** `scripts/fuzz`: see there. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { Fuzzer, type FuzzResult } from './fuzzer.ts';
import { getTarget, targets } from './targets.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string', default: '60' }, seed: { type: 'string' }, replay: { type: 'boolean', default: false } },
});

process.exitCode = values.replay ? await replay() : await fuzz();

/** Each input once more. */
async function replay(): Promise<number> {
  const [target = '', ...files] = positionals;
  getTarget(target);
  await using fuzzer = new Fuzzer();
  let failures = 0;
  for (const file of files) {
    const { failure, slowestMs } = await fuzzer.run({ target, seed: 0, runs: 0, budgetMs: 0, replay: readFileSync(file) });
    say(`${file}: ${failure ?? `good, ${slowestMs.toFixed(1)} ms`}`);
    if (failure !== undefined) failures += 1;
  }
  return failures === 0 ? 0 : 1;
}

/** Round after round with a new seed, until the time is over: each round gives each target the same share. */
async function fuzz(): Promise<number> {
  const chosen = positionals.length === 0 ? targets : positionals.map(getTarget);
  const untilMs = Date.now() + Number(values.seconds) * 1000;
  const failures: string[] = [];
  await using fuzzer = new Fuzzer();
  for (let seed = Number(values.seed ?? Date.now() % 1_000_000_007); Date.now() < untilMs; seed++) {
    for (const { name } of chosen) {
      if (Date.now() >= untilMs) break;
      // Short rounds: a night changes the seeds often.
      const budgetMs = Math.min(20_000, Math.max(200, Number(values.seconds) * (1000 / chosen.length)));
      const result = await fuzzer.run({ target: name, seed, runs: Number.MAX_SAFE_INTEGER, budgetMs });
      say(line(name, seed, result));
      if (result.failure !== undefined) failures.push(`${name}, seed ${seed}: ${result.file ?? ''}\n${result.failure}`);
    }
  }
  if (failures.length === 0) return 0;
  say(`\n${failures.join('\n\n')}\n\nOnce mended, keep each file in test/fuzz/corpus/TARGET/; \`scripts/fuzz --replay TARGET FILE\` tries it again.`);
  return 1;
}

function line(name: string, seed: number, { runs, decoded, slowestMs, grownBytes, failure }: FuzzResult): string {
  const outcome = failure === undefined ? '' : '  FAILED';
  return `${name.padEnd(22)} seed ${seed}: ${runs} inputs, ${decoded} decoded, slowest ${slowestMs.toFixed(1)} ms, memory +${(grownBytes / 1_048_576).toFixed(1)} MiB${outcome}`;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
