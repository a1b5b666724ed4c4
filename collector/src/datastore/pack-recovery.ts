/**
 * Packs that were open when their collector died. Nothing is truncated and nothing removed: whole blocks get a footer behind the end of the file.
 */
import { join } from 'node:path';

import { StillpointError } from '@stillpoint/proto/errors.ts';

import { datastoreError } from './datastore-error.ts';
import { PACK_HEADER_BYTES, packObjectName } from './pack-layout.ts';
import { PackWriter } from './pack-writer.ts';
import { settleFile } from './settled-file.ts';

import type { PackContent } from './pack-facts.ts';
import type { PackReader } from './pack-reader.ts';
import type { DamagedRange } from './pack-scan.ts';

/** What became of one pack that had no trailer. */
export interface PackRecovery {
  readonly packId: string;
  /**
   * `sealed`: it has a footer now. `ignored`: it holds neither a header nor a block; it is kept. `left-open`: `error` says why it could not be read or sealed
   * (a full disk must not keep a collector from starting); its blocks are where they were, and the next start tries again.
   */
  readonly outcome: 'sealed' | 'ignored' | 'left-open';
  /** Its whole blocks; undefined when it could not be read. */
  readonly content: PackContent | undefined;
  /** Ranges between whole blocks that are damaged. */
  readonly damage: readonly DamagedRange[];
  /** Bytes behind the last whole block: what was being written at the end. */
  readonly tailBytes: number;
  readonly error: StillpointError | undefined;
  /** False when it is not known whether `content` is on the disk: it may be read, but nothing new may come to rely on it. */
  readonly durable: boolean;
}

/** Options of {@link recoverPacks}. */
export interface PackRecoveryOptions {
  /** Lengths of packs that are known to be sealed; those that still have that length are not opened. */
  readonly sealedPacks?: ReadonlyMap<string, number>;
  /** As {@link settleFile}; replaced where faults are injected. */
  readonly settle?: (path: string) => Promise<void>;
}

/** Seals every open pack of the datastore at `directory`; only its owner may, before it creates a pack. Interrupted, it can be repeated. */
export async function recoverPacks(directory: string, packs: PackReader, options: PackRecoveryOptions = {}): Promise<PackRecovery[]> {
  const recoveries: PackRecovery[] = [];
  for await (const { packId, fileBytes } of packs.listPacks()) {
    if (options.sealedPacks?.get(packId) === fileBytes) continue;
    const recovery = await recoverPack(directory, packs, packId, options.settle ?? settleFile);
    if (recovery !== undefined) recoveries.push(recovery);
  }
  return recoveries;
}

async function recoverPack(directory: string, packs: PackReader, packId: string, settle: (path: string) => Promise<void>): Promise<PackRecovery | undefined> {
  let content: PackContent | undefined;
  let damage: readonly DamagedRange[] = [];
  let tailBytes = 0;
  let durable = false;
  try {
    // Before anything is read: what is found must be what is on the disk, not what the dead process had hoped to write, be it a footer.
    const unsettled = await settleError(packId, () => settle(join(directory, packObjectName(packId))));
    durable = unsettled === undefined;
    if (durable && (await packs.isSealed(packId))) return undefined;
    ({ content, damage, tailBytes } = await packs.scanPack(packId));
    if (unsettled !== undefined) throw unsettled;
    const nothing = content.blocks.length === 0 && (content.fileBytes < PACK_HEADER_BYTES || tailBytes === content.fileBytes);
    if (nothing) return { packId, outcome: 'ignored', content, damage, tailBytes, error: undefined, durable };
    const fileBytes = PackWriter.sealLeftOpen(directory, content);
    return { packId, outcome: 'sealed', content: { ...content, sealed: true, fileBytes }, damage, tailBytes, error: undefined, durable };
  } catch (error) {
    if (!(error instanceof StillpointError)) throw error;
    return { packId, outcome: 'left-open', content, damage, tailBytes, error, durable };
  }
}

async function settleError(packId: string, settle: () => Promise<void>): Promise<StillpointError | undefined> {
  try {
    await settle();
    return undefined;
  } catch (error) {
    return datastoreError(error, `syncing pack ${packId}`);
  }
}
