/** What a run does otherwise when everything is encrypted in the guest. */
import type { EncryptionKey } from '@stillpoint/proto/encryption/encryption-key.ts';

import type { AgentConfig } from '../config/agent-config.ts';
import { KeyStore } from '../encryption/key-store.ts';
import { journalFileOf } from '../pipeline/journal.ts';
import { ReaderThread } from '../pipeline/reader-thread.ts';
import type { RunCounters } from '../pipeline/run-counters.ts';
import type { QuiesceWarning } from '../quiesce/leftovers.ts';
import type { DetailsEncryption } from './encrypted-details.ts';

/** Of one run. */
export class RunEncryption {
  /** Undefined: nothing is encrypted. */
  readonly key: EncryptionKey | undefined;
  /** What every attempt has to say of the key. */
  readonly warnings: readonly QuiesceWarning[];
  /** For blocks; undefined: encrypted chunks are as small as they get. */
  readonly blockLevel: number | undefined;
  readonly #zstdLevel: number;

  /** ENCRYPTION_KEY_MISSING, ENCRYPTION_KEY_INVALID. */
  constructor(config: AgentConfig) {
    const keys = new KeyStore(config);
    this.key = config.encryption.byAgent ? keys.get() : undefined;
    const text = config.encryption.byAgent ? keys.warning() : undefined;
    this.warnings = text === undefined ? [] : [{ code: 'ENCRYPTION_KEY_NOT_EXPORTED', path: '', text }];
    this.#zstdLevel = config.upload.zstdLevel;
    this.blockLevel = this.key === undefined ? this.#zstdLevel : undefined;
  }

  /** Starts a reader; whoever asked for it ends it. */
  reader(counters: RunCounters): ReaderThread {
    return new ReaderThread(counters, this.key && { secret: this.key.secret, zstdLevel: this.#zstdLevel });
  }

  /** For what the snapshots of a plan say of themselves; undefined: nothing is encrypted. */
  ofDetails(plan: string): DetailsEncryption | undefined {
    return this.key && { key: this.key, plan };
  }

  /** The plan's journal: what was read with another key, or with none, is of no use. */
  journalFile(planFolder: string): string {
    return journalFileOf(planFolder, this.key?.id);
  }
}
