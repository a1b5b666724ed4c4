/**
 * How the agent introduces itself.
 */
import type { v1 } from '@stillpoint/proto/messages.ts';
import { readMachineFacts } from '@stillpoint/proto/rpc/machine.ts';
import { capabilities, OLDEST_PROTOCOL_VERSION, PROTOCOL_VERSION, SOFTWARE_VERSION } from '@stillpoint/proto/services.ts';

/** Protocol, versions, machine and clock of this moment. */
export async function hello(): Promise<v1.Hello.$Properties> {
  return { ...(await readMachineFacts()), protocolVersion: PROTOCOL_VERSION, oldestProtocolVersion: OLDEST_PROTOCOL_VERSION, capabilities: [...capabilities], softwareVersion: SOFTWARE_VERSION };
}
