/** Alarms in words and as JSON. */
import type { v1 } from '@stillpoint/proto/messages.ts';

import { wordOrNull } from './run-text.ts';

/** One line. */
export function alarmText({ kind, agentName, plan, text }: v1.Alarm.$Properties): string {
  // One about the collector itself names nobody.
  return agentName ? `${kind ?? ''}: ${agentName}${plan ? `/${plan}` : ''}: ${text ?? ''}` : `${kind ?? ''}: ${text ?? ''}`;
}

/** For programs. */
export function alarmJson({ kind, agentName, plan, text, critical }: v1.Alarm.$Properties): Readonly<Record<string, unknown>> {
  return { kind: kind ?? '', agentName: wordOrNull(agentName), plan: wordOrNull(plan), text: text ?? '', critical: critical ?? false };
}
