/**
 * agent.toml as the rest of the agent sees it: what may be read, run and overwritten on this guest. The file is the authority; the
 * collector asks for a plan by name and never sends a command or a path. Schema and reader lie in
 * agent-schema.ts and agent-config-file.ts.
 */

/** Where agent.toml lies when neither option nor environment say otherwise. */
export const defaultAgentConfigFile = '/etc/stillpoint/agent.toml';

/** Where keys and journal lie when agent.toml does not say otherwise. */
export const defaultStateDirectory = '/var/lib/stillpoint-agent';

/** The whole configuration, defaults filled in. */
export interface AgentConfig {
  /** Absolute, normal form, plain text. 0700; never backed up. */
  readonly stateDirectory: string;
  readonly collector: CollectorConfig;
  readonly upload: { readonly zstdLevel: number };
  /** Directories that the collector may restore into, as byte strings in normal form; empty: none. */
  readonly restore: { readonly allow: readonly string[] };
  readonly log: { readonly level: LogLevel };
  /** Names are unique. May be empty. */
  readonly plans: readonly PlanConfig[];
}

/** How the collector is reached. */
export interface CollectorConfig {
  /** `HOST:PORT`, tried in order. Empty: the address given at enrolment. */
  readonly addresses: readonly string[];
  /** CIDR or interface name that every connection must use; undefined: any. */
  readonly segment: string | undefined;
}

/** Sources that share one still point. */
export interface PlanConfig {
  readonly name: string;
  /** Cron expression, used unless the collector sets one; undefined: only when asked. */
  readonly schedule: string | undefined;
  readonly quiesce: { readonly snapshot: 'none' | 'auto' };
  /** At least one; names are unique within the plan. */
  readonly sources: readonly SourceConfig[];
}

/** One thing to back up. */
export type SourceConfig = FilesSourceConfig;

/** A source of kind `files`. */
export interface FilesSourceConfig {
  readonly kind: 'files';
  /** Archive name. */
  readonly name: string;
  /** Byte strings in normal form, none the same as or below another. At least one. */
  readonly paths: readonly string[];
  /** Patterns as written, each checked. */
  readonly exclude: readonly string[];
  /** Patterns as written, each checked; undefined: everything below `paths`. */
  readonly include: readonly string[] | undefined;
  /** Which filesystems below a path are followed: every local disk filesystem, only the path's own, or every one. */
  readonly filesystems: 'local' | 'one' | 'all';
  /** Mount points (byte strings in normal form) that must be mounted and not empty, else the run fails. */
  readonly requireMounts: readonly string[];
  readonly defaultExcludes: boolean;
  readonly cachedirTag: boolean;
}

/** Least severe message that is logged. */
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
