/** Many files in little memory: what an agent needs does not grow with what it backs up. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';

import { AgentProcess, resultOf, type RunResult } from './support/agent-process.ts';
import { outputOf } from './support/child-program.ts';
import { CollectorProcess } from './support/collector-process.ts';
import { MemoryLimit, peakPss } from './support/memory-limit.ts';
import { expectSameObjects } from './support/oracle.ts';
import { isLong, testWith } from './support/requirements.ts';
import { settled } from './support/settled.ts';
import { SmallDisk } from './support/small-disk.ts';
import { TestFolder } from './support/test-folder.ts';

const mebibyte = 1_048_576;
const files = isLong ? 1_000_000 : 300_000;
const inOneDirectory = 100_000;
/** More than the 128 MiB that a run may need, since page cache and kernel memory count too. */
const limitBytes = 256 * mebibyte;

describe('hundreds of thousands of files and a directory of a hundred thousand', () => {
  testWith('root', 'python3', 'mkfs.ext4')('are backed up, found unchanged, and restored under a memory limit', { timeout: 1_800_000 }, async (context) => {
    await using limit = await MemoryLimit.open(limitBytes);
    if (limit === undefined) return context.skip('memory cannot be limited here: no control group of memory that may be written');
    await using folder = await TestFolder.make();
    await using disk = await SmallDisk.mount(folder.path, 2 * (files + inOneDirectory));
    const tree = join(disk.path, 'tree');
    await outputOf('python3', [join(import.meta.dirname, 'support/many-files.py'), tree, String(files), String(inOneDirectory)]);
    await using collector = await CollectorProcess.start(folder.at('datastore'));
    await mkdir(folder.at('agent'));
    const agent = await AgentProcess.enroll(collector, folder.at('agent'), 'guest', { daily: [{ paths: [tree] }] });
    await settled();

    const run = async (): Promise<RunResult & { readonly peakBytes: number }> => {
      await using program = await agent.start(['backup', 'daily', '--json'], { through: limit.through });
      const peakBytes = await peakPss(program.pid, program.finished);
      return { ...resultOf(await program.finished), peakBytes };
    };
    const first = await run();
    expect(first).toMatchObject({ code: 0, summary: { status: 'complete', files: files + inOneDirectory, filesRead: files + inOneDirectory } });
    await writeFile(join(tree, 'all-in-one/added'), 'one more');
    const second = await run();
    expect(second).toMatchObject({ code: 0, summary: { status: 'complete', files: files + inOneDirectory + 1, filesRead: 1 } });
    // Of a directory of a hundred thousand only the part that changed is sent again.
    expect(second.summary?.newBytes).toBeLessThan(mebibyte);
    expect(await limit.kills()).toBe(0);
    await context.annotate(`peak PSS of the agent: first backup ${Math.round(first.peakBytes / mebibyte)} MiB, unchanged ${Math.round(second.peakBytes / mebibyte)} MiB`);

    const restored = await collector.cli(['restore', `guest:${tree}/all-in-one`, `guest:${tree}/part-00007`, '--to', join(disk.path, 'restored')], { through: limit.through });
    expect({ code: restored.code, kills: await limit.kills() }).toEqual({ code: 0, kills: 0 });
    for (const name of ['all-in-one', 'part-00007']) await expectSameObjects(join(tree, name), join(disk.path, 'restored', name));
  });
});
