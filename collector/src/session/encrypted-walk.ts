/**
 * Goes through what an encrypted archive refers to, by the lists of its nodes alone: names, lengths and which entry takes which id are the guest's secret. What
 * the plan's previous snapshot has is passed unread, so that the cost follows the change. Nodes are paired with older ones by guess: a wrong guess costs
 * reading, nothing else.
 */
import { idKey, keyToId } from '@stillpoint/proto/chunk-identity.ts';
import { checkEncryptedNode } from '@stillpoint/proto/encryption/encrypted-node.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { decodeFrame, NodeKind, type NodeFrame } from '@stillpoint/proto/format/node.ts';

import { isDamage, MAX_TREE_DEPTH } from './tree-diff.ts';

import type { NodeReader } from './node-source.ts';

/** What to go through. */
export interface EncryptedWalkOptions {
  readonly nodes: NodeReader;
  /** Reads the previous snapshot's. */
  readonly previousNodes: NodeReader;
  /** Keys of the first nodes (see idKey), and what the first one has to be. */
  readonly root: string;
  readonly previousRoot: string | undefined;
  readonly kind: NodeKind;
  readonly limits?: EncryptedWalkLimits | undefined;
}

/** Bounds: of ids that are gone through in all, of nodes that are remembered, and of bytes of ids that wait to be gone through. */
export interface EncryptedWalkLimits {
  readonly maxIds: number;
  readonly maxKnown: number;
  readonly maxWaitingBytes: number;
}

const defaultLimits: EncryptedWalkLimits = { maxIds: 200_000_000, maxKnown: 262_144, maxWaitingBytes: 64 * 1_048_576 };

/** What a node has to be by its parent; `level` undefined: any. */
interface Expected {
  readonly kinds: readonly NodeKind[];
  readonly level: number | undefined;
}

interface Frame {
  readonly ids: Buffer;
  readonly expected: Expected;
  /** Nodes of the previous snapshot that stood there, in order. */
  readonly older: readonly string[];
  at: number;
}

/** Keys of the data chunks that nodes name which the previous snapshot does not have, node by node. Throws what the reader throws, NODE_CORRUPT, LIMIT_EXCEEDED. */
export async function* walkEncrypted({ nodes, previousNodes, root, previousRoot, kind, limits = defaultLimits }: EncryptedWalkOptions): AsyncGenerator<string[], void, undefined> {
  if (root === previousRoot) return;
  const known = new Set<string>();
  const remember = (key: string): void => {
    if (known.size < limits.maxKnown) known.add(key);
  };
  let ids = 0;
  let waitingBytes = 32;
  const stack: Frame[] = [{ ids: keyToId(root), expected: { kinds: [kind], level: undefined }, older: previousRoot === undefined ? [] : [previousRoot], at: 0 }];
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    if (frame.at === frame.ids.length) {
      stack.pop();
      waitingBytes -= frame.ids.length;
      continue;
    }
    const key = idKey(frame.ids, frame.at);
    const olderKey = frame.older[frame.at / 32];
    frame.at += 32;
    if (known.has(key)) continue;
    remember(key);
    const node = decodeFrame(await nodes.read(key));
    // Copied: what the reader gives is of use until it reads the next one.
    const nodeKeys = keysOf(node.nodeIds);
    const dataKeys = keysOf(node.dataIds);
    checkNode(node, frame.expected);
    ids += 1 + nodeKeys.length + dataKeys.length;
    if (ids > limits.maxIds) throw new StillpointError('LIMIT_EXCEEDED', `an encrypted archive refers to more than ${limits.maxIds} chunks and nodes`);
    const older = olderKey === undefined ? undefined : await readOlder(previousNodes, olderKey);
    for (const olderNode of older?.nodeKeys ?? []) remember(olderNode);
    const below = [...new Set(nodeKeys)].filter((child) => !known.has(child));
    if (below.length > 0) {
      const present = new Set(nodeKeys);
      const gone = (older?.nodeKeys ?? []).filter((child) => !present.has(child)).slice(0, below.length);
      stack.push({ ids: Buffer.from(below.join(''), 'latin1'), expected: belowOf(node), older: gone, at: 0 });
      waitingBytes += below.length * 32;
      if (stack.length > 2 * MAX_TREE_DEPTH || waitingBytes > limits.maxWaitingBytes) throw new StillpointError('LIMIT_EXCEEDED', 'an encrypted archive is too deep or too broad');
    }
    const olderData = new Set(older?.dataKeys);
    const fresh = dataKeys.filter((chunk) => !olderData.has(chunk));
    if (fresh.length > 0) yield fresh;
  }
}

function checkNode(node: NodeFrame, { kinds, level }: Expected): void {
  if (!node.encrypted) throw new StillpointError('NODE_CORRUPT', 'an encrypted archive refers to a node that is not encrypted');
  checkEncryptedNode(node);
  if (!kinds.includes(node.kind) || (level !== undefined && node.level !== level)) throw new StillpointError('NODE_CORRUPT', 'an encrypted archive refers to a node of another kind or level than its place asks for');
}

function belowOf({ kind, level }: NodeFrame): Expected {
  if (level > 0) return { kinds: [kind], level: level - 1 };
  return { kinds: [NodeKind.directory, NodeKind.chunkList], level: undefined };
}

async function readOlder(reader: NodeReader, key: string): Promise<{ readonly nodeKeys: string[]; readonly dataKeys: string[] } | undefined> {
  try {
    const { nodeIds, dataIds } = decodeFrame(await reader.read(key));
    return { nodeKeys: keysOf(nodeIds), dataKeys: keysOf(dataIds) };
  } catch (error) {
    // What is damaged there must not keep a new snapshot from being taken.
    if (!isDamage(error)) throw error;
    return undefined;
  }
}

function keysOf(ids: Buffer): string[] {
  return Array.from({ length: ids.length / 32 }, (_, index) => idKey(ids, index * 32));
}
