/** What one guest has sent, another one does not send again; and nobody gets it who does not have it. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { AgentProcess } from './support/agent-process.ts';
import { outputOf } from './support/child-program.ts';
import { CollectorProcess } from './support/collector-process.ts';
import { expectSameObjects } from './support/oracle.ts';
import { TestFolder } from './support/test-folder.ts';

const mebibyte = 1_048_576;

/** Some 40 MiB that does not compress, in files small and large. */
async function writeFiles(tree: string): Promise<void> {
  await mkdir(tree);
  await outputOf('sh', ['-c', `cd '${tree}' && head -c 30M /dev/urandom >large && for n in $(seq 1 200); do head -c 50K /dev/urandom >small-$n; done`]);
}

describe('two agents with the same files', () => {
  test('send them once: the second sends less than a hundredth, and both restore them', async () => {
    await using folder = await TestFolder.make();
    const [one, other] = [folder.at('one'), folder.at('other')];
    await writeFiles(one);
    await outputOf('cp', ['-a', one, other]);
    await using collector = await CollectorProcess.start(folder.at('datastore'));
    const agents: AgentProcess[] = [];
    for (const [name, tree] of [['first', one], ['second', other]] as const) {
      await mkdir(folder.at(`agent-${name}`));
      agents.push(await AgentProcess.enroll(collector, folder.at(`agent-${name}`), name, { daily: [{ paths: [tree] }] }));
    }
    const [first, second] = agents;
    const sent = await first?.backup('daily');
    expect(sent?.sentBytes).toBeGreaterThan(39 * mebibyte);
    const again = await second?.backup('daily');
    expect(again?.bytesRead).toBe(sent?.bytesRead);
    expect(again?.sentBytes).toBeLessThan(mebibyte / 4);
    expect(again?.storedBytes).toBeLessThan(mebibyte / 4);
    for (const [name, tree] of [['first', one], ['second', other]] as const) {
      await collector.ask('restore', name, '--to', folder.at(`restored-${name}`));
      await expectSameObjects(tree, join(folder.at(`restored-${name}`), tree));
    }
  });

  test('send them once although both run at the same time and neither has a snapshot yet', async () => {
    await using folder = await TestFolder.make();
    const tree = folder.at('tree');
    await writeFiles(tree);
    await using collector = await CollectorProcess.start(folder.at('datastore'));
    const agents = await Promise.all(
      ['first', 'second'].map(async (name) => {
        await mkdir(folder.at(`agent-${name}`));
        return AgentProcess.enroll(collector, folder.at(`agent-${name}`), name, { daily: [{ paths: [tree] }] });
      }),
    );
    await Promise.all(agents.map((agent) => agent.backup('daily')));
    const { stdout } = await collector.cli(['verify', '--read-data']);
    expect(stdout).not.toMatch(/damaged: [1-9]/);
    // What both sent at the same moment is stored once.
    const stored = Number((await outputOf('du', ['-sb', join(collector.datastore, 'packs')])).split('\t')[0]);
    expect(stored).toBeLessThan(44 * mebibyte);
  });
});

describe('one agent', () => {
  test('sends little when a file is renamed, moved, copied, or gets bytes put into it', async () => {
    await using folder = await TestFolder.make();
    const tree = folder.at('tree');
    await writeFiles(tree);
    await using collector = await CollectorProcess.start(folder.at('datastore'));
    await mkdir(folder.at('agent'));
    const agent = await AgentProcess.enroll(collector, folder.at('agent'), 'guest', { daily: [{ paths: [tree] }] });
    await agent.backup('daily');
    await outputOf('sh', ['-c', 'mkdir d && mv small-1 d/ && cp large copy && mv large renamed && { head -c 1000000 renamed; echo put in; tail -c +1000001 renamed; } >d/longer'], { cwd: tree });
    const { sentBytes } = await agent.backup('daily');
    // Two chunks at most hold the border.
    expect(sentBytes).toBeLessThan(2.5 * mebibyte);
    await collector.ask('restore', 'guest', '--to', folder.at('restored'));
    await expectSameObjects(tree, join(folder.at('restored'), tree));
  });
});
