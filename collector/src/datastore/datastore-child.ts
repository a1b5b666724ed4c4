/**
 * A second process for tests: opens a datastore, says so, and works until it is killed or its standard input ends. Never part of a release.
 *
 * `datastore-child.ts DIRECTORY owner|reader|write [UID]`; prints one line of JSON: `{"opened":true}` or `{"code":"DATASTORE_LOCKED"}`.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { BlockClass } from '@stillpoint/proto/format/block.ts';

import { noise, sampleBlock } from './datastore-fixture.ts';
import { adminSocketPath } from './datastore-lock.ts';
import { Datastore } from './datastore.ts';
import { PackWriter } from './pack-writer.ts';

const [, , directory = '', task = '', uid] = process.argv;

function say(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

/** The write order of two sessions, with every fault point on the way. */
async function write(): Promise<void> {
  await using datastore = await Datastore.open(directory, { mode: 'owner', clock: Date.now });
  for (const round of [1, 2]) {
    const writer = PackWriter.create(directory, BlockClass.data, Date.now);
    for (const index of [1, 2]) {
      const block = sampleBlock([noise(`${round}/${index}`, 5000)]);
      writer.append(block.bytes, block.header);
      writer.sync();
    }
    await datastore.snapshots.put({ snapshotId: Buffer.alloc(16, round), plan: 'daily', draft: { archives: [] } });
    await datastore.journal.append({ actor: 'collector', snapshotDeleted: { snapshotId: Buffer.alloc(16, round) } });
    writer.seal();
    say({ round });
  }
}

async function hold(mode: 'owner' | 'reader'): Promise<void> {
  if (uid !== undefined) {
    process.setgroups?.([]);
    process.setgid?.(Number(uid));
    process.setuid?.(Number(uid));
  }
  await using datastore = await Datastore.open(directory, { mode, clock: Date.now, socketPath: adminSocketPath(directory) });
  const packs = await Array.fromAsync(datastore.packs.listPacks());
  const blocks = [];
  for (const { packId } of packs) blocks.push(...(await datastore.packs.scanPack(packId)).content.blocks);
  const decisions = await Array.fromAsync(datastore.readDecisions());
  const snapshots = await Array.fromAsync(datastore.snapshots.readAll());
  say({ opened: true, packs: packs.length, blocks: blocks.length, decisions: decisions.length, snapshots: snapshots.length });
  await Array.fromAsync(process.stdin);
}

try {
  if (task === 'write') await write();
  else await hold(task === 'owner' ? 'owner' : 'reader');
} catch (error) {
  if (!(error instanceof StillpointError)) throw error;
  say({ code: error.code });
}
