/**
 * Recognises the files of databases that a walk comes to. Read one after another while a server writes, they are no database any more when they are restored.
 */

/** Kinds of databases that are recognised, by the kind of source that backs them up. */
export type DatabaseKind = 'postgres' | 'mariadb' | 'redis' | 'sqlite';

/** Files of a database: a directory, or a single file with what belongs to it. An absolute latin1 string. */
export interface DatabaseFiles {
  readonly kind: DatabaseKind;
  readonly path: string;
}

/** A database that a source backs up; `source`: its name. Its files are left out of trees when `leftOut`, else only not warned of. */
export interface CoveredDatabase extends DatabaseFiles {
  readonly source: string;
  readonly leftOut: boolean;
}

/** What is known of the guest's databases before a walk. */
export interface KnownDatabases {
  readonly covered: readonly CoveredDatabase[];
  /** Working directories of running Redis servers: its files alone do not tell whether one runs. */
  readonly redisDirectories: readonly string[];
}

/** A database in a directory. `names`: which of the directory's names are its own, undefined: all of them. */
interface FoundDatabase extends DatabaseFiles {
  readonly names: ReadonlySet<string> | undefined;
}

/** What a walk does about the databases of one directory. */
export interface DatabaseVerdict {
  /** Names that stay. */
  readonly names: readonly string[];
  /** Neither covered nor at their still point. */
  readonly uncovered: readonly DatabaseFiles[];
  readonly leftOut: readonly CoveredDatabase[];
}

/** A first look, for nearly every directory the last. */
export function mayHoldDatabase(names: readonly string[]): boolean {
  return names.some((name) => name.endsWith('-wal') || name.endsWith('.rdb') || name === 'ibdata1' || name === 'appendonlydir' || name === 'postmaster.pid');
}

/** Looks at the names of the directory `path`. `isCopy`: they are those of a copy that was made at the still point, which a server recovers from. */
export function judgeDatabases(path: string, names: readonly string[], known: KnownDatabases, isCopy: boolean): DatabaseVerdict {
  const uncovered: DatabaseFiles[] = [];
  const leftOut: CoveredDatabase[] = [];
  let kept = names;
  for (const found of findDatabases(path, names, known.redisDirectories)) {
    const covered = known.covered.find((one) => one.kind === found.kind && one.path === found.path);
    if (covered?.leftOut === true) {
      leftOut.push(covered);
      const { names: own } = found;
      kept = own === undefined ? [] : kept.filter((name) => !own.has(name));
    } else if (covered === undefined && !isCopy) {
      uncovered.push({ kind: found.kind, path: found.path });
    }
  }
  return { names: kept, uncovered, leftOut };
}

function findDatabases(path: string, names: readonly string[], redisDirectories: readonly string[]): FoundDatabase[] {
  const found: FoundDatabase[] = [];
  if (names.includes('PG_VERSION') && names.includes('postmaster.pid')) found.push({ kind: 'postgres', path, names: undefined });
  if (names.includes('ibdata1')) found.push({ kind: 'mariadb', path, names: undefined });
  if (redisDirectories.includes(path)) {
    const own = new Set(names.filter((name) => name.endsWith('.rdb') || name.endsWith('.aof') || name === 'appendonlydir'));
    if (own.size > 0) found.push({ kind: 'redis', path, names: own });
  }
  for (const wal of names) {
    if (!wal.endsWith('-wal')) continue;
    const name = wal.slice(0, -'-wal'.length);
    if (names.includes(name)) found.push({ kind: 'sqlite', path: path === '/' ? `/${name}` : `${path}/${name}`, names: new Set([name, wal, `${name}-shm`]) });
  }
  return found;
}
