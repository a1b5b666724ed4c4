/**
 * A restore that the collector has ordered, on its way to the process that carries it out: what it says is checked in the service, so that a wrong order is refused at once, and again in
 * the process, where it counts. The order goes through standard input: it may be long, and is nobody's business who lists processes.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { v1 } from '@stillpoint/proto/messages.ts';
import { ConfinedTarget } from '@stillpoint/proto/restore/confined-target.ts';
import { byteStringFromText } from '@stillpoint/proto/text/byte-string.ts';
import { formatBytes } from '@stillpoint/proto/text/format-bytes.ts';
import { countOf } from '@stillpoint/proto/text/format-count.ts';
import { z } from 'zod';

import type { PushedRestoreConfig } from '../config/agent-config.ts';

const maxNotes = 32;
const maxNoteLength = 512;

/** Events about one path, in words. */
const pathWords: Readonly<Record<string, string>> = { conflict: 'in the way', problem: 'not restored as it was', leftOut: 'left out' };

const orderSchema = z.object({
  runId: z.string().regex(/^[0-9a-f]{32}$/u),
  addresses: z.array(z.string()).min(1),
  target: z.string(),
  overwrite: z.string(),
  owner: z.string(),
  include: z.array(z.string()),
  exclude: z.array(z.string()),
  noSpecial: z.boolean(),
  fullPath: z.boolean(),
  dryRun: z.boolean(),
});

/** What is to be done. `target` is empty for the only directory that agent.toml permits. */
export type RestoreOrder = z.infer<typeof orderSchema>;

/** The target, as a byte string. RESTORE_REFUSED when agent.toml does not permit it; PROTOCOL_VIOLATION when the order names nothing to restore. */
export function checkOrder({ addresses, target }: v1.StartRestore.$Properties, config: PushedRestoreConfig): string {
  if ((addresses ?? []).length === 0) throw new StillpointError('PROTOCOL_VIOLATION', 'an order to restore names nothing');
  using confined = ConfinedTarget.within(config.allow, byteStringFromText(target ?? ''));
  return confined.path;
}

/** For the process's standard input. */
export function orderText({ runId, addresses, target, settings }: v1.StartRestore.$Properties): string {
  const order: RestoreOrder = {
    runId: Buffer.from(runId ?? []).toString('hex'),
    addresses: addresses ?? [],
    target: target ?? '',
    overwrite: settings?.overwrite ?? '',
    owner: settings?.owner ?? '',
    include: settings?.include ?? [],
    exclude: settings?.exclude ?? [],
    noSpecial: settings?.noSpecial ?? false,
    fullPath: settings?.fullPath ?? false,
    dryRun: settings?.dryRun ?? false,
  };
  return JSON.stringify(order);
}

/** Reads what {@link orderText} wrote. USAGE. */
export function parseOrder(text: string): RestoreOrder {
  try {
    return orderSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new StillpointError('USAGE', 'standard input holds no order to restore', { hint: 'this command is run by the service; restore with `stillpoint-agent restore`', cause });
  }
}

/** As {@link reportOfRestore}, of a guest that does not tell its collector names: what there is to say of a path goes to `log` instead. */
export function confidentialReport(log: (text: string) => void): typeof reportOfRestore {
  let logged = 0;
  return (before, event) => {
    const words = pathWords[textOf(event['event'])];
    if (words === undefined) return reportOfRestore(before, event);
    if (logged++ < maxNotes) log(`${words}: ${textOf(event['path'])}: ${textOf(event['text'])}`.slice(0, maxNoteLength));
    return noted(before, `${words}: which path that is, and why, is in the log of the guest`);
  };
}

/** What an event of the process adds to the report of the restore. */
export function reportOfRestore(before: v1.RunReport.$Properties, event: Readonly<Record<string, unknown>>): v1.RunReport.$Properties {
  const number = (name: string): number => numberOf(event[name]);
  switch (event['event']) {
    case 'plan': {
      const already = number('same') > 0 ? `; ${countOf(number('same'), 'has its content', 'have their content')} already` : '';
      const planned = noted(before, `${countsText(event)} into ${textOf(event['target'])}, which has ${formatBytes(number('freeBytes'))} free${already}`);
      const told = event['refusal'] === null || event['dryRun'] !== true ? planned : noted(planned, `It would be refused: ${textOf(event['refusal'])}`);
      const counts = { ...before.counts, expectedBytes: number('bytes') };
      return event['dryRun'] === true ? { ...noted(told, 'Nothing was written (--dry-run).'), counts, state: v1.RunState.RUN_COMPLETE } : { ...told, counts };
    }
    case 'progress':
      return { ...before, counts: { ...before.counts, files: number('files'), bytes: number('bytes'), bytesPerSecond: number('bytesPerSecond') } };
    case 'conflict':
    case 'problem':
    case 'leftOut':
      return noted(before, `${pathWords[textOf(event['event'])] ?? ''}: ${textOf(event['path'])}: ${textOf(event['text'])}`);
    case 'note':
      return noted(before, textOf(event['text']));
    case 'done': {
      const problems = number('problems');
      const extra = [...(number('same') > 0 ? [`${countOf(number('same'), 'was', 'were')} right already`] : []), ...(number('leftOut') > 0 ? [`${countOf(number('leftOut'), 'entry', 'entries')} left out`] : [])];
      const told = lastNoted(before, [`${countsText(event)} restored`, ...extra].join('; '));
      const counts = { ...before.counts, files: number('files'), bytes: number('bytes'), unreadable: problems };
      return { ...told, counts, warnings: problems, state: problems === 0 ? v1.RunState.RUN_COMPLETE : v1.RunState.RUN_INCOMPLETE };
    }
    default:
      return before;
  }
}

function countsText(event: Readonly<Record<string, unknown>>): string {
  const number = (name: string): number => numberOf(event[name]);
  return `${countOf(number('files'), 'file')} (${formatBytes(number('bytes'))}), ${countOf(number('directories'), 'directory', 'directories')}, ${countOf(number('others'), 'other')}`;
}

function noted(before: v1.RunReport.$Properties, note: string): v1.RunReport.$Properties {
  const notes = before.notes ?? [];
  // Room is kept for what came of it.
  return notes.length >= maxNotes - 1 ? before : { ...before, notes: [...notes, note.slice(0, maxNoteLength)] };
}

function lastNoted(before: v1.RunReport.$Properties, note: string): v1.RunReport.$Properties {
  return { ...before, notes: [...(before.notes ?? []), note.slice(0, maxNoteLength)] };
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
