/**
 * What an enrolled agent knows of itself and its collector; read from the state directory.
 */
export interface EnrolledAgent {
  /** 32 hexadecimal digits (a UUID without dashes). */
  readonly agentId: string;
  readonly agentName: string;
  readonly collectorId: string;
  /** PEM. */
  readonly key: string;
  readonly certificate: string;
  readonly caCertificate: string;
  /** `HOST:PORT`, tried in order, of enrolment; agent.toml's win when it names any. */
  readonly addresses: readonly string[];
}
