import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createKeyAndRequest } from '@stillpoint/proto/tls/agent-identity.ts';
import { Authority, createAuthority } from '@stillpoint/proto/tls/authority.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';

import { resetState } from './reset-state.ts';
import { StateDirectory } from './state-directory.ts';

const uuid = '11111111-2222-4333-8444-555555555555';
const nothingLeft = (): Promise<[]> => Promise.resolve([]);
let folder = '';
let state: StateDirectory;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stillpoint-reset-'));
  state = StateDirectory.create(join(folder, 'state'));
  const authority = await Authority.open(await createAuthority());
  const { key, request } = await createKeyAndRequest();
  state.writeAgent({ agentId: uuid.replaceAll('-', ''), agentName: 'db1', collectorId: uuid, key, certificate: await authority.issueAgent(uuid, request), caCertificate: authority.certificate, addresses: [] });
  writeFileSync(join(state.planFolder('daily'), 'journal'), 'what was read');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('removes key, certificate and journals, says so, and leaves a folder that can be enrolled from', async () => {
  expect(await resetState(state, nothingLeft)).toEqual({ agentName: 'db1', removed: ['key and certificate (agent.json)', 'journals and trees (plans: daily)'], warnings: [] });
  expect(readdirSync(state.path)).toEqual(['stillpoint-agent-state']);
  expect(() => StateDirectory.open(state.path).readAgent()).toThrow(expect.objectContaining({ code: 'AGENT_NOT_ENROLLED' }) as Error);
  expect(await resetState(state, nothingLeft)).toMatchObject({ agentName: undefined, removed: ['nothing, it was empty'] });
});

it('removes an identity that is damaged', async () => {
  writeFileSync(join(state.path, 'agent.json'), '{');
  expect(await resetState(state, nothingLeft)).toMatchObject({ agentName: undefined });
  expect(existsSync(join(state.path, 'agent.json'))).toBe(false);
});

it('removes nothing while the service or a run is going on', async () => {
  {
    using _service = state.lockService();
    await expect(resetState(state, nothingLeft)).rejects.toMatchObject({ code: 'SERVICE_ACTIVE' });
  }
  using _run = state.lockPlan('daily');
  await expect(resetState(state, nothingLeft)).rejects.toMatchObject({ code: 'RUN_ACTIVE' });
  expect(state.readAgent().agentName).toBe('db1');
});

it('tells what a dead run had left in the guest, and goes no further when that cannot be undone', async () => {
  const left = (code: 'LEFTOVER_REMAINS' | 'LEFTOVER_CLEANED') => (): Promise<{ code: typeof code; text: string }[]> => Promise.resolve([{ code, text: 'the LVM snapshot vg/data' }]);
  await expect(resetState(state, left('LEFTOVER_REMAINS'))).rejects.toMatchObject({ code: 'LEFTOVER_REMAINS', message: 'the LVM snapshot vg/data' });
  expect(state.readAgent().agentName).toBe('db1');
  expect((await resetState(state, left('LEFTOVER_CLEANED'))).warnings).toEqual(['the LVM snapshot vg/data']);
});
