/** The encryption keys that a guest restores with: its own, and those that were given. */
import { readKeyRing } from '@stillpoint/proto/encryption/key-file.ts';
import type { EncryptionKey } from '@stillpoint/proto/encryption/encryption-key.ts';
import type { KeyRing } from '@stillpoint/proto/encryption/key-ring.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';

import type { AgentConfig } from '../config/agent-config.ts';
import { KeyStore } from './key-store.ts';

/**
 * The keys of `files` and the guest's own. That one may be damaged just when something is to be restored: then `warn` is told, and what does not need it comes back all the same.
 * ENCRYPTION_KEY_INVALID for one of `files`.
 */
export function keysForReading(config: Pick<AgentConfig, 'stateDirectory' | 'encryption'>, files: readonly string[], warn: (text: string) => void): KeyRing {
  let own: EncryptionKey | undefined;
  try {
    own = new KeyStore(config).find();
  } catch (error) {
    if (!(error instanceof StillpointError)) throw error;
    warn(`warning: the key of this guest is not used: ${error.code}: ${error.message}${error.hint === undefined ? '' : `; ${error.hint}`}`);
  }
  return readKeyRing(files, own === undefined ? [] : [own]);
}
