/**
 * From measurements to medians, the table, the bars and the JSON line.
 */
import { cpus, release, totalmem } from 'node:os';

import { formatTable } from '@stillpoint/proto/text/format-table.ts';

import type { TreeFacts } from './bench-input.ts';
import type { Measurement } from './bench-measure.ts';
import type { Tool } from './bench-tools.ts';

/** One round of one tool. */
export interface RoundResult {
  readonly first: Measurement;
  readonly again: Measurement;
  readonly restore: Measurement;
  readonly storedBytes: number;
  readonly indexBytes: number;
}

type Step = 'first' | 'again' | 'restore';
const steps: readonly Step[] = ['first', 'again', 'restore'];

/** Medians of one tool's rounds. */
type Medians = Readonly<Record<Step, Measurement>> & { readonly storedBytes: number; readonly indexBytes: number };

/** Everything that was measured. */
export interface Results {
  readonly directory: string;
  readonly input: TreeFacts;
  readonly startedMs: number;
  readonly rounds: ReadonlyMap<Tool, readonly RoundResult[]>;
}

const AGENT_MEMORY_BAR_BYTES = 128 * 1_048_576;

/** What is printed: explanation, table, bars, one line of JSON. */
export function report(results: Results): string {
  const medians = new Map<string, Medians>();
  for (const [tool, rounds] of results.rounds) if (rounds.length > 0) medians.set(tool.name, mediansOf(rounds));
  const bars = judge(medians);
  return `${[
    heading(results),
    table(medians),
    'Memory: the sampled peak of the proportional set size; of Stillpoint the agent (restore: the CLI), then the collector. CPU: user and system, Stillpoint with',
    'the collector. × restic, × borg: times its wall time or bytes (borg with lz4), as first backup / again / restore / stored.',
    ...[...medians].filter(([, { indexBytes }]) => indexBytes > 0).map(([name, { indexBytes }]) => `${name}: the catalog, which can be made again from the datastore, takes ${mebibytes(indexBytes)} MiB besides.`),
    '',
    ...bars.map(({ text, value, limit, met }) => (met === undefined ? 'not measured' : met ? 'met' : 'MISSED').padEnd(14) + `${text}: ${value === undefined ? '-' : format(value)}, bar ${format(limit)}`),
    '',
    JSON.stringify(jsonOf(results, medians, bars)),
  ].join('\n')}\n`;
}

function heading({ directory, input, startedMs, rounds }: Results): string {
  const [processor] = cpus();
  const count = Math.max(...[...rounds.values()].map((results) => results.length));
  return [
    `${directory}: ${input.files} files, ${mebibytes(input.bytes)} MiB; ${count === 1 ? 'one round' : `medians of ${count} rounds`}, page cache warm`,
    `${new Date(startedMs).toISOString().slice(0, 10)}, ${cpus().length} × ${processor?.model ?? 'unknown processor'}, ${mebibytes(totalmem())} MiB of memory, Linux ${release()}, Node ${process.version}`,
    ...[...rounds.keys()].map(({ name, version, note }) => `  ${name}: ${version}; ${note}`),
    '',
  ].join('\n');
}

function table(medians: ReadonlyMap<string, Medians>): string {
  const right = (heading: string) => ({ heading, align: 'right' as const });
  const columns = [{ heading: '' }, right('FIRST s'), right('CPU s'), right('MEMORY MiB'), right('AGAIN s'), right('CPU s'), right('RESTORE s'), right('CPU s'), right('MEMORY MiB'), right('STORED MiB'), { heading: '× restic' }, { heading: '× borg' }];
  const rows = [...medians].map(([name, own]) => [
    name,
    own.first.wallSeconds.toFixed(2),
    cpu(own.first),
    memory(own.first, own.again),
    own.again.wallSeconds.toFixed(2),
    cpu(own.again),
    own.restore.wallSeconds.toFixed(2),
    cpu(own.restore),
    memory(own.restore),
    mebibytes(own.storedBytes),
    ratios(own, medians.get('restic')),
    ratios(own, medians.get('borg-lz4')),
  ]);
  return formatTable(columns, rows);
}

function cpu({ cpuSeconds, serverCpuSeconds }: Measurement): string {
  return (cpuSeconds + serverCpuSeconds).toFixed(1);
}

function memory(...measurements: readonly Measurement[]): string {
  const own = Math.max(...measurements.map(({ pssBytes }) => pssBytes));
  const server = Math.max(...measurements.map(({ serverPssBytes }) => serverPssBytes));
  return server === 0 ? mebibytes(own) : `${mebibytes(own)} + ${mebibytes(server)}`;
}

function ratios(own: Medians, other: Medians | undefined): string {
  if (other === undefined) return '';
  return [...steps.map((step) => own[step].wallSeconds / other[step].wallSeconds), own.storedBytes / other.storedBytes].map((ratio) => ratio.toFixed(2)).join(' / ');
}

interface Bar {
  readonly text: string;
  readonly value: number | undefined;
  readonly limit: number;
  readonly met: boolean | undefined;
}

function judge(medians: ReadonlyMap<string, Medians>): Bar[] {
  const own = medians.get('stillpoint');
  const restic = medians.get('restic');
  const borg = medians.get('borg-lz4');
  const bar = (text: string, limit: number, value: number | undefined): Bar => ({ text, limit, value, met: value === undefined ? undefined : value <= limit });
  const share = (mine: number | undefined, other: number | undefined): number | undefined => (mine === undefined || other === undefined ? undefined : mine / other);
  return [
    bar('first backup, times restic\'s wall time', 0.5, share(own?.first.wallSeconds, restic?.first.wallSeconds)),
    bar('first backup, times borg lz4\'s wall time', 0.75, share(own?.first.wallSeconds, borg?.first.wallSeconds)),
    bar('unchanged again, times restic\'s wall time', 0.25, share(own?.again.wallSeconds, restic?.again.wallSeconds)),
    bar('restore to a folder, times restic\'s wall time', 0.5, share(own?.restore.wallSeconds, restic?.restore.wallSeconds)),
    bar('stored bytes, times restic\'s', 1, share(own?.storedBytes, restic?.storedBytes)),
    bar('agent\'s peak memory (PSS), MiB', AGENT_MEMORY_BAR_BYTES / 1_048_576, own === undefined ? undefined : Math.max(own.first.pssBytes, own.again.pssBytes) / 1_048_576),
  ];
}

function mediansOf(rounds: readonly RoundResult[]): Medians {
  const of = (value: (round: RoundResult) => number): number => median(rounds.map(value));
  const measurement = (step: Step): Measurement => ({
    wallSeconds: of((round) => round[step].wallSeconds),
    cpuSeconds: of((round) => round[step].cpuSeconds),
    pssBytes: of((round) => round[step].pssBytes),
    rssBytes: of((round) => round[step].rssBytes),
    serverCpuSeconds: of((round) => round[step].serverCpuSeconds),
    serverPssBytes: of((round) => round[step].serverPssBytes),
  });
  return {
    first: measurement('first'),
    again: measurement('again'),
    restore: measurement('restore'),
    storedBytes: of((round) => round.storedBytes),
    indexBytes: of((round) => round.indexBytes),
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

function jsonOf({ directory, input, startedMs, rounds }: Results, medians: ReadonlyMap<string, Medians>, bars: readonly Bar[]): Record<string, unknown> {
  return {
    time: new Date(startedMs).toISOString(),
    machine: { processors: cpus().length, model: cpus()[0]?.model, memoryBytes: totalmem(), kernel: release(), node: process.version },
    input: { directory, ...input },
    tools: [...rounds].map(([{ name, version }, results]) => ({ name, version, medians: medians.get(name), rounds: results })),
    bars,
  };
}

function mebibytes(bytes: number): string {
  return (bytes / 1_048_576).toFixed(bytes < 100 * 1_048_576 ? 1 : 0);
}

function format(value: number): string {
  return value >= 10 ? value.toFixed(0) : value.toFixed(2);
}
