/** What an encrypted snapshot's record keeps from the collector, for who has the key. */
import { v1 } from '../messages.ts';
import { PieceKind } from './encryption-key.ts';
import type { KeyRing } from './key-ring.ts';

/** Id of the key that all archives of the snapshot are encrypted with, 16 hexadecimal digits; undefined: they are not. */
export function snapshotKeyId({ draft }: v1.SnapshotRecord.$Properties): string | undefined {
  const id = draft?.encryptionKeyId;
  return id === undefined || id === null || id.length === 0 ? undefined : Buffer.from(id).toString('hex');
}

/** The record with what its key opens; as it is without that key, or when nothing can be opened. */
export function withDetails(record: v1.SnapshotRecord.$Properties, keys: KeyRing): v1.SnapshotRecord.$Properties {
  const keyId = snapshotKeyId(record);
  const plain = keyId === undefined ? undefined : keys.find(keyId)?.decrypt(PieceKind.details, record.draft?.encryptedDetails ?? new Uint8Array(0));
  if (plain === undefined) return record;
  try {
    const { warnings, skippedMounts, failedSources, notes, planDefinition } = v1.SnapshotDraft.decode(plain);
    // What the collector has added itself.
    const others = (record.draft?.warnings ?? []).filter(({ code }) => warnings.every((warning) => warning.code !== code));
    return { ...record, draft: { ...record.draft, warnings: [...others, ...warnings], skippedMounts, failedSources, notes, planDefinition } };
  } catch {
    // Made by a release that writes something else there: what can be restored does not depend on it.
    return record;
  }
}
