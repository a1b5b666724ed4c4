/**
 * Keys of agent.toml, their defaults and their checks.
 */

import { configTable } from '@stillpoint/proto/config/config-table.ts';
import { hostPortList, segmentText } from '@stillpoint/proto/config/network-address.ts';
import { bytePath, textPath } from '@stillpoint/proto/config/path-text.ts';
import { planSchema } from '@stillpoint/proto/plan/plan-schema.ts';
import { refuseRepeatedNames } from '@stillpoint/proto/plan/repeated-name.ts';
import { span } from '@stillpoint/proto/plan/tool-keys.ts';
import { z } from 'zod';
import { defaultStateDirectory, type AgentConfig } from './agent-config.ts';

const reconnectSpan = z.union([z.literal('off').transform(() => 0), span], { error: 'expected a span of time such as "10m", at most "24d", or "off"' });

/** Schema of the whole file. */
export const agentSchema: z.ZodType<AgentConfig> = configTable({
  state_dir: textPath.prefault(defaultStateDirectory),
  encryption: z.enum(['none', 'agent']).default('none'),
  encryption_key_file: textPath.optional(),
  collector: configTable({
    address: hostPortList().default([]),
    segment: segmentText.optional(),
  }).prefault({}),
  upload: configTable({ zstd_level: z.int().min(1).max(19).default(1), reconnect: reconnectSpan.prefault('10m') }).prefault({}),
  restore: configTable({ allow: z.array(bytePath).default([]), special: z.boolean().default(false) }).prefault({}),
  log: configTable({ level: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info') }).prefault({}),
  plans: z.enum(['local', 'central']).default('local'),
  allow: configTable({ read: z.array(bytePath).default([]), databases: z.boolean().default(false) }).prefault({}),
  plan: z.array(planSchema).default([]),
})
  .superRefine(({ plan: plans }, context) => {
    refuseRepeatedNames(plans, ['plan'], 'two plans need different names', context);
  })
  .transform((file) => ({
    stateDirectory: file.state_dir,
    collector: { addresses: file.collector.address, segment: file.collector.segment },
    upload: { zstdLevel: file.upload.zstd_level, reconnectMs: file.upload.reconnect },
    restore: file.restore,
    encryption: { byAgent: file.encryption === 'agent', keyFile: file.encryption_key_file ?? `${file.state_dir}/encryption.key` },
    log: file.log,
    planOrigin: file.plans,
    allow: file.allow,
    plans: file.plan,
  }));
