/** Decisions between journal and catalog when one of them fails. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { StillpointError } from '@stillpoint/proto/errors.ts';

import { openCatalog } from '../catalog/sqlite-catalog.ts';
import { DecisionJournal } from '../datastore/decision-journal.ts';
import { DecisionLog } from './decision-log.ts';

test('a revocation that the catalog could not take is in effect after the next decision', async () => {
  await using stack = new AsyncDisposableStack();
  const directory = mkdtempSync(join(tmpdir(), 'stillpoint-decision-log-test-'));
  stack.defer(() => rmSync(directory, { recursive: true }));
  mkdirSync(join(directory, 'journal'));
  await DecisionJournal.create(directory);
  const journal = stack.use(await DecisionJournal.open(directory, { clock: () => 1000 }));
  const catalog = stack.use(await openCatalog({ file: join(directory, 'catalog.sqlite'), readOnly: false }));
  let isFull = false;
  const log = new DecisionLog(journal, {
    lastDecision: () => catalog.lastDecision(),
    applyDecisions: (decisions) => (isFull ? Promise.reject(new StillpointError('DATASTORE_FULL', 'no space is left', { hint: 'free space' })) : catalog.applyDecisions(decisions)),
  });
  const agentId = Buffer.alloc(16, 0xa1);
  await log.exclusively((decide) => decide({ agentEnrolled: { agentId, name: 'db1' } }));
  isFull = true;
  await expect(log.exclusively((decide) => decide({ agentRevoked: { agentId } }))).rejects.toMatchObject({ code: 'DATASTORE_FULL', hint: expect.stringContaining('free space') as string });
  expect(journal.lastNumber).toBe(2);
  isFull = false;
  await log.exclusively((decide) => decide({ audit: { kind: 'test', object: '', text: '' } }));
  expect([await catalog.lastDecision(), (await catalog.listAgents())[0]?.state]).toEqual([3, 'revoked']);
});
