import { StillpointError } from '@stillpoint/proto/errors.ts';
import { describe, expect, it } from 'vitest';

import { checkAgentName, nameFromHost } from './agent-name.ts';
import { clockDifferenceMs } from './clock-difference.ts';
import { findRoute } from '@stillpoint/proto/posix/route.ts';
import { findSegmentEnd, type HostNetwork } from './segment.ts';

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
  const interfaces = { eth1: [{ address: '10.20.0.7' }, { address: 'fe80::1' }, { address: 'fd00::7' }], eth0: [{ address: '192.168.1.7' }], eth2: [{ address: '10.20.0.9' }] };
  const through = (interfaceName: string | undefined, isLocal = false): HostNetwork => ({
    interfaces: () => interfaces,
    findRoute: () => (interfaceName === undefined ? undefined : { interfaceName, isLocal }),
  });

  it.each<[string, string, string, string]>([
    ['10.20.0.0/24', '10.20.0.5', 'eth1', '10.20.0.7'],
    ['10.20.0.0/24', '10.20.0.5', 'eth2', '10.20.0.9'],
    ['10.20.0.0/24', '10.99.0.5', 'eth1', '10.20.0.7'],
    ['fd00::/8', 'fd00::5', 'eth1', 'fd00::7'],
    ['eth1', '10.20.0.5', 'eth1', '10.20.0.7'],
    ['eth0', '192.168.1.5', 'eth0', '192.168.1.7'],
  ])('%s reaches %s through %s from %s', (segment, remote, interfaceName, address) => {
    expect(findSegmentEnd(segment, remote, through(interfaceName)).localAddress).toBe(address);
  });

  it.each<[string, string, string | undefined, string]>([
    ['10.20.0.0/24', '10.20.0.5', 'eth0', 'through eth0'],
    ['10.20.0.0/24', '10.20.0.5', undefined, 'no route from 10.20.0.7 (eth1)'],
    ['10.21.0.0/24', '10.21.0.5', 'eth1', 'no IPv4 address of this host lies in it'],
    ['10.20.0.0/24', 'fd00::5', 'eth1', 'no IPv6 address of this host lies in it'],
    ['fe80::/10', 'fd00::5', 'eth1', 'no IPv6 address of this host lies in it'],
    ['eth0', 'fd00::5', 'eth0', 'no such interface that is up and has an IPv6 address'],
    ['eth7', '10.20.0.5', 'eth7', 'no such interface'],
  ])('%s refuses the way to %s through %s', (segment, remote, interfaceName, why) => {
    const refusal = expect.objectContaining({ code: 'SEGMENT_VIOLATION', message: expect.stringContaining(why) as string }) as Error;
    expect(() => findSegmentEnd(segment, remote, through(interfaceName))).toThrow(refusal);
  });

  it('takes a collector on this host itself, whose packets reach no wire', () => {
    expect(findSegmentEnd('10.20.0.0/24', '10.20.0.7', through('lo', true)).localAddress).toBe('10.20.0.7');
  });

  it('asks this kernel for the way, and gets one that a socket can be tied to', () => {
    expect(findSegmentEnd('127.0.0.0/8', '127.0.0.1').localAddress).toBe('127.0.0.1');
    expect(findRoute('127.0.0.1', '127.0.0.1')).toEqual({ interfaceName: 'lo', isLocal: true });
    expect(() => findSegmentEnd('203.0.113.0/24', '127.0.0.1')).toThrow('203.0.113.0/24');
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
