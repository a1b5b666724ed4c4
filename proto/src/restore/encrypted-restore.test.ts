/** Restores of encrypted archives, and of archives that say of themselves what their nodes and chunks are not. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { parseAddress } from '../address/address.ts';
import { findVersions } from '../cli/commands/find.ts';
import { Output } from '../cli/output.ts';
import { audited, resolveJob, type RestoreJob } from '../cli/restore-job.ts';
import type { AccessContext, SnapshotAccess } from '../cli/snapshot-access.ts';
import { EncryptionKey, PieceKind } from '../encryption/encryption-key.ts';
import { encryptNode } from '../encryption/encrypted-node.ts';
import { KeyRing } from '../encryption/key-ring.ts';
import { sealOf } from '../encryption/snapshot-details.ts';
import { StillpointError } from '../errors.ts';
import { decodeNode } from '../format/node.ts';
import { decodeArchiveNode } from '../format/record-node.ts';
import { directory, file, pseudoRandomBytes, SnapshotFixture, type FixtureOptions } from '../tree/snapshot-fixture.ts';
import { takeAll } from './entry-filter.ts';
import { writeRaw } from './raw-output.ts';
import { resolveItems } from './restore-item.ts';
import { planRestore } from './restore-plan.ts';
import type { RestoreReport } from './restore-report.ts';
import { writeRestore } from './restore-writer.ts';
import { writeTar } from './tar-output.ts';

const key = new EncryptionKey(Buffer.alloc(32, 1));
const other = new EncryptionKey(Buffer.alloc(32, 2));
const data = pseudoRandomBytes(300_000, 5);
const children = { 'secret-name': file('a secret', { mode: 0o600 }), big: file(data), sparse: file(pseudoRandomBytes(70_000, 5), { sizeBytes: 1_000_000, holes: [{ offset: 65_536, length: 1_000_000 - 70_000 }] }) };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillpoint-encrypted-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function fixtureOf(options: FixtureOptions): SnapshotFixture {
  const fixture = new SnapshotFixture({ chunkBytes: 16_384, ...options });
  fixture.addSnapshot([{ name: 'files', tree: directory(children) }, { name: 'dump', stream: data }]);
  return fixture;
}

async function restore(fixture: SnapshotFixture, keys: readonly EncryptionKey[], address = 'db1:files'): Promise<RestoreReport> {
  const source = fixture.open(new KeyRing(keys));
  const { items } = await resolveItems([parseAddress(address)], source, 'contents', { zone: 'UTC' });
  return writeRestore(await planRestore({ items, target: folder, filter: takeAll, overwrite: 'always' }, source.nodes), source);
}

describe('an encrypted archive', () => {
  it('comes back with its key, to a directory, as a tar and raw', async () => {
    const fixture = fixtureOf({ key });
    expect((await restore(fixture, [other, key])).problems).toEqual([]);
    expect(readFileSync(join(folder, 'secret-name'), 'utf8')).toBe('a secret');
    expect(readFileSync(join(folder, 'big')).equals(data)).toBe(true);
    expect(readFileSync(join(folder, 'sparse')).length).toBe(1_000_000);
    expect((await restore(fixture, [key], 'db1:dump')).problems).toEqual([]);
    expect(readFileSync(join(folder, 'dump')).equals(data)).toBe(true);
    const source = fixture.open(new KeyRing([key]));
    const output = new PassThrough();
    const raw = buffer(output);
    await writeRaw((await resolveItems([parseAddress('db1:dump')], source, 'contents', { zone: 'UTC' })).items, source, output);
    output.end();
    expect((await raw).equals(data)).toBe(true);
    const tar = new PassThrough();
    const packed = buffer(tar);
    const report = await writeTar((await resolveItems([parseAddress('db1:files')], source, 'contents', { zone: 'UTC' })).items, source, tar, takeAll);
    tar.end();
    expect(report.problems).toEqual([]);
    expect((await packed).includes('a secret')).toBe(true);
  });

  it('holds neither names nor contents that can be read', () => {
    for (const { bytes } of fixtureOf({ key }).blocks) {
      for (const word of ['secret', data.subarray(0, 32), data.subarray(200_000, 200_032)]) expect(bytes.includes(word)).toBe(false);
    }
  });

  it.each([['without a key', []], ['with another key', [other]]])('is refused %s before anything is written', async (_, keys) => {
    for (const address of ['db1:files', 'db1:dump', 'db1:files/big']) await expect(restore(fixtureOf({ key }), keys, address)).rejects.toMatchObject({ code: 'ARCHIVE_ENCRYPTED' });
    expect(existsSync(join(folder, 'big'))).toBe(false);
  });

  it('is not restored from plain nodes and chunks, which its agent did not write', async () => {
    await expect(restore(fixtureOf({ archiveKey: key }), [key])).rejects.toMatchObject({ code: 'NODE_CORRUPT' });
  });

  it('is not restored from what another key has encrypted', async () => {
    await expect(restore(fixtureOf({ key: other, archiveKey: key }), [key, other])).rejects.toMatchObject({ code: 'NODE_CORRUPT' });
  });

  it('takes no plain chunk for one of its own', async () => {
    const fixture = fixtureOf({ key });
    // The same file of a plain snapshot: a forger could only swap ids within a node, and may not.
    const source = fixture.open(new KeyRing([key]));
    const archive = (await source.listArchives(source.agents[0]?.plans.get('daily')?.[0] ?? (() => { throw new Error('no snapshot'); })())).find(({ name }) => name === 'dump');
    const list = await fixture.open().chunks.readChunk(archive?.root ?? new Uint8Array(32));
    const plainId = fixture.addChunk(data.subarray(0, 16_384), 0);
    fixture.flush();
    const forged = Buffer.from(list);
    plainId.copy(forged, 16);
    const forgedId = fixture.addChunk(forged, 1);
    fixture.flush();
    await expect(source.nodes.of({ name: 'dump', keyId: key.id }).listChunks(forgedId).next()).rejects.toMatchObject({ code: 'NODE_CORRUPT' });
    // Even if its agent's own list named it.
    expect(() => key.decrypt(PieceKind.data, data.subarray(0, 16_384))).not.toThrow();
    expect(key.decrypt(PieceKind.data, data.subarray(0, 16_384))).toBeUndefined();
  });
});

describe('a plain archive', () => {
  it('is not restored from encrypted nodes, whatever keys there are', async () => {
    await expect(restore(fixtureOf({ key, archiveKey: 'none' }), [key])).rejects.toMatchObject({ code: 'NODE_CORRUPT' });
  });

  it('gives back a file that looks like an encrypted chunk as it is', async () => {
    const piece = key.encrypt(PieceKind.data, data.subarray(0, 10_000));
    const fixture = new SnapshotFixture();
    fixture.addSnapshot([{ name: 'files', tree: directory({ piece: file(piece) }) }]);
    expect((await restore(fixture, [key])).problems).toEqual([]);
    expect(readFileSync(join(folder, 'piece')).equals(piece)).toBe(true);
  });
});

describe('a snapshot that says something else of its archives than they are', () => {
  it.each([
    ['plain archives under the key that is expected', {}, key.idBytes],
    ['archives with another key', { key: other }, key.idBytes],
    ['encrypted archives as plain ones', { key }, new Uint8Array(0)],
  ])('is not restored: %s', async (_, options, encryptionKeyId) => {
    const fixture = fixtureOf(options);
    const [record] = fixture.records;
    fixture.records[0] = { ...record, draft: { ...record?.draft, encryptionKeyId } };
    for (const address of ['db1:files', 'db1:dump']) await expect(restore(fixture, [key, other], address)).rejects.toMatchObject({ code: 'NODE_CORRUPT' });
    expect(existsSync(join(folder, 'big'))).toBe(false);
  });
});

describe('what is said of encrypted snapshots', () => {
  const events: string[] = [];
  const stderr = new PassThrough();

  function surroundings(fixture: SnapshotFixture, keys: readonly EncryptionKey[], encrypts: boolean): { readonly access: SnapshotAccess; readonly context: AccessContext } {
    const source = fixture.open(new KeyRing(keys));
    const access: SnapshotAccess = {
      ...source,
      encrypts,
      completeAddress: (address) => address,
      findVersions: () => { throw new Error('not asked for'); },
      searchProblems: () => Promise.resolve([]),
      recordEvent: ({ kind, object, text }) => { events.push(`${kind ?? ''} ${object ?? ''} ${text ?? ''}`); return Promise.resolve(); },
      [Symbol.asyncDispose]: () => Promise.resolve(),
    };
    const output = new Output({ stdout: new PassThrough(), stderr }, { program: 'prog', json: false, debug: false });
    const context: AccessContext = { output, signal: new AbortController().signal, now: () => Date.UTC(2026, 10, 2), zone: 'UTC', openSnapshots: () => Promise.resolve(access) };
    return { access, context };
  }

  async function job(fixture: SnapshotFixture, keys: readonly EncryptionKey[], encrypts: boolean, addresses = ['db1:files']): Promise<RestoreJob> {
    const { access, context } = surroundings(fixture, keys, encrypts);
    return resolveJob(context, access, { texts: addresses, addresses: addresses.map(parseAddress), placement: 'contents' });
  }
  const said = (): string => (stderr.read() as Buffer | null)?.toString() ?? '';

  it('warns a guest that encrypts of a plain snapshot, and of one that its agent has not put together', async () => {
    await job(fixtureOf({}), [key], true);
    expect(said()).toContain('warning: this snapshot is not encrypted');
    await job(fixtureOf({}), [], false);
    expect(said()).not.toContain('warning');
    const fixture = fixtureOf({ key });
    const [record] = fixture.records;
    await job(fixture, [key], true);
    expect(said()).toContain('warning: the agent has not made this snapshot as the collector shows it');
    const seal = sealOf('daily', { ...record?.draft, agentStartedMs: record?.timeMs ?? 0 }, key);
    fixture.records[0] = { ...record, draft: { ...record?.draft, seal } };
    await job(fixture, [key], true);
    expect(said()).not.toContain('warning');
  });

  it('is not what is looked for, where nothing could be found', async () => {
    const { context } = surroundings(fixtureOf({ key }), [key], true);
    await expect(findVersions(context, 'secret-name', {})).rejects.toMatchObject({ code: 'ARCHIVE_ENCRYPTED' });
  });

  it('is no path in the audit log of a collector that cannot read the snapshot', async () => {
    const failure = new StillpointError('TARGET_CONFLICT', '/srv/secret-name is there already');
    const told = async (fixture: SnapshotFixture, keys: readonly EncryptionKey[]): Promise<string> => {
      events.length = 0;
      const resolved = await job(fixture, keys, false, ['db1:files/secret-name']);
      await expect(audited(resolved, { where: 'to /srv', resumable: true }, () => Promise.reject(failure))).rejects.toMatchObject({ code: 'TARGET_CONFLICT' });
      return events.join('\n');
    };
    expect(await told(fixtureOf({ key }), [key])).toMatch(/^restore [^\n]*files to \/srv\nrestore-failed [^\n]*files to \/srv: TARGET_CONFLICT$/u);
    expect(await told(fixtureOf({}), [])).toContain('TARGET_CONFLICT: /srv/secret-name');
  });
});

describe('the node of an encrypted archive', () => {
  it('shows everybody but its paths, and refuses what its agent did not say', async () => {
    const fixture = fixtureOf({ key });
    const node = await fixture.open().chunks.readChunk(fixture.records[0]?.draft?.archives?.[0]?.node ?? new Uint8Array(32));
    expect(decodeArchiveNode(node)).toMatchObject({ keyId: key.id, record: { name: 'files', kind: 'tree', paths: [] } });
    expect(decodeArchiveNode(node, new KeyRing([key])).record.paths.map(String)).toEqual(['/']);
    const renamed = Buffer.from(node);
    renamed.write('filez', renamed.indexOf('files'));
    expect(decodeArchiveNode(renamed).record.name).toBe('filez');
    expect(() => decodeArchiveNode(renamed, new KeyRing([key]))).toThrow(expect.objectContaining({ code: 'NODE_CORRUPT' }));
    const moved = Buffer.from(node);
    moved.fill(9, 16, 48);
    expect(() => decodeArchiveNode(moved, new KeyRing([key]))).toThrow(expect.objectContaining({ code: 'NODE_CORRUPT' }));
  });

  it('is none of the nodes that can be encrypted', async () => {
    const fixture = fixtureOf({});
    const node = await fixture.open().chunks.readChunk(fixture.records[0]?.draft?.archives?.[0]?.node ?? new Uint8Array(32));
    expect(() => encryptNode(node, key)).toThrow(expect.objectContaining({ code: 'INTERNAL' }));
    expect(decodeNode(node).kind).toBe(3);
  });
});
