/** Key files that a person names, as `stillpoint-agent key export` printed them. */
import { readFileSync } from 'node:fs';

import { StillpointError, systemErrorCode } from '../errors.ts';
import type { EncryptionKey } from './encryption-key.ts';
import { KeyRing } from './key-ring.ts';
import { parseKeys } from './key-text.ts';

/** The keys of all files, and those given beside them. ENCRYPTION_KEY_INVALID names the file that cannot be read, or holds no key. */
export function readKeyRing(files: readonly string[], others: readonly EncryptionKey[] = []): KeyRing {
  if (files.length === 0 && others.length === 0) return KeyRing.none;
  return new KeyRing([...files.flatMap(readKeyFile), ...others]);
}

function readKeyFile(file: string): EncryptionKey[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new StillpointError('ENCRYPTION_KEY_INVALID', `the key file ${file} cannot be read (${systemErrorCode(error) ?? 'it is no file'})`, { hint: 'name a file with what `stillpoint-agent key export` printed', cause: error });
  }
  return parseKeys(text, `the key file ${file}`);
}
