/**
 * Events that guests cause, bounded: nobody may fill the collector's disk with refusals, and nobody may go unnoticed. What is beyond the bounds is counted, and the count is written
 * when the hour is over.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { countOf } from '@stillpoint/proto/text/format-count.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import type { Peer } from '@stillpoint/proto/rpc/peer.ts';
import type { Logger } from 'pino';

import type { NewDecision } from '../datastore/decision-journal.ts';

/** How much is written within `windowMs`. */
export interface EventLimits {
  readonly perSource: number;
  /** Refusals of all together: whoever knocks from outside can have many addresses. */
  readonly refusals: number;
  /** Events that only enrolled guests can cause: all of a fleet may be restored in one night. */
  readonly events: number;
  readonly windowMs: number;
}

/** What a budget works with. `clock` gives ms since 1970; `nameOf` the name of an agent by its UUID. */
export interface EventBudgetParts {
  readonly decide: (decision: NewDecision) => Promise<void>;
  readonly nameOf: (agentId: string) => string | undefined;
  readonly clock: () => number;
  readonly logger: Logger;
}

const defaultLimits: EventLimits = { perSource: 60, refusals: 600, events: 6000, windowMs: 3_600_000 };
const maxTextLength = 1024;
/** Sources that are told apart within a window; the others are counted together. */
const maxSources = 1000;
const maxListed = 20;
/** Refusals that wait for the journal. */
const maxWaiting = 64;

// Whoever gets one of these was turned away, or broke a rule that no honest agent breaks.
const refusals: ReadonlySet<string> = new Set([
  'CERTIFICATE_REQUIRED', 'CERTIFICATE_EXPIRED', 'CA_MISMATCH', 'AGENT_REVOKED', 'AGENT_RETIRED', 'AGENT_UNKNOWN', 'AGENT_CLONED', 'AGENT_NAME_TAKEN', 'TOKEN_INVALID', 'TOKEN_EXPIRED', 'TOKEN_USED', 'PERMISSION_DENIED',
  'NAME_INVALID', 'PROTOCOL_VERSION', 'PROTOCOL_VIOLATION', 'BLOCK_INVALID', 'BLOCK_REJECTED', 'CHUNK_NOT_AVAILABLE', 'TREE_INVALID', 'LIMIT_EXCEEDED', 'SESSION_LIMIT', 'QUOTA_EXCEEDED', 'RESTORE_REFUSED',
]);

interface Unwritten {
  count: number;
  /** The code of refusals, else the kind of the events. */
  readonly what: string;
  readonly source: string;
}

/** Whoever makes it closes it: what was only counted is written then. */
export class EventBudget implements AsyncDisposable {
  readonly #parts: EventBudgetParts;
  readonly #limits: EventLimits;
  readonly #timer: NodeJS.Timeout;
  #startedMs: number;
  readonly #written = { refusals: 0, events: 0 };
  readonly #bySource = new Map<string, number>();
  readonly #told = new Set<string>();
  readonly #unwritten = new Map<string, Unwritten>();
  #others = 0;
  #waiting = 0;
  #queue: Promise<void> = Promise.resolve();

  constructor(parts: EventBudgetParts, limits: EventLimits = defaultLimits) {
    this.#parts = parts;
    this.#limits = limits;
    this.#startedMs = parts.clock();
    this.#timer = setInterval(() => { this.#enqueue(() => this.#turn()); }, limits.windowMs);
    this.#timer.unref();
  }

  /** Notes that a call of `peer` was refused, when `error` is a refusal. Never fails, and nobody waits for it. */
  refused(error: unknown, peer: Peer, path: string): void {
    if (!isRefusal(error)) return;
    const source = peer.kind === 'agent' ? `agent ${this.#parts.nameOf(peer.agentId) ?? peer.agentId}` : hostOf(peer.address);
    this.#note(error, source, `${error.code} at ${path.split('/').at(-1) ?? ''} from ${peer.address}: ${error.message}`);
  }

  /** As {@link refused}, for a connection that nobody is known of. */
  connectionRefused(error: unknown, address: string): void {
    if (isRefusal(error)) this.#note(error, hostOf(address), `${error.code} from ${address}: ${error.message}`);
  }

  /** Writes an event that a guest causes, in the name of `actor`, or counts it. Errors of the journal. */
  async write(actor: string, source: string, { kind, object, text }: v1.AuditEvent.$Properties): Promise<void> {
    await this.#turn();
    const what = kind ?? '';
    if (!this.#take(source, 'events')) {
      this.#count(source, what);
      return;
    }
    await this.#parts.decide({ actor, audit: { kind: what, object: (object ?? '').slice(0, maxTextLength), text: (text ?? '').slice(0, maxTextLength) } });
  }

  /** Writes what was only counted. Safe to call again. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#enqueue(() => this.#summarise());
    await this.#queue;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #note({ code, message }: StillpointError, source: string, text: string): void {
    // Whoever refuses in a loop is counted here at once: a queue would be memory that a guest can fill.
    if (this.#isOver() || !this.#told.has(`${code} ${source}`)) {
      if (this.#waiting >= maxWaiting) {
        this.#count(source, code);
        return;
      }
      this.#waiting += 1;
      this.#parts.logger.info({ code, source }, `refused: ${message}`);
      this.#enqueue(async () => {
        this.#waiting -= 1;
        await this.#refuse(code, source, text);
      });
      return;
    }
    this.#count(source, code);
  }

  /** One after another, so that an event that is being written cannot be written twice. */
  #enqueue(work: () => Promise<void>): void {
    this.#queue = this.#queue.then(work).catch((error: unknown) => {
      // A disk that is full or fails: the log has it, and the guest is refused all the same.
      this.#parts.logger.warn({ err: error }, 'the audit log could not be written');
    });
  }

  async #refuse(code: string, source: string, text: string): Promise<void> {
    await this.#turn();
    const key = `${code} ${source}`;
    if (this.#told.has(key) || !this.#take(source, 'refusals')) {
      this.#count(source, code);
      return;
    }
    this.#told.add(key);
    await this.#parts.decide({ actor: 'collector', audit: { kind: 'refused', object: source, text: text.slice(0, maxTextLength) } });
  }

  #take(source: string, sort: 'refusals' | 'events'): boolean {
    const own = this.#bySource.get(source) ?? 0;
    if (own >= this.#limits.perSource || this.#written[sort] >= this.#limits[sort]) return false;
    this.#bySource.set(source, own + 1);
    this.#written[sort] += 1;
    return true;
  }

  #count(source: string, what: string): void {
    const key = `${what} ${source}`;
    const known = this.#unwritten.get(key);
    if (known !== undefined) known.count += 1;
    else if (this.#unwritten.size < maxSources) this.#unwritten.set(key, { count: 1, what, source });
    else this.#others += 1;
  }

  #isOver(): boolean {
    const nowMs = this.#parts.clock();
    return nowMs >= this.#startedMs + this.#limits.windowMs || nowMs < this.#startedMs;
  }

  async #turn(): Promise<void> {
    if (!this.#isOver()) return;
    this.#startedMs = this.#parts.clock();
    this.#written.refusals = 0;
    this.#written.events = 0;
    this.#bySource.clear();
    this.#told.clear();
    await this.#summarise();
  }

  async #summarise(): Promise<void> {
    if (this.#unwritten.size === 0) return;
    const most = [...this.#unwritten.values()].sort((left, right) => right.count - left.count);
    const sum = most.reduce((total, { count }) => total + count, this.#others);
    const rest = sum - most.slice(0, maxListed).reduce((total, { count }) => total + count, 0);
    this.#unwritten.clear();
    this.#others = 0;
    const listed = most.slice(0, maxListed).map(({ what, source, count }) => `${source}: ${what} ${count} times`);
    const text = [...listed, ...(rest > 0 ? [`${rest} more`] : [])].join('; ');
    await this.#parts.decide({ actor: 'collector', audit: { kind: 'refused-more', object: countOf(sum, 'event'), text: text.slice(0, 4 * maxTextLength) } });
  }
}

function isRefusal(error: unknown): error is StillpointError {
  return error instanceof StillpointError && refusals.has(error.code);
}

function hostOf(address: string): string {
  return address.replace(/:[0-9]+$/u, '');
}
