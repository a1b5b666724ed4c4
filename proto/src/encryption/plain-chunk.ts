/** Data chunks of an archive, as they are plain. */
import { idToHex } from '../chunk-identity.ts';
import { StillpointError } from '../errors.ts';
import { PieceKind, type EncryptionKey } from './encryption-key.ts';

/** The plain bytes of the data chunk `id` (32 bytes) of an archive with that key; those given when the archive has none. CHUNK_CORRUPT when it is no piece of that key. */
export function plainChunk(bytes: Buffer, id: Uint8Array, key: EncryptionKey | undefined): Buffer {
  if (key === undefined) return bytes;
  const plain = key.decrypt(PieceKind.data, bytes);
  if (plain === undefined) throw new StillpointError('CHUNK_CORRUPT', `chunk ${idToHex(id)} cannot be decrypted with key ${key.id}, though its archive is encrypted with it`);
  return plain;
}
