import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { StillpointError } from '@stillpoint/proto/errors.ts';

import type { Alarm } from '../alarm/alarm.ts';
import { findCollectorAlarms } from '../alarm/collector-alarms.ts';
import { RefusalBook } from '../alarm/refusal-book.ts';
import type { ChannelName, NotifyChannel } from './channel.ts';
import { Notifier } from './notifier.ts';
import type { NotifyMessage } from './notify-message.ts';
import { readNotifyState } from './notify-state.ts';

const minuteMs = 60_000;
const agentId = '11'.repeat(16);
const overdue: Alarm = { kind: 'OVERDUE', agentName: 'db1', plan: 'daily', text: 'too old', critical: true, subject: `${agentId}/daily`, graceMs: 0 };

let folder = '';
let nowMs = Date.parse('2026-11-22T12:00:00Z');
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stillpoint-notifier-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

class FakeChannel implements NotifyChannel {
  readonly target = 'nowhere';
  readonly messages: NotifyMessage[] = [];
  readonly name: ChannelName;
  tried = 0;
  failure: string | undefined;
  waitsFor: Promise<undefined> | undefined;

  constructor(name: ChannelName) {
    this.name = name;
  }

  async send(message: NotifyMessage): Promise<void> {
    this.tried += 1;
    await this.waitsFor;
    if (this.failure !== undefined) throw new StillpointError('NOTIFY_FAILED', this.failure);
    this.messages.push(message);
  }

  get subjects(): string[] {
    return this.messages.map(({ subject }) => subject.replace('Stillpoint ', '').replace(' on backup', ''));
  }
}

async function open(...channels: NotifyChannel[]): Promise<{ notifier: Notifier; book: RefusalBook; notes: string[] }> {
  const notes: string[] = [];
  const state = await readNotifyState(folder, (text) => notes.push(text));
  const now = (): number => nowMs;
  const book = new RefusalBook(now, () => 'db1', state.refusals);
  return { book, notes, notifier: new Notifier({ directory: folder, state, channels, refusals: book, sender: { collectorId: '', hostName: 'backup' }, now, logger: pino({ level: 'silent' }) }) };
}

test('a restarted collector tells nothing twice, and what is over meanwhile', async () => {
  const mail = new FakeChannel('mail');
  await using first = (await open(mail)).notifier;
  await first.check([overdue]);
  await first.close();
  await using second = (await open(mail)).notifier;
  nowMs += minuteMs;
  await second.check([overdue]);
  expect(mail.subjects).toEqual(['CRITICAL: 1 new alarm: OVERDUE db1/daily']);
  await second.check([]);
  expect(mail.subjects).toEqual(['CRITICAL: 1 new alarm: OVERDUE db1/daily', 'OK: 1 alarm over: OVERDUE db1/daily']);
});

test('a channel that fails is an alarm for the others, is tried again later and later, and then told everything that is so still', async () => {
  const mail = new FakeChannel('mail');
  const command = new FakeChannel('command');
  command.failure = 'no modem';
  const { notifier } = await open(mail, command);
  await using _closed = notifier;
  const found = (): Alarm[] => [overdue, ...findCollectorAlarms({ space: { freeBytes: 1e12, totalBytes: 1e12 }, directory: '/d', admissionBytes: 0, damagedChunks: 0, timeMarkMs: 0, refusals: [], failing: notifier.failing() }, nowMs)];
  for (let minute = 0; minute < 60; minute += 1) {
    await notifier.check(found());
    nowMs += minuteMs;
  }
  expect(mail.subjects).toEqual(['CRITICAL: 1 new alarm: OVERDUE db1/daily', 'WARNING: 1 new alarm: NOTIFY']);
  expect(command.tried).toBeLessThan(10);
  expect(notifier.failing()).toMatchObject([{ channel: 'command', text: 'no modem' }]);
  command.failure = undefined;
  expect(await notifier.test()).toMatchObject([{ channel: 'mail', errorText: '' }, { channel: 'command', errorText: '' }]);
  await notifier.check(found());
  await notifier.check(found());
  expect(command.subjects).toEqual(['test from backup', 'CRITICAL: 1 new alarm: OVERDUE db1/daily']);
  expect(notifier.failing()).toEqual([]);
  nowMs += minuteMs;
  await notifier.check(found());
  expect(mail.subjects.at(-1)).toBe('OK: 1 alarm over: NOTIFY');
});

test('a channel that hangs holds up no other', async () => {
  const mail = new FakeChannel('mail');
  const web = new FakeChannel('webhook');
  const answered = Promise.withResolvers<undefined>();
  web.waitsFor = answered.promise;
  const { notifier } = await open(web, mail);
  await using _closed = notifier;
  const first = notifier.check([overdue]);
  await expect.poll(() => mail.messages.length).toBe(1);
  nowMs += minuteMs;
  const later: Promise<void>[] = [];
  await expect.poll(() => {
    later.push(notifier.check([]));
    return mail.messages.length;
  }).toBe(2);
  answered.resolve(undefined);
  await Promise.all([first, ...later]);
  expect(web.tried).toBe(1);
});

test('a file that is damaged is said, and what is wrong is told once more', async () => {
  await writeFile(join(folder, 'alarms.json'), '{"format":1,');
  const mail = new FakeChannel('mail');
  const { notifier, notes } = await open(mail);
  await using _closed = notifier;
  expect(notes).toEqual([expect.stringContaining('alarms.json cannot be read')]);
  await notifier.check([overdue]);
  expect(mail.messages).toHaveLength(1);
  expect(JSON.parse(await readFile(join(folder, 'alarms.json'), 'utf8'))).toMatchObject({ format: 1, channels: { mail: [{ kind: 'OVERDUE', agentName: 'db1' }] } });
});

test('a folder that cannot be written to keeps nobody from being told, and nothing is told twice', async () => {
  const mail = new FakeChannel('mail');
  const { notifier } = await open(mail);
  await using _closed = notifier;
  await rm(folder, { recursive: true });
  await notifier.check([overdue]);
  nowMs += minuteMs;
  await notifier.check([overdue]);
  expect(mail.messages).toHaveLength(1);
});

test('a refused agent is an alarm for a day, also over a restart; a stranger is none', async () => {
  const { book, notifier } = await open();
  await using _closed = notifier;
  let news = 0;
  book.onNew(() => { news += 1; });
  const peer = { kind: 'agent', agentId: '11111111-1111-1111-1111-111111111111', serial: '1', notBefore: new Date(0), notAfter: new Date(0), address: '10.0.0.1:1' } as const;
  const cloned = new StillpointError('AGENT_CLONED', 'two machines\nuse this certificate');
  book.refused(cloned, peer);
  book.refused(cloned, peer);
  book.refused(new StillpointError('SESSION_LOST', 'gone'), peer);
  book.refused(cloned, { kind: 'anonymous', reason: 'no-certificate', address: '10.0.0.2:1' });
  expect(news).toBe(1);
  await notifier.check([]);
  const again = (await open()).book;
  expect(findCollectorAlarms({ space: { freeBytes: 1e12, totalBytes: 1e12 }, directory: '/d', admissionBytes: 0, damagedChunks: 0, timeMarkMs: 0, refusals: again.list(), failing: [] }, nowMs)).toMatchObject([{ kind: 'REFUSED', agentName: 'db1', text: 'the collector refused it: AGENT_CLONED: two machines use this certificate' }]);
  nowMs += 86_400_001;
  expect(again.list()).toEqual([]);
});
