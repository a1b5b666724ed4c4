/**
 * Packs that were open when their collector died. Nothing is truncated and nothing removed: whole blocks get a footer behind the end of the file.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';

import { PACK_HEADER_BYTES } from './pack-layout.ts';
import { PackWriter } from './pack-writer.ts';

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
}

/** Seals every open pack of the datastore at `directory`; only its owner may, before it creates a pack. Interrupted, it can be repeated. */
export async function recoverPacks(directory: string, packs: PackReader): Promise<PackRecovery[]> {
  const recoveries: PackRecovery[] = [];
  for await (const { packId } of packs.listPacks()) {
    const recovery = await recoverPack(directory, packs, packId);
    if (recovery !== undefined) recoveries.push(recovery);
  }
  return recoveries;
}

async function recoverPack(directory: string, packs: PackReader, packId: string): Promise<PackRecovery | undefined> {
  let content: PackContent | undefined;
  let damage: readonly DamagedRange[] = [];
  let tailBytes = 0;
  try {
    if (await packs.isSealed(packId)) return undefined;
    ({ content, damage, tailBytes } = await packs.scanPack(packId));
    const nothing = content.blocks.length === 0 && (content.fileBytes < PACK_HEADER_BYTES || tailBytes === content.fileBytes);
    if (nothing) return { packId, outcome: 'ignored', content, damage, tailBytes, error: undefined };
    const fileBytes = PackWriter.sealLeftOpen(directory, content);
    return { packId, outcome: 'sealed', content: { ...content, sealed: true, fileBytes }, damage, tailBytes, error: undefined };
  } catch (error) {
    if (!(error instanceof StillpointError)) throw error;
    return { packId, outcome: 'left-open', content, damage, tailBytes, error };
  }
}
