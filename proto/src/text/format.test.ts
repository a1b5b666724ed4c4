import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth } from './display-width.ts';
import { formatBytes } from './format-bytes.ts';
import { countOf } from './format-count.ts';
import { formatAge, formatDuration } from './format-duration.ts';
import { formatTable } from './format-table.ts';
import { formatLocalTime, formatUtcTime, formatUtcTimeNs } from './format-time.ts';
import { nearestWord } from './nearest-word.ts';

describe('sizes', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1.0 KiB'],
    [1_234_567, '1.2 MiB'],
    [1024 * 1024 - 1, '1.0 MiB'],
    [-1536, '-1.5 KiB'],
    [2n ** 63n, '8.0 EiB'],
  ])('%s bytes read %s', (size, text) => {
    expect(formatBytes(size)).toBe(text);
  });
});

describe('counts', () => {
  it.each([
    [0, '0 entries'],
    [1, '1 entry'],
    [61_234, '61,234 entries'],
  ])('%s things read %s', (count, text) => {
    expect(countOf(count, 'entry', 'entries')).toBe(text);
    expect(countOf(count, 'file')).toBe(text.replace('entries', 'files').replace('entry', 'file'));
  });
});

describe('spans of time', () => {
  it.each([
    [-5, '0.0 s'],
    [440, '0.4 s'],
    [9_960, '10 s'],
    [59_600, '1 min 00 s'],
    [185_000, '3 min 05 s'],
    [7_380_000, '2 h 03 min'],
    [86_399_000, '1 d 0 h'],
    [446_400_000, '5 d 4 h'],
  ])('%s ms read %s', (span, text) => {
    expect(formatDuration(span)).toBe(text);
  });

  it.each([
    [59_999, '59 s'],
    [3_599_999, '59 min'],
    [9.9 * 3_600_000, '9 h'],
    [47 * 3_600_000, '47 h'],
    [48 * 3_600_000, '2 d'],
  ])('an age of %s ms reads %s', (age, text) => {
    expect(formatAge(age)).toBe(text);
  });
});

describe('moments', () => {
  it('are local with offset in every time zone', () => {
    const module = fileURLToPath(new URL('./format-time.ts', import.meta.url));
    const script = `import { formatLocalTime } from ${JSON.stringify(module)}; console.log([0, 1_790_000_000_000].map(formatLocalTime).join('|'))`;
    const inZone = (zone: string): string => execFileSync(process.execPath, ['--input-type=module', '-e', script], { env: { TZ: zone }, encoding: 'utf8' }).trim();
    expect(inZone('Asia/Tokyo')).toBe('1970-01-01 09:00:00 +09:00|2026-09-21 23:13:20 +09:00');
    expect(inZone('America/St_Johns')).toBe('1969-12-31 20:30:00 -03:30|2026-09-21 11:43:20 -02:30');
  });

  it('mean the same moment when read again', () => {
    const between1900And2200 = fc.integer({ min: -2_208_988_800, max: 7_258_118_400 });
    fc.assert(fc.property(between1900And2200, (seconds) => Date.parse(formatLocalTime(seconds * 1000)) === seconds * 1000));
  });

  it.each([
    [0, '1970-01-01T00:00:00Z'],
    [1_790_000_000_123, '2026-09-21T14:13:20.123Z'],
    [9e15, '@9000000000000'],
  ])('%s ms is %s for programs', (ms, text) => {
    expect(formatUtcTime(ms)).toBe(text);
  });

  it.each([
    [-1n, '1969-12-31T23:59:59.999999999Z'],
    [1n, '1970-01-01T00:00:00.000000001Z'],
    [4_102_444_800_123_456_789n, '2100-01-01T00:00:00.123456789Z'],
  ])('%s ns keeps every digit', (ns, text) => {
    expect(formatUtcTimeNs(ns)).toBe(text);
  });
});

describe('tables', () => {
  it.each([
    ['abc', 3],
    ['表計算', 6],
    ['ｶﾅ', 2],
    ['か\u3099', 2],
    ['é', 1],
    ['e\u0301', 1],
    ['한글', 4],
    ['', 0],
  ])('%s takes its columns', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  it('align names of any script and numbers at the right', () => {
    const table = formatTable([{ heading: 'NAME' }, { heading: 'SIZE', align: 'right' }, { heading: 'NOTE' }], [['表', '5 B', 'x'], ['hosts', '10 KiB', '']]);
    expect(table).toBe('NAME     SIZE  NOTE\n表        5 B  x\nhosts  10 KiB\n');
  });
});

describe('the nearest word', () => {
  it.each([
    ['exlude', 'exclude'],
    ['exclued', 'exclude'],
    ['PATHS', 'paths'],
    ['path', 'paths'],
    ['filesystem', 'filesystems'],
    ['xyzzy', undefined],
    ['a', undefined],
    ['postgres', undefined],
  ])('to %s is %s', (typed, nearest) => {
    expect(nearestWord(typed, ['paths', 'exclude', 'include', 'filesystems', 'kind'])).toBe(nearest);
  });
});
