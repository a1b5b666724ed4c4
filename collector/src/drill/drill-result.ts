/**
 * The result of a drill as an event of the audit log: facts first, words after.
 */
import type { v1 } from '@stillpoint/proto/messages.ts';
import { z } from 'zod';

import type { EventRow } from '../catalog/catalog.ts';

const facts = z.object({
  snapshot: z.string().regex(/^[0-9a-f]{32}$/u),
  snapshotTimeMs: z.number(),
  startedMs: z.number(),
  durationMs: z.number(),
  files: z.number(),
  bytes: z.number(),
  passed: z.boolean(),
  text: z.string(),
});

const maxTextLength = 2000;

/** The event of a drill of `AGENT/PLAN`. */
export function drillEvent(drill: v1.DrillFacts.$Properties): v1.AuditEvent.$Properties {
  const value: z.infer<typeof facts> = {
    snapshot: Buffer.from(drill.snapshotId ?? []).toString('hex'),
    snapshotTimeMs: drill.snapshotTimeMs ?? 0,
    startedMs: drill.startedMs ?? 0,
    durationMs: drill.durationMs ?? 0,
    files: drill.files ?? 0,
    bytes: drill.bytes ?? 0,
    passed: drill.passed ?? false,
    text: (drill.text ?? '').slice(0, maxTextLength),
  };
  return { kind: 'drill', object: `${drill.agentName ?? ''}/${drill.plan ?? ''}`, text: JSON.stringify(value) };
}

/** The drill that an event tells of; undefined for one that another release wrote. */
export function drillOf({ object, text }: Pick<EventRow, 'object' | 'text'>): v1.DrillFacts.$Properties | undefined {
  const [agentName = '', plan = ''] = object.split('/');
  try {
    const { snapshot, ...rest } = facts.parse(JSON.parse(text));
    return { agentName, plan, snapshotId: Buffer.from(snapshot, 'hex'), ...rest };
  } catch {
    return undefined;
  }
}
