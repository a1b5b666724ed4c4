/** Rights to read a snapshot of somebody else, attacked by clients that speak the protocol raw. */
import { randomBytes } from 'node:crypto';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { callUnary } from '@stillpoint/proto/rpc/client-call.ts';
import { openChannel, type Channel } from '@stillpoint/proto/rpc/client.ts';
import { agentService } from '@stillpoint/proto/services.ts';
import { createKeyAndRequest } from '@stillpoint/proto/tls/agent-identity.ts';
import { parseToken } from '@stillpoint/proto/tls/token.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { TestCollector } from '../session/collector.testing.ts';
import { backup, helloOf, makeArchive, type RawAgent, type RawArchive } from '../session/raw-agent.testing.ts';
import { RawReader } from './raw-reader.testing.ts';

let collector: TestCollector;
let victim: RawAgent;
let hostile: RawAgent;
let archive: RawArchive;
let granted: Uint8Array;
let other: Uint8Array;
let nowMs = 0;
const runId = randomBytes(16);
const run = runId.toString('hex');

beforeEach(async () => {
  nowMs = Date.now();
  collector = await TestCollector.open({ durableMs: 20 }, () => nowMs);
  victim = await collector.agent('victim');
  hostile = await collector.agent('hostile');
  archive = makeArchive({ secret: randomBytes(3000) });
  granted = await commit(archive, 'daily');
  other = await commit(makeArchive({ another: randomBytes(3000) }), 'weekly');
});
afterEach(async () => {
  victim[Symbol.dispose]();
  hostile[Symbol.dispose]();
  await collector[Symbol.asyncDispose]();
});

async function commit(content: RawArchive, plan: string): Promise<Uint8Array> {
  using session = await victim.begin(plan);
  return (await backup(session, content)).committed.snapshotId ?? new Uint8Array(0);
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(() => undefined, (reason: unknown) => reason);
  return error instanceof StillpointError ? error.code : String(error);
}

const archiveNode = (): Buffer => Buffer.from(archive.reference.node ?? []);

function give(agent = hostile): void {
  collector.grants.give(run, { agentId: agent.agentId.replaceAll('-', ''), snapshotIds: [Buffer.from(granted).toString('hex')], actor: 'cli uid 0' });
}

describe('an agent that was ordered to restore', () => {
  it('reads the snapshot of the order, also after its connection was lost, and no other', async () => {
    give();
    using reader = await RawReader.open(hostile, helloOf(), runId);
    expect(reader.granted.map(({ snapshotId }) => Buffer.from(snapshotId ?? []))).toEqual([Buffer.from(granted)]);
    await reader.openSnapshot(granted);
    expect(await reader.chunk(archiveNode())).toBeDefined();
    expect(await codeOf(reader.openSnapshot(other))).toBe('SNAPSHOT_UNKNOWN');
    // However long ago it was ordered.
    nowMs += 600_000;
    using again = await RawReader.open(hostile, helloOf(), runId);
    await again.openSnapshot(granted);
    expect(await again.chunk(archiveNode())).toBeDefined();
    expect(await codeOf(again.openSnapshot(other))).toBe('SNAPSHOT_UNKNOWN');
  });

  it('is shut out when the restore is over, also in the middle', async () => {
    give();
    using reader = await RawReader.open(hostile, helloOf(), runId);
    await reader.openSnapshot(granted);
    collector.grants.end(run);
    expect(await codeOf(reader.chunk(archiveNode()))).toBe('RESTORE_REFUSED');
    expect(await codeOf(RawReader.open(hostile, helloOf(), runId))).toBe('RESTORE_REFUSED');
  });

  it('has to begin soon, and has no order that was given to another agent or to nobody', async () => {
    give(victim);
    expect(await codeOf(RawReader.open(hostile, helloOf(), runId))).toBe('RESTORE_REFUSED');
    give();
    nowMs += 121_000;
    expect(await codeOf(RawReader.open(hostile, helloOf(), runId))).toBe('RESTORE_REFUSED');
    expect(await codeOf(RawReader.open(hostile, helloOf(), randomBytes(16)))).toBe('RESTORE_REFUSED');
    using own = await RawReader.open(hostile);
    expect(await codeOf(own.openSnapshot(granted))).toBe('SNAPSHOT_UNKNOWN');
  });
});

describe('a rescue system', () => {
  async function redeem(token: string): Promise<Channel> {
    const { caFingerprint } = parseToken(token);
    const { collectorId, address, caCertificate } = collector;
    using anonymous = await openChannel({ addresses: [address], trust: { ca: { fingerprint: caFingerprint }, collectorId } });
    const { key, request } = await createKeyAndRequest();
    const { certificate } = await callUnary(anonymous, agentService.RedeemRestore, { hello: helloOf(), token, certificateRequest: request });
    return await openChannel({ addresses: [address], trust: { ca: { certificate: caCertificate }, collectorId }, identity: { key, certificate } });
  }

  it('reads the snapshot of its token, and can do nothing else', async () => {
    using channel = await redeem(await collector.token({ snapshotId: granted }));
    using reader = await RawReader.open({ channel });
    await reader.openSnapshot(granted);
    expect(await reader.chunk(archiveNode())).toBeDefined();
    expect(await codeOf(reader.openSnapshot(other))).toBe('SNAPSHOT_UNKNOWN');
    for (const call of [
      () => callUnary(channel, agentService.ListOwnSnapshots, {}),
      () => callUnary(channel, agentService.Greet, helloOf()),
      async () => callUnary(channel, agentService.Renew, { hello: helloOf(), certificateRequest: (await createKeyAndRequest()).request }),
    ]) expect(await codeOf(call())).toBe('AGENT_UNKNOWN');
  });

  it('is shut out by revoking the token, also in the middle', async () => {
    const token = await collector.token({ snapshotId: granted, uses: 2 });
    using channel = await redeem(token);
    using reader = await RawReader.open({ channel });
    await reader.openSnapshot(granted);
    await collector.agents.decide({ actor: 'test', tokenRevoked: { tokenId: parseToken(token).tokenId } });
    expect(await codeOf(reader.chunk(archiveNode()))).toBe('TOKEN_INVALID');
    expect(await codeOf(RawReader.open({ channel }))).toBe('TOKEN_INVALID');
    expect(await codeOf(redeem(token))).toBe('TOKEN_INVALID');
  });

  it('comes no further with a token that is spent, over, or for enrolment', async () => {
    const token = await collector.token({ snapshotId: granted });
    using _channel = await redeem(token);
    expect(await codeOf(redeem(token))).toBe('TOKEN_USED');
    expect(await codeOf(redeem(await collector.token()))).toBe('TOKEN_INVALID');
    expect(await codeOf(redeem(await collector.token({ snapshotId: granted, expiresMs: nowMs - 1 })))).toBe('TOKEN_EXPIRED');
  });
});
