/**
 * What is told: one message with everything that is new, that lasts, and that is over, as JSON for programs and as text for people. The JSON is documented in docs/monitoring.md. Pure.
 */
import { countOf } from '@stillpoint/proto/text/format-count.ts';
import { formatUtcTime } from '@stillpoint/proto/text/format-time.ts';

import { oneLine, type Alarm } from '../alarm/alarm.ts';

/** Who tells it. */
export interface Sender {
  /** UUID. */
  readonly collectorId: string;
  readonly hostName: string;
}

/** An alarm and since when it stands. */
export interface StandingAlarm extends Omit<Alarm, 'graceMs'> {
  readonly sinceMs: number;
}

/** What there is to tell. */
export interface News {
  readonly raised: readonly StandingAlarm[];
  readonly lasting: readonly StandingAlarm[];
  readonly over: readonly StandingAlarm[];
}

/** A message; `document` is what goes out as JSON. */
export interface NotifyMessage {
  readonly event: 'alarms' | 'test';
  readonly level: 'critical' | 'warning' | 'ok';
  /** One line. */
  readonly subject: string;
  readonly text: string;
  readonly counts: { readonly raised: number; readonly lasting: number; readonly over: number };
  readonly document: Readonly<Record<string, unknown>>;
}

/** Alarms of one kind of news that are told singly; the others are counted. */
const maxListed = 200;
const maxSubjectNames = 3;

/** Everything in one message. */
export function alarmsMessage(news: News, sender: Sender, nowMs: number): NotifyMessage {
  const standing = [...news.raised, ...news.lasting];
  const level = standing.some(({ critical }) => critical) ? 'critical' : standing.length > 0 ? 'warning' : 'ok';
  const subject = subjectOf(news, level, sender);
  const parts = [section('New', news.raised), section('Still there', news.lasting), section('Over', news.over)].filter((text) => text !== '');
  const text = `${parts.join('\n\n')}\n\n\`stillpoint-collector status\` on ${sender.hostName} shows what is so now.\n`;
  return messageOf('alarms', level, subject, text, news, sender, nowMs);
}

/** A message that says that messages arrive. */
export function testMessage(sender: Sender, nowMs: number): NotifyMessage {
  const text = `This is a test of the collector on ${sender.hostName}: alarms arrive here. Nothing is wrong.\n`;
  return messageOf('test', 'ok', `Stillpoint test from ${sender.hostName}`, text, { raised: [], lasting: [], over: [] }, sender, nowMs);
}

/** How an alarm is named in a line. */
export function alarmTitle({ kind, agentName, plan }: Pick<Alarm, 'kind' | 'agentName' | 'plan'>): string {
  if (agentName === '') return kind;
  return `${kind} ${agentName}${plan === '' ? '' : `/${plan}`}`;
}

function messageOf(event: NotifyMessage['event'], level: NotifyMessage['level'], subject: string, text: string, { raised, lasting, over }: News, { collectorId, hostName }: Sender, nowMs: number): NotifyMessage {
  const counts = { raised: raised.length, lasting: lasting.length, over: over.length };
  const lists = { raised: listOf(raised), lasting: listOf(lasting), over: listOf(over) };
  return { event, level, subject: oneLine(subject), text, counts, document: { version: 1, event, level, subject: oneLine(subject), text, time: formatUtcTime(nowMs), collectorId, hostName, counts, ...lists } };
}

function subjectOf({ raised, lasting, over }: News, level: string, { hostName }: Sender): string {
  const first = raised.length > 0 ? raised : lasting.length > 0 ? lasting : over;
  const what = raised.length > 0 ? countOf(raised.length, 'new alarm') : lasting.length > 0 ? `${countOf(lasting.length, 'alarm')} still there` : `${countOf(over.length, 'alarm')} over`;
  const names = [...first.slice(0, maxSubjectNames).map(alarmTitle), ...(first.length > maxSubjectNames ? [`${String(first.length - maxSubjectNames)} more`] : [])];
  return `Stillpoint ${level.toUpperCase()} on ${hostName}: ${what}: ${names.join(', ')}`;
}

function section(heading: string, alarms: readonly StandingAlarm[]): string {
  if (alarms.length === 0) return '';
  const lines = alarms.slice(0, maxListed).map((alarm) => `  ${alarmTitle(alarm)}: ${oneLine(alarm.text)}`);
  const more = alarms.length > maxListed ? [`  and ${String(alarms.length - maxListed)} more`] : [];
  return [`${heading} (${String(alarms.length)}):`, ...lines, ...more].join('\n');
}

function listOf(alarms: readonly StandingAlarm[]): Readonly<Record<string, unknown>>[] {
  return alarms.slice(0, maxListed).map(({ kind, agentName, plan, text, critical, sinceMs }) => ({
    kind,
    agentName: agentName === '' ? null : agentName,
    plan: plan === '' ? null : plan,
    text,
    critical,
    since: formatUtcTime(sinceMs),
  }));
}
