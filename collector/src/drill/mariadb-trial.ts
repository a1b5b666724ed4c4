/** A MariaDB server for a drill. */
import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { countOf } from '@stillpoint/proto/text/format-count.ts';

import type { ConfinedUser } from './confined-program.ts';
import { TrialFolders, type RestoredDump, type TrialOpening, type TrialOptions, type TrialServer } from './trial-server.ts';
import { findProgram, runStep, TrialProcess } from './trial-step.ts';

/** Not root: a dump's globals give that account another way to log in. */
const account = 'stillpoint_drill';
/** Nothing of it is to last. */
const settings = ['--skip-networking', '--innodb-flush-log-at-trx-commit=0', '--innodb-doublewrite=0', '--sync-binlog=0', '--skip-log-bin', '--performance-schema=off', '--event-scheduler=off'];
/** Begins the line of a dump that tells how its database was made; docs/sources.md. */
const createLine = /^-- Stillpoint: CREATE DATABASE (?:IF NOT EXISTS )?`(?:[^`]|``)*` ?(.*)$/mu;
const headBytes = 16_384;
/** What every server has. */
const systemDatabases = ['mysql', 'information_schema', 'performance_schema', 'sys'];

/** See `openTrialServer`. */
export async function openMariadbTrial({ scratch, user: nobody, signal }: TrialOptions): Promise<TrialOpening> {
  const [install, server, client] = ['mariadb-install-db', 'mariadbd', 'mariadb'].map((name) => findProgram(name));
  if (install === undefined || server === undefined || client === undefined) return { missing: 'a MariaDB server' };
  await using stack = new AsyncDisposableStack();
  const folders = stack.use(await TrialFolders.make({ scratch, user: nobody }));
  const { user } = folders;
  const data = join(folders.data, 'data');
  const made = await runStep(install, ['--no-defaults', `--datadir=${data}`, `--tmpdir=${folders.data}`, '--auth-root-authentication-method=normal', '--skip-test-db'], { signal, user });
  if (made.wrong !== undefined) return { wrong: made.wrong };
  const socket = join(folders.socket, 'mysqld.sock');
  const process = stack.use(new TrialProcess(server, ['--no-defaults', `--datadir=${data}`, `--socket=${socket}`, `--pid-file=${folders.socket}/pid`, `--tmpdir=${folders.data}`, ...settings], { user }));
  const asRoot = (statement: string): ReturnType<typeof runStep> => runStep(client, ['--no-defaults', `--socket=${socket}`, '--user=root', `--execute=${statement}`], { signal, user });
  const silent = await process.answers(async () => (await asRoot('SELECT 1')).wrong === undefined, signal);
  if (silent !== undefined) return { wrong: silent };
  const { wrong } = await asRoot(`CREATE USER ${account}@localhost; GRANT ALL ON *.* TO ${account}@localhost WITH GRANT OPTION`);
  if (wrong !== undefined) return { wrong };
  // The system's own option files name its own server; this one is read after them. What a dump runs can put itself into the server's place, and would ask the check's client for files.
  await writeFile(join(folders.own, 'my.cnf'), `[client]\nsocket=${socket}\nuser=${account}\nloose-local-infile=0\n`);
  const { output: version } = await askServer({ client, socket, user }, 'SELECT version()', signal);
  return { server: new MariadbTrial({ client, socket, user }, { version, home: folders.own }, stack.move()) };
}

interface Client {
  readonly client: string;
  readonly socket: string;
  readonly user: ConfinedUser;
}

function argumentsOf({ socket }: Client, ...more: readonly string[]): string[] {
  return ['--no-defaults', `--socket=${socket}`, `--user=${account}`, '--default-character-set=utf8mb4', ...more];
}

function askServer(client: Client, statement: string, signal: AbortSignal): ReturnType<typeof runStep> {
  return runStep(client.client, argumentsOf(client, '--batch', '--skip-column-names', `--execute=${statement}`), { signal, user: client.user });
}

class MariadbTrial implements TrialServer {
  readonly name: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly #client: Client;
  readonly #stack: AsyncDisposableStack;

  constructor(client: Client, { version, home }: { readonly version: string; readonly home: string }, stack: AsyncDisposableStack) {
    this.name = `MariaDB ${version.split('-')[0] ?? ''}`;
    this.environment = { MARIADB_HOME: home, MYSQL_HOME: home };
    this.#client = client;
    this.#stack = stack;
  }

  async load({ name, isGlobals, path }: RestoredDump, signal: AbortSignal): Promise<{ readonly done: string; readonly wrong: string | undefined }> {
    if (isGlobals) {
      // Accounts that a new server has are there already: their statements fail or change nothing, the others count.
      const { wrong } = await runStep(this.#client.client, argumentsOf(this.#client, '--force', '--binary-mode'), { signal, user: this.#client.user, inputFile: path });
      return { done: `loaded into a new ${this.name}`, wrong };
    }
    const database = systemDatabases.includes(name) ? `drill_${name}` : name;
    const quoted = `\`${database.replaceAll('`', '``')}\``;
    const created = await askServer(this.#client, `CREATE DATABASE IF NOT EXISTS ${quoted} ${await createOptionsOf(path)}`, signal);
    if (created.wrong !== undefined) return { done: '', wrong: created.wrong };
    const loaded = await runStep(this.#client.client, argumentsOf(this.#client, '--binary-mode', '--max-allowed-packet=1G', `--database=${database}`), { signal, user: this.#client.user, inputFile: path });
    if (loaded.wrong !== undefined) return { done: '', wrong: loaded.wrong };
    const { output } = await askServer(this.#client, `SELECT count(*) FROM information_schema.tables WHERE table_schema = '${database.replaceAll(/[\\']/gu, '\\$&')}' AND table_type = 'BASE TABLE'`, signal);
    return { done: `loaded into a new ${this.name}: ${countOf(Number(output), 'table')}`, wrong: undefined };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync();
  }
}

/** The character set of the database that was dumped; nothing when the dump does not tell. */
async function createOptionsOf(path: string): Promise<string> {
  await using handle = await open(path, 'r');
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0);
  return createLine.exec(buffer.toString('utf8', 0, bytesRead))?.[1]?.replace(/;\s*$/u, '') ?? '';
}
