/**
 * Compares Stillpoint with what is installed besides; scripts/bench starts it and says how it is called.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, statfsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { countTree, type TreeFacts } from './bench-input.ts';
import { packagedPrograms, sourcePrograms } from './bench-programs.ts';
import { report, type RoundResult } from './bench-report.ts';
import { findTools, type Tool } from './bench-tools.ts';

/** A mistake on the command line: exit status 2. */
class UsageError extends Error {}

interface BenchOptions {
  readonly directory: string;
  readonly runs: number;
  readonly zstdLevels: readonly number[];
  readonly tools: readonly string[] | undefined;
  readonly scratch: string;
  /** Stillpoint's programs straight from the sources. */
  readonly sources: boolean;
}

const root = resolve(import.meta.dirname, '..');

function readOptions(): BenchOptions {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      runs: { type: 'string', default: '3' },
      'zstd-level': { type: 'string', default: '1' },
      tools: { type: 'string' },
      scratch: { type: 'string', default: tmpdir() },
      sources: { type: 'boolean', default: false },
    },
  });
  const [directory, ...others] = positionals;
  if (directory === undefined || others.length > 0) throw new UsageError('name one folder to back up');
  for (const folder of [directory, values.scratch]) {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) throw new UsageError(`${folder} is no folder`);
  }
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new UsageError(`--runs ${values.runs} is no number of rounds`);
  const zstdLevels = [...new Set(values['zstd-level'].split(',').map(Number))];
  if (zstdLevels.some((level) => !Number.isInteger(level) || level < 1 || level > 19)) throw new UsageError(`--zstd-level ${values['zstd-level']}: levels are 1 to 19`);
  return { directory: realpathSync(directory), runs, zstdLevels, tools: values.tools?.split(','), scratch: realpathSync(values.scratch), sources: values.sources };
}

/** Reads everything, so that no tool pays for the disk: borg drops what it has read from the page cache. GNU tar would not read for /dev/null, so there is a pipe. */
function warmUp(directory: string): void {
  spawnSync('sh', ['-c', 'tar -C / -cf - -- ".$1" | cat >/dev/null', 'warm-up', directory], { stdio: 'ignore' });
}

function checkSpace(options: BenchOptions, input: TreeFacts): void {
  const { bavail, bsize } = statfsSync(options.scratch);
  // A repository that hardly shrank, and the restored files.
  const needed = input.bytes * 2.2;
  if (bavail * bsize < needed) throw new UsageError(`${options.scratch} has ${Math.floor((bavail * bsize) / 1_048_576)} MiB free, ${Math.ceil(needed / 1_048_576)} MiB are needed; choose another place with --scratch`);
}

/** What the tools before have written must not be on its way to the disk when the next one begins. */
function settle(): void {
  spawnSync('sync');
}

async function runRound(tool: Tool, options: BenchOptions, folder: string, signal: AbortSignal, input: TreeFacts): Promise<RoundResult> {
  mkdirSync(folder);
  try {
    await using round = await tool.begin({ directory: options.directory, folder, env: process.env, signal });
    warmUp(options.directory);
    settle();
    const first = await round.first();
    settle();
    const again = await round.again();
    const { bytes, indexBytes } = round.stored();
    const target = join(folder, 'restored');
    mkdirSync(target);
    settle();
    const restore = await round.restore(target);
    compare(tool.name, countTree(join(target, options.directory)), input);
    return { first, again, restore, storedBytes: bytes, indexBytes };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A quick restore of too little would be no achievement. */
function compare(name: string, restored: TreeFacts, input: TreeFacts): void {
  if (restored.entries === input.entries && restored.files === input.files && restored.bytes === input.bytes) return;
  console.error(`bench: ${name} restored ${restored.entries} entries with ${restored.bytes} bytes; the input has ${input.entries} with ${input.bytes}`);
}

async function bench(options: BenchOptions, signal: AbortSignal): Promise<void> {
  const input = countTree(options.directory);
  checkSpace(options, input);
  const scratch = mkdtempSync(join(options.scratch, 'stillpoint-bench-'));
  try {
    const isMeasured = options.tools?.includes('stillpoint') ?? true;
    const tools = findTools(options.sources || !isMeasured ? sourcePrograms(root) : packagedPrograms(root, join(scratch, 'programs')), options.tools, options.zstdLevels);
    if (tools.length === 0) throw new UsageError('none of these tools is there; see scripts/bench --help');
    const startedMs = Date.now();
    console.error(`bench: ${input.files} files, read before each first backup`);
    const rounds = new Map<Tool, RoundResult[]>(tools.map((tool) => [tool, []]));
    for (let number = 1; number <= options.runs; number++) {
      for (const [tool, results] of rounds) {
        const result = await runRound(tool, options, join(scratch, 'round'), signal, input);
        results.push(result);
        const seconds = [result.first, result.again, result.restore].map(({ wallSeconds }) => wallSeconds.toFixed(2));
        console.error(`bench: round ${number} of ${options.runs}, ${tool.name}: first ${seconds[0] ?? ''} s, again ${seconds[1] ?? ''} s, restore ${seconds[2] ?? ''} s`);
      }
    }
    process.stdout.write(report({ directory: options.directory, input, startedMs, rounds }));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => interrupted.abort(new Error(`stopped by ${signal}`)));
try {
  await bench(readOptions(), interrupted.signal);
} catch (error) {
  const isUsage = error instanceof UsageError || (error instanceof TypeError && 'code' in error);
  console.error(`bench: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = isUsage ? 2 : 1;
}
