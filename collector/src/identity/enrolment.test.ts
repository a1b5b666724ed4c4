import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { callUnary } from '@stillpoint/proto/rpc/client-call.ts';
import { openChannel } from '@stillpoint/proto/rpc/client.ts';
import { agentService } from '@stillpoint/proto/services.ts';
import { createKeyAndRequest } from '@stillpoint/proto/tls/agent-identity.ts';
import { parseToken } from '@stillpoint/proto/tls/token.ts';

import { TestCollector } from '../session/collector.testing.ts';
import { helloOf, RawAgent } from '../session/raw-agent.testing.ts';
import { AttemptLimiter } from './attempt-limiter.ts';

let collector: TestCollector;
beforeAll(async () => {
  collector = await TestCollector.open();
});
afterAll(async () => {
  await collector[Symbol.asyncDispose]();
});

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(() => undefined, (reason: unknown) => reason);
  return error instanceof StillpointError ? error.code : String(error);
}

function enroll(token: string, name = ''): Promise<RawAgent> {
  return RawAgent.enroll(collector.address, token, name);
}

describe('enrolment', () => {
  it('makes an agent that is greeted by its name', async () => {
    using agent = await enroll(await collector.token(), 'web1');
    const welcome = await callUnary(agent.channel, agentService.Greet, helloOf());
    expect(welcome).toMatchObject({ agentId: agent.agentId, agentName: 'web1', collectorId: collector.collectorId, capabilities: ['backup'] });
    expect(collector.agents.findByName('web1')).toMatchObject({ state: 'active', lastAddress: expect.stringMatching(/^127\.0\.0\.1:/u) as unknown });
  });

  it('takes a token once, as often as it says, and not after its time', async () => {
    const token = await collector.token();
    using first = await enroll(token, 'once');
    expect(first.agentId).not.toBe('');
    expect(await codeOf(enroll(token, 'twice'))).toBe('TOKEN_USED');
    const double = await collector.token({ uses: 2 });
    using second = await enroll(double, 'two-1');
    using third = await enroll(double, 'two-2');
    expect(second.agentId).not.toBe(third.agentId);
    expect(await codeOf(enroll(double, 'two-3'))).toBe('TOKEN_USED');
    expect(await codeOf(enroll(await collector.token({ expiresMs: Date.now() - 1 }), 'late'))).toBe('TOKEN_EXPIRED');
  });

  it('lets one of two guests in that use the same token at the same time', async () => {
    const token = await collector.token();
    const results = await Promise.allSettled([enroll(token, 'race-1'), enroll(token, 'race-2')]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results) if (result.status === 'fulfilled') result.value[Symbol.dispose]();
  });

  it('knows no token that was revoked, or that nobody made', async () => {
    await using fresh = await TestCollector.open();
    const token = await fresh.token();
    await fresh.agents.decide({ actor: 'test', tokenRevoked: { tokenId: parseToken(token).tokenId } });
    expect(await codeOf(RawAgent.enroll(fresh.address, token, 'revoked'))).toBe('TOKEN_INVALID');
  });

  it('refuses names that are none, and names that are taken', async () => {
    expect(await codeOf(enroll(await collector.token(), 'No Name'))).toBe('NAME_INVALID');
    using agent = await enroll(await collector.token(), 'taken');
    expect(agent.agentId).not.toBe('');
    expect(await codeOf(enroll(await collector.token(), 'taken'))).toBe('AGENT_NAME_TAKEN');
    expect(await codeOf(enroll(await collector.token({ agentName: 'taken' })))).toBe('AGENT_NAME_TAKEN');
  });

  it('gives the name in the token, whatever the guest wishes', async () => {
    using agent = await enroll(await collector.token({ agentName: 'chosen' }), 'wished');
    expect(collector.agents.findByName('chosen')?.agentId).toBe(agent.agentId.replaceAll('-', ''));
    expect(collector.agents.findByName('wished')).toBeUndefined();
  });

  it('continues an agent with a token made to replace it, and voids the old certificate', async () => {
    using old = await enroll(await collector.token(), 'replaced');
    using session = await old.begin();
    using young = await RawAgent.enroll(collector.address, await collector.token({ agentName: 'replaced', replace: true }), '', helloOf({ machineId: 'machine-new' }));
    expect(young.agentId).toBe(old.agentId);
    expect(await codeOf(session.readToEnd())).toBe('AGENT_REVOKED');
    expect(await codeOf(callUnary(old.channel, agentService.Greet, helloOf()))).toBe('AGENT_REVOKED');
    expect((await callUnary(young.channel, agentService.Greet, helloOf({ machineId: 'machine-new' }))).agentName).toBe('replaced');
  });

  it('renews a certificate for the same agent', async () => {
    using agent = await enroll(await collector.token(), 'renewed');
    const { key, request } = await createKeyAndRequest();
    const { certificate, caCertificate } = await callUnary(agent.channel, agentService.Renew, { hello: helloOf(), certificateRequest: request });
    using renewed = await RawAgent.connect(collector.address, { agentId: agent.agentId, key, certificate }, { ca: { certificate: caCertificate }, collectorId: collector.collectorId });
    expect((await callUnary(renewed.channel, agentService.Greet, helloOf())).agentName).toBe('renewed');
  });

  it('is written down, and the token is spent before the agent is made: a crash in between lets no token be used twice', async () => {
    const kinds = [];
    for await (const decision of collector.datastore.readDecisions()) kinds.push(decision.decision);
    expect(kinds.indexOf('tokenSpent')).toBeLessThan(kinds.indexOf('agentEnrolled'));
    expect(kinds.filter((kind) => kind === 'audit').length).toBeGreaterThan(0);
  });
});

describe('failed attempts', () => {
  it('to enrol, to renew or to redeem a restore token close all three for the address that made them, for a good token too', async () => {
    await using attacked = await TestCollector.open();
    const token = await attacked.token();
    using nobody = await openChannel({ addresses: [attacked.address], trust: { ca: { certificate: attacked.caCertificate }, collectorId: attacked.collectorId } });
    const renew = (): Promise<string> => codeOf(callUnary(nobody, agentService.Renew, { hello: helloOf() }));
    const codes = [];
    const redeem = (): Promise<string> => codeOf(callUnary(nobody, agentService.RedeemRestore, { hello: helloOf(), token: 'sp1_guessed' }));
    for (let count = 0; count < 3; count++) codes.push(await renew(), await redeem(), await codeOf(callUnary(nobody, agentService.Enroll, { hello: helloOf(), token: 'sp1_guessed' })));
    codes.push(await redeem());
    expect(new Set(codes)).toEqual(new Set(['CERTIFICATE_REQUIRED', 'TOKEN_INVALID']));
    expect([await renew(), await redeem(), await codeOf(RawAgent.enroll(attacked.address, token, 'late'))]).toEqual(['LIMIT_EXCEEDED', 'LIMIT_EXCEEDED', 'LIMIT_EXCEEDED']);
  });

  it('close enrolment for their address, later for all, and open it again with time', () => {
    let nowMs = 0;
    const limiter = new AttemptLimiter(() => nowMs, { perAddress: 2, overall: 3, windowMs: 1000 });
    const isOpen = (address: string): boolean => {
      try {
        limiter.check(address);
        return true;
      } catch (error) {
        expect(error).toMatchObject({ code: 'LIMIT_EXCEEDED' });
        return false;
      }
    };
    limiter.fail('10.0.0.1:1');
    limiter.fail('10.0.0.1:2');
    expect([isOpen('10.0.0.1:3'), isOpen('10.0.0.2:1')]).toEqual([false, true]);
    limiter.fail('[fd00::1]:1');
    expect(isOpen('10.0.0.2:1')).toBe(false);
    nowMs = 1001;
    expect(isOpen('10.0.0.1:3')).toBe(true);
  });
});
