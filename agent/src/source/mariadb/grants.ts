/**
 * What an account may do, read from SHOW GRANTS. The tools leave out silently what an account may not see (triggers, the text of routines, whole databases), so it has to be known
 * beforehand.
 */

/** One line's meaning. `scope`: `*` for everything, else a pattern of databases' names. */
interface Grant {
  readonly scope: string;
  readonly privileges: ReadonlySet<string>;
}

/** Newer servers have other names for what older ones have. */
const aliases: Readonly<Record<string, string>> = {
  'REPLICATION CLIENT': 'BINLOG MONITOR',
  'SLAVE MONITOR': 'REPLICA MONITOR',
};

export class Grants {
  readonly #grants: readonly Grant[];

  private constructor(grants: readonly Grant[]) {
    this.#grants = grants;
  }

  /** From the lines that SHOW GRANTS gives; what is about single tables or columns does not count. */
  static parse(lines: readonly string[]): Grants {
    return new Grants(lines.flatMap((line) => parseGrant(line)));
  }

  /** True when `privilege` holds everywhere or, with a database, there. */
  has(privilege: string, database?: string): boolean {
    const wanted = aliases[privilege] ?? privilege;
    return this.#grants.some(({ scope, privileges }) => covers(scope, database) && (privileges.has('ALL PRIVILEGES') || privileges.has(wanted)));
  }

  /** Those of `privileges` that are missing. */
  missing(privileges: readonly string[], database?: string): string[] {
    return privileges.filter((privilege) => !this.has(privilege, database));
  }
}

function parseGrant(line: string): Grant[] {
  const [, list, scope] = /^GRANT (.+?) ON (\*|`(?:[^`]|``)+`)\.\* TO /.exec(line) ?? [];
  if (list === undefined || scope === undefined) return [];
  const privileges = new Set(list.split(/,\s*/).map((name) => name.trim().toUpperCase()).flatMap((name) => [name, aliases[name] ?? name]));
  return [{ scope: scope === '*' ? scope : scope.slice(1, -1).replaceAll('``', '`'), privileges }];
}

function covers(scope: string, database: string | undefined): boolean {
  if (scope === '*') return true;
  return database !== undefined && likePattern(scope).test(database);
}

/** `%` and `_` as in LIKE, with `\` before one that stands for itself. */
function likePattern(scope: string): RegExp {
  const parts = scope.replaceAll(/\\?[^]/g, (part) => (part === '%' ? '[^]*' : part === '_' ? '[^]' : (part.at(-1) ?? '').replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&')));
  return new RegExp(`^${parts}$`, 'i');
}
