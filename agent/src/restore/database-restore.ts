/**
 * `restore --database`: an archive of a snapshot goes into a running server of this guest. Which server, agent.toml says: the archive's source. What is special about
 * each kind lies in a folder of its own.
 */
import { parseAddress } from '@stillpoint/proto/address/address.ts';
import type { ExitStatus } from '@stillpoint/proto/cli/exit-status.ts';
import { audited, progressOf, resolveJob, type RestoreJob } from '@stillpoint/proto/cli/restore-job.ts';
import type { AccessContext } from '@stillpoint/proto/cli/snapshot-access.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { readData } from '@stillpoint/proto/restore/content-stream.ts';
import { takeAll } from '@stillpoint/proto/restore/entry-filter.ts';
import { walkItem } from '@stillpoint/proto/restore/item-walk.ts';
import type { RestoreItem } from '@stillpoint/proto/restore/restore-item.ts';
import { RestoreTally } from '@stillpoint/proto/restore/restore-report.ts';
import { formatBytes } from '@stillpoint/proto/text/format-bytes.ts';

import type { AgentConfig, SourceConfig } from '../config/agent-config.ts';
import { restoreMariadb } from './mariadb/mariadb-restore.ts';
import { restorePostgres } from './postgres/postgres-restore.ts';

/** Options of the command that are for databases. */
export interface DatabaseFlags {
  readonly database?: string;
  readonly table?: string;
  readonly schemaOnly?: boolean;
  readonly globals?: boolean;
  readonly user?: string;
  readonly overwrite?: string;
  readonly owner?: string;
  readonly dryRun?: boolean;
}

/** One archive on its way into a server. */
export interface DatabaseRestore<Kind extends SourceConfig['kind'] = SourceConfig['kind']> {
  readonly source: Extract<SourceConfig, { readonly kind: Kind }>;
  readonly archiveName: string;
  readonly flags: DatabaseFlags & { readonly database: string };
  /** The archive's bytes, from the first on; may be asked for once. */
  readonly content: AsyncIterable<Uint8Array>;
  /** All bytes of another archive of the same snapshot, for small ones; undefined when it has none of that name. */
  readonly readOther: (archiveName: string) => Promise<Uint8Array | undefined>;
  /** A line for the person. */
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Does the work of `restore ADDRESS --database NAME`. USAGE for what cannot be loaded, and what the kind's loader throws. */
export async function restoreDatabase(context: AccessContext, config: AgentConfig, texts: readonly string[], flags: DatabaseFlags & { readonly database: string }): Promise<ExitStatus | undefined> {
  const [text, ...others] = texts;
  if (text === undefined || others.length > 0) throw usage('--database takes one archive at a time', 'name one archive, as in daily@latest:postgres.shop');
  await using access = await context.openSnapshots();
  const job = await resolveJob(context, access, { texts, addresses: texts.map(parseAddress), placement: 'contents' });
  const [item] = job.resolved.items;
  if (item?.source.kind !== 'stream') throw usage(`${text} is not a dump of a database`, `\`stillpoint-agent ls\` lists the archives of a snapshot`);
  const { output, signal } = context;
  const say = (line: string): void => output.note(line);
  const tally = new RestoreTally();
  const content = counted(contentOf(item, job), tally, progressOf(context, item.archive.bytes));
  const restore = { source: sourceFor(config, item), archiveName: item.archive.name, flags, content, readOther: (name: string) => readArchive(item, name, job), say, signal };
  await audited(job, { where: `into the database ${flags.database}`, resumable: false }, async () => {
    try {
      await load(restore);
    } finally {
      output.endProgress();
    }
    return tally.report;
  });
  if (flags.dryRun === true) say('Nothing was written (--dry-run).');
  else say(`${formatBytes(tally.bytes)} loaded into the database ${flags.database}`);
  return undefined;
}

async function load(restore: DatabaseRestore): Promise<void> {
  const { source } = restore;
  switch (source.kind) {
    case 'postgres':
      await restorePostgres({ ...restore, source });
      return;
    case 'mariadb':
    case 'mysql':
      await restoreMariadb({ ...restore, source });
      return;
    default:
      throw usage(`archives of kind ${source.kind} are not loaded into servers`, 'restore it with --to or --stdout; docs/sources.md says how it is loaded');
  }
}

/** The source of agent.toml that the archive came from, or the only one of its kind. Sources of other plans may have the same name and lead to another server. */
export function sourceFor({ plans }: Pick<AgentConfig, 'plans'>, { archive, snapshot }: { readonly archive: Pick<RestoreItem['archive'], 'name' | 'sourceKind'>; readonly snapshot: Pick<RestoreItem['snapshot'], 'plan'> }): SourceConfig {
  const own = plans.filter(({ name }) => name === snapshot.plan);
  const others = plans.filter(({ name }) => name !== snapshot.plan);
  const sources = [...own, ...others].flatMap((plan) => plan.sources).filter(({ kind }) => kind === archive.sourceKind);
  const [named = archive.name] = archive.name.split('.');
  const source = sources.find(({ name }) => name === named) ?? (sources.length === 1 ? sources[0] : undefined);
  if (source !== undefined) return source;
  throw usage(`agent.toml has no source ${named} of kind ${archive.sourceKind}, so it is not known which server to load into`, 'add one for the server, or restore with --stdout into its tool');
}

/** The bytes of an archive that is a stream. */
export async function* contentOf(item: RestoreItem, { access, context }: RestoreJob): AsyncIterable<Uint8Array> {
  for await (const event of walkItem(item, access.nodes, takeAll, context.signal)) {
    if (event.kind === 'entry') yield* readData(event.entry, item.archive, access, context.signal);
  }
}

/** The same bytes, counted and told as they pass. */
export async function* counted(content: AsyncIterable<Uint8Array>, tally: RestoreTally, onProgress: ReturnType<typeof progressOf>): AsyncIterable<Uint8Array> {
  for await (const piece of content) {
    yield piece;
    tally.bytes += piece.length;
    onProgress(tally.progress);
  }
}

async function readArchive(item: RestoreItem, name: string, job: RestoreJob): Promise<Uint8Array | undefined> {
  const archive = (await job.access.listArchives(item.snapshot)).find((candidate) => candidate.name === name);
  if (archive === undefined) return undefined;
  const parts: Uint8Array[] = [];
  for await (const part of contentOf({ ...item, archive, source: { kind: 'stream', name } }, job)) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

function usage(message: string, hint: string): StillpointError {
  return new StillpointError('USAGE', message, { hint });
}
