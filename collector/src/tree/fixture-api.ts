/** For tests: the blocks of a fixture through an AdminApi, and nothing else of it. */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { SnapshotFixture } from '@stillpoint/proto/tree/snapshot-fixture.ts';

import type { AdminApi } from '../admin/admin-api.ts';

/** Needs no closing. */
export function fixtureApi(fixture: SnapshotFixture): AdminApi {
  const refuse = (): Promise<never> => Promise.reject(new StillpointError('INTERNAL', 'the fixture does not serve this call'));
  const refuseStream = async function* (): AsyncGenerator<never> {
    yield await refuse();
  };
  return {
    bare: true,
    listAgents: async () => ({ agents: [fixture.agent] }),
    listSnapshots: async () => ({ snapshots: fixture.records }),
    locateChunks: async (request) => fixture.locateChunks(request.ids ?? new Uint8Array(0)),
    readBlocks: (request) => fixture.readBlocks(request),
    getStatus: refuse, updateAgent: refuse, revokeAgent: refuse, removeAgent: refuse, createToken: refuse, listTokens: refuse, revokeToken: refuse, deleteSnapshot: refuse, recordEvent: refuse, checkChunks: refuse,
    verifyAudit: refuse, undeleteSnapshot: refuse, getRetention: refuse, setRetention: refuse, pinSnapshot: refuse, unpinSnapshot: refuse, judgeSnapshots: refuse, prune: refuse, acceptTime: refuse, cancelPlanRun: refuse, listRuns: refuse, setSchedule: refuse, getBandwidth: refuse, setBandwidth: refuse, listSchedules: refuse, applyPlans: refuse, testNotify: refuse,
    listCentralPlans: refuseStream, listEvents: refuseStream, findVersions: refuseStream, verify: refuseStream, collectGarbage: refuseStream, runPlan: refuseStream, pushRestore: refuseStream,
    close: async () => undefined,
    [Symbol.asyncDispose]: async () => undefined,
  };
}
