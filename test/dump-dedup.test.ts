/** How much of a second dump goes over the network when 1 % of a table's rows have changed. Prints what docs/performance.md says. */
import { afterAll, beforeAll, describe, expect } from 'vitest';

import type { RunSummary } from './support/agent-process.ts';
import { openBackupScene, type BackupScene } from './support/backup-scene.ts';
import { TestPostgres } from './support/postgres-server.ts';
import { isLong, longForm, missing, testWith } from './support/requirements.ts';

// The figures of docs/performance.md are those of the long form.
const rows = isLong ? 200_000 : 60_000;

/** About 195 bytes a row: a name, an address, an amount, a time and a note, none of them compressible to nothing. */
const table = `
  create table customers as
    select id, 'customer ' || md5(id::text) as name, md5((id * 7)::text) || '@example.org' as email, (random() * 10000)::numeric(10, 2) as balance,
           now() - random() * interval '900 days' as changed, repeat(md5((id * 13)::text), 2) as note
    from generate_series(1, ${rows}) as id;
  alter table customers add primary key (id)`;

const changes = {
  random: `id in (select 1 + (random() * ${rows - 1})::int from generate_series(1, ${rows / 100}))`,
  clustered: `id between ${rows / 2} and ${rows / 2 + rows / 100}`,
} as const;

let scene: BackupScene;
let server: TestPostgres;

beforeAll(async () => {
  if (missing('root', 'pg_createcluster') !== undefined) return;
  // Vacuum at moments of its own would move rows at others.
  [scene, server] = await Promise.all([openBackupScene(), TestPostgres.start("autovacuum = off\nlog_statement = 'none'\nshared_buffers = '256MB'")]);
});

afterAll(async () => {
  await Promise.all([scene[Symbol.asyncDispose](), server[Symbol.asyncDispose]()]);
});

describe('a second dump, after 1 % of the rows changed', () => {
  const limits = { random: 0.5, clustered: 0.05 };
  for (const place of ['random', 'clustered'] as const) {
    testWith('root', 'pg_createcluster', ...(place === 'clustered' ? [longForm] : []))(`sends less than ${limits[place] * 100} % of the first when they are ${place}`, async () => {
      const database = `shop_${place}`;
      await server.sql(`create database ${database}`);
      await server.sql(table, database);
      await server.sql('vacuum', database);
      await scene.agent.configure({ [place]: [{ kind: 'postgres', host: server.folder, databases: [database] }] });
      const first = await scene.agent.backup(place);
      const again = await scene.agent.backup(place);
      await server.sql(`update customers set balance = balance + 1, changed = now() where ${changes[place]}`, database);
      const second = await scene.agent.backup(place);
      process.stdout.write(`1 % of the rows changed, ${place}: ${shares(first, second)}; unchanged: ${shares(first, again)}\n`);
      // The head of a dump, which has the time in it, and the directories; of the short form's few rows that is a hundredth.
      expect(again.sentBytes / first.sentBytes).toBeLessThan(0.02);
      expect(second.sentBytes / first.sentBytes).toBeLessThan(limits[place]);
    });
  }
});

function shares(first: RunSummary, second: RunSummary): string {
  const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)} %`;
  return `sent ${percent(second.sentBytes, first.sentBytes)} of ${(first.sentBytes / 1e6).toFixed(1)} MB, new ${percent(second.newBytes, second.bytes)} of ${(second.bytes / 1e6).toFixed(1)} MB, ${(second.elapsedMs / 1000).toFixed(1)} s`;
}
