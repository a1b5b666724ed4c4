/**
 * Searching versions, a page at a time. Each page is a few short statements from where the last one ended, so that a listing that nobody reads on holds
 * nothing, and other questions come in between.
 */
import type Database from 'better-sqlite3';

import type { VersionQuery } from './catalog.ts';
import { IndexState, type SnapshotRow, type SnapshotTables } from './snapshot-tables.ts';
import { VersionMatcher } from './version-matcher.ts';

const pageVersions = 500;
// A page ends after this time even without a match, so that other questions do not wait for a long search.
const pageMs = 40;
const directoriesAtOnce = 256;

/** Where a search goes on: the trees that are left, and how far the first of them was searched. */
export interface SearchCursor {
  readonly trees: readonly number[];
  readonly directory: string | undefined;
  /** Undefined when the directory was searched to its end. */
  readonly name: string | undefined;
}

/** A version as found; paths are latin1 strings, ids hexadecimal. */
export interface FoundVersion {
  readonly agentId: string;
  readonly agentName: string;
  readonly plan: string;
  readonly archive: string;
  readonly path: string;
  readonly type: number;
  readonly size: number;
  readonly mtimeSeconds: number;
  readonly mtimeNanoseconds: number;
  readonly firstSnapshot: string;
  readonly firstTimeMs: number;
  readonly lastSnapshot: string;
  readonly lastTimeMs: number;
  readonly living: boolean;
}

/** Versions found, and where to go on; no cursor at the end. */
export interface SearchPage {
  readonly versions: readonly FoundVersion[];
  readonly cursor: SearchCursor | undefined;
}

interface TreeRow {
  readonly number: number;
  readonly agent: Buffer;
  readonly plan: string;
  readonly archive: string;
  readonly agent_name: string | null;
}

type VersionRow = readonly [name: string, first: number, last: number | null, type: number, size: number, seconds: number, nanoseconds: number];

const versionColumns = 'name, first, last, type, size, mtime_seconds, mtime_nanoseconds';
const treeText = `SELECT t.number, t.agent, t.plan, t.archive, coalesce(
    (SELECT a.name FROM agents a WHERE a.id = t.agent),
    (SELECT s.agent_name FROM snapshots s WHERE s.agent = t.agent ORDER BY s.plan, s.sequence DESC LIMIT 1)) AS agent_name FROM trees t`;

/** Answers {@link VersionQuery}. */
export class VersionSearch {
  readonly #database: Database.Database;
  readonly #snapshots: SnapshotTables;
  readonly #trees: Database.Statement<[], TreeRow>;
  readonly #tree: Database.Statement<[number], TreeRow>;
  readonly #directories: Database.Statement<[number, string, string, number], readonly [number: number, path: string]>;

  constructor(database: Database.Database, snapshots: SnapshotTables) {
    this.#database = database;
    this.#snapshots = snapshots;
    this.#trees = database.prepare(`${treeText} ORDER BY agent_name, t.agent, t.plan, t.archive`);
    this.#tree = database.prepare(`${treeText} WHERE t.number = ?`);
    this.#directories = database
      .prepare<[number, string, string, number], readonly [number, string]>(
        'SELECT number, path FROM directories WHERE tree = ? AND path >= ? AND path < ? ORDER BY path LIMIT ?',
      )
      .raw();
  }

  /** The next page: without a cursor the first. Ordered by agent name, plan, archive, directory, name and time. */
  page(query: VersionQuery, cursor: SearchCursor | undefined): SearchPage {
    const matcher = new VersionMatcher(query.pattern, query.ignoreCase);
    const page = new PageBuilder(performance.now() + pageMs);
    let { trees, directory, name } = cursor ?? { trees: this.#treesOf(query.agentId), directory: undefined, name: undefined };
    for (;;) {
      const [number, ...rest] = trees;
      if (number === undefined) return { versions: page.versions, cursor: undefined };
      const tree = this.#tree.get(number);
      if (tree !== undefined) {
        const stop = this.#searchTree(tree, query, matcher, page, directory, name);
        if (stop !== undefined) return { versions: page.versions, cursor: { trees, ...stop } };
      }
      trees = rest;
      directory = undefined;
      name = undefined;
    }
  }

  #treesOf(agentId: string | undefined): number[] {
    const trees = this.#trees.all();
    return trees.filter((tree) => agentId === undefined || tree.agent.toString('hex') === agentId).map((tree) => tree.number);
  }

  // Answers where it stopped when the page is full; undefined at the end of the tree.
  #searchTree(
    tree: TreeRow,
    query: VersionQuery,
    matcher: VersionMatcher,
    page: PageBuilder,
    fromDirectory: string | undefined,
    fromName: string | undefined,
  ): Omit<SearchCursor, 'trees'> | undefined {
    const details = new VersionDetails(tree, this.#snapshots);
    // '0' follows '/': everything below the top lies before it. U+10FFFF follows every path.
    const end = matcher.top === '' ? '\u{10FFFF}' : `${matcher.top}0`;
    const select = this.#selection(matcher);
    let from = fromDirectory ?? matcher.top;
    // The first directory was searched to its end unless a name says where to go on.
    let isDone = fromDirectory !== undefined && fromName === undefined;
    let after = fromName ?? '';
    let includesEmptyName = fromName === undefined;
    for (;;) {
      const directories = this.#directories.all(tree.number, from, end, directoriesAtOnce);
      for (const [number, path] of directories) {
        if (isDone && path === from) continue;
        if (matcher.enter(path)) {
          const stopped = this.#searchDirectory(select(number, after, includesEmptyName), path, query, matcher, page, details);
          if (stopped !== undefined) return { directory: path, name: stopped };
        }
        after = '';
        includesEmptyName = true;
        if (page.isFull()) return { directory: path, name: undefined };
      }
      const last = directories.at(-1);
      if (directories.length < directoriesAtOnce || last === undefined) return undefined;
      from = last[1];
      isDone = true;
    }
  }

  // Answers the last name that was looked at when the page is full.
  #searchDirectory(
    rows: Iterable<VersionRow>,
    directory: string,
    query: VersionQuery,
    matcher: VersionMatcher,
    page: PageBuilder,
    details: VersionDetails,
  ): string | undefined {
    let group: VersionRow[] = [];
    let name: string | undefined;
    const finish = (): void => {
      const matches = group.length > 0 && !(query.deletedOnly && group.some((row) => row[2] === null));
      if (matches) page.add(details.describe(`${directory}/${name ?? ''}`, group));
      group = [];
    };
    let looked = 0;
    for (const row of rows) {
      if (row[0] !== name) {
        finish();
        if (name !== undefined && ++looked % 64 === 0 && page.isFull()) return name;
        if (name !== undefined && page.versions.length >= pageVersions) return name;
        name = row[0];
        if (!matcher.matches(name)) continue;
        group.push(row);
      } else if (group.length > 0) {
        group.push(row);
      }
    }
    finish();
    return undefined;
  }

  #selection(matcher: VersionMatcher): (directory: number, after: string, includesEmptyName: boolean) => Iterable<VersionRow> {
    const wanted = matcher.literalName ?? matcher.nameGlob;
    let filter = '';
    if (matcher.literalName !== undefined) filter = 'AND name = ?';
    else if (matcher.nameGlob !== undefined) filter = matcher.ignoreCase ? 'AND lower(name) GLOB ?' : 'AND name GLOB ?';
    const order = 'ORDER BY name, first';
    const all = this.#database.prepare<unknown[], VersionRow>(`SELECT ${versionColumns} FROM versions WHERE directory = ? ${filter} ${order}`).raw();
    const rest = this.#database.prepare<unknown[], VersionRow>(`SELECT ${versionColumns} FROM versions WHERE directory = ? AND name > ? ${filter} ${order}`).raw();
    const values = wanted === undefined ? [] : [wanted];
    return (directory, after, includesEmptyName) => (includesEmptyName ? all.iterate(directory, ...values) : rest.iterate(directory, after, ...values));
  }
}

class PageBuilder {
  readonly versions: FoundVersion[] = [];
  readonly #deadline: number;

  constructor(deadline: number) {
    this.#deadline = deadline;
  }

  add(versions: readonly FoundVersion[]): void {
    this.versions.push(...versions);
  }

  isFull(): boolean {
    return this.versions.length >= pageVersions || performance.now() > this.#deadline;
  }
}

/** Fills in what the rows of one tree only number. */
class VersionDetails {
  readonly #tree: TreeRow;
  readonly #snapshots: SnapshotTables;
  readonly #byNumber = new Map<number, SnapshotRow | undefined>();
  #newest: SnapshotRow | undefined;

  constructor(tree: TreeRow, snapshots: SnapshotTables) {
    this.#tree = tree;
    this.#snapshots = snapshots;
  }

  describe(path: string, rows: readonly VersionRow[]): FoundVersion[] {
    const versions = rows.map((row) => this.#describe(path, row));
    return versions.sort((left, right) => left.firstTimeMs - right.firstTimeMs);
  }

  #describe(path: string, [, firstNumber, lastNumber, type, size, mtimeSeconds, mtimeNanoseconds]: VersionRow): FoundVersion {
    const first = this.#snapshot(firstNumber);
    const last = lastNumber === null ? this.#newestSince(first) : this.#snapshot(lastNumber);
    return {
      agentId: this.#tree.agent.toString('hex'),
      agentName: this.#tree.agent_name ?? '',
      plan: this.#tree.plan,
      archive: this.#tree.archive,
      path,
      type,
      size,
      mtimeSeconds,
      mtimeNanoseconds,
      firstSnapshot: first?.id.toString('hex') ?? '',
      firstTimeMs: first?.time_ms ?? 0,
      lastSnapshot: last?.id.toString('hex') ?? '',
      lastTimeMs: last?.time_ms ?? 0,
      living: lastNumber === null,
    };
  }

  #snapshot(number: number): SnapshotRow | undefined {
    if (!this.#byNumber.has(number)) this.#byNumber.set(number, this.#snapshots.byNumber(number));
    return this.#byNumber.get(number);
  }

  // What lives is in the newest snapshot whose versions are all indexed, or in the one that is just being indexed, when it began there.
  #newestSince(first: SnapshotRow | undefined): SnapshotRow | undefined {
    this.#newest ??= this.#snapshots.siblings(this.#tree).findLast((row) => row.state === IndexState.done);
    if (first === undefined || this.#newest === undefined) return first;
    return this.#newest.sequence >= first.sequence ? this.#newest : first;
  }
}
