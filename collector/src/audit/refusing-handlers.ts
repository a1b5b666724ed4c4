/**
 * Wraps the handlers of the agents' service: a refusal is an event of the audit log, whoever throws it.
 */
import type { CallContext, Handlers } from '@stillpoint/proto/rpc/server-call.ts';
import type { agentService } from '@stillpoint/proto/services.ts';

import type { EventBudget } from './event-budget.ts';

type AgentHandlers = Handlers<typeof agentService>;

/** The same handlers, whose refusals `budget` is told of. */
export function tellingOfRefusals(handlers: AgentHandlers, budget: Pick<EventBudget, 'refused'>): AgentHandlers {
  const { Enroll, Renew, Greet, Backup, ListOwnSnapshots, Restore, FindOwnVersions, Control, RedeemRestore } = handlers;
  const watch = async <T>(answer: Promise<T> | T, { peer, path }: CallContext): Promise<T> => {
    try {
      return await answer;
    } catch (error) {
      budget.refused(error, peer, path);
      throw error;
    }
  };
  return {
    ...(Enroll && { Enroll: (request, context) => watch(Enroll(request, context), context) }),
    ...(Renew && { Renew: (request, context) => watch(Renew(request, context), context) }),
    ...(Greet && { Greet: (request, context) => watch(Greet(request, context), context) }),
    ...(Backup && { Backup: (stream, context) => watch(Backup(stream, context), context) }),
    ...(ListOwnSnapshots && { ListOwnSnapshots: (request, context) => watch(ListOwnSnapshots(request, context), context) }),
    ...(Restore && { Restore: (stream, context) => watch(Restore(stream, context), context) }),
    ...(FindOwnVersions && { FindOwnVersions: (request, context) => watchStream(FindOwnVersions(request, context), context, budget) }),
    ...(RedeemRestore && { RedeemRestore: (request, context) => watch(RedeemRestore(request, context), context) }),
    ...(Control && { Control: (stream, context) => watch(Control(stream, context), context) }),
  };
}

async function* watchStream<T>(answers: AsyncIterable<T>, { peer, path }: CallContext, budget: Pick<EventBudget, 'refused'>): AsyncGenerator<T> {
  try {
    yield* answers;
  } catch (error) {
    budget.refused(error, peer, path);
    throw error;
  }
}
