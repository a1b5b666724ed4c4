/**
 * A datastore for tests of this folder, made of lists.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import type { PackContent } from '../datastore/pack-facts.ts';
import { agentId, chunkId, packContent, packedBlock, packId, snapshotId, snapshotRecord } from './catalog-fixture.ts';
import type { DatastoreFacts } from './reconcile.ts';

/** A datastore that is a few lists, and counts what is read of it. */
export class ListedDatastore implements DatastoreFacts {
  readonly contents = new Map<string, PackContent>();
  readonly damagedFooters = new Set<string>();
  readonly unreadableFooters = new Set<string>();
  readonly unreadable = new Set<string>();
  readonly unprovenPacks = new Set<string>();
  readonly records = new Map<string, v1.SnapshotRecord.$Properties>();
  decisions: v1.Decision.$Properties[] = [];
  packsRead: string[] = [];
  readonly settled: string[] = [];

  add(...contents: PackContent[]): void {
    for (const content of contents) this.contents.set(content.packId, content);
  }

  readonly packs: DatastoreFacts['packs'] = {
    listPacks: () => streamOf([...this.contents.values()]),
    isSealed: async (id) => this.contents.get(id)?.sealed === true,
    readContent: async (id) => {
      if (this.damagedFooters.has(id)) throw new StillpointError('PACK_CORRUPT', `pack ${id} has a bad footer`);
      if (this.unreadableFooters.has(id)) throw new StillpointError('DATASTORE_IO', `the footer of pack ${id} cannot be read`);
      return this.#read(id);
    },
    scanPack: async (id) => ({ content: this.#read(id) }),
  };

  readonly snapshots: DatastoreFacts['snapshots'] = {
    list: () => streamOf([...this.records.keys()]),
    settle: async (id) => {
      this.settled.push(id);
    },
    find: async (id) => {
      if (this.unreadable.has(id)) throw new StillpointError('SNAPSHOT_CORRUPT', `snapshot ${id} is damaged`);
      const record = this.records.get(id);
      return record === undefined ? undefined : { record };
    },
  };

  readDecisions(): AsyncIterable<v1.Decision.$Properties> {
    return streamOf(this.decisions);
  }

  #read(id: string): PackContent {
    this.packsRead.push(id);
    const content = this.contents.get(id);
    if (content === undefined || this.unreadable.has(id)) throw new StillpointError('DATASTORE_IO', `pack ${id} cannot be read`);
    return content;
  }
}

async function* streamOf<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

/** Two packs, two snapshots, three decisions; chunk a of pack 1 is damaged, b lies in both packs. */
export function sampleDatastore(): ListedDatastore {
  const datastore = new ListedDatastore();
  datastore.add(packContent(1, [packedBlock(40, ['a', 'b'])]), packContent(2, [packedBlock(40, ['b', 'c'])]));
  datastore.records.set(snapshotId(1), snapshotRecord(1)).set(snapshotId(2), snapshotRecord(2));
  datastore.decisions = [
    { number: 1, agentEnrolled: { agentId: Buffer.from(agentId, 'hex'), name: 'db1' } },
    { number: 2, agentRevoked: { agentId: Buffer.from(agentId, 'hex') } },
    { number: 3, chunksDamaged: { chunks: [{ chunkId: chunkId('a'), packId: Buffer.from(packId(1), 'hex'), blockOffset: 40 }] } },
  ];
  return datastore;
}
