/** Whether a Redis server answers, and lets its data be asked for. Nothing is transferred. */
import { formatDuration } from '@stillpoint/proto/text/format-duration.ts';

import type { RedisSourceConfig } from '../config/agent-config.ts';
import { askServer } from '../source/redis/redis-source.ts';
import type { Finding } from './finding.ts';

/** Throws DATABASE_UNREACHABLE, SOURCE_FAILED. */
export async function checkRedis(source: RedisSourceConfig, area: string): Promise<Finding[]> {
  const { version, role } = await askServer(source);
  return [{ level: 'ok', area, text: `source ${source.name}: Redis ${version} (${role}) answers; its data is taken by replication, for at most ${formatDuration(source.timeoutMs)}` }];
}
