import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { EntryType } from '@stillpoint/proto/format/entry.ts';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { MemoryCollector, type Reading } from '../../pipeline/source-reader.fixture.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillpoint-tar-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Member {
  readonly name: string;
  readonly letter?: string;
  readonly content?: Buffer | string;
  readonly link?: string;
  /** As it stands in the header; 12 bytes at most. */
  readonly mtime?: Buffer;
}

/** One member, without the end mark. Names are latin1 strings. */
function member({ name, letter = '0', content = '', link = '', mtime }: Member): Buffer {
  const bytes = Buffer.from(content as string, 'latin1');
  const header = Buffer.alloc(512);
  header.write(name, 0, 100, 'latin1');
  header.write('0000644\0', 100);
  header.write('0000001\0', 108);
  header.write('0000002\0', 116);
  header.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124);
  if (mtime === undefined) header.write('00000001000\0', 136);
  else mtime.copy(header, 136);
  header.write(letter, 156);
  header.write(link, 157, 100, 'latin1');
  header.write('ustar\x0000', 257, 'latin1');
  header.fill(' ', 148, 156);
  header.write(`${header.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
}

function pax(records: Readonly<Record<string, string>>, letter = 'x'): Buffer {
  const text = Object.entries(records).map(([keyword, value]) => {
    const rest = ` ${keyword}=${value}\n`;
    let length = rest.length + 1;
    while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
    return `${length}${rest}`;
  });
  return member({ name: 'PaxHeaders/x', letter, content: text.join('') });
}

const end = Buffer.alloc(1024);
const collector = new MemoryCollector();

function read(...parts: readonly Buffer[]): Reading {
  const file = join(folder, 'stream.tar');
  writeFileSync(file, Buffer.concat(parts));
  return collector.readTar(file, join(folder, 'spool'));
}

type Tree = ReturnType<MemoryCollector['tree']>;

function treeOf(...parts: readonly Buffer[]): Tree {
  return collector.tree(read(...parts, end).archive);
}

/** Paths left out, with the reason. */
function leftOut({ notes }: Reading): string[] {
  return notes.map((note) => (note.kind === 'unreadable' ? `${note.path}: ${note.text}` : note.kind));
}

describe('a tar stream', () => {
  it('gives the same tree whatever the order of its members', () => {
    const members = ['b', 'a/z', 'a.b', 'a/c/d', 'é', 'a0'].map((name) => member({ name: Buffer.from(name).toString('latin1'), content: name }));
    const wanted = read(...members, end).archive;
    fc.assert(fc.property(fc.shuffledSubarray(members, { minLength: members.length }), (order) => read(...order, end).archive.equals(wanted)), { numRuns: 20 });
    expect([...collector.tree(wanted).keys()].sort()).toEqual(['/', '/a', '/a.b', '/a/c', '/a/c/d', '/a/z', '/a0', '/b', `/${Buffer.from('é').toString('latin1')}`].sort());
  });

  it('may hold any bytes in names, owners and attributes', () => {
    const name = 'd\x95\\/\xff\n=';
    const tree = treeOf(pax({ path: name, uname: '\xe9', 'SCHILY.xattr.user.a%3Db': '\x00\xff\n', mtime: '-1.5', size: '3' }), member({ name: 'short', content: 'abc' }));
    const { entry, bytes } = tree.get(`/${name}`) ?? {};
    expect(entry).toMatchObject({ user: '\xe9', mtimeNs: -1_500_000_000n, uid: 1, gid: 2, mode: 0o644, xattrs: [{ name: 'user.a=b' }] });
    expect(Buffer.from(entry?.xattrs[0]?.value ?? []).toString('latin1')).toBe('\x00\xff\n');
    expect(bytes?.toString()).toBe('abc');
  });

  it('may have long names of GNU tar, and times before 1970 in base 256', () => {
    const long = `${'long/'.repeat(60)}name`;
    const tree = treeOf(member({ name: '././@LongLink', letter: 'L', content: `${long}\0` }), member({ name: long.slice(0, 99), mtime: Buffer.alloc(12, 0xff) }), member({ name: '././@LongLink', letter: 'K', content: `${long}\0` }), member({ name: 'link', letter: '2' }));
    expect(tree.get(`/${long}`)?.entry.mtimeNs).toBe(-1_000_000_000n);
    expect(tree.get('/link')?.entry).toMatchObject({ type: EntryType.symlink, target: long });
  });

  it('keeps the last of several members of one name', () => {
    const tree = treeOf(member({ name: 'a', content: 'first' }), member({ name: 'a', content: 'last' }), member({ name: 'd/', letter: '5' }), member({ name: './d' , letter: '5' }));
    expect(tree.get('/a')?.bytes.toString()).toBe('last');
    expect([...tree.keys()]).toHaveLength(3);
  });

  it('keeps hard links as groups, each with the content, and names one that leads nowhere', () => {
    const reading = read(member({ name: 'd/a', content: 'x'.repeat(2000) }), member({ name: 'b', letter: '1', link: './d/a' }), member({ name: 'c', letter: '1', link: '/b' }), member({ name: 'e', letter: '1', link: 'gone' }), end);
    const tree = collector.tree(reading.archive);
    const [a, b, c] = ['/d/a', '/b', '/c'].map((path) => tree.get(path)?.entry);
    expect(a).toMatchObject({ hardLinked: true, inode: b?.inode, sizeBytes: 2000 });
    expect(c).toMatchObject({ hardLinked: true, inode: b?.inode, content: b?.content });
    expect(leftOut(reading)).toEqual(['/e: left out: it is a hard link to gone, which is not in the stream before it']);
  });

  it('takes absolute names below the archive, and leaves out those that lead out of it', () => {
    const reading = read(member({ name: '/etc/passwd', content: 'a' }), member({ name: '../up', content: 'b'.repeat(600) }), member({ name: 'a/../b', content: 'c' }), member({ name: 'tail', content: 'd' }), end);
    expect([...collector.tree(reading.archive).keys()].sort()).toEqual(['/', '/etc', '/etc/passwd', '/tail']);
    expect(leftOut(reading)).toEqual(['/../up: left out: its name leads out of the archive (..)', '/a/../b: left out: its name leads out of the archive (..)']);
  });

  it('fails when a name is both a directory and a file', () => {
    expect(() => read(member({ name: 'a', content: 'x' }), member({ name: 'a/b', content: 'y' }), end)).toThrow(/"SOURCE_FAILED".*both a directory and something else/);
  });

  it('fails wherever it is cut off, and as no tar when it is something else', () => {
    const whole = Buffer.concat([pax({ path: 'p' }), member({ name: 'a', content: 'x'.repeat(700) }), member({ name: 'b' })]);
    for (const bytes of [0, 1, 511, 512, 600, 1024, 1536, 2000, 2047, 2048, whole.length - 1, whole.length]) expect(() => read(whole.subarray(0, bytes)), String(bytes)).toThrow(/"TOOL_FAILED".*cut off/);
    expect(() => read(Buffer.from('a text that is no tar'.repeat(100)))).toThrow(/"SOURCE_FAILED".*no tar stream/);
    expect(() => read(member({ name: 'a' }), end, member({ name: 'b' }))).toThrow(/"SOURCE_FAILED".*follows the end/);
    expect(existsSync(join(folder, 'spool'))).toBe(false);
  });

  it('never fails but with a known error, whatever its bytes', () => {
    const whole = Buffer.concat([pax({ path: 'p', 'GNU.sparse.major': '1', 'GNU.sparse.realsize': '5' }), member({ name: 'a', content: '1\n0\n5\n'.padEnd(512, '\0') + 'hello' }), member({ name: 's', letter: 'S', content: 'x' }), end]);
    const edits = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(edits, (changes) => {
        const bytes = Buffer.from(whole);
        for (const [at, value] of changes) bytes[at] = value;
        // With a checksum that fits, so that more than the first look is reached.
        for (let at = 0; at + 512 <= bytes.length; at += 512) {
          const block = bytes.subarray(at, at + 512);
          if (block.toString('latin1', 257, 262) === 'ustar') {
            block.fill(' ', 148, 156);
            block.write(`${block.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\0 `, 148);
          }
        }
        try {
          read(bytes);
        } catch (error) {
          expect((error as Error).message).toMatch(/"code":"(?:TOOL_FAILED|SOURCE_FAILED)"/);
        }
      }),
      // A size below nothing, in base 256.
      { numRuns: Number(process.env['STILLPOINT_FUZZ_RUNS'] ?? 300), examples: [[[[124, 192], [0, 0]]]] },
    );
  });
});

describe('a stream of GNU tar', () => {
  it.each(['gnu', 'posix --sparse-version=0.0', 'posix --sparse-version=0.1', 'posix --sparse-version=1.0', 'ustar', 'v7'])('of format %s has sparse files as they are', (format) => {
    const input = join(folder, 'input');
    mkdirSync(input);
    // Fifty runs: more than a header of GNU's form holds.
    execFileSync('python3', ['-c', `import sys
with open(sys.argv[1], 'wb') as f:
    for n in range(50):
        f.seek(n * 100000 + 4096); f.write(bytes([n + 1]) * 5000)
    f.truncate(6000000)
open(sys.argv[2], 'wb').write(b'end')
with open(sys.argv[3], 'wb') as f: f.truncate(300000)`, join(input, 'holes'), join(input, 'zz'), join(input, 'only-hole')]);
    const [name = '', ...more] = format.split(' ');
    const file = join(folder, 'gnu.tar');
    execFileSync('tar', ['-C', input, `--format=${name}`, ...more, ...(['gnu', 'posix'].includes(name) ? ['--sparse'] : []), '-cf', file, '.']);
    const tree = collector.tree(collector.readTar(file, join(folder, 'spool')).archive);
    const { entry } = tree.get('/holes') ?? {};
    expect(entry?.sizeBytes).toBe(6_000_000);
    if (['gnu', 'posix'].includes(name)) {
      expect(entry?.holes).toHaveLength(51);
      expect(tree.get('/only-hole')?.entry).toMatchObject({ sizeBytes: 300_000, holes: [{ offset: 0, length: 300_000 }] });
    }
    expect(tree.get('/zz')?.bytes.toString()).toBe('end');
    expect(tree.get('/holes')?.bytes.equals(readFileSync(join(input, 'holes')))).toBe(true);
  });
});
