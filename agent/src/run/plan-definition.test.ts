import { expect, it } from 'vitest';

import { defaultQuiesce } from '@stillpoint/proto/plan/quiesce-schema.ts';
import { describePlan } from './plan-definition.ts';

it('a plan is recorded without what the environment of its commands holds', () => {
  const text = describePlan({
    name: 'daily',
    schedule: undefined,
    quiesce: defaultQuiesce,
    sources: [{ kind: 'command', name: 'ldap', command: ['slapcat'], timeoutMs: 1000, environment: { LDAP_PASSWORD: 'open sesame' }, directory: undefined, runAs: undefined, tar: false }],
  });
  expect(text).not.toContain('sesame');
  expect(JSON.parse(text)).toMatchObject({ name: 'daily', sources: [{ command: ['slapcat'], environment: { LDAP_PASSWORD: '…' } }] });
});
