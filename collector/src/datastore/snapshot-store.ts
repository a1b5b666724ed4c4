/**
 * Snapshots as the datastore holds them: one file each, whose rename is the commit. Ids are 32 hexadecimal digits.
 */
import { chunkId } from '@stillpoint/proto/chunk-identity.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { NODE_MAX_BYTES } from '@stillpoint/proto/format/node.ts';
import { encodeSnapshotNode } from '@stillpoint/proto/format/record-node.ts';

import { decodeSnapshotFile, encodeSnapshotFile, SNAPSHOT_FILE_MAX_BYTES, snapshotIdOfName, snapshotNodeBytes, snapshotObjectName } from './snapshot-file.ts';

import type { v1 } from '@stillpoint/proto/messages.ts';
import type { SnapshotNode } from '@stillpoint/proto/format/record-node.ts';
import type { ObjectStore } from './object-store.ts';

/** One snapshot of {@link SnapshotStore.readAll}: its record, or why it cannot be read. */
export type StoredSnapshot =
  | { readonly snapshotId: string; readonly node: SnapshotNode; readonly error?: undefined }
  | { readonly snapshotId: string; readonly node?: undefined; readonly error: StillpointError };

/** Errors of the disk as in object-store.ts. */
export class SnapshotStore {
  readonly #objects: ObjectStore;

  constructor(objects: ObjectStore) {
    this.#objects = objects;
  }

  /** Commits a snapshot: it is visible and durable when this resolves. After an error it may be visible nevertheless; ask {@link find}. LIMIT_EXCEEDED for a record above 1 MiB. */
  async put(record: v1.SnapshotRecord.$Properties): Promise<void> {
    const id = record.snapshotId;
    if (id?.length !== 16) throw new StillpointError('INTERNAL', `a snapshot id has ${id?.length ?? 0} bytes instead of 16`);
    const node = encodeSnapshotNode(record);
    if (node.length > NODE_MAX_BYTES) throw new StillpointError('LIMIT_EXCEEDED', `the record of a snapshot has ${node.length} bytes; ${NODE_MAX_BYTES} is the limit`);
    await this.#objects.put(snapshotObjectName(Buffer.from(id).toString('hex')), encodeSnapshotFile(node));
  }

  /** A snapshot that is there, perhaps from a {@link put} that was interrupted or failed, stays there through a power failure when this resolves. */
  async settle(snapshotId: string): Promise<void> {
    await this.#objects.settle(snapshotObjectName(snapshotId));
  }

  /** SNAPSHOT_CORRUPT; undefined when there is no such snapshot. */
  async find(snapshotId: string): Promise<SnapshotNode | undefined> {
    const bytes = await this.#objects.read(snapshotObjectName(snapshotId), 0, SNAPSHOT_FILE_MAX_BYTES + 1);
    return bytes === undefined ? undefined : decodeSnapshotFile(bytes, snapshotId);
  }

  /** As {@link find}, with the id of the snapshot's node, which lies in a pack too. */
  async findWithId(snapshotId: string): Promise<{ readonly record: v1.SnapshotRecord; readonly nodeId: Buffer } | undefined> {
    const bytes = await this.#objects.read(snapshotObjectName(snapshotId), 0, SNAPSHOT_FILE_MAX_BYTES + 1);
    if (bytes === undefined) return undefined;
    return { record: decodeSnapshotFile(bytes, snapshotId).record, nodeId: chunkId(snapshotNodeBytes(bytes)) };
  }

  /** SNAPSHOT_UNKNOWN, SNAPSHOT_CORRUPT. */
  async get(snapshotId: string): Promise<SnapshotNode> {
    const node = await this.find(snapshotId);
    if (node === undefined) throw new StillpointError('SNAPSHOT_UNKNOWN', `there is no snapshot ${snapshotId}`, { hint: 'list them with `stillpoint-collector snapshots`' });
    return node;
  }

  /** Ids of all snapshots, damaged ones too, sorted by id. */
  async *list(): AsyncGenerator<string> {
    for await (const object of this.#objects.list('snapshots/')) {
      const snapshotId = snapshotIdOfName(object.name);
      if (snapshotId !== undefined) yield snapshotId;
    }
  }

  /** Every snapshot; one that is damaged comes with its error and hides no other. */
  async *readAll(): AsyncGenerator<StoredSnapshot> {
    for await (const snapshotId of this.list()) {
      const snapshot = await this.#tryFind(snapshotId);
      if (snapshot !== undefined) yield snapshot;
    }
  }

  /** Durable when it resolves; false when there was none. Only then are its chunks garbage. */
  async delete(snapshotId: string): Promise<boolean> {
    return this.#objects.delete(snapshotObjectName(snapshotId));
  }

  async #tryFind(snapshotId: string): Promise<StoredSnapshot | undefined> {
    try {
      const node = await this.find(snapshotId);
      return node === undefined ? undefined : { snapshotId, node };
    } catch (error) {
      if (!(error instanceof StillpointError)) throw error;
      return { snapshotId, error };
    }
  }
}
