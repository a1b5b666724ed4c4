/** Who reaches what of a whole collector over the network: every call of both services, and what is kept of a token. */
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { parseHostPort, type HostPort } from '@stillpoint/proto/rpc/address.ts';
import { callUnary, type CallTarget } from '@stillpoint/proto/rpc/client-call.ts';
import { openChannel } from '@stillpoint/proto/rpc/client.ts';
import { unary } from '@stillpoint/proto/rpc/service.ts';
import { adminService, agentService } from '@stillpoint/proto/services.ts';
import { hashSecret, parseToken } from '@stillpoint/proto/tls/token.ts';

import { openAdmin } from '../admin/open-admin.ts';
import { RawAgent } from '../session/raw-agent.testing.ts';
import { Collector } from './collector.ts';
import { createInstance } from './instance.ts';

let directory = '';
let collectorId = '';
let collector: Collector;

beforeAll(async () => {
  directory = join(await mkdtemp(join(tmpdir(), 'stillpoint-access-')), 'datastore');
  ({ collectorId } = await createInstance(directory, [{ host: '127.0.0.1', port: 0 }], new Date()));
  collector = await Collector.open(directory, { now: Date.now, log: new Writable({ write: (_chunk, _encoding, done) => { done(); } }), pretty: false });
});
afterAll(async () => {
  await collector.close();
  await rm(join(directory, '..'), { recursive: true, force: true });
});

async function makeToken(): Promise<string> {
  await using admin = await openAdmin(directory, { write: true, signal: new AbortController().signal, now: Date.now, note: () => undefined });
  return (await admin.createToken({})).token ?? '';
}

const address = (): HostPort => parseHostPort(collector.listeners()[0] ?? '');
const nothing = { codec: { encode: (bytes: Buffer) => bytes, decode: (bytes: Buffer) => bytes } };

/** The code that a call without content is answered with; on the wire every kind of call begins alike. */
async function answerTo(target: CallTarget, { path }: { readonly path: string }): Promise<string> {
  const method = { ...agentService.Greet, ...unary(nothing, nothing), path };
  const error: unknown = await callUnary(target, method, Buffer.alloc(0), { deadlineMs: 10_000 }).then(() => undefined, (reason: unknown) => reason);
  return error instanceof StillpointError ? error.code : 'answered';
}

async function answersTo(target: CallTarget, service: typeof agentService | typeof adminService): Promise<Record<string, string>> {
  const codes: Record<string, string> = {};
  for (const [name, method] of Object.entries<{ readonly path: string }>(service)) codes[name] = await answerTo(target, method);
  return codes;
}

describe('over the network', () => {
  it('nobody without a certificate reaches more than what needs a token or a certificate of its own', async () => {
    const { caFingerprint } = parseToken(await makeToken());
    using nobody = await openChannel({ addresses: [address()], trust: { ca: { fingerprint: caFingerprint }, collectorId } });
    expect(await answersTo(nobody, agentService)).toEqual({
      Enroll: 'PROTOCOL_VERSION', RedeemRestore: 'PROTOCOL_VERSION', Renew: 'PROTOCOL_VERSION',
      Greet: 'CERTIFICATE_REQUIRED', Backup: 'CERTIFICATE_REQUIRED', ListOwnSnapshots: 'CERTIFICATE_REQUIRED', Restore: 'CERTIFICATE_REQUIRED', FindOwnVersions: 'CERTIFICATE_REQUIRED', Control: 'CERTIFICATE_REQUIRED',
    });
    // Where agents are answered nobody answers administrators.
    expect(new Set(Object.values(await answersTo(nobody, adminService)))).toEqual(new Set(['PROTOCOL_VERSION']));
  });

  it('an agent reaches no call of the administration: none that deletes, prunes, or sets retention, time or anything else', async () => {
    using agent = await RawAgent.enroll(address(), await makeToken(), 'db1');
    expect(await answerTo(agent.channel, agentService.ListOwnSnapshots)).toBe('answered');
    const refused = await answersTo(agent.channel, adminService);
    expect(Object.keys(refused)).toEqual(expect.arrayContaining(['DeleteSnapshot', 'Prune', 'SetRetention', 'AcceptTime', 'CreateToken']));
    expect(new Set(Object.values(refused))).toEqual(new Set(['PROTOCOL_VERSION']));
  });

  it('agents have these calls and no others: whoever adds one says here that it takes nothing away', () => {
    expect(Object.keys(agentService).sort()).toEqual(['Backup', 'Control', 'Enroll', 'FindOwnVersions', 'Greet', 'ListOwnSnapshots', 'RedeemRestore', 'Renew', 'Restore']);
  });
});

describe('a token', () => {
  it('is kept as its hash: no file of the datastore holds it or its secret', async () => {
    const token = await makeToken();
    const { secret } = parseToken(token);
    const forms = { text: token, bytes: secret, hex: secret.toString('hex'), base64: secret.toString('base64'), base64url: secret.toString('base64url') };
    const found: string[] = [];
    let hashes = 0;
    for (const name of await readdir(directory, { recursive: true })) {
      const path = join(directory, name);
      if (!(await stat(path)).isFile()) continue;
      const content = await readFile(path);
      for (const [form, value] of Object.entries(forms)) if (content.includes(value)) found.push(`${name}: ${form}`);
      if (content.includes(Buffer.from(hashSecret(secret), 'hex'))) hashes += 1;
    }
    expect(found).toEqual([]);
    // What was looked through is where tokens are kept.
    expect(hashes).toBeGreaterThan(0);
  });
});
