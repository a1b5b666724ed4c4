/**
 * For tests: an agent that speaks the bare protocol and may lie about anything. Knows messages and formats, none of the real agent's rules.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { crc32 } from 'node:zlib';

import { chunkId, chunkProof } from '@stillpoint/proto/chunk-identity.ts';
import { BlockClass, BlockCodec, blockHeaderBytes, encodeBlockHeader } from '@stillpoint/proto/format/block.ts';
import { DirectoryBuilder } from '@stillpoint/proto/format/directory-builder.ts';
import { encryptNode } from '@stillpoint/proto/encryption/encrypted-node.ts';
import { PieceKind, type EncryptionKey } from '@stillpoint/proto/encryption/encryption-key.ts';
import { EntryType } from '@stillpoint/proto/format/entry.ts';
import { NodeKind } from '@stillpoint/proto/format/node.ts';
import { encodeArchiveNode } from '@stillpoint/proto/format/archive-node.ts';
import { v1 } from '@stillpoint/proto/messages.ts';
import { callUnary, openBidi } from '@stillpoint/proto/rpc/client-call.ts';
import { openChannel } from '@stillpoint/proto/rpc/client.ts';
import { agentService, PROTOCOL_VERSION } from '@stillpoint/proto/services.ts';
import { createKeyAndRequest } from '@stillpoint/proto/tls/agent-identity.ts';
import { parsePeerCertificate } from '@stillpoint/proto/tls/peer-certificate.ts';
import { parseToken } from '@stillpoint/proto/tls/token.ts';

import type { BlockHeader } from '@stillpoint/proto/format/block.ts';
import type { Entry, EntryContent } from '@stillpoint/proto/format/entry.ts';
import type { HostPort } from '@stillpoint/proto/rpc/address.ts';
import type { BidiCall } from '@stillpoint/proto/rpc/client-call.ts';
import type { Channel } from '@stillpoint/proto/rpc/client.ts';

/** A Hello of a machine of its own. */
export function helloOf(more: v1.Hello.$Properties = {}): v1.Hello.$Properties {
  return { protocolVersion: PROTOCOL_VERSION, capabilities: ['backup'], machineId: 'machine-1', bootId: 'boot-1', hostName: 'guest', softwareVersion: '0.0.1', clockMs: Date.now(), ...more };
}

/** An enrolled agent with an open channel. Whoever makes it closes it. */
export class RawAgent implements Disposable {
  /** UUID. */
  readonly agentId: string;
  readonly key: string;
  readonly certificate: string;
  readonly channel: Channel;

  private constructor(identity: { agentId: string; key: string; certificate: string }, channel: Channel) {
    this.agentId = identity.agentId;
    this.key = identity.key;
    this.certificate = identity.certificate;
    this.channel = channel;
  }

  /** Enrols with a token at the collector that listens on `address`. */
  static async enroll(address: HostPort, token: string, agentName = '', hello = helloOf()): Promise<RawAgent> {
    const { caFingerprint, collectorId } = parseToken(token);
    const trust = { ca: { fingerprint: caFingerprint }, collectorId };
    using anonymous = await openChannel({ addresses: [address], trust });
    const { key, request } = await createKeyAndRequest();
    const reply = await callUnary(anonymous, agentService.Enroll, { hello, token, certificateRequest: request, agentName });
    const { certificate, caCertificate } = reply;
    const agentId = parsePeerCertificate(certificate)?.agentId ?? '';
    return await RawAgent.connect(address, { agentId, key, certificate }, { ca: { certificate: caCertificate }, collectorId });
  }

  /** A further connection with the same identity. */
  static async connect(
    address: HostPort,
    identity: { agentId: string; key: string; certificate: string },
    trust: { ca: { certificate: string }; collectorId: string },
  ): Promise<RawAgent> {
    return new RawAgent(identity, await openChannel({ addresses: [address], trust, identity }));
  }

  /** Begins a session and waits for its Ready. */
  async begin(plan = 'daily', begin: v1.Begin.$Properties = {}): Promise<RawSession> {
    const call = openBidi(this.channel, agentService.Backup);
    try {
      await call.write({ begin: { hello: helloOf(), runId: randomBytes(16), plan, ...begin } });
      const first = await call.read();
      if (!first?.ready) throw new Error(`the collector answered ${first?.message ?? 'nothing'} to Begin`);
      return new RawSession(call, first.ready, Buffer.from(this.agentId.replaceAll('-', ''), 'hex'));
    } catch (error) {
      call.cancel();
      throw error;
    }
  }

  [Symbol.dispose](): void {
    this.channel.close();
  }
}

/** What a raw session may forge in a block. */
export interface BlockForgery {
  readonly sequence?: number;
  readonly blockClass?: BlockClass;
  readonly header?: Partial<BlockHeader>;
  readonly payload?: Buffer;
  /** Changes the finished bytes. */
  readonly damage?: (bytes: Buffer) => void;
}

/** A session after its Ready. */
export class RawSession implements Disposable {
  readonly ready: v1.Ready.$Properties;
  readonly call: BidiCall<v1.Upload.$Properties | Buffer, v1.Answer>;
  readonly #agentId: Buffer;
  #offers = 0;
  #blocks = 0;
  /** The newest Durable that was read. */
  durable = 0;

  constructor(call: BidiCall<v1.Upload.$Properties | Buffer, v1.Answer>, ready: v1.Ready.$Properties, agentId: Buffer) {
    this.call = call;
    this.ready = ready;
    this.#agentId = agentId;
  }

  get sessionId(): Buffer {
    return Buffer.from(this.ready.sessionId ?? []);
  }

  /** Offers contents with their proofs; says of each whether it is wanted. */
  async offer(contents: readonly Buffer[]): Promise<boolean[]> {
    return this.offerIds(contents.map((content) => chunkId(content)), contents.map((content) => chunkProof(content)));
  }

  /** Offers ids, with proofs of the caller's choice or none. */
  async offerIds(ids: readonly Buffer[], proofs: readonly Buffer[] = []): Promise<boolean[]> {
    await this.call.write({ offer: { sequence: ++this.#offers, ids: Buffer.concat(ids), proofs: Buffer.concat(proofs) } });
    const { want } = await this.#read('want');
    return ids.map((_, index) => ((want?.bitmap?.[index >> 3] ?? 0) & (1 << (index & 7))) !== 0);
  }

  /** Sends a block of these chunks. */
  async block(contents: readonly Buffer[], forgery: BlockForgery = {}): Promise<void> {
    const sequence = forgery.sequence ?? ++this.#blocks;
    await this.call.write({ block: { sequence, block: this.makeBlock(contents, forgery) } });
  }

  /** The bytes of such a block. */
  makeBlock(contents: readonly Buffer[], { blockClass = BlockClass.data, header = {}, payload = Buffer.concat(contents), damage }: BlockForgery = {}): Buffer {
    const start = blockHeaderBytes(header.chunkLengths?.length ?? contents.length);
    const bytes = Buffer.alloc(start + payload.length);
    bytes.set(payload, start);
    const complete: BlockHeader = {
      codec: BlockCodec.stored,
      blockClass,
      rawBytes: payload.length,
      payloadBytes: payload.length,
      payloadCrc: crc32(payload),
      agentId: this.#agentId,
      sessionId: this.sessionId,
      chunkIds: Buffer.concat(contents.map((content) => chunkId(content))),
      chunkLengths: contents.map((content) => content.length),
      ...header,
    };
    encodeBlockHeader(complete, bytes);
    damage?.(bytes);
    return bytes;
  }

  /** Offers contents and sends those that are wanted; answers how many were. */
  async send(contents: readonly Buffer[], blockClass: BlockClass = BlockClass.data): Promise<number> {
    const wanted = await this.offer(contents);
    const chunks = contents.filter((_, index) => wanted[index]);
    if (chunks.length > 0) await this.block(chunks, { blockClass });
    return chunks.length;
  }

  /** Commits and waits for the answer. */
  async commit(archives: readonly v1.ArchiveReference.$Properties[], draft: v1.SnapshotDraft.$Properties = {}): Promise<v1.Committed.$Properties> {
    await this.call.write({ commit: { snapshot: { archives: [...archives], status: v1.SnapshotStatus.COMPLETE, consistency: v1.Consistency.CRASH, ...draft } } });
    const { committed } = await this.#read('committed');
    this.call.end();
    return committed ?? {};
  }

  /** Reads until the collector ends the session; throws what it ended with. */
  async readToEnd(): Promise<void> {
    for await (const answer of this.call) this.durable = answer.durable?.blockSequence ?? this.durable;
  }

  /** Reads until everything up to block `sequence` is durable. */
  async readDurable(sequence: number): Promise<void> {
    while (this.durable < sequence) this.durable = (await this.#read('durable')).durable?.blockSequence ?? 0;
  }

  [Symbol.dispose](): void {
    this.call.cancel();
  }

  async #read(expected: 'want' | 'committed' | 'durable'): Promise<v1.Answer.$Properties> {
    for (;;) {
      const answer = await this.call.read();
      if (answer === undefined) throw new Error(`the session ended before ${expected}`);
      if (answer[expected]) return answer;
      if (!answer.durable) throw new Error(`the collector answered ${answer.message ?? 'nothing'} instead of ${expected}`);
      this.durable = answer.durable.blockSequence ?? 0;
    }
  }
}

/** A file's content: bytes in one chunk, or ids of the caller's choice. */
export type RawContent = Buffer | EntryContent;

/** A tree of files by name, one level or more. */
export interface RawDirectory {
  readonly [name: string]: RawContent | RawDirectory;
}

/** Everything that one archive consists of. */
export interface RawArchive {
  readonly reference: v1.ArchiveReference.$Properties;
  readonly chunks: readonly Buffer[];
  readonly nodes: readonly Buffer[];
}

/** `key` encrypts nodes and chunks; `archiveKey` is what the archive says of it, when that is to be a lie. */
export interface RawArchiveOptions {
  readonly name?: string;
  readonly kind?: string;
  readonly mtimeNs?: bigint;
  readonly key?: EncryptionKey;
  readonly archiveKey?: EncryptionKey | 'none';
}

/** Builds an archive. Every difference in `options` makes other nodes. */
export function makeArchive(root: RawDirectory, options: RawArchiveOptions = {}): RawArchive {
  const nodes: Buffer[] = [];
  const chunks: Buffer[] = [];
  const { key } = options;
  const archiveKey = options.archiveKey === 'none' ? undefined : (options.archiveKey ?? key);
  const emit = (plain: Buffer): Buffer => {
    const node = key === undefined || plain[3] === NodeKind.archive ? Buffer.from(plain) : encryptNode(plain, key);
    nodes.push(node);
    return chunkId(node);
  };
  const store = (content: Buffer): Buffer => {
    const chunk = key === undefined ? content : key.encrypt(PieceKind.data, content);
    chunks.push(chunk);
    return chunkId(chunk);
  };
  const top = new DirectoryBuilder(emit);
  const mtimeNs = options.mtimeNs ?? 1_000_000_000n;
  top.add(entryOf('', { kind: 'directory', node: directoryNode(root, mtimeNs, emit, store) }, 0, mtimeNs));
  const rootId = top.finish();
  const name = options.name ?? 'files';
  const node = emit(encodeArchiveNode({ name, kind: options.kind ?? 'tree', sourceKind: 'files', chunkClass: 1, entries: 0, bytes: 0, paths: [] }, rootId, archiveKey && { keyId: archiveKey.idBytes, encrypt: (record, of) => archiveKey.encrypt(PieceKind.archive, record, of) }));
  return { reference: { name, node, root: Buffer.from(rootId) }, chunks, nodes };
}

/** Offers and sends an archive, and commits it alone. Answers what was sent. */
export async function backup(session: RawSession, archive: RawArchive, draft: v1.SnapshotDraft.$Properties = {}): Promise<{ committed: v1.Committed.$Properties; sentChunks: number; sentNodes: number }> {
  const sentChunks = archive.chunks.length === 0 ? 0 : await session.send(archive.chunks);
  const sentNodes = await session.send(archive.nodes, BlockClass.metadata);
  return { committed: await session.commit([archive.reference], draft), sentChunks, sentNodes };
}

/** A UUID as 16 bytes. */
export function randomRunId(): Buffer {
  return Buffer.from(randomUUID().replaceAll('-', ''), 'hex');
}

function directoryNode(directory: RawDirectory, mtimeNs: bigint, emit: (node: Buffer) => Buffer, store: (content: Buffer) => Buffer): Buffer {
  const builder = new DirectoryBuilder(emit);
  for (const name of Object.keys(directory).sort()) {
    const content = directory[name]!;
    if (Buffer.isBuffer(content)) {
      builder.add(entryOf(name, { kind: 'chunks', ids: store(content), lengths: [content.length] }, content.length, mtimeNs));
    } else if (isContent(content)) {
      builder.add(entryOf(name, content, content.kind === 'chunks' ? content.lengths.reduce((sum, length) => sum + length, 0) : 0, mtimeNs));
    } else {
      builder.add(entryOf(name, { kind: 'directory', node: directoryNode(content, mtimeNs, emit, store) }, 0, mtimeNs));
    }
  }
  return Buffer.from(builder.finish());
}

function isContent(content: RawContent | RawDirectory): content is EntryContent {
  return 'kind' in content && typeof content.kind === 'string';
}

function entryOf(name: string, content: EntryContent, sizeBytes: number, mtimeNs: bigint): Entry {
  return {
    type: content.kind === 'directory' ? EntryType.directory : EntryType.file,
    name,
    mode: 0o755,
    uid: 0,
    gid: 0,
    user: 'root',
    group: 'root',
    sizeBytes,
    mtimeNs,
    ctimeNs: mtimeNs,
    inode: 1n,
    filesystem: 0,
    hardLinked: false,
    rdevMajor: 0,
    rdevMinor: 0,
    target: '',
    xattrs: [],
    inodeFlags: 0,
    holes: [],
    changed: false,
    content,
  };
}
