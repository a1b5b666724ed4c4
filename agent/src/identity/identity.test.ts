import { StillpointError } from '@stillpoint/proto/errors.ts';
import { describe, expect, it } from 'vitest';

import { checkAgentName, nameFromHost } from './agent-name.ts';
import { clockDifferenceMs } from './clock-difference.ts';
import { checkSegment } from './segment.ts';

describe('the name of a guest', () => {
  it.each<[string, string | undefined]>([
    ['db1', 'db1'],
    ['DB1.example.com', 'db1'],
    ['web_01', 'web_01'],
    ['--my host!', 'my-host'],
    ['日本', undefined],
    ['', undefined],
    [`${'a'.repeat(70)}.example`, 'a'.repeat(63)],
  ])('made of the host name %j is %j', (host, name) => {
    expect(nameFromHost(host)).toBe(name);
    if (name !== undefined) expect(checkAgentName(name)).toBe(name);
  });

  it.each(['', 'DB1', '-db', 'a b', 'a/b', 'a'.repeat(64)])('cannot be %j', (name) => {
    expect(() => checkAgentName(name)).toThrow(StillpointError);
  });
});

describe('the segment', () => {
  const interfaces = { eth1: [{ address: '10.20.0.7' }, { address: 'fe80::1' }], eth0: [{ address: '192.168.1.7' }] };

  it.each<[string | undefined, string]>([
    [undefined, '192.168.1.7'],
    ['10.20.0.0/24', '10.20.0.7'],
    ['10.20.0.0/24', '::ffff:10.20.0.7'],
    ['fd00::/8', 'fd00::5'],
    ['eth1', '10.20.0.7'],
    ['eth1', 'fe80::1%eth1'],
  ])('%s takes a connection from %s', (segment, address) => {
    expect(() => {
      checkSegment(segment, address, interfaces);
    }).not.toThrow();
  });

  it.each<[string, string]>([
    ['10.20.0.0/24', '10.20.1.7'],
    ['10.20.0.0/24', 'fd00::5'],
    ['fd00::/8', '10.20.0.7'],
    ['eth1', '192.168.1.7'],
    ['eth7', '10.20.0.7'],
  ])('%s refuses a connection from %s', (segment, address) => {
    expect(() => {
      checkSegment(segment, address, interfaces);
    }).toThrow(expect.objectContaining({ code: 'COLLECTOR_UNREACHABLE', message: expect.stringContaining(segment) as string }));
  });
});

describe('the difference of two clocks', () => {
  it('is nothing that the way there and back could explain', () => {
    expect(clockDifferenceMs(1500, 1000, 2000)).toBe(0);
  });

  it('is ahead when the question was sent after it was answered, and behind the other way', () => {
    expect(clockDifferenceMs(1000, 5000, 5010)).toBe(4000);
    expect(clockDifferenceMs(9000, 5000, 5010)).toBe(-3990);
  });
});
