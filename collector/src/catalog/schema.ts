/**
 * The catalog's tables. A change here raises {@link schemaVersion} and adds a step to schema-migration.ts, which brings older catalogs to these tables. Without a step a
 * catalog is made anew: it is only an index, but what agents and runs told is lost then.
 *
 * Names and paths of guests are TEXT holding latin1 strings: one character per byte, so SQLite compares and orders them as bytes and hands them out as
 * strings, which costs a third of handing out buffers.
 */

/** `PRAGMA user_version` of the tables below. */
export const schemaVersion = 10;
/** `PRAGMA application_id`: "SPCT". Never change. */
export const applicationId = 0x53504354;

/**
 * What the blocks take that each agent sent: kept beside the blocks, so that a session of an agent with a quota need not read all of them. Triggers, because blocks come and go in several
 * places.
 */
const agentBytesText = `
CREATE TABLE agent_bytes (agent BLOB PRIMARY KEY, bytes INTEGER NOT NULL) WITHOUT ROWID;
CREATE TRIGGER blocks_added AFTER INSERT ON blocks BEGIN
  INSERT INTO agent_bytes (agent, bytes) SELECT agent, NEW.total_bytes FROM uploads WHERE number = NEW.upload
    ON CONFLICT (agent) DO UPDATE SET bytes = bytes + excluded.bytes;
END;
CREATE TRIGGER blocks_removed AFTER DELETE ON blocks BEGIN
  UPDATE agent_bytes SET bytes = bytes - OLD.total_bytes WHERE agent = (SELECT agent FROM uploads WHERE number = OLD.upload);
END;
`;

/**
 * Chunks: a primary key of 32 random bytes would touch a page per row twice; so rows are appended under a small number, and `chunk_prefixes` finds the number
 * by the first 6 bytes of the id, filled in sorted order once per batch.
 *
 * A chunk's row names the place where it was found first. Those rows need no index by block: a block made the numbers `first_chunk` to
 * `first_chunk + new_chunks - 1`. `places` holds every further place, and also the row's own once that is no longer the block that made its number.
 *
 * Uploads: who stored blocks in which session; `committed` when that left a snapshot, `served_ms` when it began, on the clock of time served. Packs count in `condemned` the places
 * that a collection has taken out of them.
 *
 * Versions: `first` and `last` are numbers of snapshots, `last` NULL while the plan's newest indexed snapshot has the version.
 */
export const schemaText = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE packs (
  number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, class INTEGER NOT NULL, sealed INTEGER NOT NULL, file_bytes INTEGER NOT NULL,
  condemned INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE uploads (
  number INTEGER PRIMARY KEY, agent BLOB NOT NULL, session BLOB NOT NULL, committed INTEGER NOT NULL, served_ms INTEGER NOT NULL, UNIQUE (session, agent)
);
CREATE TABLE blocks (
  number INTEGER PRIMARY KEY, pack INTEGER NOT NULL, offset INTEGER NOT NULL, total_bytes INTEGER NOT NULL, upload INTEGER NOT NULL,
  first_chunk INTEGER NOT NULL, new_chunks INTEGER NOT NULL
);
CREATE INDEX blocks_by_place ON blocks (pack, offset);
CREATE TABLE chunks (
  number INTEGER PRIMARY KEY, id BLOB NOT NULL, length INTEGER NOT NULL, block INTEGER NOT NULL, offset INTEGER NOT NULL,
  damaged INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX chunks_damaged ON chunks (number) WHERE damaged = 1;
CREATE TABLE chunk_prefixes (prefix INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (prefix, number)) WITHOUT ROWID;
CREATE TABLE places (
  block INTEGER NOT NULL, chunk INTEGER NOT NULL, offset INTEGER NOT NULL, damaged INTEGER NOT NULL, PRIMARY KEY (block, chunk)
) WITHOUT ROWID;
CREATE INDEX places_by_chunk ON places (chunk);
-- Kept apart from the places, so that a pack that is indexed anew keeps its marks.
CREATE TABLE damages (
  pack BLOB NOT NULL, block_offset INTEGER NOT NULL, chunk BLOB NOT NULL, PRIMARY KEY (pack, block_offset, chunk)
) WITHOUT ROWID;
CREATE INDEX damages_by_chunk ON damages (chunk);

CREATE TABLE snapshots (
  number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, agent BLOB NOT NULL, agent_name TEXT NOT NULL, plan TEXT NOT NULL, sequence INTEGER NOT NULL,
  time_ms INTEGER NOT NULL, run BLOB NOT NULL, state INTEGER NOT NULL, record BLOB NOT NULL
);
CREATE INDEX snapshots_by_plan ON snapshots (agent, plan, sequence);
CREATE INDEX snapshots_by_run ON snapshots (agent, run);
CREATE INDEX snapshots_by_time ON snapshots (time_ms);
CREATE INDEX snapshots_unindexed ON snapshots (time_ms) WHERE state < 2;

CREATE TABLE trees (number INTEGER PRIMARY KEY, agent BLOB NOT NULL, plan TEXT NOT NULL, archive TEXT NOT NULL, UNIQUE (agent, plan, archive));
CREATE TABLE directories (number INTEGER PRIMARY KEY, tree INTEGER NOT NULL, path TEXT NOT NULL, UNIQUE (tree, path));
CREATE TABLE versions (
  directory INTEGER NOT NULL, name TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER, type INTEGER NOT NULL, size INTEGER NOT NULL,
  mtime_seconds INTEGER NOT NULL, mtime_nanoseconds INTEGER NOT NULL, PRIMARY KEY (directory, name, first)
) WITHOUT ROWID;
CREATE INDEX versions_by_first ON versions (first);
CREATE INDEX versions_by_last ON versions (last) WHERE last IS NOT NULL;

CREATE TABLE agents (
  id BLOB PRIMARY KEY, name TEXT NOT NULL, state TEXT NOT NULL, enrolled_ms INTEGER NOT NULL, dedup TEXT NOT NULL, restore TEXT NOT NULL,
  labels TEXT NOT NULL, not_after_ms INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE certificates (agent BLOB NOT NULL, serial TEXT NOT NULL, PRIMARY KEY (agent, serial)) WITHOUT ROWID;
CREATE TABLE sightings (
  agent BLOB PRIMARY KEY, time_ms INTEGER NOT NULL, address TEXT NOT NULL, hello BLOB, clock_skew_ms INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE tokens (
  id TEXT PRIMARY KEY, secret_hash BLOB NOT NULL, agent_name TEXT NOT NULL, created_ms INTEGER NOT NULL, expires_ms INTEGER NOT NULL,
  uses_left INTEGER NOT NULL, revoked INTEGER NOT NULL, replaces INTEGER NOT NULL, networks TEXT NOT NULL DEFAULT '[]', labels TEXT NOT NULL DEFAULT '{}',
  snapshot BLOB NOT NULL DEFAULT x''
) WITHOUT ROWID;
CREATE TABLE policies (number INTEGER PRIMARY KEY, agent BLOB NOT NULL, plan TEXT NOT NULL, since_ms INTEGER NOT NULL, policy BLOB);
CREATE TABLE pins (snapshot BLOB PRIMARY KEY, reason TEXT NOT NULL, pinned_ms INTEGER NOT NULL, actor TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE deletions (
  snapshot BLOB PRIMARY KEY, agent BLOB NOT NULL, agent_name TEXT NOT NULL, plan TEXT NOT NULL, sequence INTEGER NOT NULL, snapshot_time_ms INTEGER NOT NULL,
  deleted_ms INTEGER NOT NULL, gone_ms INTEGER NOT NULL, actor TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE schedules (agent BLOB NOT NULL, plan TEXT NOT NULL, since_ms INTEGER NOT NULL, settings BLOB NOT NULL, PRIMARY KEY (agent, plan)) WITHOUT ROWID;
CREATE TABLE central_plans (
  target_key TEXT NOT NULL, plan TEXT NOT NULL, target BLOB NOT NULL, revision INTEGER NOT NULL, since_ms INTEGER NOT NULL, actor TEXT NOT NULL,
  definition TEXT NOT NULL, PRIMARY KEY (target_key, plan)
) WITHOUT ROWID;
CREATE TABLE plan_lists (agent BLOB PRIMARY KEY, list BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE runs (
  agent BLOB NOT NULL, id BLOB NOT NULL, plan TEXT NOT NULL, time_ms INTEGER NOT NULL, going INTEGER NOT NULL, record BLOB NOT NULL, PRIMARY KEY (agent, id)
) WITHOUT ROWID;
CREATE INDEX runs_by_time ON runs (agent, time_ms);
CREATE TABLE events (
  number INTEGER PRIMARY KEY, time_ms INTEGER NOT NULL, actor TEXT NOT NULL, kind TEXT NOT NULL, object TEXT NOT NULL, text TEXT NOT NULL
);
${agentBytesText}`;
