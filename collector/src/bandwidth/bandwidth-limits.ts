/**
 * How fast agents may send at one moment: what an administrator has set, or else the first rule of collector.toml whose hours it is. Reads no clock of its own.
 */
import type { v1 } from '@stillpoint/proto/messages.ts';

import type { DailyWindow } from '../schedule/daily-window.ts';

/** Bytes per second on the wire; 0: no limit. */
export interface Limits {
  readonly total: number;
  readonly perAgent: number;
}

/** One `[[bandwidth]]` of collector.toml; without a window it always holds. */
export interface BandwidthRule extends Limits {
  readonly window: DailyWindow | undefined;
}

/** What was decided, until when (ms since 1970; 0: until it is taken back). */
export interface SetLimits extends Limits {
  readonly untilMs: number;
}

/** Decisions in force, by agent (hex); '' for what is set in place of the rules. Nothing to close. */
export class BandwidthLimits {
  readonly #rules: readonly BandwidthRule[];
  readonly #set = new Map<string, SetLimits>();

  constructor(rules: readonly BandwidthRule[]) {
    this.#rules = rules;
  }

  /** Takes up a decision; others are none of its business. */
  apply({ bandwidthSet, agentRemoved }: v1.Decision.$Properties): void {
    if (agentRemoved) this.#set.delete(hex(agentRemoved.agentId));
    if (!bandwidthSet) return;
    const { agentId, limits } = bandwidthSet;
    if (limits) this.#set.set(hex(agentId), { total: limits.total ?? 0, perAgent: limits.perAgent ?? 0, untilMs: limits.untilMs ?? 0 });
    else this.#set.delete(hex(agentId));
  }

  /** What holds for everybody, and the number of the rule that it comes from: 0 when it was set, or when there is none. */
  at(nowMs: number): Limits & { readonly rule: number } {
    const set = this.set('', nowMs);
    if (set !== undefined) return { ...set, rule: 0 };
    const index = this.#rules.findIndex(({ window }) => window?.isOpen(nowMs) ?? true);
    const rule = this.#rules[index];
    return rule === undefined ? { total: 0, perAgent: 0, rule: 0 } : { total: rule.total, perAgent: rule.perAgent, rule: index + 1 };
  }

  /** What is set for the agent, or ('') in place of the rules; undefined when nothing is. */
  set(agentId: string, nowMs: number): SetLimits | undefined {
    const set = this.#set.get(agentId);
    return set === undefined || (set.untilMs !== 0 && set.untilMs <= nowMs) ? undefined : set;
  }

  /** Agents (hex) for which something is set. */
  agents(nowMs: number): [string, SetLimits][] {
    return [...this.#set].filter(([agentId]) => agentId !== '' && this.set(agentId, nowMs) !== undefined);
  }
}

function hex(bytes: Uint8Array | null | undefined): string {
  return Buffer.from(bytes ?? []).toString('hex');
}
