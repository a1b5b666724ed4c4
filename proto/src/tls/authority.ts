/**
 * The collector's private certificate authority: it knows agents by the URI name in their certificate, and signs nothing but agents
 * and its own collector. It stores nothing; the caller keeps the PEM texts (key 0600).
 */
import 'reflect-metadata';

import { createPublicKey, webcrypto } from 'node:crypto';

import * as x509 from '@peculiar/x509';

import { StillpointError } from '../errors.ts';
import { agentUriPrefix, collectorDnsName, collectorUriPrefix, isUuid, validityDays } from './certificate.ts';

export { fingerprint } from './certificate.ts';

const dayMs = 86_400_000;
// Hosts whose clocks differ by less than this accept a certificate that was issued a moment ago.
const backdatedMs = 3_600_000;
const keyAlgorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const signatureAlgorithm = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** A private key (PKCS #8) and its certificate, both PEM. */
export interface KeyAndCertificate {
  readonly key: string;
  readonly certificate: string;
}

/** When a certificate is issued (`now`), and how long it holds when that is not the usual time. */
export interface IssueOptions {
  readonly now?: Date;
  readonly days?: number;
}

/** A certificate authority made by {@link createAuthority}, ready to issue. */
export class Authority {
  /** The authority's own certificate, PEM: what agents pin. */
  readonly certificate: string;
  readonly #key: webcrypto.CryptoKey;
  readonly #issuer: x509.X509Certificate;

  private constructor(key: webcrypto.CryptoKey, issuer: x509.X509Certificate) {
    this.certificate = pem(issuer.toString('pem'));
    this.#key = key;
    this.#issuer = issuer;
  }

  /** Opens an authority from its PEM texts. STATE_INVALID when they are damaged or do not belong together. */
  static async open(stored: KeyAndCertificate): Promise<Authority> {
    try {
      const issuer = new x509.X509Certificate(stored.certificate);
      const der = x509.PemConverter.decodeFirst(stored.key);
      const key = await webcrypto.subtle.importKey('pkcs8', der, keyAlgorithm, false, ['sign']);
      const authority = new Authority(key, issuer);
      await authority.#checkKeyBelongs();
      return authority;
    } catch (cause) {
      if (cause instanceof StillpointError) throw cause;
      throw new StillpointError('STATE_INVALID', 'the private CA of this collector cannot be read: its key or certificate is damaged', {
        hint: 'restore the CA files of the datastore from a copy; agents trust no other CA',
        cause,
      });
    }
  }

  /** Key and certificate of the collector: the fixed identity `collectorId` (UUID), good for serving only. */
  async issueCollector(collectorId: string, options: IssueOptions = {}): Promise<KeyAndCertificate> {
    checkUuid(collectorId);
    const keys = await generateKeys();
    const certificate = await this.#issue(keys.publicKey, options.days ?? validityDays.collector, options.now, {
      subject: [{ CN: [collectorDnsName] }],
      names: [{ type: 'url', value: collectorUriPrefix + collectorId }, { type: 'dns', value: collectorDnsName }],
      usage: x509.ExtendedKeyUsage.serverAuth,
    });
    return { key: await exportKey(keys.privateKey), certificate };
  }

  /**
   * Certificate (PEM) of the agent `agentId` (UUID) for the key in the request; nothing else of the request is used, its subject least of all.
   * PROTOCOL_VIOLATION when the request is damaged, not signed by its own key, or the key is not P-256.
   */
  async issueAgent(agentId: string, request: string, options: IssueOptions = {}): Promise<string> {
    checkUuid(agentId);
    return this.#issue(await requestedKey(request), options.days ?? validityDays.agent, options.now, {
      subject: [{ CN: [agentId] }],
      names: [{ type: 'url', value: agentUriPrefix + agentId }],
      usage: x509.ExtendedKeyUsage.clientAuth,
    });
  }

  async #issue(
    publicKey: webcrypto.CryptoKey | x509.PublicKey,
    days: number,
    now = new Date(),
    facts: { subject: x509.JsonName; names: x509.JsonGeneralNames; usage: x509.ExtendedKeyUsage },
  ): Promise<string> {
    const certificate = await x509.X509CertificateGenerator.create(
      {
        serialNumber: randomSerial(),
        subject: facts.subject,
        issuer: this.#issuer.subjectName.toJSON(),
        ...validity(now, days),
        signingAlgorithm: signatureAlgorithm,
        publicKey,
        signingKey: this.#key,
        extensions: [
          new x509.BasicConstraintsExtension(false, undefined, true),
          new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
          new x509.ExtendedKeyUsageExtension([facts.usage], true),
          new x509.SubjectAlternativeNameExtension(facts.names),
          await x509.AuthorityKeyIdentifierExtension.create(this.#issuer.publicKey, false, webcrypto),
        ],
      },
      webcrypto,
    );
    return pem(certificate.toString('pem'));
  }

  // A key copied from another datastore would sign certificates that no agent accepts: said here, not at the first enrolment.
  async #checkKeyBelongs(): Promise<void> {
    const text = new TextEncoder().encode('stillpoint');
    const signature = await webcrypto.subtle.sign(signatureAlgorithm, this.#key, text);
    const publicKey = await webcrypto.subtle.importKey('spki', this.#issuer.publicKey.rawData, keyAlgorithm, false, ['verify']);
    if (!(await webcrypto.subtle.verify(signatureAlgorithm, publicKey, signature, text))) {
      throw new StillpointError('STATE_INVALID', 'the key and the certificate of the private CA do not belong together', {
        hint: 'restore both CA files of the datastore from the same copy',
      });
    }
  }
}

/** A new authority: P-256, self-signed, ten years, random serial. */
export async function createAuthority(options: IssueOptions = {}): Promise<KeyAndCertificate> {
  const keys = await generateKeys();
  const serialNumber = randomSerial();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      serialNumber,
      // The serial in the name keeps two authorities apart for whoever looks at them with openssl.
      name: [{ CN: [`Stillpoint CA ${serialNumber.slice(0, 8)}`] }],
      ...validity(options.now ?? new Date(), options.days ?? validityDays.authority),
      signingAlgorithm: signatureAlgorithm,
      keys,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
      ],
    },
    webcrypto,
  );
  return { key: await exportKey(keys.privateKey), certificate: pem(certificate.toString('pem')) };
}

/** A new P-256 key pair whose private half may be exported once, to be stored. */
export async function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(keyAlgorithm, true, ['sign', 'verify']);
}

/** The private key as PKCS #8 PEM. */
export async function exportKey(key: webcrypto.CryptoKey): Promise<string> {
  return pem(x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY'));
}

async function requestedKey(request: string): Promise<x509.PublicKey> {
  let parsed: x509.Pkcs10CertificateRequest;
  let genuine: boolean;
  try {
    parsed = new x509.Pkcs10CertificateRequest(request);
    genuine = await parsed.verify(webcrypto);
  } catch (cause) {
    throw new StillpointError('PROTOCOL_VIOLATION', 'the certificate request cannot be read', { cause });
  }
  if (createPublicKey({ key: Buffer.from(parsed.publicKey.rawData), format: 'der', type: 'spki' }).asymmetricKeyDetails?.namedCurve !== 'prime256v1') {
    throw new StillpointError('PROTOCOL_VIOLATION', 'the certificate request holds a key that is not ECDSA P-256');
  }
  if (!genuine) throw new StillpointError('PROTOCOL_VIOLATION', 'the certificate request is not signed by its own key');
  return parsed.publicKey;
}

function validity(now: Date, days: number): { notBefore: Date; notAfter: Date } {
  return { notBefore: new Date(now.getTime() - backdatedMs), notAfter: new Date(now.getTime() + days * dayMs) };
}

// 127 random bits: positive, as a serial has to be, and never all zero in its first byte, which DER would shorten.
function randomSerial(): string {
  const bytes = webcrypto.getRandomValues(new Uint8Array(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return Buffer.from(bytes).toString('hex');
}

function checkUuid(id: string): void {
  if (!isUuid(id)) throw new StillpointError('INTERNAL', `'${id}' is not a UUID in lower case, so it cannot be named in a certificate`);
}

// Files and concatenated chains need the line end that the library leaves out.
function pem(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
