/**
 * What `check` finds.
 */
import type { ErrorCode, StillpointError } from '@stillpoint/proto/errors.ts';

/** `problem`: backups fail or miss what was asked for; `warning`: worth knowing; `ok`: as it should be. */
export type FindingLevel = 'ok' | 'warning' | 'problem';

/** One thing that was looked at. `area` is what it is about: `configuration`, `state`, `rights`, `collector`, `clock`, `certificate`, `plan NAME`. */
export interface Finding {
  readonly level: FindingLevel;
  readonly area: string;
  readonly text: string;
  readonly code?: ErrorCode;
  readonly hint?: string;
}

/** A problem told by an error. */
export function problemOf(area: string, error: StillpointError): Finding {
  return { level: 'problem', area, text: error.message, code: error.code, ...(error.hint === undefined ? {} : { hint: error.hint }) };
}
