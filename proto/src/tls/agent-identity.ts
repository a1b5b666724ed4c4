/**
 * The agent's own key and the request to have it certified. The key is made on the guest and never leaves it.
 */
import 'reflect-metadata';

import { webcrypto } from 'node:crypto';

import * as x509 from '@peculiar/x509';

import { exportKey, generateKeys } from './authority.ts';

export { parsePeerCertificate, type AgentIdentity } from './peer-certificate.ts';

/** A private key (PKCS #8 PEM, to be stored 0600) and the request (PKCS #10 PEM) that goes to the collector. */
export interface KeyAndRequest {
  readonly key: string;
  readonly request: string;
}

/** A new P-256 key pair with a signed request. The subject is a mere label: the collector ignores it. */
export async function createKeyAndRequest(): Promise<KeyAndRequest> {
  const keys = await generateKeys();
  const request = await x509.Pkcs10CertificateRequestGenerator.create(
    { name: [{ CN: ['stillpoint-agent'] }], keys, signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' } },
    webcrypto,
  );
  return { key: await exportKey(keys.privateKey), request: `${request.toString('pem').trimEnd()}\n` };
}
