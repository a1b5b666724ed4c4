/** Decoders of what an agent has encrypted, of keys as text, and of plans that a collector sends. */
import { decryptNode, encryptNode } from '../../proto/src/encryption/encrypted-node.ts';
import { EncryptionKey, PieceKind } from '../../proto/src/encryption/encryption-key.ts';
import { formatKey, parseKeys } from '../../proto/src/encryption/key-text.ts';
import { encodeNode } from '../../proto/src/format/node.ts';
import { StillpointError } from '../../proto/src/errors.ts';
import { parseDefinition } from '../../proto/src/plan/central-plan.ts';
import { demand, type FuzzTarget } from './fuzz-target.ts';

/** Of the corpus. */
export const fuzzKey = new EncryptionKey(Buffer.alloc(32, 0x3c));

/** Whatever is changed of an encrypted node, it is refused: what decrypts is what was encrypted. */
const encryptedNode: FuzzTarget = {
  name: 'encrypted-node',
  refusals: ['NODE_CORRUPT'],
  decode(bytes) {
    const { kind, level, nodeIds, dataIds, body } = decryptNode(bytes, fuzzKey);
    demand(encryptNode(encodeNode(kind, level, nodeIds, dataIds, body), fuzzKey).equals(bytes), 'something decrypts that was not encrypted so');
  },
};

/** The same of a data chunk. */
const encryptedChunk: FuzzTarget = {
  name: 'encrypted-chunk',
  refusals: ['CHUNK_CORRUPT'],
  decode(bytes) {
    const plain = fuzzKey.decrypt(PieceKind.data, bytes);
    if (plain === undefined) throw new StillpointError('CHUNK_CORRUPT', 'refused');
    demand(fuzzKey.encrypt(PieceKind.data, plain).equals(bytes), 'something decrypts that was not encrypted so');
  },
};

const keyText: FuzzTarget = {
  name: 'key-text',
  refusals: ['ENCRYPTION_KEY_INVALID'],
  decode(bytes) {
    for (const key of parseKeys(bytes.toString('utf8'), 'the file')) demand(parseKeys(formatKey(key), 'the text')[0]?.id === key.id, 'a key is another one when it is written again');
  },
};

/** Never refused by an error: what is wrong is told to the collector. */
const centralPlan: FuzzTarget = {
  name: 'central-plan',
  refusals: [],
  decode(bytes) {
    const parsed = parseDefinition(bytes.toString('utf8'));
    if ('plan' in parsed) demand(parsed.plan.sources.every(({ kind }) => kind !== 'command'), 'a plan of a collector has a command');
    else demand(parsed.faults.length > 0, 'a plan is refused without a reason');
  },
};

export const encryptionTargets: readonly FuzzTarget[] = [encryptedNode, encryptedChunk, keyText, centralPlan];
