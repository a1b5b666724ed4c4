/**
 * Numbers of the catalog as a whole: counters that must survive, and sums that would take a scan of millions of rows.
 */
import type Database from 'better-sqlite3';

/** Names of the numbers. */
export type MetaKey = 'next_chunk' | 'chunks' | 'unique_bytes' | 'last_decision' | 'time_mark' | 'served_ms' | `quota:${string}`;

/** The table `meta`. */
export class MetaTable {
  readonly #get: Database.Statement<[MetaKey], number>;
  readonly #set: Database.Statement<[MetaKey, number]>;
  readonly #add: Database.Statement<[MetaKey, number]>;

  constructor(database: Database.Database) {
    this.#get = database.prepare<[MetaKey], number>('SELECT value FROM meta WHERE key = ?').pluck();
    this.#set = database.prepare('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value');
    this.#add = database.prepare('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = value + excluded.value');
  }

  get(key: MetaKey): number {
    return this.#get.get(key) ?? 0;
  }

  set(key: MetaKey, value: number): void {
    this.#set.run(key, value);
  }

  add(key: MetaKey, value: number): void {
    this.#add.run(key, value);
  }
}
