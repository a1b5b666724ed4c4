/**
 * A report as tables of words, and those as text, CSV and HTML.
 */
import { formatAge, formatDuration } from '@stillpoint/proto/text/format-duration.ts';
import { formatTable } from '@stillpoint/proto/text/format-table.ts';
import { formatLocalTime } from '@stillpoint/proto/text/format-time.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import type { PlanReport, Report } from './gather-report.ts';

/** One table of a report. */
export interface ReportTable {
  readonly title: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The tables of a report. */
export function tablesOf(report: Report): ReportTable[] {
  return [
    {
      title: 'Plans',
      headings: ['Plan', 'Planned', 'Snapshots', 'Incomplete', 'Deleted since', 'Failed runs', 'Longest gap', 'Oldest restorable', 'Newest', 'Consistency', 'Last drill'],
      rows: report.plans.map(planRow),
    },
    { title: 'Restores', headings: ['Time', 'By', 'Kind', 'What', 'Details'], rows: report.restores.map(({ timeMs, actor, kind, object, text, agentName }) => [formatLocalTime(timeMs ?? 0), personOf(actor, agentName), kind ?? '', object ?? '', text ?? '']) },
    { title: 'Deletions', headings: ['Time', 'By', 'Plan', 'Snapshot of', 'Details'], rows: report.deletions.map(({ timeMs, actor, agentName, plan, snapshotTimeMs, text }) => [formatLocalTime(timeMs ?? 0), personOf(actor, agentName), `${agentName ?? ''}/${plan ?? ''}`, snapshotTimeMs ? formatLocalTime(snapshotTimeMs) : '', text ?? '']) },
  ];
}

/** For a terminal or a mail. */
export function textOf(report: Report): string {
  const head = `Report from ${formatLocalTime(report.fromMs)} to ${formatLocalTime(report.toMs)}\n`;
  return [head, ...tablesOf(report).map(({ title, headings, rows }) => `${title}\n${rows.length === 0 ? 'none\n' : formatTable(headings.map((heading) => ({ heading })), rows.map((row) => row.map(oneLine)))}`)].join('\n');
}

/** For a spreadsheet: the tables one below the other. What would be taken for a formula is made text. */
export function csvOf(report: Report): string {
  return tablesOf(report).map(({ title, headings, rows }) => [[title], headings, ...rows].map((row) => row.map(csvField).join(',')).join('\r\n')).join('\r\n\r\n').concat('\r\n');
}

/** A page of its own, without anything from elsewhere. */
export function htmlOf(report: Report): string {
  const title = `Report from ${formatLocalTime(report.fromMs)} to ${formatLocalTime(report.toMs)}`;
  const tables = tablesOf(report).map(({ title: heading, headings, rows }) => {
    const row = (cells: readonly string[], tag: string): string => `<tr>${cells.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`;
    return `<h2>${escaped(heading)}</h2>\n${rows.length === 0 ? '<p>none</p>' : `<table>\n${row(headings, 'th')}\n${rows.map((cells) => row(cells, 'td')).join('\n')}\n</table>`}`;
  });
  const style = 'body{font:14px sans-serif;margin:2em}table{border-collapse:collapse}th,td{border:1px solid #999;padding:.3em .6em;text-align:left;vertical-align:top}';
  return `<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>${escaped(title)}</title><style>${style}</style></head>\n<body>\n<h1>${escaped(title)}</h1>\n${tables.join('\n')}\n</body>\n</html>\n`;
}

function planRow({ plan, planned, snapshots, incomplete, deleted, failedRuns, longestGapMs, oldestMs, newestMs, consistency, lastDrill }: PlanReport): string[] {
  const time = (timeMs: number | undefined): string => (timeMs === undefined ? 'none' : formatLocalTime(timeMs));
  return [
    plan,
    planned === undefined ? 'no schedule' : String(planned),
    String(snapshots),
    String(incomplete),
    String(deleted),
    String(failedRuns),
    longestGapMs === undefined ? 'no snapshot' : formatAge(longestGapMs),
    time(oldestMs),
    time(newestMs),
    consistency,
    drillText(lastDrill),
  ];
}

function drillText(drill: v1.DrillFacts.$Properties | undefined): string {
  if (drill === undefined) return 'never';
  return `${formatLocalTime(drill.startedMs ?? 0)} ${drill.passed === true ? 'passed' : 'FAILED'} in ${formatDuration(drill.durationMs ?? 0)}`;
}

function personOf(actor: string | null | undefined, agentName: string | null | undefined): string {
  return (actor ?? '').replace(/^agent [0-9a-f-]{36}$/u, `agent ${agentName ?? ''}`);
}

function oneLine(text: string): string {
  return text.replaceAll(/[\0-\x1f\x7f-\x9f]/gu, '?');
}

function csvField(text: string): string {
  const safe = /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
  return /[",\r\n']/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return oneLine(text).replaceAll(/[&<>"']/gu, (character) => entities[character] ?? '');
}
