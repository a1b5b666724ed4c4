import { chunkId, idKey } from '@stillpoint/proto/chunk-identity.ts';
import { EncryptionKey } from '@stillpoint/proto/encryption/encryption-key.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { expect, it } from 'vitest';

import { walkCommit } from './commit-walk.ts';
import { PermittedNodes } from './permitted-nodes.ts';
import { makeArchive } from './raw-agent.testing.ts';
import { SparseBitmap } from './sparse-bitmap.ts';

import type { Catalog } from '../catalog/catalog.ts';
import type { NodeSource } from './node-source.ts';

const key = EncryptionKey.generate();
const archive = makeArchive({ a: { b: { c: {} } }, d: {} }, { key });
const stored = new Map(archive.nodes.map((node) => [idKey(chunkId(node)), node]));

/** Everything is in memory, and nothing waits for anything. */
function nodesInMemory(): PermittedNodes {
  const catalog: Pick<Catalog, 'lookupChunks'> = { lookupChunks: (ids) => Promise.resolve(Array.from({ length: ids.length / 32 }, (_, number) => ({ number, lengthBytes: 1, damaged: false, sessionId: '', agentId: '' }))) };
  const source = { read: (id: string) => Promise.resolve(stored.get(id)), neighbours: () => undefined } as unknown as NodeSource;
  return new PermittedNodes({ agentId: '', permits: () => true, reachable: () => Promise.resolve(new SparseBitmap()) }, catalog, source);
}

it('a walk over nodes that are all in memory lets others have their turn', async () => {
  const nodes = nodesInMemory();
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  const [first = ''] = stored.keys();
  for (const endMs = performance.now() + 4000; turns < 2 && performance.now() < endMs; ) await nodes.read(first);
  clearInterval(timer);
  expect(turns).toBe(2);
});

it('a walk of an encrypted archive ends when its session does, also without any chunk', async () => {
  let checks = 0;
  const checkAborted = (): void => {
    if (++checks === 3) throw new StillpointError('SESSION_LOST', 'the agent has gone');
  };
  const walk = walkCommit({ archives: [archive.reference], previous: [], keyId: key.id, nodes: nodesInMemory(), previousNodes: nodesInMemory(), checkAborted });
  await expect(walk).rejects.toMatchObject({ code: 'SESSION_LOST' });
});
