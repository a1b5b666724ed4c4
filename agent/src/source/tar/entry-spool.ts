/**
 * Entries of a tree that come in any order, kept on disk until all are there, since a directory's node needs its entries in order of their names. Holds metadata only, some 250 bytes an
 * entry; what memory it takes does not depend on how many there are.
 */
import { rmSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

import { decodeDirectoryNode, DirectoryNodeWriter } from '@stillpoint/proto/format/directory-node.ts';
import type { Entry } from '@stillpoint/proto/format/entry.ts';

/** An entry with where it lies: the names of the directories above it and its own, latin1 strings; none for the root directory. */
export interface PlacedEntry {
  readonly names: readonly string[];
  readonly entry: Entry;
}

// Sorts below every byte of a name, so that a directory comes right before what is in it: `a`, `a/b`, `a.b`.
const SEPARATOR = '\0';
const CACHE_KIB = 4096;

export class EntrySpool implements Disposable {
  readonly #database: DatabaseSync;
  readonly #file: string;
  readonly #put: StatementSync;
  readonly #get: StatementSync;
  readonly #writer = new DirectoryNodeWriter();

  /** `file`: written anew, and removed when it is closed. */
  constructor(file: string) {
    rmSync(file, { force: true });
    this.#file = file;
    this.#database = new DatabaseSync(file);
    // Nobody reads it again after a crash.
    this.#database.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -${CACHE_KIB};
      CREATE TABLE entries (place BLOB PRIMARY KEY, node BLOB NOT NULL) WITHOUT ROWID; BEGIN`);
    this.#put = this.#database.prepare('INSERT INTO entries VALUES (?, ?) ON CONFLICT (place) DO UPDATE SET node = excluded.node');
    this.#get = this.#database.prepare('SELECT node FROM entries WHERE place = ?');
  }

  /** Keeps an entry, in place of an earlier one of the same place. */
  put({ names, entry }: PlacedEntry): void {
    this.#writer.add(entry);
    this.#put.run(placeOf(names), this.#writer.finish());
  }

  /** The entry that was kept last for a place. */
  find(names: readonly string[]): Entry | undefined {
    const row = this.#get.get(placeOf(names));
    return row === undefined ? undefined : entryOf(row['node']);
  }

  /** All entries: a directory before what is in it, names in byte order. */
  *list(): Iterable<PlacedEntry> {
    for (const row of this.#database.prepare('SELECT place, node FROM entries ORDER BY place').iterate()) {
      const place = Buffer.from(row['place'] as Uint8Array).toString('latin1');
      yield { names: place === '' ? [] : place.split(SEPARATOR), entry: entryOf(row['node']) };
    }
  }

  [Symbol.dispose](): void {
    this.#database.close();
    rmSync(this.#file, { force: true });
  }
}

function placeOf(names: readonly string[]): Buffer {
  return Buffer.from(names.join(SEPARATOR), 'latin1');
}

function entryOf(node: unknown): Entry {
  const [entry] = decodeDirectoryNode(node as Uint8Array);
  if (entry === undefined) throw new Error('a kept entry is empty');
  return entry;
}
