/**
 * Keeps the identity of a service that stays connected for months: renews the certificate in the last third of its life, or when the collector asks for it, and follows a new name.
 */
import { asStillpointError } from '@stillpoint/proto/cli/error-text.ts';
import type { Logger } from '@stillpoint/proto/log/logger.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import type { CollectorConfig } from '../config/agent-config.ts';
import { noteName, renewWhenDue } from '../identity/renewal.ts';
import type { StateDirectory } from '../identity/state-directory.ts';

/** What a keeper works with. `collector` gives the settings in force; `now` ms since 1970. */
export interface CertificateKeeperParts {
  readonly state: StateDirectory;
  readonly collector: () => CollectorConfig;
  readonly logger: Logger;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

const intervalMs = 3_600_000;

/** Nothing to close: what goes on ends with the signal. */
export class CertificateKeeper {
  readonly #parts: CertificateKeeperParts;
  #nextMs: number;
  #running: Promise<void> = Promise.resolve();

  constructor(parts: CertificateKeeperParts) {
    this.#parts = parts;
    this.#nextMs = parts.now() + intervalMs;
  }

  /** To be called often while the collector is there: once an hour something is done. */
  look(): void {
    const nowMs = this.#parts.now();
    // A clock that was put back must not stop it.
    if (nowMs < this.#nextMs && this.#nextMs - nowMs <= intervalMs) return;
    this.#nextMs = nowMs + intervalMs;
    this.#enqueue(false);
  }

  /** Takes what the collector says of this agent. */
  welcomed({ agentName, renewCertificate }: v1.Welcome.$Properties): void {
    try {
      noteName(this.#parts.state, agentName ?? '');
    } catch (error) {
      this.#parts.logger.warn({ err: asStillpointError(error) }, 'the new name of this agent could not be written down');
    }
    if (renewCertificate === true) this.#enqueue(true);
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    await this.#running;
  }

  #enqueue(always: boolean): void {
    this.#running = this.#running.then(() => this.#renew(always));
  }

  async #renew(always: boolean): Promise<void> {
    const { state, collector, logger, now, signal } = this.#parts;
    const failed = (error: unknown): void => { logger.warn({ err: error }, 'the certificate could not be renewed'); };
    try {
      const before = state.readAgent();
      const agent = await renewWhenDue({ collector: collector(), state, nowMs: now(), signal, always }, failed);
      if (agent.certificate !== before.certificate) logger.info('the certificate is renewed');
    } catch (error) {
      if (!signal.aborted) failed(asStillpointError(error));
    }
  }
}
