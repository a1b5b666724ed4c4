/** `ca`: shows the private CA of this collector, and renews it. */
import { X509Certificate } from 'node:crypto';

import type { Command } from 'commander';

import { jsonTime } from '@stillpoint/proto/cli/json-fields.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import { countOf } from '@stillpoint/proto/text/format-count.ts';
import { formatLocalTime } from '@stillpoint/proto/text/format-time.ts';
import { validityDays } from '@stillpoint/proto/tls/certificate.ts';
import { fingerprint } from '@stillpoint/proto/tls/certificate.ts';

import { openOwnedDatastore, type OwnedDatastore } from '../../admin/bare-datastore.ts';
import { becomeDatastoreUser } from '../../admin/owner-rights.ts';
import { forgetPreviousAuthority, readCaCertificate, readPreviousCaCertificate, renewAuthority } from '../../serve/collector-identity.ts';
import { examples, type CommandContext, type CommandRunner } from '../command-context.ts';
import { addGroup } from '../command-group.ts';
import { confirm } from '../confirmation.ts';
import { withAdmin } from '../with-admin.ts';

interface ConfirmOptions {
  readonly yes?: boolean;
}

interface AuthorityFacts {
  readonly fingerprint: string;
  readonly validFromMs: number;
  readonly validUntilMs: number;
}

/** Adds the group to `parent`. */
export function addCa(parent: Command, run: CommandRunner): void {
  const group = addGroup(parent, 'ca', 'the private CA of this collector: show it, renew it', run(showAuthority));
  group.command('show').description('how long the CA is valid, and which agents have no certificate of it yet').action(run(showAuthority));
  group
    .command('renew')
    .description('make a new CA; agents of the present one still count and go over by themselves; the collector must be stopped')
    .option('--yes', 'do not ask')
    .addHelpText('after', examples('systemctl stop stillpoint-collector && stillpoint-collector ca renew && systemctl start stillpoint-collector'))
    .action(run(renew));
  group.command('forget-previous').description('end the trust in the CA before the present one; the collector must be stopped').option('--yes', 'do not ask').action(run(forgetPrevious));
}

async function showAuthority(context: CommandContext): Promise<undefined> {
  const { datastore, output } = context;
  // A datastore that root looks at belongs to the service's user.
  const agents = await withAdmin(context, { write: false }, async (admin) => (await admin.listAgents()).agents ?? []);
  const present = factsOf(await readCaCertificate(datastore));
  const previousText = await readPreviousCaCertificate(datastore);
  const previous = previousText === undefined ? undefined : factsOf(previousText);
  const waiting = previous === undefined ? [] : agentsBefore(agents, present);
  if (output.json) {
    await output.document({ present: jsonOf(present), previous: previous === undefined ? null : jsonOf(previous), agentsOfPrevious: waiting });
    return;
  }
  await output.line(`fingerprint:  ${present.fingerprint}`);
  await output.line(`valid:        from ${formatLocalTime(present.validFromMs)} until ${formatLocalTime(present.validUntilMs)}`);
  if (previous === undefined) return;
  await output.line(`previous:     ${previous.fingerprint}, valid until ${formatLocalTime(previous.validUntilMs)}`);
  if (waiting.length === 0) output.note('All agents have certificates of the present CA; `stillpoint-collector ca forget-previous` ends the trust in the one before.');
  else output.note(`${countOf(waiting.length, 'agent has', 'agents have')} no certificate of the present CA yet: ${waiting.join(', ')}`);
}

async function renew(context: CommandContext, { yes }: ConfirmOptions): Promise<undefined> {
  const { output, now } = context;
  await using owned = await openStopped(context);
  const { directory, collectorId } = owned.datastore.parts.datastore;
  await confirm(context, yes === true, 'A new CA is made. Agents of the present one still count, and get certificates of the new one by themselves; tokens that were made before are void.', 'Renew the CA?');
  await renewAuthority(directory, collectorId, new Date(now()));
  const facts = factsOf(await readCaCertificate(directory));
  await owned.datastore.decisions.exclusively((decide) => decide({ actor: owned.actor, audit: { kind: 'ca-renewed', object: facts.fingerprint, text: '' } }));
  if (output.json) await output.document(jsonOf(facts));
  else output.note(`The new CA ${facts.fingerprint} is valid until ${formatLocalTime(facts.validUntilMs)}. Start the collector, keep a copy of the folder ca and make the recovery kit anew, and see with \`stillpoint-collector ca show\` when all agents have gone over.`);
}

async function forgetPrevious(context: CommandContext, { yes }: ConfirmOptions): Promise<undefined> {
  const { output } = context;
  await using owned = await openStopped(context);
  const { datastore, catalog } = owned.datastore.parts;
  const previous = await readPreviousCaCertificate(datastore.directory);
  if (previous === undefined) throw new StillpointError('USAGE', 'there is no CA before the present one that still counts');
  const rows = (await catalog.listAgents()).filter(({ state }) => state === 'active');
  const waiting = agentsBefore(rows.map(({ name, state, certificateNotAfterMs }) => ({ name, state, certificateNotAfterMs })), factsOf(await readCaCertificate(datastore.directory)));
  const lost = waiting.length === 0 ? 'All agents have certificates of the present CA.' : `These agents have none of the present CA, and must be enrolled again with a token made with --replace: ${waiting.join(', ')}.`;
  await confirm(context, yes === true, `Certificates of the CA ${fingerprint(previous)} count no more. ${lost}`, 'End the trust in it?');
  await forgetPreviousAuthority(datastore.directory);
  await owned.datastore.decisions.exclusively((decide) => decide({ actor: owned.actor, audit: { kind: 'ca-forgotten', object: fingerprint(previous), text: waiting.join(' ').slice(0, 1024) } }));
  if (output.json) await output.document({ forgotten: fingerprint(previous), agentsOfPrevious: waiting });
  else output.note('The CA before the present one counts no more.');
}

async function openStopped({ datastore: directory, now, output }: CommandContext): Promise<AsyncDisposable & { readonly datastore: OwnedDatastore; readonly actor: string }> {
  const actor = `cli uid ${String(process.getuid?.() ?? 0)}`;
  await becomeDatastoreUser(directory);
  const datastore = await openOwnedDatastore(directory, { now, note: (text) => { output.warn(text); } });
  return { datastore, actor, [Symbol.asyncDispose]: () => datastore.close() };
}

/** Names of active agents whose newest certificate is older than the CA. */
function agentsBefore(agents: readonly Pick<v1.AgentFacts.$Properties, 'name' | 'state' | 'certificateNotAfterMs'>[], { validFromMs }: AuthorityFacts): string[] {
  // A CA is dated back a little, so that clocks may differ; certificates were issued at their end less their time.
  const madeMs = validFromMs + 3_600_000;
  return agents.flatMap(({ name, state, certificateNotAfterMs }) => (state === 'active' && (certificateNotAfterMs ?? 0) - validityDays.agent * 86_400_000 < madeMs ? [name ?? ''] : []));
}

function factsOf(certificate: string): AuthorityFacts {
  const { validFromDate, validToDate } = new X509Certificate(certificate);
  return { fingerprint: fingerprint(certificate), validFromMs: validFromDate.getTime(), validUntilMs: validToDate.getTime() };
}

function jsonOf({ fingerprint: text, validFromMs, validUntilMs }: AuthorityFacts): Record<string, unknown> {
  return { fingerprint: text, validFrom: jsonTime(validFromMs), validUntil: jsonTime(validUntilMs) };
}
