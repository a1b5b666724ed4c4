/**
 * Places for sessions. Whoever finds none waits for its turn, in the order of coming; whoever finds no room to wait either is told to come back. Those who have a
 * place keep it.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';

import { collectorBusy } from './collector-busy.ts';

/** How many. */
export interface QueueLimits {
  readonly maxSessions: number;
  readonly maxWaiting: number;
}

interface Waiter {
  readonly agentId: string;
  readonly enter: () => void;
}

/** Nothing to close: waiters end with their signals. */
export class SessionQueue {
  readonly #limits: QueueLimits;
  readonly #waiters: Waiter[] = [];
  #taken = 0;

  constructor(limits: QueueLimits) {
    this.#limits = limits;
  }

  /** Sessions that wait. */
  get waiting(): number {
    return this.#waiters.length;
  }

  /** Sessions of one agent that wait. */
  waitingOf(agentId: string): number {
    return this.#waiters.filter((waiter) => waiter.agentId === agentId).length;
  }

  /** Resolves with a place, to be disposed of; `queued` is told how many come before when it has to wait. COLLECTOR_BUSY; SESSION_LOST when `signal` ends the wait. */
  async enter(agentId: string, signal: AbortSignal, queued: (before: number) => void): Promise<Disposable> {
    if (this.#taken < this.#limits.maxSessions) {
      this.#taken += 1;
      return this.#place();
    }
    const { maxSessions, maxWaiting } = this.#limits;
    if (this.#waiters.length >= maxWaiting) throw collectorBusy('queue', `${maxSessions} sessions go on and ${this.#waiters.length} wait for their turn`);
    queued(this.#waiters.length);
    await this.#turn(agentId, signal);
    return this.#place();
  }

  #turn(agentId: string, signal: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const waiter: Waiter = {
      agentId,
      enter: () => {
        signal.removeEventListener('abort', leave);
        resolve(undefined);
      },
    };
    const leave = (): void => {
      const index = this.#waiters.indexOf(waiter);
      if (index >= 0) this.#waiters.splice(index, 1);
      reject(signal.reason instanceof Error ? signal.reason : new StillpointError('SESSION_LOST', 'the agent left while it waited for its turn'));
    };
    if (signal.aborted) leave();
    else {
      this.#waiters.push(waiter);
      signal.addEventListener('abort', leave, { once: true });
    }
    return promise;
  }

  #place(): Disposable {
    let isHeld = true;
    return {
      [Symbol.dispose]: () => {
        if (!isHeld) return;
        isHeld = false;
        // The place goes to the next one, and is never free in between.
        const next = this.#waiters.shift();
        if (next === undefined) this.#taken -= 1;
        else next.enter();
      },
    };
  }
}
