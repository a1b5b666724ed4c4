/**
 * Suggestions as text that can be pasted into agent.toml: everything but the sources is a comment.
 */
import type { Suggestion, SuggestedStatement } from '../suggest/suggestion.ts';

/** Lines for stdout. */
export function suggestionLines(suggestions: readonly Suggestion[]): string[] {
  if (suggestions.length === 0) return ['# No database runs on this guest, as far as this user may see.'];
  return suggestions.flatMap((suggestion, index) => [...(index === 0 ? [] : ['']), ...linesOf(suggestion)]);
}

function linesOf({ title, coveredBy, source, statements, leastPrivilegeSource, notes }: Suggestion): string[] {
  const state = coveredBy === undefined ? 'not backed up by agent.toml' : `backed up by source ${coveredBy}`;
  return [
    `# ${title}: ${state}`,
    ...notes.flatMap((note) => comment(note)),
    ...(coveredBy === undefined ? [source] : []),
    ...(leastPrivilegeSource === undefined ? [] : leastPrivilegeLines(statements, leastPrivilegeSource)),
  ];
}

function leastPrivilegeLines(statements: readonly SuggestedStatement[], source: string): string[] {
  return [
    '#',
    '# Or with a user that may do no more than a backup needs. On this guest, as root:',
    '#   useradd --system --no-create-home --shell /usr/sbin/nologin stillpoint',
    '# On the server, as its administrator:',
    ...statements.flatMap(({ database, statement, reason }) => [`#   ${statement}`, `#       -- ${database === undefined ? '' : `in database ${database}: `}${reason}`]),
    '# and in agent.toml:',
    ...comment(source),
  ];
}

function comment(text: string): string[] {
  return text.split('\n').map((line) => `# ${line}`);
}
