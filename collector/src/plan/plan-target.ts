/**
 * For whom a plan is: one agent, or all whose name fits a pattern and that have certain labels. Pure.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import { anyByteToken, anyRunToken, ByteGlob } from '@stillpoint/proto/text/byte-glob.ts';

import type { AgentRow } from '../catalog/catalog.ts';

/** What a target is held against. */
export type TargetedAgent = Pick<AgentRow, 'agentId' | 'name' | 'labels'>;

const patternText = /^[a-z0-9._*?-]{1,63}$/u;
const labelKey = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,62}$/u;

/** Holds nothing open. */
export class PlanTarget {
  /** 32 hexadecimal digits; empty: not one agent. */
  readonly agentId: string;
  readonly agents: string;
  readonly labels: readonly (readonly [string, string])[];
  readonly #glob: ByteGlob | undefined;

  /** USAGE when it names nobody, or something that is no pattern or label. */
  constructor({ agentId, agents, labels }: v1.PlanTarget.$Properties) {
    this.agentId = Buffer.from(agentId ?? []).toString('hex');
    this.agents = this.agentId === '' ? (agents ?? '') : '';
    this.labels = this.agentId === '' ? sorted(labels) : [];
    if (this.agentId === '' && this.agents === '' && this.labels.length === 0) throw new StillpointError('USAGE', 'nobody is named that the plans are for', { hint: "say for whom: --label KEY=VALUE, --agent NAME, or --agent '*' for all" });
    if (this.agents !== '' && !patternText.test(this.agents)) throw new StillpointError('USAGE', `"${this.agents}" is no pattern for names of agents`, { hint: "write it as in 'web*'; * stands for any characters, ? for one" });
    for (const [key] of this.labels) if (!labelKey.test(key)) throw new StillpointError('USAGE', `"${key}" can be no label's key`, { hint: 'write it as KEY=VALUE, as in --label role=web' });
    this.#glob = this.agents === '' ? undefined : globOf(this.agents);
  }

  /** See {@link targetKey}. */
  get key(): string {
    return targetKey(this.message());
  }

  covers({ agentId, name, labels }: TargetedAgent): boolean {
    if (this.agentId !== '') return agentId === this.agentId;
    if (this.#glob?.matches(name) === false) return false;
    return this.labels.every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value);
  }

  /** For people. `nameOf`: the name of an agent. */
  text(nameOf: (agentId: string) => string | undefined): string {
    if (this.agentId !== '') return nameOf(this.agentId) ?? this.agentId;
    return [...(this.agents === '' ? [] : [this.agents]), ...this.labels.map(([key, value]) => `${key}=${value}`)].join(' ');
  }

  message(): v1.PlanTarget.$Properties {
    return { agentId: Buffer.from(this.agentId, 'hex'), agents: this.agents, labels: Object.fromEntries(this.labels) };
  }

  /** Negative when this one goes before `other`: one agent before patterns, the pattern with more letters, then the one with more labels. */
  compare(other: PlanTarget): number {
    return Number(other.agentId !== '') - Number(this.agentId !== '') || lettersOf(other.agents) - lettersOf(this.agents) || other.labels.length - this.labels.length;
  }
}

/** Tells targets apart: the same for those that say the same, also for one that this release cannot read. */
export function targetKey({ agentId, agents, labels }: v1.PlanTarget.$Properties): string {
  return agentId && agentId.length > 0 ? Buffer.from(agentId).toString('hex') : JSON.stringify([agents ?? '', sorted(labels)]);
}

/** True for what names no single agent. */
export function isPattern(agents: string): boolean {
  return /[*?]/u.test(agents);
}

function sorted(labels: Readonly<Record<string, string>> | null | undefined): (readonly [string, string])[] {
  return Object.entries(labels ?? {}).sort(([left], [right]) => (left < right ? -1 : 1));
}

function globOf(text: string): ByteGlob {
  const tokens = Array.from({ length: text.length }, (_, index) => {
    const character = text.charAt(index);
    if (character === '*') return anyRunToken;
    return character === '?' ? anyByteToken : text.charCodeAt(index);
  });
  return new ByteGlob(tokens, []);
}

function lettersOf(pattern: string): number {
  return pattern.replaceAll(/[*?]/gu, '').length;
}
