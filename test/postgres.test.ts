/** The postgres source against a real server: what it backs up while others write, what it does when tools and rights fail, and where passwords are not. */
import { afterAll, beforeAll, describe, expect } from 'vitest';

import { openBackupScene, type BackupScene } from './support/backup-scene.ts';
import { TestPostgres } from './support/postgres-server.ts';
import { testWith } from './support/requirements.ts';

let scene: BackupScene;
let server: TestPostgres;

beforeAll(async () => {
  [scene, server] = await Promise.all([openBackupScene(), TestPostgres.start()]);
});

afterAll(async () => {
  await Promise.all([scene[Symbol.asyncDispose](), server[Symbol.asyncDispose]()]);
});

describe('a logical backup', () => {
  testWith('root', 'initdb')('holds', async () => {
    await server.sql('create database "a.b"; create database globals; create database "ü"');
    await server.sql('create table t as select g as id, md5(g::text) as text from generate_series(1, 100000) g', 'a.b');
    await scene.agent.configure({ daily: [{ kind: 'postgres', host: server.folder }] });
    const run = await scene.agent.run('daily');
    expect(run.code).toBe(0);
  });
});
