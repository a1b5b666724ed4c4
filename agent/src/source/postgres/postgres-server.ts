/**
 * A PostgreSQL server as its own tools show it: reached through psql, one short process for each question. Holds no connection between questions.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { z } from 'zod';

import type { PostgresSourceConfig } from '../../config/agent-config.ts';
import { ToolProcess, type ToolOptions } from '../tool/tool-process.ts';
import { connectionEnvironment, connectionString, serverName } from './connection-string.ts';
import { getTool, listTools, type PostgresTool } from './postgres-tools.ts';

/** A database as the server lists it. */
export interface PostgresDatabase {
  readonly name: string;
  /** False: nobody may connect (`datallowconn`), or it is what an interrupted DROP DATABASE has left. */
  readonly open: boolean;
}

const QUESTION_TIMEOUT_MS = 120_000;
/** Exit status of psql when there is no connection, or no longer. */
const PSQL_NO_CONNECTION = 2;
/** One of them takes questions that are not about a database. Both are there unless an administrator has dropped them. */
const commonDatabases = ['postgres', 'template1'] as const;

const versionRow = z.object({ number: z.string(), text: z.string() });
const databaseRow = z.object({ name: z.string(), open: z.boolean() });

export class PostgresServer {
  readonly config: PostgresSourceConfig;
  /** For messages. */
  readonly name: string;
  /** `server_version_num`: 150013. */
  readonly versionNumber: number;
  /** 15. */
  readonly major: number;
  /** `15.13`. */
  readonly version: string;
  /** Database that questions about the whole server are asked in. */
  readonly database: string;
  readonly #psql: string;
  readonly #signal: AbortSignal;

  private constructor(config: PostgresSourceConfig, psql: string, database: string, version: z.output<typeof versionRow>, signal: AbortSignal) {
    this.config = config;
    this.name = serverName(config);
    this.versionNumber = Number(version.number);
    this.major = Math.floor(this.versionNumber / 10_000);
    this.version = version.text;
    this.database = database;
    this.#psql = psql;
    this.#signal = signal;
  }

  /** Connects once, to see that it works. Throws TOOL_MISSING, DATABASE_UNREACHABLE with what the server or psql said, SOURCE_FAILED for a user that cannot be changed to. */
  static async connect(config: PostgresSourceConfig, signal: AbortSignal): Promise<PostgresServer> {
    const [psql] = await listTools('psql', config.binDirectory, signal);
    const file = psql?.file ?? 'psql';
    const named = config.databases === 'all' ? [] : config.databases.slice(0, 1);
    let refusal: unknown;
    for (const database of [...commonDatabases, ...named]) {
      try {
        const rows = await ask(psqlOptions(file, config, database, signal), z.array(versionRow), `select current_setting('server_version_num') as number, current_setting('server_version') as text`);
        const [version] = rows;
        if (version !== undefined) return new PostgresServer(config, file, database, version, signal);
      } catch (error) {
        if (!(error instanceof StillpointError) || error.code !== 'DATABASE_UNREACHABLE') throw error;
        // Whether it is the database or the server that refuses is told in the server's language: the first refusal is the one that counts when all refuse.
        refusal ??= error;
      }
    }
    throw refusal;
  }

  /** The same server, for what has to be done also when the work was stopped. */
  unstoppable(): PostgresServer {
    return new PostgresServer(this.config, this.#psql, this.database, { number: String(this.versionNumber), text: this.version }, new AbortController().signal);
  }

  /** All databases but template0, by name. */
  async databases(): Promise<readonly PostgresDatabase[]> {
    return this.query(databaseRow, `select datname as name, datallowconn and datconnlimit <> -2 as open from pg_database where datname <> 'template0' order by datname`);
  }

  /**
   * Rows of a SELECT (without a semicolon), which come as JSON and are checked against `row`. Throws DATABASE_UNREACHABLE, TOOL_FAILED with the server's message, TOOL_TIMEOUT.
   */
  async query<Row>(row: z.ZodType<Row>, select: string, database = this.database): Promise<Row[]> {
    return ask(this.psql(database), z.array(row), select);
  }

  /** Runs statements one after another, up to the first that fails. Throws as {@link query}. */
  async execute(statements: string, database = this.database): Promise<void> {
    await converse(this.psql(database), statements);
  }

  /** A psql that reads statements from its stdin, for whoever needs a session that stays open: rows without header, fields separated by `|`, ends at the first error. */
  psql(database = this.database, timeoutMs = QUESTION_TIMEOUT_MS): ToolOptions {
    return { ...psqlOptions(this.#psql, this.config, database, this.#signal), timeoutMs };
  }

  /** The tool `program` that fits this server. Throws TOOL_MISSING, TOOL_OUTDATED. */
  async tool(program: string): Promise<PostgresTool> {
    return getTool(program, this.major, this.config.binDirectory, this.#signal);
  }

  // A tool that is killed while the server lets it wait for a lock would stay in that queue, and hold the locks that it has already, until its turn comes.
  get #settings(): string | undefined {
    return this.major >= 14 ? '-c client_connection_check_interval=5000' : undefined;
  }

  /** How `tool` is run with `parameters` against `database`, with the source's time limit. */
  toolOptions(tool: PostgresTool, parameters: readonly string[], database: string): ToolOptions {
    const { runAs, timeoutMs } = this.config;
    const command = [tool.file, '--no-password', ...parameters, `--dbname=${connectionString(this.config, database, this.#settings)}`];
    return { command, timeoutMs, signal: this.#signal, runAs, environment: connectionEnvironment(this.config) };
  }
}

function psqlOptions(psql: string, config: PostgresSourceConfig, database: string, signal: AbortSignal): ToolOptions {
  const command = [psql, '--no-psqlrc', '--no-password', '--quiet', '--tuples-only', '--no-align', '--set=ON_ERROR_STOP=1', `--dbname=${connectionString(config, database)}`];
  return { command, timeoutMs: QUESTION_TIMEOUT_MS, signal, runAs: config.runAs, environment: { ...connectionEnvironment(config), PGCLIENTENCODING: 'UTF8' } };
}

async function ask<Rows>(options: ToolOptions, rows: z.ZodType<Rows>, select: string): Promise<Rows> {
  const answer = await converse(options, `select coalesce(json_agg(row_to_json(rows)), '[]') from (${select}) as rows;`);
  return rows.parse(JSON.parse(answer));
}

/** What psql printed for `statements`. */
async function converse(options: ToolOptions, statements: string): Promise<string> {
  await using psql = await ToolProcess.start(options, 'pipe', 'pipe');
  // Its exit status tells why it did not read.
  psql.stdin?.on('error', () => undefined);
  psql.stdin?.end(statements);
  const parts: Buffer[] = [];
  for await (const part of psql.stdout ?? []) parts.push(part as Buffer);
  const exit = await psql.exited;
  if (exit.status === PSQL_NO_CONNECTION) {
    throw new StillpointError('DATABASE_UNREACHABLE', exit.stderr.replace(/^psql: (?:error: )?/, ''), {
      hint: 'see that the server runs, and `host`, `port`, `user`, `run_as` and `password_file` or `service` of the source',
    });
  }
  await psql.succeeded();
  return Buffer.concat(parts).toString('utf8');
}
