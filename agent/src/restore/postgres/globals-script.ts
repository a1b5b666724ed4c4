/**
 * The globals of a server (`pg_dumpall --globals-only`), reduced to what another server lacks. A role that is there already is left as it is: an old password or an old
 * right would come back otherwise.
 */

/** What of a dump of globals is to be done. */
export interface GlobalsScript {
  /** Statements for roles that are missing, in order; may be empty. */
  readonly statements: readonly string[];
  readonly newRoles: readonly string[];
  /** Statements for tablespaces that are missing. Not run: each needs an empty folder of the server's user first. */
  readonly tablespaces: readonly string[];
}

const identifier = String.raw`("(?:[^"]|"")+"|[^\s";]+)`;
const roleStatement = new RegExp(String.raw`^(?:CREATE ROLE|ALTER ROLE|COMMENT ON ROLE|SECURITY LABEL .* ON ROLE) ${identifier}`);
const membership = new RegExp(String.raw`^GRANT ${identifier} TO ${identifier}`);
const tablespace = new RegExp(String.raw`^CREATE TABLESPACE ${identifier}`);

/** Reads `sql` for a server that has `roles` and `tablespaces`. */
export function readGlobals(sql: string, roles: ReadonlySet<string>, tablespaces: ReadonlySet<string>): GlobalsScript {
  const statements: string[] = [];
  const newRoles = new Set<string>();
  const newTablespaces: string[] = [];
  for (const statement of splitStatements(sql)) {
    const role = nameOf(roleStatement.exec(statement)?.[1]);
    const [, , member] = membership.exec(statement) ?? [];
    const space = nameOf(tablespace.exec(statement)?.[1]);
    if (role !== undefined && !roles.has(role)) {
      newRoles.add(role);
      statements.push(statement);
    } else if (member !== undefined && !roles.has(nameOf(member) ?? '')) statements.push(withoutGrantor(statement));
    else if (space !== undefined && !tablespaces.has(space)) newTablespaces.push(statement);
  }
  return { statements, newRoles: [...newRoles], tablespaces: newTablespaces };
}

// Whoever gave the membership may not be there, or not be allowed to give it.
function withoutGrantor(statement: string): string {
  return statement.replace(new RegExp(String.raw` GRANTED BY ${identifier};$`), ';');
}

/** Statements end at a line's end with a semicolon outside of quotes; comments and lines for psql are left out. */
function splitStatements(sql: string): string[] {
  const statements: string[] = [];
  let open = '';
  for (const line of sql.split('\n')) {
    if (open === '' && (line === '' || line.startsWith('--') || line.startsWith('\\'))) continue;
    open += open === '' ? line : `\n${line}`;
    if (!open.endsWith(';') || isQuoted(open)) continue;
    statements.push(open);
    open = '';
  }
  return statements;
}

/** True when a quote that was opened in `text` is not closed. */
function isQuoted(text: string): boolean {
  let quote = '';
  for (const character of text) {
    if (quote === '') quote = character === "'" || character === '"' ? character : '';
    else if (character === quote) quote = '';
  }
  return quote !== '';
}

function nameOf(identifierText: string | undefined): string | undefined {
  return identifierText?.startsWith('"') === true ? identifierText.slice(1, -1).replaceAll('""', '"') : identifierText;
}
