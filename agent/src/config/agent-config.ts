/**
 * agent.toml as the rest of the agent sees it: what may be read, run and overwritten on this guest. The file is the authority; the
 * collector asks for a plan by name, never sends a command, and defines plans only as far as `[allow]` permits. Schema and reader lie in
 * agent-schema.ts and agent-config-file.ts; the plans themselves are those of proto/src/plan/.
 */
import type { PlanConfig } from '@stillpoint/proto/plan/plan-config.ts';

export type * from '@stillpoint/proto/plan/plan-config.ts';

/** Where agent.toml lies when neither option nor environment say otherwise. */
export const defaultAgentConfigFile = '/etc/stillpoint/agent.toml';

/** Where keys and journal lie when agent.toml does not say otherwise. */
export const defaultStateDirectory = '/var/lib/stillpoint-agent';

/** The whole configuration, defaults filled in. */
export interface AgentConfig {
  /** Absolute, normal form, plain text. 0700; never backed up. */
  readonly stateDirectory: string;
  readonly collector: CollectorConfig;
  /** `reconnectMs`: how long a run tries to go on after a lost connection. */
  readonly upload: { readonly zstdLevel: number; readonly reconnectMs: number };
  readonly restore: PushedRestoreConfig;
  readonly encryption: EncryptionConfig;
  readonly log: { readonly level: LogLevel };
  /** Where plans may come from besides this file: from nowhere, or from the collector. */
  readonly planOrigin: 'local' | 'central';
  /** What plans of the collector may read. */
  readonly allow: CentralAllowance;
  /** Those of this file; names are unique. May be empty. */
  readonly plans: readonly PlanConfig[];
}

/** What a plan that the collector defines may read. Nothing unless it is said. */
export interface CentralAllowance {
  /** Directories, as byte strings in normal form: they and everything below them. */
  readonly read: readonly string[];
  /** Whether it may dump or copy databases. */
  readonly databases: boolean;
}

/** Whether everything is encrypted before it leaves the guest, and where the key lies (absolute). */
export interface EncryptionConfig {
  readonly byAgent: boolean;
  readonly keyFile: string;
}

/** What the collector may have restored here. */
export interface PushedRestoreConfig {
  /** Directories, as byte strings in normal form; empty: none. */
  readonly allow: readonly string[];
  /** Whether devices, setuid and setgid bits and capabilities come along. */
  readonly special: boolean;
}

/** How the collector is reached. */
export interface CollectorConfig {
  /** `HOST:PORT`, tried in order. Empty: the address given at enrolment. */
  readonly addresses: readonly string[];
  /** CIDR or interface name that every connection must use; undefined: any. */
  readonly segment: string | undefined;
}

/** Least severe message that is logged. */
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
