/** `token`: makes, lists and revokes tokens, for guests to enrol and for rescue systems to restore. */
import type { Command } from 'commander';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import { formatLocalTime } from '@stillpoint/proto/text/format-time.ts';

import { examples, type CommandContext, type CommandRunner } from '../command-context.ts';
import { addGroup } from '../command-group.ts';
import { parseDuration } from '../duration-option.ts';
import { parseSnapshotReference } from '@stillpoint/proto/address/address.ts';
import { resolveSnapshot } from '@stillpoint/proto/address/resolve-snapshot.ts';
import { jsonId, jsonTime } from '@stillpoint/proto/cli/json-fields.ts';
import { announce } from '@stillpoint/proto/cli/snapshot-access.ts';
import type { AdminApi } from '../../admin/admin-api.ts';
import { readKnownAgents } from '../../admin/known-agents.ts';
import { labelsText, parseLabel } from '../label-option.ts';
import { withAdmin } from '../with-admin.ts';

interface CreateOptions {
  readonly agent?: string;
  readonly restore?: string;
  readonly ttl?: string;
  readonly replace?: boolean;
  readonly uses?: string;
  readonly from?: readonly string[];
  readonly label?: readonly string[];
}

/** Adds the group to `parent`. */
export function addToken(parent: Command, run: CommandRunner): void {
  const group = addGroup(parent, 'token', 'make, list and revoke tokens, for guests to enrol and for rescue systems to restore; lists them when nothing else is said', run(listTokens));
  group
    .command('create')
    .description('make a token; it is printed on stdout and shown only once')
    .option('--agent <NAME>', 'the agent gets this name (default: the guest chooses)')
    .option('--restore <SNAPSHOT>', 'it makes no agent: whoever has it may read this snapshot, and nothing else')
    .option('--ttl <SPAN>', 'how long the token can be used: 30m, 1h, 7d (default: 1h, with --restore 4h)')
    .option('--uses <N>', 'how often it can be used (default: 1, with --restore 100, because what was interrupted is begun again)')
    .option('--replace', 'continue the history of the agent NAME; its old certificate becomes void')
    .option('--from <NETWORK>', 'it can be used only from there: 10.20.0.0/24; may be given again', collect)
    .option('--label <KEY=VALUE>', 'agents that enrol with it get this label; may be given again', collect)
    .addHelpText('after', examples('stillpoint-collector token create --agent db1', 'stillpoint-collector token create --uses 150 --ttl 8h --from 10.20.0.0/24 --label env=prod', 'stillpoint-collector token create --restore db1/daily@latest --ttl 4h'))
    .action(run(createToken));
  group.command('list').description('list the tokens').action(run(listTokens));
  group.command('revoke').description('make a token worthless').argument('<ID>', 'its id, as `token list` shows it').action(run(revokeToken));
}

async function createToken(context: CommandContext, options: CreateOptions): Promise<undefined> {
  const uses = Number(options.uses ?? 1);
  if (!Number.isInteger(uses) || uses < 1) throw new StillpointError('USAGE', `--uses ${options.uses ?? ''} is no number of uses`, { hint: 'write a whole number from 1 on' });
  const ttlMs = options.ttl === undefined ? 0 : parseDuration(options.ttl, '--ttl');
  const request = { agentName: options.agent ?? '', ttlMs, replace: options.replace ?? false, uses: options.uses === undefined ? 0 : uses, networks: [...(options.from ?? [])], labels: Object.fromEntries((options.label ?? []).map(parseLabel)) };
  const { output } = context;
  await withAdmin(context, { write: true }, async (admin) => {
    const snapshotId = options.restore === undefined ? {} : { snapshotId: await snapshotOf(context, admin, options.restore) };
    const { token, facts, addresses, rollouts } = await admin.createToken({ ...request, ...snapshotId });
    if (options.restore !== undefined && !output.json) {
      await tellRestore(context, token ?? '', facts ?? {}, addresses ?? [], admin.bare);
      return;
    }
    const installers = (rollouts ?? []).map((place) => ({ address: place.address ?? '', keyPin: place.keyPin ?? '', line: installLine(place, token ?? '', facts?.networks ?? []) }));
    if (output.json) {
      await output.document({ token: token ?? '', ...tokenJson(facts ?? {}), collectors: addresses ?? [], installers });
      return;
    }
    await output.line(token ?? '');
    output.note(`On the guest, before ${formatLocalTime(facts?.expiresMs ?? 0)}:`);
    for (const { line } of installers) output.note(`  ${line}`);
    if (installers.length > 0) output.note('or, where the agent is installed already:');
    for (const address of addresses ?? []) output.note(`  stillpoint-agent enroll ${token ?? ''} --collector ${address}`);
    if (admin.bare) output.note('The collector is not running; start it with `stillpoint-collector serve` first.');
  });
}

/** Says which snapshot it is. AGENT_UNKNOWN, PLAN_UNKNOWN, SNAPSHOT_UNKNOWN and the like. */
async function snapshotOf(context: CommandContext, admin: AdminApi, text: string): Promise<Buffer> {
  const resolved = resolveSnapshot(parseSnapshotReference(text), await readKnownAgents(admin), { zone: context.zone });
  announce(context, resolved);
  return Buffer.from(resolved.snapshot.id, 'hex');
}

async function tellRestore({ output }: CommandContext, token: string, { expiresMs }: v1.TokenFacts.$Properties, addresses: readonly string[], isBare: boolean): Promise<void> {
  await output.line(token);
  output.note(`In the rescue system, before ${formatLocalTime(expiresMs ?? 0)}, as root:`);
  for (const address of addresses) output.note(`  stillpoint-agent restore ${token} --collector ${address} --to /mnt`);
  if (isBare) output.note('The collector is not running; start it with `stillpoint-collector serve` first.');
}

async function listTokens(context: CommandContext): Promise<undefined> {
  const { output } = context;
  await withAdmin(context, { write: false }, async (admin) => {
    const tokens = (await admin.listTokens()).tokens ?? [];
    if (output.json) {
      await output.document({ tokens: tokens.map(tokenJson) });
      return;
    }
    if (tokens.length === 0) {
      output.note('There are no tokens; `stillpoint-collector token create` makes one.');
      return;
    }
    const columns = [{ heading: 'ID' }, { heading: 'STATE' }, { heading: 'AGENT' }, { heading: 'CREATED' }, { heading: 'EXPIRES' }, { heading: 'USES', align: 'right' as const }, { heading: 'FROM' }, { heading: 'LABELS' }];
    await output.table(
      columns,
      tokens.map((token) => [
        token.tokenId ?? '',
        token.state ?? '',
        isRestore(token) ? `restore of @${jsonId(token.snapshotId).slice(0, 8)}` : `${token.agentName ?? ''}${token.replace === true ? ' (replaces)' : ''}`,
        formatLocalTime(token.createdMs ?? 0),
        formatLocalTime(token.expiresMs ?? 0),
        String(token.usesLeft ?? 0),
        (token.networks ?? []).join(' '),
        labelsText(token.labels),
      ]),
    );
  });
}

async function revokeToken(context: CommandContext, tokenId: string): Promise<undefined> {
  await withAdmin(context, { write: true }, async (admin) => {
    await admin.revokeToken({ tokenId });
    if (context.output.json) await context.output.document({ tokenId, state: 'revoked' });
    else context.output.note(`Token ${tokenId} is revoked.`);
  });
}

function isRestore({ snapshotId }: v1.TokenFacts.$Properties): boolean {
  return (snapshotId?.length ?? 0) > 0;
}

function tokenJson(token: v1.TokenFacts.$Properties): Record<string, unknown> {
  return {
    tokenId: token.tokenId ?? '',
    state: token.state ?? '',
    agentName: token.agentName === '' ? null : (token.agentName ?? null),
    replace: token.replace ?? false,
    snapshotId: isRestore(token) ? jsonId(token.snapshotId) : null,
    created: jsonTime(token.createdMs),
    expires: jsonTime(token.expiresMs),
    usesLeft: token.usesLeft ?? 0,
    networks: token.networks ?? [],
    labels: token.labels ?? {},
  };
}

/** One line for the shell of a guest. Who answers there is known by its key, so that the private CA need not be there before; proxies are passed by. */
function installLine({ address, keyPin }: v1.RolloutPlace.$Properties, token: string, [network, ...others]: readonly string[]): string {
  // The one network that the token is good for is the one that backups are to go through.
  const segment = network === undefined || others.length > 0 ? '' : ` --segment ${network}`;
  return `curl --noproxy '*' -fsSk --pinnedpubkey 'sha256//${keyPin ?? ''}' https://${address ?? ''}/install | sh -s ${token}${segment}`;
}

function collect(value: string, previous: readonly string[] = []): string[] {
  return [...previous, value];
}
