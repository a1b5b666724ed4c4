import { parseAddress, showAddress } from '@stillpoint/proto/address/address.ts';
import type { KnownAgent } from '@stillpoint/proto/address/known-snapshots.ts';
import { expect, test } from 'vitest';

import { completeOwnAddress } from './own-address.ts';

const id = '0123456789abcdef0123456789abcdef';
const own: KnownAgent = { id, name: 'db1', plans: new Map([['daily', []], ['db1-files', []]]) };

test.each([
  ['daily@latest:postgres.shop', 'db1/daily@latest:postgres.shop'],
  ['daily', 'db1/daily'],
  ['db1-files:/etc/hosts', 'db1/db1-files:/etc/hosts'],
  ['db1', 'db1'],
  ['DB1:/etc', 'db1:/etc'],
  ['db1/daily@-1:/etc', 'db1/daily@-1:/etc'],
  ['db1/unknown', 'db1/unknown'],
  [`${id}/daily`, 'db1/daily'],
  ['@abc:/etc', '@abc:/etc'],
])('in the guest, %s means %s', (typed, meant) => {
  expect(showAddress(completeOwnAddress(parseAddress(typed), own))).toBe(meant);
});

test('a plan that is called like the agent is the plan', () => {
  const plans = new Map([['db1', []]]);
  expect(showAddress(completeOwnAddress(parseAddress('db1@-1'), { ...own, plans }))).toBe('db1/db1@-1');
});

test.each(['web1', 'web1/daily', 'db', 'db10/daily', 'dail'])('%s is another agent’s, and refused with the names that are known here', (typed) => {
  expect(() => completeOwnAddress(parseAddress(typed), own)).toThrow(expect.objectContaining({ code: 'AGENT_UNKNOWN', hint: expect.stringContaining('its plans: daily, db1-files') as unknown }) as Error);
});
