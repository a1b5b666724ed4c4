/**
 * The rules by which a plan's snapshots are kept. Pure values; how they are written down is the contract's matter (RetentionPolicy of stillpoint.proto).
 */
import type { v1 } from '@stillpoint/proto/messages.ts';

/** Rules of which any one keeps a snapshot; 0: no such rule. Without any rule everything is kept. */
export interface RetentionPolicy {
  readonly keepLast: number;
  readonly keepHourly: number;
  readonly keepDaily: number;
  readonly keepWeekly: number;
  readonly keepMonthly: number;
  readonly keepYearly: number;
  readonly keepWithinMs: number;
  /** Neither prune nor delete touches a snapshot that is younger. */
  readonly immutableForMs: number;
}

/** No rule at all: everything is kept, nothing is immutable. */
export const keepEverything: RetentionPolicy = { keepLast: 0, keepHourly: 0, keepDaily: 0, keepWeekly: 0, keepMonthly: 0, keepYearly: 0, keepWithinMs: 0, immutableForMs: 0 };

/** True when the policy ever lets a snapshot go. */
export function letsGo(policy: RetentionPolicy): boolean {
  const { keepLast, keepHourly, keepDaily, keepWeekly, keepMonthly, keepYearly, keepWithinMs } = policy;
  return keepLast + keepHourly + keepDaily + keepWeekly + keepMonthly + keepYearly + keepWithinMs > 0;
}

/** The policy of a message; what it does not say is 0. */
export function policyOfMessage(message: v1.RetentionPolicy.$Properties): RetentionPolicy {
  return {
    keepLast: message.keepLast ?? 0,
    keepHourly: message.keepHourly ?? 0,
    keepDaily: message.keepDaily ?? 0,
    keepWeekly: message.keepWeekly ?? 0,
    keepMonthly: message.keepMonthly ?? 0,
    keepYearly: message.keepYearly ?? 0,
    keepWithinMs: message.keepWithinMs ?? 0,
    immutableForMs: message.immutableForMs ?? 0,
  };
}
