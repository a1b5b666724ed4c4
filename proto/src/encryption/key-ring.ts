/** The encryption keys that a reader of snapshots was given. */
import { StillpointError } from '../errors.ts';
import type { EncryptionKey } from './encryption-key.ts';

/** What says whether something is encrypted: 16 hexadecimal digits of the key, or undefined. */
export interface MaybeEncrypted {
  readonly keyId: string | undefined;
}

/** Immutable. */
export class KeyRing {
  /** Without any key. */
  static readonly none = new KeyRing([]);
  readonly keys: readonly EncryptionKey[];

  constructor(keys: readonly EncryptionKey[]) {
    this.keys = keys;
  }

  /** The key of that id, if it was given. */
  find(keyId: string): EncryptionKey | undefined {
    return this.keys.find(({ id }) => id === keyId);
  }

  /** The key that `what` needs; undefined when it is not encrypted. `name` names it in ARCHIVE_ENCRYPTED, thrown when the key was not given. */
  keyFor({ keyId }: MaybeEncrypted, name: string): EncryptionKey | undefined {
    if (keyId === undefined) return undefined;
    const key = this.find(keyId);
    if (key === undefined) throw encrypted(name, keyId, this.keys);
    return key;
  }
}

function encrypted(name: string, keyId: string, given: readonly EncryptionKey[]): StillpointError {
  const others = given.length === 0 ? 'which was not given' : `and the ${given.length === 1 ? 'key that was given is' : 'keys that were given are'} ${given.map(({ id }) => id).join(', ')}`;
  return new StillpointError('ARCHIVE_ENCRYPTED', `${name} is encrypted by its agent with key ${keyId}, ${others}`, {
    hint: 'run the command in the guest, or give the key that `stillpoint-agent key export` printed with --key-file FILE',
  });
}
