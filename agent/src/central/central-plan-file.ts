/**
 * The plans that the collector has defined for this guest, as they were sent, in a file of the state directory: they go on while the collector is away, and each reader judges them anew by
 * agent.toml as it is then. docs/service.md, chapter "Central plans".
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';
import { maxCentralPlans, maxDefinitionBytes } from '@stillpoint/proto/plan/central-plan.ts';
import { z } from 'zod';

import { writeDurably } from '../identity/durable-file.ts';
import { shownPath, stateError } from '../identity/state-error.ts';

const fileName = 'central-plans.json';

const fileSchema = z.object({
  format: z.literal(1),
  plans: z
    .array(
      z.object({
        name: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,62}$/u),
        revision: z.int().min(1),
        definition: z.string().max(maxDefinitionBytes),
      }),
    )
    .max(maxCentralPlans),
});

/** A plan as it was sent; see CentralPlan of the contract. */
export type SentPlan = z.infer<typeof fileSchema>['plans'][number];

/** What was sent last; nothing when nothing was. STATE_INVALID for a damaged file; PERMISSION_DENIED, STATE_IO. */
export function readSentPlans(stateDirectory: string): readonly SentPlan[] {
  const file = join(stateDirectory, fileName);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw stateError(error, 'read', file);
  }
  try {
    return fileSchema.parse(JSON.parse(text)).plans;
  } catch (cause) {
    throw new StillpointError('STATE_INVALID', `${shownPath(file)}, which holds the plans that the collector has defined, is damaged`, { hint: 'remove it: the collector sends the plans again when the service connects', cause });
  }
}

/** Replaces what was sent before; false: it was the same. PROTOCOL_VIOLATION for plans that are none; PERMISSION_DENIED, STATE_IO. */
export function keepSentPlans(stateDirectory: string, plans: readonly SentPlan[]): boolean {
  const checked = fileSchema.safeParse({ format: 1, plans });
  if (!checked.success) throw new StillpointError('PROTOCOL_VIOLATION', 'the collector has sent plans that are none');
  if (isKept(stateDirectory, checked.data.plans)) return false;
  const file = join(stateDirectory, fileName);
  try {
    writeDurably(file, `${JSON.stringify(checked.data)}\n`);
  } catch (error) {
    throw stateError(error, 'write', file);
  }
  return true;
}

function isKept(stateDirectory: string, plans: readonly SentPlan[]): boolean {
  try {
    return JSON.stringify(readSentPlans(stateDirectory)) === JSON.stringify(plans);
  } catch (error) {
    // A damaged file is replaced.
    if (error instanceof StillpointError && error.code === 'STATE_INVALID') return false;
    throw error;
  }
}
