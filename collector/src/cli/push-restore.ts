/** `restore --to-agent`: a guest restores, and this process follows it. What may be written there its agent.toml says. */
import { parseAddress, showAddress, type Address } from '@stillpoint/proto/address/address.ts';
import { resolveSnapshot } from '@stillpoint/proto/address/resolve-snapshot.ts';
import type { ExitStatus } from '@stillpoint/proto/cli/exit-status.ts';
import { jsonId } from '@stillpoint/proto/cli/json-fields.ts';
import type { RestoreFlags } from '@stillpoint/proto/cli/restore-options.ts';
import { announce, type AccessContext } from '@stillpoint/proto/cli/snapshot-access.ts';
import { isErrorCode, StillpointError } from '@stillpoint/proto/errors.ts';
import { v1 } from '@stillpoint/proto/messages.ts';
import { formatBytes } from '@stillpoint/proto/text/format-bytes.ts';
import { countOf } from '@stillpoint/proto/text/format-count.ts';
import { formatDuration } from '@stillpoint/proto/text/format-duration.ts';

import type { CommandContext } from './command-context.ts';
import { runDurationMs, runJson } from './run-text.ts';
import { withAdmin } from './with-admin.ts';

type Facts = v1.RunFacts.$Properties;
type PushContext = CommandContext & AccessContext;

/** Has `agent` restore, and follows it to its end. USAGE, AGENT_UNKNOWN, AGENT_OFFLINE, RESTORE_REFUSED, and what the restore fails with; status 3 when something could not be restored. */
export async function pushRestore(context: PushContext, agent: string, texts: readonly string[], flags: RestoreFlags): Promise<ExitStatus | undefined> {
  const request = { ...(await orderOf(context, texts, flags)), agent };
  let last: Facts | undefined;
  try {
    await withAdmin(context, { write: false }, async (admin) => {
      for await (const facts of admin.pushRestore(request)) {
        last = facts;
        if (context.output.json) await context.output.event({ event: 'restore', ...runJson(facts, context.now()) });
        else context.output.progress(progressText(facts, context.now()), context.now());
      }
    });
  } catch (error) {
    if (!context.signal.aborted || last === undefined) throw error;
    throw await interrupted(context, last);
  }
  context.output.endProgress();
  return finish(context, last ?? {});
}

/** What is asked for, with the snapshots by their ids: what `latest` is must not change on the way. */
async function orderOf(context: PushContext, texts: readonly string[], flags: RestoreFlags): Promise<Omit<v1.PushRestoreRequest.$Properties, 'agent'>> {
  for (const [option, given] of [['--in-place', flags.inPlace], ['--stdout', flags.stdout], ['--format', flags.format]] as const) {
    if (given !== undefined) throw new StillpointError('USAGE', `--to-agent and ${option} do not go together`, { hint: 'say with --to into which directory of the guest' });
  }
  const { to: target = '', overwrite = '', owner = '' } = flags;
  if (target !== '' && !target.startsWith('/')) throw new StillpointError('USAGE', `--to ${target} is no absolute path`, { hint: 'name a directory of the guest, from the root on' });
  refuseUnknownWord('--overwrite', overwrite, ['never', 'changed', 'older', 'always']);
  refuseUnknownWord('--owner', owner, ['ids', 'names', 'none']);
  const settings = { overwrite, owner, include: [...(flags.include ?? [])], exclude: [...(flags.exclude ?? [])], noSpecial: !flags.special, fullPath: flags.fullPath === true, dryRun: flags.dryRun === true };
  await using access = await context.openSnapshots();
  const addresses: Address[] = [];
  for (const text of texts) {
    const address = parseAddress(text);
    const resolved = resolveSnapshot(address.snapshot, access.agents, { zone: context.zone });
    announce(context, resolved);
    addresses.push({ snapshot: { kind: 'id', id: resolved.snapshot.id }, within: address.within });
  }
  return { addresses: addresses.map(showAddress), titles: [...texts], target, settings };
}

function refuseUnknownWord(option: string, word: string, known: readonly string[]): void {
  if (word !== '' && !known.includes(word)) throw new StillpointError('USAGE', `${option} ${word} is not known`, { hint: `write ${known.join(', ')}` });
}

function progressText(facts: Facts, nowMs: number): string {
  const { counts, agentName } = facts;
  if (facts.state === v1.RunState.RUN_QUEUED) return `${agentName ?? ''}: ordered`;
  const expected = counts?.expectedBytes ? ` of ${formatBytes(counts.expectedBytes)} (${String(Math.floor(((counts.bytes ?? 0) / counts.expectedBytes) * 100))} %)` : '';
  return `${agentName ?? ''}: ${countOf(counts?.files ?? 0, 'file')}, ${formatBytes(counts?.bytes ?? 0)}${expected}, ${formatBytes(counts?.bytesPerSecond ?? 0)}/s, ${formatDuration(runDurationMs(facts, nowMs) ?? 0)}`;
}

function finish({ output }: CommandContext, facts: Facts): ExitStatus {
  for (const note of facts.notes ?? []) output.note(`${facts.agentName ?? ''}: ${note}`);
  if (facts.state === v1.RunState.RUN_COMPLETE) return 0;
  if (facts.state === v1.RunState.RUN_INCOMPLETE) {
    throw new StillpointError('RESTORE_INCOMPLETE', `${countOf(facts.counts?.unreadable ?? 0, 'entry is', 'entries are')} not restored as they were on ${facts.agentName ?? ''}`, { hint: 'they are named above; everything else is restored' });
  }
  if (facts.state === v1.RunState.RUN_QUEUED || facts.state === v1.RunState.RUN_RUNNING) {
    throw new StillpointError('SESSION_LOST', 'the collector tells no more of this restore, which may go on', { hint: '`stillpoint-collector runs` shows what became of it' });
  }
  const code = facts.errorCode ?? '';
  throw new StillpointError(isErrorCode(code) ? code : 'INTERNAL', `the restore into ${facts.agentName ?? ''} ${facts.state === v1.RunState.RUN_CANCELLED ? 'was stopped' : 'failed'}: ${facts.errorText ?? ''}`, { hint: facts.errorHint === '' ? undefined : (facts.errorHint ?? undefined) });
}

/** Ctrl-C ends the following; whether it ends the restore is asked. */
async function interrupted(context: PushContext, { runId, agentName }: Facts): Promise<StillpointError> {
  context.output.endProgress();
  const id = jsonId(runId);
  const goesOn = new StillpointError('CANCELLED', `the restore into ${agentName ?? ''} goes on without this command`, { hint: `\`stillpoint-collector runs --agent ${agentName ?? ''}\` shows it, \`stillpoint-collector run ${id} --cancel\` stops it` });
  if (context.askAgain === undefined) return goesOn;
  const answer = (await context.askAgain('Stop the restore on the guest too? [y/N] ')).trim().toLowerCase();
  if (answer !== 'y' && answer !== 'yes') return goesOn;
  const fresh = { ...context, signal: new AbortController().signal };
  await withAdmin(fresh, { write: false }, (admin) => admin.cancelPlanRun({ runId: runId ?? new Uint8Array(0) }));
  return new StillpointError('RUN_CANCELLED', `the guest stops the restore into ${agentName ?? ''}`, { hint: 'files that are complete stay; the same command with --overwrite changed goes on where this one stopped' });
}
