/**
 * Events of a backup for programs: one JSON object a line, told apart by `event`. Times are RFC 3339 in UTC; paths are `path`, and `path_base64` when they are
 * not UTF-8. docs/configuration.md lists them.
 */
import { errorJson } from '@stillpoint/proto/cli/error-text.ts';
import type { StillpointError } from '@stillpoint/proto/errors.ts';
import { jsonByteName } from '@stillpoint/proto/text/byte-name.ts';
import { formatUtcTime } from '@stillpoint/proto/text/format-time.ts';

import type { RunOutcome, RunProgress, RunWarning } from '../run/run-events.ts';
import type { SkippedMountFacts } from '../source/files/mount-policy.ts';
import { remainingMs } from './progress-estimate.ts';
import { snapshotAddress } from './run-text.ts';

/** A JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** A moment, null when there is none. */
export function jsonTime(unixMs: number | undefined): string | null {
  return unixMs === undefined ? null : formatUtcTime(unixMs);
}

/** Body of a `progress` event. */
export function progressJson(progress: RunProgress, bytesPerSecond: number): JsonObject {
  const leftMs = remainingMs(progress);
  return { ...progress, bytesPerSecond: Math.round(bytesPerSecond), remainingMs: leftMs === undefined ? null : Math.round(leftMs) };
}

/** Body of a `warning` event. */
export function warningJson({ code, path, text }: RunWarning): JsonObject {
  return { code, ...(path === '' ? {} : jsonByteName(path)), text };
}

/** Body of a `skippedMount` event. */
export function skippedMountJson({ path, filesystem, reason }: SkippedMountFacts): JsonObject {
  return { ...jsonByteName(path), filesystem, reason };
}

/** Body of a `summary` event, also kept as the plan's last run. */
export function summaryJson(outcome: RunOutcome): JsonObject {
  return {
    agentName: outcome.agentName,
    plan: outcome.plan,
    status: outcome.status,
    snapshotId: outcome.snapshotId ?? null,
    address: snapshotAddress(outcome) ?? null,
    sequence: outcome.sequence ?? null,
    snapshotTime: jsonTime(outcome.timeMs),
    shrunk: outcome.shrunk,
    consistency: outcome.stillness?.consistency ?? null,
    frozenMs: outcome.stillness?.frozenMs ?? null,
    ...outcome.progress,
    storedBytes: outcome.storedBytes,
    warnings: outcome.warnings.length + outcome.moreWarnings,
    skippedMounts: outcome.skippedMounts.map(skippedMountJson),
    archives: outcome.archives.map(({ bytes, ...facts }) => ({ ...facts, bytes: bytes ?? null })),
    failedSources: outcome.failedSources,
  };
}

/** Body of an `error` event. */
export function failureJson(error: StillpointError): JsonObject {
  return { ...errorJson(error) };
}
