/**
 * A client whose connection stays open: statements go in one by one, and each is answered before the next. The client ends at the first error and when the connection is lost.
 */
import { once } from 'node:events';

import { StillpointError } from '@stillpoint/proto/errors.ts';

import { ToolProcess } from '../tool/tool-process.ts';
import { connectionError, type MariadbServer } from './mariadb-server.ts';

/** For the whole life of the session. */
const SESSION_TIMEOUT_MS = 12 * 3_600_000;

export class ClientSession {
  readonly #tool: ToolProcess;
  readonly #name: string;
  #output = '';
  #count = 0;
  #ended = false;

  private constructor(tool: ToolProcess, name: string) {
    this.#tool = tool;
    this.#name = name;
    // Its end is told by the next question.
    tool.stdin?.on('error', () => undefined);
    tool.stdout?.on('data', (part: Buffer) => {
      this.#output += part.toString('utf8');
    });
    tool.stdout?.once('close', () => {
      this.#ended = true;
    });
  }

  /** Connects. Whoever opens it closes it. Throws TOOL_MISSING, DATABASE_UNREACHABLE, TOOL_FAILED. */
  static async open(server: MariadbServer): Promise<ClientSession> {
    const session = new ClientSession(await ToolProcess.start(server.client(['--unbuffered'], SESSION_TIMEOUT_MS), 'pipe', 'pipe'), server.name);
    try {
      await session.ask('DO 0');
    } catch (error) {
      await session.close();
      throw error;
    }
    return session;
  }

  get pid(): number | undefined {
    return this.#tool.pid;
  }

  /** Runs a statement that gives no rows; resolves when the server has done it. Throws DATABASE_UNREACHABLE, TOOL_FAILED with the server's message, and the signal's reason. */
  async ask(statement: string, signal?: AbortSignal): Promise<void> {
    const answer = `stillpoint-${++this.#count}`;
    this.#tool.stdin?.write(`${statement}; SELECT '${answer}';\n`);
    while (!this.#output.includes(`${answer}\n`)) {
      if (this.#ended) return this.#fail();
      signal?.throwIfAborted();
      await this.#more(signal);
    }
    this.#output = '';
  }

  /** Ends the client, and with it the connection. Idempotent. */
  async close(): Promise<void> {
    this.#tool.stdin?.end();
    await this.#tool[Symbol.asyncDispose]();
  }

  /** Waits for output, the end or the signal. */
  async #more(signal: AbortSignal | undefined): Promise<void> {
    const { stdout } = this.#tool;
    if (stdout === null) return;
    const giveUp = new AbortController();
    const either = signal === undefined ? giveUp.signal : AbortSignal.any([signal, giveUp.signal]);
    try {
      await Promise.race([once(stdout, 'data', { signal: either }), once(stdout, 'close', { signal: either })]);
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      giveUp.abort();
    }
  }

  async #fail(): Promise<never> {
    try {
      await this.#tool.succeeded();
    } catch (error) {
      throw connectionError(error, this.#name);
    }
    throw new StillpointError('DATABASE_UNREACHABLE', `the client of the server ${this.#name} has ended`);
  }
}
