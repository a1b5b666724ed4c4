/**
 * One connection to a Redis server, as much of its protocol as a backup needs. In place of redis-cli: that takes a password from its command line or environment only, where others can
 * read it, and before version 7 it can write what replication sends to a file only.
 */
import { readFileSync, statSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';

import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';
import { formatDuration } from '@stillpoint/proto/text/format-duration.ts';

/** Where the server is, and who comes. */
export interface RedisAddress {
  /** Name of a host, or absolute path of a socket. */
  readonly host: string;
  readonly port: number;
  /** Of an ACL; undefined: the default user. */
  readonly user: string | undefined;
  /** File of which the first line is the password; undefined: none is asked for. */
  readonly passwordFile: string | undefined;
}

/** A reply that is an error: its text begins with a word in capitals (`NOPERM`, `WRONGPASS`). */
export class RedisRefusal extends Error {}

/** How long a server may say nothing. One that prepares a transfer sends a byte each second. */
const SILENCE_MS = 60_000;
const REPLY_MAX_BYTES = 1_048_576;
const LINE_FEED = 0x0a;

export class RedisConnection implements Disposable {
  readonly #socket: Socket;
  readonly #parts: AsyncIterator<Buffer, undefined>;
  #pending: Buffer = Buffer.alloc(0);

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#parts = socket[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>;
  }

  /** Connects and logs in. `silenceMs`: how long the server may say nothing at all. Throws DATABASE_UNREACHABLE; SOURCE_FAILED for a password file that cannot be used. */
  static async open(address: RedisAddress, silenceMs = SILENCE_MS): Promise<RedisConnection> {
    const password = address.passwordFile === undefined ? undefined : readPassword(address.passwordFile);
    const connection = new RedisConnection(await connect(address, silenceMs));
    try {
      if (password !== undefined) await connection.#logIn(address.user, password);
      return connection;
    } catch (error) {
      connection[Symbol.dispose]();
      throw error;
    }
  }

  /** Sends a command and gives its reply as text. Throws RedisRefusal when the server refuses it, DATABASE_UNREACHABLE when the connection breaks. */
  async ask(...words: readonly string[]): Promise<string> {
    this.send(...words);
    const line = await this.line();
    if (line.startsWith('-')) throw new RedisRefusal(line.slice(1));
    if (!line.startsWith('$')) return line.slice(1);
    const bytes = Number(line.slice(1));
    if (!(bytes <= REPLY_MAX_BYTES)) throw new StillpointError('DATABASE_UNREACHABLE', 'the server gave an answer that is no Redis server\'s');
    return (await this.#take(bytes + 2)).toString('utf8', 0, bytes);
  }

  /** Sends a command whose reply is read as {@link line} and {@link read}. */
  send(...words: readonly string[]): void {
    this.#socket.write(`*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`);
  }

  /** The next line, without its end. */
  async line(): Promise<string> {
    for (;;) {
      // Single line feeds keep a connection alive while a transfer is prepared.
      while (this.#pending[0] === LINE_FEED) this.#pending = this.#pending.subarray(1);
      const end = this.#pending.indexOf('\r\n');
      if (end >= 0) {
        const line = this.#pending.toString('utf8', 0, end);
        this.#pending = this.#pending.subarray(end + 2);
        return line;
      }
      if (this.#pending.length > REPLY_MAX_BYTES) throw new StillpointError('DATABASE_UNREACHABLE', 'the server gave an answer that is no Redis server\'s');
      this.#pending = Buffer.concat([this.#pending, await this.#receive()]);
    }
  }

  /** What comes next, of any length. Throws DATABASE_UNREACHABLE when the connection ends. */
  async read(): Promise<Buffer> {
    if (this.#pending.length === 0) return this.#receive();
    const pending = this.#pending;
    this.#pending = Buffer.alloc(0);
    return pending;
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }

  async #receive(): Promise<Buffer> {
    try {
      const { done, value } = await this.#parts.next();
      if (done !== true) return value;
    } catch (cause) {
      throw new StillpointError('DATABASE_UNREACHABLE', `the connection to the server broke: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    }
    throw new StillpointError('DATABASE_UNREACHABLE', 'the server closed the connection');
  }

  async #take(bytes: number): Promise<Buffer> {
    while (this.#pending.length < bytes) this.#pending = Buffer.concat([this.#pending, await this.#receive()]);
    const taken = this.#pending.subarray(0, bytes);
    this.#pending = this.#pending.subarray(bytes);
    return taken;
  }

  async #logIn(user: string | undefined, password: string): Promise<void> {
    try {
      await this.ask('AUTH', ...(user === undefined ? [] : [user]), password);
    } catch (cause) {
      if (!(cause instanceof RedisRefusal)) throw cause;
      // The server's words never hold the password.
      throw new StillpointError('DATABASE_UNREACHABLE', `the server refused the login: ${cause.message}`, { hint: 'see `user` and `password_file` of the source', cause });
    }
  }
}

async function connect({ host, port }: RedisAddress, silenceMs: number): Promise<Socket> {
  const socket = createConnection(host.startsWith('/') ? { path: host } : { host, port });
  socket.setTimeout(silenceMs, () => {
    socket.destroy(new Error(`it was silent for ${formatDuration(silenceMs)}`));
  });
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve).once('error', reject);
    });
    return socket;
  } catch (cause) {
    socket.destroy();
    const where = host.startsWith('/') ? host : `${host}:${port}`;
    throw new StillpointError('DATABASE_UNREACHABLE', `no Redis server answers at ${where} (${systemErrorCode(cause) ?? String(cause)})`, { hint: 'see that the server runs, and `host` and `port` of the source', cause });
  }
}

function readPassword(file: string): string {
  try {
    if ((statSync(file).mode & 0o077) !== 0) throw new StillpointError('SOURCE_FAILED', `the password file ${file} can be read by others than its owner`, { hint: `chmod 600 ${file}` });
    const [password = ''] = readFileSync(file, 'utf8').split(/\r?\n/, 1);
    return password;
  } catch (cause) {
    if (cause instanceof StillpointError) throw cause;
    throw new StillpointError('SOURCE_FAILED', `the password file ${file} cannot be read (${systemErrorCode(cause) ?? String(cause)})`, { hint: 'see `password_file` of the source', cause });
  }
}
