import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';

import { EntryType } from '../format/entry.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { parseAddress } from '../address/address.ts';
import { directory, file, pseudoRandomBytes, SnapshotFixture, type TreeNode } from '../tree/snapshot-fixture.ts';
import { takeAll } from './entry-filter.ts';
import { encodePaxRecords, paxTime } from './pax-records.ts';
import { writeRaw } from './raw-output.ts';
import { resolveItems, type RestoreItem } from './restore-item.ts';
import type { RestoreReport } from './restore-report.ts';
import type { RestoreSource } from './restore-source.ts';
import { writeTar } from './tar-output.ts';

let base: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'stillpoint-tar-'));
});
afterEach(() => {
  rmSync(base, { recursive: true, force: true });
});

interface Opened {
  readonly items: readonly RestoreItem[];
  readonly source: RestoreSource;
}

async function open(fixture: SnapshotFixture, address = 'db1:/'): Promise<Opened> {
  const source = fixture.open();
  const { items } = await resolveItems([parseAddress(address)], source, 'contents', { zone: 'UTC' });
  return { items, source };
}

function snapshotOf(children: Record<string, TreeNode>): SnapshotFixture {
  const fixture = new SnapshotFixture();
  fixture.addSnapshot([{ name: 'files', tree: directory(children) }]);
  return fixture;
}

async function extract(fixture: SnapshotFixture): Promise<RestoreReport> {
  const target = join(base, 'out');
  mkdirSync(target);
  const opened = await open(fixture);
  const tar = spawn('tar', ['--warning=no-timestamp', '--xattrs', '--xattrs-include=*', '--acls', '--numeric-owner', '-xpf', '-', '-C', target], { stdio: ['pipe', 'inherit', 'pipe'] });
  let complaints = '';
  tar.stderr.on('data', (text: Buffer) => (complaints += text.toString()));
  const closed = once(tar, 'close');
  const report = await writeTar(opened.items, opened.source, tar.stdin, takeAll);
  tar.stdin.end();
  const [code] = (await closed) as [number];
  expect([code, complaints]).toEqual([0, '']);
  return report;
}

const out = (...names: string[]): string => join(base, 'out', ...names);

// user::rw-, user:1234:r--, group::r--, mask::rw-, other::--- as the kernel keeps it.
const acl = Buffer.from('0200000001000600ffffffff02000400d204000004000400ffffffff10000600ffffffff20000000ffffffff', 'hex');
const defaultAcl = Buffer.from('0200000001000700ffffffff02000500d204000004000500ffffffff10000500ffffffff20000000ffffffff', 'hex');

describe('tar of a tree', () => {
  it('gives GNU tar everything back: byte names, exact times, owners beyond 2 million, links, special files, attributes, ACLs and holes', async () => {
    const big = pseudoRandomBytes(9_000_000, 3);
    const odd = 'n\x83\\\xff =\n';
    const long = 'l'.repeat(250);
    const report = await extract(
      snapshotOf({
        [odd]: file('odd', { mtimeNs: -1_500_000_001n, uid: 3_000_000, gid: 4_000_000_000 }),
        [long]: directory({ [long]: file('long', { mode: 0 }), [`${long}link`.slice(0, 255)]: { type: EntryType.symlink, target: `${long}/${long}` } }),
        big: file(big, { mode: 0o4755, mtimeNs: 5_000_000_000_123_456_789n }),
        attributes: file('x', { xattrs: [{ name: 'trusted.t', value: Buffer.from([0, 255, 10, 61]) }, { name: 'user.a=b%c', value: Buffer.from('v\n') }] }),
        acl: file('x', { mode: 0o660, xattrs: [{ name: 'system.posix_acl_access', value: acl }] }),
        aclDir: directory({}, { mode: 0o755, xattrs: [{ name: 'system.posix_acl_default', value: defaultAcl }] }),
        capable: file('x', { xattrs: [{ name: 'security.capability', value: Buffer.from('0100000200200000000000000000000000000000', 'hex') }] }),
        one: file('same', { hardLinked: true, inode: 5n }),
        two: file('same', { hardLinked: true, inode: 5n }),
        pipe: { type: EntryType.fifo, mode: 0o600 },
        nil: { type: EntryType.charDevice, rdevMajor: 1, rdevMinor: 3, mode: 0o666 },
        door: { type: EntryType.socket },
        sparse: file(pseudoRandomBytes(70_000, 5), { sizeBytes: 12_000_000_000, holes: [{ offset: 65_536, length: 9_000_000_000 }, { offset: 9_000_070_000, length: 2_999_930_000 }] }),
        hole: file('', { sizeBytes: 5_000_000, holes: [{ offset: 0, length: 5_000_000 }] }),
        empty: file(''),
      }),
    );
    expect(report).toMatchObject({ leftOut: 1, problemCount: 0 });
    const oddStat = lstatSync(Buffer.from(out(odd), 'latin1'), { bigint: true });
    expect([oddStat.mtimeNs, oddStat.uid, oddStat.gid]).toEqual([-1_500_000_001n, 3_000_000n, 4_000_000_000n]);
    expect(readFileSync(out('big')).equals(big)).toBe(true);
    const bigStat = lstatSync(out('big'), { bigint: true });
    expect([bigStat.mode & 0o7777n, bigStat.mtimeNs]).toEqual([0o4755n, 5_000_000_000_123_456_789n]);
    expect(readFileSync(out(long, long), 'utf8')).toBe('long');
    expect(statSync(out(long, long)).mode & 0o777).toBe(0);
    expect(readlinkSync(out(long, `${long}link`.slice(0, 255)))).toBe(`${long}/${long}`);
    expect(lstatSync(out('one')).ino).toBe(lstatSync(out('two')).ino);
    expect([lstatSync(out('pipe')).isFIFO(), lstatSync(out('nil')).rdev]).toEqual([true, 259]);
    const attributes = execFileSync('getfattr', ['-d', '-m', '-', '-e', 'hex', '--absolute-names', out('attributes'), out('capable')], { encoding: 'utf8' });
    expect(attributes).toContain('trusted.t=0x00ff0a3d');
    expect(attributes).toContain('user.a\\075b%c=0x760a');
    expect(attributes).toContain('security.capability=0x0100000200200000000000000000000000000000');
    expect(execFileSync('getfacl', ['-cpn', out('acl')], { encoding: 'utf8' }).trim().split('\n')).toEqual(['user::rw-', 'user:1234:r--', 'group::r--', 'mask::rw-', 'other::---']);
    expect(execFileSync('getfacl', ['-cpnd', out('aclDir')], { encoding: 'utf8' })).toContain('user:1234:r-x');
    const sparse = statSync(out('sparse'));
    expect([sparse.size, sparse.blocks < 1000]).toEqual([12_000_000_000, true]);
    const head = execFileSync('head', ['-c', '65536', out('sparse')]);
    expect(head.equals(pseudoRandomBytes(70_000, 5).subarray(0, 65_536))).toBe(true);
    const tail = execFileSync('dd', [`if=${out('sparse')}`, 'bs=1', 'count=4464', `skip=9000065536`, 'iflag=skip_bytes', 'status=none']);
    expect(tail.equals(pseudoRandomBytes(70_000, 5).subarray(65_536))).toBe(true);
    expect([statSync(out('hole')).size, statSync(out('hole')).blocks]).toEqual([5_000_000, 0]);
  });

  it('leaves out a small damaged file and fills up a big one, names both, and stays readable', async () => {
    const small = pseudoRandomBytes(1_048_576, 1);
    const big = pseudoRandomBytes(10_485_760, 2);
    const fixture = snapshotOf({ a: file(small), b: file(big), c: file('whole') });
    fixture.loseChunk(small.subarray(0, 65_536));
    fixture.loseChunk(big.subarray(65_536 * 80, 65_536 * 81));
    const report = await extract(fixture);
    expect(report.problems.map((problem) => problem.path)).toEqual(['/a', '/b']);
    expect(readdirSync(out())).toEqual(['b', 'c']);
    expect(statSync(out('b')).size).toBe(big.length);
  });

  it('holds little more than a mebibyte for a reader that does not read', async () => {
    const fixture = snapshotOf(Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`d${index}`, directory({})])));
    const opened = await open(fixture);
    const taken: (() => void)[] = [];
    const slow = new Writable({ highWaterMark: 1, write: (_chunk, _encoding, done) => taken.push(done) });
    const abort = new AbortController();
    let directories = 0;
    const writing = writeTar(opened.items, opened.source, slow, takeAll, { signal: abort.signal, onProgress: (progress) => (directories = progress.directories) });
    writing.catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(directories).toBeGreaterThan(100);
    expect(directories).toBeLessThan(1200);
    abort.abort(new Error('enough'));
    await expect(writing).rejects.toThrow();
  });

  it('encodes PAX lengths that count themselves, and times before 1970', () => {
    expect(encodePaxRecords([{ keyword: 'path', value: 'x'.repeat(89) }]).toString()).toBe(`98 path=${'x'.repeat(89)}\n`);
    expect(encodePaxRecords([{ keyword: 'path', value: 'x'.repeat(91) }]).toString()).toBe(`101 path=${'x'.repeat(91)}\n`);
    expect(paxTime(-1n)).toBe('-0.000000001');
    expect(paxTime(1_000_000_000n)).toBe('1.000000000');
  });
});

describe('raw output', () => {
  const collect = async (fixture: SnapshotFixture, address: string): Promise<Buffer> => {
    const pieces: Buffer[] = [];
    const output = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        pieces.push(Buffer.from(chunk));
        done();
      },
    });
    const opened = await open(fixture, address);
    await writeRaw(opened.items, opened.source, output);
    return Buffer.concat(pieces);
  };

  it('is the bytes of a file with its holes as zeros, and of a stream', async () => {
    const data = pseudoRandomBytes(70_000, 5);
    const stream = pseudoRandomBytes(2_000_000, 6);
    const fixture = new SnapshotFixture();
    fixture.addSnapshot([{ name: 'files', tree: directory({ sparse: file(data, { sizeBytes: 300_000, holes: [{ offset: 65_536, length: 100_000 }, { offset: 170_000, length: 130_000 }] }), small: file('abc') }) }, { name: 'dump', stream }]);
    const expected = Buffer.alloc(300_000);
    data.copy(expected, 0, 0, 65_536);
    data.copy(expected, 165_536, 65_536);
    expect((await collect(fixture, 'db1:files/sparse')).equals(expected)).toBe(true);
    expect((await collect(fixture, 'db1:files/small')).toString()).toBe('abc');
    expect((await collect(fixture, 'db1:dump')).equals(stream)).toBe(true);
    await expect(collect(fixture, 'db1:files')).rejects.toMatchObject({ code: 'USAGE' });
  });

  it('ends with an error where a chunk is missing', async () => {
    const data = pseudoRandomBytes(500_000, 5);
    const fixture = snapshotOf({ a: file(data) });
    fixture.loseChunk(data.subarray(65_536, 131_072));
    await expect(collect(fixture, 'db1:/a')).rejects.toMatchObject({ code: 'CHUNK_MISSING' });
  });
});
