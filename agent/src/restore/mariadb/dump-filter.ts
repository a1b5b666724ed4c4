/**
 * What of a dump by mariadb-dump or mysqldump is loaded: everything, one table, or no rows. Works on the bytes as they pass, line by line, and keeps none of them: a line may be
 * longer than memory. Line breaks in data are escaped in a dump, so a line that begins like a heading is one, except within the body of a routine.
 */
import { byteStringFromText } from '@stillpoint/proto/text/byte-string.ts';

/** What to let through. */
export interface DumpFilterOptions {
  /** Name of the database that it is loaded into: the few lines that name the dumped one are changed. */
  readonly database: string;
  /** Only this table or view, with its triggers. */
  readonly table: string | undefined;
  readonly schemaOnly: boolean;
  /** Views, triggers, routines and events belong to whoever loads them. */
  readonly noOwner: boolean;
}

/** What stands in place of the first `bytes` bytes of a line. */
interface Replaced {
  readonly bytes: number;
  readonly text: string;
}

/** How much of a line decides about it. */
const LINE_HEAD_BYTES = 2048;
/** The definition of a view is looked at as a whole. */
const VIEW_BYTES = 1_048_576;
const NEWLINE = 0x0a;
/** `(`: a line with a row. */
const ROW = 0x28;

const heading = /^-- (Table structure for table|Sequence structure for|Dumping data for table|Temporary (?:table|view) structure for view|Final view structure for view|Dumping events for database|Dumping routines for database) (`(?:[^`]|``)*`|'.*')/;
/** Settings that were saved at the beginning are put back. */
const footer = '/*!40103 SET TIME_ZONE=@OLD_TIME_ZONE */;';
const hostLine = /^-- Host: .* {4}Database: (.*)$/;
/** Names its database in each column when the account that it belongs to is gone. */
const viewLine = '/*!50001 VIEW ';
const databaseLine = /^ALTER DATABASE `(?:[^`]|``)*` (CHARACTER SET \S+ COLLATE \S+ ;;?)$/;
const definer = /^((?:CREATE |\/\*!\d+ (?:CREATE\*\/ \/\*!\d+ )?))DEFINER=(`(?:[^`]|``)*`@`(?:[^`]|``)*`)/;

export class DumpFilter {
  /** Accounts that views, triggers, routines and events belong to, as `name`@`host`. */
  readonly definers = new Set<string>();
  /** True once something of the chosen table was seen; always true without one. */
  found: boolean;
  readonly #database: string;
  /** The database that was dumped, once its name has passed. */
  #dumped: string | undefined;
  readonly #table: string | undefined;
  readonly #schemaOnly: boolean;
  readonly #noOwner: boolean;
  #rest = Buffer.alloc(0);
  #inLine = false;
  #keep = true;
  /** Of the section that a heading began. */
  #wanted = true;
  #rows = false;
  #inBody = false;

  constructor({ database, table, schemaOnly, noOwner }: DumpFilterOptions) {
    this.#database = byteStringFromText(`\`${database.replaceAll('`', '``')}\``);
    this.#table = table === undefined ? undefined : byteStringFromText(`\`${table.replaceAll('`', '``')}\``);
    this.#schemaOnly = schemaOnly;
    this.#noOwner = noOwner;
    this.found = table === undefined;
  }

  /** The dump with what is left out left out. */
  async *apply(dump: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const part of dump) yield* this.#pass(Buffer.from(part.buffer, part.byteOffset, part.byteLength), false);
    yield* this.#pass(Buffer.alloc(0), true);
  }

  *#pass(part: Buffer, last: boolean): Generator<Uint8Array> {
    const data = this.#rest.length === 0 ? part : Buffer.concat([this.#rest, part]);
    let at = 0;
    // What is kept in one piece is given on in one piece.
    let keptFrom = 0;
    const flush = function* (to: number): Generator<Uint8Array> {
      if (to > keptFrom) yield data.subarray(keptFrom, to);
    };
    while (at < data.length) {
      const end = data.indexOf(NEWLINE, at);
      if (!this.#inLine) {
        if (end < 0 && data.length - at < headBytes(data, at) && !last) break;
        const kept = this.#keep;
        const changed = this.#begin(data, at, end < 0 ? data.length : end);
        if (kept && (!this.#keep || changed !== undefined)) yield* flush(at);
        if (!kept || changed !== undefined) keptFrom = at;
        if (changed !== undefined) {
          yield Buffer.from(changed.text, 'latin1');
          keptFrom = at + changed.bytes;
        }
      }
      this.#inLine = end < 0;
      at = end < 0 ? data.length : end + 1;
    }
    if (this.#keep) yield* flush(at);
    this.#rest = Buffer.from(data.subarray(at));
  }

  /** Decides about the line between `start` and `end`; gives what stands in place of its beginning when that is changed. */
  #begin(data: Buffer, start: number, end: number): Replaced | undefined {
    // Nearly all lines of a dump are rows.
    if (data[start] === ROW && this.#rows && !this.#inBody) return undefined;
    const line = data.toString('latin1', start, Math.min(end, start + headBytes(data, start)));
    if (this.#inBody) this.#inBody = line !== 'DELIMITER ;';
    else if (line.startsWith('DELIMITER ')) this.#inBody = line !== 'DELIMITER ;';
    else if (line.startsWith('-- ')) this.#enter(line);
    else if (line === footer) this.#wanted = true;
    else if (line === 'UNLOCK TABLES;' && this.#rows) {
      // Triggers follow the rows.
      this.#keep = this.#wanted && !this.#schemaOnly;
      this.#rows = false;
      return undefined;
    }
    this.#keep = this.#wanted && !(this.#rows && this.#schemaOnly);
    return this.#keep ? this.#replaced(line) : undefined;
  }

  #replaced(line: string): Replaced | undefined {
    const [, setting] = databaseLine.exec(line) ?? [];
    if (setting !== undefined) return { bytes: line.length, text: `ALTER DATABASE ${this.#database} ${setting}` };
    if (this.#dumped !== undefined && this.#dumped !== this.#database && line.startsWith(viewLine)) {
      return { bytes: line.length, text: line.replaceAll(`${this.#dumped}.\``, `${this.#database}.\``) };
    }
    const [named, before = '', account] = definer.exec(line) ?? [];
    if (named === undefined || account === undefined) return undefined;
    if (this.#noOwner) return { bytes: named.length, text: before };
    this.definers.add(account);
    return undefined;
  }

  #enter(line: string): void {
    const [, dumped] = this.#dumped === undefined ? (hostLine.exec(line) ?? []) : [];
    if (dumped !== undefined) this.#dumped = `\`${dumped.replaceAll('`', '``')}\``;
    const [, kind, name] = heading.exec(line) ?? [];
    if (kind === undefined) return;
    this.#rows = kind === 'Dumping data for table';
    this.#wanted = this.#table === undefined || name === this.#table;
    if (this.#wanted) this.found = true;
  }
}

/** How much of the line at `at` decides about it. */
function headBytes(data: Buffer, at: number): number {
  return data[at] !== ROW && data.toString('latin1', at, at + viewLine.length) === viewLine ? VIEW_BYTES : LINE_HEAD_BYTES;
}
