/**
 * Writes the files of corpus/ that encoders of ours make and that are not there yet: `node test/fuzz/make-corpus.ts`. Files that are there stay, for they are what earlier releases wrote; a new version of a
 * format gets a sample of its own.
 */
import { createCipheriv, randomBytes, scryptSync } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { blake3 } from '@napi-rs/blake-hash';

import { formatAgentRecord } from '../../agent/src/identity/agent-record.ts';
import { JournalEncoder } from '../../agent/src/pipeline/journal.ts';
import { TreeCacheWriter } from '../../agent/src/pipeline/tree-cache-writer.ts';
import { sampleBlock } from '../../collector/src/datastore/datastore-fixture.ts';
import { encodeJournalHeader, encodeJournalRecord } from '../../collector/src/datastore/journal-layout.ts';
import { encodePackHeader, packObjectName } from '../../collector/src/datastore/pack-layout.ts';
import { PackReader } from '../../collector/src/datastore/pack-reader.ts';
import { LocalObjectStore } from '../../collector/src/datastore/local-object-store.ts';
import { recoverPacks } from '../../collector/src/datastore/pack-recovery.ts';
import { encodeSnapshotFile } from '../../collector/src/datastore/snapshot-file.ts';
import { encodeKit } from '../../collector/src/recovery/recovery-kit.ts';
import { chunkId } from '../../proto/src/chunk-identity.ts';
import { encodeArchiveNode } from '../../proto/src/format/archive-node.ts';
import { BlockClass, BlockCodec } from '../../proto/src/format/block.ts';
import { ChunkListBuilder } from '../../proto/src/format/chunk-list.ts';
import { DirectoryBuilder } from '../../proto/src/format/directory-builder.ts';
import { DirectoryNodeWriter } from '../../proto/src/format/directory-node.ts';
import { EntryType, type Entry } from '../../proto/src/format/entry.ts';
import { encodeSnapshotNode } from '../../proto/src/format/record-node.ts';
import { v1 } from '../../proto/src/messages.ts';
import { createKeyAndRequest } from '../../proto/src/tls/agent-identity.ts';
import { Authority, createAuthority } from '../../proto/src/tls/authority.ts';
import { createToken, formatToken } from '../../proto/src/tls/token.ts';
import { encryptNode } from '../../proto/src/encryption/encrypted-node.ts';
import { PieceKind } from '../../proto/src/encryption/encryption-key.ts';
import { formatKey } from '../../proto/src/encryption/key-text.ts';
import { fuzzArchiveId } from './agent-targets.ts';
import { fuzzPackId, fuzzPassphrase, fuzzSnapshotId } from './datastore-targets.ts';
import { fuzzKey } from './encryption-targets.ts';

const folder = mkdtempSync(join(tmpdir(), 'stillpoint-corpus-'));
const corpus = join(import.meta.dirname, 'corpus');
const agentId = Buffer.from('3f2504e04f8941d39a0c0305e82c3301', 'hex');
const id = (text: string): Buffer => chunkId(Buffer.from(text));

function keep(target: string, name: string, bytes: Uint8Array | string): void {
  write(target, `valid-${name}`, bytes);
}

function keepRegression(target: string, name: string, bytes: Uint8Array): void {
  write(target, `regression-${name}`, bytes);
}

function write(target: string, name: string, bytes: Uint8Array | string): void {
  const file = join(corpus, target, name);
  if (existsSync(file)) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
}

function entry(facts: Partial<Entry> & Pick<Entry, 'name' | 'type'>): Entry {
  return {
    mode: 0o644, uid: 1000, gid: 1000, user: 'sato', group: 'sato', sizeBytes: 0, mtimeNs: 1_795_000_000_123_456_789n, ctimeNs: 1_795_000_001_000_000_000n, inode: 4711n, filesystem: 0, hardLinked: false,
    rdevMajor: 0, rdevMinor: 0, target: '', xattrs: [], inodeFlags: 0, holes: [], changed: false, content: { kind: 'none' }, ...facts,
  };
}

const entries: readonly Entry[] = [
  entry({ name: 'block', type: EntryType.blockDevice, rdevMajor: 259, rdevMinor: 3, uid: 0, gid: 6, user: 'root', group: 'disk' }),
  entry({ name: 'data', type: EntryType.file, sizeBytes: 9000, hardLinked: true, content: { kind: 'chunks', ids: Buffer.concat([id('a'), id('b')]), lengths: [4000, 5000] }, xattrs: [{ name: 'user.a', value: Buffer.from([0, 255, 10]) }], inodeFlags: 16 }),
  entry({ name: 'directory', type: EntryType.directory, mode: 0o755, content: { kind: 'directory', node: id('d') } }),
  entry({ name: 'holes', type: EntryType.file, sizeBytes: 2 ** 40 + 100, holes: [{ offset: 0, length: 2 ** 40 }], content: { kind: 'chunks', ids: id('c'), lengths: [100] } }),
  entry({ name: 'large', type: EntryType.file, sizeBytes: 2 ** 41, content: { kind: 'list', node: id('l') } }),
  entry({ name: 'link', type: EntryType.symlink, target: '../else\xff where', mtimeNs: -1_500_000_000n }),
  entry({ name: '\x83\x5c.txt', type: EntryType.file, sizeBytes: 5, content: { kind: 'inline', bytes: Buffer.from('hello') }, changed: true }),
];

function nodes(): Buffer {
  const writer = new DirectoryNodeWriter();
  for (const one of entries) writer.add(one);
  const leaf = writer.finish();
  keep('node', 'directory', leaf);
  keep('node', 'directory-empty', new DirectoryNodeWriter().finish());
  const emit = (made: (node: Buffer) => void) => (node: Buffer): Uint8Array => {
    made(node);
    return chunkId(node);
  };
  let index: Buffer | undefined;
  const directories = new DirectoryBuilder(emit((node) => { if (node[4] === 1) index = node; }));
  for (let number = 0; number < 9000; number++) directories.add(entry({ name: `file-${String(number).padStart(6, '0')}`, type: EntryType.file, sizeBytes: 3, content: { kind: 'inline', bytes: Buffer.from('abc') } }));
  directories.finish();
  if (index !== undefined) keep('node', 'directory-index', index);
  const lists: Buffer[] = [];
  const list = new ChunkListBuilder(emit((node) => lists.push(node)));
  for (let number = 0; number < 9000; number++) list.add(id(String(number)), 1000 + number);
  list.finish();
  for (const node of lists) if (node[4] === 1) keep('node', 'chunk-list-index', node);
  const short = new ChunkListBuilder(emit((node) => { keep('node', 'chunk-list', node); }));
  for (let number = 0; number < 20; number++) short.add(id(String(number)), 1000 + number);
  short.finish();
  keep('node', 'archive', encodeArchiveNode({ name: 'files', kind: 'tree', sourceKind: 'files', chunkClass: 1, entries: 7, bytes: 9005, paths: [Buffer.from('/srv')] }, id('root')));
  return leaf;
}

function snapshot(): void {
  const record: v1.SnapshotRecord.$Properties = {
    snapshotId: Buffer.from(fuzzSnapshotId, 'hex'), agentId, agentName: 'db1', plan: 'daily', sequence: 3, timeMs: 1_795_000_000_000, runId: Buffer.alloc(16, 7),
    draft: { status: v1.SnapshotStatus.COMPLETE, archives: [{ name: 'files', node: id('archive'), root: id('root') }, { name: 'postgres.shop', node: id('stream'), root: id('list') }] },
  };
  const node = encodeSnapshotNode(record);
  keep('node', 'snapshot', node);
  keep('snapshot-file', 'snapshot', encodeSnapshotFile(node));
  keep('message', 'SnapshotRecord', framed('SnapshotRecord', v1.SnapshotRecord.encode(record).finish()));
}

async function blocks(leaf: Buffer): Promise<void> {
  const stored = sampleBlock([Buffer.from('one chunk'), Buffer.alloc(2000, 'another chunk ')]);
  const packed = sampleBlock([Buffer.alloc(30_000, 'compresses well '), Buffer.alloc(100, 1)], BlockCodec.zstd);
  keep('block', 'stored', stored.bytes);
  keep('block', 'zstd', packed.bytes);
  keep('block', 'metadata', sampleBlock([leaf], BlockCodec.stored, BlockClass.metadata).bytes);
  keep('block', 'metadata-zstd', sampleBlock([leaf, encodeArchiveNode({ name: 'a', kind: 'tree', sourceKind: 'files', chunkClass: 1, entries: 0, bytes: 0, paths: [] }, id('x'))], BlockCodec.zstd, BlockClass.metadata).bytes);
  const open = Buffer.concat([encodePackHeader({ packId: fuzzPackId, blockClass: BlockClass.data, createdMs: 1_795_000_000_000 }), stored.bytes, packed.bytes, sampleBlock([Buffer.from('third')]).bytes]);
  keep('pack-recovery', 'open', open);
  keep('pack-recovery', 'torn', Buffer.concat([open, stored.bytes.subarray(0, 1000)]));
  const file = join(folder, packObjectName(fuzzPackId));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, open);
  await using objects = new LocalObjectStore(folder);
  await recoverPacks(folder, new PackReader(objects));
  keep('pack', 'sealed', readFileSync(file));
  keep('pack-recovery', 'sealed', readFileSync(file));
}

async function decisions(): Promise<void> {
  const all: v1.Decision.$Properties[] = [
    { number: 1, timeMs: 1_795_000_000_000, actor: 'cli uid 0 (root)', tokenCreated: { tokenId: 'ab'.repeat(16), secretHash: Buffer.alloc(32, 3), agentName: 'db1', expiresMs: 1_795_003_600_000 } },
    { number: 2, timeMs: 1_795_000_001_000, actor: 'cli uid 0 (root)', snapshotPinned: { snapshotId: Buffer.from(fuzzSnapshotId, 'hex'), reason: 'before the upgrade' } },
    { number: 3, timeMs: 1_795_000_002_000, actor: 'collector', audit: { kind: 'verified', object: '', text: 'everything was whole' } },
    { number: 4, timeMs: 1_795_000_003_000, actor: 'collector', timeNoted: { notedMs: 1_795_000_003_000, accepted: false } },
  ];
  const payloads = all.map((decision) => v1.Decision.encode(decision).finish());
  const header = encodeJournalHeader();
  const parts: Buffer[] = [header];
  let hash: Uint8Array = blake3(header);
  for (const payload of payloads) {
    const record = encodeJournalRecord(hash, payload);
    parts.push(record.bytes);
    hash = record.hash;
  }
  keep('decision-journal', 'records', Buffer.concat(parts));
  keep('decision-journal', 'torn', Buffer.concat([...parts, Buffer.alloc(1024)]));
  for (const [at, payload] of payloads.entries()) keep('message', `Decision-${at + 1}`, framed('Decision', payload));
  const kit = encodeKit({ collectorId: '3f2504e0-4f89-41d3-9a0c-0305e82c3301', madeMs: 1_795_000_000_000, authority: await createAuthority(), configuration: 'listen = ["127.0.0.1:7443"]\n', decisions: payloads.map((payload) => Buffer.from(payload)) });
  keep('recovery-kit-content', 'kit', kit);
  keep('recovery-kit', 'cheap', cheapKit(kit));
}

/** As kit-file.ts makes them, with a key that costs little: a fuzzer opens thousands. */
function cheapKit(content: Buffer): string {
  const header = Buffer.concat([Buffer.from('SPRK\x01\x0a\x08\x01', 'latin1'), randomBytes(28)]);
  const cipher = createCipheriv('aes-256-gcm', scryptSync(Buffer.from(fuzzPassphrase), header.subarray(8, 24), 32, { N: 1024, r: 8, p: 1 }), header.subarray(24, 36));
  cipher.setAAD(header);
  const bytes = Buffer.concat([header, cipher.update(gzipSync(content)), cipher.final(), cipher.getAuthTag()]);
  return `A kit of the tests.\n\n-----BEGIN STILLPOINT RECOVERY KIT-----\n${(bytes.toString('base64').match(/.{1,76}/gu) ?? []).join('\n')}\n-----END STILLPOINT RECOVERY KIT-----\n`;
}

function framed(type: string, payload: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`${type}\n`), payload]);
}

function messages(): void {
  const runId = Buffer.alloc(16, 1);
  const hello: v1.Hello.$Properties = { protocolVersion: 1, capabilities: ['zstd', 'pace'], machineId: 'ab'.repeat(16), bootId: 'cd'.repeat(16), hostName: 'db1', softwareVersion: '0.1.0', clockMs: 1_795_000_000_000 };
  const samples: readonly (readonly [string, Uint8Array])[] = [
    ['Hello', v1.Hello.encode(hello).finish()],
    ['Upload', v1.Upload.encode({ begin: { hello, plan: 'daily', runId } }).finish()],
    ['Upload', v1.Upload.encode({ offer: { sequence: 1, ids: Buffer.alloc(64, 2), proofs: Buffer.alloc(64, 3) } }).finish()],
    ['Upload', v1.Upload.encode({ block: { sequence: 2, block: sampleBlock([Buffer.from('in a message')]).bytes } }).finish()],
    ['Upload', v1.Upload.encode({ commit: { snapshot: { archives: [{ name: 'files', node: id('archive'), root: id('root') }], warnings: [{ code: 'X', path: Buffer.from('/a\xff', 'latin1'), text: 'unreadable' }], toolVersions: { pg_dump: '15.13' } } } }).finish()],
    ['ControlReport', v1.ControlReport.encode({ plans: { plans: [{ name: 'daily', schedule: '30 1 * * *' }], zone: 'Asia/Tokyo' } }).finish()],
    ['ControlReport', v1.ControlReport.encode({ run: { runId, plan: 'daily', state: v1.RunState.RUN_FAILED, errorCode: 'X', notes: ['one'] } }).finish()],
    ['RestoreRequest', v1.RestoreRequest.encode({ read: { sequence: 3, ids: Buffer.alloc(96, 5) } }).finish()],
    ['EnrollRequest', v1.EnrollRequest.encode({ hello, token: 'sp1_x', certificateRequest: 'x', agentName: 'db1' }).finish()],
    ['RetentionPolicy', v1.RetentionPolicy.encode({ keepLast: 3, keepDaily: 7, immutableForMs: 86_400_000 }).finish()],
  ];
  for (const [at, [type, payload]] of samples.entries()) keep('message', `${type}-${at}`, framed(type, payload));
}

async function identities(): Promise<void> {
  const authority = await createAuthority();
  const { key, request } = await createKeyAndRequest();
  keep('certificate-request', 'p256', request);
  const certificate = await (await Authority.open(authority)).issueAgent('3f2504e0-4f89-41d3-9a0c-0305e82c3301', request);
  keep('agent-files', 'agent.json', `agent.json\n${formatAgentRecord({ agentId: agentId.toString('hex'), agentName: 'db1', collectorId: '3f2504e0-4f89-41d3-9a0c-0305e82c3302', addresses: ['10.20.0.5:7443'], caCertificate: authority.certificate, certificate, key })}`);
  keep('agent-files', 'still-point.json', `still-point.json\n${JSON.stringify({ version: 1, runId: 'r-1', plan: 'daily', items: [{ kind: 'btrfs', folder: '/mnt' }, { kind: 'freeze', mountPoints: ['/srv'], bootId: 'b' }, { kind: 'post', command: ['true'], timeoutMs: 1000 }] })}\n`);
  keep('token', 'token', formatToken(createToken({ caFingerprint: 'ab'.repeat(32), collectorId: '3f2504e0-4f89-41d3-9a0c-0305e82c3302' }, randomBytes)));
}

function agentState(leaf: Buffer): void {
  const encoder = new JournalEncoder();
  encoder.add({ source: 'files', path: '/srv/data', readAgain: false, entry: entries[1] ?? entry({ name: 'x', type: EntryType.file }), sequence: undefined });
  encoder.add({ source: 'files', path: '/srv/large', readAgain: true, entry: entries[4] ?? entry({ name: 'x', type: EntryType.file }), sequence: { ids: Buffer.concat([id('1'), id('2')]), lengths: [1000, 2000] } });
  keep('agent-journal', 'records', Buffer.concat([Buffer.from('SPJR\u0001\0\0\0', 'latin1'), encoder.take()]));
  const file = join(folder, 'cache');
  using writer = new TreeCacheWriter(file);
  const below = writer.directory([id('empty')], { node: new DirectoryNodeWriter().finish(), childOffsets: [], readAgain: [] });
  const leaves = [writer.leaf({ node: leaf, childOffsets: [below], readAgain: [1, 3] }), writer.leaf({ node: leaf, childOffsets: [below], readAgain: [] })];
  const middle = writer.directory([id('l1'), id('l2'), id('above')], leaves);
  const top = new DirectoryNodeWriter();
  top.add(entry({ name: '', type: EntryType.directory, content: { kind: 'directory', node: id('srv') } }));
  writer.finish(writer.directory([id('top')], { node: top.finish(), childOffsets: [middle], readAgain: [] }), fuzzArchiveId);
  renameSync(`${file}.new`, file);
  keep('tree-cache', 'tree', readFileSync(file));
}

function texts(): void {
  for (const [at, text] of ['db1/daily@latest:files/etc/hosts', 'db1:/etc/hosts', '@5a5a5a5a', 'db1@2026-11-22 10:30:postgres.shop', 'db1/daily@-1:files/a\\x83\\x5c', 'web7@2026-11-22T10:30:00+09:00'].entries()) keep('address', String(at), text);
  keep('configuration', 'agent.toml', 'state_dir = "/var/lib/stillpoint-agent"\n\n[collector]\naddress = "10.20.0.5:7443"\n\n[[plan]]\nname = "daily"\nschedule = "30 1 * * *"\n[plan.quiesce]\nsnapshot = "auto"\n[[plan.source]]\nkind = "files"\npaths = ["/"]\nexclude = ["/var/cache", "*.tmp"]\n[[plan.source]]\nkind = "postgres"\ndatabases = ["shop"]\n');
  keep('drill-event', 'drill', JSON.stringify({ snapshot: fuzzSnapshotId, snapshotTimeMs: 1, startedMs: 2, durationMs: 3, files: 4, bytes: 5, passed: true, text: 'good' }));
  keep('collector-files', 'marker', 'stillpoint-datastore\n{"format":2,"collectorId":"3f2504e0-4f89-41d3-9a0c-0305e82c3302","createdMs":1}\n');
  keep('collector-files', 'space', 'upkeep/space.json\n{"samples":[{"timeMs":1790000000000,"freeBytes":50,"totalBytes":100}]}\n');
  keep('collector-files', 'verification', 'upkeep/verification.json\n{"begun":{"sinceMs":1,"next":{"packId":"ab","offset":4},"readBytes":5,"totalBytes":9},"last":{"endedMs":1,"findings":0,"readBytes":3}}\n');
  keep('collector-files', 'alarms', 'alarms.json\n{"format":1,"since":{"NEVER a/b":1},"refusals":[],"channels":{"mail":[]}}\n');
}

function dumps(): void {
  const sql = "-- MariaDB dump 10.19  Distrib 10.11.6-MariaDB, for debian-linux-gnu (x86_64)\n--\n-- Host: localhost    Database: shop\n-- ------------------------------------------------------\n-- Server version\t10.11.6-MariaDB\n\n-- Table structure for table `orders`\n--\nCREATE TABLE `orders` (`id` int);\n\n-- Dumping data for table `orders`\n--\nINSERT INTO `orders` VALUES\n(1,'a\\n(b'),\n(2,'c');\nUNLOCK TABLES;\nDELIMITER ;;\nCREATE DEFINER=`root`@`localhost` TRIGGER t BEFORE INSERT ON orders FOR EACH ROW SET @a = 1;;\nDELIMITER ;\n/*!50001 VIEW `shop`.`v` AS select `shop`.`orders`.`id` from `shop`.`orders` */;\n/*!40103 SET TIME_ZONE=@OLD_TIME_ZONE */;\n-- Dump completed on 2026-11-23\n";
  keep('dump', 'mariadb', sql);
  keep('dump', 'globals', `-- MariaDB dump of globals\n-- Database \`shop\`\nCREATE DATABASE \`shop\`;\n\n-- Account \`app\`@\`%\`\nCREATE USER \`app\`@\`%\`;\nGRANT SELECT ON \`shop\`.* TO \`app\`@\`%\`;\nGRANT SELECT ON \`shop\`.\`orders\` TO \`app\`@\`%\`;\n-- Dump completed\n`);
  keep('dump-edges', 'rdb', Buffer.concat([Buffer.from('rREDIS0010'), Buffer.alloc(20, 1), Buffer.from([0xff]), Buffer.alloc(8, 2)]));
  keep('dump-edges', 'mariadb', `d${sql}`);
  const path = 'ibdata1';
  const end = Buffer.concat([Buffer.from('XBSTCK01\0E', 'latin1'), Buffer.from([path.length, 0, 0, 0]), Buffer.from(path)]);
  keep('dump-edges', 'copy', Buffer.concat([Buffer.from('cXBSTCK01\0P', 'latin1'), Buffer.alloc(50), end]));
  keep('dump-edges', 'globals', 'gCREATE ROLE app;\n--\n-- PostgreSQL database cluster dump complete\n--\n\n');
}

/** One member of a tar; names are latin1 strings. */
function member(name: string, content: Buffer | string = '', facts: { readonly letter?: string; readonly link?: string; readonly size?: Buffer; readonly tail?: Buffer } = {}): Buffer {
  const bytes = Buffer.from(content as string, 'latin1');
  const header = Buffer.alloc(512);
  header.write(name, 0, 100, 'latin1');
  for (const [text, at] of [['0000644\0', 100], ['0001750\0', 108], ['0001750\0', 116], [`${bytes.length.toString(8).padStart(11, '0')}\0`, 124], ['15000000000\0', 136]] as const) header.write(text, at, 'latin1');
  facts.size?.copy(header, 124);
  header.write(facts.letter ?? '0', 156);
  header.write(facts.link ?? '', 157, 100, 'latin1');
  header.write('ustar\x0000', 257, 'latin1');
  facts.tail?.copy(header, 345);
  header.fill(' ', 148, 156);
  header.write(`${header.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
}

/** With its own length in front. */
function paxRecord(text: string): string {
  const rest = ` ${text}\n`;
  let length = rest.length + 1;
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
  return `${length}${rest}`;
}

function tars(): void {
  const end = Buffer.alloc(1024);
  const pax = (records: readonly string[], letter = 'x'): Buffer => member('PaxHeaders/x', records.map(paxRecord).join(''), { letter });
  keep('tar', 'ustar', Buffer.concat([member('dir/', '', { letter: '5' }), member('dir/a', 'content of a'), member('dir/link', '', { letter: '2', link: 'a' }), member('dir/hard', '', { letter: '1', link: 'dir/a' }), member('pipe', '', { letter: '6' }), end]));
  keep('tar', 'pax', Buffer.concat([pax(['comment=a global'], 'g'), pax(['path=p\xff', 'SCHILY.xattr.user.a=b', 'mtime=1795000000.5']), member('short', 'abc'), end]));
  keep('tar', 'gnu-long', Buffer.concat([member('././@LongLink', `${'long/'.repeat(40)}name\0`, { letter: 'L' }), member('long', 'x'), end]));
  // A size below nothing, in base 256: no member can have it, and it once counted as one.
  const negative = member('a', 'x', { size: Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xf0]) });
  keepRegression('tar', 'negative-size', Buffer.concat([negative, end]));
  keepRegression('tar', 'negative-pax-size', Buffer.concat([member('PaxHeaders/x', '', { letter: 'x', size: Buffer.from([0xc0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]) }), end]));
  keep('tar', 'pax-sparse', Buffer.concat([pax(['GNU.sparse.major=1', 'GNU.sparse.minor=0', 'GNU.sparse.realsize=9']), member('holes', Buffer.concat([Buffer.from('1\n4\n5\n'), Buffer.alloc(506), Buffer.from('hello')])), end]));
}

function encrypted(leaf: Buffer): void {
  keep('encrypted-node', 'directory', encryptNode(leaf, fuzzKey));
  keep('encrypted-chunk', 'data', fuzzKey.encrypt(PieceKind.data, Buffer.from('a chunk of a file')));
  keep('key-text', 'key', formatKey(fuzzKey));
  keep('block', 'metadata-encrypted', sampleBlock([encryptNode(leaf, fuzzKey)], BlockCodec.stored, BlockClass.metadata).bytes);
  keep('central-plan', 'plan', JSON.stringify({ name: 'daily', schedule: '30 1 * * *', source: [{ kind: 'files', paths: ['/srv'] }, { kind: 'postgres', databases: ['shop'] }] }));
}

const leaf = nodes();
snapshot();
await blocks(leaf);
await decisions();
messages();
await identities();
agentState(leaf);
texts();
encrypted(leaf);
dumps();
tars();
rmSync(folder, { recursive: true });
