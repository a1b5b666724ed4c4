/**
 * Finds the archive (and with it the tree or stream) that an address names within a snapshot.
 */
import { snapshotKeyId } from '../encryption/snapshot-details.ts';
import { StillpointError } from '../errors.ts';
import type { ArchiveNode } from '../format/record-node.ts';
import { nearestWord } from '../text/nearest-word.ts';

import { showName } from './address.ts';
import type { KnownSnapshot } from './known-snapshots.ts';

/** Reads the node of an archive by its id. */
export type ReadArchive = (nodeId: Uint8Array) => Promise<ArchiveNode>;

/** One archive of a snapshot. `root` is the id of the tree's first node or of the stream's chunk list. */
export interface KnownArchive {
  readonly name: string;
  readonly kind: 'tree' | 'stream';
  readonly sourceKind: string;
  readonly bytes: number;
  readonly entries: number;
  readonly root: Uint8Array;
  /** Of the key that it is encrypted with, 16 hexadecimal digits; undefined: it is not. */
  readonly keyId?: string | undefined;
}

/**
 * All archives of a snapshot, in its own order. NODE_CORRUPT and CHUNK_* when one cannot be read; NODE_CORRUPT also when one is encrypted otherwise than the snapshot says: a collector that was
 * taken over could show content of its own as that of a guest which encrypts.
 */
export async function listArchives(snapshot: KnownSnapshot, readArchive: ReadArchive): Promise<KnownArchive[]> {
  const references = snapshot.record.draft?.archives ?? [];
  const snapshotKey = snapshotKeyId(snapshot.record);
  return Promise.all(
    references.map(async ({ node }) => {
      const { record, root, keyId } = await readArchive(node ?? new Uint8Array(0));
      if (keyId !== snapshotKey) {
        throw new StillpointError('NODE_CORRUPT', `archive ${record.name} is ${encryptionText(keyId)}, and its snapshot @${snapshot.id} says that it is ${encryptionText(snapshotKey)}`, {
          hint: 'no agent has committed this: take another snapshot, and find out who has changed this one at the collector',
        });
      }
      const kind = record.kind === 'stream' ? 'stream' : 'tree';
      return { name: record.name, kind, sourceKind: record.sourceKind, bytes: record.bytes, entries: record.entries, root, keyId } as const;
    }),
  );
}

function encryptionText(keyId: string | undefined): string {
  return keyId === undefined ? 'not encrypted' : `encrypted with key ${keyId}`;
}

/**
 * The archive called `name`, or without a name the only tree (or the only archive at all). ARCHIVE_UNKNOWN and ARCHIVE_AMBIGUOUS say which there are;
 * the former tells when that source failed in this snapshot.
 */
export function resolveArchive(snapshot: KnownSnapshot, archives: readonly KnownArchive[], name: string | undefined): KnownArchive {
  const names = archives.map((archive) => archive.name);
  const title = `snapshot @${snapshot.id} of ${showName(snapshot.agentName, snapshot.plan)}`;
  if (name === undefined) {
    const allTrees = archives.filter((archive) => archive.kind === 'tree');
    // What tells of a guest's disks is never what somebody looks for in its files.
    const content = allTrees.filter(({ sourceKind }) => sourceKind !== 'system');
    const trees = content.length > 0 ? content : allTrees;
    const [only] = trees.length === 0 && archives.length === 1 ? archives : trees;
    if (trees.length > 1) throw new StillpointError('ARCHIVE_AMBIGUOUS', `${title} has ${trees.length} trees`, { hint: `name one of them behind the colon: ${trees.map((tree) => tree.name).join(', ')}` });
    if (only === undefined) throw new StillpointError('ARCHIVE_UNKNOWN', `${title} has no tree`, { hint: names.length === 0 ? undefined : `its archives: ${names.join(', ')}` });
    return only;
  }
  const found = archives.find((archive) => archive.name === name);
  if (found !== undefined) return found;
  const failed = snapshot.record.draft?.failedSources?.find((source) => source.name === name || name.startsWith(`${source.name ?? ''}.`));
  if (failed !== undefined) {
    throw new StillpointError('ARCHIVE_UNKNOWN', `${title} has no archive "${name}": its source failed in that run (${failed.code ?? ''}: ${failed.text ?? ''})`, { hint: 'take an earlier snapshot, for example @-1 or @latest-complete' });
  }
  const near = nearestWord(name, names);
  throw new StillpointError('ARCHIVE_UNKNOWN', `${title} has no archive "${name}"`, { hint: near === undefined ? `its archives: ${names.join(', ')}` : `did you mean ${near}? Its archives: ${names.join(', ')}` });
}
