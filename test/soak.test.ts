/**
 * Twenty agents back up again and again while snapshots are pruned, garbage is collected, and data is read: nothing of the collector may grow. An hour with STILLPOINT_LONG=1,
 * N minutes with STILLPOINT_SOAK_MINUTES=N.
 */
import { mkdir, readdir, readFile, readlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { expect, test } from 'vitest';

import { AgentProcess } from './support/agent-process.ts';
import { ChildProgram, outputOf } from './support/child-program.ts';
import { CollectorProcess } from './support/collector-process.ts';
import { expectSameObjects } from './support/oracle.ts';
import { isLong } from './support/requirements.ts';
import { TestFolder } from './support/test-folder.ts';

const minutes = Number(process.env['STILLPOINT_SOAK_MINUTES'] ?? (isLong ? 60 : 0));
const bareAgents = 18;
const sampleMs = 5000;
const mebibyte = 1_048_576;

/** The collector at one moment. */
interface Sample {
  readonly memoryBytes: number;
  readonly handles: number;
  readonly threads: number;
  readonly temporaryFiles: number;
  readonly datastoreBytes: number;
}

async function sampleOf(collector: CollectorProcess, temporary: string): Promise<Sample> {
  const { pid, datastore } = collector;
  const [rollup, handles, status, du] = await Promise.all([readFile(`/proc/${pid}/smaps_rollup`, 'utf8'), readdir(`/proc/${pid}/fd`), readFile(`/proc/${pid}/status`, 'utf8'), outputOf('du', ['-sB1', datastore])]);
  const left = (await readdir(datastore, { recursive: true })).filter((name) => name.endsWith('.tmp') || name.endsWith('.part'));
  return {
    memoryBytes: Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0) * 1024,
    handles: handles.length,
    threads: Number(/^Threads:\s+(\d+)$/m.exec(status)?.[1] ?? 0),
    temporaryFiles: left.length + (await readdir(temporary)).length,
    datastoreBytes: Number(du.split('\t')[0]),
  };
}

/** The third of the run that is named: the first is for warming up. */
function third(samples: readonly Sample[], number: 2 | 3): readonly Sample[] {
  const length = Math.floor(samples.length / 3);
  return samples.slice((number - 1) * length, number * length);
}

function median(samples: readonly Sample[], of: keyof Sample): number {
  return samples.map((sample) => sample[of]).sort((left, right) => left - right)[Math.floor(samples.length / 2)] ?? 0;
}

/** Files that were deleted and are still open: space that nobody finds. */
async function deletedHandles(pid: number): Promise<string[]> {
  const links = await Promise.all((await readdir(`/proc/${pid}/fd`)).map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')));
  return links.filter((link) => link.endsWith(' (deleted)') && link.includes('.pack'));
}

const soak = minutes > 0 ? test : (title: string, ...rest: unknown[]): void => { test.skip(`${title} (set STILLPOINT_SOAK_MINUTES or STILLPOINT_LONG)`, rest.at(-1) as () => void); };

soak('twenty agents, prunes and collections beside them: memory, handles, threads and temporary files do not grow', { timeout: minutes * 60_000 + 600_000 }, async (context: { annotate: (text: string) => Promise<unknown> }) => {
  await using folder = await TestFolder.make();
  const temporary = folder.at('temporary');
  await mkdir(temporary);
  await using collector = await CollectorProcess.init(folder.at('datastore'));
  await collector.serve({ TMPDIR: temporary });
  await collector.ask('retention', 'set', 'default', '--keep-last', '3');
  const token = (await collector.ask('token', 'create', '--uses', String(bareAgents))).trim();
  const real: { readonly agent: AgentProcess; readonly tree: string; readonly name: string }[] = [];
  for (const name of ['real-0', 'real-1']) {
    const tree = folder.at(`tree-${name}`);
    await outputOf('sh', ['-c', `mkdir '${tree}' && cd '${tree}' && head -c 8M /dev/urandom >large && for n in $(seq 1 300); do head -c 8K /dev/urandom >small-$n; done`]);
    await mkdir(folder.at(name));
    real.push({ agent: await AgentProcess.enroll(collector, folder.at(name), name, { daily: [{ paths: [tree] }] }), tree, name });
  }
  await using bare = ChildProgram.start(process.execPath, [...process.execArgv, join(import.meta.dirname, 'support/soak-agents.ts'), collector.address, token, String(bareAgents), String(minutes * 60)]);
  await bare.waitFor(/^sending$/m, 'stdout', 60_000);
  const untilMs = performance.now() + minutes * 60_000;
  const counts = { backups: 0, prunes: 0, collections: 0, restores: 0, verifications: 0 };
  const samples: Sample[] = [];
  const repeat = async (pauseMs: number, work: () => Promise<unknown>): Promise<void> => {
    for (;;) {
      await wait(pauseMs);
      if (performance.now() >= untilMs) return;
      await work();
    }
  };
  await Promise.all([
    repeat(sampleMs, async () => samples.push(await sampleOf(collector, temporary))),
    ...real.map(({ agent, tree }, index) =>
      repeat(8000 + index * 1000, async () => {
        await writeFile(join(tree, `small-${1 + (counts.backups % 300)}`), `backup ${counts.backups}`);
        await agent.backup('daily');
        counts.backups += 1;
      }),
    ),
    repeat(10_000, async () => {
      await collector.ask('prune', '--now', '--yes');
      counts.prunes += 1;
      await collector.ask('gc');
      counts.collections += 1;
    }),
    repeat(30_000, async () => {
      await collector.ask('restore', 'soak-0:/file-0', '--to', folder.at(`out-${counts.restores}`));
      counts.restores += 1;
    }),
    repeat(45_000, async () => {
      await collector.ask('verify', '--read-data', '--sample', '20%');
      counts.verifications += 1;
    }),
  ]);
  const { stdout, stderr, code } = await bare.finished;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { committed, sentBytes, failures } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { committed: number; sentBytes: number; failures: Record<string, number> };
  await collector.ask('prune', '--now', '--yes');
  await collector.ask('gc');
  const last = await sampleOf(collector, temporary);
  const [middle, end] = [third(samples, 2), third(samples, 3)];
  const shown = (of: keyof Sample, unit = 1): string => `${Math.round(median(middle, of) / unit)} → ${Math.round(median(end, of) / unit)} (most ${Math.round(Math.max(...samples.map((sample) => sample[of])) / unit)})`;
  const figures =
    `${minutes} min: ${committed} snapshots of ${bareAgents} bare agents (${(sentBytes / 1024 ** 3).toFixed(1)} GiB sent) and ${counts.backups} of 2 real ones, ${counts.prunes} prunes, ${counts.collections} collections, ${counts.restores} restores, ` +
      `${counts.verifications} verifications. Median of the second third → of the last: memory ${shown('memoryBytes', mebibyte)} MiB, handles ${shown('handles')}, threads ${shown('threads')}, temporary files ${shown('temporaryFiles')}, ` +
      `datastore ${shown('datastoreBytes', mebibyte)} MiB; at the end ${last.temporaryFiles} temporary files, ${last.handles} handles`;
  await context.annotate(figures);
  process.stdout.write(`${figures}\n`);
  expect(failures).toEqual({});
  expect(median(end, 'memoryBytes')).toBeLessThan(median(middle, 'memoryBytes') * 1.15 + 16 * mebibyte);
  expect(median(end, 'handles')).toBeLessThanOrEqual(median(middle, 'handles') + 5);
  expect(median(end, 'threads')).toBeLessThanOrEqual(median(middle, 'threads') + 2);
  expect(last.temporaryFiles).toBe(0);
  expect(await deletedHandles(collector.pid)).toEqual([]);
  await collector.ask('verify', '--read-data');
  for (const { name, tree } of real) {
    await collector.ask('restore', name, '--to', folder.at(`restored-${name}`));
    await expectSameObjects(tree, join(folder.at(`restored-${name}`), tree));
  }
});
