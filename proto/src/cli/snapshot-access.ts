/**
 * What the commands `snapshots`, `ls`, `find` and `restore` work on: snapshots of a datastore at the collector, or of one agent in its guest. The commands are the
 * same for both; where snapshots come from is said by who implements this.
 */
import type { Address } from '../address/address.ts';
import { headline } from '../address/headline.ts';
import type { KnownAgent, KnownSnapshot } from '../address/known-snapshots.ts';
import type { KnownArchive } from '../address/resolve-archive.ts';
import type { ResolvedSnapshot } from '../address/resolve-snapshot.ts';
import type { v1 } from '../messages.ts';
import type { RestoreSource } from '../restore/restore-source.ts';
import type { ExitStatus } from './exit-status.ts';
import type { Output } from './output.ts';

/** Every method throws StillpointError. Whoever opens it disposes of it. */
export interface SnapshotAccess extends RestoreSource, AsyncDisposable {
  readonly agents: readonly KnownAgent[];
  /** True for a guest that encrypts: what is not encrypted, it has not made as it is configured now. */
  readonly encrypts?: boolean;
  /** The archives of a snapshot. NODE_CORRUPT, CHUNK_*. Nothing else of a snapshot is read before. */
  readonly listArchives: (snapshot: KnownSnapshot) => Promise<readonly KnownArchive[]>;
  /** The address in full, where less than that may be typed. AGENT_UNKNOWN. */
  completeAddress(address: Address): Address;
  findVersions(request: v1.FindVersionsRequest.$Properties): AsyncIterable<v1.FindVersionsReply.$Properties>;
  /** Sentences about what a search could not see. */
  searchProblems(): Promise<readonly string[]>;
  /** Writes an event into the audit log. */
  recordEvent(event: v1.AuditEvent.$Properties): Promise<void>;
}

/** The surroundings of one of these commands. */
export interface AccessContext {
  readonly output: Output;
  /** Aborted by the first SIGINT or SIGTERM, and when nobody reads the output any more. */
  readonly signal: AbortSignal;
  /** ms since 1970. */
  readonly now: () => number;
  /** The time zone of times without one, as in `Asia/Tokyo`. */
  readonly zone: string;
  /** With what is encrypted with a key of these files, too (docs/formats.md, "Encryption by the agent"). ENCRYPTION_KEY_INVALID. */
  readonly openSnapshots: (keyFiles?: readonly string[]) => Promise<SnapshotAccess>;
  /** Is told about once a second how far a restore is, where a program follows it. */
  readonly tellProgress?: (progress: ToldProgress) => void;
  /** Is told what is doubtful of a snapshot that is restored, where nobody sees warnings. */
  readonly tellDoubt?: (text: string) => Promise<void>;
}

/** How far a restore is. */
export interface ToldProgress {
  readonly files: number;
  readonly bytes: number;
  readonly bytesPerSecond: number;
}

/** Runs a command's work inside its surroundings; commander calls the function that this returns. */
export type AccessRunner = <Args extends unknown[]>(work: (context: AccessContext, ...args: Args) => Promise<ExitStatus | undefined>) => (...args: Args) => Promise<void>;

/** For the option `--key-file`, which may be given several times. */
export const keyFileOption = ['--key-file <FILE>', 'with what the key in this file encrypts, as `stillpoint-agent key export` printed it; may be given again', (file: string, others: readonly string[] = []): string[] => [...others, file]] as const;

/** Lines for the end of a command's help. */
export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}\n`;
}

/** Says which snapshot was taken, and what should be known of it. */
export function announce({ output, now, zone }: Pick<AccessContext, 'output' | 'now' | 'zone'>, { snapshot, notes }: ResolvedSnapshot): void {
  output.note(headline(snapshot, now(), zone));
  for (const note of notes) output.note(`note: ${note}`);
}
