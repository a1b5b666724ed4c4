/**
 * Alarms: what needs somebody. Found anew each time from what is there; nothing here remembers.
 */
import type { v1 } from '@stillpoint/proto/messages.ts';

/** Every kind, worst first. */
export const alarmKinds = ['DAMAGE', 'FREE_SPACE', 'QUOTA', 'NEVER', 'OVERDUE', 'PLAN', 'FAILED', 'DRILL', 'REFUSED', 'INCOMPLETE', 'SHRUNK', 'CERT', 'CLOCK', 'NOTIFY'] as const;
export type AlarmKind = (typeof alarmKinds)[number];

/** One of them; a v1.Alarm when the rest is left out. */
export interface Alarm {
  readonly kind: AlarmKind;
  /** Empty: about the collector. */
  readonly agentName: string;
  /** Empty: about the agent. */
  readonly plan: string;
  /** One line without control characters. */
  readonly text: string;
  /** No backup, or soon none; else a warning. */
  readonly critical: boolean;
  /** What it is about, whatever it is called now: with the kind it tells alarms apart. */
  readonly subject: string;
  /** How long it may stand before anybody is told: a new guest's first backup is due tonight, and nothing is wrong with that. */
  readonly graceMs: number;
}

type Named = Pick<Alarm, 'kind' | 'agentName' | 'plan' | 'subject'>;

const maxTextLength = 1024;

/** Text that a guest may have written, as one line that is safe in mails, environments and terminals. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, ' ').trim().slice(0, maxTextLength);
}

/** Tells alarms apart. */
export function alarmKey({ kind, subject }: Pick<Alarm, 'kind' | 'subject'>): string {
  return `${kind} ${subject}`;
}

/** Worst first, then by name. */
export function compareAlarms(left: Named, right: Named): number {
  return alarmKinds.indexOf(left.kind) - alarmKinds.indexOf(right.kind) || compareText(`${left.agentName}/${left.plan}`, `${right.agentName}/${right.plan}`) || compareText(left.subject, right.subject);
}

/** What goes over the wire. */
export function alarmMessage({ kind, agentName, plan, text, critical }: Alarm): v1.Alarm.$Properties {
  return { kind, agentName, plan, text, critical };
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
