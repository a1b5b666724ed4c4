/**
 * What agent and collector tell each other of themselves, and what follows from it: the protocol they speak, whether a guest was cloned, whether its clock
 * is wrong.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { capabilities, PROTOCOL_VERSION, SOFTWARE_VERSION } from '@stillpoint/proto/services.ts';

import type { v1 } from '@stillpoint/proto/messages.ts';
import type { AgentRow } from '../catalog/catalog.ts';

const OLDEST_PROTOCOL_VERSION = 1;
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
  };
}

/** The version that both speak: the lower of the newest that each knows. PROTOCOL_VERSION when there is none. */
export function negotiateVersion(hello: v1.Hello.$Properties): number {
  const version = Math.min(hello.protocolVersion ?? 0, PROTOCOL_VERSION);
  if (version < OLDEST_PROTOCOL_VERSION) {
    throw new StillpointError('PROTOCOL_VERSION', `the agent (version ${hello.softwareVersion ?? 'unknown'}) speaks protocol ${hello.protocolVersion ?? 0}, this collector ${OLDEST_PROTOCOL_VERSION} to ${PROTOCOL_VERSION}`, {
      hint: 'bring both sides to the same version',
    });
  }
  return version;
}

/** What the collector answers to a Hello. */
export function welcome(
  hello: v1.Hello.$Properties,
  facts: { readonly collectorId: string; readonly clockMs: number; readonly agentId: string; readonly agentName: string; readonly certificateNotAfterMs: number },
): v1.Welcome.$Properties {
  const theirs = hello.capabilities ?? [];
  return { ...facts, protocolVersion: negotiateVersion(hello), capabilities: capabilities.filter((name) => theirs.includes(name)), softwareVersion: SOFTWARE_VERSION };
}

/** An agent that is, or was last, seen somewhere. */
export interface Whereabouts {
  readonly machineId: string;
  readonly address: string;
}

/**
 * Refuses a guest whose machine is not the one that holds this certificate: a copy of a guest brings its key along. `known` are where the agent was seen
 * last and where its sessions live. AGENT_CLONED names both addresses. A machine without an id (a container) cannot be told apart.
 */
export function refuseClone(agent: AgentRow, here: Whereabouts, known: readonly Whereabouts[]): void {
  if (here.machineId === '') return;
  const other = known.find(({ machineId }) => machineId !== '' && machineId !== here.machineId);
  if (other === undefined) return;
  throw new StillpointError('AGENT_CLONED', `two machines use the certificate of agent ${agent.name}: one at ${other.address}, one at ${here.address}`, {
    hint: `enrol the copy under a name of its own; if this is the same guest with a new machine id, enrol it with a token made by: stillpoint-collector token create --agent ${agent.name} --replace`,
  });
}

/** Where the agent was seen last. */
export function lastWhereabouts(agent: AgentRow): Whereabouts {
  return { machineId: agent.hello?.machineId ?? '', address: agent.lastAddress };
}
