import { expect, test } from 'vitest';

import type { PlanConfig } from '../config/agent-config.ts';
import { OwnSchedule } from './own-schedule.ts';

const plan = (name: string, schedule: string | undefined): PlanConfig => ({ name, schedule }) as PlanConfig;
const at = (text: string): number => Date.parse(text);

test('a plan is due once at its time in the guest’s zone, also when that was looked at late', () => {
  const schedule = new OwnSchedule('Asia/Tokyo', at('2026-11-22T00:00:00Z'));
  const plans = [plan('daily', '30 1 * * *'), plan('by-hand', undefined)];
  const due = (time: string): string[] => schedule.due(plans, at(time)).map(({ name }) => name);
  expect(due('2026-11-22T16:29:59Z')).toEqual([]);
  expect(due('2026-11-22T16:30:00Z')).toEqual(['daily']);
  expect(due('2026-11-22T16:30:05Z')).toEqual([]);
  expect(due('2026-11-26T12:00:00Z')).toEqual(['daily']);
  expect(due('2026-11-26T12:00:05Z')).toEqual([]);
});

test('a changed schedule counts from its change', () => {
  const schedule = new OwnSchedule('UTC', at('2026-11-22T00:00:00Z'));
  expect(schedule.due([plan('daily', '0 12 * * *')], at('2026-11-22T10:00:00Z'))).toEqual([]);
  expect(schedule.due([plan('daily', '0 9 * * *')], at('2026-11-22T10:00:05Z'))).toEqual([]);
  expect(schedule.due([plan('daily', '0 9 * * *')], at('2026-11-23T09:00:00Z'))).toHaveLength(1);
});

test('a plan that was sent away comes back when it was told to, once, and not when it is gone', () => {
  const schedule = new OwnSchedule('UTC', at('2026-11-22T00:00:00Z'));
  const plans = [plan('daily', '30 1 * * *'), plan('weekly', '0 2 * * 0')];
  const returning = (time: string): string[] => schedule.returning(plans, at(time)).map(({ name }) => name);
  schedule.comeBack('daily', at('2026-11-22T01:45:00Z'));
  schedule.comeBack('former', at('2026-11-22T01:45:00Z'));
  expect(returning('2026-11-22T01:44:59Z')).toEqual([]);
  expect(returning('2026-11-22T01:45:00Z')).toEqual(['daily']);
  expect(returning('2026-11-22T01:45:05Z')).toEqual([]);
});
