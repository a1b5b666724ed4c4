/**
 * What agent and collector tell each other of themselves, and what follows from it: the protocol they speak, whether a guest was cloned, whether its clock
 * is wrong.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { capabilities, OLDEST_PROTOCOL_VERSION, PROTOCOL_VERSION, SOFTWARE_VERSION } from '@stillpoint/proto/services.ts';

import type { v1 } from '@stillpoint/proto/messages.ts';
import type { AgentRow } from '../catalog/catalog.ts';

/** Versions of the protocol that a side speaks. */
export interface SpokenVersions {
  readonly oldest: number;
  readonly newest: number;
}

const ownVersions: SpokenVersions = { oldest: OLDEST_PROTOCOL_VERSION, newest: PROTOCOL_VERSION };
const MAX_TEXT = 256;
const MAX_CAPABILITIES = 64;

/** A Hello whose texts are bounded: it is stored. */
export function boundedHello(hello: v1.Hello.$Properties | null | undefined): v1.Hello.$Properties {
  const text = (value: string | null | undefined): string => (value ?? '').slice(0, MAX_TEXT);
  return {
    protocolVersion: hello?.protocolVersion ?? 0,
    capabilities: (hello?.capabilities ?? []).slice(0, MAX_CAPABILITIES).map(text),
    machineId: text(hello?.machineId),
    bootId: text(hello?.bootId),
    hostName: text(hello?.hostName),
    softwareVersion: text(hello?.softwareVersion),
    operatingSystem: text(hello?.operatingSystem),
    kernel: text(hello?.kernel),
    nodeVersion: text(hello?.nodeVersion),
    clockMs: hello?.clockMs ?? 0,
    oldestProtocolVersion: hello?.oldestProtocolVersion ?? 0,
  };
}

/** The version that both speak: the lower of the newest that each knows. PROTOCOL_VERSION when there is none, with the side that is too old. */
export function negotiateVersion(hello: v1.Hello.$Properties, own: SpokenVersions = ownVersions): number {
  const newest = hello.protocolVersion ?? 0;
  const version = Math.min(newest, own.newest);
  const agent = `the agent (version ${hello.softwareVersion ?? 'unknown'})`;
  const collector = `this collector (version ${SOFTWARE_VERSION}) ${own.oldest} to ${own.newest}`;
  if (version < own.oldest) {
    throw new StillpointError('PROTOCOL_VERSION', `${agent} is too old: it speaks protocol ${newest}, ${collector}`, { hint: 'upgrade the agent' });
  }
  const oldest = hello.oldestProtocolVersion ?? 0;
  if (version < oldest) {
    throw new StillpointError('PROTOCOL_VERSION', `${agent} is newer than its collector: it speaks protocol ${oldest} to ${newest}, ${collector}`, {
      hint: 'upgrade the collector, which always comes first, or go back to the older agent',
    });
  }
  return version;
}

/** What the collector answers to a Hello. */
export function welcome(
  hello: v1.Hello.$Properties,
  facts: { readonly collectorId: string; readonly clockMs: number; readonly agentId: string; readonly agentName: string; readonly certificateNotAfterMs: number; readonly renewCertificate?: boolean },
): v1.Welcome.$Properties {
  const theirs = hello.capabilities ?? [];
  return { ...facts, protocolVersion: negotiateVersion(hello), capabilities: capabilities.filter((name) => theirs.includes(name)), softwareVersion: SOFTWARE_VERSION };
}

/** An agent that is, or was last, seen somewhere. `isLiving`: it is there at this moment, beyond doubt. */
export interface Whereabouts {
  readonly machineId: string;
  readonly bootId: string;
  readonly address: string;
  readonly isLiving?: boolean;
}

/**
 * Refuses a guest whose machine is not the one that holds this certificate: a copy of a guest brings its key along. `known` are where the agent was seen
 * last and where its sessions live. A copy that kept the machine id is known by its own boot, when both are there at once: a guest that was booted anew, or
 * rolled back, has left its former self behind. AGENT_CLONED names both addresses. A machine without an id (a container) cannot be told apart.
 */
export function refuseClone(agent: AgentRow, here: Whereabouts, known: readonly Whereabouts[]): void {
  const other = known.find((there) => isOther(here.machineId, there.machineId) || (there.isLiving === true && isOther(here.bootId, there.bootId)));
  if (other !== undefined) throw cloned(agent.name, other.address, here.address, isOther(here.machineId, other.machineId) ? '' : ' at the same time');
}

/** The refusal of a machine at the address `here`. */
export function cloned(name: string, there: string, here: string, when: string): StillpointError {
  return new StillpointError('AGENT_CLONED', `two machines use the certificate of agent ${name}${when}: one at ${there}, one at ${here}`, {
    hint:
      'on the copy: `stillpoint-agent reset`, then enrol it under a name of its own; if this is the same guest, rebuilt or with a new machine id: ' +
      `on the backup server \`stillpoint-collector token create --agent ${name} --replace\`, here \`stillpoint-agent enroll TOKEN --collector HOST:PORT --force\``,
  });
}

/** Where a greeting comes from. */
export function whereaboutsOf(hello: v1.Hello.$Properties, address: string): Whereabouts {
  return { machineId: hello.machineId ?? '', bootId: hello.bootId ?? '', address };
}

/** Where the agent was seen last. */
export function lastWhereabouts(agent: AgentRow): Whereabouts {
  return whereaboutsOf(agent.hello ?? {}, agent.lastAddress);
}

function isOther(here: string, there: string): boolean {
  return here !== '' && there !== '' && here !== there;
}
