/**
 * A rule that gives many plans one schedule: AGENTS/PLAN, where AGENTS is a pattern over names (`web*`) or a label (`role=web`) and PLAN a pattern over names of plans. Pure.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import { anyByteToken, anyRunToken, ByteGlob } from '@stillpoint/proto/text/byte-glob.ts';

import type { AgentRow, ScheduleRow } from '../catalog/catalog.ts';

/** What a rule is matched against. */
export type RuledAgent = Pick<AgentRow, 'agentId' | 'name' | 'labels'>;

const globText = /^[a-z0-9._*?-]{1,63}$/u;
const labelText = /^([A-Za-z0-9][A-Za-z0-9._/-]{0,62})=([^\p{Cc}]{0,256})$/u;

/** Reads one as it is typed. Holds nothing open. */
export class ScheduleRule {
  readonly text: string;
  readonly kind: 'pattern' | 'label';
  /** How much of it is said in so many letters: the more, the more it is about. */
  readonly letters: number;
  readonly #agents: ByteGlob | undefined;
  readonly #label: readonly [string, string] | undefined;
  readonly #plan: ByteGlob;

  /** USAGE when `text` is no rule. */
  constructor(text: string) {
    // The name of a plan holds no slash, the key and value of a label may.
    const slash = text.lastIndexOf('/');
    const [agents, plan] = [text.slice(0, Math.max(slash, 0)), text.slice(slash + 1)];
    const label = labelText.exec(agents);
    if (slash < 0 || !globText.test(plan) || (label === null && !globText.test(agents))) {
      throw new StillpointError('USAGE', `"${text}" is no rule for plans`, { hint: "write a pattern over AGENT/PLAN as in 'web*/daily', or a label as in role=web/daily" });
    }
    this.text = text;
    this.kind = label === null ? 'pattern' : 'label';
    this.#label = label === null ? undefined : [label[1] ?? '', label[2] ?? ''];
    this.#agents = label === null ? globOf(agents) : undefined;
    this.#plan = globOf(plan);
    this.letters = (label === null ? lettersOf(agents) : 0) + lettersOf(plan);
  }

  covers(agent: Pick<RuledAgent, 'name' | 'labels'>, plan: string): boolean {
    if (!this.#plan.matches(plan)) return false;
    if (this.#agents !== undefined) return this.#agents.matches(agent.name);
    return this.#label !== undefined && Object.hasOwn(agent.labels, this.#label[0]) && agent.labels[this.#label[0]] === this.#label[1];
  }
}

/** True for what names no single plan, as a person typed it. */
export function isRule(text: string): boolean {
  return /[*?=]/u.test(text);
}

/** The settings of one plan, and where they come from: `rule` undefined when they were set for this very plan. */
export interface ScheduleChoice {
  readonly sinceMs: number;
  readonly settings: v1.ScheduleSettings.$Properties;
  readonly rule: string | undefined;
}

interface RuleRow extends ScheduleRow {
  readonly rule: ScheduleRule;
}

/**
 * Everything that is set. What was set for a plan itself goes before patterns, patterns before labels, and all of them before the plan's own schedule; among patterns, and among labels,
 * the one with more letters goes first, then the one that was set later. A rule applies whole: what it leaves out is not taken from the next.
 */
export class ScheduleRules {
  readonly #exact = new Map<string, ScheduleRow>();
  readonly #rules: readonly RuleRow[];

  /** `rows` as the catalog lists them; those without agent are rules. One that this release cannot read is left out. */
  constructor(rows: readonly ScheduleRow[]) {
    const rules: RuleRow[] = [];
    for (const row of rows) {
      if (row.agentId !== '') this.#exact.set(`${row.agentId}/${row.plan}`, row);
      else {
        const rule = readRule(row.plan);
        if (rule !== undefined) rules.push({ ...row, rule });
      }
    }
    this.#rules = rules.sort(
      (left, right) => rank(left) - rank(right) || right.rule.letters - left.rule.letters || right.sinceMs - left.sinceMs || (left.plan < right.plan ? -1 : 1),
    );
  }

  /** What goes for a plan of `agent`; undefined: its own schedule. */
  find(agent: RuledAgent, plan: string): ScheduleChoice | undefined {
    const exact = this.#exact.get(`${agent.agentId}/${plan}`);
    if (exact !== undefined) return { sinceMs: exact.sinceMs, settings: exact.settings, rule: undefined };
    const row = this.#rules.find(({ rule }) => rule.covers(agent, plan));
    return row === undefined ? undefined : { sinceMs: row.sinceMs, settings: row.settings, rule: row.rule.text };
  }

  /** Plans of the agent (32 hexadecimal digits) for which something was set by name. */
  plansOf(agentId: string): string[] {
    return [...this.#exact.values()].filter((row) => row.agentId === agentId).map(({ plan }) => plan);
  }

  /** Rules, the one that goes first before the others. */
  list(): readonly RuleRow[] {
    return this.#rules;
  }
}

function rank({ rule }: RuleRow): number {
  return rule.kind === 'pattern' ? 0 : 1;
}

function readRule(text: string): ScheduleRule | undefined {
  try {
    return new ScheduleRule(text);
  } catch (error) {
    if (error instanceof StillpointError) return undefined;
    throw error;
  }
}

function globOf(text: string): ByteGlob {
  const tokens = Array.from({ length: text.length }, (_, index) => {
    const character = text.charAt(index);
    if (character === '*') return anyRunToken;
    return character === '?' ? anyByteToken : text.charCodeAt(index);
  });
  return new ByteGlob(tokens, []);
}

function lettersOf(glob: string): number {
  return glob.replaceAll(/[*?]/gu, '').length;
}
