/**
 * Looks at the alarms every few seconds, and has each channel told what is news to it. A channel that fails is tried again later and later, is an alarm itself, and holds up neither the
 * others nor anything else. The entrance of this folder; must not know where alarms come from.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { Logger } from '@stillpoint/proto/log/logger.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import { compareAlarms, type Alarm } from '../alarm/alarm.ts';
import type { FailingChannel, Refusal } from '../alarm/collector-alarms.ts';
import type { NotifyChannel } from './channel.ts';
import { alarmsMessage, testMessage, type News, type Sender, type StandingAlarm } from './notify-message.ts';
import { writeNotifyState, type NotifyState } from './notify-state.ts';
import { standingAlarms, ToldAlarms } from './told-alarms.ts';

/** What a notifier works with. `now` gives ms since 1970. */
export interface NotifierParts {
  /** Of the datastore: alarms.json lies there. */
  readonly directory: string;
  /** As read when the collector started. */
  readonly state: NotifyState;
  readonly channels: readonly NotifyChannel[];
  readonly refusals: { list(): readonly Refusal[] };
  readonly sender: Sender;
  readonly now: () => number;
  readonly logger: Logger;
}

interface Seat {
  readonly channel: NotifyChannel;
  readonly told: ToldAlarms;
  /** Of the message that is on its way. */
  sending: Promise<void>;
  isSending: boolean;
  failures: number;
  failingSinceMs: number;
  retryMs: number;
  failure: string;
}

const tickMs = 15_000;
const soonMs = 3000;
const firstRetryMs = 30_000;
const maxRetryMs = 3_600_000;

/** Whoever opens it closes it, before what it reads from. */
export class Notifier implements AsyncDisposable {
  readonly #parts: NotifierParts;
  readonly #seats: readonly Seat[];
  readonly #since: Map<string, number>;
  readonly #stop = new AbortController();
  #read: () => Promise<readonly Alarm[]> = async () => [];
  #timer: NodeJS.Timeout | undefined;
  #soon: NodeJS.Timeout | undefined;
  #checking: Promise<void> | undefined;
  #saving: Promise<void> = Promise.resolve();
  #saved = '';
  #saveFails = false;

  constructor(parts: NotifierParts) {
    this.#parts = parts;
    this.#since = new Map(Object.entries(parts.state.since));
    this.#seats = parts.channels.map((channel) => ({
      channel,
      told: new ToldAlarms(parts.state.channels[channel.name] ?? []),
      sending: Promise.resolve(),
      isSending: false,
      failures: 0,
      failingSinceMs: 0,
      retryMs: 0,
      failure: '',
    }));
    this.#saved = JSON.stringify(parts.state);
  }

  /** Looks by itself from now on; `read` finds the alarms of the moment. */
  start(read: () => Promise<readonly Alarm[]>): void {
    this.#read = read;
    this.#timer ??= setInterval(() => { this.#look(); }, tickMs).unref();
  }

  /** Something has happened: looks within seconds, once for whatever else happens until then. */
  wake(): void {
    if (this.#timer === undefined || this.#stop.signal.aborted) return;
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      this.#look();
    }, soonMs).unref();
  }

  /** Has the channels told of what is news in `alarms`; resolves when they have been, or have failed. */
  async check(alarms: readonly Alarm[]): Promise<void> {
    await this.#begin(alarms);
    await Promise.all(this.#seats.map(({ sending }) => sending));
  }

  /** Channels whose last message could not be sent. */
  failing(): FailingChannel[] {
    return this.#seats.filter(({ failures }) => failures > 0).map(({ channel, failingSinceMs, failure }) => ({ channel: channel.name, sinceMs: failingSinceMs, text: failure }));
  }

  refusals(): readonly Refusal[] {
    return this.#parts.refusals.list();
  }

  /** Sends a test through every channel. */
  async test(): Promise<v1.NotifyOutcome.$Properties[]> {
    return Promise.all(this.#seats.map((seat) => this.#try(seat)));
  }

  /** Stops what is being sent. Safe to call again. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    clearTimeout(this.#soon);
    this.#stop.abort();
    await this.#checking;
    await Promise.all(this.#seats.map(({ sending }) => sending));
    await this.#saving;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #look(): void {
    if (this.#checking !== undefined || this.#stop.signal.aborted) return;
    this.#checking = this.#read()
      .then((alarms) => this.#begin(alarms))
      .catch((error: unknown) => { this.#parts.logger.warn({ err: error }, 'alarms could not be looked for'); })
      .finally(() => { this.#checking = undefined; });
  }

  /** Does not wait for channels: a slow one must not hold up the others. */
  async #begin(alarms: readonly Alarm[]): Promise<void> {
    const nowMs = this.#parts.now();
    const standing = standingAlarms([...alarms].sort(compareAlarms), this.#since, nowMs);
    for (const seat of this.#seats) this.#tell(seat, standing, nowMs);
    await this.#save();
  }

  #tell(seat: Seat, standing: readonly StandingAlarm[], nowMs: number): void {
    if (seat.isSending || (seat.failures > 0 && nowMs < seat.retryMs && nowMs >= seat.retryMs - maxRetryMs)) return;
    // Of itself it can tell nobody while it fails, and needs to tell nobody when it works.
    const others = standing.filter(({ kind, subject }) => kind !== 'NOTIFY' || subject !== seat.channel.name);
    const news = seat.told.news(others, nowMs);
    if (news === undefined) return;
    seat.isSending = true;
    seat.sending = this.#send(seat, news).finally(() => { seat.isSending = false; });
  }

  async #send(seat: Seat, news: News): Promise<void> {
    const { now, sender, logger } = this.#parts;
    const message = alarmsMessage(news, sender, now());
    try {
      await seat.channel.send(message, this.#stop.signal);
    } catch (error) {
      if (!this.#stop.signal.aborted) this.#failed(seat, error);
      return;
    }
    seat.failures = 0;
    seat.told.note(news, now());
    logger.info({ channel: seat.channel.name, ...message.counts }, 'alarms were sent');
    await this.#save();
  }

  #failed(seat: Seat, error: unknown): void {
    const nowMs = this.#parts.now();
    if (seat.failures === 0) seat.failingSinceMs = nowMs;
    const waitMs = Math.min(firstRetryMs * 2 ** seat.failures, maxRetryMs);
    seat.failures += 1;
    seat.retryMs = nowMs + waitMs;
    seat.failure = textOf(error);
    this.#parts.logger.warn({ err: error, channel: seat.channel.name, failures: seat.failures, retryInMs: waitMs }, 'alarms could not be sent');
  }

  async #try(seat: Seat): Promise<v1.NotifyOutcome.$Properties> {
    const { channel } = seat;
    const { now, sender } = this.#parts;
    const startedMs = performance.now();
    let errorText = '';
    try {
      await channel.send(testMessage(sender, now()), this.#stop.signal);
      // It works again: what waits is told at once.
      seat.retryMs = 0;
      this.wake();
    } catch (error) {
      errorText = textOf(error);
    }
    return { channel: channel.name, target: channel.target, errorText, durationMs: Math.round(performance.now() - startedMs) };
  }

  /** A disk that is full is what has to be told now: what was told is kept in memory then, and written when there is room. */
  #save(): Promise<void> {
    this.#saving = this.#saving.then(async () => {
      const state: NotifyState = { format: 1, since: Object.fromEntries(this.#since), refusals: [...this.#parts.refusals.list()], channels: this.#channels() };
      const text = JSON.stringify(state);
      if (text === this.#saved) return;
      try {
        await writeNotifyState(this.#parts.directory, state);
        this.#saved = text;
        this.#saveFails = false;
      } catch (error) {
        if (!this.#saveFails) this.#parts.logger.warn({ err: error }, 'alarms.json cannot be written; after a restart, alarms may be told again');
        this.#saveFails = true;
      }
    });
    return this.#saving;
  }

  #channels(): NotifyState['channels'] {
    // What a channel told that is not configured now is forgotten: switched on again, it begins anew.
    return Object.fromEntries(this.#seats.map(({ channel, told }) => [channel.name, told.list()]));
  }
}

function textOf(error: unknown): string {
  if (error instanceof StillpointError) return error.message;
  return error instanceof Error ? error.message : String(error);
}
