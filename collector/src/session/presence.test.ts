import { describe, expect, it } from 'vitest';

import { chunkId, chunkProof, idKey } from '@stillpoint/proto/chunk-identity.ts';
import { BlockClass } from '@stillpoint/proto/format/block.ts';

import { AGENT_ID, noise, sampleBlock, SESSION_ID } from '../datastore/datastore-fixture.ts';
import { packedBlock } from '../datastore/packed-block.ts';
import { CollectionGate } from '../collection/collection-gate.ts';
import { FreshChunks } from './fresh-chunks.ts';
import { Presence } from './presence.ts';

import type { ChunkFacts } from '../catalog/catalog.ts';

const [one, two, three] = [noise('one', 100), noise('two', 100), noise('three', 100)];

/** A catalog that knows what it is told to, by key, and numbers the rest. */
class SmallCatalog {
  readonly known = new Map<string, ChunkFacts>();
  #next = 100;

  async lookupChunks(ids: Uint8Array): Promise<(ChunkFacts | undefined)[]> {
    return Array.from({ length: ids.length / 32 }, (_, index) => this.known.get(idKey(ids, index * 32)));
  }

  async addBlocks(blocks: readonly { readonly block: { readonly chunks: readonly unknown[] } }[]): Promise<number[]> {
    return blocks.flatMap(({ block }) => block.chunks.map(() => this.#next++));
  }

  async sealPack(): Promise<void> {
    return Promise.resolve();
  }

  async markDamaged(): Promise<void> {
    return Promise.resolve();
  }
}

function scene(dedup: 'fleet' | 'agent' = 'fleet'): { catalog: SmallCatalog; fresh: FreshChunks; presence: Presence } {
  const catalog = new SmallCatalog();
  const fresh = new FreshChunks(catalog, () => undefined);
  return { catalog, fresh, presence: new Presence({ agentId: 'bb'.repeat(16), dedup }, catalog, fresh, new CollectionGate()) };
}

function idsOf(...contents: readonly Buffer[]): Buffer {
  return Buffer.concat(contents.map((content) => chunkId(content)));
}

function keyOf(content: Buffer): string {
  return idKey(chunkId(content));
}

/** A chunk that another agent stored. */
function factsOf(number: number, damaged: boolean): ChunkFacts {
  return { number, lengthBytes: 100, damaged, sessionId: SESSION_ID.toString('hex'), agentId: AGENT_ID.toString('hex') };
}

/** Stores a block of another agent. */
function storeFresh(fresh: FreshChunks, content: Buffer): void {
  const { header, bytes } = sampleBlock([content]);
  fresh.add({ packId: 'p1', blockClass: BlockClass.data, block: packedBlock(40, bytes.length, header) }, () => undefined);
}

describe('what another session sends in the same moment', () => {
  it('is waited for when the block brings nothing else', async () => {
    const { fresh, presence } = scene();
    const storing = Promise.withResolvers<undefined>();
    fresh.expect([keyOf(one), keyOf(two)], storing.promise);
    const waiting = presence.sentByAnother(idsOf(one, two));
    expect(waiting).toBeDefined();
    storing.resolve(undefined);
    await waiting;
    expect(presence.sentByAnother(idsOf(one, two))).toBeUndefined();
  });

  it('is not waited for when the block brings something besides that nobody sends', () => {
    const { fresh, presence } = scene();
    fresh.expect([keyOf(one)], new Promise(() => undefined));
    expect(presence.sentByAnother(idsOf(one, three))).toBeUndefined();
    expect(presence.sentByAnother(idsOf(three, one))).toBeUndefined();
  });

  it('is waited for when all the rest is stored already', () => {
    const { fresh, presence } = scene();
    storeFresh(fresh, one);
    fresh.expect([keyOf(two)], new Promise(() => undefined));
    expect(presence.sentByAnother(idsOf(one, two))).toBeDefined();
    expect(presence.sentByAnother(idsOf(one))).toBeUndefined();
  });
});

describe('a block that arrives', () => {
  it('is stored for what nobody has, and not for what has become fresh or was fresh a while ago', async () => {
    const { fresh, presence } = scene();
    await presence.answer(idsOf(one, two), Buffer.concat([chunkProof(one), chunkProof(two)]));
    storeFresh(fresh, one);
    expect(presence.arrive(idsOf(one, two))).toMatchObject({ added: [keyOf(two)], held: [{ packId: 'p1' }] });
    fresh.markSynced('p1');
    await fresh.flush();
    expect(fresh.find(keyOf(one))).toBeUndefined();
    expect(presence.arrive(idsOf(one))).toMatchObject({ added: [], held: [{ number: 100 }] });
  });

  it('is stored again for a chunk that is damaged, although it was fresh a while ago', async () => {
    const { catalog, fresh, presence } = scene();
    storeFresh(fresh, one);
    fresh.markSynced('p1');
    await fresh.flush();
    catalog.known.set(keyOf(one), factsOf(100, true));
    expect(await presence.answer(idsOf(one), chunkProof(one))).toEqual(Buffer.of(1));
    expect(presence.sentByAnother(idsOf(one))).toBeUndefined();
    expect(presence.arrive(idsOf(one)).added).toEqual([keyOf(one)]);
  });

  it('gives a session that shares with nobody the use of what it sent, without storing it', async () => {
    const { catalog, presence } = scene('agent');
    const facts = factsOf(7, false);
    catalog.known.set(keyOf(one), facts);
    expect(await presence.answer(idsOf(one), chunkProof(one))).toEqual(Buffer.of(1));
    expect(presence.permits(facts)).toBe(false);
    const { added, held } = presence.arrive(idsOf(one));
    expect({ added, held }).toEqual({ added: [], held: [7] });
    presence.allow(held);
    expect(presence.permits(facts)).toBe(true);
  });
});

describe('what a session has been told to send', () => {
  it('is not wanted again while it is on its way, is being stored, or was stored while the catalog was asked', async () => {
    const { catalog, fresh, presence } = scene();
    const offer = (): Promise<Buffer> => presence.answer(idsOf(one), chunkProof(one));
    expect([...(await offer())]).toEqual([1]);
    expect([...(await offer())]).toEqual([0]);
    const { added } = presence.arrive(idsOf(one));
    expect([...(await offer())]).toEqual([0]);
    const lookup = catalog.lookupChunks.bind(catalog);
    catalog.lookupChunks = async (ids) => {
      const answer = await lookup(ids);
      storeFresh(fresh, one);
      presence.settle(added);
      return answer;
    };
    expect([...(await offer())]).toEqual([0]);
  });
});
