import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';

import { CollectionScene, dayMs } from '../collection/collection-scene.testing.ts';
import { AuditNotes } from './audit-notes.ts';

let scene: CollectionScene;
let configPath = '';

beforeEach(async () => {
  scene = await CollectionScene.open();
  configPath = join(scene.collector.directory, 'collector.toml');
});
afterEach(() => scene[Symbol.asyncDispose]());

/** What a collector that starts now writes, then stops. */
async function start(configuration: string): Promise<void> {
  const { datastore, catalog, agents } = scene.collector;
  await writeFile(configPath, configuration);
  await using _notes = AuditNotes.start({ datastore, catalog, decisions: agents, now: () => scene.clock.nowMs }, { configPath, logger: pino({ level: 'silent' }) });
}

async function events(kind: string): Promise<string[]> {
  const texts: string[] = [];
  for await (const { actor, audit } of scene.collector.datastore.readDecisions()) if (audit?.kind === kind) texts.push(`${actor}: ${audit.text ?? ''}`);
  return texts;
}

it('a configuration that is another one than at the last start is an event, and the same one is none', async () => {
  await start('listen = ["127.0.0.1:7443"]\n');
  await start('listen = ["127.0.0.1:7443"]\n');
  expect(await events('configuration')).toHaveLength(1);
  await start('listen = ["0.0.0.0:7443"]\n');
  await start('listen = ["127.0.0.1:7443"]\n');
  const [first, other, back, ...more] = await events('configuration');
  expect([first, back, more]).toEqual([expect.stringMatching(/^collector: sha256 [0-9a-f]{64}$/u), first, []]);
  expect(other).not.toBe(first);
});

it('a clock that has jumped, ahead or back, is an event', async () => {
  await start('');
  await scene.admin.acceptTime();
  scene.clock.nowMs += dayMs;
  await start('');
  expect(await events('clock-jumped')).toEqual([]);
  scene.clock.nowMs += 400 * dayMs;
  await start('');
  scene.clock.nowMs -= 800 * dayMs;
  await start('');
  expect(await events('clock-jumped')).toEqual([expect.stringContaining('more than 48 hours after'), expect.stringContaining('but it was')]);
});
