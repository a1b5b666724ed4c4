/** What a run says of itself, kept from a collector that is not to know names: paths and texts go into the snapshot's record encrypted, codes and counts as they are. */
import { zstdCompressSync } from 'node:zlib';

import { PieceKind, type EncryptionKey } from '@stillpoint/proto/encryption/encryption-key.ts';
import { detailsBinding, sealOf } from '@stillpoint/proto/encryption/snapshot-details.ts';
import { v1 } from '@stillpoint/proto/messages.ts';

/** The record of a snapshot has 1 MiB for everything. */
const PIECE_MAX_BYTES = 262_144;
const PLAIN_MAX_BYTES = 1_048_576;
/** In place of texts. */
const HIDDEN = 'what it says is encrypted with the snapshot';
/** Says nothing of what is backed up, and has to reach whoever looks at the collector. */
const READABLE = 'ENCRYPTION_KEY_NOT_EXPORTED';

/** With what, and for which plan. */
export interface DetailsEncryption {
  readonly key: EncryptionKey;
  readonly plan: string;
}

/** The draft as the collector gets it. Warnings that do not fit are not listed in what is encrypted. */
export function encryptDetails(draft: v1.SnapshotDraft.$Properties, encryption: DetailsEncryption): v1.SnapshotDraft.$Properties {
  return {
    ...draft,
    warnings: (draft.warnings ?? []).map((warning) => (warning.code === READABLE ? warning : { code: warning.code ?? '', text: HIDDEN })),
    skippedMounts: [],
    failedSources: (draft.failedSources ?? []).map((source) => ({ ...source, text: HIDDEN })),
    notes: [],
    planDefinition: '',
    encryptionKeyId: encryption.key.idBytes,
    encryptedDetails: detailsOf(draft, encryption),
    seal: sealOf(encryption.plan, draft, encryption.key),
  };
}

function detailsOf(draft: v1.SnapshotDraft.$Properties, { key, plan }: DetailsEncryption): Uint8Array {
  const binding = detailsBinding(plan, draft);
  const warnings = draft.warnings ?? [];
  const planDefinition = draft.planDefinition ?? '';
  const rest = { skippedMounts: draft.skippedMounts ?? [], failedSources: draft.failedSources ?? [], notes: draft.notes ?? [], planDefinition };
  for (let listed = warnings.length; ; listed = Math.floor(listed / 2)) {
    const plain = v1.SnapshotDraft.encode({ ...rest, warnings: warnings.slice(0, listed) }).finish();
    const piece = key.encrypt(PieceKind.details, plain, binding, (bytes) => zstdCompressSync(bytes));
    if (plain.length <= PLAIN_MAX_BYTES && piece.length <= PIECE_MAX_BYTES) return piece;
    // The rest is bounded far below that by itself, but for texts that nothing makes smaller.
    if (listed === 0) return key.encrypt(PieceKind.details, v1.SnapshotDraft.encode({ planDefinition: planDefinition.slice(0, PIECE_MAX_BYTES / 4) }).finish(), binding);
  }
}
