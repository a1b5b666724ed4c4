/** For tests: a collector of real parts with small packs, and its administration. */
import { pino } from 'pino';
import { expect } from 'vitest';

import type { v1 } from '@stillpoint/proto/messages.ts';

import { AdminCore } from '../admin/admin-core.ts';
import { ControlHub } from '../control/control-hub.ts';
import { TestCollector, type TestClock } from '../session/collector.testing.ts';
import { backup, type RawAgent, type RawArchive } from '../session/raw-agent.testing.ts';

export const dayMs = 86_400_000;

/** Whoever opens it disposes of it. */
export class CollectionScene implements AsyncDisposable {
  readonly clock: TestClock;
  readonly collector: TestCollector;
  readonly admin: AdminCore;

  private constructor(clock: TestClock, collector: TestCollector, control: ControlHub) {
    this.clock = clock;
    this.collector = collector;
    const { datastore, catalog, gate, agents, host } = collector;
    const serving = { sinceMs: 0, listeners: () => [], agentAddresses: () => [], rollouts: () => [], sessions: () => host.sessions(), control, scheduler: { reload: async () => undefined }, indexVersions: () => { host.indexVersions(); }, problems: () => [] };
    this.admin = new AdminCore({ datastore, catalog, gate, decisions: agents, serving, problems: [], now: () => clock.nowMs }, { actor: 'test', signal: new AbortController().signal });
  }

  /** Each block gets a pack of its own, which is sealed before the next one. */
  static async open(packLimitBytes = 1): Promise<CollectionScene> {
    const clock = { nowMs: Date.now() };
    const logger = pino({ level: process.env['STILLPOINT_TEST_LOG'] ?? 'silent' });
    const collector = await TestCollector.open({ packLimitBytes, ingestThreads: 1, durableMs: 20 }, () => clock.nowMs, logger);
    const { agents, catalog, collectorId, grants } = collector;
    return new CollectionScene(clock, collector, await ControlHub.open({ agents, catalog, collectorId, grants, clock: () => clock.nowMs, logger }));
  }

  /** Commits an archive as one snapshot; answers its id. */
  async backUp(agent: RawAgent, archive: RawArchive, plan = 'daily'): Promise<Buffer> {
    using session = await agent.begin(plan);
    const { committed } = await backup(session, archive);
    return Buffer.from(committed.snapshotId ?? []);
  }

  /** Runs a collection to its end. */
  async collect(request: v1.CollectGarbageRequest.$Properties = {}): Promise<v1.GarbageSummary.$Properties> {
    let last: v1.GarbageSummary.$Properties = {};
    for await (const { summary } of this.admin.collectGarbage(request)) if (summary) last = summary;
    return last;
  }

  /** Every snapshot has everything that it needs, and every byte is what it should be. */
  async expectWhole(): Promise<void> {
    const findings: string[] = [];
    for await (const { finding } of this.admin.verify({ readData: true })) {
      // There is no daemon around these parts.
      if (!finding || finding.code === 'CONFIG_MISSING' || finding.code === 'STATE_INVALID') continue;
      findings.push(`${finding.code ?? ''}: ${finding.object ?? ''}: ${finding.text ?? ''}`);
    }
    expect(findings).toEqual([]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.collector[Symbol.asyncDispose]();
  }
}
