/**
 * The collector's private CA and its own certificate, in DIR/ca. Keys are 0600; who has `ca-key.pem` can make agents.
 */
import { sign, verify, type X509Certificate } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';
import type { ServerIdentity } from '@stillpoint/proto/rpc/listener.ts';
import { Authority, createAuthority } from '@stillpoint/proto/tls/authority.ts';
import { identityOf, isSignedBy, parseCertificate } from '@stillpoint/proto/tls/certificate.ts';

const files = {
  caKey: 'ca-key.pem',
  caCertificate: 'ca-certificate.pem',
  serverKey: 'collector-key.pem',
  serverCertificate: 'collector-certificate.pem',
} as const;

// A certificate with less time left is made anew when `serve` starts.
const renewBeforeMs = 180 * 86_400_000;

/** Who this collector is, with the authority that signs its agents. */
export interface CollectorIdentity {
  /** UUID. */
  readonly collectorId: string;
  readonly authority: Authority;
  readonly server: ServerIdentity;
}

/** Makes DIR/ca with a new CA and the certificate of the collector `collectorId` (UUID). Throws system errors. */
export async function createCollectorIdentity(directory: string, collectorId: string, now: Date): Promise<void> {
  const stored = await createAuthority({ now });
  const authority = await Authority.open(stored);
  const server = await authority.issueCollector(collectorId, { now });
  await mkdir(join(directory, 'ca'), { mode: 0o700 });
  await writeNew(pathOf(directory, 'caKey'), stored.key);
  await writeNew(pathOf(directory, 'caCertificate'), stored.certificate);
  await writeNew(pathOf(directory, 'serverKey'), server.key);
  await writeNew(pathOf(directory, 'serverCertificate'), server.certificate);
}

/** Opens DIR/ca of the collector `collectorId`. STATE_INVALID when a part is damaged, missing or another collector's, DATASTORE_DENIED when this user may not read the keys. */
export async function openCollectorIdentity(directory: string, collectorId: string, now: Date): Promise<CollectorIdentity> {
  const [caKey, caCertificate] = await Promise.all([readPart(directory, 'caKey'), readPart(directory, 'caCertificate')]);
  const authority = await Authority.open({ key: caKey, certificate: caCertificate });
  const [key, certificate] = await Promise.all([readPart(directory, 'serverKey'), readPart(directory, 'serverCertificate')]);
  const parsed = parseCertificate(certificate);
  const identity = parsed === undefined ? undefined : identityOf(parsed);
  if (parsed === undefined || identity?.kind !== 'collector' || identity.id !== collectorId) throw damaged(pathOf(directory, 'serverCertificate'), undefined);
  checkSignatures(directory, parsed, caCertificate);
  if (identity.notAfter.getTime() - now.getTime() > renewBeforeMs) {
    checkKey(pathOf(directory, 'serverKey'), key, parsed);
    return { collectorId, authority, server: { key, certificate, caCertificate } };
  }
  // Not stored: it is made anew at each start from here on, and the folder stays as it was copied.
  const server = await authority.issueCollector(collectorId, { now });
  return { collectorId, authority, server: { ...server, caCertificate } };
}

/** The CA's certificate, PEM. Errors as {@link openCollectorIdentity}. */
export async function readCaCertificate(directory: string): Promise<string> {
  return readPart(directory, 'caCertificate');
}

// A damaged byte would otherwise be told by OpenSSL at the first connection only, or by every agent.
function checkSignatures(directory: string, server: X509Certificate, caCertificate: string): void {
  const ca = parseCertificate(caCertificate);
  if (ca === undefined || !isSignedBy(ca, ca)) throw damaged(pathOf(directory, 'caCertificate'), undefined);
  if (!isSignedBy(server, ca)) throw damaged(pathOf(directory, 'serverCertificate'), undefined);
}

function checkKey(path: string, key: string, { publicKey }: X509Certificate): void {
  const text = Buffer.from('stillpoint');
  let signature: Buffer;
  try {
    signature = sign('sha256', text, key);
  } catch (cause) {
    throw damaged(path, cause);
  }
  if (!verify('sha256', text, publicKey, signature)) throw damaged(path, undefined);
}

async function readPart(directory: string, part: keyof typeof files): Promise<string> {
  const path = pathOf(directory, part);
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const code = systemErrorCode(cause);
    if (code === 'EACCES' || code === 'EPERM') {
      throw new StillpointError('DATASTORE_DENIED', `${path} may not be read by this user`, { hint: 'run the command as root or as the user of the collector', cause });
    }
    throw damaged(path, cause);
  }
}

function damaged(path: string, cause: unknown): StillpointError {
  return new StillpointError('STATE_INVALID', `${path} is missing or damaged`, { hint: 'restore the folder `ca` of the datastore from a copy; agents trust no other CA', cause });
}

function pathOf(directory: string, part: keyof typeof files): string {
  return join(directory, 'ca', files[part]);
}

async function writeNew(path: string, text: string): Promise<void> {
  await using handle = await open(path, 'wx', 0o600);
  await handle.writeFile(text);
  await handle.sync();
}
