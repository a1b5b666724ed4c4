/**
 * A MariaDB server of a test's own: in a temporary folder, answering on a socket in it and nowhere else, run by the user `mysql`. That user and root come in by their name in the
 * operating system; everyone else needs a password.
 */
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ChildProgram, outputOf, runProgram, type Finished } from './child-program.ts';

/** Before a command that is to run as the server's user. */
export const asMysql = ['setpriv', '--reuid=mysql', '--regid=mysql', '--init-groups', '--'] as const;

/** What a server is started with. `data`: data that is there already, in place of a new server's. `parent`: where its folder lies. */
export interface TestMariadbOptions {
  readonly options?: readonly string[];
  readonly data?: string;
  readonly parent?: string;
}

export class TestMariadb implements AsyncDisposable {
  /** Folder of the server, and of its socket. */
  readonly folder: string;
  readonly data: string;
  readonly #options: readonly string[];
  #program: ChildProgram | undefined;

  private constructor(folder: string, data: string, options: readonly string[]) {
    this.folder = folder;
    this.data = data;
    this.#options = options;
  }

  /** Makes an empty server, or takes the data that is given, and starts it. */
  static async start({ options = [], data, parent = tmpdir() }: TestMariadbOptions = {}): Promise<TestMariadb> {
    const folder = await mkdtemp(join(parent, 'stillpoint-my-'));
    // The agent's other users look into it as well.
    await chmod(folder, 0o755);
    await outputOf('chown', ['mysql:', folder]);
    const server = new TestMariadb(folder, data ?? join(folder, 'data'), options);
    if (data === undefined) await outputOf('mariadb-install-db', ['--no-defaults', `--datadir=${server.data}`, `--tmpdir=${folder}`, '--auth-root-authentication-method=socket', '--skip-test-db'], { through: asMysql, cwd: '/' });
    try {
      await server.start();
    } catch (error) {
      await server[Symbol.asyncDispose]();
      throw error;
    }
    return server;
  }

  get socket(): string {
    return join(this.folder, 'mysqld.sock');
  }

  /** Everything that the server has logged since its start. */
  get log(): string {
    return this.#program?.stderr ?? '';
  }

  async start(): Promise<void> {
    const options = ['--skip-networking', '--innodb-buffer-pool-size=64M', '--innodb-log-file-size=32M', '--innodb-flush-log-at-trx-commit=2', '--performance-schema=off', ...this.#options];
    this.#program = ChildProgram.start('mariadbd', ['--no-defaults', `--datadir=${this.data}`, `--socket=${this.socket}`, `--pid-file=${this.folder}/pid`, `--tmpdir=${this.folder}`, ...options], { through: asMysql, cwd: '/' });
    await this.#program.waitFor(/ready for connections/, 'stderr', 60_000);
  }

  /** Stops it as an administrator does. */
  async stop(): Promise<void> {
    this.#program?.kill('SIGTERM');
    await this.#program?.finished;
    this.#program = undefined;
  }

  /** Runs SQL as root up to the first error, which it throws; returns the rows without header, fields separated by tabs. */
  async sql(statements: string, database = ''): Promise<string> {
    const { code, stdout, stderr } = await this.client(['--batch', '--skip-column-names', ...(database === '' ? [] : [database])], statements);
    if (code !== 0) throw new Error(`${statements.slice(0, 200)}: ${stderr.slice(-2000)}`);
    return stdout.trim();
  }

  /** Runs the client, connected to this server. */
  client(args: readonly string[], input = ''): Promise<Finished> {
    return runProgram('mariadb', ['--no-defaults', `--socket=${this.socket}`, '--default-character-set=utf8mb4', ...args], { input, cwd: '/' });
  }

  /** Checksums of all tables of a database by name: equal for equal rows. */
  async checksums(database: string): Promise<string> {
    const tables = (await this.sql(`select table_name from information_schema.tables where table_schema = '${database}' and table_type = 'BASE TABLE' order by table_name`)).split('\n');
    const rows = await this.sql(`checksum table ${tables.map((table) => `\`${table}\``).join(', ')}`, database);
    return rows.replaceAll(`${database}.`, '');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#program?.[Symbol.asyncDispose]();
    await outputOf('rm', ['-rf', this.folder]);
  }
}
