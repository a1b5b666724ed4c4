/** The snapshots of a datastore for the commands that look into them, through its owner or from the bare directory. */
import { listArchives } from '@stillpoint/proto/address/resolve-archive.ts';
import type { AccessRunner, SnapshotAccess } from '@stillpoint/proto/cli/snapshot-access.ts';
import { readKeyRing } from '@stillpoint/proto/encryption/key-file.ts';
import type { KeyRing } from '@stillpoint/proto/encryption/key-ring.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { countOf } from '@stillpoint/proto/text/format-count.ts';
import { NodeReader } from '@stillpoint/proto/tree/node-reader.ts';

import type { AdminApi } from '../admin/admin-api.ts';
import { openAdmin } from '../admin/open-admin.ts';
import { readKnownAgents } from '../admin/known-agents.ts';
import { BlockReader } from '../tree/block-reader.ts';
import type { CommandContext, CommandRunner } from './command-context.ts';

/** Runs commands on all snapshots of the chosen datastore. */
export function onDatastore(run: CommandRunner): AccessRunner {
  return (work) => run((context, ...args) => work({ ...context, openSnapshots: (keyFiles) => openSnapshots(context, keyFiles) }, ...args));
}

/**
 * Opens what the chosen datastore holds, for reading, and what agents have encrypted with keys of these files; whoever opens it disposes of it. Errors as {@link openAdmin},
 * ENCRYPTION_KEY_INVALID.
 */
export async function openSnapshots({ datastore, signal, now, output }: CommandContext, keyFiles: readonly string[] = []): Promise<SnapshotAccess> {
  const keys = readKeyRing(keyFiles);
  const admin = await openAdmin(datastore, { write: false, signal, now, note: (text) => { output.note(text); } });
  try {
    return await accessOf(admin, keys, (text) => { output.note(text); });
  } catch (error) {
    await admin.close();
    throw error;
  }
}

async function accessOf(admin: AdminApi, keys: KeyRing, note: (text: string) => void): Promise<SnapshotAccess> {
  const chunks = new BlockReader(admin);
  const nodes = new NodeReader(chunks, keys);
  return {
    agents: await readKnownAgents(admin, keys),
    chunks,
    nodes,
    listArchives: (snapshot) => listArchives(snapshot, (id) => nodes.readArchive(id)),
    completeAddress: (address) => address,
    findVersions: (request) => admin.findVersions(request),
    searchProblems: async () => (admin.bare ? ((await admin.getStatus()).problems ?? []) : []),
    recordEvent: (event) => admin.recordEvent(event),
    [Symbol.asyncDispose]: async () => {
      try {
        await reportDamage(admin, chunks.suspects, note);
      } finally {
        await admin.close();
      }
    },
  };
}

/** What was met damaged is marked by the datastore's owner, so that the next backup heals it; a command on the bare directory changes nothing. */
async function reportDamage(admin: AdminApi, suspects: Uint8Array, note: (text: string) => void): Promise<void> {
  if (suspects.length === 0 || admin.bare) return;
  try {
    const { newlyDamaged } = await admin.checkChunks({ ids: suspects });
    if (newlyDamaged) note(`${countOf(newlyDamaged, 'damaged copy', 'damaged copies')} marked: the next backup that still has the content heals it; \`stillpoint-collector verify --read-data\` names everything that is hurt`);
  } catch (error) {
    if (!(error instanceof StillpointError)) throw error;
    note(`what was found damaged could not be marked (${error.code}); \`stillpoint-collector verify --read-data\` does it`);
  }
}
