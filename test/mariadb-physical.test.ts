/** Physical backups of a MariaDB server under load: what comes back of them is a server that starts and whose books are right. */
import { mkdir } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect } from 'vitest';

import { openBackupScene, type BackupScene } from './support/backup-scene.ts';
import { outputOf } from './support/child-program.ts';
import { MariadbBank } from './support/mariadb-bank.ts';
import { TestMariadb } from './support/mariadb-server.ts';
import { collectorLauncher } from './support/programs.ts';
import { missing, testWith } from './support/requirements.ts';

const needs = ['root', 'mariadbd', 'mariadb-dump', 'mariadb-backup'] as const;
const accounts = 500;

let scene: BackupScene;
let server: TestMariadb;

beforeAll(async () => {
  if (missing(...needs) !== undefined) return;
  [scene, server] = await Promise.all([openBackupScene(), TestMariadb.start({ options: ['--log-bin', '--server-id=1'] })]);
  // The restored server runs as another user than the agent.
  await outputOf('chmod', ['755', scene.folder.path]);
});

afterAll(async () => {
  await Promise.all([scene[Symbol.asyncDispose](), server[Symbol.asyncDispose]()]);
});

describe('a physical backup', () => {
  testWith(...needs)('taken while money moves and tables come and go is a server of one moment, by either way of restoring it', async () => {
    const bank = await MariadbBank.open(server, 'bank', accounts);
    await server.sql('create database busy; create table bank.old (id int primary key, s varchar(20)) engine=myisam; insert into bank.old values (1, "one"), (2, "two")');
    await scene.agent.configure({ copy: [{ kind: 'mariadb', method: 'physical', host: server.socket, run_as: 'root' }] });
    {
      await using _load = await bank.transfers(12, 'busy');
      await scene.agent.backup('copy');
    }
    const restored = scene.folder.at('restored');
    const told = await (await scene.agent.start(['restore', 'copy:mariadb.physical', '--cluster', restored])).finished;
    expect({ code: told.code, stderr: told.stderr }).toMatchObject({ code: 0 });
    {
      await using again = await TestMariadb.start({ data: restored });
      expect(await MariadbBank.audit(again, 'bank', accounts)).toBeGreaterThan(100);
      expect(await again.sql('select s from bank.old order by id')).toBe('one\ntwo');
      // Accounts come along.
      expect(await again.sql("select count(*) from mysql.user where user = 'root'")).toBe('1');
    }
    const byHand = scene.folder.at('by-hand');
    await mkdir(byHand);
    await outputOf('sh', ['-c', `"$0" restore guest/copy:mariadb.physical --stdout --datastore "$1" | mbstream -x -C "$2"`, collectorLauncher, scene.collector.datastore, byHand]);
    await outputOf('mariadb-backup', ['--prepare', `--target-dir=${byHand}`]);
    await outputOf('chown', ['-R', 'mysql:', byHand]);
    await using other = await TestMariadb.start({ data: byHand });
    expect(await MariadbBank.audit(other, 'bank', accounts)).toBeGreaterThan(100);
    const refused = await (await scene.agent.start(['restore', 'copy:mariadb.physical', '--cluster', restored])).finished;
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('TARGET_CONFLICT');
  });

  testWith(...needs)('of a server at rest gives equal tables, and sends next to nothing when it is taken again', async () => {
    await scene.agent.configure({ copy: [{ kind: 'mariadb', method: 'physical', host: server.socket }] });
    const first = await scene.agent.backup('copy');
    const second = await scene.agent.backup('copy');
    expect(second.newBytes / first.bytes).toBeLessThan(0.05);
    const restored = scene.folder.at('restored-again');
    expect((await (await scene.agent.start(['restore', 'copy:mariadb.physical', '--cluster', restored])).finished).code).toBe(0);
    await using again = await TestMariadb.start({ data: restored });
    expect(await again.checksums('bank')).toBe(await server.checksums('bank'));
  });
});
