/** Alarms that reach somebody: told once, over a restart too, and once when they are over; metrics; a way of telling that fails. */
import { appendFile, chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { AgentProcess } from './support/agent-process.ts';
import { openBackupScene } from './support/backup-scene.ts';
import type { CollectorProcess } from './support/collector-process.ts';

interface Told {
  readonly level: string;
  readonly raised: readonly { readonly kind: string; readonly agentName: string; readonly plan: string }[];
  readonly lasting: readonly unknown[];
  readonly over: readonly { readonly kind: string }[];
}

const patience = { timeout: 45_000, interval: 300 };
let stack: AsyncDisposableStack;
let collector: CollectorProcess;
let agent: AgentProcess;
let tree = '';
let inbox = '';
let command = '';

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  const scene = stack.use(await openBackupScene());
  ({ collector, agent, tree } = scene);
  inbox = scene.folder.at('inbox');
  command = scene.folder.at('tell');
  await writeFile(inbox, '');
  // It runs as whoever serves the datastore; what it writes to must be there for it.
  await writeFile(command, `#!/bin/sh\ncat >> ${inbox}\necho "$STILLPOINT_LEVEL" >> ${inbox}.levels\n`);
  await chmod(command, 0o755);
});
afterEach(() => stack.disposeAsync());

async function configure(text: string): Promise<void> {
  await collector.stop();
  await appendFile(join(collector.datastore, 'collector.toml'), text);
  await collector.serve();
}

async function told(): Promise<Told[]> {
  return (await readFile(inbox, 'utf8')).split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Told);
}

async function waitForMessages(count: number): Promise<Told[]> {
  await vi.waitFor(async () => { expect((await told()).length).toBeGreaterThanOrEqual(count); }, patience);
  return told();
}

test('a plan that is overdue is told once, not again after a restart, and once when it is over; metrics say the same', async () => {
  await configure(`\n[notify]\ncommand = [${JSON.stringify(command)}]\n[metrics]\nlisten = ["127.0.0.1:0"]\n`);
  await agent.backup('daily');
  await collector.ask('schedule', 'set', `${agent.name}/daily`, '30 1 * * *', '--max-age', '1s');
  expect(await waitForMessages(1)).toMatchObject([{ level: 'critical', raised: [{ kind: 'OVERDUE', agentName: agent.name, plan: 'daily' }], lasting: [], over: [] }]);
  expect((await collector.cli(['health'])).stdout).toContain(`OVERDUE: ${agent.name}/daily`);
  expect(await scrape('stillpoint_plan_overdue', `agent="${agent.name}",plan="daily"`)).toBe('1');
  expect(Number(await scrape('stillpoint_plan_last_backup_timestamp_seconds', `agent="${agent.name}",plan="daily"`))).toBeGreaterThan(Date.now() / 1000 - 600);

  await collector.stop();
  await collector.serve();
  await agent.configure({ daily: [{ paths: [tree] }], other: [{ paths: [tree, `${tree}-not-there`] }] });
  expect((await agent.run('other')).code).toBe(3);
  expect((await waitForMessages(2))[1]).toMatchObject({ level: 'warning', raised: [{ kind: 'INCOMPLETE', plan: 'other' }], lasting: [], over: [] });

  await collector.ask('schedule', 'set', `${agent.name}/daily`, '30 1 * * *', '--max-age', '2d');
  expect((await waitForMessages(3))[2]).toMatchObject({ raised: [], lasting: [], over: [{ kind: 'OVERDUE' }] });
  expect(await told()).toHaveLength(3);
});

test('`notify test` says how each went; what cannot be sent is itself an alarm, and holds up no backup', async () => {
  await configure(`\n[notify]\ncommand = [${JSON.stringify(command)}]\n[notify.webhook]\nurl = "http://127.0.0.1:1/secret"\n`);
  const { code, stdout, stderr } = await collector.cli(['notify', 'test']);
  expect([code, stdout]).toEqual([1, expect.stringMatching(/^command: sent to .*tell in .*\nwebhook: FAILED: 127\.0\.0\.1:1: .*ECONNREFUSED.*\n$/u)]);
  expect(stderr).toContain('NOTIFY_FAILED: 1 of 2 could not send the test');
  expect(stdout + stderr).not.toContain('secret');
  expect(await readFile(`${inbox}.levels`, 'utf8')).toBe('ok\n');
  await agent.configure({ daily: [{ paths: [tree] }], other: [{ paths: [tree, `${tree}-not-there`] }] });
  await agent.run('other');
  await vi.waitFor(async () => { expect((await collector.cli(['health'])).stdout).toContain('NOTIFY: alarms cannot be sent by webhook'); }, patience);
  expect((await collector.ask('status')).split('\n')[0]).toMatch(/^INCOMPLETE: /u);
  await agent.backup('daily');
});

test('without any way of telling, and without a collector, `notify test` says what to do', async () => {
  expect((await collector.cli(['notify', 'test'])).stderr).toMatch(/USAGE: no way of telling is configured\n\s+next: write \[notify\]/u);
  await collector.stop();
  expect((await collector.cli(['notify', 'test'])).stderr).toContain('COLLECTOR_UNREACHABLE');
});

/** The value of a metric, as Prometheus would read it. */
async function scrape(name: string, labels: string): Promise<string | undefined> {
  const [, address = ''] = /"listen":\["([^"]+)"\],"msg":"metrics are answered"/u.exec(collector.log) ?? [];
  const response = await fetch(`http://${address}/metrics`);
  expect(response.headers.get('content-type')).toContain('version=0.0.4');
  return (await response.text()).split('\n').find((line) => line.startsWith(`${name}{${labels}} `))?.split(' ').at(-1);
}
