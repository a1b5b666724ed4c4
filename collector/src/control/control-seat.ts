/**
 * One agent's control stream on the collector's side: reads what the agent reports, no faster than it may, and sends it orders.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

import { isErrorCode, StillpointError } from '@stillpoint/proto/errors.ts';
import { v1 } from '@stillpoint/proto/messages.ts';
import type { BidiStream } from '@stillpoint/proto/rpc/server-call.ts';

import { boundedPlans, boundedReport, clip } from './report-bounds.ts';
import { TokenBucket } from './token-bucket.ts';

/** The stream as the seat uses it. */
export type ControlChannel = Pick<BidiStream<v1.ControlOrder.$Properties, v1.ControlReport>, 'read' | 'write'>;

/** Who takes what the agent says. */
export interface SeatParts {
  readonly agentId: string;
  readonly address: string;
  readonly sinceMs: number;
  /** Its release knows the order. */
  readonly takesRestores: boolean;
  /** As far as its release knows the order. */
  readonly takesPlans: boolean;
  /** Resolves when the report is kept. */
  readonly report: (report: ReturnType<typeof boundedReport>) => Promise<void>;
  /** Resolves when the plans are kept. */
  readonly plansChanged: (list: v1.PlanList.$Properties) => Promise<void>;
  /** ms that never go back. */
  readonly monotonic: () => number;
}

const messagesAtOnce = 200;
const messagesPerSecond = 20;
const answerTimeoutMs = 15_000;

/** Lives as long as {@link run}. */
export class ControlSeat {
  readonly parts: SeatParts;
  /** What the agent can run; empty until it has said so. */
  plans: readonly v1.PlanFacts.$Properties[] = [];
  /** Its time zone; empty until it has said so. */
  zone = '';
  /** Nothing may go to the agent before its welcome. */
  isWelcomed = false;
  readonly #stream: ControlChannel;
  readonly #ended = Promise.withResolvers<never>();
  readonly #answers = new Map<string, PromiseWithResolvers<StillpointError | undefined>>();
  readonly #reported = new Set<string>();
  #sentPlans: string | undefined;
  #isSendingPlans = false;

  constructor(stream: ControlChannel, parts: SeatParts) {
    this.#stream = stream;
    this.parts = parts;
    this.#ended.promise.catch(() => undefined);
  }

  /** Runs to the stream's end; throws what the agent is to be told. */
  async run(): Promise<void> {
    try {
      await Promise.race([this.#read(), this.#ended.promise]);
    } finally {
      for (const { resolve } of this.#answers.values()) resolve(gone());
    }
  }

  /** Ends the stream with `error`. */
  abort(error: StillpointError): void {
    this.#ended.reject(error);
  }

  /** True when this stream told of the run. */
  hasReported(runId: string): boolean {
    return this.#reported.has(runId);
  }

  /** Sends an order and waits for its answer. Throws the agent's refusal; AGENT_OFFLINE when it does not answer. */
  async order(runId: Uint8Array, order: v1.ControlOrder.$Properties, timeoutMs = answerTimeoutMs): Promise<void> {
    const key = Buffer.from(runId).toString('hex');
    const answer = Promise.withResolvers<StillpointError | undefined>();
    this.#answers.set(key, answer);
    const timer = setTimeout(() => { answer.resolve(gone()); }, timeoutMs);
    try {
      const written = this.#stream.write(order);
      // An agent that takes nothing any more is told from the missing answer.
      written.catch(() => { answer.resolve(gone()); });
      const refusal = await answer.promise;
      if (refusal !== undefined) throw refusal;
    } finally {
      clearTimeout(timer);
      this.#answers.delete(key);
    }
  }

  /** Sends the plans that `read` gives, unless the agent has been sent them already. Those that change while it takes none are sent when it does. */
  async sendPlans(read: () => readonly v1.CentralPlan.$Properties[]): Promise<void> {
    if (!this.parts.takesPlans || !this.isWelcomed || this.#isSendingPlans) return;
    this.#isSendingPlans = true;
    try {
      for (let plans = read(), text = textOf(plans); text !== this.#sentPlans; plans = read(), text = textOf(plans)) {
        await this.#stream.write({ setPlans: { plans: [...plans] } });
        this.#sentPlans = text;
      }
    } finally {
      this.#isSendingPlans = false;
    }
  }

  /** True when the agent at the other end is there: it refuses to stop a run that never was. False when it is gone, or silent for `timeoutMs`. */
  async isLiving(timeoutMs: number): Promise<boolean> {
    const runId = new Uint8Array(randomBytes(16));
    try {
      await this.order(runId, { cancelRun: { runId } }, timeoutMs);
      return true;
    } catch (error) {
      if (error instanceof StillpointError) return error.code !== 'AGENT_OFFLINE';
      throw error;
    }
  }

  async #read(): Promise<void> {
    const rate = new TokenBucket({ atOnce: messagesAtOnce, perSecond: messagesPerSecond, now: this.parts.monotonic });
    for (;;) {
      const waitMs = rate.take();
      if (waitMs > 0) await wait(waitMs);
      const message = await this.#stream.read();
      if (message === undefined) return;
      await this.#take(message);
    }
  }

  async #take({ hello, plans, run, answer }: v1.ControlReport): Promise<void> {
    if (hello) throw new StillpointError('PROTOCOL_VIOLATION', 'a control stream is greeted once');
    if (plans) {
      const list = boundedPlans(plans);
      ({ plans: this.plans, zone: this.zone } = list);
      await this.parts.plansChanged({ ...list, plans: [...list.plans], refusals: [...list.refusals] });
    }
    if (run) {
      const report = boundedReport(run);
      await this.parts.report(report);
      // Asked for once, soon after the stream began: what is reported later need not be remembered.
      if (this.#reported.size < 1000) this.#reported.add(Buffer.from(report.runId).toString('hex'));
      if (report.state !== v1.RunState.RUN_RUNNING) await this.#stream.write({ runNoted: { runId: report.runId } });
    }
    if (answer) this.#answers.get(Buffer.from(answer.runId ?? []).toString('hex'))?.resolve(refusalOf(answer));
  }
}

function refusalOf({ errorCode, errorText, errorHint }: v1.OrderAnswer.$Properties): StillpointError | undefined {
  if (errorCode === '' || errorCode === null || errorCode === undefined) return undefined;
  return new StillpointError(isErrorCode(errorCode) ? errorCode : 'INTERNAL', `the agent refused: ${clip(errorText, 1024)}`, { hint: errorHint ? clip(errorHint, 1024) : undefined });
}

// A revision stands for what it defines.
function textOf(plans: readonly v1.CentralPlan.$Properties[]): string {
  return JSON.stringify(plans.map(({ name, revision }) => [name, revision]));
}

function gone(): StillpointError {
  return new StillpointError('AGENT_OFFLINE', 'the connection to the agent was lost before it answered', { hint: 'it comes back by itself; try again then' });
}
