/** What needs somebody because an agent has stored nearly all that it may. Pure. */
import { formatBytes } from '@stillpoint/proto/text/format-bytes.ts';

import type { AgentRow } from '../catalog/catalog.ts';
import type { Alarm } from './alarm.ts';

/** Somebody must have time to do something before a backup is refused. */
const nearlyShare = 0.9;

/** `usedBytes`: what each agent with a quota has stored, by id. Only active agents raise something. */
export function findQuotaAlarms(agents: readonly AgentRow[], usedBytes: ReadonlyMap<string, number>): Alarm[] {
  return agents.flatMap(({ agentId, name, state, quotaBytes }): Alarm[] => {
    const used = usedBytes.get(agentId) ?? 0;
    if (state !== 'active' || quotaBytes === 0 || used < quotaBytes * nearlyShare) return [];
    const isOver = used >= quotaBytes;
    const text = `${formatBytes(used)} of its quota of ${formatBytes(quotaBytes)} are stored; ${isOver ? 'its backups are refused' : 'soon its backups are refused'}: let snapshots go (\`prune\`, then \`gc\`) or raise it (\`agents set ${name} --quota SIZE\`)`;
    return [{ kind: 'QUOTA', agentName: name, plan: '', text, critical: isOver, subject: agentId, graceMs: 0 }];
  });
}
