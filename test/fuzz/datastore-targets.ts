/** Decoders of the collector's files: packs, snapshot files, the journal of decisions, recovery kits, and what it remembers of its housekeeping. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';

import { blake3 } from '@napi-rs/blake-hash';

import { BlockInflater, checkChunks } from '../../collector/src/datastore/block-inflater.ts';
import { readMarker } from '../../collector/src/datastore/datastore-marker.ts';
import { JOURNAL_FRAME_BYTES, JOURNAL_HEADER_BYTES } from '../../collector/src/datastore/journal-layout.ts';
import { readJournal } from '../../collector/src/datastore/journal-reader.ts';
import { LocalObjectStore } from '../../collector/src/datastore/local-object-store.ts';
import { MemoryObjectStore } from '../../collector/src/datastore/memory-object-store.ts';
import { decodePackHeader, PACK_HEADER_BYTES, PACK_TRAILER_BYTES, packObjectName } from '../../collector/src/datastore/pack-layout.ts';
import { PackReader } from '../../collector/src/datastore/pack-reader.ts';
import { recoverPacks } from '../../collector/src/datastore/pack-recovery.ts';
import { decodeSnapshotFile, encodeSnapshotFile, snapshotNodeBytes } from '../../collector/src/datastore/snapshot-file.ts';
import { openKit } from '../../collector/src/recovery/kit-file.ts';
import { decodeKit, decisionsOf } from '../../collector/src/recovery/recovery-kit.ts';
import { readNotifyState } from '../../collector/src/notify/notify-state.ts';
import { SpaceHistory } from '../../collector/src/upkeep/space-history.ts';
import { VerificationRecord } from '../../collector/src/upkeep/verification-record.ts';
import { StillpointError } from '../../proto/src/errors.ts';
import { v1 } from '../../proto/src/messages.ts';
import { repairBlock } from './format-targets.ts';
import { demand, type FuzzTarget } from './fuzz-target.ts';

/** Of the corpus' packs, snapshot and kit. */
export const fuzzPackId = '0f'.repeat(16);
export const fuzzSnapshotId = '5a'.repeat(16);
export const fuzzPassphrase = 'correct horse battery staple';

const inflater = new BlockInflater();

/** A pack, by its footer and by reading all of it. */
const pack: FuzzTarget = {
  name: 'pack',
  refusals: ['PACK_CORRUPT', 'DATASTORE_NEWER'],
  async decode(bytes) {
    const reader = new PackReader(new MemoryObjectStore([[packObjectName(fuzzPackId), bytes]]));
    const { content, damage, tailBytes } = await reader.scanPack(fuzzPackId);
    let end = 0;
    for (const block of content.blocks) {
      demand(block.offset >= end, 'blocks that were found overlap');
      end = block.offset + block.totalBytes;
      checkChunks(inflater.inflate(await reader.readBlock(fuzzPackId, block.offset, block.totalBytes)));
    }
    demand(end <= bytes.length && tailBytes >= 0 && damage.every((range) => range.bytes > 0 && range.offset + range.bytes <= bytes.length), 'ranges lie outside of the pack');
    for (const block of (await reader.readContent(fuzzPackId)).blocks) await readable(reader, block.offset, block.totalBytes);
  },
  repair: repairPack,
};

async function readable(reader: PackReader, offset: number, totalBytes: number): Promise<void> {
  const bytes = await reader.readBlock(fuzzPackId, offset, totalBytes);
  demand(bytes.length === totalBytes, 'a block has another length than was asked for');
  try {
    inflater.inflate(bytes);
  } catch (error) {
    if (!(error instanceof StillpointError) || error.code !== 'BLOCK_INVALID') throw error;
  }
}

/** What a start makes of a pack that was left open: nothing of it is changed, and its whole blocks are in the footer. */
const packRecovery: FuzzTarget = {
  name: 'pack-recovery',
  refusals: ['DATASTORE_NEWER'],
  shortRuns: 150,
  async decode(bytes, scratch) {
    const file = join(scratch, packObjectName(fuzzPackId));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
    await using objects = new LocalObjectStore(scratch);
    const reader = new PackReader(objects);
    const [recovery] = await recoverPacks(scratch, reader, { settle: () => Promise.resolve() });
    const after = readFileSync(file);
    demand(after.subarray(0, bytes.length).equals(bytes), 'recovery has changed what was there');
    if (recovery?.outcome === 'sealed') {
      // A pack whose header is damaged is read from end to end each time.
      const { blocks } = isWholeHeader(bytes) ? await reader.readContent(fuzzPackId) : (await reader.scanPack(fuzzPackId)).content;
      demand(blocks.length === recovery.content?.blocks.length, 'the footer names other blocks than were found');
    }
    if (recovery?.outcome === 'left-open') throw recovery.error ?? new Error('a pack was left open without a reason');
  },
  repair: repairPack,
};

function isWholeHeader(bytes: Buffer): boolean {
  try {
    decodePackHeader(bytes, fuzzPackId);
    return true;
  } catch (error) {
    if (error instanceof StillpointError) return false;
    throw error;
  }
}

function repairPack(bytes: Buffer): void {
  if (bytes.length < PACK_HEADER_BYTES) return;
  bytes.writeUInt32LE(crc32(bytes.subarray(0, 36)), 36);
  for (let offset = PACK_HEADER_BYTES; offset < bytes.length; ) {
    const length = repairBlock(bytes, offset, false);
    if (length === 0) break;
    offset += length;
  }
  if (bytes.length < PACK_HEADER_BYTES + PACK_TRAILER_BYTES) return;
  const trailer = bytes.subarray(bytes.length - PACK_TRAILER_BYTES);
  trailer.writeUInt32LE(crc32(trailer.subarray(0, 12)), 12);
  const footerOffset = Number(trailer.readBigUInt64LE(0));
  const footerEnd = footerOffset + trailer.readUInt32LE(8);
  if (footerOffset < 0 || footerEnd > bytes.length || footerEnd - footerOffset < 16) return;
  bytes.writeUInt32LE(crc32(bytes.subarray(footerOffset, footerEnd - 4)), footerEnd - 4);
}

const snapshotFile: FuzzTarget = {
  name: 'snapshot-file',
  refusals: ['SNAPSHOT_CORRUPT', 'DATASTORE_NEWER'],
  decode(bytes) {
    decodeSnapshotFile(bytes, fuzzSnapshotId);
    demand(encodeSnapshotFile(snapshotNodeBytes(bytes)).equals(bytes), 'the file is another one when it is encoded again');
  },
  repair(bytes) {
    if (bytes.length < 16) return;
    bytes.writeUInt32LE(bytes.length - 16, 8);
    bytes.writeUInt32LE(crc32(bytes.subarray(0, -4)), bytes.length - 4);
  },
};

const decisionJournal: FuzzTarget = {
  name: 'decision-journal',
  refusals: ['JOURNAL_CORRUPT', 'DATASTORE_NEWER'],
  shortRuns: 1500,
  async decode(bytes, scratch) {
    const file = join(scratch, 'decisions.log');
    writeFileSync(file, bytes);
    const records = readJournal(file);
    for (let number = 1; ; number++) {
      const { done, value } = await records.next();
      if (done === true) {
        demand(value.records === number - 1 && value.endBytes + value.tornBytes === bytes.length, 'the journal ends somewhere else');
        return;
      }
      const again = v1.Decision.encode(value).finish();
      demand(Buffer.from(v1.Decision.encode(v1.Decision.decode(again)).finish()).equals(again), 'a decision is another one when it is encoded again');
    }
  },
  /** The chain of hashes, too. */
  repair(bytes) {
    if (bytes.length < JOURNAL_HEADER_BYTES) return;
    bytes.writeUInt32LE(crc32(bytes.subarray(0, 12)), 12);
    let hash = blake3(bytes.subarray(0, JOURNAL_HEADER_BYTES));
    for (let at = JOURNAL_HEADER_BYTES; at + JOURNAL_FRAME_BYTES <= bytes.length; ) {
      const payload = bytes.subarray(at + JOURNAL_FRAME_BYTES, at + JOURNAL_FRAME_BYTES + bytes.readUInt32LE(at));
      hash = blake3(Buffer.concat([hash, payload]));
      bytes.writeUInt32LE(crc32(payload), at + 4);
      bytes.set(hash, at + 8);
      bytes.writeUInt32LE(crc32(bytes.subarray(at, at + 40)), at + 40);
      at += JOURNAL_FRAME_BYTES + payload.length;
    }
  },
};

/** The armoured file. The corpus' kit asks for a cheap key: what a dear one costs is no matter of decoding. */
const recoveryKit: FuzzTarget = {
  name: 'recovery-kit',
  refusals: ['RECOVERY_KIT_INVALID'],
  shortRuns: 400,
  decode(bytes) {
    const text = bytes.toString('utf8');
    if (costOf(text) > 14) throw new StillpointError('RECOVERY_KIT_INVALID', 'too dear to be tried');
    checkKit(openKit(text, fuzzPassphrase));
  },
};

/** What it holds, once it is decrypted. */
const recoveryKitContent: FuzzTarget = {
  name: 'recovery-kit-content',
  refusals: ['RECOVERY_KIT_INVALID'],
  decode: checkKit,
};

function checkKit(bytes: Buffer): void {
  demand([...decisionsOf(decodeKit(bytes))].length > 0, 'a kit says nothing');
}

function costOf(text: string): number {
  const start = text.indexOf('KIT-----');
  const bytes = start < 0 ? Buffer.alloc(0) : Buffer.from(text.slice(start + 8, start + 200), 'base64');
  return (bytes[5] ?? 0) + Math.log2(Math.max(1, (bytes[6] ?? 0) / 8)) + Math.log2(Math.max(1, bytes[7] ?? 0));
}

/** Small files that are replaced as a whole. The first line names one, the rest is its content. */
const collectorFiles: FuzzTarget = {
  name: 'collector-files',
  refusals: ['DATASTORE_MISSING', 'DATASTORE_NEWER', 'DATASTORE_IO'],
  shortRuns: 600,
  async decode(bytes, scratch) {
    const end = bytes.indexOf('\n');
    const name = bytes.toString('latin1', 0, Math.max(0, end));
    const reader = Object.hasOwn(fileReaders, name) ? fileReaders[name] : undefined;
    if (reader === undefined) throw new StillpointError('DATASTORE_MISSING', 'no file of that name');
    const file = join(scratch, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes.subarray(end + 1));
    try {
      await reader(scratch);
    } finally {
      if (existsSync(file)) rmSync(file);
    }
  },
};

const full = { freeBytes: 10, totalBytes: 100 };
const fileReaders: Readonly<Record<string, (directory: string) => Promise<unknown>>> = {
  'stillpoint-datastore': readMarker,
  'upkeep/space.json': async (directory) => (await SpaceHistory.open(directory)).growth(Date.UTC(2026, 10, 1), full),
  'upkeep/verification.json': async (directory) => (await VerificationRecord.open(directory)).facts(),
  'alarms.json': (directory) => readNotifyState(directory, () => undefined),
};

export const datastoreTargets: readonly FuzzTarget[] = [pack, packRecovery, snapshotFile, decisionJournal, recoveryKit, recoveryKitContent, collectorFiles];
