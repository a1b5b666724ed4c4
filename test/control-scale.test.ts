/** Five hundred guests whose services are connected and idle: what that costs the collector. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';

import { ChildProgram } from './support/child-program.ts';
import { CollectorProcess } from './support/collector-process.ts';
import { TestFolder } from './support/test-folder.ts';

const count = 500;
const mebibyte = 1_048_576;
const watchedMs = 20_000;

/** Anonymous memory in bytes, and CPU time in ms. */
async function costOf(pid: number): Promise<{ memory: number; cpuMs: number }> {
  const rollup = await readFile(`/proc/${String(pid)}/smaps_rollup`, 'utf8');
  const [, kibibytes = '0'] = /^Pss_Anon:\s+(\d+) kB/m.exec(rollup) ?? [];
  const [user = 0, system = 0] = (await readFile(`/proc/${String(pid)}/stat`, 'utf8')).split(') ')[1]?.split(' ').slice(11, 13).map(Number) ?? [];
  return { memory: Number(kibibytes) * 1024, cpuMs: (user + system) * 10 };
}

test('500 idle agents cost the collector little, and any of them is asked at once', async (context) => {
  await using folder = await TestFolder.make();
  await using collector = await CollectorProcess.start(folder.at('datastore'));
  const token = (await collector.ask('token', 'create', '--uses', String(count))).trim();
  const before = await costOf(collector.pid);
  await using agents = ChildProgram.start(process.execPath, [...process.execArgv, join(import.meta.dirname, 'support/idle-agents.ts'), collector.address, token, String(count)]);
  await agents.waitFor(/^connected$/m, 'stdout', 120_000);
  const connected = await costOf(collector.pid);
  await wait(watchedMs);
  const idle = await costOf(collector.pid);
  const cpuShare = (idle.cpuMs - connected.cpuMs) / watchedMs;
  await context.annotate(`${count} agents: ${((idle.memory - before.memory) / mebibyte).toFixed(0)} MiB more (${(idle.memory / mebibyte).toFixed(0)} MiB in all), ${(cpuShare * 100).toFixed(1)} % of a processor while idle`);
  const listed = JSON.parse(await collector.ask('agents', '--json')) as { agents: { connected: boolean }[] };
  expect(listed.agents.filter((agent) => agent.connected)).toHaveLength(count);
  await collector.ask('run', 'idle-321/daily', '--no-wait');
  await agents.waitFor(/^asked idle-321$/m, 'stdout');
  // A third of it lives; the rest is what enrolling them left behind, which V8 collects when it likes.
  expect(idle.memory - before.memory).toBeLessThan(400 * mebibyte);
  expect(cpuShare).toBeLessThan(0.2);
});
