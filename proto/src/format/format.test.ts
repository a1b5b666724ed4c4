import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { chunkId } from '../chunk-identity.ts';
import { ByteReader, ByteWriter } from './binary.ts';
import { blockHeaderBytes, checkBlockPayload, decodeBlockHeader, encodeBlockHeader } from './block.ts';
import { ChunkListBuilder, decodeChunkListIndex, decodeChunkListLeaf } from './chunk-list.ts';
import { decodeDirectoryIndex, DirectoryBuilder } from './directory-builder.ts';
import { decodeDirectoryNode, DirectoryNodeWriter, isEntryName } from './directory-node.ts';
import { EntryType, type Entry, type EntryContent } from './entry.ts';
import { LeafCursor } from './leaf-cursor.ts';
import { decodeNode } from './node.ts';
import { crc32 } from 'node:zlib';

const id = fc.uint8Array({ minLength: 32, maxLength: 32 });
const latin1 = (maxLength: number): fc.Arbitrary<string> => fc.uint8Array({ maxLength }).map((bytes) => Buffer.from(bytes).toString('latin1'));
const time = fc.bigInt({ min: -(10n ** 19n), max: 10n ** 20n });

const fileContent: fc.Arbitrary<EntryContent> = fc.oneof(
  fc.constant<EntryContent>({ kind: 'none' }),
  fc.uint8Array({ minLength: 1, maxLength: 100 }).map((bytes): EntryContent => ({ kind: 'inline', bytes })),
  fc.array(fc.tuple(id, fc.nat(1_048_576)), { minLength: 1, maxLength: 16 }).map((chunks): EntryContent => ({ kind: 'chunks', ids: Buffer.concat(chunks.map(([chunk]) => chunk)), lengths: chunks.map(([, length]) => length) })),
  id.map((node): EntryContent => ({ kind: 'list', node })),
);

function entryOf(type: EntryType): fc.Arbitrary<Entry> {
  const content = type === EntryType.file ? fileContent : type === EntryType.directory ? id.map((node): EntryContent => ({ kind: 'directory', node })) : fc.constant<EntryContent>({ kind: 'none' });
  const device = type === EntryType.charDevice || type === EntryType.blockDevice;
  return fc.record({
    type: fc.constant(type),
    name: latin1(255).filter(isEntryName),
    mode: fc.nat(0o7777),
    uid: fc.nat(0xffff_ffff),
    gid: fc.nat(3),
    user: latin1(8),
    group: latin1(8),
    sizeBytes: type === EntryType.file ? fc.constant(2 ** 45) : fc.constant(0),
    mtimeNs: time,
    ctimeNs: time,
    inode: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
    filesystem: fc.nat(5),
    hardLinked: fc.boolean(),
    rdevMajor: device ? fc.nat(4095) : fc.constant(0),
    rdevMinor: device ? fc.nat(0xf_ffff) : fc.constant(0),
    target: type === EntryType.symlink ? latin1(300) : fc.constant(''),
    xattrs: fc.array(fc.record({ name: latin1(20), value: fc.uint8Array({ maxLength: 30 }) }), { maxLength: 3 }),
    inodeFlags: fc.oneof(fc.constant(0), fc.nat(0xffff_ffff)),
    holes: type === EntryType.file ? fc.constantFrom([], [{ offset: 0, length: 4096 }, { offset: 8192, length: 2 ** 40 }]) : fc.constant([]),
    changed: fc.boolean(),
    content,
  });
}

const anyEntry = fc.constantFrom(...Object.values(EntryType)).chain(entryOf);

function plain(entry: Entry): unknown {
  const bytes = (value: Uint8Array): string => Buffer.from(value).toString('hex');
  const { content } = entry;
  const shown = content.kind === 'inline' ? { ...content, bytes: bytes(content.bytes) } : content.kind === 'chunks' ? { ...content, ids: bytes(content.ids) } : content.kind === 'none' ? content : { ...content, node: bytes(content.node) };
  return { ...entry, content: shown, xattrs: entry.xattrs.map((xattr) => [xattr.name, bytes(xattr.value)]) };
}

const sorted = (entries: readonly Entry[]): Entry[] => [...new Map(entries.map((entry) => [entry.name, entry])).values()].sort((a, b) => (a.name < b.name ? -1 : 1));

describe('binary', () => {
  it('reads back every varint and svarint', () => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeNat()), fc.array(fc.integer({ min: -(2 ** 52), max: 2 ** 52 - 1 })), fc.array(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })), (numbers, signed, bigs) => {
        const writer = new ByteWriter(1);
        numbers.forEach((value) => { writer.varint(value); });
        signed.forEach((value) => { writer.svarint(value); });
        bigs.forEach((value) => { writer.bigVarint(value); });
        const reader = new ByteReader(writer.view());
        expect(numbers.map(() => reader.varint())).toEqual(numbers);
        expect(signed.map(() => reader.svarint() + 0)).toEqual(signed.map((value) => value + 0));
        expect(bigs.map(() => reader.bigVarint())).toEqual(bigs);
        reader.end();
      }),
    );
  });
});

describe('directory node', () => {
  it('decodes to the entries it was made of', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 12 }), (entries) => {
        const writer = new DirectoryNodeWriter();
        const list = sorted(entries);
        list.forEach((entry) => { writer.add(entry); });
        expect(decodeDirectoryNode(writer.finish()).map(plain)).toEqual(list.map(plain));
      }),
      { numRuns: 200 },
    );
  });

  it('says in place what its entries say, and makes the same entries of any of them', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 12 }), (entries) => {
        const writer = new DirectoryNodeWriter();
        const list = sorted(entries);
        list.forEach((entry) => { writer.add(entry); });
        const cursor = new LeafCursor();
        cursor.open(decodeNode(writer.finish()));
        expect(cursor.count).toBe(list.length);
        for (const [ordinal, entry] of list.entries()) {
          expect(cursor.next()).toBe(true);
          expect(cursor.ordinal).toBe(ordinal);
          const { type, changed, hardLinked, filesystem, sizeBytes, owner } = cursor;
          expect({ type, changed, hardLinked, filesystem, sizeBytes, ...owner }).toEqual(pick(entry));
          expect(BigInt(cursor.mtimeSeconds) * 1_000_000_000n + BigInt(cursor.mtimeNanoseconds)).toBe(entry.mtimeNs);
          expect(BigInt(cursor.ctimeSeconds) * 1_000_000_000n + BigInt(cursor.ctimeNanoseconds)).toBe(entry.ctimeNs);
          expect(BigInt(cursor.inodeHigh) * 2n ** 32n + BigInt(cursor.inodeLow)).toBe(entry.inode);
          expect(plain({ ...entry, content: cursor.content })).toEqual(plain(entry));
          if (ordinal % 2 === 0) expect(plain(cursor.entry())).toEqual(plain(entry));
          for (const other of list) expect(Math.sign(cursor.compareName(other.name))).toBe(entry.name < other.name ? -1 : Number(entry.name > other.name));
          const node = entry.content.kind === 'directory' ? entry.content.node : undefined;
          expect(cursor.isOfNode(node ?? Buffer.alloc(32, 7))).toBe(node !== undefined);
        }
        expect(cursor.next()).toBe(false);
      }),
    );
  });

  it('never does anything but decode or refuse when bytes are damaged', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { minLength: 1, maxLength: 4 }), fc.nat(), fc.integer({ min: 1, max: 255 }), (entries, where, change) => {
        const writer = new DirectoryNodeWriter();
        sorted(entries).forEach((entry) => { writer.add(entry); });
        const bytes = writer.finish();
        const at = where % bytes.length;
        bytes[at] = (bytes[at] ?? 0) ^ change;
        try {
          decodeDirectoryNode(bytes);
        } catch (error) {
          expect(error).toMatchObject({ code: 'NODE_CORRUPT' });
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is cut into leaves that a change in one place leaves alone elsewhere', () => {
    const build = (names: readonly string[]): { leaves: Set<string>; count: number; depth: number } => {
      const leaves = new Set<string>();
      let count = 0;
      let depth = 0;
      const builder = new DirectoryBuilder((node) => {
        const made = chunkId(node);
        const decoded = decodeNode(node);
        depth = Math.max(depth, decoded.level);
        if (decoded.level === 0) {
          leaves.add(made.toString('hex'));
          count += decodeDirectoryNode(node).length;
        } else expect(decodeDirectoryIndex(decoded).reduce((sum, item) => sum + item.entries, 0)).toBe(count);
        return made;
      });
      for (const name of names) builder.add({ ...base, name });
      builder.finish();
      return { leaves, count, depth };
    };
    const names = Array.from({ length: 20_000 }, (_, index) => `file-${String(index).padStart(6, '0')}`);
    const before = build(names);
    const after = build([...names.slice(0, 10_000), 'file-009999x', ...names.slice(10_000)]);
    expect(before.count).toBe(20_000);
    expect(before.depth).toBe(1);
    const fresh = [...after.leaves].filter((leaf) => !before.leaves.has(leaf));
    expect(fresh.length).toBeLessThanOrEqual(2);
    expect(before.leaves.size).toBeGreaterThan(5);
  });
});

describe('chunk list', () => {
  it('decodes to its chunks in order, whatever their number', () => {
    for (const count of [0, 1, 1023, 1024, 30_000]) {
      const nodes = new Map<string, Buffer>();
      const builder = new ChunkListBuilder((node) => {
        const made = chunkId(node);
        nodes.set(made.toString('hex'), node);
        return made;
      });
      const ids: string[] = [];
      for (let index = 0; index < count; index++) {
        const made = chunkId(Buffer.from(String(index)));
        ids.push(made.toString('hex'));
        builder.add(made, index + 1);
      }
      const found: string[] = [];
      const walk = (node: Uint8Array): void => {
        const decoded = decodeNode(nodes.get(Buffer.from(node).toString('hex')) ?? Buffer.alloc(0));
        if (decoded.level > 0) {
          for (const item of decodeChunkListIndex(decoded)) walk(item.id);
          return;
        }
        const leaf = decodeChunkListLeaf(decoded);
        leaf.lengths.forEach((length, index) => {
          expect(length).toBe(found.length + 1);
          found.push(leaf.ids.toString('hex', index * 32, index * 32 + 32));
        });
      };
      walk(builder.finish());
      expect(found).toEqual(ids);
    }
  });
});

describe('block', () => {
  it('refuses every block with one byte changed', () => {
    const payload = Buffer.from('some bytes that are a chunk');
    const header = { codec: 0, blockClass: 0, rawBytes: payload.length, payloadBytes: payload.length, payloadCrc: crc32(payload), agentId: Buffer.alloc(16, 1), sessionId: Buffer.alloc(16, 2), chunkIds: chunkId(payload), chunkLengths: [payload.length] } as const;
    const block = Buffer.alloc(blockHeaderBytes(1) + payload.length);
    payload.copy(block, encodeBlockHeader(header, block));
    expect(checkBlockPayload(decodeBlockHeader(block), block)).toEqual(payload);
    for (let at = 0; at < block.length; at++) {
      const damaged = Buffer.from(block);
      damaged[at] = (damaged[at] ?? 0) ^ 0x10;
      expect(() => checkBlockPayload(decodeBlockHeader(damaged), damaged)).toThrow(/a block/);
    }
  });
});

function pick({ type, changed, hardLinked, filesystem, sizeBytes, uid, gid, user, group }: Entry): Partial<Entry> {
  return { type, changed, hardLinked, filesystem, sizeBytes, uid, gid, user, group };
}

const base: Entry = {
  type: EntryType.file, name: '', mode: 0o644, uid: 0, gid: 0, user: 'root', group: 'root', sizeBytes: 5, mtimeNs: 1n, ctimeNs: 2n, inode: 3n, filesystem: 0, hardLinked: false,
  rdevMajor: 0, rdevMinor: 0, target: '', xattrs: [], inodeFlags: 0, holes: [], changed: false, content: { kind: 'inline', bytes: Buffer.from('hello') },
};
