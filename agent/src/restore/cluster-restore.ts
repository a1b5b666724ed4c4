/**
 * `restore --cluster`: a physical backup of a server becomes a data directory that starts. Of PostgreSQL first its files are restored as any others are, then the log and the label of the
 * same snapshot are put in.
 */
import { parseAddress } from '@stillpoint/proto/address/address.ts';
import { restore } from '@stillpoint/proto/cli/commands/restore.ts';
import type { ExitStatus } from '@stillpoint/proto/cli/exit-status.ts';
import { audited, progressOf, type RestoreJob } from '@stillpoint/proto/cli/restore-job.ts';
import type { RestoreFlags } from '@stillpoint/proto/cli/restore-options.ts';
import type { AccessContext } from '@stillpoint/proto/cli/snapshot-access.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { resolveItems, type RestoreItem } from '@stillpoint/proto/restore/restore-item.ts';
import { RestoreTally } from '@stillpoint/proto/restore/restore-report.ts';
import { resolve } from 'node:path';

import { DATA, WAL } from '../source/postgres/physical-source.ts';
import type { AgentConfig } from '../config/agent-config.ts';
import { contentOf, counted } from './database-restore.ts';
import { findCopy, restoreCopy } from './mariadb/copy-restore.ts';
import { completeCluster } from './postgres/restored-cluster.ts';

/** The options that are for clusters. */
export interface ClusterFlags {
  readonly cluster?: string;
}

interface ClusterJob {
  readonly job: RestoreJob;
  readonly wal: RestoreItem;
  /** Where the data directory was. */
  readonly dataDirectory: string;
}

/** Does the work of `restore ADDRESS --cluster DIR`. USAGE for what is no physical backup, and what {@link restore} and {@link completeCluster} throw. */
export async function restoreCluster(context: AccessContext, config: AgentConfig, texts: readonly string[], flags: RestoreFlags & { readonly cluster: string }): Promise<ExitStatus | undefined> {
  const [text, ...others] = texts;
  if (text === undefined || others.length > 0) throw usage('--cluster takes one archive at a time', 'name the archive of the files, as in daily@latest:postgres.data');
  const folder = resolve(flags.cluster);
  const copy = await findCopy(context, text);
  if (copy !== undefined) {
    await restoreCopy(context, config, copy, { ...flags, cluster: folder });
    return undefined;
  }
  // What is the latest now need not be when its files have been restored.
  const address = await (async () => {
    await using access = await context.openSnapshots();
    const { wal } = await clusterJob(context, access, text);
    return `@${wal.snapshot.id}:${wal.archive.name.slice(0, -WAL.length)}${DATA}`;
  })();
  const status = await restore(context, [address], { ...flags, to: folder });
  if (status !== undefined || flags.dryRun === true) return status;
  await using access = await context.openSnapshots();
  const { job, wal, dataDirectory } = await clusterJob(context, access, address);
  const tally = new RestoreTally();
  const content = counted(contentOf(wal, job), tally, progressOf(context, wal.archive.bytes));
  const { output, signal } = context;
  await audited(job, { where: `to ${folder}`, resumable: false }, async () => {
    try {
      const cluster = await completeCluster({ folder, dataDirectory }, content, signal);
      output.note(`data directory: ${cluster.dataDirectory}`);
      for (const { oid, path } of cluster.tablespaces) output.note(`tablespace ${oid}: ${path}`);
      if (cluster.configuration !== undefined) output.note(`configuration: ${cluster.configuration}, included by ${cluster.dataDirectory}/postgresql.conf`);
    } finally {
      output.endProgress();
    }
    return tally.report;
  });
  output.note('Look at its port, its archive_command and what else its configuration says before it is started: nothing was changed there.');
  return undefined;
}

async function clusterJob(context: AccessContext, access: RestoreJob['access'], text: string): Promise<ClusterJob> {
  const resolved = await resolveItems([access.completeAddress(parseAddress(text))], access, 'contents', { zone: context.zone });
  const [item] = resolved.items;
  const name = item?.archive.name ?? '';
  const isWhole = item?.source.kind === 'content' && resolved.items.length === 1 && item.archive.sourceKind === 'postgres' && name.endsWith(`.${DATA}`);
  const walName = `${name.slice(0, -DATA.length)}${WAL}`;
  const archive = isWhole ? (await access.listArchives(item.snapshot)).find((candidate) => candidate.name === walName) : undefined;
  if (item === undefined || archive === undefined) throw usage(`${text} is not the archive of a physical backup's files`, 'name it, as in daily@latest:postgres.data');
  const wal: RestoreItem = { snapshot: item.snapshot, archive, parents: [], source: { kind: 'stream', name: walName } };
  const node = item.snapshot.record.draft?.archives?.find((reference) => reference.name === name)?.node ?? new Uint8Array(0);
  access.nodes.of(item.archive);
  const [path = new Uint8Array(0)] = (await access.nodes.readArchive(node)).record.paths;
  const dataDirectory = Buffer.from(path).toString('utf8');
  if (!Buffer.from(dataDirectory).equals(path)) throw usage(`the path of the data directory in ${text} is no valid UTF-8`, 'restore both archives and put them together by hand: docs/restore-postgres.md says how');
  return { job: { context, access, resolved, texts: [text] }, wal, dataDirectory };
}

function usage(message: string, hint: string): StillpointError {
  return new StillpointError('USAGE', message, { hint });
}
