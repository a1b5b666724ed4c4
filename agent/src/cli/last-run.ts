/**
 * The record of a plan's last run that `status` shows: `last-run.json` in the plan's folder.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { systemErrorCode, type StillpointError } from '@stillpoint/proto/errors.ts';
import { formatUtcTime } from '@stillpoint/proto/text/format-time.ts';

import { writeDurably } from '../identity/durable-file.ts';
import type { StateDirectory } from '../identity/state-directory.ts';
import { stateError } from '../identity/state-error.ts';
import type { RunOutcome } from '../run/run-events.ts';
import { failureJson, summaryJson, type JsonObject } from './backup-json.ts';

const fileName = 'last-run.json';

/** How a run ended: `summary` of one that left a snapshot, else `error`. Times are RFC 3339 in UTC. */
export interface LastRun {
  readonly startedAt: string;
  readonly endedAt: string;
  readonly summary?: JsonObject;
  readonly error?: JsonObject;
}

/** Writes the record. PERMISSION_DENIED, STATE_IO. */
export function writeLastRun(state: StateDirectory, plan: string, times: { readonly startedMs: number; readonly endedMs: number }, end: RunOutcome | StillpointError): void {
  const record: LastRun = {
    startedAt: formatUtcTime(times.startedMs),
    endedAt: formatUtcTime(times.endedMs),
    ...('status' in end ? { summary: summaryJson(end) } : { error: failureJson(end) }),
  };
  const file = join(state.planFolder(plan), fileName);
  try {
    writeDurably(file, `${JSON.stringify(record, undefined, 2)}\n`);
  } catch (error) {
    throw stateError(error, 'write', file);
  }
}

/** The record, or undefined when there is none that can be read: it is for show only. PERMISSION_DENIED, STATE_IO. */
export function readLastRun(state: StateDirectory, plan: string): LastRun | undefined {
  const file = join(state.path, 'plans', plan, fileName);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw stateError(error, 'read', file);
  }
  return parse(text);
}

function parse(text: string): LastRun | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Written whole or not at all, so somebody has changed it.
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('startedAt' in value) || !('endedAt' in value)) return undefined;
  return typeof value.startedAt === 'string' && typeof value.endedAt === 'string' ? (value as LastRun) : undefined;
}
