/** Who an agent's certificate names. Kept apart from the code that makes keys, which loads the certificate library. */
import { X509Certificate } from 'node:crypto';

import { identityOf, parseCertificate } from './certificate.ts';

/** An agent as its certificate names it. `serial` is lower-case hex. */
export interface AgentIdentity {
  readonly kind: 'agent';
  readonly agentId: string;
  readonly serial: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** The agent that the certificate (PEM, DER or parsed) names, or undefined. Whether it is to be believed is for the TLS layer to say. */
export function parsePeerCertificate(certificate: X509Certificate | Buffer | string): AgentIdentity | undefined {
  const parsed = certificate instanceof X509Certificate ? certificate : parseCertificate(certificate);
  const identity = parsed === undefined ? undefined : identityOf(parsed);
  if (identity?.kind !== 'agent') return undefined;
  const { id, serial, notBefore, notAfter } = identity;
  return { kind: 'agent', agentId: id, serial, notBefore, notAfter };
}
