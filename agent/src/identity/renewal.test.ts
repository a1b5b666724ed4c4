import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { formatHostPort } from '@stillpoint/proto/rpc/address.ts';
import { agentId, collectorId, createIdentities, type TestIdentities } from '@stillpoint/proto/rpc/rpc-fixture.ts';
import { RpcServer } from '@stillpoint/proto/rpc/server.ts';
import { agentService } from '@stillpoint/proto/services.ts';
import { pino } from 'pino';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { CertificateKeeper } from '../service/certificate-keeper.ts';
import type { EnrolledAgent } from './enrolled-agent.ts';
import { certificateValidity, renewWhenDue } from './renewal.ts';
import { StateDirectory } from './state-directory.ts';

const dayMs = 86_400_000;
const never = new AbortController().signal;
let identities: TestIdentities;
let folder = '';
let state: StateDirectory;
let asked = 0;

beforeAll(async () => {
  identities = await createIdentities();
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillpoint-renewal-'));
  state = StateDirectory.create(join(folder, 'state'));
  asked = 0;
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A collector that renews, for the agent `renewedId` whoever asks. */
async function collectorThat(renewedId = agentId): Promise<AsyncDisposable & { readonly address: string }> {
  const server = new RpcServer({ anonymousPaths: [agentService.Enroll.path, agentService.Renew.path] });
  const refuse = (): Promise<never> => Promise.reject(new StillpointError('INTERNAL', 'not asked for in this test'));
  server.implement(agentService, {
    Enroll: refuse,
    Renew: async ({ certificateRequest }) => {
      asked++;
      return { certificate: await identities.authority.issueAgent(renewedId, certificateRequest), caCertificate: identities.caCertificate };
    },
    Greet: refuse,
    Backup: refuse,
    ListOwnSnapshots: refuse,
  });
  const address = await server.listenTls({ host: '127.0.0.1', port: 0 }, await identities.collector());
  return { address: formatHostPort(address), [Symbol.asyncDispose]: () => server.close(1000) };
}

/** Stores an agent whose certificate is `ageDays` of its 90 days old. */
async function enrolled(ageDays: number, address: string): Promise<EnrolledAgent> {
  const issued = await identities.agent({ now: new Date(Date.now() - ageDays * dayMs) });
  const agent = { agentId: agentId.replaceAll('-', ''), agentName: 'db1', collectorId, ...issued, caCertificate: identities.caCertificate, addresses: [address] };
  state.writeAgent(agent);
  return agent;
}

async function renewed(): Promise<{ readonly agent: EnrolledAgent; readonly failures: readonly string[] }> {
  const failures: string[] = [];
  const agent = await renewWhenDue({ collector: { addresses: [], segment: undefined }, state, nowMs: Date.now(), signal: never }, ({ code }) => failures.push(code));
  return { agent, failures };
}

describe('the certificate of an agent', () => {
  it('is left alone while more than a third of its time is left', async () => {
    await using collector = await collectorThat();
    const before = await enrolled(59, collector.address);
    expect(await renewed()).toEqual({ agent: before, failures: [] });
    expect(asked).toBe(0);
  });

  it.each([61, 95])('is renewed with a new key when it is %i days old, and stored', async (ageDays) => {
    await using collector = await collectorThat();
    const before = await enrolled(ageDays, collector.address);
    const { agent, failures } = await renewed();
    expect(failures).toEqual([]);
    expect(agent.key).not.toBe(before.key);
    expect(certificateValidity(agent, Date.now()).leftMs).toBeGreaterThan(89 * dayMs);
    expect(state.readAgent()).toEqual(agent);
  });

  it('that could not be renewed serves on until it ends', async () => {
    const before = await enrolled(61, '127.0.0.1:1');
    expect(await renewed()).toEqual({ agent: before, failures: ['COLLECTOR_UNREACHABLE'] });
    await enrolled(95, '127.0.0.1:1');
    await expect(renewed()).rejects.toMatchObject({ code: 'COLLECTOR_UNREACHABLE' });
  });

  it('is renewed by one process at a time: the others go on with what holds, and none does without', async () => {
    await using collector = await collectorThat();
    const before = await enrolled(61, collector.address);
    using _other = state.lockRenewal();
    expect(await renewed()).toEqual({ agent: before, failures: [] });
    await enrolled(95, collector.address);
    await expect(renewed()).rejects.toMatchObject({ code: 'CERTIFICATE_EXPIRED', hint: 'try again in a minute' });
    expect(asked).toBe(0);
  });

  it('is renewed when the collector asks for it, and a new name is written down', async () => {
    await using collector = await collectorThat();
    const before = await enrolled(1, collector.address);
    const keeper = new CertificateKeeper({ state, collector: () => ({ addresses: [], segment: undefined }), logger: pino({ level: 'silent' }), now: Date.now, signal: never });
    keeper.welcomed({ agentName: 'db2' });
    await keeper.idle();
    expect([asked, state.readAgent()]).toEqual([0, { ...before, agentName: 'db2' }]);
    keeper.welcomed({ agentName: 'db2', renewCertificate: true });
    await keeper.idle();
    expect([asked, state.readAgent().agentName]).toEqual([1, 'db2']);
    expect(state.readAgent().certificate).not.toBe(before.certificate);
  });

  it('of a service that stays connected is renewed within the hour in which it is due', async () => {
    await using collector = await collectorThat();
    await enrolled(50, collector.address);
    let nowMs = Date.now();
    const keeper = new CertificateKeeper({ state, collector: () => ({ addresses: [], segment: undefined }), logger: pino({ level: 'silent' }), now: () => nowMs, signal: never });
    const lookAfter = async (ms: number): Promise<number> => {
      nowMs += ms;
      keeper.look();
      await keeper.idle();
      return asked;
    };
    expect([await lookAfter(3_600_000), await lookAfter(5000)]).toEqual([0, 0]);
    expect([await lookAfter(11 * dayMs), await lookAfter(5000), await lookAfter(3_600_000)]).toEqual([1, 1, 1]);
  });

  it('of another agent is never taken for the renewed one', async () => {
    await using collector = await collectorThat('aaaaaaaa-bbbb-4ccc-8ddd-ffffffffffff');
    const before = await enrolled(61, collector.address);
    expect(await renewed()).toEqual({ agent: before, failures: ['PROTOCOL_VIOLATION'] });
    expect(state.readAgent()).toEqual(before);
  });
});
