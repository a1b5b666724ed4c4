/**
 * DIR/alarms.json: what was told, so that a restart tells nothing twice and forgets nothing. It can be deleted: then what is wrong is told once more. Documented in docs/monitoring.md.
 */
import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { systemErrorCode } from '@stillpoint/proto/errors.ts';

import { alarmKinds } from '../alarm/alarm.ts';
import { syncPath, writeDurably } from '../datastore/durable-file.ts';

const told = z.object({
  kind: z.enum(alarmKinds), agentName: z.string(), plan: z.string(), text: z.string(), critical: z.boolean(), subject: z.string(), sinceMs: z.number(), toldMs: z.number(),
});

const schema = z.object({
  format: z.literal(1),
  since: z.record(z.string(), z.number()),
  refusals: z.array(z.object({ agentId: z.string(), agentName: z.string(), code: z.string(), text: z.string(), lastMs: z.number() })),
  channels: z.record(z.string(), z.array(told)),
});

/** The file's content. `since`: when each alarm was first seen, by key; `channels`: what each has told. */
export type NotifyState = z.infer<typeof schema>;

export const emptyNotifyState: NotifyState = { format: 1, since: {}, refusals: [], channels: {} };

/** Reads it; nothing is told yet when there is none. A file that cannot be read is worth no backup: `note` is told of it. */
export async function readNotifyState(directory: string, note: (text: string) => void): Promise<NotifyState> {
  const path = notifyStatePath(directory);
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') note(`${path} cannot be read, so what is wrong now is told again: ${error instanceof Error ? error.message : String(error)}`);
    return emptyNotifyState;
  }
}

/** Puts a new one in the place of the old. Throws system errors. */
export async function writeNotifyState(directory: string, state: NotifyState): Promise<void> {
  const path = notifyStatePath(directory);
  await writeDurably(`${path}.tmp`, Buffer.from(`${JSON.stringify(state)}\n`));
  await rename(`${path}.tmp`, path);
  await syncPath(directory);
}

function notifyStatePath(directory: string): string {
  return join(directory, 'alarms.json');
}
