/**
 * Makes agents of guests that hold a token, and gives agents new certificates. Every success is a decision in the journal; refusals slow down whoever
 * causes them.
 */
import { randomUUID, timingSafeEqual } from 'node:crypto';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { formatDuration } from '@stillpoint/proto/text/format-duration.ts';
import { parsePeerCertificate } from '@stillpoint/proto/tls/peer-certificate.ts';
import { fingerprint } from '@stillpoint/proto/tls/certificate.ts';
import { hashSecret, parseToken } from '@stillpoint/proto/tls/token.ts';

import { hexToUuid, uuidToHex } from './agent-id.ts';
import { uuidOf } from './agents-directory.ts';
import { AttemptLimiter } from './attempt-limiter.ts';
import { isFrom } from './network-list.ts';
import { boundedHello, lastWhereabouts, negotiateVersion, refuseClone, welcome, whereaboutsOf } from './greeting.ts';

import type { Logger } from 'pino';
import type { v1 } from '@stillpoint/proto/messages.ts';
import type { Peer } from '@stillpoint/proto/rpc/peer.ts';
import type { Authority } from '@stillpoint/proto/tls/authority.ts';
import type { EnrolmentToken } from '@stillpoint/proto/tls/token.ts';
import type { AgentRow, TokenRow } from '../catalog/catalog.ts';
import type { AgentsDirectory } from './agents-directory.ts';

const AGENT_NAME = /^[a-z0-9][a-z0-9._-]{0,62}$/u;

/** What enrolment needs. `clock` gives ms since 1970. */
export interface EnrolmentParts {
  readonly agents: AgentsDirectory;
  readonly authority: Authority;
  /** PEM of the CA before the present one, whose agents still count. */
  readonly previousCaCertificate?: string | undefined;
  /** UUID. */
  readonly collectorId: string;
  readonly clock: () => number;
  readonly logger: Logger;
  /** How long after its end a certificate can be renewed with its old key. */
  readonly renewGraceMs?: number;
}

/** A guest that was off for a year comes back by itself. */
const defaultRenewGraceMs = 400 * 86_400_000;
/** Each renewal is a decision for ever: a guest that needs one in two months must not fill the journal with them. */
const dayMs = 86_400_000;
const renewals = { atOnce: 10, windowMs: 86_400_000 } as const;

interface Applicant {
  readonly agentId: string;
  readonly name: string;
  readonly replaced: boolean;
}

/** Nothing to close. */
export class Enrolment {
  readonly #parts: EnrolmentParts;
  readonly #limiter: AttemptLimiter;
  /** When each agent has renewed lately. */
  readonly #renewedMs = new Map<string, number[]>();

  constructor(parts: EnrolmentParts, limiter = new AttemptLimiter(parts.clock)) {
    this.#parts = parts;
    this.#limiter = limiter;
  }

  /** TOKEN_INVALID, TOKEN_EXPIRED, TOKEN_USED, NAME_INVALID, AGENT_NAME_TAKEN, AGENT_UNKNOWN, PROTOCOL_VERSION, PROTOCOL_VIOLATION, LIMIT_EXCEEDED, DATASTORE_*. */
  async enroll(request: v1.EnrollRequest.$Properties, peer: Peer): Promise<v1.EnrollReply.$Properties> {
    this.#limiter.check(peer.address);
    const hello = boundedHello(request.hello);
    negotiateVersion(hello);
    try {
      const token = this.#readToken(request.token ?? '');
      return await this.#parts.agents.exclusively((decide) => this.#enroll(token, hello, request, peer.address, decide));
    } catch (error) {
      if (error instanceof StillpointError && ['TOKEN_INVALID', 'TOKEN_EXPIRED', 'TOKEN_USED', 'AGENT_NAME_TAKEN'].includes(error.code)) this.#refused(error, peer.address);
      throw error;
    }
  }

  /**
   * A new certificate for an agent with one that is valid, or was within the time of grace. CERTIFICATE_REQUIRED, CERTIFICATE_EXPIRED, AGENT_UNKNOWN, AGENT_REVOKED, AGENT_RETIRED,
   * AGENT_CLONED, LIMIT_EXCEEDED, PROTOCOL_VERSION, PROTOCOL_VIOLATION.
   */
  async renew(request: v1.RenewRequest.$Properties, peer: Peer): Promise<v1.RenewReply.$Properties> {
    this.#limiter.check(peer.address);
    const hello = boundedHello(request.hello);
    negotiateVersion(hello);
    const identity = peer.kind === 'agent' ? peer : peer.kind === 'anonymous' && peer.reason === 'expired' ? peer.identity : undefined;
    if (identity === undefined) {
      this.#limiter.fail(peer.address);
      throw new StillpointError('CERTIFICATE_REQUIRED', 'a certificate is renewed for the agent that holds the old one', { hint: 'enrol this guest with a token' });
    }
    return this.#parts.agents.exclusively(async (decide) => {
      const agent = this.#parts.agents.admit(identity);
      this.#refuseLate(agent, identity.notAfter);
      this.#countRenewal(agent);
      refuseClone(agent, whereaboutsOf(hello, peer.address), [lastWhereabouts(agent)]);
      const { certificate, serial, notAfterMs } = await this.#issue(agent.agentId, uuidOf(agent), request.certificateRequest ?? '');
      await decide({
        actor: `agent ${uuidOf(agent)}`,
        certificateIssued: { agentId: Buffer.from(agent.agentId, 'hex'), certificateSerial: serial, certificateNotAfterMs: notAfterMs },
      });
      this.#parts.logger.info({ agent: agent.name, address: peer.address }, 'certificate renewed');
      return { certificate, caCertificate: this.#parts.authority.certificate };
    });
  }

  /** A certificate for a rescue system, good for reading the snapshot of its token while the token is. TOKEN_INVALID, TOKEN_EXPIRED, TOKEN_USED, PROTOCOL_VERSION, PROTOCOL_VIOLATION, LIMIT_EXCEEDED, DATASTORE_*. */
  async redeemRestore(request: v1.RedeemRestoreRequest.$Properties, peer: Peer): Promise<v1.RedeemRestoreReply.$Properties> {
    this.#limiter.check(peer.address);
    const hello = boundedHello(request.hello);
    negotiateVersion(hello);
    const { agents, authority, clock, logger } = this.#parts;
    try {
      const token = this.#readToken(request.token ?? '');
      return await agents.exclusively(async (decide) => {
        const { tokenId, snapshotId, expiresMs } = this.#checkToken(token, peer.address);
        if (snapshotId === '') throw new StillpointError('TOKEN_INVALID', 'this token makes an agent, and gives no right to restore', { hint: 'make one with `stillpoint-collector token create --restore SNAPSHOT`' });
        const nowMs = clock();
        // In the place of an agent's id, which no agent has.
        const certificate = await authority.issueAgent(hexToUuid(tokenId), request.certificateRequest ?? '', { now: new Date(nowMs), days: (expiresMs - nowMs) / dayMs });
        await decide({ actor: `restore token ${tokenId}`, tokenSpent: { tokenId, address: peer.address, hostName: hello.hostName ?? '' } });
        logger.info({ token: tokenId, snapshot: snapshotId, address: peer.address, host: hello.hostName }, 'a rescue system may read a snapshot');
        return { certificate, caCertificate: authority.certificate, expiresMs };
      });
    } catch (error) {
      if (error instanceof StillpointError && ['TOKEN_INVALID', 'TOKEN_EXPIRED', 'TOKEN_USED'].includes(error.code)) this.#refused(error, peer.address);
      throw error;
    }
  }

  #refuseLate({ name }: AgentRow, notAfter: Date): void {
    const { clock, renewGraceMs = defaultRenewGraceMs } = this.#parts;
    if (clock() - notAfter.getTime() <= renewGraceMs) return;
    throw new StillpointError('CERTIFICATE_EXPIRED', `the certificate of agent ${name} was valid until ${notAfter.toISOString()}, too long ago to be renewed (certificates.renew_grace is ${formatDuration(renewGraceMs)})`, {
      hint: `on the backup server \`stillpoint-collector token create --agent ${name} --replace\`, here \`stillpoint-agent enroll TOKEN --collector HOST:PORT --force\`: it goes on with its history`,
    });
  }

  #countRenewal({ agentId, name }: AgentRow): void {
    const nowMs = this.#parts.clock();
    const lately = (this.#renewedMs.get(agentId) ?? []).filter((renewedMs) => Math.abs(nowMs - renewedMs) < renewals.windowMs);
    if (lately.length >= renewals.atOnce) {
      throw new StillpointError('LIMIT_EXCEEDED', `agent ${name} has renewed its certificate ${lately.length} times within a day`, { hint: 'see on the guest why it does not keep its certificate: its state directory may not be writable' });
    }
    this.#renewedMs.set(agentId, [...lately, nowMs]);
  }

  async #enroll(
    token: EnrolmentToken,
    hello: v1.Hello.$Properties,
    request: v1.EnrollRequest.$Properties,
    address: string,
    decide: Parameters<Parameters<AgentsDirectory['exclusively']>[0]>[0],
  ): Promise<v1.EnrollReply.$Properties> {
    const { agents, authority, clock, collectorId, logger } = this.#parts;
    const row = this.#checkToken(token, address);
    if (row.snapshotId !== '') throw new StillpointError('TOKEN_INVALID', 'this token was made for a restore, and makes no agent', { hint: 'make one with `stillpoint-collector token create`, without --restore' });
    const applicant = this.#applicant(row, request.agentName ?? '');
    const agentId = uuidToHex(applicant.agentId);
    const { certificate, serial, notAfterMs } = await this.#issue(agentId, applicant.agentId, request.certificateRequest ?? '');
    const idBytes = Buffer.from(agentId, 'hex');
    const actor = `agent ${applicant.agentId}`;
    // The token first: a crash in between costs a token, never lets one be used twice.
    await decide({ actor, tokenSpent: { tokenId: row.tokenId, agentId: idBytes } });
    await decide({
      actor,
      agentEnrolled: { agentId: idBytes, name: applicant.name, certificateSerial: serial, certificateNotAfterMs: notAfterMs, hello, address, replaced: applicant.replaced, labels: { ...row.labels } },
    });
    const timeMs = clock();
    await agents.noteSeen(agentId, { timeMs, address, hello, clockSkewMs: (hello.clockMs ?? 0) - timeMs });
    logger.info({ agent: applicant.name, agentId: applicant.agentId, address, replaced: applicant.replaced }, 'agent enrolled');
    const facts = { collectorId, clockMs: timeMs, agentId: applicant.agentId, agentName: applicant.name, certificateNotAfterMs: notAfterMs };
    return { welcome: welcome(hello, facts), certificate, caCertificate: authority.certificate };
  }

  #readToken(text: string): EnrolmentToken {
    const token = parseToken(text.slice(0, 1024));
    const { previousCaCertificate } = this.#parts;
    if (previousCaCertificate !== undefined && token.caFingerprint === fingerprint(previousCaCertificate)) {
      throw new StillpointError('TOKEN_INVALID', 'the token was made before this collector got a new CA', { hint: 'make a new one with `stillpoint-collector token create`' });
    }
    if (token.collectorId !== this.#parts.collectorId || token.caFingerprint !== fingerprint(this.#parts.authority.certificate)) {
      throw new StillpointError('TOKEN_INVALID', 'this token was made by another collector', { hint: 'use the address of the collector that made it, or make one here' });
    }
    return token;
  }

  /** Says what is wrong with a token only to whoever knows its secret. */
  #checkToken(token: EnrolmentToken, address: string): TokenRow {
    const row = this.#parts.agents.findToken(token.tokenId);
    const expected = Buffer.from(row?.secretHash ?? Buffer.alloc(32));
    const given = Buffer.from(hashSecret(token.secret), 'hex');
    const isRight = expected.length === given.length && timingSafeEqual(expected, given);
    const hint = 'make a new one with `stillpoint-collector token create`';
    if (row === undefined || !isRight) throw new StillpointError('TOKEN_INVALID', 'this collector does not know the token', { hint });
    if (row.revoked) throw new StillpointError('TOKEN_INVALID', 'the token was revoked', { hint });
    if (row.usesLeft <= 0) throw new StillpointError('TOKEN_USED', 'the token was used already', { hint });
    if (row.expiresMs <= this.#parts.clock()) throw new StillpointError('TOKEN_EXPIRED', `the token was valid until ${new Date(row.expiresMs).toISOString()}`, { hint });
    if (!isFrom(row.networks, address)) {
      throw new StillpointError('TOKEN_INVALID', `the token may be used from ${row.networks.join(', ')} only, and this guest comes from ${address}`, { hint: 'have the guest come through the backup segment, or make a token with another --from' });
    }
    return row;
  }

  #applicant(token: TokenRow, wishedName: string): Applicant {
    const name = token.agentName === '' ? wishedName : token.agentName;
    if (!AGENT_NAME.test(name)) {
      throw new StillpointError('NAME_INVALID', `'${name.slice(0, 80)}' can be no agent's name`, { hint: 'a name has up to 63 of a-z, 0-9, ".", "_" and "-" and begins with a letter or digit' });
    }
    const known = this.#parts.agents.findByName(name);
    if (token.replace && token.agentName === name) {
      if (known === undefined) throw new StillpointError('AGENT_UNKNOWN', `there is no agent ${name} that the token could replace`, { hint: 'make a new token without --replace' });
      return { agentId: uuidOf(known), name, replaced: true };
    }
    if (known !== undefined) throw nameTaken(known);
    return { agentId: randomUUID(), name, replaced: false };
  }

  async #issue(agentId: string, uuid: string, request: string): Promise<{ certificate: string; serial: string; notAfterMs: number }> {
    const certificate = await this.#parts.authority.issueAgent(uuid, request, { now: new Date(this.#parts.clock()) });
    const identity = parsePeerCertificate(certificate);
    if (identity === undefined || uuidToHex(identity.agentId) !== agentId) throw new StillpointError('INTERNAL', 'a certificate was issued that does not name its agent');
    return { certificate, serial: identity.serial, notAfterMs: identity.notAfter.getTime() };
  }

  #refused(error: StillpointError, address: string): void {
    this.#limiter.fail(address);
    this.#parts.logger.warn({ code: error.code, address }, `an enrolment was refused: ${error.message}`);
  }
}

function nameTaken(agent: AgentRow): StillpointError {
  return new StillpointError('AGENT_NAME_TAKEN', `another agent has the name ${agent.name}`, {
    hint: `choose another name, or to continue its history on this guest make a token with: stillpoint-collector token create --agent ${agent.name} --replace`,
  });
}
