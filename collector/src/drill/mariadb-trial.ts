/** A MariaDB server for a drill. */
import { open } from 'node:fs/promises';
import { join } from 'node:path';

import { countOf } from '@stillpoint/proto/text/format-count.ts';

import { TrialFolders, type RestoredDump, type TrialOpening, type TrialOptions, type TrialServer } from './trial-server.ts';
import { findProgram, runStep, TrialProcess, type ServerUser } from './trial-step.ts';

/** Nothing of it is to last. */
const settings = ['--skip-networking', '--innodb-flush-log-at-trx-commit=0', '--innodb-doublewrite=0', '--sync-binlog=0', '--skip-log-bin', '--performance-schema=off', '--event-scheduler=off'];
/** Begins the line of a dump that tells how its database was made; docs/sources.md. */
const createLine = /^-- Stillpoint: CREATE DATABASE (?:IF NOT EXISTS )?`(?:[^`]|``)*` ?(.*)$/mu;
const headBytes = 16_384;
/** What every server has. */
const systemDatabases = ['mysql', 'information_schema', 'performance_schema', 'sys'];

/** See `openTrialServer`. */
export async function openMariadbTrial({ scratch, user, signal }: TrialOptions): Promise<TrialOpening> {
  const [install, server, client] = ['mariadb-install-db', 'mariadbd', 'mariadb'].map((name) => findProgram(name));
  if (install === undefined || server === undefined || client === undefined) return { missing: 'a MariaDB server' };
  await using stack = new AsyncDisposableStack();
  const folders = stack.use(await TrialFolders.make({ scratch, user }));
  const data = join(folders.data, 'data');
  const made = await runStep(install, ['--no-defaults', `--datadir=${data}`, `--tmpdir=${folders.data}`, '--auth-root-authentication-method=normal', '--skip-test-db'], { signal, user });
  if (made.wrong !== undefined) return { wrong: made.wrong };
  const socket = join(folders.socket, 'mysqld.sock');
  const process = stack.use(new TrialProcess(server, ['--no-defaults', `--datadir=${data}`, `--socket=${socket}`, `--pid-file=${folders.socket}/pid`, `--tmpdir=${folders.data}`, ...settings], { user }));
  const ask = (statement: string): ReturnType<typeof runStep> => askServer({ client, socket, user }, statement, signal);
  const silent = await process.answers(async () => (await ask('SELECT 1')).wrong === undefined, signal);
  if (silent !== undefined) return { wrong: silent };
  const { output: version } = await ask('SELECT version()');
  return { server: new MariadbTrial({ client, socket, user }, version, stack.move()) };
}

interface Client {
  readonly client: string;
  readonly socket: string;
  readonly user: ServerUser;
}

function argumentsOf({ socket }: Client, ...more: readonly string[]): string[] {
  return ['--no-defaults', `--socket=${socket}`, '--user=root', '--default-character-set=utf8mb4', ...more];
}

function askServer(client: Client, statement: string, signal: AbortSignal): ReturnType<typeof runStep> {
  return runStep(client.client, argumentsOf(client, '--batch', '--skip-column-names', `--execute=${statement}`), { signal, user: client.user });
}

class MariadbTrial implements TrialServer {
  readonly name: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly #client: Client;
  readonly #stack: AsyncDisposableStack;

  constructor(client: Client, version: string, stack: AsyncDisposableStack) {
    this.name = `MariaDB ${version.split('-')[0] ?? ''}`;
    this.environment = { MYSQL_UNIX_PORT: client.socket };
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
