/**
 * The encryption key of this guest, in its file, and what is known of copies of it. Who loses the key loses every snapshot that was encrypted with it, so nothing
 * here ever replaces or removes one.
 */
import { closeSync, fstatSync, fsyncSync, openSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { EncryptionKey } from '@stillpoint/proto/encryption/encryption-key.ts';
import { formatKey, parseKeys } from '@stillpoint/proto/encryption/key-text.ts';
import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';
import { byteStringFromText } from '@stillpoint/proto/text/byte-string.ts';

import type { AgentConfig } from '../config/agent-config.ts';
import { syncFolder, writeDurably } from '../identity/durable-file.ts';
import { shownPath, stateError } from '../identity/state-error.ts';

/** Beside the identity: which keys were exported, and when. */
const recordName = 'encryption.json';

/** Paths that are Stillpoint's own and never backed up, as byte strings: the state directory, and the key, also where links lead to them. */
export function ownPathsOf({ stateDirectory, encryption: { keyFile } }: Pick<AgentConfig, 'stateDirectory' | 'encryption'>): string[] {
  const paths = [stateDirectory, keyFile].map(byteStringFromText);
  for (const path of [stateDirectory, keyFile]) {
    try {
      paths.push(realpathSync(path, { encoding: 'buffer' }).toString('latin1'));
    } catch (error) {
      // What is not there needs no protection.
      if (systemErrorCode(error) === undefined) throw error;
    }
  }
  return [...new Set(paths)];
}

/** Of one configuration. Holds nothing open. All methods throw PERMISSION_DENIED and STATE_IO. */
export class KeyStore {
  readonly file: string;
  readonly #record: string;

  constructor({ stateDirectory, encryption }: Pick<AgentConfig, 'stateDirectory' | 'encryption'>) {
    this.file = encryption.keyFile;
    this.#record = join(stateDirectory, recordName);
  }

  /** The key; undefined when there is no file. ENCRYPTION_KEY_INVALID when it holds none, or other users may read it. */
  find(): EncryptionKey | undefined {
    let text: string;
    try {
      using file = opened(this.file);
      const { mode, uid } = fstatSync(file.fd);
      const isOthers = uid !== 0 && uid !== process.geteuid?.();
      if (isOthers || (mode & 0o077) !== 0) {
        throw new StillpointError('ENCRYPTION_KEY_INVALID', `other users may read the encryption key ${shownPath(this.file)}`, { hint: `run \`${isOthers ? 'chown root' : 'chmod 600'} ${shownPath(this.file)}\`; whoever has read it can read the backups` });
      }
      text = readFileSync(file.fd, 'utf8');
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return undefined;
      throw error instanceof StillpointError ? error : stateError(error, 'read', this.file);
    }
    const [key, another] = this.#parse(text);
    if (key === undefined || another !== undefined) throw new StillpointError('ENCRYPTION_KEY_INVALID', `${shownPath(this.file)} does not hold exactly one key`, { hint: 'keep others elsewhere and give them to `restore` with --key-file' });
    return key;
  }

  /** The key. ENCRYPTION_KEY_MISSING when there is none; as {@link find}. */
  get(): EncryptionKey {
    const key = this.find();
    if (key !== undefined) return key;
    throw new StillpointError('ENCRYPTION_KEY_MISSING', `there is no encryption key in ${shownPath(this.file)}`, {
      hint: 'bring back the one that was exported with `stillpoint-agent key import FILE`; a new one, made with `stillpoint-agent key create`, cannot read what was encrypted before',
    });
  }

  /** Makes a key. ENCRYPTION_KEY_EXISTS when there is one. */
  create(): EncryptionKey {
    const key = EncryptionKey.generate();
    this.#write(key);
    return key;
  }

  /** Takes over the only key of `text`. ENCRYPTION_KEY_EXISTS when there is another, ENCRYPTION_KEY_INVALID. */
  import(text: string, place: string): EncryptionKey {
    const [key, another] = parseKeys(text, place);
    if (key === undefined || another !== undefined) throw new StillpointError('ENCRYPTION_KEY_INVALID', `${place} does not hold exactly one key`, { hint: 'import one of them' });
    if (this.find()?.id !== key.id) this.#write(key);
    return key;
  }

  /** When the key was exported, ms since 1970; undefined: never, as far as is known. */
  exportedMs(keyId: string): number | undefined {
    const time = this.#exported()[keyId];
    return typeof time === 'number' ? time : undefined;
  }

  /** Somebody has a copy of the key. */
  noteExported(keyId: string, nowMs: number): void {
    try {
      writeDurably(this.#record, `${JSON.stringify({ exported: { ...this.#exported(), [keyId]: nowMs } })}\n`);
    } catch (error) {
      throw stateError(error, 'write', this.#record);
    }
  }

  /** The warning about a key that nobody has a copy of; undefined when somebody has, or there is none. */
  warning(): string | undefined {
    const key = this.find();
    if (key === undefined || this.exportedMs(key.id) !== undefined) return undefined;
    return `encryption key ${key.id} exists on this guest only: when this guest is lost, so is every backup that is encrypted with it. Print it with \`stillpoint-agent key export\` and keep that in a safe place`;
  }

  #parse(text: string): EncryptionKey[] {
    try {
      return parseKeys(text, `the encryption key ${shownPath(this.file)}`);
    } catch (error) {
      if (!(error instanceof StillpointError)) throw error;
      throw new StillpointError(error.code, error.message, { hint: `move the file away and bring back the one that was exported with \`stillpoint-agent key import FILE\``, cause: error });
    }
  }

  #write(key: EncryptionKey): void {
    let fd: number;
    try {
      fd = openSync(this.file, 'wx', 0o600);
    } catch (error) {
      if (systemErrorCode(error) !== 'EEXIST') throw stateError(error, 'write', this.file);
      throw new StillpointError('ENCRYPTION_KEY_EXISTS', `there is an encryption key in ${shownPath(this.file)} already`, {
        hint: 'it is never replaced: to change it, export it, move the file to a safe place and do this again; older snapshots need the old one, with --key-file',
        cause: error,
      });
    }
    try {
      writeFileSync(fd, formatKey(key));
      fsyncSync(fd);
      syncFolder(dirname(this.file));
    } catch (error) {
      // Half a key is none, and would be in the way of the next one.
      rmSync(this.file, { force: true });
      throw stateError(error, 'write', this.file);
    } finally {
      closeSync(fd);
    }
  }

  /** A record that cannot be understood says that nothing was exported: then the warning comes once too often. */
  #exported(): Readonly<Record<string, unknown>> {
    try {
      const record: unknown = JSON.parse(readFileSync(this.#record, 'utf8'));
      const exported = typeof record === 'object' && record !== null && 'exported' in record ? record.exported : undefined;
      return typeof exported === 'object' && exported !== null ? { ...exported } : {};
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT' || error instanceof SyntaxError) return {};
      throw stateError(error, 'read', this.#record);
    }
  }
}

function opened(file: string): Disposable & { readonly fd: number } {
  const fd = openSync(file, 'r');
  return { fd, [Symbol.dispose]: () => { closeSync(fd); } };
}
