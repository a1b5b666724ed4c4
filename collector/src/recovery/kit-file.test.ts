import { randomBytes } from 'node:crypto';

import { beforeAll, expect, it } from 'vitest';

import { openKit, sealKit } from './kit-file.ts';

const passphrase = 'vier Wörter, die niemand rät';
const content = Buffer.from(JSON.stringify({ secret: 'the CA' }));
let kit = '';

beforeAll(() => {
  kit = sealKit(content, passphrase, { about: 'A kit.', random: (bytes) => randomBytes(bytes) });
});

function opening(text: string, word = passphrase): () => Buffer {
  return () => openKit(text, word);
}

/** The kit with one byte of its content changed. */
function changed(offset: number, value: (byte: number) => number): string {
  const [, head = '', body = '', tail = ''] = /^([\s\S]*KIT-----\n)([\s\S]*?)(\n-----END[\s\S]*)$/u.exec(kit) ?? [];
  const bytes = Buffer.from(body, 'base64');
  bytes[offset] = value(bytes[offset] ?? 0) & 0xff;
  return `${head}${bytes.toString('base64')}${tail}`;
}

it('opens with its passphrase, however the letters are composed and the lines are broken, and shows nothing without', () => {
  expect(openKit(kit, passphrase.normalize('NFD'))).toEqual(content);
  expect(openKit(kit.replaceAll('\n', '\r\n'), passphrase)).toEqual(content);
  expect(kit).not.toContain('secret');
  expect(kit.startsWith('A kit.\n')).toBe(true);
});

it('is refused with another passphrase, and when any part of it was changed', () => {
  expect(opening(kit, 'something else')).toThrow(/passphrase is wrong, or the file is damaged/u);
  for (const offset of [8, 30, 40, 60]) expect(opening(changed(offset, (byte) => byte ^ 1)), `byte ${String(offset)}`).toThrow(/RECOVERY_KIT_INVALID|damaged/u);
  expect(opening(kit.slice(0, kit.length - 40))).toThrow(/no recovery kit/u);
  expect(opening('')).toThrow(/no recovery kit/u);
});

it('that asks for all of the memory is refused before it gets any', () => {
  expect(opening(changed(5, () => 40))).toThrow(/it is damaged/u);
  expect(opening(changed(6, () => 255))).toThrow(/it is damaged/u);
  expect(opening(changed(4, () => 2))).toThrow(/format 2/u);
});
