/** The right to decide. */
import { StillpointError } from '@stillpoint/proto/errors.ts';

import type { AdminParts } from './admin-parts.ts';

/** The function that makes decisions durable. INTERNAL when the datastore was opened for reading: the command asked for the wrong mode. */
export function deciderOf(parts: AdminParts): NonNullable<AdminParts['decide']> {
  if (parts.decide === undefined) throw new StillpointError('INTERNAL', 'this command changes the datastore, but has opened it for reading');
  return parts.decide;
}
