import { expect, test } from 'vitest';

import { isFrom, parseNetwork } from './network-list.ts';

test.each([
  ['10.20.0.0/24', '10.20.0.0/24'],
  ['10.20.0.5', '10.20.0.5/32'],
  ['fd00::/64', 'fd00::/64'],
  ['fd00::5', 'fd00::5/128'],
  ['0.0.0.0/0', '0.0.0.0/0'],
  ['10.20.0.0/33', undefined],
  ['10.20.0/24', undefined],
  ['10.20.0.500/24', undefined],
  ['backup.example', undefined],
  ['fe80::1%eth0/64', undefined],
  ['', undefined],
])('%j is the network %j', (text, network) => {
  expect(parseNetwork(text)).toBe(network);
});

test.each([
  [[], '192.0.2.1:5', true],
  [['10.20.0.0/24'], '10.20.0.77:40000', true],
  [['10.20.0.0/24'], '[::ffff:10.20.0.77]:40000', true],
  [['10.20.0.0/24'], '10.20.1.77:40000', false],
  [['10.9.0.0/16', '10.20.1.0/24'], '10.20.1.77:40000', true],
  [['fd00::/64'], '[fd00::7]:40000', true],
  [['fd00::/64'], '[fd01::7]:40000', false],
  [['fd00::/64'], '10.20.1.77:40000', false],
  [['0.0.0.0/0'], 'an unknown address', false],
])('from %j comes %s: %s', (networks, peer, expected) => {
  expect(isFrom(networks, peer)).toBe(expected);
});
