/** `restore --cluster` for a physical backup of a MariaDB or MySQL server: a data directory that starts. */
import { parseAddress } from '@stillpoint/proto/address/address.ts';
import { audited, progressOf, resolveJob } from '@stillpoint/proto/cli/restore-job.ts';
import type { AccessContext } from '@stillpoint/proto/cli/snapshot-access.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { resolveItems } from '@stillpoint/proto/restore/restore-item.ts';
import { RestoreTally } from '@stillpoint/proto/restore/restore-report.ts';

import type { AgentConfig } from '../../config/agent-config.ts';
import { PHYSICAL } from '../../source/mariadb/mariadb-copy-source.ts';
import { toolUser } from '../../source/tool/tool-user.ts';
import { contentOf, counted } from '../database-restore.ts';
import { makeDataDirectory } from './data-directory.ts';

/** Whom a server of either maker runs as on every distribution. */
const SERVER_USER = 'mysql';
/** Applying a large log takes its time. */
const TIMEOUT_MS = 24 * 3_600_000;

/** Where to, and how. */
export interface CopyFlags {
  readonly cluster: string;
  readonly owner?: string;
  readonly dryRun?: boolean;
}

/** The physical backup of this kind that `text` names, as an address that stays the same; undefined when it names something else. */
export async function findCopy(context: AccessContext, text: string): Promise<string | undefined> {
  await using access = await context.openSnapshots();
  const { items } = await resolveItems([access.completeAddress(parseAddress(text))], access, 'contents', { zone: context.zone });
  const [item] = items;
  const isCopy = item?.source.kind === 'stream' && (item.archive.sourceKind === 'mariadb' || item.archive.sourceKind === 'mysql') && item.archive.name.endsWith(`.${PHYSICAL}`);
  return isCopy ? `@${item.snapshot.id}:${item.archive.name}` : undefined;
}

/** Does the work of `restore ADDRESS --cluster DIR` for what {@link findCopy} found. Throws what {@link makeDataDirectory} throws. */
export async function restoreCopy(context: AccessContext, config: AgentConfig, address: string, { cluster, owner, dryRun }: CopyFlags): Promise<void> {
  await using access = await context.openSnapshots();
  const job = await resolveJob(context, access, { texts: [address], addresses: [parseAddress(address)], placement: 'contents' });
  const [item] = job.resolved.items;
  if (item === undefined) throw new StillpointError('ARCHIVE_UNKNOWN', `${address} names no archive`);
  const { output, signal } = context;
  if (dryRun === true) {
    output.note('Nothing was written (--dry-run).');
    return;
  }
  const tally = new RestoreTally();
  const content = counted(contentOf(item, job), tally, progressOf(context, item.archive.bytes));
  const flavour = item.archive.sourceKind === 'mysql' ? 'mysql' : 'mariadb';
  const binDirectory = config.plans
    .flatMap((plan) => plan.sources)
    .flatMap((source) => (source.kind === flavour ? [source] : []))
    .find(({ name }) => item.archive.name === `${name}.${PHYSICAL}`)?.binDirectory;
  await audited(job, { where: `to ${cluster}`, resumable: false }, async () => {
    try {
      const user = owner === 'none' ? undefined : await serverUser();
      await makeDataDirectory(content, { directory: cluster, flavour, binDirectory, owner: user, timeoutMs: TIMEOUT_MS, signal, say: (line) => output.note(line) });
      if (user === undefined) output.note(`its files belong to whoever restored them: give them to the server's user before it is started (chown -R ${SERVER_USER}: ${cluster})`);
    } finally {
      output.endProgress();
    }
    return tally.report;
  });
}

/** undefined when there is no such user here, or when it could not be given anything. */
async function serverUser(): Promise<string | undefined> {
  try {
    return (await toolUser(SERVER_USER)).name;
  } catch (error) {
    if (error instanceof StillpointError && error.code === 'SOURCE_FAILED') return undefined;
    throw error;
  }
}
