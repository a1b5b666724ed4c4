import { expect, it } from 'vitest';

import type { PlanConfig, SourceConfig } from '../config/agent-config.ts';
import { defaultQuiesce } from '@stillpoint/proto/plan/quiesce-schema.ts';
import { sourceFor } from './database-restore.ts';

function redis(name: string, host: string): SourceConfig {
  return { kind: 'redis', name, host, port: 6379, user: undefined, passwordFile: undefined, timeoutMs: 1000 };
}

function plan(name: string, ...sources: SourceConfig[]): PlanConfig {
  return { name, schedule: undefined, quiesce: defaultQuiesce, sources };
}

const plans = [plan('hourly', redis('cache', 'one')), plan('daily', redis('cache', 'two')), plan('weekly', redis('queue', 'three'))];

it.each([
  ['daily', 'cache.db', 'two'],
  ['hourly', 'cache', 'one'],
  // The plan is gone from agent.toml, or has lost the source.
  ['yearly', 'queue', 'three'],
  ['daily', 'queue', 'three'],
])('a snapshot of plan %s leads its archive %s to the server %s, whatever other plans call theirs', (name, archive, host) => {
  expect(sourceFor({ plans }, { archive: { name: archive, sourceKind: 'redis' }, snapshot: { plan: name } })).toMatchObject({ host });
});

it('an archive whose source nobody knows is loaded nowhere when there are several', () => {
  expect(() => sourceFor({ plans }, { archive: { name: 'other', sourceKind: 'redis' }, snapshot: { plan: 'daily' } })).toThrow('no source other');
});
