/**
 * Guests that want too much: more than their quota, more than their share of the collector's memory, more of the audit log than it can bear.
 */
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { BlockClass } from '@stillpoint/proto/format/block.ts';
import { openChannel } from '@stillpoint/proto/rpc/client.ts';
import { callUnary } from '@stillpoint/proto/rpc/client-call.ts';
import { agentService } from '@stillpoint/proto/services.ts';
import { createKeyAndRequest } from '@stillpoint/proto/tls/agent-identity.ts';
import { Authority, createAuthority } from '@stillpoint/proto/tls/authority.ts';
import { parseToken } from '@stillpoint/proto/tls/token.ts';

import { TestCollector } from './collector.testing.ts';
import { backup, helloOf, makeArchive, RawAgent } from './raw-agent.testing.ts';

import type { v1 } from '@stillpoint/proto/messages.ts';

let collector: TestCollector;

beforeAll(async () => {
  collector = await TestCollector.open({ durableMs: 20 });
});
afterAll(() => collector[Symbol.asyncDispose]());

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(() => undefined, (reason: unknown) => reason);
  if (error instanceof StillpointError) return error.code;
  throw new Error(`expected a StillpointError, got ${String(error)}`);
}

async function auditEvents(kind: string): Promise<v1.AuditEvent.$Properties[]> {
  const events = [];
  for await (const { audit } of collector.datastore.readDecisions()) if (audit?.kind === kind) events.push(audit);
  return events;
}

/** Refusals are written behind the answer to the guest. */
async function refusalsOf(source: string, count: number): Promise<string[]> {
  return await expect.poll(async () => (await auditEvents('refused')).filter(({ object }) => object === source).map(({ text }) => text?.split(' ')[0] ?? ''), { timeout: 10_000 }).toHaveLength(count).then(async () =>
    (await auditEvents('refused')).filter(({ object }) => object === source).map(({ text }) => text?.split(' ')[0] ?? ''),
  );
}

const idOf = (agent: RawAgent): Buffer => Buffer.from(agent.agentId.replaceAll('-', ''), 'hex');

describe('a quota', () => {
  it('ends the session that passes it, refuses the next one, and leaves other agents alone', async () => {
    using agent = await collector.agent('greedy');
    using other = await collector.agent('modest');
    await collector.agents.decide({ actor: 'test', agentChanged: { agentId: idOf(agent), quotaBytes: 200_000 } });
    using session = await agent.begin();
    const flood = async (): Promise<void> => {
      for (let block = 0; block < 20; block++) await session.block([randomBytes(50_000)]);
      await session.readToEnd();
    };
    expect(await codeOf(flood())).toBe('QUOTA_EXCEEDED');
    await expect.poll(() => codeOf(agent.begin().then((begun) => begun[Symbol.dispose]()))).toBe('QUOTA_EXCEEDED');
    using calm = await other.begin();
    await backup(calm, makeArchive({ file: randomBytes(2000) }));
    expect(await refusalsOf('agent greedy', 1)).toEqual(['QUOTA_EXCEEDED']);
    // Raised, it counts at once; what is there is not taken away.
    await collector.agents.decide({ actor: 'test', agentChanged: { agentId: idOf(agent), quotaBytes: 10_000_000 } });
    using again = await agent.begin();
    await backup(again, makeArchive({ file: randomBytes(2000) }));
  });

  it('is one for all sessions of an agent together', async () => {
    using agent = await collector.agent('parallel');
    await collector.agents.decide({ actor: 'test', agentChanged: { agentId: idOf(agent), quotaBytes: 200_000 } });
    using first = await agent.begin('one');
    using second = await agent.begin('two');
    await first.block([randomBytes(120_000)]);
    await first.readDurable(1);
    await second.block([randomBytes(120_000)]);
    expect(await codeOf(second.readToEnd())).toBe('QUOTA_EXCEEDED');
  });
});

describe('a flood', () => {
  it('of half-open connections keeps nobody else out', async () => {
    const sockets = Array.from({ length: 300 }, () => connect(collector.address.port, collector.address.host).on('error', () => undefined));
    try {
      await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('connect', resolve).once('error', resolve))));
      using agent = await collector.agent('between');
      using session = await agent.begin();
      await backup(session, makeArchive({ file: randomBytes(2000) }));
    } finally {
      for (const socket of sockets) socket.destroy();
    }
  });

  it('of connections without a certificate is cut at 64, and agents still come in', async () => {
    using agent = await collector.agent('known');
    const sockets = Array.from({ length: 100 }, () => connectTls({ ...collector.address, rejectUnauthorized: false, ALPNProtocols: ['h2'] }).on('error', () => undefined));
    try {
      await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('secureConnect', resolve).once('close', resolve))));
      await expect.poll(() => sockets.filter((socket) => socket.destroyed || socket.readableEnded).length, { timeout: 10_000 }).toBeGreaterThanOrEqual(36);
      using second = await collector.connect(agent);
      using session = await second.begin();
      await backup(session, makeArchive({ file: randomBytes(2000) }));
    } finally {
      for (const socket of sockets) socket.destroy();
    }
    expect((await refusalsOf('127.0.0.1', 1)).includes('LIMIT_EXCEEDED')).toBe(true);
  });

  it('of ten thousand tiny offers is answered, one after another, and ends when more are sent than may wait', async () => {
    using agent = await collector.agent('talkative');
    using session = await agent.begin();
    const before = process.memoryUsage().rss;
    for (let round = 0; round < 200; round++) {
      await Promise.all(Array.from({ length: 50 }, () => session.call.write({ offer: { sequence: ++sequence, ids: randomBytes(32) } })));
      for (let answer = 0; answer < 50; answer++) await session.call.read();
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(256 * 1_048_576);
    using impatient = await agent.begin('impatient');
    const rush = async (): Promise<void> => {
      for (let offer = 1; offer <= 10_000; offer++) await impatient.call.write({ offer: { sequence: offer, ids: randomBytes(32) } });
      await impatient.readToEnd();
    };
    expect(await codeOf(rush())).toBe('PROTOCOL_VIOLATION');
  });

  it('of refusals is one event for each kind, and the rest a number', async () => {
    using agent = await collector.agent('stubborn');
    for (let attempt = 0; attempt < 50; attempt++) expect(await codeOf(agent.begin('../etc'))).toBe('NAME_INVALID');
    expect(await codeOf(agent.begin('daily', { runId: randomBytes(3) }))).toBe('PROTOCOL_VIOLATION');
    expect((await refusalsOf('agent stubborn', 2)).sort()).toEqual(['NAME_INVALID', 'PROTOCOL_VIOLATION']);
  });

  it('of blocks by an agent that reads no answers holds up nobody else', async () => {
    using agent = await collector.agent('deaf');
    using other = await collector.agent('polite');
    using session = await agent.begin();
    let sent = 0;
    const flood = (async () => {
      for (let offer = 1; offer <= 64; offer++) await session.call.write({ offer: { sequence: offer, ids: randomBytes(32 * 1024) } });
      for (; sent < 40; sent++) await session.block([randomBytes(500_000)], { blockClass: BlockClass.data });
    })().catch(() => undefined);
    using calm = await other.begin();
    await backup(calm, makeArchive({ file: randomBytes(2000) }));
    session.call.cancel();
    await flood;
  });
});

let sequence = 0;

describe('who is nobody', () => {
  it('is refused with a certificate of another CA, whatever agent it names, and that is an event', async () => {
    using victim = await collector.agent('impersonated');
    const foreign = await Authority.open(await createAuthority());
    const { key, request } = await createKeyAndRequest();
    const certificate = await foreign.issueAgent(victim.agentId, request);
    using forger = await RawAgent.connect(collector.address, { agentId: victim.agentId, key, certificate }, { ca: { certificate: collector.caCertificate }, collectorId: collector.collectorId });
    expect(await codeOf(callUnary(forger.channel, agentService.Greet, helloOf()))).toBe('CA_MISMATCH');
    expect(await codeOf(callUnary(forger.channel, agentService.Renew, { hello: helloOf(), certificateRequest: request }))).toBe('CERTIFICATE_REQUIRED');
    // It is nobody: the event names the address, not the agent that the certificate speaks of.
    await expect.poll(async () => (await auditEvents('refused')).map(({ object, text }) => `${object ?? ''} ${text?.split(' ')[0] ?? ''}`), { timeout: 10_000 }).toEqual(expect.arrayContaining(['127.0.0.1 CA_MISMATCH', '127.0.0.1 CERTIFICATE_REQUIRED']));
  });

  it('is refused with a token that was used, is over, was revoked, or was never made', async () => {
    const enroll = async (token: string): Promise<string> => codeOf(RawAgent.enroll(collector.address, token, `n${randomBytes(4).toString('hex')}`).then((agent) => agent[Symbol.dispose]()));
    const used = await collector.token();
    (await RawAgent.enroll(collector.address, used, 'first-user'))[Symbol.dispose]();
    expect(await enroll(used)).toBe('TOKEN_USED');
    expect(await enroll(await collector.token({ expiresMs: Date.now() - 1 }))).toBe('TOKEN_EXPIRED');
    expect(await enroll(used.slice(0, -4) + 'aaaa')).toBe('TOKEN_INVALID');
    const revoked = await collector.token();
    await collector.agents.decide({ actor: 'test', tokenRevoked: { tokenId: parseToken(revoked).tokenId } });
    expect(await enroll(revoked)).toBe('TOKEN_INVALID');
  });

  it('gets no certificate for want of one, and an agent cannot send blocks in the name of another', async () => {
    using agent = await collector.agent('renamer');
    using victim = await collector.agent('renamed');
    using anonymous = await openChannel({ addresses: [collector.address], trust: { ca: { certificate: collector.caCertificate }, collectorId: collector.collectorId } });
    const { request } = await createKeyAndRequest();
    expect(await codeOf(callUnary(anonymous, agentService.Renew, { hello: helloOf(), certificateRequest: request }))).toBe('CERTIFICATE_REQUIRED');
    using session = await agent.begin();
    // A block in another's name is that of a stranger.
    await session.block([randomBytes(2000)], { header: { agentId: idOf(victim) } });
    expect(await codeOf(session.readToEnd())).toBe('BLOCK_REJECTED');
  });
});

describe('a tree', () => {
  it('of a depth that hardly any disk has is taken without a stack that overflows, and the collector goes on', async () => {
    using agent = await collector.agent('deep');
    using session = await agent.begin();
    let directory: Parameters<typeof makeArchive>[0] = { bottom: randomBytes(100) };
    for (let depth = 0; depth < 3000; depth++) directory = { d: directory };
    const archive = makeArchive(directory);
    const nodes = [...archive.nodes];
    await session.send(archive.chunks);
    while (nodes.length > 0) await session.send(nodes.splice(0, 500), BlockClass.metadata);
    expect((await session.commit([archive.reference])).snapshotId).toHaveLength(16);
    using other = await agent.begin('shallow');
    await backup(other, makeArchive({ file: randomBytes(2000) }));
  });
});
