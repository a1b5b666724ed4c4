/** What an encrypted snapshot's record keeps from the collector, for who has the key. docs/formats.md, "Encryption by the agent". */
import { v1 } from '../messages.ts';
import { formatUtcTime } from '../text/format-time.ts';
import { PieceKind, type EncryptionKey } from './encryption-key.ts';
import type { KeyRing } from './key-ring.ts';

/** By how much the time of a snapshot may differ from the guest's clock when its run began: waiting for a turn takes hours, a clock may be one of another time zone. */
const MAX_TIME_DIFFERENCE_MS = 43_200_000;
const NOTHING = new Uint8Array(0);
const SEAL_CONTENT_BYTES = 8;

/** Id of the key that all archives of the snapshot are encrypted with, 16 hexadecimal digits; undefined: they are not. */
export function snapshotKeyId({ draft }: v1.SnapshotRecord.$Properties): string | undefined {
  const id = draft?.encryptionKeyId;
  return id === undefined || id === null || id.length === 0 ? undefined : Buffer.from(id).toString('hex');
}

/** What details and seal are bound to, so that nobody puts a snapshot together of parts of others: plan, status, consistency and archives. Never change. */
export function detailsBinding(plan: string, { status, consistency, archives }: v1.SnapshotDraft.$Properties): Buffer {
  const name = Buffer.from(plan);
  return Buffer.concat([Uint8Array.of(name.length, status ?? 0, consistency ?? 0), name, ...(archives ?? []).map(({ node }) => node ?? NOTHING)]);
}

/** Shows who has the key that the agent has made the snapshot as `draft` says, for that plan, in a run that began at its `agentStartedMs`. Never change. */
export function sealOf(plan: string, draft: v1.SnapshotDraft.$Properties, key: EncryptionKey): Buffer {
  const content = Buffer.alloc(SEAL_CONTENT_BYTES);
  content.writeBigUInt64LE(BigInt(Math.max(0, Math.round(draft.agentStartedMs ?? 0))));
  return key.encrypt(PieceKind.seal, content, detailsBinding(plan, draft));
}

/** The record with what its key opens; as it is without that key, or when nothing can be opened. */
export function withDetails(record: v1.SnapshotRecord.$Properties, keys: KeyRing): v1.SnapshotRecord.$Properties {
  const plain = opened(record, keys, PieceKind.details, record.draft?.encryptedDetails);
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

/** Why an encrypted snapshot is not the one that its agent has made, or not of the time that the collector says; undefined: it is, or its key was not given. */
export function doubtOf(record: v1.SnapshotRecord.$Properties, keys: KeyRing): string | undefined {
  const keyId = snapshotKeyId(record);
  if (keyId === undefined || keys.find(keyId) === undefined) return undefined;
  const content = opened(record, keys, PieceKind.seal, record.draft?.seal);
  if (content?.length !== SEAL_CONTENT_BYTES) return 'the agent has not made this snapshot as the collector shows it: its archives may be of different snapshots, of another plan, or incomplete';
  const startedMs = Number(content.readBigUInt64LE());
  if (Math.abs((record.timeMs ?? 0) - startedMs) <= MAX_TIME_DIFFERENCE_MS) return undefined;
  return `by the guest's clock this snapshot was made at ${formatUtcTime(startedMs)}, and the collector says ${formatUtcTime(record.timeMs ?? 0)}: that clock was wrong, or the collector shows another snapshot than it says`;
}

function opened(record: v1.SnapshotRecord.$Properties, keys: KeyRing, kind: PieceKind, piece: Uint8Array | null | undefined): Buffer | undefined {
  const keyId = snapshotKeyId(record);
  return keyId === undefined ? undefined : keys.find(keyId)?.decrypt(kind, piece ?? NOTHING, detailsBinding(record.plan ?? '', record.draft ?? {}));
}
