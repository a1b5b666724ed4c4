/** Several generations of a real tree: each one stays as it was when it was backed up. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { AgentProcess } from './support/agent-process.ts';
import { outputOf } from './support/child-program.ts';
import { CollectorProcess } from './support/collector-process.ts';
import { expectSameObjects, expectSameToRsync } from './support/oracle.ts';
import { isLong, testWith } from './support/requirements.ts';
import { TestFolder } from './support/test-folder.ts';

const editor = join(import.meta.dirname, 'support/edit-tree.py');
const generations = isLong ? 12 : 4;
/** Parts of /usr/share that every system has some of: small and large files, links, many folders. */
const parts = isLong ? ['/usr/share'] : ['/usr/share/perl', '/usr/share/zoneinfo', '/usr/share/bash-completion', '/usr/share/perl5', '/usr/share/python3', '/usr/share/common-licenses', '/usr/share/i18n'];

/** Copies what there is of the machine's own files, some 50 MiB at most. */
async function copyRealTree(target: string): Promise<void> {
  await mkdir(target);
  await outputOf('sh', ['-c', 'target=$1; shift; for part; do if [ -d "$part" ]; then cp -a "$part" "$target/"; fi; done', 'copy', target, ...parts]);
}

describe('generations of a real tree', () => {
  testWith('rsync', 'python3')('are each restored as they were, whatever was edited between them', async () => {
    await using folder = await TestFolder.make();
    const tree = folder.at('tree');
    await copyRealTree(tree);
    await using collector = await CollectorProcess.start(folder.at('datastore'));
    await mkdir(folder.at('agent'));
    const agent = await AgentProcess.enroll(collector, folder.at('agent'), 'guest', { daily: [{ paths: [tree] }] });
    const kept: { snapshotId: string; copy: string }[] = [];
    for (let generation = 0; generation < generations; generation++) {
      if (generation > 0) await outputOf('python3', [editor, tree, String(20_261_100 + generation), '120']);
      // No pause between edit, backup, and next edit: many changes fall into the tick of the clock in which the file was read.
      const { snapshotId } = await agent.backup('daily');
      const copy = folder.at(`copy-${generation}`);
      await outputOf('cp', ['-a', tree, copy]);
      kept.push({ snapshotId, copy });
    }
    await collector.stop();
    for (const { snapshotId, copy } of kept) {
      const target = folder.at('restored');
      await collector.ask('restore', `@${snapshotId}`, '--to', target);
      await expectSameObjects(copy, join(target, tree), { without: ['flags'] });
      await expectSameToRsync(copy, join(target, tree));
      await outputOf('rm', ['-rf', target]);
    }
    expect((await collector.snapshots()).map((snapshot) => snapshot.snapshotId)).toEqual(kept.map(({ snapshotId }) => snapshotId));
    await collector.ask('verify', '--read-data');
  });
});

describe('an edit that leaves size and mtime as they were', () => {
  test('is in the next snapshot when it came within the clock tick of the read', async () => {
    await using folder = await TestFolder.make();
    const tree = folder.at('tree');
    await mkdir(tree);
    await using collector = await CollectorProcess.start(folder.at('datastore'));
    await mkdir(folder.at('agent'));
    const agent = await AgentProcess.enroll(collector, folder.at('agent'), 'guest', { daily: [{ paths: [tree] }] });
    const file = join(tree, 'file');
    for (let round = 0; round < 4; round++) {
      const write = `printf 'content %s' ${round} >'${file}'; touch -d @1000000000 '${file}'`;
      await outputOf('sh', ['-c', write]);
      await agent.backup('daily');
      expect(await collector.ask('restore', `guest:${file}`, '--stdout')).toBe(`content ${round}`);
    }
  });
});
