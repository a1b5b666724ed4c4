/**
 * Tokens, with which guests become agents, or rescue systems restore: made here, spent in identity/. The datastore keeps hashes only, so a token is seen once.
 */
import { randomBytes } from 'node:crypto';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { fingerprint } from '@stillpoint/proto/tls/certificate.ts';
import { createToken, formatToken, hashSecret } from '@stillpoint/proto/tls/token.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import type { TokenRow } from '../catalog/catalog.ts';
import { agentAddresses, readCollectorConfig } from '../serve/collector-config.ts';
import { readCaCertificate } from '../serve/collector-identity.ts';
import type { AdminParts, Decide } from './admin-parts.ts';
import { parseNetwork } from '../identity/network-list.ts';
import { checkLabels, checkNameFree, getAgent } from './agent-administration.ts';

const defaultTtlMs = 3_600_000;
const defaultRestoreTtlMs = 4 * 3_600_000;
/** A restore that was interrupted is begun again with the same token. */
const defaultRestoreUses = 100;
const maxTtlMs = 30 * 86_400_000;
const maxUses = 1000;
const maxNetworks = 16;
const maxLabels = 16;

/** Makes a token. USAGE, NAME_INVALID, AGENT_NAME_TAKEN, AGENT_UNKNOWN (to replace), STATE_INVALID when the CA cannot be read. */
export async function createEnrolmentToken(parts: AdminParts, decide: Decide, actor: string, request: v1.CreateTokenRequest.$Properties): Promise<v1.CreateTokenReply.$Properties> {
  const agentName = request.agentName ?? '';
  const replace = request.replace ?? false;
  const snapshotId = new Uint8Array(request.snapshotId ?? []);
  const isRestore = snapshotId.length > 0;
  const ttlMs = request.ttlMs === undefined || request.ttlMs === null || request.ttlMs === 0 ? (isRestore ? defaultRestoreTtlMs : defaultTtlMs) : request.ttlMs;
  const uses = request.uses === undefined || request.uses === null || request.uses === 0 ? (isRestore ? defaultRestoreUses : 1) : request.uses;
  if (isRestore) await checkRestore(parts, request);
  if (ttlMs > maxTtlMs) throw new StillpointError('USAGE', 'a token lives for 30 days at most');
  if (uses > maxUses) throw new StillpointError('USAGE', `a token can be used ${maxUses} times at most`);
  if (uses > 1 && agentName !== '') throw new StillpointError('USAGE', `a token for the agent ${agentName} can be used once only`, { hint: 'leave out --agent, or --uses' });
  if (replace) {
    if (agentName === '') throw new StillpointError('USAGE', '--replace needs the agent to replace', { hint: 'name it with --agent NAME' });
    await getAgent(parts, agentName);
  } else if (agentName !== '') {
    await checkNameFree(parts, agentName);
  }
  const networks = readNetworks(request.networks ?? []);
  const labels = request.labels ?? {};
  checkLabels(labels);
  if (Object.keys(labels).length > maxLabels) throw new StillpointError('USAGE', `a token has at most ${maxLabels} labels`);
  const { datastore } = parts;
  const token = createToken({ caFingerprint: fingerprint(await readCaCertificate(datastore.directory)), collectorId: datastore.collectorId }, randomBytes);
  const expiresMs = parts.now() + ttlMs;
  await decide({
    actor,
    tokenCreated: { tokenId: token.tokenId, secretHash: Buffer.from(hashSecret(token.secret), 'hex'), agentName, expiresMs, replace, uses, networks, labels, snapshotId },
  });
  return {
    token: formatToken(token),
    facts: await getFacts(parts, token.tokenId),
    addresses: [...addressesOf(parts)],
    rollouts: [...(parts.serving?.rollouts() ?? [])],
  };
}

/** USAGE for what makes sense for agents only, SNAPSHOT_UNKNOWN. */
async function checkRestore(parts: AdminParts, { agentName, replace, labels, snapshotId }: v1.CreateTokenRequest.$Properties): Promise<void> {
  if ((agentName ?? '') !== '' || replace === true || Object.keys(labels ?? {}).length > 0) throw new StillpointError('USAGE', 'a token for a restore makes no agent', { hint: 'leave out --agent, --replace and --label' });
  const wanted = Buffer.from(snapshotId ?? []);
  const known = await parts.catalog.listSnapshots({});
  if (!known.some((record) => wanted.equals(record.snapshotId ?? new Uint8Array(0)))) throw new StillpointError('SNAPSHOT_UNKNOWN', `there is no snapshot @${wanted.toString('hex')}`, { hint: '`stillpoint-collector snapshots` lists all' });
}

/** Every token that was made and not forgotten, newest first. */
export async function listTokenFacts(parts: AdminParts): Promise<v1.TokenFacts.$Properties[]> {
  const rows = [...(await parts.catalog.listTokens())].sort((left, right) => right.createdMs - left.createdMs);
  return rows.map((row) => factsOf(row, parts.now()));
}

/** Makes a token worthless. TOKEN_UNKNOWN. */
export async function revokeToken(parts: AdminParts, decide: Decide, actor: string, request: v1.RevokeTokenRequest.$Properties): Promise<void> {
  const tokenId = (request.tokenId ?? '').toLowerCase();
  const row = (await parts.catalog.listTokens()).find((token) => token.tokenId === tokenId);
  if (row === undefined) throw new StillpointError('TOKEN_UNKNOWN', `there is no token ${tokenId}`, { hint: '`stillpoint-collector token list` lists their ids' });
  if (!row.revoked) await decide({ actor, tokenRevoked: { tokenId } });
}

async function getFacts(parts: AdminParts, tokenId: string): Promise<v1.TokenFacts.$Properties> {
  const facts = (await listTokenFacts(parts)).find((candidate) => candidate.tokenId === tokenId);
  if (facts === undefined) throw new StillpointError('INTERNAL', `token ${tokenId} was made, but the catalog does not list it`);
  return facts;
}

function readNetworks(texts: readonly string[]): string[] {
  if (texts.length > maxNetworks) throw new StillpointError('USAGE', `a token names at most ${maxNetworks} networks`);
  return texts.map((text) => {
    const network = parseNetwork(text);
    if (network === undefined) throw new StillpointError('USAGE', `${text} is no network`, { hint: 'write it as in --from 10.20.0.0/24' });
    return network;
  });
}

// Without a running collector its configuration says where it will listen.
function addressesOf(parts: AdminParts): readonly string[] {
  if (parts.serving !== undefined) return parts.serving.agentAddresses();
  const config = readCollectorConfig(parts.datastore.directory);
  return agentAddresses(config, config.listen);
}

function factsOf(row: TokenRow, nowMs: number): v1.TokenFacts.$Properties {
  const state = row.revoked ? 'revoked' : row.usesLeft === 0 ? 'used' : row.expiresMs <= nowMs ? 'expired' : 'valid';
  return { tokenId: row.tokenId, agentName: row.agentName, createdMs: row.createdMs, expiresMs: row.expiresMs, usesLeft: row.usesLeft, replace: row.replace, snapshotId: Buffer.from(row.snapshotId, 'hex'), state, networks: [...row.networks], labels: { ...row.labels } };
}
