/** A datastore on an encrypted disk: what docs/encryption-at-rest.md says, as far as this machine can do it. */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect } from 'vitest';

import { AgentProcess } from './support/agent-process.ts';
import { outputOf, runProgram } from './support/child-program.ts';
import { CollectorProcess } from './support/collector-process.ts';
import { expectSameObjects } from './support/oracle.ts';
import { testWith } from './support/requirements.ts';
import { TestFolder } from './support/test-folder.ts';

/** A folder of gocryptfs, mounted. Whoever opens it disposes of it. */
class EncryptedFolder implements AsyncDisposable {
  readonly cipher: string;
  readonly plain: string;

  constructor(folder: TestFolder) {
    this.cipher = folder.at('cipher');
    this.plain = folder.at('plain');
  }

  async mount(keyFile: string): Promise<number | null> {
    return (await runProgram('gocryptfs', ['-q', '-passfile', keyFile, this.cipher, this.plain])).code;
  }

  async unmount(): Promise<void> {
    await outputOf('umount', [this.plain]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // It may be mounted or not.
    await runProgram('umount', ['--lazy', this.plain]);
  }
}

testWith('root', 'gocryptfs', 'fusermount')('a datastore in an encrypted folder shows nothing, outlives a new key, and is not there without one', async () => {
  await using folder = await TestFolder.make();
  await using encrypted = new EncryptedFolder(folder);
  const [oldKey, newKey, tree] = [folder.at('old.pass'), folder.at('new.pass'), folder.at('tree')];
  await outputOf('sh', ['-c', `mkdir '${encrypted.cipher}' '${encrypted.plain}' '${tree}' && for key in '${oldKey}' '${newKey}'; do head -c 64 /dev/urandom | base64 -w0 >"$key"; done`]);
  await outputOf('gocryptfs', ['-init', '-q', '-passfile', oldKey, encrypted.cipher]);
  expect(await encrypted.mount(oldKey)).toBe(0);
  await writeFile(join(tree, 'a-telling-name'), 'a telling line\n'.repeat(300));
  const datastore = join(encrypted.plain, 'datastore');
  await using collector = await CollectorProcess.start(datastore);
  await mkdir(folder.at('agent'));
  const agent = await AgentProcess.enroll(collector, folder.at('agent'), 'guest', { daily: [{ paths: [tree] }] });
  await agent.backup('daily');
  expect(JSON.parse(await collector.ask('status', '--json'))).toMatchObject({ diskEncryption: 'gocryptfs' });
  await collector.stop();
  const holds = async (where: string): Promise<boolean> => (await runProgram('grep', ['-rqa', 'a-telling-name', where])).code === 0;
  expect([await holds(datastore), await holds(encrypted.cipher)]).toEqual([true, false]);

  await encrypted.unmount();
  const { code, stderr } = await collector.cli(['serve']);
  expect([code, stderr]).toEqual([2, expect.stringContaining('CONFIG_MISSING') as string]);
  expect(await readdir(encrypted.plain)).toEqual([]);

  // The new key, as the page says it.
  await outputOf('sh', ['-c', `{ cat '${oldKey}'; echo; cat '${newKey}'; echo; } | gocryptfs -passwd '${encrypted.cipher}'`]);
  expect(await encrypted.mount(oldKey)).not.toBe(0);
  expect(await encrypted.mount(newKey)).toBe(0);
  await collector.serve();
  await collector.ask('verify', '--read-data');
  await collector.ask('restore', 'guest', '--to', folder.at('restored'));
  await expectSameObjects(tree, join(folder.at('restored'), tree));
  await collector.stop();
});

testWith('cryptsetup')('the key of a LUKS disk is changed, a lost header comes back from its copy, and a lost key is final', async () => {
  await using folder = await TestFolder.make();
  const disk = folder.at('disk');
  const key = (name: string): string => folder.at(name);
  const cryptsetup = async (...args: readonly string[]): Promise<number | null> => (await runProgram('cryptsetup', ['--batch-mode', ...args])).code;
  const opens = async (name: string): Promise<boolean> => (await cryptsetup('open', '--test-passphrase', '--key-file', key(name), disk)) === 0;
  await outputOf('sh', ['-c', `truncate -s 24M '${disk}'; for key in people first second; do dd if=/dev/urandom of='${folder.path}'/"$key" bs=64 count=1; done`]);
  const cheap = ['--pbkdf', 'pbkdf2', '--pbkdf-force-iterations', '1000'];
  expect(await cryptsetup('luksFormat', '--type', 'luks2', ...cheap, disk, key('people'))).toBe(0);
  expect(await cryptsetup('luksAddKey', ...cheap, '--key-file', key('people'), disk, key('first'))).toBe(0);
  expect([await opens('people'), await opens('first'), await opens('second')]).toEqual([true, true, false]);
  // Rotation: new key in, try it, old key out.
  expect(await cryptsetup('luksAddKey', ...cheap, '--key-file', key('first'), disk, key('second'))).toBe(0);
  expect(await opens('second')).toBe(true);
  expect(await cryptsetup('luksRemoveKey', disk, key('first'))).toBe(0);
  expect([await opens('people'), await opens('first'), await opens('second')]).toEqual([true, false, true]);
  // A header that a bad sector has taken, and its copy.
  expect(await cryptsetup('luksHeaderBackup', disk, '--header-backup-file', folder.at('header'))).toBe(0);
  await outputOf('dd', ['if=/dev/zero', `of=${disk}`, 'bs=1M', 'count=16', 'conv=notrunc']);
  expect(await opens('second')).toBe(false);
  expect(await cryptsetup('luksHeaderRestore', disk, '--header-backup-file', folder.at('header'))).toBe(0);
  expect([await opens('people'), await opens('first'), await opens('second')]).toEqual([true, false, true]);
});
