/** What commands that look into snapshots start from: the agents, and readers of trees. */
import type { AdminApi } from '../admin/admin-api.ts';
import { parseAddress, type Address } from '../address/address.ts';
import { headline } from '../address/headline.ts';
import { readKnownAgents, type KnownAgent, type KnownSnapshot } from '../address/known-snapshots.ts';
import { listArchives, type KnownArchive } from '../address/resolve-archive.ts';
import type { ResolvedSnapshot } from '../address/resolve-snapshot.ts';
import { BlockReader } from '../tree/block-reader.ts';
import { NodeReader } from '../tree/node-reader.ts';
import type { CommandContext } from './command-context.ts';

/** A datastore as a command sees it. */
export interface SnapshotView {
  readonly agents: readonly KnownAgent[];
  readonly blocks: BlockReader;
  readonly nodes: NodeReader;
}

/** Opens a view; it needs no closing but that of `admin`. */
export async function openSnapshotView(admin: AdminApi): Promise<SnapshotView> {
  const blocks = new BlockReader(admin);
  return { agents: await readKnownAgents(admin), blocks, nodes: new NodeReader(blocks) };
}

/** Parses the addresses of a command line, where quotes that a listing printed may have been kept. ADDRESS_INVALID. */
export function parseAddresses(texts: readonly string[]): Address[] {
  return texts.map(parseAddress);
}

/** The archives of a snapshot. NODE_CORRUPT, CHUNK_*. */
export async function archivesOf(view: SnapshotView, snapshot: KnownSnapshot): Promise<KnownArchive[]> {
  return listArchives(snapshot, (id) => view.nodes.readArchive(id));
}

/** Says which snapshot was taken, and what should be known of it. */
export function announce(context: CommandContext, { snapshot, notes }: ResolvedSnapshot): void {
  context.output.note(headline(snapshot, context.now(), context.zone));
  for (const note of notes) context.output.note(`note: ${note}`);
}
