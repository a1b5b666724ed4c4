/**
 * Puts the agents' service together from its parts.
 */
import type { OwnedDatastore } from '../admin/bare-datastore.ts';
import type { AgentService } from './agent-service.ts';
import type { CollectorIdentity } from './collector-identity.ts';
import type { Logger } from './logger.ts';

/** What the service stands on; the caller closes these after it. */
export interface AgentServiceParts extends OwnedDatastore {
  readonly identity: CollectorIdentity;
  readonly logger: Logger;
  readonly now: () => number;
}

/** Opens the service; the caller closes it. */
export async function openAgentService(parts: AgentServiceParts): Promise<AgentService> {
  parts.logger.debug('no agents yet');
  return { handlers: {}, anonymousPaths: [], authorize: () => undefined, sessions: () => [], dismissAgent: () => undefined, close: async () => undefined };
}
