import { expect, test } from 'vitest';

import { v1 } from '@stillpoint/proto/messages.ts';

import { DailyWindow } from './daily-window.ts';
import { decideRun, maxAttempts, stoppedByWindow, type Decision } from './decide-run.ts';
import { PlanSchedule } from './plan-schedule.ts';

const at = (text: string): number => Date.parse(text);
const minute = 60_000;

function scheduleOf(settings: v1.ScheduleSettings.$Properties, own = ''): PlanSchedule {
  const schedule = PlanSchedule.of({ agentId: 'a', plan: 'daily', settings, own, guestZone: '', collectorZone: 'UTC' });
  if (schedule === undefined) throw new Error('no schedule');
  return schedule;
}

const nightly = { cron: '30 1 * * *' };
const inWindow = { ...nightly, window: '01:00-05:00' };
const done = (scheduled: string, state = v1.RunState.RUN_COMPLETE, more: v1.RunFacts.$Properties = {}): v1.RunFacts.$Properties => ({
  scheduledMs: at(scheduled), queuedMs: at(scheduled), endedMs: at(scheduled) + 10 * minute, state, attempt: 1, ...more,
});
const brief = (decision: Decision): string => (decision.kind === 'start' ? `${decision.reason} ${new Date(decision.scheduledMs).toISOString().slice(5, 16)} ${String(decision.attempt)}` : decision.kind);

test.each<[string, string, v1.ScheduleSettings.$Properties, v1.RunFacts.$Properties | undefined, v1.RunFacts.$Properties | undefined, string]>([
  ['before its time nothing is done', '2026-11-22T01:29:59Z', nightly, done('2026-11-21T01:30:00Z'), undefined, 'none'],
  ['at its time it starts', '2026-11-22T01:30:00Z', nightly, done('2026-11-21T01:30:00Z'), undefined, 'schedule 11-22T01:30 1'],
  ['once', '2026-11-22T23:00:00Z', nightly, done('2026-11-22T01:30:00Z'), undefined, 'none'],
  ['a run by hand after its time has served it', '2026-11-22T23:00:00Z', nightly, { queuedMs: at('2026-11-22T09:00:00Z'), state: v1.RunState.RUN_COMPLETE }, undefined, 'none'],
  ['after days of absence one run makes up for all', '2026-11-25T12:00:00Z', nightly, done('2026-11-21T01:30:00Z'), undefined, 'late 11-25T01:30 1'],
  ['it never overlaps itself', '2026-11-22T01:30:00Z', nightly, undefined, { reason: 'schedule' }, 'none'],
  ['a failure is tried again after five minutes', '2026-11-22T01:44:59Z', nightly, done('2026-11-22T01:30:00Z', v1.RunState.RUN_FAILED), undefined, 'none'],
  ['… not earlier', '2026-11-22T01:45:00Z', nightly, done('2026-11-22T01:30:00Z', v1.RunState.RUN_FAILED), undefined, 'retry 11-22T01:30 2'],
  ['the third attempt waits ten minutes', '2026-11-22T01:49:59Z', nightly, done('2026-11-22T01:30:00Z', v1.RunState.RUN_FAILED, { attempt: 2 }), undefined, 'none'],
  ['it is given up', '2026-11-22T20:00:00Z', nightly, done('2026-11-22T01:30:00Z', v1.RunState.RUN_FAILED, { attempt: maxAttempts }), undefined, 'none'],
  ['one that the collector was too busy for comes back when it was told to', '2026-11-22T01:44:59Z', nightly, done('2026-11-22T01:30:00Z', v1.RunState.RUN_FAILED, { attempt: maxAttempts, errorCode: 'COLLECTOR_BUSY' }), undefined, 'none'],
  ['… and has not failed', '2026-11-22T01:45:00Z', nightly, done('2026-11-22T01:30:00Z', v1.RunState.RUN_FAILED, { attempt: maxAttempts, errorCode: 'COLLECTOR_BUSY' }), undefined, 'retry 11-22T01:30 5'],
  ['… later when it was told a later time', '2026-11-22T01:54:59Z', nightly, done('2026-11-22T01:30:00Z', v1.RunState.RUN_FAILED, { errorCode: 'COLLECTOR_BUSY', retryAfterMs: 15 * minute }), undefined, 'none'],
  ['… and comes back then', '2026-11-22T01:55:00Z', nightly, done('2026-11-22T01:30:00Z', v1.RunState.RUN_FAILED, { errorCode: 'COLLECTOR_BUSY', retryAfterMs: 15 * minute }), undefined, 'retry 11-22T01:30 1'],
  ['until its next time', '2026-11-23T01:30:00Z', nightly, done('2026-11-22T01:30:00Z', v1.RunState.RUN_FAILED, { attempt: maxAttempts }), undefined, 'schedule 11-23T01:30 1'],
  ['an incomplete run is no failure', '2026-11-22T09:00:00Z', nightly, done('2026-11-22T01:30:00Z', v1.RunState.RUN_INCOMPLETE), undefined, 'none'],
  ['a person’s cancel stands', '2026-11-22T09:00:00Z', nightly, done('2026-11-22T01:30:00Z', v1.RunState.RUN_CANCELLED, { stoppedBy: 'cli uid 0' }), undefined, 'none'],
  ['a run by hand that failed is not tried again', '2026-11-22T09:00:00Z', nightly, { queuedMs: at('2026-11-22T08:00:00Z'), endedMs: at('2026-11-22T08:00:00Z'), state: v1.RunState.RUN_FAILED }, undefined, 'none'],
  ['outside of its window nothing starts', '2026-11-22T06:00:00Z', inWindow, done('2026-11-20T01:30:00Z'), undefined, 'none'],
  ['a missed run does not come right before the regular one of the same window', '2026-11-22T01:10:00Z', inWindow, done('2026-11-20T01:30:00Z'), undefined, 'none'],
  ['late in its window it still starts', '2026-11-22T04:00:00Z', inWindow, done('2026-11-20T01:30:00Z'), undefined, 'late 11-22T01:30 1'],
  ['a time before the window waits for it', '2026-11-22T00:59:59Z', { cron: '0 0 * * *', window: '01:00-05:00' }, done('2026-11-21T00:00:00Z'), undefined, 'none'],
  ['… and starts when it opens', '2026-11-22T01:00:00Z', { cron: '0 0 * * *', window: '01:00-05:00' }, done('2026-11-21T00:00:00Z'), undefined, 'schedule 11-22T00:00 1'],
  ['at the end of the window a run finishes', '2026-11-22T05:00:00Z', inWindow, undefined, { reason: 'schedule' }, 'none'],
  ['or is stopped', '2026-11-22T05:00:00Z', { ...inWindow, atWindowEnd: 'stop' }, undefined, { reason: 'schedule' }, 'stop'],
  ['once', '2026-11-22T05:00:05Z', { ...inWindow, atWindowEnd: 'stop' }, undefined, { reason: 'schedule', stoppedBy: stoppedByWindow }, 'none'],
  ['but not when a person asked for it', '2026-11-22T05:00:00Z', { ...inWindow, atWindowEnd: 'stop' }, undefined, { reason: 'asked' }, 'none'],
  ['a stopped run goes on in the next window, also of a weekly plan', '2026-11-24T01:00:00Z', { cron: '30 1 * * 0', window: '01:00-05:00', atWindowEnd: 'stop' }, done('2026-11-22T01:30:00Z', v1.RunState.RUN_CANCELLED, { stoppedBy: stoppedByWindow }), undefined, 'late 11-22T01:30 1'],
  ['a clock that goes back starts nothing twice', '2026-11-21T01:31:00Z', nightly, done('2026-11-22T01:30:00Z'), undefined, 'none'],
])('%s', (_title, now, settings, last, going, expected) => {
  expect(brief(decideRun({ schedule: scheduleOf(settings), sinceMs: 0, last, going }, at(now)))).toBe(expected);
});

test('what was before the schedule is not made up for', () => {
  const schedule = scheduleOf(nightly);
  expect(brief(decideRun({ schedule, sinceMs: at('2026-11-22T09:00:00Z'), last: undefined, going: undefined }, at('2026-11-22T10:00:00Z')))).toBe('none');
  expect(brief(decideRun({ schedule, sinceMs: at('2026-11-22T09:00:00Z'), last: undefined, going: undefined }, at('2026-11-23T01:30:00Z')))).toBe('schedule 11-23T01:30 1');
});

test.each([
  ['clocks put forward: the night has its run', '2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z', 1],
  ['clocks put back: the night has one run', '2026-10-24T12:00:00Z', '2026-10-25T12:00:00Z', 1],
  ['a week has seven', '2026-10-22T12:00:00Z', '2026-10-29T12:00:00Z', 7],
])('%s', (_title, from, to, count) => {
  const schedule = scheduleOf({ cron: '30 2 * * *', zone: 'Europe/Berlin', window: '01:00-05:00' });
  let last: v1.RunFacts.$Properties = { queuedMs: at(from) };
  let starts = 0;
  for (let nowMs = at(from); nowMs < at(to); nowMs += minute) {
    const decision = decideRun({ schedule, sinceMs: 0, last, going: undefined }, nowMs);
    if (decision.kind !== 'start') continue;
    expect(decision.reason).toBe('schedule');
    starts += 1;
    last = { scheduledMs: decision.scheduledMs, queuedMs: nowMs, endedMs: nowMs, state: v1.RunState.RUN_COMPLETE };
  }
  expect(starts).toBe(count);
});

test('jitter spreads plans over its span, each at a time of its own that stays', () => {
  const delays = Array.from({ length: 200 }, (_, index) => PlanSchedule.of({ agentId: String(index), plan: 'daily', settings: { ...nightly, jitterMs: 3_600_000 }, own: '', guestZone: '', collectorZone: 'UTC' })?.delayMs ?? -1);
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...delays)).toBeLessThan(3_600_000);
  const quarters = [0, 1, 2, 3].map((quarter) => delays.filter((delay) => Math.floor(delay / 900_000) === quarter).length);
  expect(Math.min(...quarters)).toBeGreaterThan(25);
});

test('a preview names starts, with window and jitter', () => {
  const iso = (schedule: PlanSchedule): string[] => schedule.nextStarts(at('2026-11-22T12:00:00Z'), 2).map((ms) => new Date(ms).toISOString());
  expect(iso(scheduleOf(nightly))).toEqual(['2026-11-23T01:30:00.000Z', '2026-11-24T01:30:00.000Z']);
  expect(iso(scheduleOf({ cron: '0 */6 * * *', window: '01:00-05:00' }))).toEqual(['2026-11-23T01:00:00.000Z', '2026-11-24T01:00:00.000Z']);
});

test('a plan’s own schedule is meant in the guest’s zone, one that is set in the collector’s', () => {
  const factors = { agentId: 'a', plan: 'daily', own: '30 1 * * *', guestZone: 'Asia/Tokyo', collectorZone: 'Europe/Berlin' };
  expect(PlanSchedule.of({ ...factors, settings: undefined })).toMatchObject({ origin: 'plan', zone: 'Asia/Tokyo' });
  expect(PlanSchedule.of({ ...factors, settings: nightly })).toMatchObject({ origin: 'collector', zone: 'Europe/Berlin' });
  expect(PlanSchedule.of({ ...factors, own: '', settings: undefined })).toBeUndefined();
});

test('a window over midnight is open on both sides of it', () => {
  const window = new DailyWindow('22:00-04:00', 'UTC');
  expect(['21:59', '22:00', '23:59', '00:00', '03:59', '04:00'].map((time) => window.isOpen(at(`2026-11-22T${time}:00Z`)))).toEqual([false, true, true, true, true, false]);
});

test.each(['1-5', '25:00-05:00', '01:00', '01:00-01:00'])('the window %j is refused', (text) => {
  expect(() => new DailyWindow(text, 'UTC')).toThrow(expect.objectContaining({ code: 'USAGE' }));
});
