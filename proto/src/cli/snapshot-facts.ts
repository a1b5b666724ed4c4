/** Snapshots as listings show them. */
import { showByteName } from '../text/byte-name.ts';

import { formatAddress, showAddress } from '../address/address.ts';
import { consistencyName } from '../address/headline.ts';
import type { KnownSnapshot } from '../address/known-snapshots.ts';
import { addressOf } from '../address/resolve-snapshot.ts';
import { snapshotKeyId } from '../encryption/snapshot-details.ts';
import { jsonId, jsonTime, jsonUuid } from './json-fields.ts';

/** What is to be known beside the time: `INCOMPLETE`, `SHRUNK`, and `encrypted KEY-ID`. */
export function statusFlags({ record, complete }: KnownSnapshot): string[] {
  const keyId = snapshotKeyId(record);
  return [...(complete ? [] : ['INCOMPLETE']), ...(record.draft?.shrunk === true ? ['SHRUNK'] : []), ...(keyId === undefined ? [] : [`encrypted ${keyId}`])];
}

/** Address of the whole snapshot, shell-quoted. */
export function snapshotAddress(snapshot: KnownSnapshot, zone: string): string {
  return formatAddress(addressOf(snapshot, zone));
}

/** A snapshot in JSON. */
export function snapshotJson(snapshot: KnownSnapshot, zone: string): Record<string, unknown> {
  const { record } = snapshot;
  const draft = record.draft ?? {};
  const counts = draft.counts ?? {};
  return {
    snapshotId: snapshot.id,
    address: showAddress(addressOf(snapshot, zone)),
    agentId: jsonUuid(record.agentId),
    agentName: snapshot.agentName,
    plan: snapshot.plan,
    sequence: record.sequence ?? 0,
    time: jsonTime(snapshot.timeMs),
    committed: jsonTime(record.committedMs),
    frozenMs: draft.frozenMs ?? 0,
    status: snapshot.complete ? 'complete' : 'incomplete',
    shrunk: draft.shrunk ?? false,
    encryptionKeyId: snapshotKeyId(record) ?? null,
    consistency: consistencyName(snapshot),
    archives: (draft.archives ?? []).map((archive) => archive.name ?? ''),
    files: counts.files ?? 0,
    directories: counts.directories ?? 0,
    others: counts.others ?? 0,
    bytes: counts.bytes ?? 0,
    newBytes: counts.newBytes ?? 0,
    sentBytes: counts.sentBytes ?? 0,
    storedBytes: record.storedBytes ?? 0,
    entriesUnreadable: counts.entriesUnreadable ?? 0,
    entriesChanged: counts.entriesChanged ?? 0,
    durationMs: counts.durationMs ?? 0,
    warnings: (draft.warnings ?? []).map(({ code, path, text }) => ({ code: code ?? '', path: showByteName(Buffer.from(path ?? []).toString('latin1')), text: text ?? '' })),
    moreWarnings: draft.moreWarnings ?? 0,
    skippedMounts: (draft.skippedMounts ?? []).map(({ path, filesystem, reason }) => ({ path: showByteName(Buffer.from(path ?? []).toString('latin1')), filesystem: filesystem ?? '', reason: reason ?? '' })),
    failedSources: (draft.failedSources ?? []).map(({ name, kind, code, text }) => ({ name: name ?? '', kind: kind ?? '', code: code ?? '', text: text ?? '' })),
    notes: [...(draft.notes ?? [])],
    toolVersions: draft.toolVersions ?? {},
    planDefinition: definitionJson(draft.planDefinition ?? ''),
    runId: jsonId(record.runId),
    agentVersion: record.agentVersion ?? '',
    collectorVersion: record.collectorVersion ?? '',
    operatingSystem: record.operatingSystem ?? '',
  };
}

/** What the guest says that the snapshot was made by; null when it says nothing that can be read. */
function definitionJson(definition: string): unknown {
  try {
    return definition === '' ? null : JSON.parse(definition);
  } catch {
    // The word of a guest, which may say anything.
    return null;
  }
}
