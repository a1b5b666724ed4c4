/** The pages on restoring SQLite, Redis and what commands wrote: each command on them is run. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { afterEach, beforeEach, describe, expect } from 'vitest';

import { openBackupScene, type BackupScene } from './support/backup-scene.ts';
import { ChildProgram, outputOf, runProgram } from './support/child-program.ts';
import { freePort } from './support/free-port.ts';
import { TestRedis } from './support/redis-server.ts';
import { testWith } from './support/requirements.ts';
import { Runbook } from './support/runbook.ts';

let scene: BackupScene;
let stack: AsyncDisposableStack;

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  scene = stack.use(await openBackupScene());
});
afterEach(() => stack.disposeAsync());

const escaped = (path: string): string => path.replaceAll(/[^A-Za-z0-9_-]/g, (character) => `\\x${character.charCodeAt(0).toString(16)}`);

describe('restore-sqlite', () => {
  testWith('sqlite3')('brings a database back beside the old one, in its place, and from the backup server', async () => {
    const app = scene.folder.at('app');
    await mkdir(app);
    const path = join(app, 'shop.db');
    const sql = (statements: string): Promise<string> => outputOf('sqlite3', [path, statements]);
    await sql('pragma journal_mode = wal; create table orders (id); insert into orders values (1), (2); create table stock (id)');
    await scene.agent.configure({ daily: [{ kind: 'sqlite', paths: [path] }] });
    await scene.agent.backup('daily');
    await sql('drop table orders; insert into stock values (7)');
    const book = await Runbook.open('restore-sqlite', scene, { [escaped('/srv/app/shop.db')]: escaped(path), '/srv/app': app }, { systemctl: 'exit 0' });
    expect(await book.run('')).toContain('ok');
    expect(await sql('select count(*) from orders; select count(*) from stock')).toBe('2\n1\n');
    await book.run('In place of the old one');
    expect(await sql('select count(*) from orders; select count(*) from stock; pragma journal_mode; pragma integrity_check')).toBe('2\n0\nwal\nok\n');
    await book.run('From the backup server');
    const copy = new DatabaseSync(join(app, 'shop.restored.db'));
    expect(copy.prepare('select count(*) as rows from orders').get()).toEqual({ rows: 2 });
    copy.close();
    expect(book.headings).toEqual(['', 'In place of the old one', 'From the backup server']);
  });
});

describe('restore-redis', () => {
  testWith('root', 'redis-server', 'redis-cli')('brings keys back into a second server, one key into the server in use, and all data in its place', async () => {
    const server = stack.use(await TestRedis.start());
    await server.ask('SET', 'basket:17', 'apples');
    await server.ask('SET', 'other', 'x');
    await scene.agent.configure({ daily: [{ kind: 'redis', host: server.socket }] });
    await scene.agent.backup('daily');
    await server.ask('DEL', 'basket:17');
    const data = scene.folder.at('data');
    await mkdir(data);
    const start = `[ "$1" = stop ] || redis-server --port 0 --unixsocket ${data}/socket --dir ${data} --pidfile ${data}/pid --save '' --daemonize yes --logfile ${data}/log >/dev/null; sleep 0.1`;
    const places = { '/srv/restored': scene.folder.at('restored'), '/run/redis/redis-server.sock': server.socket, '/var/lib/redis': data };
    const book = await Runbook.open('restore-redis', scene, places, { systemctl: start });
    await book.run('');
    const answer = `wait_for() { until redis-cli -s "$1" PING 2>/dev/null | grep -q PONG; do sleep 0.1; done; }\nredis-server() { command redis-server "$@" >/dev/null; wait_for ${scene.folder.at('restored/socket')}; }`;
    expect(await book.run('To look at it, or for single keys', answer)).toContain('db0:keys=2');
    expect(await server.ask('GET', 'basket:17')).toBe('apples');
    await rm(scene.folder.at('restored/socket'), { force: true });
    try {
      await book.run('In place of the old data');
      const ask = (...words: string[]): Promise<string> => outputOf('redis-cli', ['-s', `${data}/socket`, ...words]);
      await expect.poll(() => ask('DBSIZE').catch(() => ''), { timeout: 30_000 }).toBe('2\n');
      expect(await ask('CONFIG', 'SET', 'appendonly', 'yes')).toBe('OK\n');
    } finally {
      // SHUTDOWN is refused while the append-only files are written for the first time.
      await runProgram('sh', ['-c', `kill -9 $(cat ${data}/pid)`]);
    }
    const before = await readFile(scene.folder.at('restored/dump.rdb'));
    await book.run('From the backup server');
    expect((await readFile(scene.folder.at('restored/dump.rdb'))).equals(before)).toBe(true);
    expect(book.headings).toEqual(['', 'To look at it, or for single keys', 'In place of the old data', 'From the backup server']);
  });
});

describe('restore-command', () => {
  testWith('root', 'slapd', 'slapcat', 'slapadd', 'ldapadd', 'etcd', 'etcdctl', 'tar')('brings back a directory of OpenLDAP, a store of etcd, and the files of a tar', async () => {
    const at = (name: string): string => scene.folder.at(name);
    for (const name of ['restored', 'restored/volume', 'slapd', 'ldap', 'volume', 'volume/etc']) await mkdir(at(name));
    await writeFile(at('volume/etc/shop.conf'), 'colour = green\n');
    await startLdap();
    const endpoint = await startEtcd();
    const etcdRecipe = `f=$(mktemp -d); trap 'rm -rf "$f"' EXIT; etcdctl snapshot save "$f/db" >"$f/log" 2>&1 || { cat "$f/log" >&2; exit 1; }; cat "$f/db"`;
    expect(await readFile(join(import.meta.dirname, '../docs/sources.md'), 'utf8')).toContain(etcdRecipe.replaceAll('"', '\\"'));
    await scene.agent.configure({
      daily: [
        { kind: 'command', name: 'ldap', command: ['slapcat', '-F', at('slapd'), '-n', '1'] },
        { kind: 'command', name: 'etcd', command: ['env', 'ETCDCTL_API=3', `ETCDCTL_ENDPOINTS=${endpoint}`, 'sh', '-ec', etcdRecipe] },
        { kind: 'command', name: 'volume', tar: true, command: ['tar', '-C', at('volume'), '--numeric-owner', '-c', '.'] },
      ],
    });
    expect((await scene.agent.run('daily')).events.filter(({ event }) => event === 'warning')).toEqual([]);
    const started = at('etcd-again');
    const programs = {
      systemctl: 'exit 0',
      slapadd: `exec /usr/sbin/slapadd -F ${at('slapd')} "$@"`,
      etcd: `echo "$@" >${started}`,
    };
    const book = await Runbook.open('restore-command', scene, { '/srv/restored': at('restored'), '/var/lib/ldap': at('ldap') }, programs);
    expect(book.headings).toEqual(['', 'tar = true', 'OpenLDAP', 'etcd', 'MongoDB (untested)', 'From the backup server']);
    await book.run('');
    expect(await book.run('tar = true')).toContain('volume/etc');
    expect(await readFile(at('restored/shop.conf'), 'utf8')).toBe('colour = green\n');
    expect(await readFile(at('restored/volume/etc/shop.conf'), 'utf8')).toBe('colour = green\n');
    await runProgram('sh', ['-c', `kill $(cat ${at('slapd.pid')}); while [ -e ${at('slapd.pid')} ]; do sleep 0.05; done`]);
    await book.run('OpenLDAP');
    expect(await outputOf('slapcat', ['-F', at('slapd'), '-n', '1'])).toContain('cn: someone');
    await book.run('etcd');
    expect(await readFile(started, 'utf8')).toBe(`--data-dir ${at('restored/etcd')}\n`);
    expect(await readFile(at('restored/etcd/member/snap/db'))).not.toHaveLength(0);
    await rm(at('restored/volume'), { recursive: true });
    await mkdir(at('restored/volume'));
    await book.run('From the backup server');
    expect(await readFile(at('restored/volume/etc/shop.conf'), 'utf8')).toBe('colour = green\n');
  });
});

/** A server of OpenLDAP with one entry, whose configuration is in `slapd` and whose data in `ldap`. */
async function startLdap(): Promise<void> {
  const socket = `ldapi://${encodeURIComponent(scene.folder.at('ldap.socket'))}`;
  const configuration = `dn: cn=config
objectClass: olcGlobal
cn: config
olcPidFile: ${scene.folder.at('slapd.pid')}

dn: cn=schema,cn=config
objectClass: olcSchemaConfig
cn: schema

include: file:///etc/ldap/schema/core.ldif

dn: cn=module,cn=config
objectClass: olcModuleList
cn: module
olcModulePath: /usr/lib/ldap
olcModuleLoad: back_mdb.so

dn: olcDatabase=mdb,cn=config
objectClass: olcDatabaseConfig
objectClass: olcMdbConfig
olcDatabase: mdb
olcDbDirectory: ${scene.folder.at('ldap')}
olcSuffix: dc=example
olcRootDN: cn=admin,dc=example
olcRootPW: secret
`;
  await outputOf('slapadd', ['-n', '0', '-F', scene.folder.at('slapd')], { input: configuration });
  const server = stack.use(ChildProgram.start('slapd', ['-d', '0', '-F', scene.folder.at('slapd'), '-h', socket]));
  const entries = 'dn: dc=example\nobjectClass: dcObject\nobjectClass: organization\no: Example\ndc: example\n\ndn: cn=someone,dc=example\nobjectClass: organizationalRole\ncn: someone\n';
  const add = (): Promise<number | null> => runProgram('ldapadd', ['-x', '-H', socket, '-D', 'cn=admin,dc=example', '-w', 'secret'], { input: entries }).then(({ code }) => code);
  await expect.poll(add, { timeout: 20_000 }).toBe(0);
  expect(server.ended).toBe(false);
}

/** A store of etcd with one key; gives where it answers. */
async function startEtcd(): Promise<string> {
  const [client, peer] = [`http://127.0.0.1:${await freePort()}`, `http://127.0.0.1:${await freePort()}`];
  stack.use(ChildProgram.start('etcd', ['--data-dir', scene.folder.at('etcd'), '--listen-client-urls', client, '--advertise-client-urls', client, '--listen-peer-urls', peer, '--initial-advertise-peer-urls', peer, '--initial-cluster', `default=${peer}`]));
  const put = (): Promise<number | null> => runProgram('etcdctl', ['--endpoints', client, 'put', 'key', 'value'], { env: { ETCDCTL_API: '3' } }).then(({ code }) => code);
  await expect.poll(put, { timeout: 30_000 }).toBe(0);
  return client;
}
