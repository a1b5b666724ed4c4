/**
 * A PostgreSQL server of a test's own: in a temporary folder, answering on a socket in it and nowhere else, run by the user `postgres` (it refuses root).
 * That user comes in by peer authentication, and everyone else needs a password.
 */
import { chmod, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { outputOf, runProgram, type Finished } from './child-program.ts';

const asPostgres = ['setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups', '--'] as const;

const settings = `
listen_addresses = ''
fsync = off
full_page_writes = off
max_connections = 60
log_statement = 'all'
log_connections = on
`;

const logins = `
local all postgres peer
local all all scram-sha-256
`;

export class TestPostgres implements AsyncDisposable {
  /** Folder of the server, and of its socket. */
  readonly folder: string;
  /** Folder of its programs. */
  readonly programs: string;
  #running = false;

  private constructor(folder: string, programs: string) {
    this.folder = folder;
    this.programs = programs;
  }

  /** Makes an empty cluster in a new folder of `parent` and starts it. `more`: lines of postgresql.conf. */
  static async start(more = '', parent = tmpdir()): Promise<TestPostgres> {
    const folder = await mkdtemp(join(parent, 'stillpoint-pg-'));
    // The agent's other users look into it as well.
    await chmod(folder, 0o755);
    await outputOf('chown', ['postgres:', folder]);
    const server = new TestPostgres(folder, await newestPrograms());
    await server.#program('initdb', ['--pgdata', server.data, '--username=postgres', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync', '--data-checksums']);
    await writeFile(join(server.data, 'postgresql.auto.conf'), `${settings}unix_socket_directories = '${folder}'\n${more}\n`);
    await writeFile(join(server.data, 'pg_hba.conf'), logins);
    await server.start();
    return server;
  }

  get data(): string {
    return join(this.folder, 'data');
  }

  /** What the server logged: every statement, every connection. */
  get logFile(): string {
    return join(this.folder, 'log');
  }

  async start(): Promise<void> {
    this.#running = true;
    await this.#program('pg_ctl', ['start', '--wait', '--silent', '--pgdata', this.data, '--log', this.logFile]);
  }

  async stop(): Promise<void> {
    this.#running = false;
    await this.#program('pg_ctl', ['stop', '--wait', '--silent', '--mode=immediate', '--pgdata', this.data]);
  }

  /** Runs SQL as the superuser up to the first error, which it throws; returns the rows without header, fields separated by `|`. */
  async sql(statements: string, database = 'postgres'): Promise<string> {
    const { code, stdout, stderr } = await this.run('psql', ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-d', database], { input: statements });
    if (code !== 0) throw new Error(`${statements.slice(0, 200)}: ${stderr}`);
    return stdout.trim();
  }

  /** Runs one of PostgreSQL's programs as the superuser, connected to this server. */
  run(program: string, args: readonly string[], { input, user = 'postgres' }: { readonly input?: string; readonly user?: string } = {}): Promise<Finished> {
    return runProgram(join(this.programs, program), args, { through: asPostgres, env: { PGHOST: this.folder, PGUSER: user }, cwd: '/', ...(input === undefined ? {} : { input }) });
  }

  /** Command line of a program as {@link run} starts it, for one that is to run beside the test. */
  command(program: string, args: readonly string[]): readonly string[] {
    return [...asPostgres, 'env', `PGHOST=${this.folder}`, 'PGUSER=postgres', join(this.programs, program), ...args];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#running) await this.stop();
    await outputOf('rm', ['-rf', this.folder]);
  }

  async #program(program: string, args: readonly string[]): Promise<void> {
    await outputOf(join(this.programs, program), args, { through: asPostgres, cwd: '/' });
  }
}

/** A data directory that was restored from {@link TestPostgres}, as a server of its own. It recovers when it starts. */
export class RestoredPostgres implements AsyncDisposable {
  readonly data: string;
  /** Of its socket. */
  readonly folder: string;
  readonly #programs: string;

  private constructor(data: string, folder: string, programs: string) {
    this.data = data;
    this.folder = folder;
    this.#programs = programs;
  }

  /** Starts it as anybody would, but for the socket, which has a folder of its own. Throws with its log when it does not start. */
  static async start(origin: TestPostgres, data: string, more: readonly string[] = []): Promise<RestoredPostgres> {
    const folder = await mkdtemp(join(tmpdir(), 'stillpoint-pg-'));
    await outputOf('chown', ['postgres:', folder]);
    const log = join(folder, 'log');
    const options = [`-k ${folder}`, ...more].join(' ');
    const { code } = await runProgram(join(origin.programs, 'pg_ctl'), ['start', '--wait', '--silent', '--pgdata', data, '--log', log, '--options', options], { through: asPostgres, cwd: '/' });
    if (code !== 0) throw new Error(`${data} does not start:\n${await readFile(log, 'utf8')}`);
    return new RestoredPostgres(data, folder, origin.programs);
  }

  /** As {@link TestPostgres.sql}. */
  async sql(statements: string, database = 'postgres'): Promise<string> {
    const { code, stdout, stderr } = await this.run('psql', ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-d', database], statements);
    if (code !== 0) throw new Error(`${statements.slice(0, 200)}: ${stderr}`);
    return stdout.trim();
  }

  /** Runs one of PostgreSQL's programs as the superuser, connected to this server. */
  run(program: string, args: readonly string[], input = ''): Promise<Finished> {
    return runProgram(join(this.#programs, program), args, { through: asPostgres, env: { PGHOST: this.folder, PGUSER: 'postgres' }, cwd: '/', input });
  }

  /** Stops it in order, with everything written. */
  async [Symbol.asyncDispose](): Promise<void> {
    await outputOf(join(this.#programs, 'pg_ctl'), ['stop', '--wait', '--silent', '--mode=fast', '--pgdata', this.data], { through: asPostgres, cwd: '/' });
    await outputOf('rm', ['-rf', this.folder]);
  }
}

async function newestPrograms(): Promise<string> {
  const versions = (await readdir('/usr/lib/postgresql')).map(Number).sort((left, right) => right - left);
  return `/usr/lib/postgresql/${versions[0] ?? ''}/bin`;
}
