/**
 * Reads a folder as a `files` source without threads or a collector, and keeps every chunk and node in memory. For tests.
 */
import { openSync } from 'node:fs';

import { chunkId, chunkProof, idKey } from '@stillpoint/proto/chunk-identity.ts';
import { decryptNode } from '@stillpoint/proto/encryption/encrypted-node.ts';
import { PieceKind, type EncryptionKey } from '@stillpoint/proto/encryption/encryption-key.ts';
import { decodeChunkListIndex, decodeChunkListLeaf } from '@stillpoint/proto/format/chunk-list.ts';
import { decodeDirectoryIndex } from '@stillpoint/proto/format/directory-builder.ts';
import { decodeDirectoryLeaf } from '@stillpoint/proto/format/directory-node.ts';
import type { Entry } from '@stillpoint/proto/format/entry.ts';
import { decodeFrame, decodeNode, encodeNode } from '@stillpoint/proto/format/node.ts';
import { decodeArchiveNode } from '@stillpoint/proto/format/record-node.ts';

import type { FilesSelection } from '../config/agent-config.ts';
import { StreamStop } from '../source/stream/stream-reader.ts';
import { RunCounters, type CounterName } from './run-counters.ts';
import { SlotRing } from './slot-ring.ts';
import { SourceReader, type ReaderAnswer, type ReaderRequest, type TreeRequest } from './source-reader.ts';

/** What one reading gave. */
export interface Reading {
  readonly archive: Buffer;
  readonly counts: Record<CounterName, number>;
  readonly notes: readonly ReaderAnswer[];
  readonly journal: Buffer;
  /** Chunks handed on by this reading, data and nodes, before any deduplication. */
  readonly offered: number;
}

export class MemoryCollector {
  /** As they are stored. */
  readonly chunks = new Map<string, Buffer>();
  /** What the next readings encrypt with, and what {@link tree} decrypts with. */
  key: EncryptionKey | undefined;

  /** Reads `paths` with a cache file; `previous` is the archive of the reading before. */
  read(paths: readonly string[], cacheFile: string, options: Partial<Omit<TreeRequest, 'files'>> & { readonly files?: Partial<FilesSelection> } = {}): Reading {
    const files: FilesSelection = { paths, exclude: [], include: undefined, filesystems: 'local', defaultExcludes: true, cachedirTag: true, ...options.files };
    const defaults = { kind: 'tree', name: 'files', sourceKind: 'files', contentClass: 'files', copies: [], databases: { covered: [], redisDirectories: [] }, protectedPaths: [], cacheFile, previousArchive: undefined, resumeFile: undefined, damagedIds: new Uint8Array(0), flushedMs: Number.MAX_SAFE_INTEGER, forceRead: false, dryRun: false, listExcluded: true } as const;
    return this.#run({ ...defaults, ...options, files });
  }

  /** Reads a tar file as a tree; `spoolFile`: for the members' metadata. */
  readTar(file: string, spoolFile: string): Reading {
    return this.#run({ kind: 'tar', name: 'command', sourceKind: 'command', contentClass: 'files', fd: openSync(file, 'r'), stop: new StreamStop().share, spoolFile });
  }

  /** Every entry of an archive by its absolute path, with its content's bytes. */
  tree(archive: Uint8Array): Map<string, { readonly entry: Entry; readonly bytes: Buffer }> {
    const found = new Map<string, { entry: Entry; bytes: Buffer }>();
    const pending: { readonly path: string; readonly node: Uint8Array }[] = [{ path: '', node: decodeArchiveNode(this.get(archive)).root }];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      for (const entry of this.#entries(next.node)) {
        const path = entry.name === '' ? '' : `${next.path}/${entry.name}`;
        found.set(path === '' ? '/' : path, { entry, bytes: this.#content(entry) });
        if (entry.content.kind === 'directory') pending.push({ path, node: entry.content.node });
      }
    }
    return found;
  }

  get(id: Uint8Array): Buffer {
    const bytes = this.chunks.get(idKey(id));
    if (bytes === undefined) throw new Error(`chunk ${Buffer.from(id).toString('hex')} was never handed on`);
    return this.#plain(bytes);
  }

  #plain(bytes: Buffer): Buffer {
    if (this.key === undefined) return bytes;
    const data = this.key.decrypt(PieceKind.data, bytes);
    if (data !== undefined) return data;
    if (!decodeFrame(bytes).encrypted) return bytes;
    const { kind, level, nodeIds, dataIds, body } = decryptNode(bytes, this.key);
    return encodeNode(kind, level, nodeIds, dataIds, body);
  }

  #run(request: ReaderRequest): Reading {
    const ring = SlotRing.create(4);
    const counters = new RunCounters();
    const notes: ReaderAnswer[] = [];
    const journal: Uint8Array[] = [];
    let archive: Buffer | undefined;
    let offered = 0;
    const reader = new SourceReader({ ring: ring.share, counters: counters.share, encryption: this.key && { secret: this.key.secret, zstdLevel: 1 } }, (answer) => {
      if (answer.kind === 'done') archive = Buffer.from(answer.archive.node);
      else if (answer.kind === 'slot') {
        journal.push(answer.journal);
        offered += this.#take(ring, answer.slot);
      } else notes.push(answer);
    });
    reader.read(request);
    if (archive === undefined) throw new Error(`reading failed: ${JSON.stringify(notes)}`);
    return { archive, counts: counters.snapshot(), notes, journal: Buffer.concat(journal), offered };
  }

  #take(ring: SlotRing, slot: number): number {
    const ids = ring.ids(slot);
    const proofs = ring.proofs(slot);
    const count = ring.count(slot);
    for (let index = 0; index < count; index++) {
      const start = ring.dataStart(slot) + ring.chunkOffset(slot, index);
      const bytes = Buffer.from(ring.bytes.subarray(start, start + ring.chunkLength(slot, index)));
      const id = ids.subarray(index * 32, index * 32 + 32);
      if (!chunkId(bytes).equals(id) || !chunkProof(bytes).equals(proofs.subarray(index * 32, index * 32 + 32))) throw new Error('a slot holds a chunk under another id');
      this.chunks.set(idKey(id), bytes);
    }
    ring.release(slot);
    return count;
  }

  #entries(node: Uint8Array): Entry[] {
    const decoded = decodeNode(this.get(node));
    return decoded.level === 0 ? decodeDirectoryLeaf(decoded) : decodeDirectoryIndex(decoded).flatMap((item) => this.#entries(item.id));
  }

  #content(entry: Entry): Buffer {
    const bytes = Buffer.alloc(entry.sizeBytes);
    const pieces = this.#pieces(entry);
    let position = 0;
    const holes = [...entry.holes];
    for (const piece of pieces) {
      while (holes[0]?.offset === position) position += holes.shift()?.length ?? 0;
      piece.copy(bytes, position);
      position += piece.length;
    }
    while (holes[0]?.offset === position) position += holes.shift()?.length ?? 0;
    if (position !== entry.sizeBytes) throw new Error(`content of ${entry.name} ends at ${position} of ${entry.sizeBytes}`);
    return bytes;
  }

  #pieces(entry: Entry): Buffer[] {
    const { content } = entry;
    switch (content.kind) {
      case 'inline':
        return [Buffer.from(content.bytes)];
      case 'chunks':
        return content.lengths.map((_, index) => this.get(content.ids.subarray(index * 32, index * 32 + 32)));
      case 'list':
        return this.#list(content.node);
      default:
        return [];
    }
  }

  #list(node: Uint8Array): Buffer[] {
    const decoded = decodeNode(this.get(node));
    if (decoded.level > 0) return decodeChunkListIndex(decoded).flatMap((item) => this.#list(item.id));
    const { ids, lengths } = decodeChunkListLeaf(decoded);
    return lengths.map((_, index) => this.get(ids.subarray(index * 32, index * 32 + 32)));
  }
}
