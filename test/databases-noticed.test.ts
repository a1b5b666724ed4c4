/** Databases that nobody thought of: noticed by a run, and what `check --suggest` prints makes them part of the next one. */
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect } from 'vitest';

import { parseTomlConfig } from '@stillpoint/proto/config/toml-config.ts';
import { z } from 'zod';

import { AgentProcess, type OtherSourceText, type RunResult } from './support/agent-process.ts';
import { CollectorProcess } from './support/collector-process.ts';
import { TestPostgres } from './support/postgres-server.ts';
import { testWith } from './support/requirements.ts';
import { TestFolder } from './support/test-folder.ts';

let stack: AsyncDisposableStack;
let folder: TestFolder;
let collector: CollectorProcess;
let postgres: TestPostgres;
let agent: AgentProcess;

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  folder = stack.use(await TestFolder.make());
  for (const name of ['agent', 'srv']) await mkdir(folder.at(name));
  postgres = stack.use(await TestPostgres.start());
  collector = stack.use(await CollectorProcess.start(folder.at('datastore')));
  agent = await AgentProcess.enroll(collector, folder.at('agent'), 'guest', { daily: [filesSource()] });
});
afterEach(() => stack.disposeAsync());

/** Both databases lie in temporary folders, which are left out by default elsewhere. */
function filesSource(): OtherSourceText {
  return { kind: 'files', paths: [folder.at('srv'), postgres.folder], default_excludes: false };
}

function uncovered({ events }: RunResult): string[] {
  return events.filter(({ code }) => code === 'DATABASE_NOT_COVERED').map(({ path }) => String(path)).sort();
}

/** The sources that `check --suggest` has for what lies below the folders of this test. */
async function suggested(): Promise<OtherSourceText[]> {
  const program = await agent.start(['check', '--suggest', '--json']);
  const { stdout, code } = await program.finished;
  expect(code).toBe(0);
  const { suggestions } = JSON.parse(stdout) as { suggestions: { title: string; source: string; coveredBy?: string; statements: { statement: string }[] }[] };
  return suggestions
    .filter(({ coveredBy }) => coveredBy === undefined)
    .filter(({ source }) => source.includes(postgres.folder) || source.includes(folder.path))
    .map(({ source }) => (parseTomlConfig(`[plan]\n${source}`, 'suggestion', z.object({ plan: z.object({ source: z.array(z.looseObject({ kind: z.string() })) }) })).plan.source[0] ?? { kind: '' }))
    .map((source) => (source.kind === 'sqlite' ? { ...source, paths: (source['paths'] as string[]).filter((path) => path.startsWith(folder.path)) } : source));
}

describe('databases in use', () => {
  testWith('root', 'pg_ctl')('are warned of, suggested as sources, and left out of the tree once they are dumped', { timeout: 120_000 }, async () => {
    await postgres.sql('create table customer (name text); insert into customer values ($$Ada$$)');
    await writeFile(folder.at('srv/readme'), 'read me');
    const file = folder.at('srv/app.db');
    using app = new DatabaseSync(file);
    app.exec("pragma journal_mode = wal; create table note (text); insert into note values ('kept')");

    const first = await agent.run('daily');
    expect(first.code).toBe(0);
    expect(uncovered(first)).toEqual([postgres.data, file].sort());

    const sources = await suggested();
    expect(sources.map(({ kind }) => kind).sort()).toEqual(['postgres', 'sqlite']);
    await agent.configure({ daily: [filesSource(), ...sources] });
    await appendFile(folder.at('srv/readme'), '.');
    const second = await agent.run('daily');
    expect(uncovered(second)).toEqual([]);
    expect(second.summary).toMatchObject({ status: 'complete' });
    const skipped = second.summary?.skippedMounts.map(({ path, filesystem }) => `${filesystem} ${path}`).sort();
    expect(skipped).toEqual([`postgres ${postgres.data}`, `sqlite ${file}`]);

    const { entries } = JSON.parse(await collector.ask('ls', '-R', '--json', 'guest:files/')) as { entries: { path: string }[] };
    const paths = entries.map(({ path }) => path);
    expect(paths).toContain(folder.at('srv/readme'));
    expect(paths).toContain(postgres.data);
    expect(paths.filter((path) => path.startsWith(join(postgres.data, '/')) || path.includes('app.db'))).toEqual([]);
    const listing = await collector.ask('ls', 'guest/daily');
    // Another server of this machine may have the name `postgres` already.
    expect(listing).toMatch(/:postgres(-\d+)?\.postgres /);
    expect(listing).toContain('sqlite.');
    expect(await suggested()).toEqual([]);
  });
});
