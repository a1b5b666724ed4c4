/**
 * Until when a snapshot can be neither pruned nor deleted. A policy that is made shorter does not free what an earlier one protected: else whoever takes over an
 * administrator's session would change the policy first.
 */

/** A policy that came into force for a plan, or (without plan) as the default; `immutableForMs` undefined: the plan follows the default again. In the order of the decisions. */
export interface PolicyChange {
  /** `AGENT-ID/PLAN`, or undefined for the default. */
  readonly planKey: string | undefined;
  readonly sinceMs: number;
  readonly immutableForMs: number | undefined;
}

/** The latest moment (ms since 1970) that any policy names which was in force for the plan since the snapshot was taken; 0 when there was none. */
export function immutableUntil(snapshot: { readonly planKey: string; readonly timeMs: number }, changes: readonly PolicyChange[]): number {
  let ofDefault = 0;
  let ofPlan: number | undefined;
  let longest = 0;
  const inForce = (): number => ofPlan ?? ofDefault;
  for (const change of changes) {
    if (change.planKey !== undefined && change.planKey !== snapshot.planKey) continue;
    // What was in force up to here counts if the snapshot was there already.
    if (change.sinceMs >= snapshot.timeMs) longest = Math.max(longest, inForce());
    if (change.planKey === undefined) ofDefault = change.immutableForMs ?? 0;
    else ofPlan = change.immutableForMs;
  }
  longest = Math.max(longest, inForce());
  return longest === 0 ? 0 : snapshot.timeMs + longest;
}
