/** Decoders of what an agent reads: its own state, tar streams, and what comes from databases. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

import { parseAgentRecord } from '../../agent/src/identity/agent-record.ts';
import { JournalEncoder, readJournal } from '../../agent/src/pipeline/journal.ts';
import { MemoryCollector } from '../../agent/src/pipeline/source-reader.fixture.ts';
import { TreeCache } from '../../agent/src/pipeline/tree-cache.ts';
import { CachedDirectory } from '../../agent/src/pipeline/tree-cache-directory.ts';
import { checksum, checksumSeed, FRAME_BYTES, HEADER_BYTES, TRAILER_BYTES } from '../../agent/src/pipeline/tree-cache-layout.ts';
import { readLeftovers } from '../../agent/src/quiesce/leftover-record.ts';
import { DumpFilter } from '../../agent/src/restore/mariadb/dump-filter.ts';
import { lookIntoDump } from '../../agent/src/restore/mariadb/dump-head.ts';
import { readGlobals } from '../../agent/src/restore/mariadb/globals-script.ts';
import { checkCopyEnd, checkDumpEnd } from '../../agent/src/source/mariadb/dump-end.ts';
import { checkGlobalsEnd } from '../../agent/src/source/postgres/dump-end.ts';
import { checkRdbEdges } from '../../agent/src/source/redis/rdb-end.ts';
import { StillpointError } from '../../proto/src/errors.ts';
import { decodeDirectoryIndex } from '../../proto/src/format/directory-builder.ts';
import { decodeDirectoryLeaf } from '../../proto/src/format/directory-node.ts';
import { EntryType } from '../../proto/src/format/entry.ts';
import { decodeNode, NodeKind } from '../../proto/src/format/node.ts';
import { decodeArchiveNode } from '../../proto/src/format/record-node.ts';
import { demand, type FuzzTarget } from './fuzz-target.ts';

/** The archive of the corpus' tree cache. */
export const fuzzArchiveId = Buffer.alloc(32, 0xa7);

const tarBlockBytes = 512;

/** A tar stream, down to the tree that is made of it. */
const tar: FuzzTarget = {
  name: 'tar',
  refusals: ['SOURCE_FAILED', 'TOOL_FAILED'],
  shortRuns: 350,
  decode(bytes, scratch) {
    const file = join(scratch, 'stream.tar');
    writeFileSync(file, bytes);
    const collector = new MemoryCollector();
    try {
      checkTree(collector, collector.readTar(file, join(scratch, 'spool')).archive, 16 * bytes.length + 1_048_576);
    } catch (error) {
      // The reader's thread answers with its error; the fixture puts it into a text.
      const [, code] = /"code":"(SOURCE_FAILED|TOOL_FAILED)"/.exec(error instanceof Error ? error.message : '') ?? [];
      if (code === 'SOURCE_FAILED' || code === 'TOOL_FAILED') throw new StillpointError(code, 'refused', { cause: error });
      throw error;
    }
  },
  repair(bytes) {
    for (let at = 0; at + tarBlockBytes <= bytes.length; at += tarBlockBytes) {
      const block = bytes.subarray(at, at + tarBlockBytes);
      if (block.toString('latin1', 257, 262) !== 'ustar') continue;
      block.fill(' ', 148, 156);
      block.write(`${block.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\0 `, 148);
    }
  },
};

/** The tree without the content of its files: holes of terabytes are right in a sparse file, but would be filled in memory. */
function checkTree(collector: MemoryCollector, archive: Uint8Array, maxBytes: number): void {
  let stored = 0;
  for (const chunk of collector.chunks.values()) stored += chunk.length;
  demand(stored <= maxBytes, `${stored} bytes were made of the stream, more than ${maxBytes}`);
  const pending: Uint8Array[] = [decodeArchiveNode(collector.get(archive)).root];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    const node = decodeNode(collector.get(id), NodeKind.directory);
    if (node.level > 0) pending.push(...decodeDirectoryIndex(node).map((item) => item.id));
    else pending.push(...decodeDirectoryLeaf(node).flatMap(({ content }) => (content.kind === 'directory' ? [content.node] : [])));
  }
}

/** What an interrupted run had finished. Never refused: it ends at the first record that is not whole. */
const agentJournal: FuzzTarget = {
  name: 'agent-journal',
  refusals: [],
  shortRuns: 1500,
  decode(bytes, scratch) {
    const file = join(scratch, 'journal');
    writeFileSync(file, bytes);
    for (const { record } of readJournal(file)) {
      const encoder = new JournalEncoder();
      encoder.add(record);
      const again = Buffer.concat([Buffer.from('SPJR\u0001\0\0\0', 'latin1'), encoder.take()]);
      writeFileSync(`${file}.again`, again);
      demand([...readJournal(`${file}.again`)][0]?.record.path === record.path, 'a record is another one when it is encoded again');
    }
  },
  repair(bytes) {
    for (let at = 8; at + FRAME_BYTES <= bytes.length; ) {
      const payload = bytes.subarray(at + FRAME_BYTES, at + FRAME_BYTES + bytes.readUInt32LE(at));
      bytes.writeUInt32LE(crc32(payload), at + 4);
      at += FRAME_BYTES + payload.length;
    }
  },
};

/** The last tree. Never refused: what is damaged is read again from the guest's disk. */
const treeCache: FuzzTarget = {
  name: 'tree-cache',
  refusals: [],
  shortRuns: 1500,
  decode(bytes, scratch) {
    const file = join(scratch, 'cache');
    writeFileSync(file, bytes);
    using cache = TreeCache.open(file, fuzzArchiveId);
    if (cache !== undefined) walkCache(cache);
  },
  repair(bytes) {
    if (bytes.length < HEADER_BYTES + TRAILER_BYTES) return;
    const seed = checksumSeed(bytes.subarray(0, HEADER_BYTES));
    const end = bytes.length - TRAILER_BYTES;
    for (let at = HEADER_BYTES; at + FRAME_BYTES <= end; ) {
      const payload = bytes.subarray(at + FRAME_BYTES, Math.min(end, at + FRAME_BYTES + bytes.readUInt32LE(at)));
      bytes.writeUInt32LE(checksum(payload, seed), at + 4);
      at += FRAME_BYTES + payload.length;
    }
    fuzzArchiveId.copy(bytes, end + 8);
    bytes.writeUInt32LE(checksum(bytes.subarray(end, end + 40), seed), end + 40);
  },
};

/** As the walk does: what is on the disk bounds it there, a number here. */
function walkCache(cache: TreeCache): void {
  const pending = [cache.rootOffset];
  const directory = new CachedDirectory(cache);
  for (let steps = 0; pending.length > 0 && steps < 200; steps++) {
    if (!directory.open(pending.pop() ?? 0)) continue;
    for (let more = true; more; more = !directory.isLastLeaf) {
      if (!directory.nextLeaf()) {
        if (directory.isLastLeaf) break;
        continue;
      }
      let entries = 0;
      while (directory.nextEntry()) {
        entries++;
        if (directory.cursor.type === EntryType.directory) pending.push(directory.childOffset);
        demand(typeof directory.readAgain === 'boolean' && directory.leafId().length === 32, 'an entry cannot be judged');
      }
      directory.isWhole(entries);
      directory.hasNode(fuzzArchiveId);
    }
  }
}

/** What is read of dumps to know that they are whole, and to load parts of them. */
const dump: FuzzTarget = {
  name: 'dump',
  refusals: ['TOOL_FAILED'],
  async decode(bytes) {
    const text = bytes.toString('utf8');
    const { newAccounts, statements } = readGlobals(text, new Set(['`root`@`localhost`']));
    demand(newAccounts.length <= statements.length + bytes.length, 'accounts without a line');
    const wholes = await Promise.all([[bytes], pieces(bytes, 1), pieces(bytes, 700)].map((parts) => filtered(parts)));
    demand(wholes.every((whole) => whole.equals(wholes[0] ?? Buffer.alloc(0))), 'what is left of a dump depends on the pieces in which it comes');
    await lookIntoDump(stream([bytes]));
  },
};

async function filtered(parts: readonly Buffer[]): Promise<Buffer> {
  const filter = new DumpFilter({ database: 'other', table: 'orders', schemaOnly: false, noOwner: true });
  return Buffer.concat(await Array.fromAsync(filter.apply(stream(parts))));
}

function pieces(bytes: Buffer, size: number): Buffer[] {
  // Byte by byte only at the beginning: the rest takes too long.
  const small = Math.min(bytes.length, size * 300);
  const cut = Array.from({ length: Math.ceil(small / size) }, (_, at) => bytes.subarray(at * size, Math.min(small, (at + 1) * size)));
  return [...cut, bytes.subarray(small)];
}

async function* stream(parts: readonly Buffer[]): AsyncGenerator<Buffer> {
  for (const part of parts) yield await Promise.resolve(part);
}

/** The first and last bytes of what tools write. The first byte says which. */
const dumpEdges: FuzzTarget = {
  name: 'dump-edges',
  refusals: ['TOOL_FAILED'],
  decode(bytes) {
    const content = bytes.subarray(1);
    const edges = { head: content.subarray(0, 4096), tail: content.subarray(-4096), bytes: content.length };
    switch (String.fromCharCode(bytes[0] ?? 0)) {
      case 'r':
        checkRdbEdges(edges);
        return;
      case 'd':
        checkDumpEnd(edges, 'mariadb-dump');
        return;
      case 'c':
        checkCopyEnd(edges, 'completed OK!', 'mariadb-backup');
        return;
      default:
        checkGlobalsEnd(edges);
    }
  },
};

/** JSON in the state directory. The first line names the file. */
const agentFiles: FuzzTarget = {
  name: 'agent-files',
  refusals: ['STATE_INVALID'],
  shortRuns: 600,
  decode(bytes, scratch) {
    const end = bytes.indexOf('\n');
    const text = bytes.toString('utf8', end + 1);
    if (bytes.toString('latin1', 0, Math.max(0, end)) === 'agent.json') {
      parseAgentRecord(text, 'agent.json');
      return;
    }
    const folder = join(scratch, 'plan');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'still-point.json'), text);
    readLeftovers(folder);
  },
};

export const agentTargets: readonly FuzzTarget[] = [tar, agentJournal, treeCache, dump, dumpEdges, agentFiles];
