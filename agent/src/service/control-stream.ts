/**
 * One control stream: greets, tells what there is to tell, and hands on what the collector orders, until it ends. What it tells is taken from the outbox
 * only when there is room on the stream. docs/protocol.md, chapter "Control".
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import { openBidi, type BidiCall, type CallTarget } from '@stillpoint/proto/rpc/client-call.ts';
import { agentService } from '@stillpoint/proto/services.ts';

import { checkWelcome } from '../identity/hello.ts';

/** Where messages to the collector come from. */
export interface Outbox {
  /** The next message; undefined when there is none now. */
  take(): v1.ControlReport.$Properties | undefined;
}

/** What the stream is made for. */
export interface ControlParts {
  readonly hello: v1.Hello.$Properties;
  readonly outbox: Outbox;
  /** Called once, with what the collector says of itself. */
  readonly welcomed: (welcome: v1.Welcome.$Properties) => void;
  readonly ordered: (order: v1.ControlOrder.$Properties) => void;
  readonly signal: AbortSignal;
}

const welcomeTimeoutMs = 30_000;

/** A stream that lives. `wake` it when the outbox has something. */
export class ControlStream {
  readonly #parts: ControlParts;
  readonly #call: BidiCall<v1.ControlReport.$Properties, v1.ControlOrder>;
  #wakeUp = Promise.withResolvers<undefined>();

  constructor(target: CallTarget, parts: ControlParts) {
    this.#parts = parts;
    this.#call = openBidi(target, agentService.Control, { signal: parts.signal });
  }

  /** The outbox has something new. */
  wake(): void {
    this.#wakeUp.resolve(undefined);
  }

  /** Runs the stream to its end and throws why it ended; SESSION_LOST when the collector ended it well, PROTOCOL_VERSION when it knows no such stream. */
  async run(): Promise<never> {
    using call = this.#call;
    await call.write({ hello: this.#parts.hello });
    this.#parts.welcomed(await this.#readWelcome());
    await Promise.race([this.#send(), this.#receive()]);
    throw new StillpointError('SESSION_LOST', 'the collector ended the control stream');
  }

  async #readWelcome(): Promise<v1.Welcome.$Properties> {
    const timer = setTimeout(() => { this.#call.cancel(); }, welcomeTimeoutMs);
    try {
      const first = await this.#call.read();
      if (!first?.welcome) throw new StillpointError('PROTOCOL_VIOLATION', 'the collector did not answer the greeting of the control stream');
      checkWelcome(first.welcome);
      return first.welcome;
    } finally {
      clearTimeout(timer);
    }
  }

  async #send(): Promise<void> {
    for (;;) {
      // Before it is emptied: what comes in meanwhile wakes the next turn.
      this.#wakeUp = Promise.withResolvers<undefined>();
      for (let report = this.#parts.outbox.take(); report !== undefined; report = this.#parts.outbox.take()) await this.#call.write(report);
      await this.#wakeUp.promise;
    }
  }

  async #receive(): Promise<void> {
    for await (const order of this.#call) this.#parts.ordered(order);
  }
}
