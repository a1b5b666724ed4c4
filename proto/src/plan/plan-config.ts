/**
 * A plan as the rest of the programs see it, defaults filled in: what is backed up together, how it comes to its still point, and when. The keys are those of `[[plan]]`
 * in agent.toml, and of the files that `plan apply` takes; the schema is in plan-schema.ts.
 */

/** Sources that share one still point. */
export interface PlanConfig {
  readonly name: string;
  /** Cron expression, used unless the collector sets one; undefined: only when asked. */
  readonly schedule: string | undefined;
  readonly quiesce: QuiesceConfig;
  /** At least one; names are unique within the plan. */
  readonly sources: readonly SourceConfig[];
  /** Whether its snapshots tell what is needed to rebuild the guest. */
  readonly system?: boolean;
  /** Set when the collector has defined it; its revision is the number of that decision. Absent: it stands in agent.toml. */
  readonly central?: { readonly revision: number };
}

/** Where a source of a plan that the collector defines has to stay, also when links on the guest lead elsewhere. Byte strings in normal form. */
export interface Confinement {
  /** They and everything below them. */
  readonly within: readonly string[];
  /** But neither these nor anything below them. */
  readonly except: readonly string[];
}

/** How a plan is brought to its still point. */
export interface QuiesceConfig {
  readonly snapshot: 'none' | 'auto' | 'btrfs' | 'lvm' | 'zfs' | 'external';
  /** Command lines that run before and after; undefined: none. No shell. */
  readonly pre: readonly string[] | undefined;
  readonly post: readonly string[] | undefined;
  readonly hookTimeoutMs: number;
  /** For how long writers may wait at most. */
  readonly freezeDeadlineMs: number;
  /** Room for what changes while an LVM snapshot exists: `10%` of its origin or `5G`. */
  readonly lvmSize: string;
  /** Set exactly when `snapshot` is `external`. */
  readonly external: ExternalConfig | undefined;
}

/** The administrator's own commands that make and remove a copy. */
export interface ExternalConfig {
  readonly create: readonly string[];
  /** Makes the copy readable, after the thaw. */
  readonly mount: readonly string[] | undefined;
  readonly remove: readonly string[];
  /** Where the copy can be read; undefined: `create` or `mount` prints it. */
  readonly path: string | undefined;
  /** False: `create` brings the still point itself, which nobody can know of, so the snapshot is `crash`. */
  readonly freeze: boolean;
  /** For each of the commands; `create` has the freeze's deadline besides. */
  readonly timeoutMs: number;
}

/** One thing to back up. */
export type SourceConfig = FilesSourceConfig | CommandSourceConfig | SqliteSourceConfig | RedisSourceConfig | PostgresSourceConfig | MariadbSourceConfig;

/** What of a guest's filesystems belongs to a tree. */
export interface FilesSelection {
  /** Byte strings in normal form, none the same as or below another. At least one. */
  readonly paths: readonly string[];
  /** Patterns as written, each checked. */
  readonly exclude: readonly string[];
  /** Patterns as written, each checked; undefined: everything below `paths`. */
  readonly include: readonly string[] | undefined;
  /** Which filesystems below a path are followed: every local disk filesystem, only the path's own, or every one. */
  readonly filesystems: 'local' | 'one' | 'all';
  readonly defaultExcludes: boolean;
  readonly cachedirTag: boolean;
  /** Absent: wherever the paths lead. */
  readonly confinement?: Confinement;
}

/** A source of kind `files`. */
export interface FilesSourceConfig extends FilesSelection {
  readonly kind: 'files';
  /** Archive name. */
  readonly name: string;
  /** Mount points (byte strings in normal form) that must be mounted and not empty, else the run fails. */
  readonly requireMounts: readonly string[];
}

/** A source of kind `command`: what the command writes to its standard output. */
export interface CommandSourceConfig {
  readonly kind: 'command';
  /** Archive name. */
  readonly name: string;
  /** Program and arguments; no shell. */
  readonly command: readonly string[];
  readonly timeoutMs: number;
  /** Besides the few variables that every tool gets. */
  readonly environment: Readonly<Record<string, string>>;
  /** Working directory; undefined: `/`. */
  readonly directory: string | undefined;
  /** User of the operating system; undefined: the agent's own. */
  readonly runAs: string | undefined;
  /** Whether the output is a tar stream, whose members become the entries of a tree. */
  readonly tar: boolean;
}

/** A source of kind `postgres`: one server. */
export interface PostgresSourceConfig {
  readonly kind: 'postgres';
  /** First part of its archives' names. */
  readonly name: string;
  /** Dumps of databases, or a copy of the whole cluster's files. */
  readonly method: 'logical' | 'physical';
  /** Folder of the socket or name of the host; undefined (as `port` and `user`): what `service` says. */
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly user: string | undefined;
  /** User of the operating system that the tools run as; undefined: the agent's own. */
  readonly runAs: string | undefined;
  /** Name of a connection service, and the file with it; undefined file: the tools' default. */
  readonly service: string | undefined;
  readonly serviceFile: string | undefined;
  /** In the format of .pgpass; undefined: the tools' default. */
  readonly passwordFile: string | undefined;
  /** Down to `excludeTableData`: for `logical` only. */
  readonly databases: 'all' | readonly string[];
  readonly excludeDatabases: readonly string[];
  readonly schemaOnly: boolean;
  /** Patterns of pg_dump, for each database. */
  readonly excludeTables: readonly string[];
  readonly excludeTableData: readonly string[];
  /** With copies of the plan's filesystems: dumps are of their still point; a physical copy gets a checkpoint right before. */
  readonly quiesce: boolean;
  /** For each run of a tool. */
  readonly timeoutMs: number;
  /** Folder of the tools; undefined: looked for. */
  readonly binDirectory: string | undefined;
}

/** A source of kind `sqlite`: database files. */
export interface SqliteSourceConfig {
  readonly kind: 'sqlite';
  /** First part of the archives' names. */
  readonly name: string;
  /** Absolute paths or patterns of files as written, each checked. */
  readonly paths: readonly string[];
  /** Where a copy lies until it has been read; undefined: the plan's folder in the agent's state. */
  readonly stagingDirectory: string | undefined;
  /** For copying one database. */
  readonly timeoutMs: number;
  /** How long others may keep it locked. */
  readonly lockTimeoutMs: number;
  /** Whether each copy's structure is looked at. */
  readonly check: boolean;
  /** Absent: wherever the paths lead. */
  readonly confinement?: Confinement;
}

/** A source of kind `mariadb` or `mysql`: one server. */
export interface MariadbSourceConfig {
  readonly kind: 'mariadb' | 'mysql';
  /** First part of its archives' names. */
  readonly name: string;
  /** Dumps of databases, or a copy of the whole server's files. */
  readonly method: 'logical' | 'physical';
  /** File or folder of the socket, or name of the host; undefined (as `port` and `user`): what the tools' own configuration says. */
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly user: string | undefined;
  /** User of the operating system that the tools run as; undefined: the agent's own. */
  readonly runAs: string | undefined;
  /** Option file that the tools read besides their own, with the password when there is one. */
  readonly defaultsFile: string | undefined;
  /** Down to `lockTables`: for `logical` only. */
  readonly databases: 'all' | readonly string[];
  readonly excludeDatabases: readonly string[];
  readonly schemaOnly: boolean;
  /** `table` or `database.table`; `*` stands for any characters. */
  readonly excludeTables: readonly string[];
  readonly excludeTableData: readonly string[];
  /** Locks the tables of a database while it is dumped, in place of a transaction. */
  readonly lockTables: boolean;
  /** Keeps the server still while the filesystems of the plan are copied. */
  readonly quiesce: boolean;
  /** For each run of a tool. */
  readonly timeoutMs: number;
  /** Folder of the tools; undefined: looked for. */
  readonly binDirectory: string | undefined;
}

/** A source of kind `redis`: one server. */
export interface RedisSourceConfig {
  readonly kind: 'redis';
  /** Archive name. */
  readonly name: string;
  /** Name of a host, or absolute path of a socket (then without `port`). */
  readonly host: string;
  readonly port: number;
  /** Of the server's access list; undefined: its default user. */
  readonly user: string | undefined;
  /** File of which the first line is the password; undefined: the server asks for none. */
  readonly passwordFile: string | undefined;
  /** For the whole transfer. */
  readonly timeoutMs: number;
}
