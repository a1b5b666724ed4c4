/**
 * How the agent introduces itself.
 */
import type { v1 } from '@stillpoint/proto/messages.ts';
import { readMachineFacts } from '@stillpoint/proto/rpc/machine.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { capabilities, OLDEST_PROTOCOL_VERSION, PROTOCOL_VERSION, SOFTWARE_VERSION } from '@stillpoint/proto/services.ts';

/** Protocol, versions, machine and clock of this moment. */
export async function hello(): Promise<v1.Hello.$Properties> {
  return { ...(await readMachineFacts()), protocolVersion: PROTOCOL_VERSION, oldestProtocolVersion: OLDEST_PROTOCOL_VERSION, capabilities: [...capabilities], softwareVersion: SOFTWARE_VERSION };
}

/** Checks what a collector answers to a greeting. PROTOCOL_VERSION when it is of a release that this agent cannot talk to any more. */
export function checkWelcome({ protocolVersion, softwareVersion }: v1.Welcome.$Properties): void {
  const spoken = protocolVersion ?? 0;
  if (spoken >= OLDEST_PROTOCOL_VERSION && spoken <= PROTOCOL_VERSION) return;
  throw new StillpointError('PROTOCOL_VERSION', `the collector (version ${softwareVersion ?? 'unknown'}) speaks protocol ${spoken}, this agent (version ${SOFTWARE_VERSION}) ${OLDEST_PROTOCOL_VERSION} to ${PROTOCOL_VERSION}`, {
    hint: 'upgrade the collector, which always comes first, or go back to the older agent',
  });
}
