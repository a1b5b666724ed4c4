/** A thread of the catalog that dies takes the collector with it, so that a service manager starts it again; and nothing that was confirmed is lost. */
import { writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { AgentProcess } from './support/agent-process.ts';
import { openBackupScene, type BackupScene } from './support/backup-scene.ts';
import { outputOf } from './support/child-program.ts';
import type { CollectorProcess } from './support/collector-process.ts';
import { expectSameObjects } from './support/oracle.ts';
import type { TestFolder } from './support/test-folder.ts';

let scene: BackupScene;
let folder: TestFolder;
let collector: CollectorProcess;
let agent: AgentProcess;
let tree = '';

beforeEach(async () => {
  scene = await openBackupScene();
  ({ folder, collector, agent, tree } = scene);
  await outputOf('sh', ['-c', 'for n in $(seq 1 8); do head -c 1M /dev/urandom >file-$n; done'], { cwd: tree });
  await collector.stop();
});
afterEach(() => scene[Symbol.asyncDispose]());

/** Starts a collector in which the catalog's thread for `mode` ends by `death` when it is asked for `call`. */
async function serveMortal(mode: 'write' | 'shared', call: string, death: string): Promise<void> {
  const preload = folder.at('preload.mjs');
  await writeFile(preload, `
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
if (!isMainThread && workerData?.mode === '${mode}') parentPort.on('message', ({ name }) => { if (name === '${call}') { ${death} } });
`);
  await collector.serve({ NODE_OPTIONS: `--import=${preload}` });
}

/** The collector's last words, which must be one error and no stack trace. */
async function lastWords(): Promise<{ readonly code: number | null; readonly errors: readonly string[]; readonly next: string }> {
  const { code, stderr } = await collector.ended;
  const [, next = ''] = /^ {2}next: (.+)$/mu.exec(stderr) ?? [];
  return { code, errors: [...stderr.matchAll(/^stillpoint-collector: (.*)$/gmu)].map(([, error = '']) => error), next };
}

describe('a collector whose catalog dies', () => {
  test.each([
    ['while blocks are written down', 'write', 'addBlocks', 'throw new Error("no memory is left");'],
    ['when a session begins', 'shared', 'findRun', 'process.exit(7);'],
  ] as const)('%s ends with one error, and the agent is told to try again', async (_when, mode, call, death) => {
    await serveMortal(mode, call, death);
    const { code, events } = await agent.run('daily');
    expect(code).toBe(1);
    // On a busy machine the collector may be gone before it has said why.
    expect(events.filter(({ event }) => event === 'error')).toEqual([expect.objectContaining({ code: 'SESSION_LOST', hint: expect.stringMatching(/run the backup again|the next one goes on where this one stopped/u) as string })]);
    const { code: status, errors, next } = await lastWords();
    expect(status).toBe(1);
    expect(errors).toEqual([expect.stringMatching(/^CATALOG_FAILED: the collector cannot go on without its catalog: /u)]);
    expect(next).toContain('start it again');
    await collector.serve();
    await agent.backup('daily');
    expect(await collector.snapshots()).toHaveLength(1);
  });

  test('behind the commit point keeps the snapshot, and its run is not committed twice', async () => {
    await serveMortal('write', 'addSnapshot', 'process.exit(7);');
    const { address } = collector;
    const [run] = await Promise.all([agent.run('daily'), (async () => {
      await collector.ended;
      await collector.serve({}, address);
    })()]);
    // The agent asks for a few seconds what became of its commit; a collector that takes longer to start leaves it without an answer.
    if (run.code !== 0) expect(run.events).toContainEqual(expect.objectContaining({ event: 'error', code: 'SESSION_LOST' }));
    expect(await collector.snapshots()).toHaveLength(1);
    await collector.ask('verify', '--read-data');
    await collector.ask('restore', 'guest', '--to', folder.at('restored'));
    await expectSameObjects(tree, folder.at(`restored${tree}`));
  });
});
