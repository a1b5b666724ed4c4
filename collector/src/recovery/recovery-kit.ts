/**
 * What a collector is beside its data: the CA's key, its id, its configuration, and what was decided about agents. With it, agents go on connecting to a collector that was made
 * anew, with the datastore's copy or without. The entrance of this folder.
 */
import { readFile } from 'node:fs/promises';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { v1 } from '@stillpoint/proto/messages.ts';
import type { KeyAndCertificate } from '@stillpoint/proto/tls/authority.ts';
import { z } from 'zod';

import type { NewDecision } from '../datastore/decision-journal.ts';
import { readDecisions } from '../datastore/decision-journal.ts';
import { readMarker } from '../datastore/datastore-marker.ts';
import { collectorConfigPath } from '../serve/collector-config.ts';
import { readAuthority } from '../serve/collector-identity.ts';

/** What a kit holds. */
export interface RecoveryKit {
  /** UUID. */
  readonly collectorId: string;
  /** ms since 1970: when the kit was made. */
  readonly madeMs: number;
  readonly authority: KeyAndCertificate;
  /** collector.toml as it was. */
  readonly configuration: string;
  /** Decisions about agents, policies and schedules, in order, encoded. */
  readonly decisions: readonly Buffer[];
}

const content = z.object({
  kit: z.literal(1),
  collectorId: z.uuid(),
  madeMs: z.int(),
  caKey: z.string().min(1),
  caCertificate: z.string().min(1),
  configuration: z.string(),
  decisions: z.array(z.base64()),
});

// What is about snapshots, chunks and tokens is of no use without the data, and what was only noted is no decision.
const leftOut: ReadonlySet<string> = new Set([
  'tokenCreated', 'tokenSpent', 'tokenRevoked', 'snapshotDeleted', 'snapshotUndeleted', 'snapshotExpired', 'snapshotPinned', 'snapshotUnpinned', 'chunksDamaged', 'chunksHealed', 'audit', 'timeNoted',
]);

/** Reads what the collector in `directory` is. DATASTORE_*, STATE_INVALID, JOURNAL_CORRUPT, and system errors of its configuration. */
export async function readRecoveryKit(directory: string, nowMs: number): Promise<RecoveryKit> {
  const { collectorId } = await readMarker(directory);
  const decisions: Buffer[] = [];
  for await (const decision of readDecisions(directory)) {
    if (decision.decision !== undefined && !leftOut.has(decision.decision)) decisions.push(Buffer.from(v1.Decision.encode(decision).finish()));
  }
  return { collectorId, madeMs: nowMs, authority: await readAuthority(directory), configuration: await readFile(collectorConfigPath(directory), 'utf8'), decisions };
}

/** The kit as bytes; see {@link decodeKit}. */
export function encodeKit({ collectorId, madeMs, authority, configuration, decisions }: RecoveryKit): Buffer {
  const value: z.infer<typeof content> = { kit: 1, collectorId, madeMs, caKey: authority.key, caCertificate: authority.certificate, configuration, decisions: decisions.map((decision) => decision.toString('base64')) };
  return Buffer.from(JSON.stringify(value), 'utf8');
}

/** RECOVERY_KIT_INVALID for anything else than {@link encodeKit} made. */
export function decodeKit(bytes: Buffer): RecoveryKit {
  try {
    const { collectorId, madeMs, caKey, caCertificate, configuration, decisions } = content.parse(JSON.parse(bytes.toString('utf8')));
    return { collectorId, madeMs, authority: { key: caKey, certificate: caCertificate }, configuration, decisions: decisions.map((text) => Buffer.from(text, 'base64')) };
  } catch (cause) {
    throw unknownContent(cause);
  }
}

function decodeDecision(bytes: Buffer): v1.Decision {
  try {
    return v1.Decision.decode(bytes);
  } catch (cause) {
    throw unknownContent(cause);
  }
}

function unknownContent(cause: unknown): StillpointError {
  return new StillpointError('RECOVERY_KIT_INVALID', 'the recovery kit holds something that this release does not know', { hint: 'use the release that made it, or a newer one', cause });
}

/** The kit's decisions for a journal that is empty; their times are those of the new journal. RECOVERY_KIT_INVALID. */
export function* decisionsOf({ decisions, madeMs }: RecoveryKit): Generator<NewDecision> {
  for (const bytes of decisions) yield decodeDecision(bytes);
  yield { actor: 'collector', audit: { kind: 'recovery-kit', object: '', text: `this datastore was made with the recovery kit of ${new Date(madeMs).toISOString()}` } };
}
