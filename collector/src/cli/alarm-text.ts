/** Alarms in words and as JSON. */
import type { v1 } from '@stillpoint/proto/messages.ts';

import { wordOrNull } from './run-text.ts';

/** One line. */
export function alarmText({ kind, agentName, plan, text }: v1.Alarm.$Properties): string {
  return `${kind ?? ''}: ${agentName ?? ''}${plan ? `/${plan}` : ''}: ${text ?? ''}`;
}

/** For programs. */
export function alarmJson({ kind, agentName, plan, text, critical }: v1.Alarm.$Properties): Readonly<Record<string, unknown>> {
  return { kind: kind ?? '', agentName: agentName ?? '', plan: wordOrNull(plan), text: text ?? '', critical: critical ?? false };
}
