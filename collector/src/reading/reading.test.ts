import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zstdCompressSync } from 'node:zlib';

import { chunkId, idKey } from '@stillpoint/proto/chunk-identity.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { BlockClass, BlockCodec } from '@stillpoint/proto/format/block.ts';
import { decodeNode } from '@stillpoint/proto/format/node.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import { callServerStream, callUnary } from '@stillpoint/proto/rpc/client-call.ts';
import { agentService } from '@stillpoint/proto/services.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { TestCollector } from '../session/collector.testing.ts';
import { backup, helloOf, makeArchive, type RawAgent, type RawArchive } from '../session/raw-agent.testing.ts';
import { RawReader } from './raw-reader.testing.ts';

const secret = randomBytes(3000);
const shared = randomBytes(5000);

let collector: TestCollector;
let victim: RawAgent;
let hostile: RawAgent;
/** The victim's archive, and its snapshot's id. */
let secretArchive: RawArchive;
let secretSnapshot: Uint8Array;

async function commit(agent: RawAgent, archive: RawArchive, plan = 'daily'): Promise<Uint8Array> {
  using session = await agent.begin(plan);
  return (await backup(session, archive)).committed.snapshotId ?? new Uint8Array(0);
}

async function open(options: Parameters<typeof TestCollector.open>[0] = {}): Promise<void> {
  collector = await TestCollector.open({ durableMs: 20, ...options });
  victim = await collector.agent('victim');
  hostile = await collector.agent('hostile');
  secretArchive = makeArchive({ etc: { shadow: secret, shared } });
  secretSnapshot = await commit(victim, secretArchive);
}

beforeEach(() => open());
afterEach(close);

async function close(): Promise<void> {
  victim[Symbol.dispose]();
  hostile[Symbol.dispose]();
  await collector[Symbol.asyncDispose]();
}

async function failureOf(promise: Promise<unknown>): Promise<StillpointError> {
  const error: unknown = await promise.then(() => undefined, (reason: unknown) => reason);
  if (error instanceof StillpointError) return error;
  throw new Error(`expected a StillpointError, got ${String(error)}`);
}

const archiveId = (archive: RawArchive): Buffer => Buffer.from(archive.reference.node ?? []);

/** Goes down from an archive to everything below, and gives back what came. */
async function walk(reader: RawReader, archive: RawArchive): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  const queue: Buffer[] = [archiveId(archive)];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    const bytes = (await reader.chunk(id)) ?? Buffer.alloc(0);
    found.set(idKey(id), bytes);
    const { nodeIds, dataIds } = decodeNode(bytes);
    for (let start = 0; start < nodeIds.length; start += 32) queue.push(nodeIds.subarray(start, start + 32));
    for (let start = 0; start < dataIds.length; start += 32) {
      const data = dataIds.subarray(start, start + 32);
      found.set(idKey(data), (await reader.chunk(data)) ?? Buffer.alloc(0));
    }
  }
  return found;
}

/** Kinds and texts of the audit log since the start, oldest first, decisions on agents and tokens left out. */
async function events(): Promise<string[]> {
  return (await collector.catalog.listEvents(1000)).filter(({ kind }) => kind.startsWith('guest-')).reverse().map(({ actor, kind, object, text }) => `${actor.replace(/^agent .*/u, 'agent')} ${kind} ${object} ${text}`);
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('a guest', () => {
  it('gets every node and chunk of its own snapshot, by going down from its archives', async () => {
    using reader = await RawReader.open(victim);
    await reader.openSnapshot(secretSnapshot);
    const found = await walk(reader, secretArchive);
    const expected = [...secretArchive.nodes, ...secretArchive.chunks].map((chunk) => idKey(chunkId(chunk)));
    expect([...found.keys()].sort()).toEqual([...new Set(expected)].sort());
    for (const chunk of secretArchive.chunks) expect(found.get(idKey(chunkId(chunk)))).toEqual(chunk);
  });

  it('gets with a node those below it that lie in the same block, and the same ones only when it asks again', async () => {
    using reader = await RawReader.open(victim);
    await reader.openSnapshot(secretSnapshot);
    const { chunks } = await reader.read(archiveId(secretArchive));
    expect(chunks.size).toBe(secretArchive.nodes.length);
    expect([...(await reader.read(archiveId(secretArchive))).chunks.keys()]).toEqual([idKey(archiveId(secretArchive))]);
  });

  it('gets a block of which it wants everything as it is stored, with its own ids in it, when it takes such, and else its chunks', async () => {
    const contents = ['a', 'b', 'c'].map((letter) => Buffer.alloc(40_000, letter));
    const archive = makeArchive({ a: contents[0]!, b: contents[1]!, c: contents[2]! });
    using session = await hostile.begin('packed');
    const payload = zstdCompressSync(Buffer.concat(archive.chunks));
    await session.offer(archive.chunks);
    await session.block(archive.chunks, { payload, header: { codec: BlockCodec.zstd, rawBytes: 120_000 } });
    await session.send(archive.nodes, BlockClass.metadata);
    await session.commit([archive.reference]);
    const copy = await commit(victim, archive);
    using reader = await RawReader.open(victim);
    await reader.openSnapshot(copy);
    await reader.read(archiveId(archive));
    const ids = contents.map((content) => chunkId(content));
    const whole = await reader.readCompressed(...ids);
    expect(whole.headers).toMatchObject([{ codec: BlockCodec.zstd, payloadBytes: payload.length }]);
    expect(Buffer.from(whole.headers[0]?.sessionId ?? []).equals(session.sessionId)).toBe(false);
    for (const [index, content] of contents.entries()) expect(whole.chunks.get(idKey(ids[index]!))).toEqual(content);
    expect((await reader.read(...ids)).headers).toMatchObject([{ codec: BlockCodec.stored, payloadBytes: 120_000 }]);
    const some = await reader.readCompressed(ids[0]!, ids[2]!);
    expect(some.headers).toMatchObject([{ codec: BlockCodec.stored, payloadBytes: 80_000 }]);
    expect([...some.chunks.keys()].sort()).toEqual([idKey(ids[0]!), idKey(ids[2]!)].sort());
  });

  it('leaves in the audit log what it says it does, what it read, and how it ended', async () => {
    {
      using reader = await RawReader.open(victim);
      await reader.openSnapshot(secretSnapshot);
      await reader.event({ kind: 'restore', object: 'daily:/etc', text: 'to /tmp/x' });
      // Asks for each node, of which it got all with the first.
      await walk(reader, secretArchive);
      await reader.end();
    }
    const opened = `@${hex(secretSnapshot)}`;
    expect(await events()).toEqual([
      `agent guest-restore daily:/etc agent victim, ${opened}, to /tmp/x`,
      `agent guest-restore-ended daily:/etc agent victim, ${opened}: 7 nodes, 2 chunks, 7.8 KiB of content; ended by the guest`,
    ]);
  });

  it('that says nothing of what it does is in the audit log all the same', async () => {
    {
      using reader = await RawReader.open(victim);
      await reader.openSnapshot(secretSnapshot);
      await walk(reader, secretArchive);
      await reader.end();
    }
    {
      using reader = await RawReader.open(victim);
      await reader.openSnapshot(secretSnapshot);
      await reader.read(archiveId(secretArchive));
      await reader.end();
    }
    expect((await events()).map((event) => event.split(' ').slice(1, 3))).toEqual([['guest-restore', `@${hex(secretSnapshot)}`], ['guest-restore-ended', `@${hex(secretSnapshot)}`], ['guest-listing', `@${hex(secretSnapshot)}`]]);
  });

  it('is told of a damaged chunk and gets the others', async () => {
    const folder = join(collector.directory, 'packs');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('.pack')).map((name) => join(folder, name));
    for (const file of files) {
      const bytes = readFileSync(file);
      const at = bytes.indexOf(secret.subarray(100, 200));
      if (at < 0) continue;
      bytes[at]! ^= 1;
      writeFileSync(file, bytes);
    }
    using reader = await RawReader.open(victim);
    await reader.openSnapshot(secretSnapshot);
    await reader.read(archiveId(secretArchive));
    // The payload's checksum covers both of the block's chunks.
    for (const { failures } of [await reader.read(chunkId(secret), chunkId(shared)), await reader.readCompressed(chunkId(secret), chunkId(shared))]) expect(failures.map(({ code }) => code)).toEqual(['CHUNK_CORRUPT', 'CHUNK_CORRUPT']);
    expect(await reader.chunk(archiveId(secretArchive))).toBeDefined();
  });
});

describe('a hostile guest', () => {
  it('gets no chunk that it knows the id of, and the same answer for one that does not exist', async () => {
    const own = makeArchive({ own: randomBytes(2000) });
    const snapshot = await commit(hostile, own);
    const answers: string[] = [];
    for (const id of [chunkId(secret), archiveId(secretArchive), chunkId(secretArchive.nodes[0]!), randomBytes(32)]) {
      using reader = await RawReader.open(hostile);
      await reader.openSnapshot(snapshot);
      await walk(reader, own);
      const { code, message } = await failureOf(reader.read(id));
      answers.push(`${code}: ${message.replace(hex(id), 'ID')}`);
    }
    expect(new Set(answers)).toEqual(new Set(['RESTORE_REFUSED: chunk ID is in no snapshot that this guest has opened']));
    expect((await events()).filter((event) => event.includes('guest-restore-refused'))).toHaveLength(4);
  });

  it('opens no snapshot of another agent, and gets the same answer for one that does not exist', async () => {
    const answers: string[] = [];
    for (const id of [secretSnapshot, randomBytes(16), Buffer.alloc(0), randomBytes(5000)]) {
      using reader = await RawReader.open(hostile);
      const { code, message } = await failureOf(reader.openSnapshot(id));
      answers.push(`${code}: ${message.replace(/@[0-9a-f]*/u, '@ID')}`);
    }
    expect(new Set(answers)).toEqual(new Set(['SNAPSHOT_UNKNOWN: this agent has no snapshot @ID']));
  });

  it('gets nothing of its own snapshot before it has opened it, nor what is below a node that it was not given', async () => {
    const deep = makeArchive({ a: { b: { c: { file: randomBytes(2000) } } } });
    const snapshot = await commit(hostile, deep);
    {
      using reader = await RawReader.open(hostile);
      expect((await failureOf(reader.read(archiveId(deep)))).code).toBe('RESTORE_REFUSED');
    }
    using reader = await RawReader.open(hostile);
    await reader.openSnapshot(snapshot);
    expect((await failureOf(reader.read(chunkId(deep.chunks[0]!)))).code).toBe('RESTORE_REFUSED');
  });

  it('gets nothing that a file of its own names which looks like a directory', async () => {
    // A well-formed directory with the victim's chunk, backed up as the content of a file.
    const bait = makeArchive({ stolen: { kind: 'chunks', ids: chunkId(secret), lengths: [secret.length] } });
    const archive = makeArchive({ bait: bait.nodes[0]!, alsoArchive: secretArchive.nodes[secretArchive.nodes.length - 1]! });
    const snapshot = await commit(hostile, archive);
    for (const [id, named] of [[chunkId(bait.nodes[0]!), chunkId(secret)], [archiveId(secretArchive), Buffer.from(secretArchive.reference.root ?? [])]] as const) {
      using reader = await RawReader.open(hostile);
      await reader.openSnapshot(snapshot);
      await reader.read(archiveId(archive));
      expect(await reader.chunk(id)).toBeDefined();
      expect((await failureOf(reader.read(named))).code).toBe('RESTORE_REFUSED');
    }
  });

  it('gets of a block that another agent has stored only the chunks that it has proved to have', async () => {
    const archive = makeArchive({ copy: shared });
    const snapshot = await commit(hostile, archive);
    using reader = await RawReader.open(hostile);
    await reader.openSnapshot(snapshot);
    await reader.read(archiveId(archive));
    for (const { chunks } of [await reader.read(chunkId(shared)), await reader.readCompressed(chunkId(shared))]) expect([...chunks]).toEqual([[idKey(chunkId(shared)), shared]]);
  });

  it('cannot write other events than those of restores', async () => {
    using reader = await RawReader.open(hostile);
    expect((await failureOf(reader.event({ kind: 'agent-revoked', object: 'victim', text: '' }))).code).toBe('PROTOCOL_VIOLATION');
  });

  it('is refused when it does not keep to the protocol', async () => {
    const requests: readonly v1.RestoreRequest.$Properties[] = [
      { read: { sequence: 1, ids: Buffer.alloc(0) } },
      { read: { sequence: 1, ids: randomBytes(33) } },
      { read: { sequence: 1, ids: randomBytes(4097 * 32) } },
      { read: { sequence: 0, ids: randomBytes(32) } },
      { begin: { hello: helloOf() } },
      {},
    ];
    for (const request of requests) {
      using reader = await RawReader.open(hostile);
      await reader.call.write(request);
      expect((await failureOf(reader.call.read())).code).toBe('PROTOCOL_VIOLATION');
    }
  });

  it('finds no versions of files but its own, whatever agent it names', async () => {
    await commit(hostile, makeArchive({ mine: randomBytes(2000) }));
    await collector.host.indexed();
    const paths: string[] = [];
    for (const agent of ['', 'victim', victim.agentId]) {
      for await (const { versions } of callServerStream(hostile.channel, agentService.FindOwnVersions, { pattern: Buffer.from('*'), agent })) for (const { path } of versions) paths.push(Buffer.from(path ?? []).toString());
    }
    expect(paths.sort()).toEqual(['/', '/', '/', '/mine', '/mine', '/mine']);
    const tooLong = callServerStream(hostile.channel, agentService.FindOwnVersions, { pattern: Buffer.alloc(100_000, 0x2a) });
    expect((await failureOf(tooLong.next())).code).toBe('PATTERN_INVALID');
  });
});

describe('a guest that may not read', () => {
  const switchOff = async (agent: RawAgent, restore: string): Promise<void> => collector.agents.decide({ actor: 'test', agentChanged: { agentId: Buffer.from(agent.agentId.replaceAll('-', ''), 'hex'), restore } });

  it('is refused, which is in the audit log, and is let in again when it is switched on', async () => {
    await switchOff(victim, 'off');
    expect(await failureOf(RawReader.open(victim))).toMatchObject({ code: 'RESTORE_REFUSED', hint: expect.stringContaining('agents set victim --restore on') as unknown });
    expect((await failureOf(callServerStream(victim.channel, agentService.FindOwnVersions, { pattern: Buffer.from('*') }).next())).code).toBe('RESTORE_REFUSED');
    expect(await events()).toHaveLength(2);
    // What its backups need it still gets.
    expect((await callUnary(victim.channel, agentService.ListOwnSnapshots, {})).snapshots).toHaveLength(1);
    await switchOff(victim, 'on');
    using reader = await RawReader.open(victim);
    await reader.openSnapshot(secretSnapshot);
  });

  it('gets nothing more when that is switched off while it reads', async () => {
    using reader = await RawReader.open(victim);
    await reader.openSnapshot(secretSnapshot);
    await switchOff(victim, 'off');
    expect((await failureOf(reader.read(archiveId(secretArchive)))).code).toBe('RESTORE_REFUSED');
  });

  it('is told at once when it is revoked while it reads', async () => {
    using reader = await RawReader.open(victim);
    await reader.openSnapshot(secretSnapshot);
    const waiting = reader.call.read();
    await collector.agents.decide({ actor: 'test', agentRevoked: { agentId: Buffer.from(victim.agentId.replaceAll('-', ''), 'hex') } });
    expect((await failureOf(waiting)).code).toBe('AGENT_REVOKED');
    expect((await failureOf(RawReader.open(victim))).code).toBe('AGENT_REVOKED');
  });

  it('is refused as a copy of a guest on another machine', async () => {
    using reader = await RawReader.open(victim);
    await reader.openSnapshot(secretSnapshot);
    expect((await failureOf(RawReader.open(victim, helloOf({ machineId: 'machine-2' })))).code).toBe('AGENT_CLONED');
  });
});

describe('the number of readings', () => {
  it('is bounded for each agent and for all, and free again when they end', async () => {
    await close();
    await open({ maxReadings: 3, maxReadingsPerAgent: 2 });
    using first = await RawReader.open(victim);
    using second = await RawReader.open(victim);
    expect(await failureOf(RawReader.open(victim))).toMatchObject({ code: 'SESSION_LIMIT', message: expect.stringContaining('2 readers of this guest') as unknown });
    using third = await RawReader.open(hostile);
    expect(await failureOf(RawReader.open(hostile))).toMatchObject({ code: 'SESSION_LIMIT', message: expect.stringContaining('3 restoring guests') as unknown });
    for (const reader of [first, second, third]) await reader.end();
    using again = await RawReader.open(victim);
    await again.openSnapshot(secretSnapshot);
  });

  it('that one agent begins in ten minutes is bounded, and so what it can write into the audit log', async () => {
    await close();
    await open({ maxStarts: 3 });
    for (let start = 0; start < 3; start++) await (await RawReader.open(victim)).end();
    expect((await failureOf(RawReader.open(victim))).code).toBe('SESSION_LIMIT');
    await (await RawReader.open(hostile)).end();
  });
});
