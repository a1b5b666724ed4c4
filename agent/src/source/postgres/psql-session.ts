/**
 * A session of a server that stays open: a psql whose stdin stays open. What PostgreSQL ties to a session (backup mode, a temporary replication slot) ends with it, and it ends with
 * the agent, even with one that is killed: psql comes to the end of its stdin then.
 */
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { formatDuration } from '@stillpoint/proto/text/format-duration.ts';
import { z } from 'zod';

import { ToolProcess } from '../tool/tool-process.ts';
import type { PostgresServer } from './postgres-server.ts';

/** The longest that a timer can wait: 24 days. Every statement has a limit of its own. */
const SESSION_LIMIT_MS = 0x7fff_ffff;
/** How long psql may take to leave once its stdin has ended. */
const LEAVE_MS = 3000;

/** Limits that would end a session which waits for hours, or break its statements off, and messages that belong to no failure. */
const settings = ['statement_timeout = 0', 'lock_timeout = 0', 'client_min_messages = error'];
/** Since version 14. */
const settings14 = ['idle_session_timeout = 0'];

export class PsqlSession implements AsyncDisposable {
  readonly #serverName: string;
  readonly #psql: ToolProcess;
  readonly #lines: AsyncIterator<string>;
  #closed = false;

  private constructor(serverName: string, psql: ToolProcess) {
    this.#serverName = serverName;
    this.#psql = psql;
    if (psql.stdout === null) throw new StillpointError('INTERNAL', 'psql was started without a pipe');
    this.#lines = createInterface({ input: psql.stdout, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
    // How psql ended tells why it does not read.
    psql.stdin?.on('error', () => undefined);
  }

  /** Opens one, in the server's common database unless another one is named. Throws TOOL_MISSING, DATABASE_UNREACHABLE. */
  static async open(server: PostgresServer, database = server.database): Promise<PsqlSession> {
    const session = new PsqlSession(server.name, await ToolProcess.start(server.psql(database, SESSION_LIMIT_MS), 'pipe', 'pipe'));
    try {
      const wanted = [...settings, ...(server.major >= 14 ? settings14 : [])];
      await session.execute('be connected to', wanted.map((setting) => `set ${setting};`).join('\n'), 120_000);
      return session;
    } catch (error) {
      await session[Symbol.asyncDispose]();
      throw error;
    }
  }

  /**
   * Rows of a SELECT (without a semicolon), as JSON and checked against `row`. `doing`: what the server is asked for, for messages. Throws SOURCE_FAILED with the server's message,
   * DATABASE_UNREACHABLE when the session is lost, TOOL_TIMEOUT; the session is of no more use then.
   */
  async query<Row>(doing: string, row: z.ZodType<Row>, select: string, timeoutMs: number): Promise<Row[]> {
    const answer = await this.execute(doing, `select coalesce(json_agg(row_to_json(rows)), '[]') from (${select}) as rows;`, timeoutMs);
    return z.array(row).parse(JSON.parse(answer));
  }

  /** What psql printed for `statements`. Throws as {@link query}. */
  async execute(doing: string, statements: string, timeoutMs: number): Promise<string> {
    // Whatever an answer holds, it does not hold this.
    const mark = randomUUID();
    this.#psql.stdin?.write(`${statements}\nselect '${mark}';\n`);
    const limit = new AbortController();
    const timer = setTimeout(() => {
      limit.abort();
      // Ends the lines, and so the wait below.
      this.#psql.stop().catch(() => undefined);
    }, timeoutMs);
    try {
      const lines: string[] = [];
      for (;;) {
        const line = await this.#lines.next();
        if (line.done === true) throw await this.#failure(doing, limit.signal.aborted ? timeoutMs : undefined);
        if (line.value === mark) return lines.join('\n');
        lines.push(line.value);
      }
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends the session. Returns when psql is gone; the server notices at once. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#psql.stdin?.end();
    const timer = setTimeout(() => {
      this.#psql.stop().catch(() => undefined);
    }, LEAVE_MS);
    await this.#psql.exited.catch(() => undefined);
    clearTimeout(timer);
    await this.#psql[Symbol.asyncDispose]();
  }

  async #failure(doing: string, limitMs: number | undefined): Promise<StillpointError> {
    const { status, stderr } = await this.#psql.exited;
    const what = `the server ${this.#serverName} could not ${doing}`;
    if (limitMs !== undefined) return new StillpointError('TOOL_TIMEOUT', `${what} within ${formatDuration(limitMs)}`, { hint: 'see what holds it up (pg_stat_activity), or raise `timeout` of the source' });
    const said = stderr === '' ? 'the session ended without a word' : stderr;
    // 3: a statement has failed. Everything else: there is no connection any more.
    if (status === 3) return new StillpointError('SOURCE_FAILED', `${what}: ${said}`);
    return new StillpointError('DATABASE_UNREACHABLE', `the session of the server ${this.#serverName} was lost: ${said}`, { hint: 'see the server\'s log' });
  }
}
