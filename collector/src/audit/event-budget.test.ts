import { pino } from 'pino';
import { expect, it } from 'vitest';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { Peer } from '@stillpoint/proto/rpc/peer.ts';

import type { NewDecision } from '../datastore/decision-journal.ts';
import { EventBudget } from './event-budget.ts';

const peerAt = (address: string): Peer => ({ kind: 'anonymous', reason: 'no-certificate', address });
const refusal = new StillpointError('TOKEN_INVALID', 'this collector does not know the token');

interface Scene extends AsyncDisposable {
  readonly budget: EventBudget;
  readonly written: () => string[];
  nowMs: number;
}

function scene(limits = { perSource: 3, refusals: 8, events: 2, windowMs: 3_600_000 }): Scene {
  const decided: NewDecision[] = [];
  const state = { nowMs: 1_000_000 };
  const decide = async (decision: NewDecision): Promise<void> => { decided.push(decision); };
  const budget = new EventBudget({ decide, nameOf: () => 'db1', clock: () => state.nowMs, logger: pino({ level: 'silent' }) }, limits);
  return Object.assign(state, { budget, written: () => decided.map(({ audit }) => `${audit?.kind ?? ''} ${audit?.object ?? ''} ${audit?.text ?? ''}`), [Symbol.asyncDispose]: () => budget.close() });
}

it('writes the same refusal of the same address once, and how many there were when the hour is over', async () => {
  await using it = scene();
  it.budget.refused(refusal, peerAt('10.0.0.9:4000'), '/stillpoint.v1.AgentService/Enroll');
  await expect.poll(() => it.written()).toEqual(['refused 10.0.0.9 TOKEN_INVALID at Enroll from 10.0.0.9:4000: this collector does not know the token']);
  for (let attempt = 1; attempt < 500; attempt++) it.budget.refused(refusal, peerAt(`10.0.0.9:${4000 + attempt}`), '/stillpoint.v1.AgentService/Enroll');
  it.nowMs += 3_600_001;
  it.budget.refused(refusal, peerAt('10.0.0.9:1'), '/stillpoint.v1.AgentService/Enroll');
  await expect.poll(() => it.written().length).toBe(3);
  expect(it.written()[1]).toBe('refused-more 499 events 10.0.0.9: TOKEN_INVALID 499 times');
});

it('writes no more than its bounds, whatever guests do, and counts the rest', async () => {
  await using it = scene();
  for (let host = 0; host < 5000; host++) it.budget.refused(refusal, peerAt(`10.1.${host >> 8}.${host & 255}:1`), '/s/Enroll');
  for (let event = 0; event < 20; event++) await it.budget.write('agent 1', 'agent db1', { kind: 'guest-restore', object: 'x'.repeat(9000), text: 'y'.repeat(9000) });
  await it.budget.close();
  const written = it.written();
  expect(written.length).toBeLessThanOrEqual(11);
  expect(Math.max(...written.map(({ length }) => length))).toBeLessThan(4200);
  const counted = Number(/([0-9,]+) events/u.exec(written.at(-1) ?? '')?.[1]?.replaceAll(',', ''));
  expect(written.length - 1 + counted).toBe(5020);
});

it('passes over failures that are no refusals', async () => {
  await using it = scene();
  it.budget.refused(new StillpointError('SESSION_LOST', 'gone'), peerAt('10.0.0.1:1'), '/s/Backup');
  it.budget.refused(new Error('a bug'), peerAt('10.0.0.1:1'), '/s/Backup');
  await it.budget.close();
  expect(it.written()).toEqual([]);
});
