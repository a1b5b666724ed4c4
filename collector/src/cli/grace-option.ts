/** How long a deleted snapshot can be taken back: the options of `delete` and `prune`. */
import { StillpointError } from '@stillpoint/proto/errors.ts';

import { parseDuration } from './duration-option.ts';

/** As commander gives them. */
export interface GraceOptions {
  readonly grace?: string;
  readonly now?: boolean;
}

/** Part of a request; empty when the collector's own default is meant. USAGE. */
export function graceOf({ grace, now }: GraceOptions): { readonly graceMs?: number } {
  if (grace !== undefined && now === true) throw new StillpointError('USAGE', '--grace and --now do not go together');
  if (now === true) return { graceMs: 0 };
  return grace === undefined ? {} : { graceMs: parseDuration(grace, '--grace') };
}
