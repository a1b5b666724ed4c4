import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { alarmKey, type Alarm } from '../alarm/alarm.ts';
import type { News, StandingAlarm } from './notify-message.ts';
import { standingAlarms, ToldAlarms } from './told-alarms.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const startMs = Date.parse('2026-11-22T12:00:00Z');

function alarm(subject: string, facts: Partial<Alarm> = {}): Alarm {
  return { kind: 'OVERDUE', agentName: subject, plan: 'daily', text: 'too old', critical: true, subject, graceMs: 0, ...facts };
}

function standing(...alarms: Alarm[]): StandingAlarm[] {
  return standingAlarms(alarms, new Map(), startMs);
}

function subjects({ raised, lasting, over }: News): Record<string, string[]> {
  return { raised: raised.map(({ subject }) => subject), lasting: lasting.map(({ subject }) => subject), over: over.map(({ subject }) => subject) };
}

/** Tells what is news, and answers with it. */
function tell(told: ToldAlarms, alarms: readonly StandingAlarm[], nowMs: number): Record<string, string[]> | undefined {
  const news = told.news(alarms, nowMs);
  if (news === undefined) return undefined;
  told.note(news, nowMs);
  return subjects(news);
}

test('an alarm is told once, again after a day, and once when it is over', () => {
  const told = new ToldAlarms();
  const list = standing(alarm('db1'));
  expect(tell(told, list, startMs)).toEqual({ raised: ['db1'], lasting: [], over: [] });
  expect(tell(told, list, startMs + hourMs)).toBeUndefined();
  expect(tell(told, list, startMs + dayMs - 1)).toBeUndefined();
  expect(tell(told, list, startMs + dayMs)).toEqual({ raised: [], lasting: ['db1'], over: [] });
  expect(tell(told, list, startMs + dayMs + hourMs)).toBeUndefined();
  expect(tell(told, [], startMs + dayMs + 2 * hourMs)).toEqual({ raised: [], lasting: [], over: ['db1'] });
  expect(tell(told, [], startMs + 3 * dayMs)).toBeUndefined();
});

test('a hundred at once are one message, and those that last are reminded of together', () => {
  const told = new ToldAlarms();
  const many = standing(...Array.from({ length: 100 }, (_, index) => alarm(`web${String(index)}`)));
  expect(tell(told, many, startMs)?.['raised']).toHaveLength(100);
  expect(tell(told, [...many, ...standing(alarm('db1'))], startMs + hourMs)?.['raised']).toEqual(['db1']);
  const again = tell(told, [...many, ...standing(alarm('db1'))], startMs + dayMs);
  expect(again?.['lasting']).toHaveLength(101);
  expect(tell(told, [...many, ...standing(alarm('db1'))], startMs + dayMs + hourMs)).toBeUndefined();
});

test('what could not be sent is news still, and what is over by then never was', () => {
  const told = new ToldAlarms();
  expect(told.news(standing(alarm('db1'), alarm('db2')), startMs)).toBeDefined();
  expect(tell(told, standing(alarm('db2')), startMs + hourMs)).toEqual({ raised: ['db2'], lasting: [], over: [] });
});

test('after a restart nothing is told twice, and what ended meanwhile is told', () => {
  const told = new ToldAlarms();
  tell(told, standing(alarm('db1'), alarm('db2')), startMs);
  const again = new ToldAlarms(JSON.parse(JSON.stringify(told.list())) as ReturnType<ToldAlarms['list']>);
  expect(tell(again, standing(alarm('db1')), startMs + minuteMs)).toEqual({ raised: [], lasting: [], over: ['db2'] });
});

test('a guest whose alarms come and go all day makes few messages', () => {
  const told = new ToldAlarms();
  let messages = 0;
  for (let ms = startMs; ms < startMs + dayMs; ms += 15_000) {
    const list = Math.floor(ms / 15_000) % 2 === 0 ? standing(alarm('evil', { critical: false })) : [];
    if (tell(told, list, ms) !== undefined) messages += 1;
  }
  expect(messages).toBeLessThan(40);
});

test('a critical alarm waits for five minutes at most, whatever came before', () => {
  const told = new ToldAlarms();
  for (let ms = startMs; ms < startMs + 3 * hourMs; ms += 15_000) tell(told, Math.floor(ms / 15_000) % 2 === 0 ? standing(alarm('evil', { critical: false })) : [], ms);
  const fromMs = startMs + 3 * hourMs;
  let waitedMs = 0;
  while (tell(told, standing(alarm('db1')), fromMs + waitedMs) === undefined) waitedMs += 15_000;
  expect(waitedMs).toBeLessThanOrEqual(5 * minuteMs);
});

test('whatever happens, what was told last of each alarm agrees with what is, once there is quiet', () => {
  const step = fc.record({ present: fc.subarray(['a', 'b', 'c']), works: fc.boolean(), waitMs: fc.constantFrom(15_000, hourMs, dayMs) });
  fc.assert(fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
    const told = new ToldAlarms();
    const known = new Map<string, boolean>();
    let nowMs = startMs;
    const look = (present: readonly string[], works: boolean): void => {
      const news = told.news(standing(...present.map((name) => alarm(name))), nowMs);
      if (news === undefined || !works) return;
      told.note(news, nowMs);
      for (const one of news.raised) {
        expect(known.get(alarmKey(one))).not.toBe(true);
        known.set(alarmKey(one), true);
      }
      for (const one of news.lasting) expect(known.get(alarmKey(one))).toBe(true);
      for (const one of news.over) {
        expect(known.get(alarmKey(one))).toBe(true);
        known.set(alarmKey(one), false);
      }
    };
    for (const { present, works, waitMs } of steps) {
      look(present, works);
      nowMs += waitMs;
    }
    look(['b'], true);
    nowMs += 2 * hourMs;
    look(['b'], true);
    expect([...known].filter(([, isThere]) => isThere).map(([key]) => key)).toEqual([alarmKey({ kind: 'OVERDUE', subject: 'b' })]);
  }));
});

describe('standing', () => {
  test('an alarm with grace is told of when it is over, and not before', () => {
    const since = new Map<string, number>();
    const never = alarm('new', { kind: 'NEVER', graceMs: dayMs });
    expect(standingAlarms([never], since, startMs)).toEqual([]);
    expect(standingAlarms([never], since, startMs + dayMs - 1)).toEqual([]);
    expect(standingAlarms([never], since, startMs + dayMs)).toMatchObject([{ subject: 'new', sinceMs: startMs }]);
    standingAlarms([], since, startMs + dayMs);
    expect(standingAlarms([never], since, startMs + 2 * dayMs)).toEqual([]);
  });
});
