import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { isWhole, readControlFile } from './control-file.ts';

/** As a server of version 15 writes it: 288 bytes, their CRC-32C, nothing. */
function controlFile(): Buffer {
  const content = Buffer.alloc(8192);
  for (let at = 0; at < 288; at++) content[at] = (at * 7) % 256;
  content.writeUInt32LE(0x16d9_58de, 288);
  return content;
}

describe('a control file', () => {
  let data: string;

  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'stillpoint-control-'));
    mkdirSync(join(data, 'global'));
  });

  afterEach(() => {
    rmSync(data, { recursive: true });
  });

  it('is whole when its checksum is right, and torn when any byte before it is another', () => {
    const content = controlFile();
    expect(isWhole(content)).toBe(true);
    for (const at of [0, 100, 287, 288, 291]) {
      const torn = Buffer.from(content);
      torn[at] = (torn[at] ?? 0) ^ 1;
      expect(isWhole(torn), String(at)).toBe(false);
    }
    expect(isWhole(content.subarray(0, 290))).toBe(false);
  });

  it('is read until it is whole', async () => {
    const file = join(data, 'global/pg_control');
    writeFileSync(file, Buffer.alloc(8192, 1));
    const reading = readControlFile(Buffer.from(data));
    setImmediate(() => {
      writeFileSync(file, controlFile());
    });
    expect(await reading).toEqual(controlFile());
  });

  it('fails the source when it never is', async () => {
    writeFileSync(join(data, 'global/pg_control'), Buffer.alloc(8192, 1));
    await expect(readControlFile(Buffer.from(data))).rejects.toThrow(/checksum of .*pg_control is wrong, however often it is read/);
  });
});
