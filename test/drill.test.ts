/** Drills and reports: whether what was backed up comes back, and what is told of it. */
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { openBackupScene, type BackupScene } from './support/backup-scene.ts';
import { outputOf } from './support/child-program.ts';

let scene: BackupScene;

beforeEach(async () => {
  scene = await openBackupScene();
  await outputOf('sh', ['-c', 'mkdir etc && echo good >etc/state && ln -s etc/state link && truncate -s 200k hole && printf x >>hole && head -c 300k /dev/urandom >data'], { cwd: scene.tree });
  await scene.agent.backup('daily');
});
afterEach(() => scene[Symbol.asyncDispose]());

test('a drill restores, compares and runs a check, writes down how long it took, and leaves nothing behind', async () => {
  const { collector, folder, tree } = scene;
  const scratch = folder.at('scratch');
  await outputOf('mkdir', [scratch]);
  const passed = JSON.parse(await collector.ask('drill', 'guest/daily', '--scratch', scratch, '--check', `grep -q good "$STILLPOINT_DRILL_DIR${tree}/etc/state" || grep -q good files${tree}/etc/state`, '--json')) as Record<string, unknown>;
  expect(passed).toMatchObject({ agentName: 'guest', plan: 'daily', passed: true, text: expect.stringContaining('the check passed') as string });
  expect(passed['dataAgeMs']).toBeGreaterThanOrEqual(0);
  expect(await readdir(scratch)).toEqual([]);
  const failed = await collector.cli(['drill', 'guest/daily', '--scratch', scratch, '--check', 'echo no such state; exit 4']);
  expect([failed.code, failed.stderr]).toEqual([1, expect.stringMatching(/DRILL_FAILED[\s\S]*ended with 4: no such state/u)]);
  expect(await readdir(scratch)).toEqual([]);
  expect(await collector.ask('status')).toMatch(/^drill: +guest\/daily FAILED/mu);
  expect((JSON.parse(await collector.ask('drill', '--json')) as { drills: unknown[] }).drills).toMatchObject([{ passed: true }, { passed: false }]);
  // The next one that passes is what counts.
  await collector.ask('drill', 'guest/daily', '--scratch', scratch);
  expect(await collector.ask('status')).toMatch(/^drill: +guest\/daily passed/mu);
});

test('a report tells an auditor what was planned and done, what was deleted and why, who restored, and the last drill', async () => {
  const { collector, agent, folder, tree } = scene;
  await collector.ask('schedule', 'set', 'guest/daily', '30 1 * * *');
  await writeFile(join(tree, 'more'), 'more');
  await agent.backup('daily');
  const [first] = await collector.snapshots();
  await collector.ask('delete', `@${first?.snapshotId ?? ''}`, '--reason', 'held a secret, "by mistake"', '--yes');
  await collector.ask('restore', 'guest', '--to', folder.at('out'));
  await collector.ask('drill', 'guest/daily', '--scratch', folder.at(''));
  const text = await collector.ask('report', '--from', '7d');
  expect(text).toContain('guest/daily');
  expect(text).toMatch(/held a secret/u);
  expect(text).toMatch(/cli uid 0 \(root\)/u);
  const csv = await collector.ask('report', '--from', '7d', '--format', 'csv');
  expect(csv).toContain('held a secret, ""by mistake""');
  const html = await collector.ask('report', '--from', '7d', '--format', 'html');
  expect(html).toMatch(/^<!doctype html>/u);
  expect(html).toContain('held a secret, &quot;by mistake&quot;');
  const facts = JSON.parse(await collector.ask('report', '--from', '7d', '--json')) as { plans: unknown[]; deletions: unknown[]; restores: unknown[] };
  expect(facts.plans).toMatchObject([{ plan: 'guest/daily', snapshots: 2, incomplete: 0, lastDrill: { passed: true } }]);
  expect([facts.deletions.length, facts.restores.length]).toEqual([1, 2]);
});
