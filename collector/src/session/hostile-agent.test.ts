import { randomBytes } from 'node:crypto';
import { zstdCompressSync } from 'node:zlib';

import { blake3 } from '@napi-rs/blake-hash';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { chunkId, chunkProof } from '@stillpoint/proto/chunk-identity.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { BlockClass, BlockCodec } from '@stillpoint/proto/format/block.ts';
import { encodeNode, NodeKind } from '@stillpoint/proto/format/node.ts';
import { encodeSnapshotNode } from '@stillpoint/proto/format/record-node.ts';
import { v1 } from '@stillpoint/proto/messages.ts';
import { openChannel } from '@stillpoint/proto/rpc/client.ts';
import { callUnary, openBidi } from '@stillpoint/proto/rpc/client-call.ts';
import { agentService } from '@stillpoint/proto/services.ts';

import { TestCollector } from './collector.testing.ts';
import { backup, helloOf, makeArchive } from './raw-agent.testing.ts';

import type { RawAgent, RawSession } from './raw-agent.testing.ts';

let collector: TestCollector;
let victim: RawAgent;
let hostile: RawAgent;
const secret = randomBytes(3000);
const secretArchive = makeArchive({ etc: { shadow: secret } });

beforeAll(async () => {
  collector = await TestCollector.open({ durableMs: 20 });
  victim = await collector.agent('victim');
  hostile = await collector.agent('hostile');
  using session = await victim.begin();
  await backup(session, secretArchive);
});
afterAll(async () => {
  victim[Symbol.dispose]();
  hostile[Symbol.dispose]();
  await collector[Symbol.asyncDispose]();
});

async function failureOf(promise: Promise<unknown>): Promise<StillpointError> {
  const error: unknown = await promise.then(() => undefined, (reason: unknown) => reason);
  if (error instanceof StillpointError) return error;
  throw new Error(`expected a StillpointError, got ${String(error)}`);
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return (await failureOf(promise)).code;
}

/** Runs `act` in a session of the hostile agent; the code that the collector ends it with. */
async function endOf(act: (session: RawSession) => Promise<unknown>): Promise<string> {
  using session = await hostile.begin();
  return await codeOf(act(session).then(() => session.readToEnd()));
}

/** Commits an archive whose one file is said to consist of `id`, of which only the id is known. */
function claimFile(id: Buffer, length: number): (session: RawSession) => Promise<unknown> {
  return async (session) => {
    const archive = makeArchive({ stolen: { kind: 'chunks', ids: id, lengths: [length] } });
    await session.send(archive.nodes, BlockClass.metadata);
    await session.commit([archive.reference]);
  };
}

describe('an agent that knows only ids', () => {
  it('gets the same answer for a chunk that exists and for one that does not', async () => {
    using session = await hostile.begin();
    const ids = [chunkId(secret), randomBytes(32)];
    expect(await session.offerIds(ids)).toEqual([true, true]);
    expect(await session.offerIds(ids, [randomBytes(32), randomBytes(32)])).toEqual([true, true]);
    // The id itself is no proof either.
    using next = await hostile.begin();
    expect(await next.offerIds(ids, ids)).toEqual([true, true]);
  });

  it('gets that answer for the proof of other content too, and for the plain hash of the content', async () => {
    const other = randomBytes(3000);
    // The victim has the first two, nobody has stored the third.
    const ids = [chunkId(secret), chunkId(secretArchive.nodes[0]!), chunkId(other)];
    for (const proofs of [ids.map(() => chunkProof(other)), [secret, secretArchive.nodes[0]!, other].map((content) => blake3(content))]) {
      using session = await hostile.begin();
      expect(await session.offerIds(ids, proofs)).toEqual([true, true, true]);
    }
    // With the right proof the same chunk is not wanted: the answers above are not those of a collector that wants everything.
    using honest = await hostile.begin('proving');
    expect(await honest.offer([secret, other])).toEqual([false, true]);
  });

  it('cannot commit a file of a foreign chunk, and is told what it would be told of a chunk that does not exist', async () => {
    const message = async (id: Buffer): Promise<string> => {
      using session = await hostile.begin();
      const { code, message: text } = await failureOf(claimFile(id, secret.length)(session));
      return `${code}: ${text.replace(id.toString('hex'), 'ID')}`;
    };
    const invented = randomBytes(32);
    expect(await message(chunkId(secret))).toBe(await message(invented));
    expect(await message(invented)).toContain('CHUNK_NOT_AVAILABLE');
  });

  it('cannot commit foreign nodes: as archive, as tree, as directory', async () => {
    expect(await endOf((session) => session.commit([secretArchive.reference]))).toBe('CHUNK_NOT_AVAILABLE');
    const directory = chunkId(secretArchive.nodes[0]!);
    const archive = makeArchive({ etc: { kind: 'directory', node: directory } });
    expect(
      await endOf(async (session) => {
        await session.send(archive.nodes, BlockClass.metadata);
        await session.commit([archive.reference]);
      }),
    ).toBe('CHUNK_NOT_AVAILABLE');
  });

  it('can use a chunk once it has its content', async () => {
    using session = await hostile.begin('honest');
    const archive = makeArchive({ copy: secret });
    expect((await backup(session, archive)).sentChunks).toBe(0);
  });
});

describe('a block', () => {
  it('is rejected, with its number, when a chunk is not what its id says', async () => {
    using session = await hostile.begin();
    await session.block([randomBytes(2000)]);
    const poisoned = randomBytes(2000);
    await session.block([poisoned], { header: { chunkIds: chunkId(secret) } });
    const error = await failureOf(session.readToEnd());
    expect([error.code, error.message]).toEqual(['BLOCK_REJECTED', expect.stringMatching(/^block 2: .*does not match its id/u)]);
    expect(await collector.catalog.locateChunks(chunkId(secret))).toHaveLength(1);
    expect(await collector.catalog.lookupChunks(chunkId(poisoned))).toEqual([undefined]);
  });

  it('is rejected when it names another agent or session', async () => {
    expect(await endOf((session) => session.block([randomBytes(2000)], { header: { agentId: randomBytes(16) } }))).toBe('BLOCK_REJECTED');
    expect(await endOf((session) => session.block([randomBytes(2000)], { header: { sessionId: randomBytes(16) } }))).toBe('BLOCK_REJECTED');
  });

  it('is refused when its lengths lie', async () => {
    const content = randomBytes(2000);
    for (const header of [{ rawBytes: 1999 }, { payloadBytes: 1999, rawBytes: 1999 }, { chunkLengths: [1999] }, { chunkLengths: [0] }, { rawBytes: 2_000_000, chunkLengths: [2_000_000] }]) {
      expect(await endOf((session) => session.block([content], { header }))).toBe('BLOCK_INVALID');
    }
  });

  it('is refused when it inflates to more than it says, without taking memory for it', async () => {
    const bomb = zstdCompressSync(Buffer.alloc(50_000_000));
    const content = Buffer.alloc(100_000);
    const header = { codec: BlockCodec.zstd, rawBytes: content.length, chunkIds: chunkId(content), chunkLengths: [content.length] };
    expect(await endOf((session) => session.block([content], { payload: bomb, header }))).toBe('BLOCK_INVALID');
    const twoFrames = Buffer.concat([zstdCompressSync(content), zstdCompressSync(content)]);
    expect(await endOf((session) => session.block([content], { payload: twoFrames, header }))).toBe('BLOCK_INVALID');
  });

  it('is refused when it is damaged', async () => {
    for (const position of [0, 5, 20, 60, 95, 500]) {
      const damage = (bytes: Buffer): void => {
        bytes[position]! ^= 0x40;
      };
      expect(await endOf((session) => session.block([randomBytes(2000)], { damage }))).toBe('BLOCK_INVALID');
    }
  });

  it('of metadata is refused when a node does not decode, or is a snapshot', async () => {
    const nodes = [
      randomBytes(500),
      encodeNode(NodeKind.directory, 0, randomBytes(32), Buffer.alloc(0), Buffer.from([0, 0])),
      encodeNode(NodeKind.directory, 0, Buffer.alloc(0), Buffer.alloc(0), randomBytes(100)),
      encodeNode(NodeKind.chunkList, 0, Buffer.alloc(0), randomBytes(64), Buffer.from([1, 1])),
      encodeNode(NodeKind.archive, 0, Buffer.alloc(0), Buffer.alloc(0), Buffer.alloc(0)),
      encodeSnapshotNode({ plan: 'daily', draft: {} }),
      makeArchive({ '..': randomBytes(2000) }).nodes[0]!,
      makeArchive({ 'a/b': randomBytes(2000) }).nodes[0]!,
      makeArchive({ '.': randomBytes(2000) }).nodes[0]!,
      makeArchive({ 'a\0b': randomBytes(2000) }).nodes[0]!,
      makeArchive({ ['x'.repeat(1025)]: randomBytes(2000) }).nodes[0]!,
      makeArchive({ ['x'.repeat(200_000)]: randomBytes(2000) }).nodes[0]!,
    ];
    for (const node of nodes) expect(await endOf((session) => session.block([node], { blockClass: BlockClass.metadata }))).toBe('TREE_INVALID');
  });

  it('must have the next number', async () => {
    expect(await endOf((session) => session.block([randomBytes(2000)], { sequence: 2 }))).toBe('PROTOCOL_VIOLATION');
  });
});

describe('an offer', () => {
  it('is refused when it is malformed', async () => {
    const id = randomBytes(32);
    const offers = [
      { sequence: 1, ids: Buffer.alloc(0) },
      { sequence: 1, ids: randomBytes(33) },
      { sequence: 1, ids: id, proofs: randomBytes(31) },
      { sequence: 0, ids: id },
      { sequence: 1, ids: randomBytes(1025 * 32) },
    ];
    for (const offer of offers) expect(await endOf((session) => session.call.write({ offer }))).toBe('PROTOCOL_VIOLATION');
  });

  it('must have a higher number than the one before', async () => {
    expect(
      await endOf(async (session) => {
        await session.offerIds([randomBytes(32)]);
        await session.call.write({ offer: { sequence: 1, ids: randomBytes(32) } });
      }),
    ).toBe('PROTOCOL_VIOLATION');
  });
});

describe('a commit', () => {
  it('is refused when a chunk was never sent', async () => {
    const archive = makeArchive({ file: randomBytes(2000) });
    expect(
      await endOf(async (session) => {
        await session.offer(archive.chunks);
        await session.send(archive.nodes, BlockClass.metadata);
        await session.commit([archive.reference]);
      }),
    ).toBe('CHUNK_NOT_AVAILABLE');
  });

  it('is refused when an entry lies about the length of a chunk', async () => {
    const content = randomBytes(2000);
    const archive = makeArchive({ file: { kind: 'chunks', ids: chunkId(content), lengths: [1_000_000_000] } });
    expect(
      await endOf(async (session) => {
        await session.send([content]);
        await backup(session, archive);
      }),
    ).toBe('TREE_INVALID');
  });

  it('is refused when names, kinds or places are wrong', async () => {
    const good = makeArchive({ file: randomBytes(2000) });
    const tries: readonly ((session: RawSession) => Promise<unknown>)[] = [
      (session) => session.commit([{ ...good.reference, name: '0files' }]),
      (session) => session.commit([{ ...good.reference, name: 'a/b' }]),
      (session) => session.commit([{ ...good.reference, name: 'other' }]),
      (session) => session.commit([good.reference, good.reference]),
      (session) => session.commit([{ ...good.reference, root: randomBytes(32) }]),
      (session) => session.commit([{ ...good.reference, node: Buffer.alloc(3) }]),
      // The archive's node as a tree, and a directory of the tree as an archive.
      (session) => session.commit([{ ...good.reference, node: good.reference.root ?? null }]),
      (session) => session.commit([makeArchive({ file: randomBytes(2000) }, { kind: 'blob' })].map(({ reference }) => reference)),
    ];
    const codes = [];
    for (const attempt of tries) {
      codes.push(
        await endOf(async (session) => {
          await session.send(good.chunks);
          await session.send([...good.nodes, ...makeArchive({ file: randomBytes(2000) }, { kind: 'blob' }).nodes], BlockClass.metadata);
          await attempt(session);
        }),
      );
    }
    expect(codes.slice(0, -1)).toEqual(Array.from({ length: 7 }, () => 'TREE_INVALID'));
  });

  it('is refused when a file’s node stands where a directory must', async () => {
    const list = encodeNode(NodeKind.chunkList, 0, Buffer.alloc(0), Buffer.alloc(0), Buffer.from([0]));
    const archive = makeArchive({ directory: { kind: 'directory', node: chunkId(list) } });
    expect(await endOf(async (session) => backup(session, { ...archive, nodes: [list, ...archive.nodes] }))).toBe('TREE_INVALID');
    const nested = makeArchive({ inner: { kind: 'directory', node: Buffer.from(secretArchive.reference.root ?? []) } });
    using session = await victim.begin('nested');
    await session.send(nested.nodes, BlockClass.metadata);
    expect(await codeOf(session.commit([nested.reference]))).toBe('TREE_INVALID');
  });

  it('is refused when the leaves of a directory overlap', async () => {
    const leaf = (name: string): Buffer => makeArchive({ [name]: { kind: 'none' } }).nodes[0]!;
    const leaves = [leaf('b'), leaf('a')];
    const body = Buffer.from([2, 1, 'b'.charCodeAt(0), 1, 1, 'a'.charCodeAt(0), 1]);
    const index = encodeNode(NodeKind.directory, 1, Buffer.concat(leaves.map((node) => chunkId(node))), Buffer.alloc(0), body);
    const archive = makeArchive({ big: { kind: 'directory', node: chunkId(index) } });
    expect(await endOf(async (session) => backup(session, { ...archive, nodes: [...leaves, index, ...archive.nodes] }))).toBe('TREE_INVALID');
  });

  it('needs an archive, a status and a consistency', async () => {
    const good = makeArchive({ file: randomBytes(2000) });
    expect(await endOf((session) => session.commit([]))).toBe('PROTOCOL_VIOLATION');
    expect(await endOf((session) => session.commit([good.reference], { status: v1.SnapshotStatus.SNAPSHOT_STATUS_UNSPECIFIED }))).toBe('PROTOCOL_VIOLATION');
    expect(await endOf((session) => session.commit([good.reference], { consistency: v1.Consistency.CONSISTENCY_UNSPECIFIED }))).toBe('PROTOCOL_VIOLATION');
    expect(await endOf((session) => session.commit([good.reference], { failedSources: [{ name: 'postgres' }] }))).toBe('PROTOCOL_VIOLATION');
  });
});

describe('a stream', () => {
  it('must begin with Begin, and only once', async () => {
    expect(await endOf((session) => session.call.write({ begin: { hello: helloOf(), runId: randomBytes(16), plan: 'daily' } }))).toBe('PROTOCOL_VIOLATION');
    using call = openBidi(hostile.channel, agentService.Backup);
    await call.write({ offer: { sequence: 1, ids: randomBytes(32) } });
    expect(await codeOf(call.read())).toBe('PROTOCOL_VIOLATION');
  });

  it('is refused for plans that are no names, runs without an id, and protocols that nobody speaks', async () => {
    for (const plan of ['', 'Daily', '../x', 'a/b', 'x'.repeat(64)]) expect(await codeOf(hostile.begin(plan))).toBe('NAME_INVALID');
    expect(await codeOf(hostile.begin('daily', { runId: randomBytes(15) }))).toBe('PROTOCOL_VIOLATION');
    expect(await codeOf(hostile.begin('daily', { hello: helloOf({ protocolVersion: 0 }) }))).toBe('PROTOCOL_VERSION');
  });
});

describe('who is not an agent', () => {
  it('is told to enrol, whatever it calls', async () => {
    using nobody = await openChannel({ addresses: [collector.address], trust: { ca: { certificate: collector.caCertificate }, collectorId: collector.collectorId } });
    expect(await codeOf(callUnary(nobody, agentService.Greet, helloOf()))).toBe('CERTIFICATE_REQUIRED');
    expect(await codeOf(callUnary(nobody, agentService.ListOwnSnapshots, {}))).toBe('CERTIFICATE_REQUIRED');
    expect(await codeOf(callUnary(nobody, agentService.Renew, { hello: helloOf() }))).toBe('CERTIFICATE_REQUIRED');
  });

  it('leaves one event in the audit log for each kind of thing that its sessions were ended for', async () => {
    using agent = await collector.agent('noted');
    const archive = makeArchive({ file: randomBytes(2000) });
    const offences: readonly ((session: RawSession) => Promise<unknown>)[] = [
      (session) => session.block([randomBytes(2000)], { header: { agentId: randomBytes(16) } }),
      (session) => session.block([randomBytes(2000)], { header: { rawBytes: 1999 } }),
      (session) => session.block([randomBytes(500)], { blockClass: BlockClass.metadata }),
      (session) => session.block([randomBytes(2000)], { sequence: 2 }),
      (session) => session.commit([archive.reference]),
    ];
    for (const offend of [...offences, ...offences]) {
      using session = await agent.begin();
      await codeOf(offend(session).then(() => session.readToEnd()));
    }
    const refused = async (): Promise<string[]> => {
      const codes: string[] = [];
      for await (const { audit } of collector.datastore.readDecisions()) if (audit?.kind === 'refused' && audit.object === 'agent noted') codes.push((audit.text ?? '').split(' ')[0] ?? '');
      return codes.sort();
    };
    await expect.poll(refused, { timeout: 10_000 }).toEqual(['BLOCK_INVALID', 'BLOCK_REJECTED', 'CHUNK_NOT_AVAILABLE', 'PROTOCOL_VIOLATION', 'TREE_INVALID']);
  });

  it('is refused in the middle of a session when it is revoked', async () => {
    using agent = await collector.agent('revoked');
    using session = await agent.begin();
    await session.send([randomBytes(2000)]);
    await collector.agents.decide({ actor: 'test', agentRevoked: { agentId: Buffer.from(agent.agentId.replaceAll('-', ''), 'hex') } });
    expect(await codeOf(session.readToEnd())).toBe('AGENT_REVOKED');
    expect(await codeOf(agent.begin())).toBe('AGENT_REVOKED');
    expect(await codeOf(callUnary(agent.channel, agentService.Greet, helloOf()))).toBe('AGENT_REVOKED');
    expect(await codeOf(callUnary(agent.channel, agentService.Renew, { hello: helloOf() }))).toBe('AGENT_REVOKED');
  });

  it('is refused when it is a copy of an agent, with both addresses named', async () => {
    using agent = await collector.agent('cloned');
    using session = await agent.begin();
    expect(session.sessionId).toHaveLength(16);
    using copy = await collector.connect(agent);
    const error = await failureOf(copy.begin('other', { hello: helloOf({ machineId: 'machine-2' }) }));
    expect(error.code).toBe('AGENT_CLONED');
    expect(error.message.match(/127\.0\.0\.1:\d+/gu)).toHaveLength(2);
  });
});
