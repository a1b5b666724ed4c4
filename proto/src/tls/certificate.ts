/**
 * Reading certificates: who they name and how long they hold. Only node:crypto, so that an agent that is neither enrolling nor
 * renewing never loads the certificate library.
 */
import { createHash, X509Certificate } from 'node:crypto';

/** Validity in days. An agent renews at two thirds of its time, a collector's certificate is renewed by `serve`. */
export const validityDays = { authority: 3650, collector: 730, agent: 90 } as const;

/** URI names in certificates (wire constants, never change; docs/protocol.md). The id is a UUID in lower case. */
export const agentUriPrefix = 'stillpoint:agent:';
export const collectorUriPrefix = 'stillpoint:collector:';
/** DNS name of every collector's certificate, whatever the collector's address. */
export const collectorDnsName = 'stillpoint-collector';

const uuidPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

/** Who a certificate names, and its validity. `serial` is lower-case hex. */
export interface CertificateIdentity {
  readonly kind: 'agent' | 'collector';
  readonly id: string;
  readonly serial: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** True for a UUID in the canonical lower-case form that certificates carry. */
export function isUuid(text: string): boolean {
  return uuidPattern.test(text);
}

/** Certificate from PEM text or DER bytes, or undefined when it is not one. */
export function parseCertificate(encoded: string | Buffer): X509Certificate | undefined {
  try {
    return new X509Certificate(encoded);
  } catch {
    // OpenSSL's reasons say nothing that a caller could act on; what matters is that this is no certificate.
    return undefined;
  }
}

/**
 * The TLS server name to ask a collector for: it tells which CA the client trusts, so that a collector with a new CA still answers those that know the older one only.
 * `fingerprint`: of the CA's certificate, 64 hex digits. A wire constant, never change; docs/protocol.md.
 */
export function serverNameFor(fingerprint: string): string {
  return `${fingerprint.slice(0, 32)}.${collectorDnsName}`;
}

/** SHA-256 of the certificate's DER form. */
export function fingerprintOf(certificate: X509Certificate): Buffer {
  return createHash('sha256').update(certificate.raw).digest();
}

/** SHA-256 of the certificate's DER form as 64 lower-case hex digits. Throws Node's error when `pem` is not a certificate. */
export function fingerprint(pem: string): string {
  return fingerprintOf(new X509Certificate(pem)).toString('hex');
}

/** The one agent or collector that the certificate names; undefined when it names none or several. Says nothing about who signed it. */
export function identityOf(certificate: X509Certificate): CertificateIdentity | undefined {
  const uris = uriNames(certificate).filter((uri) => uri.startsWith('stillpoint:'));
  const [uri] = uris;
  if (uri === undefined || uris.length !== 1) return undefined;
  const kind = uri.startsWith(agentUriPrefix) ? 'agent' : uri.startsWith(collectorUriPrefix) ? 'collector' : undefined;
  if (kind === undefined) return undefined;
  const id = uri.slice((kind === 'agent' ? agentUriPrefix : collectorUriPrefix).length);
  if (!isUuid(id)) return undefined;
  return {
    kind,
    id,
    serial: certificate.serialNumber.toLowerCase(),
    notBefore: certificate.validFromDate,
    notAfter: certificate.validToDate,
  };
}

/** True when `authority` signed `certificate`. Independent of dates: OpenSSL's own verdict on an expired certificate may hide a bad signature. */
export function isSignedBy(certificate: X509Certificate, authority: X509Certificate): boolean {
  return authority.ca && certificate.checkIssued(authority) && certificate.verify(authority.publicKey);
}

// Node prints alternative names as `DNS:a, URI:b`; a name that holds a comma or quote is printed quoted, and then matches nothing here.
function uriNames(certificate: X509Certificate): string[] {
  return (certificate.subjectAltName ?? '')
    .split(', ')
    .filter((name) => name.startsWith('URI:'))
    .map((name) => name.slice('URI:'.length));
}
