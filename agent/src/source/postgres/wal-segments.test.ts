import { describe, expect, it } from 'vitest';

import { parseLsn, segmentNames, segmentStart } from './wal-segments.ts';

const MIB = 1_048_576;

describe('names of log segments', () => {
  it.each([
    ['0/2000028', '0/2000100', 16 * MIB, 1, ['000000010000000000000002']],
    ['0/2000028', '0/4000000', 16 * MIB, 1, ['000000010000000000000002', '000000010000000000000003']],
    ['0/2000028', '0/4000001', 16 * MIB, 1, ['000000010000000000000002', '000000010000000000000003', '000000010000000000000004']],
    ['A/FF000028', 'B/0', 16 * MIB, 11, ['0000000B0000000A000000FF']],
    ['A/FF000028', 'B/100', 16 * MIB, 11, ['0000000B0000000A000000FF', '0000000B0000000B00000000']],
    ['0/C0000028', '1/40000100', 1024 * MIB, 1, ['000000010000000000000003', '000000010000000100000000', '000000010000000100000001']],
  ])('from %s to %s, %d bytes each', (begin, end, segmentBytes, timeline, names) => {
    expect(segmentNames(timeline, begin, end, segmentBytes)).toEqual(names);
    expect(segmentStart(names[0] ?? '', segmentBytes)).toBe((parseLsn(begin) / BigInt(segmentBytes)) * BigInt(segmentBytes));
  });

  it('are of positions in a log and of nothing else', () => {
    expect(() => parseLsn('2000028')).toThrow('no position in a log');
  });
});
