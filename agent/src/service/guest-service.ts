/**
 * The service of a guest: keeps the control stream, runs plans as child processes when it is asked to, and by their own schedules while the collector
 * cannot be reached. The entrance of this folder; must not know how it was started or how it tells its service manager.
 */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

import { asStillpointError } from '@stillpoint/proto/cli/error-text.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { Logger } from '@stillpoint/proto/log/logger.ts';
import { v1 } from '@stillpoint/proto/messages.ts';

import { keepSentPlans } from '../central/central-plan-file.ts';
import { readGuestPlans, refusalText, refuseRefused, type GuestPlans } from '../central/guest-plans.ts';
import type { PlanConfig } from '../config/agent-config.ts';
import { openCollector } from '../identity/collector-connection.ts';
import { hello } from '../identity/hello.ts';
import { renewWhenDue } from '../identity/renewal.ts';
import type { StateDirectory } from '../identity/state-directory.ts';
import { Backoff } from './backoff.ts';
import { CertificateKeeper } from './certificate-keeper.ts';
import { ControlStream } from './control-stream.ts';
import { OwnSchedule } from './own-schedule.ts';
import { RunBook } from './run-book.ts';
import { RunProcess, type RunCommand } from './run-process.ts';
import { checkOrder, confidentialReport, orderText, reportOfRestore } from './restore-order.ts';
import { reportOfEvent } from './run-report-json.ts';
import type { ServiceConfig } from './service-config.ts';

/** What a service works with. `random` gives numbers from 0 to below 1; `program` stands for `stillpoint-agent`. */
export interface GuestServiceParts {
  readonly config: ServiceConfig;
  readonly state: StateDirectory;
  readonly logger: Logger;
  readonly now: () => number;
  readonly random: () => number;
  readonly zone: string;
  readonly program: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** Each is a process. */
const maxRestores = 4;
/** How often the file, and the clock for the plans' own schedules, are looked at. */
const lookIntervalMs = 5000;
/** A lost connection that another one took the place of is not fought over. */
const supersededWaitMs = 60_000;
/** How long a stopping service waits for the collector to note how its runs ended. */
const farewellMs = 2000;

export class GuestService implements AsyncDisposable {
  readonly #parts: GuestServiceParts;
  readonly #book = new RunBook();
  readonly #answers: v1.OrderAnswer.$Properties[] = [];
  readonly #processes = new Map<string, RunProcess>();
  readonly #stopping = new AbortController();
  readonly #schedule: OwnSchedule;
  readonly #certificate: CertificateKeeper;
  readonly #timer: NodeJS.Timeout;
  readonly #connecting: Promise<void>;
  #stream: ControlStream | undefined;
  #retry = new AbortController();
  #plans: GuestPlans;
  #plansAreTold = true;
  #isConnected = false;
  #isSilent = false;
  #allNoted = Promise.withResolvers<undefined>();

  private constructor(parts: GuestServiceParts) {
    this.#parts = parts;
    this.#plans = this.#readPlans();
    this.#schedule = new OwnSchedule(parts.zone, parts.now());
    this.#certificate = new CertificateKeeper({ state: parts.state, collector: () => parts.config.current.collector, logger: parts.logger, now: parts.now, signal: this.#stopping.signal });
    this.#timer = setInterval(() => { this.#look(); }, lookIntervalMs);
    this.#connecting = this.#keepConnected();
  }

  /** Starts the service; whoever starts it closes it. It reports what goes wrong in the log and goes on. */
  static start(parts: GuestServiceParts): GuestService {
    return new GuestService(parts);
  }

  /** Reads agent.toml again, also when it looks unchanged, and judges the plans of the collector anew. */
  reload(): void {
    this.#refresh(true);
    // Where the paths of the collector's plans lead may have changed, too.
    this.#plans = this.#readPlans();
    this.#plansAreTold = false;
    this.#stream?.wake();
  }

  /** Stops runs, tells how they ended, leaves. Safe to call again. */
  async close(): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    clearInterval(this.#timer);
    this.#isSilent = true;
    this.#allNoted = Promise.withResolvers<undefined>();
    const processes = [...this.#processes.values()];
    for (const process of processes) process.cancel();
    await Promise.all(processes.map((process) => process.ended));
    if (this.#isConnected && !this.#book.isClear) await Promise.race([this.#allNoted.promise, wait(farewellMs)]);
    this.#stopping.abort();
    this.#retry.abort();
    await this.#connecting;
    await this.#certificate.idle();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #look(): void {
    this.#refresh(false);
    const { plans } = this.#plans.config;
    const nowMs = this.#parts.now();
    const due = this.#schedule.due(plans, nowMs);
    for (const plan of this.#schedule.returning(plans, nowMs)) this.#startOwn(plan, 'the collector had no room for the plan and said to come back now');
    // The collector keeps the schedule when it is there; alone, a run is tried at the plan's own time.
    if (this.#isConnected) this.#certificate.look();
    else for (const plan of due) this.#startOwn(plan, 'the collector is away; the plan runs by its own schedule');
  }

  #startOwn(plan: PlanConfig, why: string): void {
    if (this.#book.plans.includes(plan.name)) return;
    this.#parts.logger.info({ plan: plan.name }, why);
    this.#start(plan, randomUUID().replaceAll('-', ''), 'schedule', ({ errorCode, retryAfterMs }) => {
      // What the collector orders it sees to itself.
      if (errorCode === 'COLLECTOR_BUSY' && retryAfterMs) this.#schedule.comeBack(plan.name, this.#parts.now() + retryAfterMs);
    });
  }

  #refresh(always: boolean): void {
    const { config, logger } = this.#parts;
    const change = config.refresh(always);
    if (change.kind === 'none') return;
    if (change.kind === 'wrong') {
      logger.error({ err: change.error }, 'agent.toml has changed and is wrong; what was in force stays in force');
      return;
    }
    this.#plans = this.#readPlans();
    logger.info({ plans: this.#plans.config.plans.map(({ name }) => name) }, 'agent.toml has changed and is in force');
    this.#plansAreTold = false;
    this.#stream?.wake();
    // Perhaps it names another address.
    this.#retry.abort();
  }

  async #keepConnected(): Promise<void> {
    const { logger, now, random } = this.#parts;
    const backoff = new Backoff({ firstMs: 1000, longestMs: 60_000, stableMs: 60_000, random });
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const startedMs = now();
      const failure = await this.#connectOnce();
      if (isAborted(signal)) return;
      const waitMs = failure.code === 'SESSION_SUPERSEDED' ? supersededWaitMs : backoff.waitAfter(now() - startedMs, isLasting(failure));
      logger.warn({ err: failure, retryMs: Math.round(waitMs) }, 'not connected to the collector');
      this.#retry = new AbortController();
      await wait(waitMs, undefined, { signal: this.#retry.signal }).catch(() => undefined);
    }
  }

  /** One connection, to its end. */
  async #connectOnce(): Promise<StillpointError> {
    const { logger, state, config, now } = this.#parts;
    const { signal } = this.#stopping;
    try {
      const { collector } = config.current;
      const renewalFailed = (error: StillpointError): void => { logger.warn({ err: error }, 'the certificate could not be renewed'); };
      const agent = await renewWhenDue({ collector, state, nowMs: now(), signal }, renewalFailed);
      using channel = await openCollector(collector, agent, signal);
      const welcomed = (welcome: v1.Welcome.$Properties): void => {
        logger.info({ collector: channel.peer, agent: welcome.agentName, version: welcome.softwareVersion }, 'connected to the collector');
        this.#isConnected = true;
        this.#certificate.welcomed(welcome);
      };
      this.#plansAreTold = false;
      this.#answers.length = 0;
      this.#book.tellAgain();
      this.#stream = new ControlStream(channel, { hello: await hello(), outbox: { take: () => this.#take() }, welcomed, ordered: (order) => { this.#ordered(order); }, signal });
      return await this.#stream.run();
    } catch (error) {
      return asStillpointError(error);
    } finally {
      this.#isConnected = false;
      this.#stream = undefined;
    }
  }

  #take(): v1.ControlReport.$Properties | undefined {
    const answer = this.#answers.shift();
    if (answer !== undefined) return { answer };
    if (!this.#plansAreTold) {
      this.#plansAreTold = true;
      return { plans: planList(this.#plans, this.#parts.zone) };
    }
    const run = this.#book.take();
    return run === undefined ? undefined : { run };
  }

  #ordered({ startRun, startRestore, cancelRun, runNoted, setPlans }: v1.ControlOrder.$Properties): void {
    if (setPlans) this.#setPlans(setPlans);
    if (startRun) this.#answer(startRun.runId, () => { this.#startOrdered(startRun); });
    if (startRestore) this.#answer(startRestore.runId, () => { this.#startRestore(startRestore); });
    if (cancelRun) this.#answer(cancelRun.runId, () => { this.#cancel(hex(cancelRun.runId)); });
    if (runNoted) {
      this.#book.noted(hex(runNoted.runId));
      if (this.#book.isClear) this.#allNoted.resolve(undefined);
    }
  }

  /** They are kept also where agent.toml takes none, so that they are there when it does. */
  #setPlans({ plans }: v1.SetPlans.$Properties): void {
    const { config, logger } = this.#parts;
    let isNew: boolean;
    try {
      isNew = keepSentPlans(config.current.stateDirectory, (plans ?? []).map(({ name, revision, definition }) => ({ name: name ?? '', revision: revision ?? 0, definition: definition ?? '' })));
    } catch (error) {
      // Runs read them from there: those of before stay in force, and the collector sees that by their revisions.
      logger.error({ err: error }, 'the plans that the collector has sent could not be kept; what was in force stays in force');
      return;
    }
    if (!isNew) return;
    if (config.current.planOrigin === 'central') {
      this.#plans = this.#readPlans();
      logger.info({ plans: this.#plans.config.plans.map(({ name }) => name) }, 'the collector has sent plans');
    }
    this.#plansAreTold = false;
    this.#stream?.wake();
  }

  #readPlans(): GuestPlans {
    const { config, logger } = this.#parts;
    let plans: GuestPlans;
    try {
      plans = readGuestPlans(config.current);
    } catch (error) {
      logger.error({ err: error }, 'the plans that the collector has sent cannot be read; only those of agent.toml are in force');
      return { config: config.current, refusals: [] };
    }
    for (const refusal of plans.refusals) logger.error({ code: 'PLAN_REFUSED', plan: refusal.plan }, `a plan of the collector is refused: ${refusalText(refusal)}`);
    return plans;
  }

  #answer(runId: Uint8Array | null | undefined, work: () => void): void {
    let refusal: StillpointError | undefined;
    try {
      work();
    } catch (error) {
      refusal = asStillpointError(error);
    }
    this.#answers.push({ runId: runId ?? new Uint8Array(0), errorCode: refusal?.code ?? '', errorText: refusal?.message ?? '', errorHint: refusal?.hint ?? '' });
    this.#stream?.wake();
  }

  #startOrdered(order: v1.StartRun.$Properties): void {
    const runId = hex(order.runId);
    if (!this.#isNew(runId)) return;
    refuseRefused(this.#plans.refusals, order.plan ?? '');
    const plan = this.#plans.config.plans.find(({ name }) => name === order.plan);
    if (plan === undefined) throw new StillpointError('PLAN_UNKNOWN', `this guest has no plan "${order.plan ?? ''}"`);
    if (this.#book.plans.includes(plan.name)) throw new StillpointError('RUN_ACTIVE', `a run of the plan "${plan.name}" is going on already`);
    this.#start(plan, runId, order.reason ?? '');
  }

  #startRestore(order: v1.StartRestore.$Properties): void {
    const runId = hex(order.runId);
    if (!this.#isNew(runId)) return;
    const { config } = this.#parts;
    if (this.#book.plans.filter((plan) => plan === '').length >= maxRestores) throw new StillpointError('LIMIT_EXCEEDED', `${maxRestores} restores go on in this guest already`);
    const target = checkOrder(order, config.current.restore);
    // Said here too: this guest's own log tells what others have had written into it.
    const log = this.#parts.logger.child({ run: runId });
    log.info({ addresses: order.addresses, target }, 'the collector has ordered a restore');
    // Without a key nothing that is encrypted comes back.
    const reportOf = existsSync(config.current.encryption.keyFile) ? confidentialReport((text) => { log.warn(text); }) : reportOfRestore;
    this.#run({ plan: '', runId, reason: 'restore', args: ['restore-order', '--json', '--config', config.fileForRuns()], input: orderText(order), reportOf });
  }

  /** False for a run that is known already. PROTOCOL_VIOLATION, CANCELLED. */
  #isNew(runId: string): boolean {
    if (!/^[0-9a-f]{32}$/u.test(runId)) throw new StillpointError('PROTOCOL_VIOLATION', 'an order names no run');
    if (this.#book.knows(runId)) return false;
    if (this.#isSilent) throw new StillpointError('CANCELLED', 'the service of this agent is stopping');
    return true;
  }

  #cancel(runId: string): void {
    const process = this.#processes.get(runId);
    if (process === undefined) throw new StillpointError('RUN_UNKNOWN', 'that run does not go on here');
    process.cancel();
  }

  #start(plan: PlanConfig, runId: string, reason: string, ended?: (report: v1.RunReport.$Properties) => void): void {
    this.#run({ plan: plan.name, runId, reason, args: ['backup', plan.name, '--json', '--run-id', runId, '--config', this.#parts.config.fileForRuns()], reportOf: reportOfEvent }, ended);
  }

  #run(work: Omit<RunCommand, 'program' | 'env' | 'now'>, whenEnded?: (report: v1.RunReport.$Properties) => void): void {
    const { program, env, now, logger } = this.#parts;
    const { runId, reason } = work;
    const log = logger.child({ plan: work.plan === '' ? undefined : work.plan, run: runId });
    const command: RunCommand = { ...work, program, env, now };
    log.info({ reason }, 'run begun');
    const process = new RunProcess(command, (report) => {
      this.#book.going(runId, report);
      this.#stream?.wake();
    });
    this.#processes.set(runId, process);
    const ended = (report: v1.RunReport.$Properties): void => {
      this.#processes.delete(runId);
      this.#book.ended(runId, report);
      whenEnded?.(report);
      this.#stream?.wake();
      for (const note of report.notes ?? []) log.warn({ code: /^[A-Z_]+(?= )/u.exec(note)?.[0] }, note);
      const facts = { status: endNames[report.state ?? 0], code: report.errorCode === '' ? undefined : report.errorCode, snapshot: report.address };
      if (report.state === v1.RunState.RUN_COMPLETE) log.info(facts, 'run ended');
      else log.warn({ ...facts, reason: report.errorText }, 'run ended');
    };
    process.ended.then(ended, (error: unknown) => { log.error({ err: error }, 'the end of a run is not known'); });
  }
}

const endNames: Readonly<Record<number, string>> = {
  [v1.RunState.RUN_COMPLETE]: 'complete',
  [v1.RunState.RUN_INCOMPLETE]: 'incomplete',
  [v1.RunState.RUN_FAILED]: 'failed',
  [v1.RunState.RUN_CANCELLED]: 'cancelled',
};

// Names, times and kinds: what is read, and how, is no business of the collector's.
function planList({ config, refusals }: GuestPlans, zone: string): v1.PlanList.$Properties {
  const plans = config.plans.map(({ name, schedule, sources, central }) => ({ name, schedule: schedule ?? '', sourceKinds: [...new Set(sources.map(({ kind }) => kind))], centralRevision: central?.revision ?? 0 }));
  return { zone, plans, central: config.planOrigin === 'central', refusals: [...refusals] };
}

// Another attempt helps only after somebody has done something.
function isLasting({ code }: StillpointError): boolean {
  return code === 'AGENT_REVOKED' || code === 'AGENT_RETIRED' || code === 'AGENT_UNKNOWN' || code === 'AGENT_CLONED' || code === 'CA_MISMATCH' || code === 'CERTIFICATE_EXPIRED' || code === 'PROTOCOL_VERSION' || code === 'AGENT_NOT_ENROLLED';
}

// Asked again after something else had its turn, which a type cannot know.
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

function hex(bytes: Uint8Array | null | undefined): string {
  return Buffer.from(bytes ?? []).toString('hex');
}
