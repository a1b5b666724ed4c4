/**
 * What `check --suggest` says of a database that runs on this guest: a source for agent.toml and the statements for a user with no more rights than a backup needs.
 */

/** A statement that an administrator runs once. */
export interface SuggestedStatement {
  /** Database to run it in; undefined: any. */
  readonly database: string | undefined;
  readonly statement: string;
  /** Why it is needed. */
  readonly reason: string;
}

/** One source. */
export interface Suggestion {
  readonly title: string;
  /** Source of agent.toml that covers it already; undefined: none does. */
  readonly coveredBy: string | undefined;
  /** A `[[plan.source]]` as it stands in agent.toml. */
  readonly source: string;
  readonly statements: readonly SuggestedStatement[];
  /** How a source with that user looks, when the statements make one. */
  readonly leastPrivilegeSource: string | undefined;
  readonly notes: readonly string[];
}

/** Lines of a `[[plan.source]]`; values are written as JSON, which TOML takes for texts, numbers and lists. */
export function sourceText(keys: Readonly<Record<string, string | number | readonly string[] | undefined>>): string {
  const lines = Object.entries(keys).flatMap(([key, value]) => (value === undefined ? [] : [`${key} = ${JSON.stringify(value).replaceAll('\x7f', '\\u007f')}`]));
  return ['[[plan.source]]', ...lines].join('\n');
}
