/**
 * The inside of a collector without its network: datastore, catalog, sessions, retention and garbage collection of the product in one process, for tests that start it hundreds of times.
 */
import { pino } from 'pino';

import { chunkId } from '@stillpoint/proto/chunk-identity.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { BlockClass } from '@stillpoint/proto/format/block.ts';
import { decodeNode } from '@stillpoint/proto/format/node.ts';
import { decodeArchiveNode } from '@stillpoint/proto/format/record-node.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import { NodeReader } from '@stillpoint/proto/tree/node-reader.ts';

import { AdminCore } from '../../../collector/src/admin/admin-core.ts';
import { openOwnedDatastore, type OwnedDatastore } from '../../../collector/src/admin/bare-datastore.ts';
import { catalogSource } from '../../../collector/src/admin/datastore-catalog.ts';
import { rebuildCatalog } from '../../../collector/src/catalog/catalog-opening.ts';
import { Datastore } from '../../../collector/src/datastore/datastore.ts';
import { AgentsDirectory } from '../../../collector/src/identity/agents-directory.ts';
import { helloOf, makeArchive, RawSession, type RawArchive, type RawDirectory } from '../../../collector/src/session/raw-agent.testing.ts';
import { SessionHost } from '../../../collector/src/session/session-host.ts';
import { BlockReader } from '../../../collector/src/tree/block-reader.ts';
import { defaultSpaceSettings } from '../../../collector/src/upkeep/space-guard.ts';
import { contentOf, fingerprintOf, type Files } from './contents.ts';
import { memoryBidi } from './memory-bidi.ts';

/** Agents that {@link Core.create} makes. */
export const agentNames = ['db1', 'db2'] as const;

/** One run of a plan. `abandoned`: everything is sent, nothing committed. Ids in hexadecimal. */
export interface BackupOrder {
  readonly agent: number;
  readonly plan: string;
  readonly runId: string;
  readonly files: Files;
  readonly abandoned?: boolean;
}

/** A snapshot as it was found: its files are read, and known by the fingerprints of their contents. */
export interface SeenSnapshot {
  readonly snapshotId: string;
  readonly runId: string;
  readonly agent: string;
  readonly plan: string;
  readonly sequence: number;
  readonly timeMs: number;
  readonly files: Readonly<Record<string, string>>;
}

/** Everything that can be seen of a datastore. */
export interface Look {
  /** Those that are listed. */
  readonly listed: readonly SeenSnapshot[];
  /** Those that can be taken back. */
  readonly deleted: readonly SeenSnapshot[];
  /** Snapshots of which there is a file, whatever else. */
  readonly stored: readonly string[];
  /** What `verify --read-data` finds. */
  readonly findings: readonly string[];
  /** Ends of packs that the start before has put in order, and that a verification in the same process tells of. */
  readonly recovered: readonly string[];
  /** Chunks in the index, and those of them that no snapshot reaches. */
  readonly chunks: number;
  readonly unreached: number;
}

const agentId = (agent: number): string => String(agent + 1).padStart(32, '0');
const uuidOfAgent = (agent: number): string => agentId(agent).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');
const farMs = 4_000_000_000_000;
// Little but enough that a session has several packs.
const packLimitBytes = 24_000;

/** Whoever opens it closes it. */
export class Core implements AsyncDisposable {
  readonly #owned: OwnedDatastore;
  readonly #agents: AgentsDirectory;
  readonly #host: SessionHost;
  readonly #admin: AdminCore;

  private constructor(owned: OwnedDatastore, agents: AgentsDirectory, host: SessionHost, admin: AdminCore) {
    this.#owned = owned;
    this.#agents = agents;
    this.#host = host;
    this.#admin = admin;
  }

  /** A datastore with two agents; what an interrupted call has made is completed. */
  static async create(directory: string, now: () => number): Promise<void> {
    try {
      await Datastore.create(directory, { collectorId: '00000000-0000-4000-8000-000000000001', clock: now });
    } catch (error) {
      if (!(error instanceof StillpointError) || error.code !== 'DATASTORE_EXISTS') throw error;
    }
    await using core = await Core.open(directory, now);
    for (const [agent, name] of agentNames.entries()) {
      if (core.#agents.findByName(name) !== undefined) continue;
      await core.#agents.decide({
        actor: 'test',
        agentEnrolled: { agentId: Buffer.from(agentId(agent), 'hex'), name, certificateSerial: `0${agent}`, certificateNotAfterMs: farMs, hello: helloOf({ machineId: `machine-${agent}` }), address: '', replaced: false },
      });
    }
  }

  /** As a collector starts: lock, recovery, catalog, sessions. */
  static async open(directory: string, now: () => number): Promise<Core> {
    const logger = pino({ level: process.env['STILLPOINT_TEST_LOG'] ?? 'silent' }, pino.destination(2));
    const owned = await openOwnedDatastore(directory, { now, note: (text) => { logger.warn(text); }, space: { ...defaultSpaceSettings, floorBytes: 0, reserveBytes: 0, admissionBytes: 0 } });
    const { datastore, catalog, gate } = owned.parts;
    const agents = await AgentsDirectory.open(catalog, owned.decisions);
    const host = await SessionHost.open({ datastore, catalog, gate, agents, clock: now, logger }, { ingestThreads: 1, packLimitBytes, durableMs: 1 });
    const admin = new AdminCore({ ...owned.parts, decisions: agents, serving: undefined, now }, { actor: 'test', signal: new AbortController().signal });
    return new Core(owned, agents, host, admin);
  }

  /** Makes the catalog anew. No core is open on the datastore. */
  static async rebuild(directory: string, now: () => number): Promise<void> {
    await using datastore = await Datastore.open(directory, { mode: 'owner', clock: now });
    await rebuildCatalog(catalogSource(datastore));
  }

  /** Sends a tree and commits it. Answers the snapshot's id; undefined when it was abandoned. */
  async backUp({ agent, plan, runId, files, abandoned }: BackupOrder): Promise<string | undefined> {
    const { agent: call, collector, finish } = memoryBidi();
    const peer = { kind: 'agent' as const, agentId: uuidOfAgent(agent), serial: `0${agent}`, notBefore: new Date(0), notAfter: new Date(farMs), address: `127.0.0.1:${agent + 1}` };
    const running = this.#host.backup(collector, { peer, path: '', signal: new AbortController().signal }).then(() => { finish(); }, finish);
    await call.write({ begin: { hello: helloOf({ machineId: `machine-${agent}` }), runId: Buffer.from(runId, 'hex'), plan } });
    const first = await call.read();
    if (!first?.ready) throw new Error('the collector did not answer Begin');
    if (first.ready.committed) return hexOf(first.ready.committed.snapshotId);
    using session = new RawSession(call, first.ready, Buffer.from(agentId(agent), 'hex'));
    const archive = archiveOf(files);
    // One after the other: several blocks, in several packs.
    for (const content of archive.chunks) await session.send([content]);
    await session.send(archive.nodes, BlockClass.metadata);
    if (abandoned === true) {
      session.call.cancel();
      await running;
      return undefined;
    }
    const { snapshotId } = await session.commit([archive.reference]);
    await running;
    return hexOf(snapshotId);
  }

  async delete(snapshotId: string, graceMs: number): Promise<void> {
    await this.#admin.deleteSnapshot({ snapshotId: Buffer.from(snapshotId, 'hex'), graceMs });
  }

  async undelete(snapshotId: string): Promise<void> {
    await this.#admin.undeleteSnapshot({ snapshotId: Buffer.from(snapshotId, 'hex') });
  }

  /** Deletes what the policy `keepLast` lets go; answers the ids. */
  async prune(keepLast: number, graceMs: number): Promise<string[]> {
    await this.#admin.setRetention({ policy: { keepLast } });
    const { verdicts } = await this.#admin.judgeSnapshots();
    const snapshotIds = (verdicts ?? []).flatMap(({ keep, snapshotId }) => (keep === true ? [] : [snapshotId ?? new Uint8Array(0)]));
    const { deletedIds } = await this.#admin.prune({ snapshotIds, graceMs });
    return (deletedIds ?? []).map(hexOf);
  }

  async collect(): Promise<v1.GarbageSummary.$Properties> {
    let last: v1.GarbageSummary.$Properties = {};
    for await (const { summary } of this.#admin.collectGarbage({})) if (summary) last = summary;
    return last;
  }

  /** So much time of serving has passed, and the clock that says so is right: what broken sessions have left is kept for a day. */
  async serve(servedMs: number): Promise<void> {
    await this.#owned.parts.catalog.noteServed(servedMs);
    await this.#admin.acceptTime();
  }

  /** Reads everything. */
  async look(): Promise<Look> {
    const { datastore, catalog } = this.#owned.parts;
    await this.#host.indexed();
    const findings: string[] = [];
    const recovered: string[] = [];
    for await (const { finding } of this.#admin.verify({ readData: true })) {
      // There is no daemon around this.
      if (!finding || finding.code === 'CONFIG_MISSING' || finding.code === 'STATE_INVALID') continue;
      const text = `${finding.code ?? ''}: ${finding.object ?? ''}: ${finding.text ?? ''}`;
      (/sealed anew|hold no whole block$/u.test(text) ? recovered : findings).push(text);
    }
    const reader = new BlockReader(this.#admin);
    const reached = new Set<string>();
    const seen = (record: v1.SnapshotRecord.$Properties): Promise<SeenSnapshot> => seeSnapshot(record, reader, reached);
    const { snapshots } = await this.#admin.listSnapshots({});
    const listed = await Array.fromAsync(snapshots ?? [], seen);
    const { deletions } = await catalog.retention();
    const stored: string[] = [];
    const deleted: SeenSnapshot[] = [];
    for await (const snapshotId of datastore.snapshots.list()) {
      stored.push(snapshotId);
      const found = await datastore.snapshots.findWithId(snapshotId);
      if (found === undefined) continue;
      reached.add(found.nodeId.toString('hex'));
      if (deletions.some((deletion) => deletion.snapshotId === snapshotId)) deleted.push(await seen(found.record));
    }
    const chunks = (await catalog.totals()).chunks;
    const known = await catalog.lookupChunks(Buffer.concat([...reached].map((id) => Buffer.from(id, 'hex'))));
    return { listed, deleted, stored, findings, recovered, chunks, unreached: chunks - known.filter((facts) => facts !== undefined).length };
  }

  async close(): Promise<void> {
    await this.#host.close();
    await this.#owned.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

function archiveOf(files: Files): RawArchive {
  const root: Record<string, Record<string, Buffer>> = {};
  for (const [path, number] of Object.entries(files)) {
    const [folder = '', name = ''] = path.split('/');
    (root[folder] ??= {})[name] = contentOf(number);
  }
  return makeArchive(root satisfies RawDirectory);
}

async function seeSnapshot({ snapshotId, runId, agentName, plan, sequence, timeMs, draft }: v1.SnapshotRecord.$Properties, chunks: BlockReader, reached: Set<string>): Promise<SeenSnapshot> {
  const reader = new NodeReader(chunks);
  const files: Record<string, string> = {};
  const read = async (id: Uint8Array): Promise<Buffer> => {
    const bytes = await chunks.readChunk(id);
    if (!chunkId(bytes).equals(id)) throw new StillpointError('CHUNK_CORRUPT', `chunk ${hexOf(id)} is not what its id says`);
    reached.add(hexOf(id));
    return bytes;
  };
  const reachNodes = async (id: Uint8Array): Promise<void> => {
    const node = decodeNode(await read(id));
    for (let at = 0; at < node.nodeIds.length; at += 32) await reachNodes(node.nodeIds.subarray(at, at + 32));
  };
  for (const { node } of draft?.archives ?? []) {
    const archiveId = node ?? new Uint8Array(0);
    await reachNodes(archiveId);
    const { root } = decodeArchiveNode(await read(archiveId));
    const top = await reader.readRoot(root);
    if (top.content.kind !== 'directory') throw new Error('a root is no directory');
    for await (const folder of reader.listDirectory(top.content.node)) {
      if (folder.content.kind !== 'directory') throw new Error(`${folder.name} is no directory`);
      for await (const file of reader.listDirectory(folder.content.node)) {
        if (file.content.kind !== 'chunks') throw new Error(`${file.name} is no file of chunks`);
        files[`${folder.name}/${file.name}`] = fingerprintOf(await read(file.content.ids));
      }
    }
  }
  return { snapshotId: hexOf(snapshotId), runId: hexOf(runId), agent: agentName ?? '', plan: plan ?? '', sequence: sequence ?? 0, timeMs: timeMs ?? 0, files };
}

function hexOf(bytes: Uint8Array | null | undefined): string {
  return Buffer.from(bytes ?? []).toString('hex');
}
