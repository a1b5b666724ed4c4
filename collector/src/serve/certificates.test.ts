import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';

import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { parseHostPort, type HostPort } from '@stillpoint/proto/rpc/address.ts';
import { callUnary } from '@stillpoint/proto/rpc/client-call.ts';
import { openChannel } from '@stillpoint/proto/rpc/client.ts';
import type { ServerIdentity } from '@stillpoint/proto/rpc/listener.ts';
import { agentService } from '@stillpoint/proto/services.ts';
import { createKeyAndRequest } from '@stillpoint/proto/tls/agent-identity.ts';
import { parseCertificate } from '@stillpoint/proto/tls/certificate.ts';
import { parseToken } from '@stillpoint/proto/tls/token.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import { openAdmin } from '../admin/open-admin.ts';
import { Datastore } from '../datastore/datastore.ts';
import { helloOf } from '../session/raw-agent.testing.ts';
import { forgetPreviousAuthority, openCollectorIdentity, renewAuthority } from './collector-identity.ts';
import { Collector } from './collector.ts';
import { createInstance } from './instance.ts';
import { authorityProblems, ServerCertificate } from './server-certificate.ts';

const dayMs = 86_400_000;
const listener = { host: '127.0.0.1', port: 0 };
const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => { done(); } });

let folder = '';
let directory = '';
let collectorId = '';
let nowMs = 0;
let collector: Collector | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stillpoint-certificates-'));
  directory = join(folder, 'datastore');
});

afterEach(async () => {
  await collector?.close();
  collector = undefined;
  await rm(folder, { recursive: true, force: true });
});

/** Makes and starts a collector in the past; OpenSSL's own clock is the true one, so guests connect with certificates in the present only. */
async function startedDaysAgo(days: number): Promise<void> {
  nowMs = Date.now() - days * dayMs;
  ({ collectorId } = await createInstance(directory, [listener], new Date(nowMs)));
  await serve();
}

async function serve(): Promise<void> {
  collector = await Collector.open(directory, { now: () => nowMs, log: nowhere(), pretty: false });
}

async function stop(): Promise<void> {
  await collector?.close();
}

function address(): HostPort {
  return parseHostPort(collector?.listeners()[0] ?? '');
}

async function makeToken(request: v1.CreateTokenRequest.$Properties = {}): Promise<string> {
  await using admin = await openAdmin(directory, { write: true, signal: new AbortController().signal, now: () => nowMs, note: () => undefined });
  return (await admin.createToken(request)).token ?? '';
}

/** What a guest keeps. */
interface Guest {
  readonly key: string;
  readonly certificate: string;
  readonly caCertificate: string;
  readonly agentId: string;
}

async function enrol(token: string, agentName = 'db1'): Promise<Guest> {
  const { caFingerprint } = parseToken(token);
  using channel = await openChannel({ addresses: [address()], trust: { ca: { fingerprint: caFingerprint }, collectorId } });
  const { key, request } = await createKeyAndRequest();
  const { certificate, caCertificate, welcome } = await callUnary(channel, agentService.Enroll, { hello: helloOf(), token, certificateRequest: request, agentName });
  return { key, certificate, caCertificate, agentId: welcome?.agentId ?? '' };
}

async function greet(guest: Guest): Promise<v1.Welcome> {
  using channel = await openChannel({ addresses: [address()], trust: { ca: { certificate: guest.caCertificate }, collectorId }, identity: guest });
  return await callUnary(channel, agentService.Greet, helloOf());
}

async function renew(guest: Guest): Promise<Guest> {
  using channel = await openChannel({ addresses: [address()], trust: { ca: { certificate: guest.caCertificate }, collectorId }, identity: guest });
  const { key, request } = await createKeyAndRequest();
  const { certificate, caCertificate } = await callUnary(channel, agentService.Renew, { hello: helloOf(), certificateRequest: request });
  return { ...guest, key, certificate, caCertificate };
}

async function failureOf(promise: Promise<unknown>): Promise<StillpointError | undefined> {
  const error: unknown = await promise.then(() => undefined, (reason: unknown) => reason);
  return error instanceof StillpointError ? error : undefined;
}

describe('a guest that was off', () => {
  it('for a year renews with its old key, also after it was rolled back to it, and not once it is retired or revoked', async () => {
    await startedDaysAgo(380);
    const guest = await enrol(await makeToken());
    nowMs = Date.now();
    expect((await failureOf(greet(guest)))?.code).toBe('CERTIFICATE_EXPIRED');
    const renewed = await renew(guest);
    expect((await greet(renewed)).agentId).toBe(guest.agentId);
    // The hypervisor's snapshot of before: the key that was renewed is there again.
    const again = await renew(guest);
    expect((await greet(again)).agentId).toBe(guest.agentId);
    expect((await greet(renewed)).agentId).toBe(guest.agentId);
    await using admin = await openAdmin(directory, { write: true, signal: new AbortController().signal, now: () => nowMs, note: () => undefined });
    await admin.updateAgent({ agent: 'db1', retired: true });
    expect([(await failureOf(renew(guest)))?.code, (await failureOf(greet(renewed)))?.code]).toEqual(['AGENT_RETIRED', 'AGENT_RETIRED']);
    await admin.updateAgent({ agent: 'db1', retired: false });
    expect((await greet(renewed)).agentName).toBe('db1');
    await admin.revokeAgent({ agent: 'db1' });
    expect([(await failureOf(renew(guest)))?.code, (await failureOf(greet(renewed)))?.code]).toEqual(['AGENT_REVOKED', 'AGENT_REVOKED']);
    expect((await failureOf(admin.updateAgent({ agent: 'db1', retired: false })))?.code).toBe('AGENT_REVOKED');
  });

  it('for longer than the time of grace is told how it goes on with its history, and does', async () => {
    await startedDaysAgo(500);
    const guest = await enrol(await makeToken());
    nowMs = Date.now();
    const refusal = await failureOf(renew(guest));
    expect(refusal).toMatchObject({ code: 'CERTIFICATE_EXPIRED', hint: expect.stringContaining('token create --agent db1 --replace') as string });
    const replaced = await enrol(await makeToken({ agentName: 'db1', replace: true }), '');
    expect([replaced.agentId, (await greet(replaced)).agentName]).toEqual([guest.agentId, 'db1']);
    expect((await failureOf(renew(guest)))?.code).toBe('AGENT_REVOKED');
  });

  it('cannot fill the journal by renewing', async () => {
    await startedDaysAgo(0);
    const guest = await enrol(await makeToken());
    for (let count = 0; count < 10; count++) await renew(guest);
    expect((await failureOf(renew(guest)))?.code).toBe('LIMIT_EXCEEDED');
    nowMs += dayMs;
    await renew(guest);
  });
});

describe('the collector’s own certificate', () => {
  it('is renewed at the start, and while the collector runs on for years', async () => {
    nowMs = Date.now();
    ({ collectorId } = await createInstance(directory, [listener], new Date(nowMs)));
    const endOf = ({ certificate }: ServerIdentity): number => parseCertificate(certificate)?.validToDate.getTime() ?? 0;
    const identity = await openCollectorIdentity(directory, collectorId, new Date(nowMs));
    const presented: ServerIdentity[] = [];
    using watch = ServerCertificate.start({ identity, present: (renewed) => { presented.push(renewed); }, now: () => nowMs, logger: pino({ level: 'silent' }) });
    await watch.look();
    nowMs += 540 * dayMs;
    await watch.look();
    expect(presented).toEqual([]);
    nowMs += 11 * dayMs;
    await watch.look();
    await watch.look();
    expect(presented.map(endOf)).toEqual([Math.floor((nowMs + 730 * dayMs) / 1000) * 1000]);
    const started = await openCollectorIdentity(directory, collectorId, new Date(nowMs));
    expect(endOf(started.server)).toBeGreaterThan(nowMs + 700 * dayMs);
  });

  it('does not outlast its CA silently: a year before, status says what to do', async () => {
    ({ collectorId } = await createInstance(directory, [listener], new Date()));
    const { authority } = await openCollectorIdentity(directory, collectorId, new Date());
    expect(authorityProblems(authority.certificate, Date.now() + 3200 * dayMs)).toEqual([]);
    expect(authorityProblems(authority.certificate, Date.now() + 3300 * dayMs)).toEqual([expect.stringContaining('stillpoint-collector ca renew')]);
  });
});

describe('a new CA', () => {
  it('is rehearsed: agents of the old one go on, renew, and are kept when the old one is forgotten', async () => {
    await startedDaysAgo(30);
    nowMs = Date.now();
    const [going, late] = [await enrol(await makeToken(), 'going'), await enrol(await makeToken(), 'late')];
    const stale = await makeToken();
    await stop();
    await renewAuthority(directory, collectorId, new Date(nowMs));
    expect((await readdir(directory)).filter((name) => name.startsWith('ca.'))).toEqual([]);
    await serve();
    // Both trust nothing but the old CA.
    expect((await greet(going)).renewCertificate).toBe(true);
    const renewed = await renew(going);
    expect(renewed.caCertificate).not.toBe(going.caCertificate);
    expect((await greet(renewed)).renewCertificate).toBe(false);
    expect((await failureOf(enrol(stale, 'new')))?.message).toContain('before this collector got a new CA');
    const fresh = await enrol(await makeToken(), 'new');
    expect((await greet(fresh)).agentName).toBe('new');
    expect((await greet(late)).agentName).toBe('late');
    await stop();
    expect((await failureOf(renewAuthority(directory, collectorId, new Date(nowMs))))?.hint).toContain('ca forget-previous');
    expect([await forgetPreviousAuthority(directory), await forgetPreviousAuthority(directory)]).toEqual([true, false]);
    await serve();
    expect((await greet(renewed)).agentName).toBe('going');
    expect((await failureOf(greet(late)))?.code).toBe('CA_MISMATCH');
    const replaced = await enrol(await makeToken({ agentName: 'late', replace: true }), '');
    expect((await greet(replaced)).agentId).toBe(late.agentId);
  });

  it('is there whole when making it was interrupted at its last step', async () => {
    await startedDaysAgo(0);
    const guest = await enrol(await makeToken());
    await stop();
    await renewAuthority(directory, collectorId, new Date(nowMs));
    // As a power cut between the two renames leaves it.
    await rename(join(directory, 'ca'), join(directory, 'ca.new'));
    await serve();
    expect((await greet(guest)).renewCertificate).toBe(true);
  });

  it('is not made while the collector runs', async () => {
    await startedDaysAgo(0);
    await expect(Datastore.open(directory, { mode: 'owner', clock: () => nowMs })).rejects.toMatchObject({ code: 'DATASTORE_LOCKED' });
  });
});
