/**
 * Brings the tables of an older catalog to those of this release. The catalog could be made anew instead, but that reads the footers of all packs and every tree, and loses
 * what only the catalog knows: when agents were seen, and how runs went.
 */
import { chmodSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import type Database from 'better-sqlite3';

import { schemaVersion } from './schema.ts';

/**
 * What makes tables of the version that is the key into those of the next one. Whoever raises `schemaVersion` adds a step; never change one. Columns that are added here
 * come last in their table, so statements name the columns that they mean.
 */
const steps: ReadonlyMap<number, string> = new Map([
  [2, `ALTER TABLE agents ADD COLUMN restore TEXT NOT NULL DEFAULT 'on';`],
  [
    3,
    // As if every upload had been broken off at the start of the time served: garbage waits for a day once more.
    `ALTER TABLE packs ADD COLUMN condemned INTEGER NOT NULL DEFAULT 0;
     ALTER TABLE uploads ADD COLUMN committed INTEGER NOT NULL DEFAULT 0;
     ALTER TABLE uploads ADD COLUMN served_ms INTEGER NOT NULL DEFAULT 0;
     CREATE TABLE policies (number INTEGER PRIMARY KEY, agent BLOB NOT NULL, plan TEXT NOT NULL, since_ms INTEGER NOT NULL, policy BLOB);
     CREATE TABLE pins (snapshot BLOB PRIMARY KEY, reason TEXT NOT NULL, pinned_ms INTEGER NOT NULL, actor TEXT NOT NULL) WITHOUT ROWID;
     CREATE TABLE deletions (
       snapshot BLOB PRIMARY KEY, agent BLOB NOT NULL, agent_name TEXT NOT NULL, plan TEXT NOT NULL, sequence INTEGER NOT NULL, snapshot_time_ms INTEGER NOT NULL,
       deleted_ms INTEGER NOT NULL, gone_ms INTEGER NOT NULL, actor TEXT NOT NULL
     ) WITHOUT ROWID;`,
  ],
  [
    4,
    `CREATE TABLE schedules (agent BLOB NOT NULL, plan TEXT NOT NULL, since_ms INTEGER NOT NULL, settings BLOB NOT NULL, PRIMARY KEY (agent, plan)) WITHOUT ROWID;
     CREATE TABLE runs (
       agent BLOB NOT NULL, id BLOB NOT NULL, plan TEXT NOT NULL, time_ms INTEGER NOT NULL, going INTEGER NOT NULL, record BLOB NOT NULL, PRIMARY KEY (agent, id)
     ) WITHOUT ROWID;
     CREATE INDEX runs_by_time ON runs (agent, time_ms);`,
  ],
  // Some of version 5 had it already.
  [5, `CREATE TABLE IF NOT EXISTS plan_lists (agent BLOB PRIMARY KEY, list BLOB NOT NULL) WITHOUT ROWID;`],
  [6, `ALTER TABLE tokens ADD COLUMN networks TEXT NOT NULL DEFAULT '[]'; ALTER TABLE tokens ADD COLUMN labels TEXT NOT NULL DEFAULT '{}';`],
  [7, `ALTER TABLE tokens ADD COLUMN snapshot BLOB NOT NULL DEFAULT x'';`],
  [
    8,
    `CREATE TABLE central_plans (
       target_key TEXT NOT NULL, plan TEXT NOT NULL, target BLOB NOT NULL, revision INTEGER NOT NULL, since_ms INTEGER NOT NULL, actor TEXT NOT NULL,
       definition TEXT NOT NULL, PRIMARY KEY (target_key, plan)
     ) WITHOUT ROWID;`,
  ],
  [
    9,
    `CREATE TABLE agent_bytes (agent BLOB PRIMARY KEY, bytes INTEGER NOT NULL) WITHOUT ROWID;
     INSERT INTO agent_bytes (agent, bytes) SELECT u.agent, sum(b.total_bytes) FROM blocks b JOIN uploads u ON u.number = b.upload GROUP BY u.agent;
     CREATE TRIGGER blocks_added AFTER INSERT ON blocks BEGIN
       INSERT INTO agent_bytes (agent, bytes) SELECT agent, NEW.total_bytes FROM uploads WHERE number = NEW.upload
         ON CONFLICT (agent) DO UPDATE SET bytes = bytes + excluded.bytes;
     END;
     CREATE TRIGGER blocks_removed AFTER DELETE ON blocks BEGIN
       UPDATE agent_bytes SET bytes = bytes - OLD.total_bytes WHERE agent = (SELECT agent FROM uploads WHERE number = OLD.upload);
     END;`,
  ],
]);

/** True when tables of `version` can be brought to those of this release. */
export function canMigrate(version: number): boolean {
  for (let at = version; at < schemaVersion; at++) if (!steps.has(at)) return false;
  return version < schemaVersion;
}

/** Brings tables of `version` to those of this release, all or nothing. Throws SQLite's error. */
export function migrate(database: Database.Database, version: number): void {
  database.transaction(() => {
    for (let at = version; at < schemaVersion; at++) database.exec(steps.get(at) ?? '');
    database.pragma(`user_version = ${schemaVersion}`);
  })();
}

/**
 * Copies an open catalog of `version` to `FILE.vVERSION` beside it, for whoever goes back to the older release; copies of still older ones go. Throws SQLite's error, or
 * the system's.
 */
export function keepCopy(database: Database.Database, file: string, version: number): void {
  const prefix = `${basename(file)}.v`;
  const folder = dirname(file);
  for (const name of readdirSync(folder)) if (name.startsWith(prefix) && /^[0-9]+(?:\.part)?$/u.test(name.slice(prefix.length))) rmSync(join(folder, name));
  const copy = `${file}.v${version}`;
  const part = `${copy}.part`;
  try {
    database.prepare('VACUUM INTO ?').run(part);
    chmodSync(part, 0o600);
    renameSync(part, copy);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}
