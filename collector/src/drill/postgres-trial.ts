/** A PostgreSQL server for a drill. */
import { join } from 'node:path';

import { countOf } from '@stillpoint/proto/text/format-count.ts';

import type { ConfinedUser } from './confined-program.ts';
import { TrialFolders, type RestoredDump, type TrialOpening, type TrialOptions, type TrialServer } from './trial-server.ts';
import { findProgram, postgresFolders, runStep, TrialProcess } from './trial-step.ts';

const superuser = 'postgres';
/** Nothing of it is to last. */
const settings = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'wal_level=minimal', 'max_wal_senders=0', 'max_wal_size=4GB', 'listen_addresses=', 'logging_collector=off', 'shared_preload_libraries=', 'dynamic_shared_memory_type=mmap'];
/** Of the globals of a server what every server has, or what a scratch folder has no place for. */
const harmless = /already exists|tablespace|TABLESPACE|directory "/u;
const tableCount = "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'";

/** See `openTrialServer`. */
export async function openPostgresTrial({ scratch, hasGlobals, user: nobody, signal }: TrialOptions): Promise<TrialOpening> {
  const [folder = ''] = postgresFolders();
  const program = (name: string): string | undefined => findProgram(name, folder === '' ? [] : [folder]);
  const [initdb, postgres, psql, pgRestore] = ['initdb', 'postgres', 'psql', 'pg_restore'].map(program);
  if (initdb === undefined || postgres === undefined || psql === undefined || pgRestore === undefined) return { missing: 'a PostgreSQL server' };
  await using stack = new AsyncDisposableStack();
  const folders = stack.use(await TrialFolders.make({ scratch, user: nobody }));
  const { user } = folders;
  const data = join(folders.data, 'data');
  const made = await runStep(initdb, ['--pgdata', data, `--username=${superuser}`, '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'], { signal, user });
  if (made.wrong !== undefined) return { wrong: made.wrong };
  const environment = { PGHOST: folders.socket, PGPORT: '5432', PGUSER: superuser, PGDATABASE: 'postgres' };
  const options = [...settings, `unix_socket_directories=${folders.socket}`].flatMap((setting) => ['-c', setting]);
  const server = stack.use(new TrialProcess(postgres, ['-D', data, ...options], { user }));
  const silent = await server.answers(async () => (await runStep(psql, ['-X', '-qAt', '-c', 'SELECT 1'], { signal, user, environment })).wrong === undefined, signal);
  if (silent !== undefined) return { wrong: silent };
  const { output: version } = await runStep(psql, ['-X', '-qAt', '-c', 'SHOW server_version'], { signal, user, environment });
  return { server: new PostgresTrial({ psql, pgRestore, environment, hasGlobals, user }, version, stack.move()) };
}

interface Client {
  readonly psql: string;
  readonly pgRestore: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly hasGlobals: boolean;
  readonly user: ConfinedUser;
}

class PostgresTrial implements TrialServer {
  readonly name: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly #client: Client;
  readonly #stack: AsyncDisposableStack;

  constructor(client: Client, version: string, stack: AsyncDisposableStack) {
    this.name = `PostgreSQL ${version.split(' ')[0] ?? ''}`;
    this.environment = client.environment;
    this.#client = client;
    this.#stack = stack;
  }

  async load(dump: RestoredDump, signal: AbortSignal): Promise<{ readonly done: string; readonly wrong: string | undefined }> {
    return dump.isGlobals ? this.#loadGlobals(dump, signal) : this.#loadDatabase(dump, signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync();
  }

  async #loadGlobals({ path }: RestoredDump, signal: AbortSignal): Promise<{ readonly done: string; readonly wrong: string | undefined }> {
    const { psql, environment, user } = this.#client;
    // Without stopping at errors: the superuser is there already.
    const { wrong, output } = await runStep('/bin/sh', ['-c', '"$0" -X -q -f - 2>&1 >/dev/null', psql], { signal, user, environment, inputFile: path });
    const errors = output.split('\n').filter((line) => /(?:ERROR|FATAL): /u.test(line) && !harmless.test(line));
    return { done: `loaded into a new ${this.name}`, wrong: wrong ?? errors[0] };
  }

  async #loadDatabase({ name, path }: RestoredDump, signal: AbortSignal): Promise<{ readonly done: string; readonly wrong: string | undefined }> {
    const { psql, pgRestore, environment, hasGlobals, user } = this.#client;
    // Names that every server has are taken.
    const database = ['postgres', 'template0', 'template1'].includes(name) ? `drill_${name}` : name;
    const created = await runStep(psql, ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-c', `CREATE DATABASE "${database.replaceAll('"', '""')}" TEMPLATE template0`], { signal, user, environment });
    if (created.wrong !== undefined) return { done: '', wrong: created.wrong };
    const owners = hasGlobals ? [] : ['--no-owner', '--no-privileges'];
    // As a connection string: a bare name with `=` in it would be taken for one.
    const target = `dbname='${database.replaceAll(/[\\']/gu, '\\$&')}'`;
    const loaded = await runStep(pgRestore, ['--exit-on-error', '--no-tablespaces', ...owners, `--dbname=${target}`], { signal, user, environment, inputFile: path });
    if (loaded.wrong !== undefined) return { done: '', wrong: loaded.wrong };
    const { output } = await runStep(psql, ['-X', '-qAt', '-c', tableCount], { signal, user, environment: { ...environment, PGDATABASE: database } });
    return { done: `loaded into a new ${this.name}: ${countOf(Number(output), 'table')}`, wrong: undefined };
  }
}
