import { expect, it } from 'vitest';

import { admitFrom } from './allowed-networks.ts';

it.each([
  ['10.20.0.7', true],
  ['::ffff:10.20.0.7', true],
  ['10.21.0.7', false],
  ['fd00::7', true],
  ['fe80::1%eth1', false],
  ['', false],
])('a peer at %j is let in: %j', (host, isIn) => {
  const admit = admitFrom(['10.20.0.0/24', 'fd00::/8']);
  const attempt = (): void => admit?.(host);
  if (isIn) expect(attempt).not.toThrow();
  else expect(attempt).toThrow(expect.objectContaining({ code: 'PERMISSION_DENIED' }));
});

it('lets everybody in when no network is named', () => {
  expect(admitFrom([])).toBeUndefined();
});
