/**
 * Checks of what a collector hands out before it replaces anything on this guest.
 */
import { createPrivateKey, X509Certificate } from 'node:crypto';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { isSignedBy, parseCertificate } from '@stillpoint/proto/tls/certificate.ts';
import { parsePeerCertificate } from '@stillpoint/proto/tls/peer-certificate.ts';

/** The id (32 hexadecimal digits) of the agent that `certificate` makes of the owner of `key`. PROTOCOL_VIOLATION when the parts do not fit together. */
export function checkIssued(issued: { readonly certificate: string; readonly caCertificate: string; readonly key: string }): string {
  const certificate = parseCertificate(issued.certificate);
  const authority = parseCertificate(issued.caCertificate);
  const identity = certificate === undefined ? undefined : parsePeerCertificate(certificate);
  if (certificate === undefined || authority === undefined || identity === undefined) throw wrong('cannot be read');
  if (!isSignedBy(certificate, new X509Certificate(authority.raw))) throw wrong('does not come from its CA');
  if (!certificate.checkPrivateKey(createPrivateKey(issued.key))) throw wrong('is for another key');
  return identity.agentId.replaceAll('-', '');
}

function wrong(what: string): StillpointError {
  return new StillpointError('PROTOCOL_VIOLATION', `the certificate that the collector issued ${what}`, { hint: 'bring agent and collector to the same version' });
}
