import 'reflect-metadata';

import { webcrypto, X509Certificate } from 'node:crypto';

import * as x509 from '@peculiar/x509';
import { beforeAll, describe, expect, it } from 'vitest';

import { StillpointError } from '../errors.ts';
import { createKeyAndRequest, parsePeerCertificate } from './agent-identity.ts';
import { Authority, createAuthority, fingerprint, type KeyAndCertificate } from './authority.ts';
import { identityOf, isSignedBy, parseCertificate } from './certificate.ts';

const agentId = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
const collectorId = '11111111-2222-4333-8444-555555555555';
const now = new Date('2026-11-23T05:00:00Z');

let stored: KeyAndCertificate;
let authority: Authority;
beforeAll(async () => {
  stored = await createAuthority({ now });
  authority = await Authority.open(stored);
});

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof StillpointError ? error.code : String(error);
}

describe('the authority', () => {
  it('signs itself, for ten years, and nothing below another authority', () => {
    const certificate = new X509Certificate(stored.certificate);
    expect(certificate.ca).toBe(true);
    expect(isSignedBy(certificate, certificate)).toBe(true);
    expect(certificate.validFromDate).toEqual(new Date('2026-11-23T04:00:00Z'));
    expect(certificate.validToDate.getUTCFullYear()).toBe(2036);
    expect(fingerprint(stored.certificate)).toBe(certificate.fingerprint256.replaceAll(':', '').toLowerCase());
  });

  it('never gives a serial twice', async () => {
    const { request } = await createKeyAndRequest();
    const certificates = await Promise.all(Array.from({ length: 20 }, () => authority.issueAgent(agentId, request)));
    expect(new Set(certificates.map((pem) => new X509Certificate(pem).serialNumber)).size).toBe(20);
  });

  it('is not opened with the key of another, nor from damaged files', async () => {
    const other = await createAuthority();
    expect(await codeOf(Authority.open({ key: other.key, certificate: stored.certificate }))).toBe('STATE_INVALID');
    expect(await codeOf(Authority.open({ key: stored.key.slice(0, 60), certificate: stored.certificate }))).toBe('STATE_INVALID');
    expect(await codeOf(Authority.open({ key: stored.key, certificate: 'nonsense' }))).toBe('STATE_INVALID');
  });
});

describe('certificates that it issues', () => {
  it('name an agent by URI, for client authentication, for 90 days', async () => {
    const { request } = await createKeyAndRequest();
    const certificate = new X509Certificate(await authority.issueAgent(agentId, request, { now }));
    expect(isSignedBy(certificate, new X509Certificate(stored.certificate))).toBe(true);
    expect(certificate.subject).toBe(`CN=${agentId}`);
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2']);
    expect(certificate.ca).toBe(false);
    expect(parsePeerCertificate(certificate.raw)).toEqual({
      kind: 'agent',
      agentId,
      serial: certificate.serialNumber.toLowerCase(),
      notBefore: new Date('2026-11-23T04:00:00Z'),
      notAfter: new Date('2027-02-21T05:00:00Z'),
    });
  });

  it('name a collector by URI and fixed DNS name, for serving only', async () => {
    const { certificate } = await authority.issueCollector(collectorId, { now });
    const parsed = new X509Certificate(certificate);
    expect(identityOf(parsed)).toMatchObject({ kind: 'collector', id: collectorId });
    expect(parsed.subjectAltName).toContain('DNS:stillpoint-collector');
    expect(parsed.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(parsePeerCertificate(certificate)).toBeUndefined();
  });

  it('take nothing but the key from a request', async () => {
    const keys = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
    const request = await x509.Pkcs10CertificateRequestGenerator.create(
      {
        name: 'CN=root, O=Somebody Else',
        keys,
        signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
        extensions: [
          new x509.BasicConstraintsExtension(true, 3, true),
          new x509.SubjectAlternativeNameExtension([{ type: 'url', value: `stillpoint:collector:${collectorId}` }]),
        ],
      },
      webcrypto,
    );
    const certificate = new X509Certificate(await authority.issueAgent(agentId, request.toString('pem')));
    expect(certificate.subject).toBe(`CN=${agentId}`);
    expect(certificate.ca).toBe(false);
    expect(certificate.subjectAltName).toBe(`URI:stillpoint:agent:${agentId}`);
  });

  it('are refused for another kind of key, a foreign signature, and no request at all', async () => {
    const p384 = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-384' }, true, ['sign', 'verify']);
    const wrongKey = await x509.Pkcs10CertificateRequestGenerator.create({ keys: p384, signingAlgorithm: { name: 'ECDSA', hash: 'SHA-384' } }, webcrypto);
    expect(await codeOf(authority.issueAgent(agentId, wrongKey.toString('pem')))).toBe('PROTOCOL_VIOLATION');
    const der = Buffer.from((await createKeyAndRequest()).request.replace(/-----[^-]+-----|\n/gu, ''), 'base64');
    der[der.length - 3] = (der[der.length - 3] ?? 0) ^ 1;
    const forged = `-----BEGIN CERTIFICATE REQUEST-----\n${der.toString('base64')}\n-----END CERTIFICATE REQUEST-----\n`;
    expect(await codeOf(authority.issueAgent(agentId, forged))).toBe('PROTOCOL_VIOLATION');
    expect(await codeOf(authority.issueAgent(agentId, 'nonsense'))).toBe('PROTOCOL_VIOLATION');
    expect(await codeOf(authority.issueAgent(agentId, ''))).toBe('PROTOCOL_VIOLATION');
    expect(await codeOf(authority.issueAgent('db1', (await createKeyAndRequest()).request))).toBe('INTERNAL');
  });

  it('are not taken for an identity when they name two, or something else', () => {
    expect(parseCertificate('nonsense')).toBeUndefined();
    expect(parsePeerCertificate(stored.certificate)).toBeUndefined();
  });
});
