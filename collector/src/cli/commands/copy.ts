/** `copy`: the datastore in another directory, beside everything that goes on. */
import { chown, mkdir, readdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { formatBytes } from '@stillpoint/proto/text/format-bytes.ts';
import { countOf } from '@stillpoint/proto/text/format-count.ts';
import { parseSize } from '@stillpoint/proto/text/parse-size.ts';
import { shellQuote } from '@stillpoint/proto/text/shell-quote.ts';
import type { Command } from 'commander';

import { openOwnedDatastore } from '../../admin/bare-datastore.ts';
import { becomeDatastoreUser, findDatastoreUser } from '../../admin/owner-rights.ts';
import { copyDatastore } from '../../copy/copy-datastore.ts';
import { Pace } from '../../copy/pace.ts';
import { datastoreError } from '../../datastore/datastore-error.ts';
import { examples, type CommandContext, type CommandRunner } from '../command-context.ts';

interface CopyCommandOptions {
  readonly to: string;
  readonly rate?: number;
}

/** Adds the command to `parent`. */
export function addCopy(parent: Command, run: CommandRunner): void {
  parent
    .command('copy')
    .description('copy the datastore into another directory, or bring an older copy up to date; backups and everything else go on meanwhile, and what is copied is checked')
    .requiredOption('--to <DIR>', 'an empty directory, one that does not exist, or an older copy')
    .option('--rate <BYTES>', 'copy no more than this in a second, such as 50M', rateOption)
    .addHelpText('after', examples('stillpoint-collector copy --to /mnt/second/stillpoint', 'stillpoint-collector copy --to /mnt/second/stillpoint --rate 100M'))
    .action(run(copy));
}

async function copy(context: CommandContext, options: CopyCommandOptions): Promise<undefined> {
  const { output, now, signal, datastore } = context;
  const target = resolve(options.to);
  await prepareTarget(datastore, target);
  await becomeDatastoreUser(datastore);
  const pace = new Pace(options.rate, signal);
  const summary = await copyDatastore(datastore, target, {
    now,
    signal,
    copied: (bytes) => pace.pass(bytes),
    progress: (done, total) => { output.progress(`copying packs: ${formatBytes(done)} of ${formatBytes(total)}`, now()); },
  });
  output.progress('making the catalog of the copy', now());
  // Seals what was open in the moment of copying, and makes or completes the catalog.
  const owned = await openOwnedDatastore(target, { now, note: (text) => { output.note(text); } });
  await owned.close();
  output.endProgress();
  if (output.json) {
    await output.document({ ...summary, bytes: pace.bytes });
  } else {
    for (const text of summary.damage) await output.line(`damaged: ${text}`);
    const packs = `${countOf(summary.copiedPacks, 'pack')} copied and checked, ${summary.keptPacks} were there${summary.removedPacks > 0 ? `, ${summary.removedPacks} removed` : ''}`;
    await output.line(`${countOf(summary.snapshots, 'snapshot')} in ${shellQuote(target)}: ${packs}, ${formatBytes(pace.bytes)} written`);
  }
  if (summary.damage.length > 0) {
    throw new StillpointError('DAMAGE_FOUND', `${countOf(summary.damage.length, 'thing is', 'things are')} damaged in ${datastore} and so in its copy`, { hint: '`stillpoint-collector verify --read-data` names what that hurts; back up again, and repeat the copy' });
  }
  return undefined;
}

/** The copy belongs to the user of the datastore: only root can give it to somebody else. */
async function prepareTarget(source: string, target: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const user = await findDatastoreUser(source);
  try {
    // Folders on the way can be passed by everyone; what lies below belongs to one.
    await mkdir(dirname(target), { recursive: true, mode: 0o755 });
    await mkdir(target, { recursive: true, mode: 0o700 });
    // An empty one is most often a new disk, mounted by root.
    const isEmpty = (await readdir(target)).every((name) => name === 'lost+found');
    if (user !== undefined && isEmpty) await chown(target, user.uid, user.gid);
  } catch (error) {
    throw datastoreError(error, `making ${target}`);
  }
}

function rateOption(text: string): number {
  const rateBytes = parseSize(text);
  if (rateBytes === undefined || rateBytes === 0) throw new StillpointError('USAGE', `--rate: "${text}" is no number of bytes`, { hint: 'write something like 50M' });
  return rateBytes;
}
