/** Encryption by the agent: what the collector has of it, what it can do with it, and how it comes back, with the key and without. */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openBackupScene, type BackupScene } from './support/backup-scene.ts';
import { outputOf, runProgram, type Finished } from './support/child-program.ts';
import { flipByte, listPacks } from './support/pack-file.ts';
import { agentLauncher } from './support/programs.ts';
import { isLong } from './support/requirements.ts';

const name = 'unmentionable-name';
const content = 'unspeakable content';

let scene: BackupScene;
let root = '';
let keyFile = '';
let exported = '';

/** A command of the agent, to its end. */
async function guest(...args: readonly string[]): Promise<Finished> {
  await using program = await scene.agent.start(args);
  return await program.finished;
}

async function ask(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await guest(...args);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code ?? '?'}: ${stderr}`);
  return stdout;
}

async function snapshots(...args: readonly string[]): Promise<readonly { readonly warnings: readonly unknown[]; readonly archives: readonly string[] }[]> {
  return (JSON.parse(await scene.collector.ask('snapshots', '--json', ...args)) as { snapshots: Awaited<ReturnType<typeof snapshots>> }).snapshots;
}

async function sameAsTree(folder: string): Promise<void> {
  await outputOf('diff', ['-r', root, join(folder, root)]);
}

/** The key's, in what `key create` prints. */
function idIn(text: string): string {
  return /[0-9a-f]{16}/u.exec(text)?.[0] ?? '';
}

/** Every file of the datastore that holds one of the words. */
async function mentionedIn(...words: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(scene.collector.datastore, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    if (words.some((word) => bytes.includes(word))) found.push(path);
  }
  return found;
}

beforeAll(async () => {
  scene = await openBackupScene();
  root = join(scene.tree, `${name}-root`);
  keyFile = join(scene.agent.stateDirectory, 'encryption.key');
  exported = scene.folder.at('safe.key');
  await mkdir(join(root, `${name}-folder`, 'deep'), { recursive: true });
  await writeFile(join(root, `${name}-small`), content);
  await writeFile(join(root, `${name}-folder`, 'deep', 'large'), `${content}, `.repeat(200_000));
  for (let index = 0; index < 200; index++) await writeFile(join(root, `${name}-folder`, `${index}`), `${content} of ${index}, `.repeat(100));
  await mkdir(scene.folder.at('srv'));
  const database = new DatabaseSync(scene.folder.at('srv', 'ledger.db'));
  database.exec(`create table t (x); insert into t values ('${content}')`);
  database.close();
  await scene.agent.configure({ daily: [{ paths: [root, join(scene.tree, `${name}-missing`)] }, { kind: 'sqlite', paths: [scene.folder.at('srv', 'ledger.db')] }] });
  await scene.agent.set({ encryption: 'agent' });
}, 60_000);
afterAll(() => scene[Symbol.asyncDispose]());

describe('before there is a key', () => {
  test('nothing is backed up, and check and the run say what to do', async () => {
    expect(await scene.agent.run('daily')).toMatchObject({ code: 2, stderr: expect.stringContaining('ENCRYPTION_KEY_MISSING') as string });
    expect(await guest('check')).toMatchObject({ code: 1, stdout: expect.stringContaining('ENCRYPTION_KEY_MISSING') as string });
  });
});

describe('with a key', () => {
  let keyId = '';

  test('that nobody has a copy of, each run warns, at the collector too, and the state is not given up', async () => {
    keyId = idIn(await ask('key', 'create'));
    const { code, stderr, events } = await scene.agent.run('daily');
    expect(code, stderr).toBe(3);
    expect(events).toContainEqual(expect.objectContaining({ event: 'warning', code: 'ENCRYPTION_KEY_NOT_EXPORTED' }));
    expect(await guest('status')).toMatchObject({ code: 0, stdout: expect.stringContaining('NEVER EXPORTED') as string, stderr: expect.stringContaining('ENCRYPTION_KEY_NOT_EXPORTED') as string });
    expect(await guest('reset', '--yes')).toMatchObject({ code: 1, stderr: expect.stringContaining('ENCRYPTION_KEY_NOT_EXPORTED') as string });
    const all = await snapshots();
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({ encryptionKeyId: keyId, status: 'incomplete', warnings: expect.arrayContaining([expect.objectContaining({ code: 'ENCRYPTION_KEY_NOT_EXPORTED', text: expect.stringContaining(keyId) as string })]) as unknown });
    await writeFile(exported, await ask('key', 'export'));
  });

  test('a second backup reads and sends next to nothing', async () => {
    const { code, summary, stderr } = await scene.agent.run('daily');
    expect(code).toBe(3);
    expect(stderr).not.toContain('ENCRYPTION_KEY_NOT_EXPORTED');
    expect(summary?.newBytes).toBeLessThan(10_000);
    expect(summary?.sentBytes).toBeLessThan(20_000);
  });

  test('a run and a restore that the collector orders go as others do', async () => {
    const pushed = scene.folder.at('pushed');
    await mkdir(pushed);
    await scene.agent.permit({ allow: [pushed] });
    await using service = await scene.agent.start(['serve']);
    await service.waitFor(/connected to the collector/, 'stderr');
    expect(await scene.collector.cli(['run', 'guest/daily'])).toMatchObject({ code: 3 });
    const { code, stderr } = await scene.collector.cli(['restore', 'guest:files', '--to-agent', 'guest', '--to', pushed]);
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.not.stringContaining('warning') as string });
    await sameAsTree(pushed);
  });

  test('nothing that was backed up can be read in the datastore, neither names nor contents nor what warnings name', async () => {
    await scene.collector.stop();
    expect(await mentionedIn(name, content)).toEqual([]);
  });

  test('what is damaged is found without reading it, and the next backup heals it', async () => {
    const damaged = (await listPacks(scene.collector.datastore)).find(({ kind }) => kind === 'data');
    await flipByte(damaged?.path ?? '', damaged?.offsets['block payload'] ?? 0);
    await scene.collector.serve();
    const { code, stdout, stderr } = await scene.collector.cli(['verify', '--read-data']);
    expect({ code, said: stdout + stderr }).toMatchObject({ code: 1, said: expect.stringContaining('guest/daily') as string });
    expect((await scene.agent.run('daily')).summary?.filesRead).toBeGreaterThan(0);
    await scene.collector.ask('verify', '--read-data');
    expect(await scene.collector.cli(['restore', 'guest/daily@-1:files', '--to', scene.folder.at('healed'), '--key-file', exported])).toMatchObject({ code: 0, stderr: expect.not.stringContaining('warning') as string });
    await sameAsTree(scene.folder.at('healed'));
  });

  test('the collector says that it cannot look into it', async () => {
    expect(await scene.collector.ask('snapshots')).toContain(`encrypted ${keyId}`);
    const others = [['ls', 'guest:files/'], ['restore', 'guest:files', '--to', scene.folder.at('no')], ['drill', 'guest/daily', '--scratch', scene.folder.path]];
    for (const args of [['find', name], ['diff', 'guest/daily@-3', 'guest/daily'], ...(isLong ? others : [])]) {
      expect(await scene.collector.cli(args), args.join(' ')).toMatchObject({ code: 1, stderr: expect.stringContaining('ARCHIVE_ENCRYPTED') as string });
    }
  });

  test('the collector gives it back to who has the key, also from the bare datastore', async () => {
    await scene.collector.ask('drill', 'guest/daily', '--scratch', scene.folder.path, '--key-file', exported);
    const snapshot = (await snapshots('--key-file', exported)).at(-1);
    expect(snapshot?.warnings).toContainEqual(expect.objectContaining({ code: 'PATH_MISSING', path: join(scene.tree, `${name}-missing`) }));
    await scene.collector.stop();
    const [, archive] = snapshot?.archives ?? [];
    await scene.collector.ask('restore', `guest:${archive ?? ''}`, '--to', scene.folder.at('bare'), '--key-file', exported);
    const database = new DatabaseSync(join(scene.folder.at('bare'), archive ?? ''));
    expect(database.prepare('select x from t').all()).toEqual([{ x: content }]);
    database.close();
    await scene.collector.serve();
  });

  test('the guest restores with its own, and a rescue system with the one that is given', async () => {
    expect(await guest('restore', 'daily:files', '--to', scene.folder.at('own'))).toMatchObject({ code: 0, stderr: expect.not.stringContaining('warning') as string });
    await sameAsTree(scene.folder.at('own'));
    const token = (await scene.collector.ask('token', 'create', '--restore', 'guest')).trim();
    const rescue = (target: string, ...args: readonly string[]): Promise<Finished> =>
      runProgram(agentLauncher, ['restore', token, '--to', scene.folder.at(target), '--collector', scene.collector.address, '--config', '/nowhere/agent.toml', ...args]);
    expect(await rescue('no')).toMatchObject({ code: 1, stderr: expect.stringContaining('ARCHIVE_ENCRYPTED') as string });
    expect(await rescue('rescued', '--key-file', exported)).toMatchObject({ code: 0, stderr: expect.not.stringContaining('warning') as string });
    await sameAsTree(scene.folder.at('rescued'));
  });

  test('the collector collects garbage without reading it', async () => {
    await writeFile(join(root, 'garbage'), 'x'.repeat(100_000));
    const { summary } = await scene.agent.run('daily');
    await rm(join(root, 'garbage'));
    await scene.agent.run('daily');
    await scene.collector.ask('delete', `@${summary?.snapshotId ?? ''}`, '--yes', '--now');
    await scene.collector.ask('gc');
    await scene.collector.ask('verify');
    await ask('restore', 'daily:files', '--to', scene.folder.at('after-gc'));
    await sameAsTree(scene.folder.at('after-gc'));
  });
});

describe('when the key is lost', () => {
  test('nobody reads the snapshots, another key is no help, and the exported one is', async () => {
    await rename(keyFile, scene.folder.at('lost'));
    expect(await scene.agent.run('daily')).toMatchObject({ code: 2 });
    const otherId = idIn(await ask('key', 'create'));
    expect(await guest('restore', 'daily:files', '--to', scene.folder.at('without'))).toMatchObject({ code: 1, stderr: expect.stringMatching(new RegExp(`ARCHIVE_ENCRYPTED.*${otherId}`, 'u')) as string });
    // Nor is it a hindrance when it is damaged.
    await writeFile(keyFile, 'half a key');
    expect(await guest('restore', 'daily:files', '--to', scene.folder.at('with'), '--key-file', exported)).toMatchObject({ code: 0, stderr: expect.stringContaining('ENCRYPTION_KEY_INVALID') as string });
    await sameAsTree(scene.folder.at('with'));
    await rm(keyFile);
    await ask('key', 'import', exported);
    expect(await ask('ls', `daily:files${root}`)).toContain(`${name}-small`);
  });

  test('a backup after encryption was switched off begins anew, and both kinds come back', async () => {
    await scene.agent.set({ encryption: 'none' });
    const { summary } = await scene.agent.run('daily');
    expect(summary).toMatchObject({ filesReused: 0 });
    expect(await scene.collector.ask('find', `${name}-small`)).toContain(`${name}-small`);
    await scene.agent.set({ encryption: 'agent' });
    expect(await guest('restore', 'daily:files', '--to', scene.folder.at('suspect'))).toMatchObject({ code: 0, stderr: expect.stringContaining('not encrypted') as string });
    await sameAsTree(scene.folder.at('suspect'));
    await ask('restore', 'daily@-1:files', '--to', scene.folder.at('encrypted'));
    await sameAsTree(scene.folder.at('encrypted'));
  });
});
