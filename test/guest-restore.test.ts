/** A guest that restores by itself, from its own agent's snapshots and from no other's. */
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { chunkId } from '@stillpoint/proto/chunk-identity.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { hello } from '../agent/src/identity/hello.ts';
import { RawReader } from '../collector/src/reading/raw-reader.testing.ts';
import { RawAgent } from '../collector/src/session/raw-agent.testing.ts';
import { AgentProcess, type Plans } from './support/agent-process.ts';
import { outputOf, type Finished } from './support/child-program.ts';
import { CollectorProcess } from './support/collector-process.ts';
import { expectSameAttributes, expectSameObjects, expectSameTorture } from './support/oracle.ts';
import { agentLauncher } from './support/programs.ts';
import { testWith } from './support/requirements.ts';
import { settled } from './support/settled.ts';
import { archiveIds } from './support/snapshot-archives.ts';
import { TestFolder } from './support/test-folder.ts';
import { buildTortureTree } from './support/torture-tree.ts';

/** Two commands do not run in the same second. */
const withoutAges = (listing: string): string => listing.replace(/ *\d+ (?:s|min) /gu, ' ').replace(/ *\d+ (?:s|min)$/gmu, '').replace(/ +AGE/u, ' AGE');

describe('a guest', () => {
  const stack = new AsyncDisposableStack();
  let folder: TestFolder;
  let collector: CollectorProcess;
  let agent: AgentProcess;
  let other: AgentProcess;
  let tree = '';
  const plans = (): Plans => ({ daily: [{ paths: [tree] }], words: [{ kind: 'command', name: 'numbers', command: ['seq', '300000'] }] });

  beforeAll(async () => {
    folder = stack.use(await TestFolder.make());
    tree = stack.use(await TestFolder.make('/var/tmp')).at('tree');
    await buildTortureTree(tree);
    await mkdir(join(tree, 'notes'));
    await writeFile(join(tree, 'notes/todo.txt'), 'buy rope\n');
    await writeFile(join(tree, 'notes/gone.txt'), 'x'.repeat(5000));
    collector = stack.use(await CollectorProcess.start(folder.at('datastore')));
    for (const name of ['guest', 'other', 'secret']) await mkdir(folder.at(name));
    await writeFile(folder.at('secret', 'key'), 'k'.repeat(50_000));
    agent = await AgentProcess.enroll(collector, folder.at('guest'), 'guest', plans());
    other = await AgentProcess.enroll(collector, folder.at('other'), 'other', { daily: [{ paths: [folder.at('secret')] }] });
    await settled();
    await agent.backup('daily');
    await rm(join(tree, 'notes/gone.txt'));
    await agent.backup('daily');
    await agent.backup('words');
    await other.backup('daily');
  });
  afterAll(() => stack.disposeAsync());

  const run = async (args: readonly string[], who = agent): Promise<Finished> => (await who.start(args)).finished;
  const ask = async (...args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await run(args);
    expect(code, stderr).toBe(0);
    return stdout;
  };
  const events = (): string[] => {
    using database = new DatabaseSync(join(collector.datastore, 'catalog.sqlite'), { readOnly: true });
    return database.prepare("SELECT kind, object, text FROM events WHERE kind LIKE 'guest-%' ORDER BY number").all().map(({ kind, object, text }) => `${String(kind)} ${String(object)} ${String(text)}`);
  };

  test('lists its snapshots as the collector does', async () => {
    expect(withoutAges(await ask('snapshots'))).toBe(withoutAges(await collector.ask('snapshots', '--agent', 'guest')));
    const listed = JSON.parse(await ask('snapshots', '--plan', 'daily', '--json')) as { snapshots: { address: string }[] };
    expect(listed.snapshots.map(({ address }) => address)).toEqual((await collector.snapshots()).filter(({ agentName, plan }) => agentName === 'guest' && plan === 'daily').map(({ address }) => address));
  });

  test('looks into them as the collector does, with its own name and without it', async () => {
    const listing = await collector.ask('ls', '-l', '-R', `guest/daily:${tree}`);
    for (const address of [`daily:${tree}`, `daily@latest:files${tree}`, `guest/daily:${tree}`]) expect(await ask('ls', '-l', '-R', address)).toBe(listing);
    expect(withoutAges(await ask('ls', 'guest'))).toBe(withoutAges(await collector.ask('ls', 'guest')));
    expect(await ask('ls', 'words')).toContain('numbers');
    const { code, stderr } = await run(['ls', `daily:${tree}/notes/gone.txt`]);
    expect([code, stderr]).toEqual([1, expect.stringContaining('PATH_UNKNOWN')]);
  });

  test('finds what is deleted, with an address that can be restored', async () => {
    const found = await ask('find', 'gone.txt', '--deleted');
    expect(found).toBe(await collector.ask('find', 'gone.txt', '--agent', 'guest', '--deleted'));
    await ask('restore', found.split('  ')[0] ?? '', '--to', folder.at('found'));
    expect(await readFile(folder.at('found', 'gone.txt'), 'utf8')).toBe('x'.repeat(5000));
    expect(await ask('find', 'key')).toBe('');
  });

  testWith('rsync', 'setfacl', 'getfattr', 'getcap', 'python3')('gets everything back as it was', async () => {
    const target = folder.at('restored');
    const { code, stderr } = await run(['restore', 'daily', '--to', target]);
    expect(code, stderr).toBe(0);
    expect(stderr).toMatch(/^guest\/daily .* old, consistency crash\n/u);
    await expectSameTorture(tree, join(target, tree));
    await expectSameAttributes(tree, join(target, tree));
  });

  test('gets a file or a stream on stdout, and a directory as a tar', async () => {
    expect(await ask('restore', `daily:${tree}/notes/todo.txt`, '--stdout')).toBe('buy rope\n');
    expect(await ask('restore', 'words:numbers', '--stdout')).toBe(await outputOf('seq', ['300000']));
    await mkdir(folder.at('untarred'));
    await outputOf('bash', ['-o', 'pipefail', '-c', `'${agentLauncher}' restore 'daily:${tree}/notes' --stdout --config '${agent.configFile}' | tar -C '${folder.at('untarred')}' -xf -`]);
    expect(await readdir(folder.at('untarred'), { recursive: true })).toEqual(['notes', 'notes/todo.txt']);
  });

  test('is held to the rules of the collector’s restore: conflicts, dry run, going on', async () => {
    const target = folder.at('rules');
    const [restore, ...overwrite] = [['restore', `daily:${tree}/notes`, '--to', target], '--overwrite', 'changed'] as const;
    await ask(...restore, '--dry-run');
    await expect(stat(target)).rejects.toMatchObject({ code: 'ENOENT' });
    await ask(...restore);
    const { code, stderr } = await run(restore);
    expect([code, stderr]).toEqual([1, expect.stringContaining('TARGET_CONFLICT')]);
    await writeFile(join(target, 'notes/todo.txt'), 'else');
    await ask(...restore, ...overwrite);
    expect(await readFile(join(target, 'notes/todo.txt'), 'utf8')).toBe('buy rope\n');
  });

  test('is told that another agent’s snapshots are none of its', async () => {
    for (const args of [['ls', 'other'], ['ls', 'other/daily:/'], ['restore', 'other/daily', '--to', folder.at('stolen')]]) {
      const { code, stderr } = await run(args);
      expect([code, stderr]).toEqual([1, expect.stringContaining('this guest is agent guest and sees no other')]);
    }
    const [foreign] = (await collector.snapshots()).filter(({ agentName }) => agentName === 'other');
    const { code, stderr } = await run(['ls', `@${foreign?.snapshotId ?? ''}`]);
    expect([code, stderr]).toEqual([1, expect.stringContaining('SNAPSHOT_UNKNOWN')]);
    await expect(stat(folder.at('stolen'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('is refused when it asks for another agent’s chunks on the bare protocol, and the audit log has it', async () => {
    const own = JSON.parse(await readFile(join(agent.stateDirectory, 'agent.json'), 'utf8')) as { agentId: string; key: string; certificate: string; caCertificate: string; collectorId: string };
    const [host = '', port = ''] = collector.address.split(':');
    using raw = await RawAgent.connect({ host, port: Number(port) }, own, { ca: { certificate: own.caCertificate }, collectorId: own.collectorId });
    const here = await hello();
    const [foreign] = (await collector.snapshots()).filter(({ agentName }) => agentName === 'other');
    const snapshotId = Buffer.from(foreign?.snapshotId ?? '', 'hex');
    {
      using reader = await RawReader.open(raw, here);
      await expect(reader.openSnapshot(snapshotId)).rejects.toMatchObject({ code: 'SNAPSHOT_UNKNOWN' });
    }
    const content = chunkId(Buffer.from('k'.repeat(50_000)));
    for (const id of [...(await archiveIds(collector.datastore, foreign?.snapshotId ?? '')).map((digits) => Buffer.from(digits, 'hex')), content]) {
      using reader = await RawReader.open(raw, here);
      await expect(reader.read(id)).rejects.toMatchObject({ code: 'RESTORE_REFUSED' });
    }
    expect(events().filter((event) => event.startsWith('guest-restore-refused')).length).toBeGreaterThanOrEqual(3);
  });

  test('leaves its restores in the audit log, with what was asked for, where it went and how much it was', async () => {
    const before = events().length;
    await ask('restore', `daily:${tree}/notes/todo.txt`, '--to', folder.at('audited'));
    const [begun = '', ended = '', ...more] = events().slice(before);
    expect(begun).toBe(`guest-restore daily:${tree}/notes/todo.txt agent guest, @${(await collector.snapshots()).filter(({ agentName, plan }) => agentName === 'guest' && plan === 'daily').at(-1)?.snapshotId ?? ''}, to ${folder.at('audited')}`);
    expect(ended).toMatch(/^guest-restore-ended .* nodes?, .* of content; ended by the guest$/u);
    expect(more).toEqual([]);
  });

  test('stops when it is interrupted, says how to go on, and goes on', async () => {
    const target = folder.at('interrupted');
    const program = await agent.start(['restore', 'words:numbers', `daily:${tree}`, '--to', target]);
    await program.waitFor(/free/u, 'stderr');
    program.kill('SIGINT');
    const { code, stderr } = await program.finished;
    if (code !== 0) expect([code, stderr]).toEqual([1, expect.stringMatching(/CANCELLED: interrupted; files that are complete stay\n.*--overwrite changed/u)]);
    await ask('restore', 'words:numbers', `daily:${tree}`, '--to', target, '--overwrite', 'changed');
    expect((await readFile(join(target, 'numbers'), 'utf8')).length).toBe((await outputOf('seq', ['300000'])).length);
  });

  test('goes on by itself when the collector is killed and started again, with what is missing', async () => {
    const large = folder.at('large');
    await mkdir(large);
    await outputOf('sh', ['-c', 'for n in 1 2; do head -c 16M /dev/urandom >file-$n; done'], { cwd: large });
    agent.reconnect = '2m';
    await agent.configure({ ...plans(), large: [{ paths: [large] }] });
    await agent.backup('large');
    const target = folder.at('lasting');
    const program = await agent.start(['restore', 'large', '--to', target]);
    await program.waitFor(/free/u, 'stderr');
    // It takes nothing any more: more is left on the way than its window holds.
    program.kill('SIGSTOP');
    const { address } = collector;
    await collector.kill();
    await collector.serve({}, address);
    program.kill('SIGCONT');
    const { code, stderr } = await program.finished;
    expect([code, stderr]).toEqual([0, expect.stringMatching(/warning: the connection was lost and is made again; .*\n(.*\n)*.*2 files/u)]);
    await expectSameObjects(large, join(target, large));
    agent.reconnect = 'off';
    await agent.configure(plans());
  });

  test('is told when the collector does not allow it, keeps its backups, and may again when it is allowed', async () => {
    await collector.ask('agents', 'set', 'guest', '--restore', 'off');
    expect(await collector.ask('agents', 'show', 'guest')).toMatch(/restore in guest: +off/u);
    for (const args of [['snapshots'], ['ls', 'daily'], ['find', 'todo.txt'], ['restore', 'daily', '--to', folder.at('refused')]]) {
      const { code, stderr } = await run(args);
      expect([code, stderr]).toEqual([1, expect.stringMatching(/RESTORE_REFUSED: the collector does not let the guest of agent guest read its snapshots\n.*agents set guest --restore on/u)]);
    }
    expect((await run(['snapshots'], other)).code).toBe(0);
    await agent.backup('words');
    expect(events().at(-1)).toMatch(/^guest-restore-refused .*RESTORE_REFUSED/u);
    // The switch is a decision: it outlives the collector and its catalog.
    await collector.stop();
    await collector.ask('rebuild-catalog');
    await collector.serve();
    expect((await run(['snapshots'])).code).toBe(1);
    await collector.ask('agents', 'set', 'guest', '--restore', 'on');
    await ask('snapshots');
  });

  test('that is revoked gets nothing any more', async () => {
    await collector.ask('agents', 'revoke', 'other', '--yes');
    const { code, stderr } = await run(['restore', 'daily', '--to', folder.at('revoked')], other);
    expect([code, stderr]).toEqual([1, expect.stringContaining('AGENT_REVOKED')]);
    await expect(stat(folder.at('revoked'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
