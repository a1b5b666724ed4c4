import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { createKeyAndRequest } from '@stillpoint/proto/tls/agent-identity.ts';
import { Authority, createAuthority } from '@stillpoint/proto/tls/authority.ts';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { EnrolledAgent } from './enrolled-agent.ts';
import { StateDirectory } from './state-directory.ts';

const uuid = '11111111-2222-4333-8444-555555555555';
let agent: EnrolledAgent;
let folder = '';
let path = '';

beforeAll(async () => {
  const authority = await Authority.open(await createAuthority());
  const { key, request } = await createKeyAndRequest();
  agent = {
    agentId: uuid.replaceAll('-', ''),
    agentName: 'db1',
    collectorId: '99999999-2222-4333-8444-555555555555',
    key,
    certificate: await authority.issueAgent(uuid, request),
    caCertificate: authority.certificate,
    addresses: ['10.20.0.5:7443'],
  };
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillpoint-state-'));
  path = join(folder, 'var/lib/agent');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function failureOf(work: () => unknown): StillpointError {
  try {
    work();
  } catch (error) {
    if (error instanceof StillpointError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('a state directory', () => {
  it('is made with the folders above it, for its owner only, and marked', () => {
    StateDirectory.create(path);
    expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(readFileSync(join(path, 'stillpoint-agent-state'), 'utf8')).toContain('Stillpoint');
    expect(StateDirectory.open(path).path).toBe(path);
  });

  it('gives the identity back that was written, and keeps it from others', () => {
    StateDirectory.create(path).writeAgent(agent);
    expect(StateDirectory.open(path).readAgent()).toEqual(agent);
    expect(statSync(join(path, 'agent.json')).mode & 0o777).toBe(0o600);
  });

  it('replaces an identity although a crash left half of one behind', () => {
    const state = StateDirectory.create(path);
    writeFileSync(join(path, 'agent.json.new'), 'half', { mode: 0o644 });
    state.writeAgent(agent);
    state.writeAgent({ ...agent, agentName: 'db2' });
    expect(state.readAgent().agentName).toBe('db2');
    expect(statSync(join(path, 'agent.json')).mode & 0o777).toBe(0o600);
  });

  it('is said not to be enrolled when it is absent, empty, or has no identity', () => {
    expect(failureOf(() => StateDirectory.open(path)).code).toBe('AGENT_NOT_ENROLLED');
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const error = failureOf(() => StateDirectory.open(path));
    expect(error.code).toBe('AGENT_NOT_ENROLLED');
    expect(error.hint).toContain('stillpoint-agent enroll');
    expect(failureOf(() => StateDirectory.create(path).readAgent()).code).toBe('AGENT_NOT_ENROLLED');
  });

  it('is refused when the folder holds something else: it would never be backed up again', () => {
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'letter.txt'), 'hello');
    expect(failureOf(() => StateDirectory.create(path)).code).toBe('STATE_INVALID');
    expect(failureOf(() => StateDirectory.open(path)).code).toBe('STATE_INVALID');
  });

  it('is refused when it is a file or a symbolic link', () => {
    writeFileSync(join(folder, 'file'), '');
    symlinkSync(folder, join(folder, 'link'));
    expect(failureOf(() => StateDirectory.open(join(folder, 'file'))).code).toBe('STATE_INVALID');
    expect(failureOf(() => StateDirectory.open(join(folder, 'link'))).code).toBe('STATE_INVALID');
  });

  it('is refused when others may read it', () => {
    StateDirectory.create(path);
    chmodSync(path, 0o750);
    const error = failureOf(() => StateDirectory.open(path));
    expect(error.code).toBe('STATE_INVALID');
    expect(error.hint).toContain(`chmod 700 ${path}`);
  });

  it.each<[string, (text: string) => string, string]>([
    ['cut short', (text) => text.slice(0, 40), 'is no JSON'],
    ['without a key', (text) => text.replace('"key"', '"kee"'), '"key" is missing'],
    ['of a newer release', (text) => text.replace('"version": 1', '"version": 2'), 'newer release'],
    ['with the id of another', (text) => text.replace(/"agentId": "1/u, '"agentId": "2'), 'not that of this agent'],
  ])('refuses an identity that is %s', (_, damage, why) => {
    const state = StateDirectory.create(path);
    state.writeAgent(agent);
    writeFileSync(join(path, 'agent.json'), damage(readFileSync(join(path, 'agent.json'), 'utf8')));
    const error = failureOf(() => state.readAgent());
    expect(error.code).toBe('STATE_INVALID');
    expect(error.message).toContain(why);
    expect(error.message).not.toContain('PRIVATE KEY');
  });

  it('keeps a folder for each plan, for its owner only', () => {
    const state = StateDirectory.create(path);
    expect(state.planFolder('daily')).toBe(join(path, 'plans/daily'));
    expect(statSync(state.planFolder('daily')).mode & 0o777).toBe(0o700);
    expect(failureOf(() => state.planFolder('../..')).code).toBe('NAME_INVALID');
  });
});

describe('the lock of a plan', () => {
  it('turns a second run away and names the process that has it', () => {
    const state = StateDirectory.create(path);
    using lock = state.lockPlan('daily');
    const error = failureOf(() => state.lockPlan('daily'));
    expect(error.code).toBe('RUN_ACTIVE');
    expect(error.message).toContain(String(process.pid));
    expect(state.runningPid('daily')).toBe(process.pid);
    state.lockPlan('hourly')[Symbol.dispose]();
    lock[Symbol.dispose]();
    expect(state.runningPid('daily')).toBeUndefined();
    state.lockPlan('daily')[Symbol.dispose]();
  });

  it('is free again when the process that had it was killed', async () => {
    const state = StateDirectory.create(path);
    const module = JSON.stringify(new URL('state-directory.ts', import.meta.url).href);
    const script = `const { StateDirectory } = await import(${module}); StateDirectory.open(${JSON.stringify(path)}).lockPlan('daily'); console.log('held'); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    expect(state.runningPid('daily')).toBe(child.pid);
    expect(failureOf(() => state.lockPlan('daily')).message).toContain(String(child.pid));
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(state.runningPid('daily')).toBeUndefined();
    state.lockPlan('daily')[Symbol.dispose]();
  });
});
