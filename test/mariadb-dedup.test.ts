/** How much of a second backup of a MariaDB server goes over the network when 1 % of a table's rows have changed. Prints what docs/performance.md says. */
import { afterAll, beforeAll, describe, expect } from 'vitest';

import type { RunSummary } from './support/agent-process.ts';
import { openBackupScene, type BackupScene } from './support/backup-scene.ts';
import { TestMariadb } from './support/mariadb-server.ts';
import { isLong, longForm, missing, testWith } from './support/requirements.ts';

const needs = ['root', 'mariadbd', 'mariadb-dump', 'mariadb-backup'] as const;
// The figures of docs/performance.md are those of the long form.
const rows = isLong ? 200_000 : 60_000;

/** About 195 bytes a row: a name, an address, an amount, a time and a note, none of them compressible to nothing. */
const table = `
  create table customers (id int primary key, name varchar(60), email varchar(60), balance decimal(10, 2), changed datetime, note varchar(80)) engine=innodb;
  insert into customers select seq, concat('customer ', md5(seq)), concat(md5(seq * 7), '@example.org'), round(rand() * 10000, 2), now() - interval floor(rand() * 900) day, repeat(md5(seq * 13), 2) from seq_1_to_${rows}`;

const changes = { random: 'rand() < 0.01', clustered: `id between ${rows / 2} and ${rows / 2 + rows / 100}` } as const;

let scene: BackupScene;
let server: TestMariadb;

beforeAll(async () => {
  if (missing(...needs) !== undefined) return;
  [scene, server] = await Promise.all([openBackupScene(), TestMariadb.start()]);
});

afterAll(async () => {
  await Promise.all([scene[Symbol.asyncDispose](), server[Symbol.asyncDispose]()]);
});

/** Pages that are changed in memory only would come as log. */
async function writePages(): Promise<void> {
  await server.sql('set global innodb_max_dirty_pages_pct = 0');
  await expect.poll(() => server.sql("select variable_value from information_schema.global_status where variable_name = 'innodb_buffer_pool_pages_dirty'"), { timeout: 60_000 }).toBe('0');
}

describe('a second backup, after 1 % of the rows changed', () => {
  const limits = { logical: { random: 0.6, clustered: 0.05 }, physical: { random: 0.95, clustered: 0.1 } } as const;
  for (const method of ['logical', 'physical'] as const) {
    for (const place of ['random', 'clustered'] as const) {
      const varies = method === 'physical' || place === 'clustered';
      testWith(...needs, ...(varies ? [longForm] : []))(`sends less than ${limits[method][place] * 100} % of the first, ${method}, when they are ${place}`, async () => {
        await server.sql('drop database if exists shop; create database shop');
        await server.sql(table, 'shop');
        await writePages();
        const plan = `${method}-${place}`;
        await scene.agent.configure({ [plan]: [{ kind: 'mariadb', host: server.socket, method }] });
        const first = await scene.agent.backup(plan);
        const again = await scene.agent.backup(plan);
        await server.sql(`update customers set balance = balance + 1, changed = now() where ${changes[place]}`, 'shop');
        await writePages();
        const second = await scene.agent.backup(plan);
        process.stdout.write(`1 % of the rows changed, ${method}, ${place}: ${shares(first, second)}; unchanged: ${shares(first, again)}\n`);
        expect(again.sentBytes / first.sentBytes).toBeLessThan(0.05);
        expect(second.sentBytes / first.sentBytes).toBeLessThan(limits[method][place]);
      });
    }
  }
});

function shares(first: RunSummary, second: RunSummary): string {
  const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)} %`;
  return `sent ${percent(second.sentBytes, first.sentBytes)} of ${(first.sentBytes / 1e6).toFixed(1)} MB, new ${percent(second.newBytes, second.bytes)} of ${(second.bytes / 1e6).toFixed(1)} MB`;
}
