import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { VersionChange } from './catalog.ts';
import { agentId, findAll, findPaths, snapshotRecord, TestFolder } from './catalog-fixture.ts';
import { openCatalog, openScratchCatalog, type SqliteCatalog } from './sqlite-catalog.ts';

const shiftJis = Buffer.from([0x95, 0x5c, 0x2e, 0x74, 0x78, 0x74]).toString('latin1');
const paths = [
  '/',
  '/etc',
  '/etc/hosts',
  '/etc/HOSTS',
  '/etc-old/hosts',
  '/etc/ssh/sshd_config',
  '/etc/ssh/sshd_config.d/a.conf',
  '/etc/#note',
  '/etc/!bang',
  '/srv/a.conf',
  '/srv/x[1].conf',
  `/srv/${shiftJis}`,
  '/srv/hosts/readme',
];

function change(path: string, sizeBytes = 1, archive = 'files'): VersionChange {
  return { archive, path, entry: { type: 1, sizeBytes, mtimeNs: 0n } };
}

describe('searching versions', () => {
  let folder: TestFolder;
  let catalog: SqliteCatalog;

  beforeEach(async () => {
    folder = new TestFolder();
    catalog = openScratchCatalog(folder.file());
    await catalog.addSnapshot(snapshotRecord(1), paths.map((path) => change(path)), true);
  });

  afterEach(async () => {
    await catalog.close();
    folder[Symbol.dispose]();
  });

  test.each<[pattern: string, found: string[]]>([
    ['hosts', ['/etc-old/hosts', '/etc/hosts']],
    ['*.conf', ['/etc/ssh/sshd_config.d/a.conf', '/srv/a.conf', '/srv/x[1].conf']],
    ['?.conf', ['/etc/ssh/sshd_config.d/a.conf', '/srv/a.conf']],
    ['x\\[1\\].conf', ['/srv/x[1].conf']],
    ['x[[]1].conf', ['/srv/x[1].conf']],
    ['[a-z].conf', ['/etc/ssh/sshd_config.d/a.conf', '/srv/a.conf']],
    ['/etc/hosts', ['/etc/hosts']],
    ['/etc/', ['/etc/!bang', '/etc/#note', '/etc/HOSTS', '/etc/hosts', '/etc/ssh/sshd_config', '/etc/ssh/sshd_config.d/a.conf']],
    ['/etc/*', ['/etc/!bang', '/etc/#note', '/etc/HOSTS', '/etc/hosts']],
    ['/etc/**/*.conf', ['/etc/ssh/sshd_config.d/a.conf']],
    ['**/ssh/*', ['/etc/ssh/sshd_config']],
    ['srv/*.conf', ['/srv/a.conf', '/srv/x[1].conf']],
    ['#note', ['/etc/#note']],
    ['!bang', ['/etc/!bang']],
    ['??.txt', [`/srv/${shiftJis}`]],
    ['\\x95\\x5c.txt', [`/srv/${shiftJis}`]],
    ['\x95\\x5c*', [`/srv/${shiftJis}`]],
    ['[\x95]?.txt', [`/srv/${shiftJis}`]],
    ['/', paths],
    ['nothing', []],
    ['/nothing/', []],
  ])('%s finds what it says', async (pattern, expected) => {
    expect((await findPaths(catalog, { pattern })).toSorted()).toEqual(expected.toSorted());
  });

  test.each<[pattern: string, found: string[]]>([
    ['HOSTS', ['/etc-old/hosts', '/etc/HOSTS', '/etc/hosts']],
    ['h?st*', ['/etc-old/hosts', '/etc/HOSTS', '/etc/hosts']],
    ['/ETC/[G-I]osts', ['/etc/HOSTS', '/etc/hosts']],
    ['[[:upper:]]osts', ['/etc-old/hosts', '/etc/HOSTS', '/etc/hosts']],
    ['\\xb5\\x5c.TXT', []],
  ])('%s without regard to case finds what it says, bytes outside ASCII as they are', async (pattern, expected) => {
    const found = await findPaths(catalog, { pattern, ignoreCase: true });
    expect(found.toSorted()).toEqual(expected.filter((path) => path !== '/srv/hosts').toSorted());
  });

  test('a pattern without meaning is refused before anything is searched', async () => {
    await expect(findAll(catalog, { pattern: '[a' })).rejects.toMatchObject({ code: 'PATTERN_INVALID' });
    await expect(findAll(catalog, { pattern: '' })).rejects.toMatchObject({ code: 'PATTERN_INVALID' });
  });

  test('versions come by agent name, plan, archive, directory, name and time', async () => {
    const other = Buffer.alloc(16, 7);
    await catalog.addSnapshot(snapshotRecord(2), [change('/etc/hosts', 2)], true);
    await catalog.addSnapshot(snapshotRecord(3, { agentId: other, agentName: 'app1' }), [change('/z/hosts'), change('/hosts'), change('/a/hosts', 1, 'also')], true);
    await catalog.addSnapshot(snapshotRecord(4, { plan: 'another' }), [change('/etc/hosts')], true);
    const found = (await findAll(catalog, { pattern: 'hosts' })).map(
      (version) => `${version.agentName ?? ''} ${version.plan ?? ''} ${version.archive ?? ''} ${Buffer.from(version.path ?? []).toString()} ${String(version.size)}`,
    );
    expect(found).toEqual([
      'app1 daily also /a/hosts 1',
      'app1 daily files /hosts 1',
      'app1 daily files /z/hosts 1',
      'db1 another files /etc/hosts 1',
      'db1 daily files /etc/hosts 1',
      'db1 daily files /etc/hosts 2',
      'db1 daily files /etc-old/hosts 1',
    ]);
    expect(await findPaths(catalog, { pattern: 'hosts', agentId: other.toString('hex') })).toEqual(['/a/hosts', '/hosts', '/z/hosts']);
  });

  test('deleted means that the newest snapshot has no version of the path; then all its versions are shown', async () => {
    await catalog.addSnapshot(snapshotRecord(2), [change('/etc/hosts', 2), change('/srv/a.conf', 2)], true);
    await catalog.addSnapshot(snapshotRecord(3), [{ archive: 'files', path: '/etc/hosts', entry: undefined }], true);
    const found = await findAll(catalog, { pattern: '*', deletedOnly: true });
    expect(found.map((version) => [Buffer.from(version.path ?? []).toString(), version.size, version.lastTimeMs, version.living])).toEqual([
      ['/etc/hosts', 1, 1000, false],
      ['/etc/hosts', 2, 2000, false],
    ]);
  });

  test('an agent that was renamed is found under its new name', async () => {
    await catalog.applyDecisions([{ number: 1, agentEnrolled: { agentId: Buffer.from(agentId, 'hex'), name: 'renamed' } }]);
    expect((await findAll(catalog, { pattern: '/etc/hosts' })).map((version) => version.agentName)).toEqual(['renamed']);
  });
});

describe('a long search', () => {
  const wide = Array.from({ length: 3000 }, (_, index) => change(`/wide/${String(index).padStart(5, '0')}.dat`));
  const deep = Array.from({ length: 1500 }, (_, index) => change(`/deep/${String(index).padStart(4, '0')}/only.dat`));

  test('comes in batches, every version once, and lets writes and questions in between', async () => {
    using folder = new TestFolder();
    await using catalog = await openCatalog({ file: folder.file(), readOnly: false });
    await catalog.addSnapshot(snapshotRecord(1), [...wide, ...deep], true);
    await catalog.addSnapshot(snapshotRecord(2), wide.map((item) => change(item.path, 2)), true);
    const found: string[] = [];
    let batches = 0;
    for await (const batch of catalog.findVersions({ pattern: '*.dat', agentId: undefined, ignoreCase: false, deletedOnly: false })) {
      batches++;
      expect(batch.length).toBeLessThanOrEqual(502);
      found.push(...batch.map((version) => `${Buffer.from(version.path ?? []).toString()} ${String(version.firstTimeMs)}`));
      await catalog.addSnapshot(snapshotRecord(100 + batches, { plan: 'other', sequence: batches }), [change(`/new/${String(batches)}.txt`)], true);
    }
    const expected = [...wide, ...deep].map((item) => `${item.path} 1000`).concat(wide.map((item) => `${item.path} 2000`));
    expect(found.toSorted()).toEqual(expected.toSorted());
    expect(batches).toBeGreaterThanOrEqual(15);
  });

  test('can be left at any batch', async () => {
    using folder = new TestFolder();
    await using catalog = openScratchCatalog(folder.file());
    await catalog.addSnapshot(snapshotRecord(1), wide, true);
    for await (const batch of catalog.findVersions({ pattern: '/wide/', agentId: undefined, ignoreCase: false, deletedOnly: false })) {
      expect(batch.length).toBeGreaterThan(0);
      break;
    }
    await catalog.removeSnapshot(Buffer.from(snapshotRecord(1).snapshotId ?? []).toString('hex'));
    expect(await findPaths(catalog, { pattern: '*' })).toEqual([]);
  });
});
