/**
 * Versions of files: one row for each version of a path, with the first and the last snapshot that has it; `last` is NULL while the plan's newest indexed
 * snapshot has it. Snapshots of a plan are indexed one after another, oldest first. Writes belong into a transaction of the caller.
 */
import type Database from 'better-sqlite3';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { IndexState, type SnapshotRow, type SnapshotTables } from './snapshot-tables.ts';
import type { VersionColumns } from './version-columns.ts';

/** The tables of trees, directories and versions. */
export class VersionTables {
  readonly #snapshots: SnapshotTables;
  readonly #findTree: Database.Statement<[Uint8Array, string, string], number>;
  readonly #addTree: Database.Statement<[Uint8Array, string, string]>;
  readonly #findDirectory: Database.Statement<[number, string], number>;
  readonly #addDirectory: Database.Statement<[number, string]>;
  readonly #end: Database.Statement<[number, number, string, number]>;
  readonly #drop: Database.Statement<[number, string, number]>;
  readonly #begin: Database.Statement<[number, string, number, number, number, number, number]>;
  readonly #deleteOnly: Database.Statement<[number, number]>;
  readonly #deleteFirst: Database.Statement<[number]>;
  readonly #moveFirst: Database.Statement<[number, number]>;
  readonly #moveLast: Database.Statement<[number, number]>;
  readonly #reopen: Database.Statement<[number]>;
  readonly #deleteDirectories: Database.Statement<[Uint8Array, string]>;
  readonly #deleteTrees: Database.Statement<[Uint8Array, string]>;

  constructor(database: Database.Database, snapshots: SnapshotTables) {
    this.#snapshots = snapshots;
    this.#findTree = database.prepare<[Uint8Array, string, string], number>('SELECT number FROM trees WHERE agent = ? AND plan = ? AND archive = ?').pluck();
    this.#addTree = database.prepare('INSERT INTO trees (agent, plan, archive) VALUES (?, ?, ?)');
    this.#findDirectory = database.prepare<[number, string], number>('SELECT number FROM directories WHERE tree = ? AND path = ?').pluck();
    this.#addDirectory = database.prepare('INSERT INTO directories (tree, path) VALUES (?, ?)');
    this.#end = database.prepare('UPDATE versions SET last = ? WHERE directory = ? AND name = ? AND last IS NULL AND first <> ?');
    this.#drop = database.prepare('DELETE FROM versions WHERE directory = ? AND name = ? AND first = ?');
    this.#begin = database.prepare(
      `INSERT OR REPLACE INTO versions (directory, name, first, last, type, size, mtime_seconds, mtime_nanoseconds) VALUES (?, ?, ?, NULL, ?, ?, ?, ?)`,
    );
    this.#deleteOnly = database.prepare('DELETE FROM versions WHERE first = ? AND last = ?');
    this.#deleteFirst = database.prepare('DELETE FROM versions WHERE first = ?');
    this.#moveFirst = database.prepare('UPDATE versions SET first = ? WHERE first = ?');
    this.#moveLast = database.prepare('UPDATE versions SET last = ? WHERE last = ?');
    this.#reopen = database.prepare('UPDATE versions SET last = NULL WHERE last = ?');
    this.#deleteDirectories = database.prepare('DELETE FROM directories WHERE tree IN (SELECT number FROM trees WHERE agent = ? AND plan = ?)');
    this.#deleteTrees = database.prepare('DELETE FROM trees WHERE agent = ? AND plan = ?');
  }

  /** True when all older snapshots of the plan are indexed and no later one is, so that the changes of `row` may be applied. */
  isInTurn(row: SnapshotRow): boolean {
    return isInTurn(row, this.#snapshots.siblings(row));
  }

  /**
   * Applies changes of `row` against the snapshot of its plan before it. The same changes again change nothing. INTERNAL when an older snapshot of the plan
   * is not indexed, or a later one is.
   */
  apply(row: SnapshotRow, columns: VersionColumns, done: boolean): void {
    const siblings = this.#snapshots.siblings(row);
    if (!isInTurn(row, siblings)) {
      throw new StillpointError('INTERNAL', `versions of snapshot ${row.id.toString('hex')} come out of turn: snapshots of a plan are indexed oldest first`);
    }
    const previous = siblings[siblings.findIndex((sibling) => sibling.number === row.number) - 1];
    if (columns.type.length > 0) this.#applyChanges(row, previous, columns);
    this.#snapshots.setState(row.number, done ? IndexState.done : IndexState.begun);
  }

  /** Makes the versions what they would be had `row` never been; then removes its row. */
  remove(row: SnapshotRow): void {
    const siblings = this.#snapshots.siblings(row);
    const at = siblings.findIndex((sibling) => sibling.number === row.number);
    const previous = siblings[at - 1];
    const next = siblings[at + 1];
    if (next === undefined || next.state === IndexState.none) {
      // Nothing was built upon it: its changes are taken back.
      this.#takeBack(row, previous);
    } else {
      this.#deleteOnly.run(row.number, row.number);
      this.#moveFirst.run(next.number, row.number);
      // A version that began before ends before; without an older snapshot there is none.
      if (previous !== undefined) this.#moveLast.run(previous.number, row.number);
    }
    this.#snapshots.delete(row.number);
    if (siblings.length === 1) {
      this.#deleteDirectories.run(row.agent, row.plan);
      this.#deleteTrees.run(row.agent, row.plan);
    }
  }

  /** Takes back the versions of `row` and of all later snapshots of its plan, which then wait to be indexed again. */
  rewind(row: SnapshotRow): void {
    const siblings = this.#snapshots.siblings(row);
    const at = siblings.findIndex((sibling) => sibling.number === row.number);
    for (let index = siblings.length - 1; index >= at; index--) {
      const sibling = siblings[index]!;
      if (sibling.state !== IndexState.none) this.#takeBack(sibling, lastIndexedBefore(siblings, index));
      this.#snapshots.setState(sibling.number, IndexState.none);
    }
  }

  #takeBack(row: SnapshotRow, previous: SnapshotRow | undefined): void {
    if (row.state === IndexState.none) return;
    this.#deleteFirst.run(row.number);
    if (previous !== undefined) this.#reopen.run(previous.number);
  }

  #applyChanges(row: SnapshotRow, previous: SnapshotRow | undefined, columns: VersionColumns): void {
    const trees = columns.archives.map((archive) => {
      const number = this.#findTree.get(row.agent, row.plan, archive);
      return { number: number ?? Number(this.#addTree.run(row.agent, row.plan, archive).lastInsertRowid), isNew: number === undefined };
    });
    // Changes come directory by directory, so the last one is mostly the one wanted.
    let known: { readonly tree: number; readonly path: string; readonly number: number } | undefined;
    let start = 0;
    for (let at = 0; at < columns.type.length; at++) {
      let end = columns.paths.indexOf('\0', start);
      if (end < 0) end = columns.paths.length;
      const path = columns.paths.slice(start, end);
      start = end + 1;
      const slash = path.lastIndexOf('/');
      if (slash < 0) throw new StillpointError('INTERNAL', `version of "${path}", which is no absolute path`);
      const directoryPath = path.slice(0, slash);
      const name = path.slice(slash + 1);
      const tree = trees[columns.archive[at]!]!;
      if (known?.path !== directoryPath || known.tree !== tree.number) {
        known = { tree: tree.number, path: directoryPath, number: this.#directory(tree.number, directoryPath) };
      }
      if (previous !== undefined) this.#end.run(previous.number, known.number, name, row.number);
      const type = columns.type[at]!;
      if (type === 0) this.#drop.run(known.number, name, row.number);
      else this.#begin.run(known.number, name, row.number, type, columns.size[at]!, columns.mtimeSeconds[at]!, columns.mtimeNanoseconds[at]!);
    }
  }

  #directory(tree: number, path: string): number {
    return this.#findDirectory.get(tree, path) ?? Number(this.#addDirectory.run(tree, path).lastInsertRowid);
  }
}

function lastIndexedBefore(siblings: readonly SnapshotRow[], index: number): SnapshotRow | undefined {
  for (let at = index - 1; at >= 0; at--) if (siblings[at]!.state !== IndexState.none) return siblings[at];
  return undefined;
}

function isInTurn(row: SnapshotRow, siblings: readonly SnapshotRow[]): boolean {
  const at = siblings.findIndex((sibling) => sibling.number === row.number);
  return siblings.every((sibling, index) => index === at || sibling.state === (index < at ? IndexState.done : IndexState.none));
}
