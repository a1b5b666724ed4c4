import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { EncryptionKey } from '@stillpoint/proto/encryption/encryption-key.ts';
import { formatKey } from '@stillpoint/proto/encryption/key-text.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { KeyStore } from './key-store.ts';

let folder: string;
let store: KeyStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillpoint-key-'));
  store = new KeyStore({ stateDirectory: folder, encryption: { byAgent: true, keyFile: join(folder, 'encryption.key') } });
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const coded = (code: string): unknown => expect.objectContaining({ code });

describe('the key of a guest', () => {
  it('is made once, for its owner only, and never replaced', () => {
    expect(store.find()).toBeUndefined();
    expect(() => store.get()).toThrow(coded('ENCRYPTION_KEY_MISSING'));
    const { id } = store.create();
    expect(store.get().id).toBe(id);
    expect(statSync(store.file).mode & 0o777).toBe(0o600);
    const text = readFileSync(store.file, 'utf8');
    expect(() => store.create()).toThrow(coded('ENCRYPTION_KEY_EXISTS'));
    expect(() => store.import(formatKey(EncryptionKey.generate()), 'FILE')).toThrow(coded('ENCRYPTION_KEY_EXISTS'));
    expect(store.import(text, 'FILE').id).toBe(id);
    expect(readFileSync(store.file, 'utf8')).toBe(text);
  });

  it('comes back from its export', () => {
    const key = EncryptionKey.generate();
    expect(store.import(formatKey(key), 'FILE').id).toBe(key.id);
    expect(store.get().secret.equals(key.secret)).toBe(true);
    expect(() => store.import(formatKey(key) + formatKey(EncryptionKey.generate()), 'FILE')).toThrow(coded('ENCRYPTION_KEY_INVALID'));
  });

  it('is refused when others may read it, or when the file holds something else', () => {
    store.create();
    chmodSync(store.file, 0o640);
    expect(() => store.get()).toThrow(coded('ENCRYPTION_KEY_INVALID'));
    chmodSync(store.file, 0o600);
    for (const text of ['', 'no key', formatKey(EncryptionKey.generate()) + formatKey(EncryptionKey.generate())]) {
      writeFileSync(store.file, text);
      expect(() => store.get()).toThrow(coded('ENCRYPTION_KEY_INVALID'));
    }
  });

  it('is warned of until it was exported, also when the record of that is damaged, and so is the next one', () => {
    expect(store.warning()).toBeUndefined();
    const { id } = store.create();
    expect(store.warning()).toContain(id);
    store.noteExported(id, 1234);
    expect(store.exportedMs(id)).toBe(1234);
    expect(store.warning()).toBeUndefined();
    writeFileSync(join(folder, 'encryption.json'), '{"exported":');
    expect(store.warning()).toContain(id);
    store.noteExported(id, 5678);
    rmSync(store.file);
    expect(store.warning()).toBeUndefined();
    const next = store.create();
    expect(store.warning()).toContain(next.id);
    store.noteExported(next.id, 9);
    expect(store.exportedMs(id)).toBe(5678);
  });
});
