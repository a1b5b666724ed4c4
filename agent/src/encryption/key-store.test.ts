import fs, { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { EncryptionKey } from '@stillpoint/proto/encryption/encryption-key.ts';
import { formatKey } from '@stillpoint/proto/encryption/key-text.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { KeyStore, ownPathsOf } from './key-store.ts';
import { keysForReading } from './keys-for-reading.ts';

let folder: string;
let store: KeyStore;
let configuration: ConstructorParameters<typeof KeyStore>[0];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillpoint-key-'));
  configuration = { stateDirectory: folder, encryption: { byAgent: true, keyFile: join(folder, 'encryption.key') } };
  store = new KeyStore(configuration);
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
    if (process.getuid?.() === 0) {
      chownSync(store.file, 1000, 0);
      expect(() => store.get()).toThrow(coded('ENCRYPTION_KEY_INVALID'));
      chownSync(store.file, 0, 0);
    }
    for (const text of ['', 'no key', formatKey(EncryptionKey.generate()) + formatKey(EncryptionKey.generate())]) {
      writeFileSync(store.file, text);
      expect(() => store.get()).toThrow(coded('ENCRYPTION_KEY_INVALID'));
    }
  });

  it('is there whole or not at all, so that a full disk is in nobody’s way', () => {
    const { fsyncSync } = fs;
    fs.fsyncSync = () => { throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' }); };
    syncBuiltinESMExports();
    try {
      expect(() => store.create()).toThrow(coded('STATE_IO'));
    } finally {
      fs.fsyncSync = fsyncSync;
      syncBuiltinESMExports();
    }
    expect(existsSync(store.file)).toBe(false);
    expect(store.create().id).toBe(store.get().id);
  });

  it('that is damaged keeps no other key from reading', () => {
    const given = EncryptionKey.generate();
    const file = join(folder, 'given.key');
    writeFileSync(file, formatKey(given));
    const warnings: string[] = [];
    const read = (): readonly string[] => keysForReading(configuration, [file], (text) => warnings.push(text)).keys.map(({ id }) => id);
    const { id } = store.create();
    expect(read()).toEqual([given.id, id]);
    expect(warnings).toEqual([]);
    writeFileSync(store.file, '-----BEGIN');
    expect(read()).toEqual([given.id]);
    expect(warnings).toEqual([expect.stringMatching(/ENCRYPTION_KEY_INVALID.*key import/u)]);
    expect(() => store.create()).toThrow(coded('ENCRYPTION_KEY_EXISTS'));
  });

  it('is not backed up, wherever a link leads to it', () => {
    expect(ownPathsOf(configuration)).toEqual([folder, store.file]);
    mkdirSync(join(folder, 'safe'));
    writeFileSync(join(folder, 'safe', 'key'), '');
    symlinkSync(join('safe', 'key'), store.file);
    expect(ownPathsOf(configuration)).toEqual([folder, store.file, join(folder, 'safe', 'key')]);
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
