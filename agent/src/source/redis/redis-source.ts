/** A Redis server's data as an RDB file, which it sends as to a replica: of one moment, and nothing is stopped. docs/sources.md, "redis". */
import { readFileSync, readlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { StillpointError } from '@stillpoint/proto/errors.ts';

import type { RedisSourceConfig } from '../../config/agent-config.ts';
import type { DatabaseFiles } from '../files/database-directory.ts';
import type { Source, SourceArchive, SourceRun, StreamEdges, StreamInput } from '../source.ts';
import { ToolStream } from '../tool/tool-stream.ts';
import { checkRdbEdges } from './rdb-end.ts';
import { RedisConnection, RedisRefusal } from './redis-connection.ts';

const program = fileURLToPath(new URL('redis-rdb.ts', import.meta.url));

/** How long an answer may take: a server that is busy with one command answers nobody. */
const ANSWER_MS = 30_000;

/** Statement that gives a user what a backup needs, for Redis 6 and later; the password is typed in place of the dots. */
export const backupUserStatement = 'ACL SETUSER stillpoint on >... +ping +info +replconf +sync +psync';

export class RedisSource implements Source {
  readonly name: string;
  readonly kind = 'redis';
  readonly #config: RedisSourceConfig;

  constructor(config: RedisSourceConfig) {
    this.name = config.name;
    this.#config = config;
  }

  /** The working directory of a server that runs on this guest, as far as this user may see it. */
  async databaseFiles(): Promise<readonly DatabaseFiles[]> {
    const { processId } = await askServer(this.#config);
    const path = workingDirectory(processId);
    return path === undefined ? [] : [{ kind: 'redis', path }];
  }

  async *archives(run: SourceRun): AsyncIterable<SourceArchive> {
    yield await Promise.resolve({ kind: 'stream', name: this.name, contentClass: 'dump', description: addressOf(this.#config), open: () => this.#open(run) } as const);
  }

  async #open({ signal, version }: SourceRun): Promise<StreamInput> {
    const { host, port, user, passwordFile, timeoutMs } = this.#config;
    // A server that is not there or a wrong password is told before a process is started, in the words that `check` has for it.
    version('Redis', (await askServer(this.#config)).version);
    const command = [process.execPath, '--disable-warning=ExperimentalWarning', program, JSON.stringify({ host, port, user, passwordFile })];
    const stream = await ToolStream.start({ command, timeoutMs, signal }, checkRdbEdges);
    const finish = (edges: StreamEdges): Promise<{ readonly said: string }> => stream.finish(edges).catch((cause: unknown) => Promise.reject(this.#transferError(cause)));
    return { fd: stream.fd, stop: stream.stop, finish, [Symbol.asyncDispose]: () => stream[Symbol.asyncDispose]() };
  }

  /** The server is what matters to people, not the process that speaks to it. */
  #transferError(cause: unknown): Error {
    if (!(cause instanceof StillpointError)) throw cause;
    if (!cause.code.startsWith('TOOL_')) return cause;
    const said = cause.message.replace(/^\S+ ended with exit status 1: /, '').replace(/^\S+ (?=had not ended|was ended)/, 'it ');
    return new StillpointError(cause.code, `the transfer from ${addressOf(this.#config)} failed: ${said}`, { hint: 'see the log of the Redis server', cause });
  }
}

function addressOf({ host, port }: RedisSourceConfig): string {
  return host.startsWith('/') ? host : `${host}:${port}`;
}

/** What a server says about itself. */
export interface RedisServer {
  readonly version: string;
  /** `master` or `slave`, in the server's words. */
  readonly role: string;
  /** As the server sees it: another one when it runs in a container or elsewhere. */
  readonly processId: number;
}

/** Connects, logs in and asks. Throws DATABASE_UNREACHABLE and, when a right is missing, SOURCE_FAILED that names it. */
export async function askServer(config: RedisSourceConfig): Promise<RedisServer> {
  using connection = await RedisConnection.open(config, ANSWER_MS);
  try {
    const server = await connection.ask('INFO', 'server');
    const replication = await connection.ask('INFO', 'replication');
    return { version: /^redis_version:(\S+)/m.exec(server)?.[1] ?? 'unknown', role: /^role:(\S+)/m.exec(replication)?.[1] ?? 'unknown', processId: Number(/^process_id:(\d+)/m.exec(server)?.[1] ?? 0) };
  } catch (cause) {
    if (!(cause instanceof RedisRefusal)) throw cause;
    const needsLogin = cause.message.startsWith('NOAUTH');
    throw new StillpointError(needsLogin ? 'DATABASE_UNREACHABLE' : 'SOURCE_FAILED', `the Redis server refused to answer: ${cause.message}`, {
      hint: needsLogin ? 'name a file with the password as `password_file` of the source' : `the user of a backup needs: ${backupUserStatement}`,
      cause,
    });
  }
}

function workingDirectory(processId: number): string | undefined {
  try {
    if (!/redis|valkey|keydb/.test(readFileSync(`/proc/${processId}/comm`, 'utf8'))) return undefined;
    return readlinkSync(`/proc/${processId}/cwd`, 'latin1');
  } catch {
    // Not of this guest, or another user's.
    return undefined;
  }
}
