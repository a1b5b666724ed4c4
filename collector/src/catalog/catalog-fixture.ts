/**
 * Blocks, snapshots and catalogs for tests of this folder.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { v1 } from '@stillpoint/proto/messages.ts';

import type { PackContent, PackedBlock } from '../datastore/pack-facts.ts';
import type { Catalog, NewBlock, VersionQuery } from './catalog.ts';

/** A folder for one test; removed when it is disposed of. */
export class TestFolder implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), 'stillpoint-test-catalog-'));

  file(name = 'catalog.sqlite'): string {
    return join(this.path, name);
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** The id of the chunk called `name`. */
export function chunkId(name: string): Buffer {
  // Names with one beginning share their first 6 bytes, as ids of strangers may.
  const [family = ''] = name.split('.');
  return Buffer.concat([createHash('sha256').update(family).digest().subarray(0, 6), createHash('sha256').update(name).digest().subarray(0, 26)]);
}

/** The length of the chunk called `name`. */
export function chunkBytes(name: string): number {
  return 100 + (chunkId(name)[10] ?? 0);
}

export const agentId = 'a1'.repeat(16);
export const sessionId = '5e'.repeat(16);

/** The id of pack number `number`. */
export function packId(number: number): string {
  return number.toString(16).padStart(32, '0');
}

/** A block of the chunks called `names` at `offset`; 1,000 bytes long. */
export function packedBlock(offset: number, names: readonly string[]): PackedBlock {
  return {
    offset,
    totalBytes: 1000,
    agentId: Buffer.from(agentId, 'hex'),
    sessionId: Buffer.from(sessionId, 'hex'),
    chunks: names.map((name) => ({ id: chunkId(name), lengthBytes: chunkBytes(name) })),
  };
}

/** The same as appended to pack number `pack`. */
export function newBlock(pack: number, offset: number, names: readonly string[]): NewBlock {
  return { packId: packId(pack), blockClass: 0, block: packedBlock(offset, names) };
}

/** Content of a sealed pack. */
export function packContent(pack: number, blocks: readonly PackedBlock[], fileBytes = 5000): PackContent {
  return { packId: packId(pack), blockClass: 0, sealed: true, fileBytes, blocks };
}

/** The ids of the chunks called `names`, one after another. */
export function chunkIds(...names: readonly string[]): Buffer {
  return Buffer.concat(names.map(chunkId));
}

/** The id of snapshot number `number`, hexadecimal. */
export function snapshotId(number: number): string {
  return (0x5000 + number).toString(16).padStart(32, '0');
}

/** A record of snapshot `number`, which is also its sequence and its time in seconds. */
export function snapshotRecord(number: number, properties: v1.SnapshotRecord.$Properties = {}): v1.SnapshotRecord.$Properties {
  return {
    snapshotId: Buffer.from(snapshotId(number), 'hex'),
    agentId: Buffer.from(agentId, 'hex'),
    agentName: 'db1',
    plan: 'daily',
    sequence: number,
    timeMs: number * 1000,
    runId: Buffer.alloc(16, number),
    ...properties,
  };
}

/** Everything that a search finds. */
export async function findAll(catalog: Catalog, query: Partial<VersionQuery> & { readonly pattern: string }): Promise<v1.FileVersion.$Properties[]> {
  const found: v1.FileVersion.$Properties[] = [];
  for await (const batch of catalog.findVersions({ agentId: undefined, ignoreCase: false, deletedOnly: false, ...query })) found.push(...batch);
  return found;
}

/** Paths of what a search finds. */
export async function findPaths(catalog: Catalog, query: Partial<VersionQuery> & { readonly pattern: string }): Promise<string[]> {
  return (await findAll(catalog, query)).map((version) => Buffer.from(version.path ?? []).toString('latin1'));
}
