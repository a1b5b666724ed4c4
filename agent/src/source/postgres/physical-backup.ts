/**
 * Backup mode of a PostgreSQL server, from its begin to its end, in one session. Between them the files of the cluster are read, in any order and while they are written to; recovery
 * brings them to the moment of the end, with the log from begin to end. A replication slot keeps that log. Both go when the session ends, however it ends.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { showByteName } from '@stillpoint/proto/text/byte-name.ts';
import { z } from 'zod';

import type { LiveFiles } from '../files/live-files.ts';
import { findClusterFiles, hexOf, type ClusterFiles } from './cluster-files.ts';
import { readControlFile } from './control-file.ts';
import type { PostgresServer } from './postgres-server.ts';
import { PsqlSession } from './psql-session.ts';
import { segmentNames } from './wal-segments.ts';

/** What makes the files that were read a data directory that recovers. */
export interface BackupEnd {
  /** Contents of `backup_label` and `tablespace_map`; the latter empty when there is none. */
  readonly label: Buffer;
  readonly tablespaceMap: Buffer;
  /** Content of `global/pg_control`. */
  readonly control: Buffer;
  /** Names of the segments of the log from begin to end. */
  readonly segments: readonly string[];
}

const hexText = z.string().transform((hex) => Buffer.from(hex, 'hex'));
const lsnRow = z.object({ lsn: z.string() });
const endRow = z.object({ lsn: z.string(), timeline: z.int(), label: hexText, map: hexText });
const slotRow = z.object({ status: z.string() });
/** The slot is looked at, not waited for. */
const QUESTION_TIMEOUT_MS = 120_000;
/**
 * How long before the backup a file must have been written last to be reused later. The checkpoint with which a backup begins waits for every write of the server's buffers, so that only
 * writes past them (of a file that is being built) could still be on their way when the file is read; none takes a minute.
 */
const SETTLED_MS = 60_000;
/** Until what was written at the backup's end is on disk: the server does it by itself, several times a second. */
const FLUSH_LOOP = `do $$ begin for i in 1..600 loop exit when pg_current_wal_flush_lsn() >= 'LSN'::pg_lsn; perform pg_sleep(0.1); end loop; end $$;`;

export class PhysicalBackup implements AsyncDisposable {
  readonly cluster: ClusterFiles;
  /** How the cluster's files are read. */
  readonly live: LiveFiles;
  readonly #server: PostgresServer;
  readonly #session: PsqlSession;
  readonly #slot: string;
  readonly #beginLsn: string;

  private constructor(server: PostgresServer, session: PsqlSession, begun: { cluster: ClusterFiles; live: LiveFiles; slot: string; beginLsn: string }) {
    this.#server = server;
    this.#session = session;
    this.cluster = begun.cluster;
    this.live = begun.live;
    this.#slot = begun.slot;
    this.#beginLsn = begun.beginLsn;
  }

  /** Brings the server into backup mode, which takes a checkpoint. Throws as {@link findClusterFiles}, SOURCE_FAILED when the server refuses, DATABASE_UNREACHABLE, TOOL_TIMEOUT. */
  static async begin(server: PostgresServer): Promise<PhysicalBackup> {
    const cluster = await findClusterFiles(server);
    await using stack = new AsyncDisposableStack();
    const session = stack.use(await PsqlSession.open(server));
    const slot = `stillpoint_${randomBytes(8).toString('hex')}`;
    // Before the backup begins, so that nothing from its begin on can go.
    await keepLog(session, slot);
    refuseForeignFiles(server, cluster, slot);
    const settledMs = Date.now() - SETTLED_MS;
    const begin = server.major >= 15 ? `pg_backup_start('stillpoint', true)` : `pg_start_backup('stillpoint', true, false)`;
    const [row] = await explained(session.query('begin a backup', lsnRow, `select ${begin}::text as lsn`, server.config.timeoutMs));
    const backup = new PhysicalBackup(server, session, { cluster, live: { epoch: `postgres ${cluster.systemIdentifier} ${bootId()}`, settledMs }, slot, beginLsn: row?.lsn ?? '' });
    stack.move();
    return backup;
  }

  /** Ends backup mode once the files have been read; the log is kept until this is closed. Throws SOURCE_FAILED when log was lost, DATABASE_UNREACHABLE, TOOL_TIMEOUT. */
  end(): Promise<BackupEnd> {
    return explained(this.#end());
  }

  /** Throws SOURCE_FAILED when the server may have removed log that belongs to the backup, DATABASE_UNREACHABLE. */
  requireLog(): Promise<void> {
    return explained(this.#requireLog());
  }

  /** Ends backup mode, if need be, and lets the log go. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#session[Symbol.asyncDispose]();
  }

  async #end(): Promise<BackupEnd> {
    const { major, config } = this.#server;
    const { dataDirectory, walSegmentBytes } = this.cluster;
    // As near to the end as can be; recovery takes from it what does not change, and where the log begins from the label.
    const control = await readControlFile(Buffer.from(dataDirectory, 'latin1'));
    // What is needed of the log is read here: no need to wait for an archive of the server's own.
    const stop = major >= 15 ? 'pg_backup_stop(false)' : 'pg_stop_backup(false, false)';
    const [row] = await this.#session.query(
      'end the backup',
      endRow,
      `select lsn::text as lsn, (pg_control_checkpoint()).timeline_id as timeline, ${hexOf('labelfile')} as label, coalesce(${hexOf('spcmapfile')}, '') as map from ${stop}`,
      config.timeoutMs,
    );
    if (row === undefined) throw new StillpointError('INTERNAL', 'the end of a backup has no row');
    await this.#session.execute('write its log', FLUSH_LOOP.replace('LSN', row.lsn), QUESTION_TIMEOUT_MS);
    await this.#requireLog();
    return { label: row.label, tablespaceMap: row.map, control, segments: segmentNames(row.timeline, this.#beginLsn, row.lsn, walSegmentBytes) };
  }

  async #requireLog(): Promise<void> {
    const [row] = await this.#session.query('tell of the replication slot', slotRow, `select coalesce(wal_status, 'lost') as status from pg_replication_slots where slot_name = '${this.#slot}'`, QUESTION_TIMEOUT_MS);
    if (row !== undefined && row.status !== 'lost') return;
    throw new StillpointError('SOURCE_FAILED', `the server ${this.#server.name} has removed log that the backup needs: more was written meanwhile than max_slot_wal_keep_size lets it keep`, {
      hint: 'raise max_slot_wal_keep_size, or run the backup when less is written',
    });
  }
}

/** A server that may not keep as much log as a backup needs ends the backup's session, and tells why in its own log only. */
async function explained<Answer>(work: Promise<Answer>): Promise<Answer> {
  try {
    return await work;
  } catch (cause) {
    if (!(cause instanceof StillpointError) || cause.code !== 'DATABASE_UNREACHABLE') throw cause;
    throw new StillpointError(cause.code, `${cause.message} (a server also ends the session of a backup during which more log is written than max_slot_wal_keep_size lets it keep)`, { hint: cause.hint, cause });
  }
}

async function keepLog(session: PsqlSession, slot: string): Promise<void> {
  try {
    await session.execute('keep the log for a backup', `select pg_create_physical_replication_slot('${slot}', true, true);`, QUESTION_TIMEOUT_MS);
  } catch (cause) {
    if (!(cause instanceof StillpointError) || cause.code !== 'SOURCE_FAILED') throw cause;
    throw new StillpointError(cause.code, `${cause.message} (a physical backup needs a free replication slot while it runs, a user with the attribute REPLICATION, and wal_level = replica)`, { cause });
  }
}

/** The slot has a folder in the server's data directory: proof that the one on this guest is the server's, and not that of another with the same path. */
function refuseForeignFiles(server: PostgresServer, { dataDirectory }: ClusterFiles, slot: string): void {
  if (existsSync(Buffer.from(`${dataDirectory}/pg_replslot/${slot}`, 'latin1'))) return;
  throw new StillpointError('SOURCE_FAILED', `${showByteName(dataDirectory)} on this guest is not the data directory of the server ${server.name}`, {
    hint: 'method = "physical" reads the server\'s files: the agent must run where the server runs, and outside of its container',
  });
}

function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
}
