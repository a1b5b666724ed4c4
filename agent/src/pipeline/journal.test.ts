import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

import { EntryType, type Entry } from '@stillpoint/proto/format/entry.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { JournalEncoder, JournalWriter, readJournal } from './journal.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillpoint-journal-'));
  file = join(folder, 'journal');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function entry(name: string): Entry {
  return {
    type: EntryType.file, name, mode: 0o644, uid: 1, gid: 2, user: 'u', group: 'g', sizeBytes: 2000, mtimeNs: 5n, ctimeNs: 6n, inode: 7n, filesystem: 0, hardLinked: false,
    rdevMajor: 0, rdevMinor: 0, target: '', xattrs: [], inodeFlags: 0, holes: [], changed: false, content: { kind: 'chunks', ids: Buffer.alloc(32, name), lengths: [2000] },
  };
}

function write(names: readonly string[]): Buffer {
  const encoder = new JournalEncoder();
  for (const name of names) encoder.add({ source: 'files', path: `/tree/${name}`, readAgain: false, entry: entry(name), sequence: undefined });
  using writer = new JournalWriter(file, 'new', (error) => expect.unreachable(error.message));
  writer.append(encoder.take());
  return readFileSync(file);
}

function names(): string[] {
  return [...readJournal(file)].map(({ record }) => record.entry.name);
}

describe('the journal', () => {
  it('gives back its records up to any point where it was cut off', () => {
    const bytes = write(['a', 'b', 'c']);
    expect(names()).toEqual(['a', 'b', 'c']);
    for (let length = 0; length < bytes.length; length++) {
      writeFileSync(file, bytes.subarray(0, length));
      expect(['a', 'b', 'c'].slice(0, names().length)).toEqual(names());
    }
  });

  it('ends where a power failure left zeros', () => {
    write(['a', 'b']);
    appendFileSync(file, Buffer.alloc(4096));
    expect(names()).toEqual(['a', 'b']);
  });

  it('ends at a record that is whole but says nothing that this release understands', () => {
    write(['a']);
    const payload = Buffer.from('of another release');
    const frame = Buffer.alloc(8);
    frame.writeUInt32LE(payload.length, 0);
    frame.writeUInt32LE(crc32(payload), 4);
    appendFileSync(file, Buffer.concat([frame, payload]));
    expect(names()).toEqual(['a']);
  });

  it('ends at a record with any byte changed', () => {
    const bytes = write(['a', 'b', 'c']);
    for (let at = 8; at < bytes.length; at++) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 0x11;
      writeFileSync(file, damaged);
      expect(['a', 'b']).toEqual(expect.arrayContaining(names()));
    }
  });

  it('tells once that it cannot be written, and goes on', () => {
    const errors: string[] = [];
    using writer = new JournalWriter('/dev/full', 'append', (error) => errors.push(error.message));
    writer.append(Buffer.from('x'));
    writer.append(Buffer.from('x'));
    expect(errors).toEqual([expect.stringContaining('ENOSPC')]);
    new JournalWriter(join(folder, 'nowhere/journal'), 'new', (error) => errors.push(error.message))[Symbol.dispose]();
    expect(errors).toEqual([expect.stringContaining('ENOSPC'), expect.stringContaining('ENOENT')]);
  });

  it('takes nothing more once it is closed: its handle may be another file by then', () => {
    const writer = new JournalWriter(file, 'new', (error) => expect.unreachable(error.message));
    writer[Symbol.dispose]();
    expect(() => {
      writer.append(Buffer.from('late'));
    }).not.toThrow();
    expect(names()).toEqual([]);
  });
});
