/**
 * The collector's private CA and its own certificate, in DIR/ca. Keys are 0600; who has `ca-key.pem` can make agents. DIR/ca/previous holds the CA before, while there are agents
 * that know no other. docs/identity.md.
 */
import { sign, verify, type X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';
import type { ServerIdentity } from '@stillpoint/proto/rpc/listener.ts';
import type { Authority, KeyAndCertificate } from '@stillpoint/proto/tls/authority.ts';
import { identityOf, isSignedBy, parseCertificate } from '@stillpoint/proto/tls/certificate.ts';

const files = {
  caKey: 'ca-key.pem',
  caCertificate: 'ca-certificate.pem',
  serverKey: 'collector-key.pem',
  serverCertificate: 'collector-certificate.pem',
} as const;

/** What makes certificates; loaded only where some are made, for it is a sixth of the time that a command takes to start. */
const loadAuthority = () => import('@stillpoint/proto/tls/authority.ts');

// A certificate with less time left is made anew when `serve` starts.
const renewBeforeMs = 180 * 86_400_000;

/** Who this collector is, with the authority that signs its agents. */
export interface CollectorIdentity {
  /** UUID. */
  readonly collectorId: string;
  readonly authority: Authority;
  /** The authority before, whose agents still count. */
  readonly previous: Authority | undefined;
  readonly server: ServerIdentity;
  /** The identity to serve with from `now` on: another one when a certificate of the present one has little time left. */
  renewed(present: ServerIdentity, now: Date): Promise<ServerIdentity>;
}

const previousName = 'previous';
/** The folder being made, and the one that it takes the place of. */
const freshName = 'ca.new';
const oldName = 'ca.old';

/** Makes DIR/ca with a new CA, or the one given, and the certificate of the collector `collectorId` (UUID). Throws system errors; STATE_INVALID for a CA that is none. */
export async function createCollectorIdentity(directory: string, collectorId: string, now: Date, known?: KeyAndCertificate): Promise<void> {
  const { Authority, createAuthority } = await loadAuthority();
  const stored = known ?? (await createAuthority({ now }));
  const authority = await Authority.open(stored);
  const server = await authority.issueCollector(collectorId, { now });
  await writeFolder(join(directory, 'ca'), stored, server);
}

/**
 * Gives the collector a new CA; the present one becomes the previous one, whose agents still count. Whole or not at all, also when it is interrupted. For the owner of the datastore, while
 * nothing serves. USAGE while there is a previous one already; errors of {@link openCollectorIdentity}; system errors.
 */
export async function renewAuthority(directory: string, collectorId: string, now: Date): Promise<void> {
  const { previous } = await openCollectorIdentity(directory, collectorId, now);
  if (previous !== undefined) {
    throw new StillpointError('USAGE', 'the CA was renewed before, and its predecessor still counts', { hint: 'when all agents have certificates of the present one (`ca show`): stillpoint-collector ca forget-previous' });
  }
  const { Authority, createAuthority } = await loadAuthority();
  const present = { key: await readPart(directory, 'caKey'), certificate: await readPart(directory, 'caCertificate') };
  const stored = await createAuthority({ now });
  const server = await (await Authority.open(stored)).issueCollector(collectorId, { now });
  const fresh = join(directory, freshName);
  await writeFolder(fresh, stored, server);
  await mkdir(join(fresh, previousName), { mode: 0o700 });
  await writeNew(join(fresh, previousName, files.caKey), present.key);
  await writeNew(join(fresh, previousName, files.caCertificate), present.certificate);
  for (const folder of [join(fresh, previousName), fresh]) await syncFolder(folder);
  await rename(join(directory, 'ca'), join(directory, oldName));
  await settleAuthority(directory);
}

/** Ends the trust in the CA before the present one; false when there is none. For the owner of the datastore, while nothing serves. System errors. */
export async function forgetPreviousAuthority(directory: string): Promise<boolean> {
  await settleAuthority(directory);
  const previous = join(directory, 'ca', previousName);
  if (!existsSync(previous)) return false;
  await rename(previous, join(directory, oldName));
  await syncFolder(join(directory, 'ca'));
  await settleAuthority(directory);
  return true;
}

/** Ends what an interrupted {@link renewAuthority} began: the new folder is whole when the old one has left its place. */
async function settleAuthority(directory: string): Promise<void> {
  const [present, fresh, old] = ['ca', freshName, oldName].map((name) => join(directory, name)) as [string, string, string];
  if (!existsSync(present) && existsSync(fresh)) await rename(fresh, present);
  if (!existsSync(present) || (!existsSync(fresh) && !existsSync(old))) return;
  await rm(fresh, { recursive: true, force: true });
  await rm(old, { recursive: true, force: true });
  await syncFolder(directory);
}

/** Opens DIR/ca of the collector `collectorId`. STATE_INVALID when a part is damaged, missing or another collector's, DATASTORE_DENIED when this user may not read the keys. */
export async function openCollectorIdentity(directory: string, collectorId: string, now: Date): Promise<CollectorIdentity> {
  if (!existsSync(join(directory, 'ca'))) await settleAuthority(directory);
  const [caKey, caCertificate] = await Promise.all([readPart(directory, 'caKey'), readPart(directory, 'caCertificate')]);
  const { Authority } = await loadAuthority();
  const authority = await Authority.open({ key: caKey, certificate: caCertificate });
  const [key, certificate] = await Promise.all([readPart(directory, 'serverKey'), readPart(directory, 'serverCertificate')]);
  const parsed = parseCertificate(certificate);
  const identity = parsed === undefined ? undefined : identityOf(parsed);
  if (parsed === undefined || identity?.kind !== 'collector' || identity.id !== collectorId) throw damaged(pathOf(directory, 'serverCertificate'), undefined);
  checkSignatures(directory, parsed, caCertificate);
  checkKey(pathOf(directory, 'serverKey'), key, parsed);
  const previous = await openPrevious(directory);
  // Not stored: they are made anew at each start from here on, and the folder stays as it was copied.
  const issue = async (by: Authority, at: Date): Promise<ServerIdentity> => ({ ...(await by.issueCollector(collectorId, { now: at })), caCertificate: by.certificate });
  const renewed = async (present: ServerIdentity, at: Date): Promise<ServerIdentity> => {
    const own = holds(present, at) ? present : await issue(authority, at);
    if (previous === undefined) return own;
    const before = present.previous !== undefined && holds(present.previous, at) ? present.previous : await issue(previous, at);
    return own === present && before === present.previous ? present : { ...own, previous: before };
  };
  return { collectorId, authority, previous, server: await renewed({ key, certificate, caCertificate }, now), renewed };
}

/** The CA's key and certificate, PEM. Errors as {@link openCollectorIdentity}. */
export async function readAuthority(directory: string): Promise<KeyAndCertificate> {
  const [key, certificate] = await Promise.all([readPart(directory, 'caKey'), readPart(directory, 'caCertificate')]);
  const { Authority } = await loadAuthority();
  await Authority.open({ key, certificate });
  return { key, certificate };
}

/** The CA's certificate, PEM. Errors as {@link openCollectorIdentity}. */
export async function readCaCertificate(directory: string): Promise<string> {
  return readPart(directory, 'caCertificate');
}

/** The certificate (PEM) of the CA before the present one, whose agents still count. Errors as {@link openCollectorIdentity}. */
export async function readPreviousCaCertificate(directory: string): Promise<string | undefined> {
  return existsSync(join(directory, 'ca', previousName)) ? readFileOf(join(directory, 'ca', previousName, files.caCertificate)) : undefined;
}

async function openPrevious(directory: string): Promise<Authority | undefined> {
  const certificate = await readPreviousCaCertificate(directory);
  if (certificate === undefined) return undefined;
  const { Authority } = await loadAuthority();
  return Authority.open({ certificate, key: await readFileOf(join(directory, 'ca', previousName, files.caKey)) });
}

function holds({ certificate }: Pick<ServerIdentity, 'certificate'>, now: Date): boolean {
  return (parseCertificate(certificate)?.validToDate.getTime() ?? 0) - now.getTime() > renewBeforeMs;
}

async function writeFolder(folder: string, authority: { readonly key: string; readonly certificate: string }, server: { readonly key: string; readonly certificate: string }): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { mode: 0o700 });
  await writeNew(join(folder, files.caKey), authority.key);
  await writeNew(join(folder, files.caCertificate), authority.certificate);
  await writeNew(join(folder, files.serverKey), server.key);
  await writeNew(join(folder, files.serverCertificate), server.certificate);
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
  return readFileOf(pathOf(directory, part));
}

async function readFileOf(path: string): Promise<string> {
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
  return new StillpointError('STATE_INVALID', `${path} is missing or damaged`, { hint: 'restore the folder `ca` of the datastore from a copy, or with `stillpoint-collector recovery-kit restore FILE`; agents trust no other CA', cause });
}

function pathOf(directory: string, part: keyof typeof files): string {
  return join(directory, 'ca', files[part]);
}

async function writeNew(path: string, text: string): Promise<void> {
  await using handle = await open(path, 'wx', 0o600);
  await handle.writeFile(text);
  await handle.sync();
}

async function syncFolder(path: string): Promise<void> {
  await using handle = await open(path, 'r');
  await handle.sync();
}
