import { describe, expect, it } from 'vitest';

import { StillpointError } from '@stillpoint/proto/errors.ts';

import type { AgentRow } from '../catalog/catalog.ts';
import { negotiateVersion, refuseClone, type Whereabouts } from './greeting.ts';

const agent = { agentId: 'a1'.repeat(16), name: 'db1' } as AgentRow;

function failureOf(work: () => unknown): StillpointError | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof StillpointError) return error;
    throw error;
  }
}

describe('a guest that greets', () => {
  const here: Whereabouts = { machineId: 'machine-1', bootId: 'boot-2', address: '10.0.0.2:2' };
  const there: Whereabouts = { machineId: 'machine-1', bootId: 'boot-1', address: '10.0.0.1:1' };
  it.each<[string, Partial<Whereabouts>, Partial<Whereabouts>, string | undefined]>([
    ['from another machine than last time is a copy', { machineId: 'machine-2' }, {}, 'AGENT_CLONED'],
    ['and was booted anew is the same', {}, {}, undefined],
    ['while one of another boot is at work is a copy that kept the machine id', {}, { isLiving: true }, 'AGENT_CLONED'],
    ['with a second connection of the same boot is the same', { bootId: 'boot-1' }, { isLiving: true }, undefined],
    ['without a machine id cannot be told apart', { machineId: '' }, {}, undefined],
    ['of an agent that never told a machine id is taken for it', {}, { machineId: '' }, undefined],
  ])('%s', (_title, changedHere, changedThere, code) => {
    const error = failureOf(() => { refuseClone(agent, { ...here, ...changedHere }, [{ ...there, ...changedThere }]); });
    expect(error?.code).toBe(code);
    if (error === undefined) return;
    expect(error.message).toContain('one at 10.0.0.1:1, one at 10.0.0.2:2');
    expect(error.hint).toMatch(/stillpoint-agent reset.*token create --agent db1 --replace.*enroll TOKEN.*--force/u);
  });
});

describe('the version of the protocol', () => {
  const collector = { oldest: 2, newest: 4 };
  it.each([
    ['an agent of the same release', 4, 2, 4],
    ['an agent of an older release', 3, 1, 3],
    ['the oldest that is still served', 2, 0, 2],
    ['an agent of a newer release that still speaks an older one', 6, 4, 4],
  ])('is one that both speak: %s', (_title, protocolVersion, oldestProtocolVersion, spoken) => {
    expect(negotiateVersion({ protocolVersion, oldestProtocolVersion }, collector)).toBe(spoken);
  });

  it.each([
    ['an agent that is too old', 1, 0, 'is too old: it speaks protocol 1,', 'upgrade the agent'],
    ['an agent that is newer than its collector', 7, 5, 'is newer than its collector: it speaks protocol 5 to 7,', 'upgrade the collector'],
  ])('does not exist for %s, which is told what to do', (_title, protocolVersion, oldestProtocolVersion, text, hint) => {
    const error = failureOf(() => negotiateVersion({ protocolVersion, oldestProtocolVersion, softwareVersion: '9.9' }, collector));
    expect(error).toMatchObject({ code: 'PROTOCOL_VERSION', message: expect.stringContaining(text) as string, hint: expect.stringContaining(hint) as string });
  });
});
