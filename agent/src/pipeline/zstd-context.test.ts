import { randomBytes } from 'node:crypto';
import { zstdDecompressSync } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import { ZstdContext } from './zstd-context.ts';

const room = (bytes: number): Buffer => Buffer.alloc(bytes + 8192);

describe('a compression context', () => {
  it.each([1, 3, 19])('makes frames of level %i that say their length and inflate to what went in', async (level) => {
    using zstd = new ZstdContext(level);
    for (const raw of [Buffer.alloc(0), Buffer.from('a'), Buffer.alloc(300_000, 'stillpoint '), randomBytes(50_000)]) {
      const target = room(raw.length);
      const frame = target.subarray(0, await zstd.compress(target, raw));
      expect(zstdDecompressSync(frame)).toEqual(raw);
      // Frame_Header_Descriptor of RFC 8878: a single segment, so the content's size is there.
      expect((frame[4] ?? 0) & 0x20).toBe(0x20);
    }
  });

  it('reads from memory that threads share, and does not hold its caller up', async () => {
    using zstd = new ZstdContext(19);
    const raw = Buffer.from(new SharedArrayBuffer(1_048_576));
    for (let at = 0; at < raw.length; at++) raw[at] = (at * at) >> 7;
    let over = false;
    const target = room(raw.length);
    const compressing = zstd.compress(target, raw).finally(() => {
      over = true;
    });
    expect(over).toBe(false);
    expect(zstdDecompressSync(target.subarray(0, await compressing)).equals(raw)).toBe(true);
  });

  it('refuses to be used twice at a time, and says what zstd says', async () => {
    using zstd = new ZstdContext(1);
    const first = zstd.compress(room(10), Buffer.alloc(10));
    expect(() => zstd.compress(room(10), Buffer.alloc(10))).toThrow('twice');
    await first;
    // No room for the frame: dstSize_tooSmall of zstd_errors.h.
    await expect(zstd.compress(Buffer.alloc(4), randomBytes(1000))).rejects.toThrow('error 70');
    expect(await zstd.compress(room(10), Buffer.alloc(10))).toBeGreaterThan(0);
  });

  it('may be closed while it works, and not be used then', async () => {
    const zstd = new ZstdContext(1);
    const target = room(1000);
    const compressing = zstd.compress(target, Buffer.alloc(1000));
    zstd[Symbol.dispose]();
    zstd[Symbol.dispose]();
    expect(zstdDecompressSync(target.subarray(0, await compressing))).toEqual(Buffer.alloc(1000));
    expect(() => zstd.compress(target, Buffer.alloc(1))).toThrow('closed');
  });
});
