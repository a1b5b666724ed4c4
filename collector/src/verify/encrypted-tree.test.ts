import { randomBytes } from 'node:crypto';

import { knownSnapshot } from '@stillpoint/proto/address/known-snapshots.ts';
import { chunkId, idKey } from '@stillpoint/proto/chunk-identity.ts';
import { encryptNode } from '@stillpoint/proto/encryption/encrypted-node.ts';
import { EncryptionKey, PieceKind } from '@stillpoint/proto/encryption/encryption-key.ts';
import { encodeArchiveNode } from '@stillpoint/proto/format/archive-node.ts';
import { encodeNode, NodeKind } from '@stillpoint/proto/format/node.ts';
import { expect, it } from 'vitest';

import { DamageBook } from './damage-book.ts';
import { TreeCheck } from './tree-check.ts';

import type { BlockReader } from '../tree/block-reader.ts';
import type { VerifyContext } from './verify-context.ts';

const key = EncryptionKey.generate();
const nothing = Buffer.alloc(0);

it('a tree that names the same damaged directories again and again is gone through once, and every archive that is hurt is named', async () => {
  const nodes = new Map<string, Buffer>();
  const put = (node: Buffer): Buffer => {
    const id = chunkId(node);
    nodes.set(idKey(id), node);
    return id;
  };
  const lost = randomBytes(32);
  const directory = (below: readonly Buffer[], data: readonly Buffer[]): Buffer => put(encryptNode(encodeNode(NodeKind.directory, 0, Buffer.concat(below), Buffer.concat(data), randomBytes(8)), key));
  let pair = [directory([], [lost]), directory([], [lost])];
  for (let level = 0; level < 40; level++) pair = [directory(pair, []), directory(pair, [])];
  const root = directory(pair, []);
  const archives = ['one', 'two'].map((name) => {
    const facts = { name, kind: 'tree', sourceKind: 'files', chunkClass: 1, entries: 0, bytes: 0, paths: [] };
    return { name, root, node: put(encodeArchiveNode(facts, root, { keyId: key.idBytes, encrypt: (record, of) => key.encrypt(PieceKind.archive, record, of) })) };
  });
  const lookupChunks = (ids: Uint8Array): Promise<unknown[]> => Promise.resolve(Array.from({ length: ids.length / 32 }, (_, index) => {
    const number = [...nodes.keys()].indexOf(idKey(ids, index * 32));
    return number < 0 ? undefined : { number, lengthBytes: 1, damaged: false };
  }));
  const locateChunks = (ids: Uint8Array): Promise<unknown[]> => lookupChunks(ids).then((facts) => facts.map((fact) => (fact === undefined ? [] : [{ packId: '', blockOffset: 0, damaged: false }])));
  let reads = 0;
  const blocks = { readChunk: (id: Uint8Array) => { reads++; return Promise.resolve(nodes.get(idKey(id)) ?? nothing); } } as unknown as BlockReader;
  const book = new DamageBook();
  const context = { catalog: { lookupChunks, locateChunks }, book, counts: { snapshots: 0, nodes: 0, chunks: 0, packs: 0, readBytes: 0 }, signal: AbortSignal.timeout(10_000), readData: false, zone: 'UTC' } as unknown as VerifyContext;
  const record = { snapshotId: randomBytes(16), agentId: randomBytes(16), agentName: 'guest', plan: 'daily', timeMs: 0, draft: { archives, encryptionKeyId: key.idBytes } };
  await new TreeCheck(context, blocks).check(knownSnapshot(record, undefined));
  // Each archive's node, its root and 41 pairs.
  expect(reads).toBe(2 * 84);
  expect(book.count).toBe(1);
  expect(JSON.stringify([...book.findings()])).toMatch(/:one.*:two/u);
});
