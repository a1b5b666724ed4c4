/**
 * Named points at which a crash test kills the process. A point costs one comparison unless the environment arms it.
 *
 * `STILLPOINT_FAULT=name` kills the process with SIGKILL at the first passing of that point, `name:n` at the n-th (counted in each thread
 * on its own); `any:n` at the n-th passing of whichever point. The last words on stderr name it. Points of the datastore, in the write order:
 *
 * | point | reached when |
 * |---|---|
 * | `pack-created` | a pack file exists, its header is written, file, folder and parent are fsynced |
 * | `block-appended` | a block is written to the open pack, not fsynced |
 * | `pack-synced` | the open pack's blocks are fsynced |
 * | `pack-footer-written` | the footer of a pack that is being sealed is written, its trailer is not |
 * | `pack-sealed` | the trailer is written and fsynced |
 * | `snapshot-temp-written` | a snapshot file's temporary is written and fsynced |
 * | `snapshot-renamed` | it has its name, the folder is not fsynced |
 * | `snapshot-committed` | the folder is fsynced: the snapshot is committed |
 * | `journal-appended` | a decision is written to the journal and fsynced, its caller does not know yet |
 *
 * Points of a session at the collector, in its order:
 *
 * | point | reached when |
 * |---|---|
 * | `session-begun` | Ready is sent |
 * | `block-verified` | a block is checked, not appended (in an ingest thread) |
 * | `durable-sent` | a Durable is sent |
 * | `commit-received` | a Commit has come |
 * | `commit-walked` | its trees are judged good, nothing of the snapshot is written |
 * | `commit-synced` | every open pack is fsynced, the snapshot file is not written |
 * | `catalog-committed` | the snapshot is in the catalog, the agent does not know |
 * | `committed-sent` | Committed is sent |
 *
 * Points of retention and of a garbage collection, in its order:
 *
 * | point | reached when |
 * |---|---|
 * | `snapshot-unlisted` | a deletion is decided and the catalog has forgotten the snapshot, its file is there |
 * | `undelete-decided` | that a deleted snapshot is back is decided, the catalog does not list it |
 * | `expiry-decided` | that a deleted snapshot has expired is decided, its file is there |
 * | `gc-marked` | everything that snapshots need is marked |
 * | `gc-condemned` | one step of chunks is condemned |
 * | `gc-swept-begun` | all are condemned, no pack is gone |
 * | `gc-pack-forgotten` | the index has forgotten a dead pack, its file is there |
 * | `gc-pack-deleted` | the file of a dead pack is gone |
 * | `gc-pack-rewritten` | what lives in a pack is in a new one, fsynced; the index knows the old places |
 * | `gc-pack-moved` | the index knows the new places, the old file is there |
 */
import { writeSync } from 'node:fs';

interface ArmedFault {
  readonly name: string;
  passingsLeft: number;
}

// Read once: a point lies in loops that run for every block.
let armed = parseFault(process.env['STILLPOINT_FAULT']);

/** Ends the process by SIGKILL when the point `name` is armed and this is the passing that was asked for; else does nothing. */
export function faultPoint(name: string): void {
  if (armed === undefined || (armed.name !== name && armed.name !== 'any')) return;
  armed.passingsLeft -= 1;
  if (armed.passingsLeft !== 0) return;
  writeSync(2, `fault point ${name}\n`);
  process.kill(process.pid, 'SIGKILL');
}

/** Arms this thread with what STILLPOINT_FAULT could say: for test programs that load their modules before they know where they are to die. */
export function armFault(text: string): void {
  armed = parseFault(text);
}

function parseFault(text: string | undefined): ArmedFault | undefined {
  if (text === undefined || text === '') return undefined;
  const [, name, count] = /^([a-z-]+)(?::([0-9]+))?$/.exec(text) ?? [];
  if (name === undefined) throw new Error(`STILLPOINT_FAULT=${text} is not NAME or NAME:N`);
  return { name, passingsLeft: count === undefined ? 1 : Number(count) };
}
