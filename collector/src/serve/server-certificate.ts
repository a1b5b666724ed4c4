/**
 * Keeps the certificate of a collector that runs for years from ending: looks at it twice a day and has the listeners present a new one in time.
 */
import type { Logger } from '@stillpoint/proto/log/logger.ts';
import type { ServerIdentity } from '@stillpoint/proto/rpc/listener.ts';
import { parseCertificate } from '@stillpoint/proto/tls/certificate.ts';

import type { CollectorIdentity } from './collector-identity.ts';

/** `present` makes listeners use an identity from the next connection on; `now` gives ms since 1970. */
export interface ServerCertificateParts {
  readonly identity: CollectorIdentity;
  readonly present: (identity: ServerIdentity) => void;
  readonly now: () => number;
  readonly logger: Logger;
}

const lookIntervalMs = 12 * 3_600_000;
/** A CA is renewed by hand, which takes planning. */
const authorityWarningMs = 365 * 86_400_000;

/** Whoever starts it closes it. */
export class ServerCertificate implements Disposable {
  readonly #parts: ServerCertificateParts;
  readonly #timer: NodeJS.Timeout;
  #current: ServerIdentity;

  private constructor(parts: ServerCertificateParts) {
    this.#parts = parts;
    this.#current = parts.identity.server;
    this.#timer = setInterval(() => {
      this.look().catch((error: unknown) => { parts.logger.error({ err: error }, 'the certificate of this collector could not be renewed'); });
    }, lookIntervalMs);
    this.#timer.unref();
  }

  static start(parts: ServerCertificateParts): ServerCertificate {
    return new ServerCertificate(parts);
  }

  /** Renews the certificate when it is time. */
  async look(): Promise<void> {
    const { identity, present, now, logger } = this.#parts;
    const renewed = await identity.renewed(this.#current, new Date(now()));
    if (renewed === this.#current) return;
    this.#current = renewed;
    present(renewed);
    logger.info({ until: parseCertificate(renewed.certificate)?.validToDate }, 'the certificate of this collector is renewed');
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}

/** Sentences about a CA that ends soon, for `status`. `caCertificate` is PEM. */
export function authorityProblems(caCertificate: string, nowMs: number): string[] {
  const until = parseCertificate(caCertificate)?.validToDate;
  if (until === undefined || until.getTime() - nowMs > authorityWarningMs) return [];
  return [`the CA of this collector is valid until ${until.toISOString().slice(0, 10)}, and no agent accepts it afterwards: renew it in time with \`stillpoint-collector ca renew\``];
}
