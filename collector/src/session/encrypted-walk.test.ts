/** Commits of encrypted archives, by an agent that speaks the bare protocol: what is judged without the key, and what is not. */
import { randomBytes } from 'node:crypto';

import { chunkId, idKey } from '@stillpoint/proto/chunk-identity.ts';
import { EncryptionKey } from '@stillpoint/proto/encryption/encryption-key.ts';
import { encryptNode } from '@stillpoint/proto/encryption/encrypted-node.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { BlockClass } from '@stillpoint/proto/format/block.ts';
import { encodeNode, NODE_FLAGS_OFFSET, NodeKind } from '@stillpoint/proto/format/node.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { TestCollector } from './collector.testing.ts';
import { walkEncrypted } from './encrypted-walk.ts';
import { backup, makeArchive, type RawAgent, type RawSession } from './raw-agent.testing.ts';

const key = EncryptionKey.generate();
const other = EncryptionKey.generate();
const says = { encryptionKeyId: key.idBytes };
const nothing = Buffer.alloc(0);

let collector: TestCollector;
let guest: RawAgent;

beforeAll(async () => {
  collector = await TestCollector.open({ durableMs: 20 });
  guest = await collector.agent('guest');
});
afterAll(async () => {
  guest[Symbol.dispose]();
  await collector[Symbol.asyncDispose]();
});

async function endOf(act: (session: RawSession) => Promise<unknown>): Promise<string> {
  using session = await guest.begin();
  const error: unknown = await act(session).then(() => session.readToEnd()).then(() => undefined, (reason: unknown) => reason);
  if (error instanceof StillpointError) return error.code;
  throw new Error(`expected a StillpointError, got ${String(error)}`);
}

describe('a commit of an encrypted archive', () => {
  it('is taken, and the next one sends what has changed only', async () => {
    const content = { a: randomBytes(5000), below: { b: randomBytes(4000), deep: { c: randomBytes(3000) } }, same: { d: randomBytes(2000) } };
    {
      using session = await guest.begin('steady');
      const { sentChunks, sentNodes } = await backup(session, makeArchive(content, { key }), says);
      expect({ sentChunks, sentNodes }).toEqual({ sentChunks: 4, sentNodes: 6 });
    }
    const changed = { ...content, below: { ...content.below, deep: { c: randomBytes(3001) } } };
    using session = await guest.begin('steady');
    const { sentChunks, sentNodes } = await backup(session, makeArchive(changed, { key }), says);
    // deep, below, the root directory, the first node and the archive's.
    expect({ sentChunks, sentNodes }).toEqual({ sentChunks: 1, sentNodes: 5 });
  });

  it('is refused when a chunk or node was never sent', async () => {
    const archive = makeArchive({ file: randomBytes(2000), below: { more: randomBytes(100) } }, { key });
    expect(await endOf(async (session) => {
      await session.send(archive.nodes, BlockClass.metadata);
      await session.commit([archive.reference], says);
    })).toBe('CHUNK_NOT_AVAILABLE');
    const another = makeArchive({ file: randomBytes(2000), below: { more: randomBytes(100) } }, { key });
    expect(await endOf(async (session) => {
      await session.send(another.chunks);
      await session.send(another.nodes.slice(1), BlockClass.metadata);
      await session.commit([another.reference], says);
    })).toBe('CHUNK_NOT_AVAILABLE');
  });

  it.each([
    ['its snapshot names no key', makeArchive({ file: randomBytes(100) }, { key }), {}],
    ['its snapshot names another key', makeArchive({ file: randomBytes(100) }, { key }), { encryptionKeyId: other.idBytes }],
    ['its nodes are plain', makeArchive({ file: randomBytes(100) }, { archiveKey: key }), says],
    ['only its nodes are encrypted', makeArchive({ file: randomBytes(100) }, { key, archiveKey: 'none' }), {}],
    ['only its snapshot says so', makeArchive({ file: randomBytes(100) }), says],
    ['it is said to be a stream', makeArchive({ file: randomBytes(100) }, { key, kind: 'stream' }), says],
  ])('is refused when %s', async (_, archive, draft) => {
    expect(await endOf((session) => backup(session, archive, draft))).toBe('TREE_INVALID');
  });

  it.each([
    ['of 3 bytes', { encryptionKeyId: Buffer.alloc(3) }],
    ['that is absent, with details', { encryptedDetails: Buffer.alloc(3) }],
    ['that is absent, with a seal', { seal: Buffer.alloc(64) }],
  ])('is refused with a key id %s', async (_, draft) => {
    const archive = makeArchive({ file: randomBytes(100) });
    expect(await endOf((session) => backup(session, archive, draft))).toBe('PROTOCOL_VIOLATION');
  });

  it('is refused with a node that is marked as encrypted and is not', async () => {
    const plain = encodeNode(NodeKind.directory, 0, nothing, nothing, Buffer.alloc(100));
    plain[NODE_FLAGS_OFFSET] = 1;
    const archive = encodeNode(NodeKind.archive, 0, randomBytes(32), nothing, Buffer.alloc(0));
    archive[NODE_FLAGS_OFFSET] = 1;
    for (const node of [plain, archive]) expect(await endOf((session) => session.send([node], BlockClass.metadata))).toBe('TREE_INVALID');
  });
});

describe('the walk of an encrypted archive', () => {
  const nodes = new Map<string, Buffer>();
  const reads: string[] = [];
  const reader = {
    read: (id: string): Promise<Buffer> => {
      reads.push(id);
      const node = nodes.get(id);
      return node === undefined ? Promise.reject(new StillpointError('CHUNK_MISSING', 'no such node')) : Promise.resolve(node);
    },
  };
  const put = (below: readonly string[], data: readonly Buffer[], level = 0, kind: NodeKind = NodeKind.directory): string => {
    const node = encryptNode(encodeNode(kind, level, Buffer.from(below.join(''), 'latin1'), Buffer.concat(data), randomBytes(8)), key);
    const id = idKey(chunkId(node));
    nodes.set(id, node);
    return id;
  };
  const walk = async (root: string, previousRoot?: string, limits?: Parameters<typeof walkEncrypted>[0]['limits']): Promise<string[]> => {
    reads.length = 0;
    const found: string[] = [];
    for await (const keys of walkEncrypted({ nodes: reader, previousNodes: reader, root, previousRoot, kind: NodeKind.directory, limits })) found.push(...keys);
    return found;
  };

  it('reads what has changed, and the older nodes that stood there, of a tree of a thousand directories', async () => {
    const data = Array.from({ length: 1000 }, () => randomBytes(32));
    const leaves = data.map((chunk) => put([], [chunk]));
    const before = put([put(leaves, [])], []);
    const fresh = randomBytes(32);
    const changed = [...leaves];
    changed[500] = put([], [data[500] ?? fresh, fresh]);
    changed.splice(100, 0, put([], [fresh]));
    const after = put([put(changed, [])], []);
    const found = await walk(after, before);
    // And what stood in the directory that was paired with the new one.
    expect(new Set(found)).toEqual(new Set([idKey(fresh), idKey(data[500] ?? fresh)]));
    expect(reads.length).toBeLessThan(10);
    expect(await walk(after)).toHaveLength(1002);
    expect(await walk(before, before)).toEqual([]);
  });

  it('goes on when an older node is lost', async () => {
    const chunk = randomBytes(32);
    expect(await walk(put([put([], [chunk])], []), idKey(randomBytes(32)))).toEqual([idKey(chunk)]);
  });

  it('visits a node once, however often it is named, and ends within its bounds', async () => {
    let top = put([], [randomBytes(32)]);
    for (let level = 0; level < 40; level++) top = put(Array.from({ length: 20 }, () => top), []);
    expect(await walk(top)).toHaveLength(1);
    const bounds = { maxIds: 500, maxKnown: 0, maxWaitingBytes: 1_000_000 };
    await expect(walk(top, undefined, bounds)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    await expect(walk(put(Array.from({ length: 100 }, () => put([], [])), []), undefined, { ...bounds, maxKnown: 1000, maxWaitingBytes: 2000 })).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
  });

  it.each([
    ['a level is left out', () => put([put([put([], [], 0)], [], 1)], [], 3)],
    ['a chunk list names a directory', () => put([put([put([], [])], [], 1, NodeKind.chunkList)], [])],
  ])('refuses a tree in which %s', async (_, make) => {
    await expect(walk(make())).rejects.toMatchObject({ code: 'NODE_CORRUPT' });
  });
});
