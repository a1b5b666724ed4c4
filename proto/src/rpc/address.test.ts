import { describe, expect, it } from 'vitest';

import { StillpointError } from '../errors.ts';
import { formatHostPort, parseHostPort } from './address.ts';

describe('HOST:PORT', () => {
  it.each([
    ['10.20.0.5:7443', { host: '10.20.0.5', port: 7443 }],
    ['[fd00::5]:7443', { host: 'fd00::5', port: 7443 }],
    ['[fe80::1%eth1]:1', { host: 'fe80::1%eth1', port: 1 }],
    ['backup.example:65535', { host: 'backup.example', port: 65_535 }],
    ['localhost:0', { host: 'localhost', port: 0 }],
  ])('reads %s and writes it back', (text, address) => {
    expect(parseHostPort(text)).toEqual(address);
    expect(formatHostPort(address)).toBe(text);
  });

  it.each([
    ['10.20.0.5', 'no port'],
    ['fd00::5', 'brackets'],
    ['fd00::5:7443', 'brackets'],
    [':7443', 'no host'],
    ['10.20.0:7443', 'neither'],
    ['10.20.0.256:7443', 'neither'],
    ['a b:7443', 'neither'],
    ['-a:7443', 'neither'],
    ['[10.20.0.5]:7443', 'no IPv6'],
    ['host:65536', 'up to 65535'],
    ['host:seven', 'no port'],
    ['https://host:7443', 'neither'],
    ['', 'no port'],
  ])('refuses %j: %s', (text, reason) => {
    expect(() => parseHostPort(text)).toThrow(StillpointError);
    expect(() => parseHostPort(text)).toThrow(reason);
  });
});
