/**
 * What a dump in custom format holds, told before any of it is loaded. Its table of contents stands first: the beginning of the stream is read until pg_restore understands it, and
 * given out again with the rest.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';

import { runTool, type ToolOptions } from '../../source/tool/tool-process.ts';

/** A dump that was looked into. */
export interface DumpContents {
  /** `15.13`: of the server that was dumped. */
  readonly serverVersion: string;
  readonly serverMajor: number;
  /** Roles that own something or are granted something, in order. */
  readonly roles: readonly string[];
  /** Schemas of what would be loaded. */
  readonly schemas: readonly string[];
  /** How many things would be made; 0 when a chosen table is not in it. */
  readonly items: number;
  /** CREATE DATABASE without its name: `WITH TEMPLATE = template0 …`. */
  readonly createOptions: string;
  /** What is set for the database itself: owner, settings, grants. */
  readonly databaseSettings: readonly DatabaseSetting[];
  /** The whole dump, from its first byte on; once. */
  readonly stream: AsyncIterable<Uint8Array>;
}

/** A statement about the database, with a place for its name. */
export interface DatabaseSetting {
  readonly before: string;
  readonly after: string;
  /** It names a role. */
  readonly ofRole: boolean;
}

const FIRST_LOOK_BYTES = 65_536;
/** A table of contents of some 200,000 objects. */
const LONGEST_LOOK_BYTES = 134_217_728;
const LOOK_TIMEOUT_MS = 300_000;
const SQL_BYTES = 268_435_456;

/** Looks into `dump` with `pgRestore` (its command line with what chooses a part of the dump; no `--dbname`). Throws TOOL_FAILED for what is no dump, TOOL_OUTDATED for one of a newer tool. */
export async function lookIntoDump(dump: AsyncIterable<Uint8Array>, pgRestore: ToolOptions): Promise<DumpContents> {
  const parts = dump[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  for (let wantedBytes = FIRST_LOOK_BYTES; ; wantedBytes *= 4) {
    const more: Uint8Array[] = [head];
    let bytes = head.length;
    let ended = false;
    while (bytes < wantedBytes && !ended) {
      const next = await parts.next();
      if (next.done === true) ended = true;
      else {
        more.push(Buffer.from(next.value));
        bytes += next.value.length;
      }
    }
    head = Buffer.concat(more);
    const sql = await schemaOf(head, pgRestore, ended || bytes >= LONGEST_LOOK_BYTES);
    if (sql !== undefined) return { ...readSchema(sql), stream: continued(head, parts) };
  }
}

/** Undefined when the table of contents goes on behind `head`. */
async function schemaOf(head: Buffer, pgRestore: ToolOptions, last: boolean): Promise<string | undefined> {
  try {
    const command = [...pgRestore.command, '--schema-only', '--create', '--file=-'];
    return (await runTool({ ...pgRestore, command, timeoutMs: LOOK_TIMEOUT_MS }, head, SQL_BYTES)).stdout;
  } catch (error) {
    if (!(error instanceof StillpointError) || error.code !== 'TOOL_FAILED') throw error;
    if (!last && error.message.includes('end of file')) return undefined;
    if (!error.message.includes('unsupported version')) throw error;
    throw new StillpointError('TOOL_OUTDATED', `the dump was written by a newer pg_dump than this pg_restore can read: ${error.message}`, { hint: 'install newer client tools, or name their folder with `bin_dir` in agent.toml', cause: error });
  }
}

async function* continued(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> {
  try {
    yield head;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

const itemLine = /^-- Name: (.*); Type: ([A-Z ]+); Schema: (.*?); Owner: (.*?)(?:; Tablespace: .*)?$/;
const identifier = String.raw`(?:"(?:[^"]|"")+"|[^\s";,]+)`;
const grantLine = new RegExp(String.raw`^(?:ALTER DEFAULT PRIVILEGES FOR ROLE (${identifier}) .*)?(?:GRANT|REVOKE) .* (?:TO|FROM) (${identifier})(?: WITH GRANT OPTION)?(?: GRANTED BY .*)?;$`);
const createLine = new RegExp(String.raw`^CREATE DATABASE ${identifier} (WITH .*);$`);
const settingLine = new RegExp(String.raw`^(ALTER DATABASE |COMMENT ON DATABASE |ALTER ROLE ${identifier} IN DATABASE |(?:GRANT|REVOKE) .* ON DATABASE )${identifier}( .*;)$`);

function readSchema(sql: string): Omit<DumpContents, 'stream'> {
  const roles: (string | undefined)[] = [];
  const schemas: (string | undefined)[] = [];
  const databaseSettings: DatabaseSetting[] = [];
  let items = 0;
  let createOptions: string | undefined;
  let ofDatabase = false;
  for (const line of sql.split('\n')) {
    const [item, name = '', type = '', schema, owner] = itemLine.exec(line) ?? [];
    if (item !== undefined) {
      ofDatabase = type.startsWith('DATABASE') || (schema === '-' && name.startsWith('DATABASE '));
      roles.push(owner);
      if (ofDatabase) continue;
      schemas.push(schema);
      items++;
    }
    const [granted, grantor = '', grantee = ''] = grantLine.exec(line) ?? [];
    if (granted !== undefined) roles.push(plainName(grantor), plainName(grantee));
    if (!ofDatabase) continue;
    createOptions ??= createLine.exec(line)?.[1];
    const [setting, before, after] = settingLine.exec(line) ?? [];
    if (setting !== undefined && before !== undefined && after !== undefined) databaseSettings.push({ before, after, ofRole: !/^ (?:SET|IS|CONNECTION LIMIT) /.test(after) || before.startsWith('ALTER ROLE') });
  }
  const serverVersion = /^-- Dumped from database version (\S+)/m.exec(sql)?.[1] ?? '';
  return {
    serverVersion,
    serverMajor: Number.parseInt(serverVersion, 10),
    roles: distinct(roles),
    schemas: distinct(schemas),
    items,
    createOptions: createOptions ?? 'WITH TEMPLATE = template0',
    databaseSettings,
  };
}

/** pg_dump writes `-` where there is none, and PUBLIC is nobody. */
function distinct(names: readonly (string | undefined)[]): string[] {
  return [...new Set(names.filter((name) => name !== undefined && name !== '' && name !== '-' && name !== 'PUBLIC' && name !== 'CURRENT_USER'))].filter((name) => name !== undefined).sort();
}

function plainName(quoted: string): string {
  return quoted.startsWith('"') ? quoted.slice(1, -1).replaceAll('""', '"') : quoted;
}
