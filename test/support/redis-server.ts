/** A Redis server of a test's own: in a temporary folder, answering on a socket in it and nowhere else. */
import { ChildProgram, outputOf, runProgram, type Finished } from './child-program.ts';
import { TestFolder } from './test-folder.ts';

export class TestRedis implements AsyncDisposable {
  readonly #folder: TestFolder;
  readonly #server: ChildProgram;

  private constructor(folder: TestFolder, server: ChildProgram) {
    this.#folder = folder;
    this.#server = server;
  }

  /** Starts an empty server, or one of the RDB file `dump`. `settings`: as on the command line, `['--requirepass', 'x']`. */
  static async start(settings: readonly string[] = [], dump?: string): Promise<TestRedis> {
    const folder = await TestFolder.make();
    if (dump !== undefined) await outputOf('cp', [dump, folder.at('dump.rdb')]);
    const usual = ['--port', '0', '--unixsocket', folder.at('socket'), '--dir', folder.path, '--save', '', '--enable-debug-command', 'yes', '--repl-diskless-sync-delay', '0'];
    const server = ChildProgram.start('redis-server', [...usual, ...settings]);
    await server.waitFor(/ready to accept connections/i, 'stdout');
    return new TestRedis(folder, server);
  }

  get socket(): string {
    return this.#folder.at('socket');
  }

  get folder(): string {
    return this.#folder.path;
  }

  get pid(): number {
    return this.#server.pid;
  }

  /** What it logged. */
  get log(): string {
    return this.#server.stdout;
  }

  /** A command that must succeed; gives its answer. */
  async ask(...words: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.cli(words);
    if (code !== 0 || /^\(?(?:ERR|NOAUTH|NOPERM|WRONGPASS|LOADING)/.test(stdout)) throw new Error(`${words.join(' ')}: ${stdout}${stderr}`);
    return stdout.trimEnd();
  }

  cli(words: readonly string[], password?: string): Promise<Finished> {
    return runProgram('redis-cli', ['-s', this.socket, ...words], password === undefined ? {} : { env: { REDISCLI_AUTH: password } });
  }

  /** Ends it at once. */
  async kill(): Promise<void> {
    this.#server.kill('SIGKILL');
    await this.#server.finished;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server[Symbol.asyncDispose]();
    await this.#folder[Symbol.asyncDispose]();
  }
}

/** Fills a server with keys of every type. */
export async function fillWithEverything(server: TestRedis): Promise<void> {
  const commands = [
    'SET text "a text"', 'SET number 12345', 'SET soon gone PX 3600000', 'SETRANGE bytes 5 "\\x00\\xff\\r\\n"', 'RPUSH list 1 2 3', 'SADD set a b c', 'ZADD sorted 1.5 a -2 b', 'HSET hash f v g w',
    'XADD stream 1-1 a b', 'XGROUP CREATE stream readers 0', 'PFADD hyper a b c', 'GEOADD geo 139.69 35.68 tokyo', 'SETBIT bits 1000 1', 'SELECT 3', 'SET "other database" here', 'SELECT 0', 'DEBUG POPULATE 20000 key 200',
  ];
  await outputOf('redis-cli', ['-s', server.socket], { input: `${commands.join('\n')}\n` });
}
