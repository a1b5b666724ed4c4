import { readdir, readFile } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';

import { v1 } from '@stillpoint/proto/messages.ts';

import type { AgentRow } from '../catalog/catalog.ts';
import { findAlarms } from '../alarm/plan-alarms.ts';
import type { KnownPlan } from '../schedule/known-plans.ts';
import { PlanSchedule } from '../schedule/plan-schedule.ts';
import { collectorMetrics, type MetricFacts } from './collector-metrics.ts';
import { formatMetrics } from './metric-text.ts';
import { MetricsServer } from './metrics-server.ts';

const nowMs = Date.parse('2026-11-22T12:00:00Z');
const agentId = '11'.repeat(16);
const agent: AgentRow = {
  agentId, name: 'db1', state: 'active', enrolledMs: 0, dedup: 'fleet', restore: 'on', quotaBytes: 0, labels: {}, certificateSerials: [], certificateNotAfterMs: nowMs + 1e9, lastSeenMs: nowMs, lastAddress: '', hello: undefined, clockSkewMs: 1500,
};
const schedule = PlanSchedule.of({ agentId, plan: 'daily', settings: undefined, own: '30 1 * * *', guestZone: 'UTC', collectorZone: 'UTC' });
const newest: v1.SnapshotRecord.$Properties = { timeMs: nowMs - 3 * 86_400_000, draft: { status: v1.SnapshotStatus.COMPLETE, consistency: v1.Consistency.APPLICATION, frozenMs: 250, counts: { files: 3, bytes: 4, bytesRead: 5, newBytes: 6, sentBytes: 7, durationMs: 8000 } } };
const plan: KnownPlan = { agent, plan: 'daily', settings: undefined, rule: undefined, schedule, problem: '', newest };
const run: v1.RunFacts.$Properties = { agentId: Buffer.from(agentId, 'hex'), plan: 'daily', state: v1.RunState.RUN_FAILED, endedMs: nowMs };

function factsOf(plans: readonly KnownPlan[]): MetricFacts {
  return {
    nowMs, plans, agents: [agent], version: '0.1.0', startedMs: nowMs, alarms: findAlarms(plans, [run], nowMs), connected: new Set([agentId]), latestRuns: [run], going: 2, sessions: 1,
    totals: { packs: 1, chunks: 2, uniqueBytes: 3, packBytes: 4, damagedChunks: 5 }, space: { freeBytes: 6, totalBytes: 7 },
    events: [{ timeMs: nowMs, actor: '', kind: 'garbage-collected', object: '', text: '' }, { timeMs: nowMs, actor: '', kind: 'verified', object: 'everything', text: '' }], memory: { rss: 8, heapUsed: 9 }, cpuSeconds: 1.5,
  };
}

/** Name, labels, value: as Prometheus reads a line. */
function parse(page: string): { readonly name: string; readonly labels: string; readonly value: number }[] {
  return page.split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => {
    const match = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*",?)*)\})? (-?[0-9.e+]+|NaN|[+-]Inf)$/u.exec(line);
    if (match === null) throw new Error(`no line of Prometheus: ${line}`);
    return { name: match[1] ?? '', labels: match[2] ?? '', value: Number(match[3]) };
  });
}

const page = formatMetrics(collectorMetrics(factsOf([plan])));

test.each([
  ['stillpoint_plan_overdue', 'agent="db1",plan="daily"', 1],
  ['stillpoint_plan_last_backup_timestamp_seconds', 'agent="db1",plan="daily"', (nowMs - 3 * 86_400_000) / 1000],
  ['stillpoint_plan_last_backup_consistency', 'agent="db1",plan="daily",consistency="application"', 1],
  ['stillpoint_plan_last_backup_sent_bytes', 'agent="db1",plan="daily"', 7],
  ['stillpoint_plan_last_backup_duration_seconds', 'agent="db1",plan="daily"', 8],
  ['stillpoint_plan_next_start_timestamp_seconds', 'agent="db1",plan="daily"', Date.parse('2026-11-23T01:30:00Z') / 1000],
  ['stillpoint_plan_last_run_failed', 'agent="db1",plan="daily"', 1],
  ['stillpoint_agent_clock_skew_seconds', 'agent="db1"', 1.5],
  ['stillpoint_alarms', 'kind="OVERDUE",severity="critical"', 1],
  ['stillpoint_alarms', 'kind="FREE_SPACE",severity="warning"', 0],
  ['stillpoint_datastore_damaged_chunks', '', 5],
])('%s{%s} is told', (name, labels, value) => {
  expect(parse(page)).toContainEqual({ name, labels, value });
});

test('whatever a label holds, each line can be read', () => {
  const nasty = 'a"b\\c\nd{}=,';
  const text = formatMetrics([{ name: 'x', type: 'gauge', help: 'one\ntwo \\', samples: [{ labels: { nasty }, value: 1 }, { labels: {}, value: Number.POSITIVE_INFINITY }] }]);
  expect(text).toBe('# HELP x one\\ntwo \\\\\n# TYPE x gauge\nx{nasty="a\\"b\\\\c\\nd{}=,"} 1\nx +Inf\n');
  expect(parse(text)).toHaveLength(2);
});

test('a guest that makes up plans fills nobody’s database, and hides none that has a backup', () => {
  const made = Array.from({ length: 256 }, (_, index): KnownPlan => ({ ...plan, plan: `made-${String(index)}`, newest: undefined }));
  const lines = parse(formatMetrics(collectorMetrics(factsOf([...made, plan]))));
  expect(lines.filter(({ name }) => name === 'stillpoint_plan_overdue')).toHaveLength(32);
  expect(lines).toContainEqual({ name: 'stillpoint_plan_last_backup_files', labels: 'agent="db1",plan="daily"', value: 3 });
  expect(lines).toContainEqual({ name: 'stillpoint_plans_omitted', labels: '', value: 257 - 32 });
});

describe('what is written about them', () => {
  const docs = join(import.meta.dirname, '../../../docs');
  const names = new Set(collectorMetrics(factsOf([plan])).map(({ name }) => name));

  test('docs/monitoring.md lists each metric, and no other', async () => {
    const listed = [...(await readFile(join(docs, 'monitoring.md'), 'utf8')).matchAll(/^\| `(stillpoint_[a-z_]+)/gmu)].map(([, name]) => name);
    expect(listed.sort()).toEqual([...names].sort());
  });

  test('the examples name only metrics that there are', async () => {
    const folder = join(docs, 'examples');
    const files = (await readdir(folder)).filter((name) => /^(grafana|prometheus)/u.test(name));
    expect(files.length).toBeGreaterThanOrEqual(2);
    for (const file of files) {
      const used = [...(await readFile(join(folder, file), 'utf8')).matchAll(/\bstillpoint_[a-z_]+\b/gu)].map(([name]) => name);
      expect(used.length).toBeGreaterThan(5);
      expect(used.filter((name) => !names.has(name))).toEqual([]);
    }
  });

  test('the dashboard is JSON that Grafana takes: every panel has a place and a query', async () => {
    const dashboard = JSON.parse(await readFile(join(docs, 'examples', 'grafana-dashboard.json'), 'utf8')) as { panels: { title: string; gridPos: unknown; targets: { expr: string }[] }[] };
    expect(dashboard.panels.length).toBeGreaterThan(5);
    for (const panel of dashboard.panels) expect(panel).toMatchObject({ title: expect.any(String) as string, gridPos: { h: expect.any(Number) as number }, targets: expect.arrayContaining([expect.objectContaining({ expr: expect.any(String) as string })]) as unknown });
  });
});

describe('the listener', () => {
  async function open(page: () => Promise<string>): Promise<MetricsServer> {
    return MetricsServer.open([{ host: '127.0.0.1', port: 0 }], { page, logger: pino({ level: 'silent' }) });
  }

  async function ask(server: MetricsServer, path: string, method = 'GET'): Promise<{ status: number; text: string; type: string }> {
    const { port = 0 } = server.addresses[0] ?? {};
    const response = await new Promise<IncomingMessage>((resolve, reject) => { request({ host: '127.0.0.1', port, path, method, agent: false }, resolve).on('error', reject).end(); });
    const chunks = await Array.fromAsync(response as AsyncIterable<Buffer>);
    return { status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8'), type: response.headers['content-type'] ?? '' };
  }

  test('answers GET /metrics, and nothing else', async () => {
    await using server = await open(async () => 'x 1\n');
    expect(await ask(server, '/metrics')).toEqual({ status: 200, text: 'x 1\n', type: 'text/plain; version=0.0.4; charset=utf-8' });
    expect(await ask(server, '/metrics?x=1')).toMatchObject({ status: 200 });
    expect(await ask(server, '/metrics', 'HEAD')).toMatchObject({ status: 200, text: '' });
    expect(await ask(server, '/metrics', 'POST')).toMatchObject({ status: 405 });
    expect(await ask(server, '/')).toMatchObject({ status: 404 });
    expect(await ask(server, '/../metrics')).toMatchObject({ status: 404 });
  });

  test('makes one page for all who ask at once, and tells of a failure without its reason', async () => {
    let made = 0;
    await using server = await open(async () => { made += 1; return 'x 1\n'; });
    await Promise.all(Array.from({ length: 20 }, () => ask(server, '/metrics')));
    expect(made).toBe(1);
    await using broken = await open(async () => { throw new Error('secret'); });
    const { status, text } = await ask(broken, '/metrics');
    expect(status).toBe(503);
    expect(text).not.toContain('secret');
  });

  test('closes although somebody is connected and says nothing', async () => {
    const server = await open(async () => '');
    const silent = connect(server.addresses[0]?.port ?? 0, '127.0.0.1');
    silent.on('error', () => undefined);
    await new Promise((resolve) => { silent.once('connect', resolve); });
    await server.close();
    silent.destroy();
  });
});
