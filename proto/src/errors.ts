/**
 * The one error class and the one table of codes. Every code has a section in docs/errors.md; a test holds the two lists together.
 */

/** What a code means for the process that meets it. `exit`: exit status; `grpc`: status code on the wire; `retry`: the same call may succeed later without a change. */
export interface ErrorFacts {
  readonly exit: 1 | 2 | 3;
  readonly grpc: number;
  readonly retry: boolean;
}

const facts = (exit: 1 | 2 | 3, grpc: number, retry = false): ErrorFacts => ({ exit, grpc, retry });

// gRPC status numbers: 3 INVALID_ARGUMENT, 5 NOT_FOUND, 6 ALREADY_EXISTS, 7 PERMISSION_DENIED, 8 RESOURCE_EXHAUSTED, 9 FAILED_PRECONDITION,
// 10 ABORTED, 12 UNIMPLEMENTED, 13 INTERNAL, 14 UNAVAILABLE, 15 DATA_LOSS, 16 UNAUTHENTICATED.
export const errorCodes = {
  // usage and configuration
  USAGE: facts(2, 3),
  CONFIG_INVALID: facts(2, 3),
  CONFIG_MISSING: facts(2, 3),
  PLAN_UNKNOWN: facts(2, 3),
  PLAN_REFUSED: facts(1, 7),
  PATTERN_INVALID: facts(2, 3),
  ADDRESS_INVALID: facts(2, 3),
  NAME_INVALID: facts(2, 3),
  CONFIRMATION_NEEDED: facts(2, 3),
  NODE_TOO_OLD: facts(2, 3),
  DEPENDENCIES_MISSING: facts(2, 9),
  LISTEN_FAILED: facts(2, 9),
  // identity and connection
  TOKEN_INVALID: facts(1, 16),
  TOKEN_EXPIRED: facts(1, 16),
  TOKEN_USED: facts(1, 16),
  TOKEN_UNKNOWN: facts(1, 5),
  AGENT_NAME_TAKEN: facts(1, 6),
  AGENT_UNKNOWN: facts(1, 5),
  AGENT_REVOKED: facts(1, 7),
  AGENT_RETIRED: facts(1, 7),
  AGENT_HAS_SNAPSHOTS: facts(1, 9),
  AGENT_NOT_ENROLLED: facts(2, 9),
  AGENT_ALREADY_ENROLLED: facts(2, 9),
  AGENT_CLONED: facts(1, 7),
  CA_MISMATCH: facts(1, 16),
  CERTIFICATE_REQUIRED: facts(1, 16),
  CERTIFICATE_EXPIRED: facts(1, 16),
  CLOCK_WRONG: facts(1, 9),
  COLLECTOR_UNREACHABLE: facts(1, 14, true),
  SEGMENT_VIOLATION: facts(1, 9, true),
  PERMISSION_DENIED: facts(1, 7),
  PROTOCOL_VERSION: facts(1, 9),
  PROTOCOL_VIOLATION: facts(1, 3),
  // sessions
  SESSION_SUPERSEDED: facts(1, 10),
  SESSION_LIMIT: facts(1, 8, true),
  COLLECTOR_BUSY: facts(1, 8, true),
  SESSION_LOST: facts(1, 14, true),
  RUN_ACTIVE: facts(1, 9, true),
  RUN_CANCELLED: facts(1, 10),
  RUN_LOST: facts(1, 10, true),
  RUN_UNKNOWN: facts(1, 5),
  AGENT_OFFLINE: facts(1, 14, true),
  SERVICE_ACTIVE: facts(1, 9, true),
  RUN_ALREADY_COMMITTED: facts(1, 6),
  BLOCK_INVALID: facts(1, 3),
  BLOCK_REJECTED: facts(1, 3),
  CHUNK_NOT_AVAILABLE: facts(1, 9),
  TREE_INVALID: facts(1, 3),
  LIMIT_EXCEEDED: facts(1, 8),
  QUOTA_EXCEEDED: facts(1, 8),
  // sources
  PATH_MISSING: facts(1, 5),
  PATH_LINKED: facts(1, 9),
  MOUNT_MISSING: facts(1, 9),
  SOURCE_FAILED: facts(1, 9),
  TOOL_MISSING: facts(1, 9),
  TOOL_FAILED: facts(1, 9, true),
  TOOL_TIMEOUT: facts(1, 9, true),
  TOOL_OUTDATED: facts(1, 9),
  TOOL_WARNED: facts(3, 9),
  DATABASE_UNREACHABLE: facts(1, 9, true),
  DATABASE_RIGHT_MISSING: facts(1, 7),
  TABLE_NOT_TRANSACTIONAL: facts(3, 9),
  POSITION_NOT_RECORDED: facts(3, 9),
  HOOK_FAILED: facts(1, 9),
  SNAPSHOT_FAILED: facts(1, 9),
  FREEZE_FAILED: facts(1, 9),
  FREEZE_TIMEOUT: facts(1, 9, true),
  DATABASE_NOT_QUIESCED: facts(1, 9, true),
  LEFTOVER_CLEANED: facts(1, 9),
  LEFTOVER_REMAINS: facts(1, 9, true),
  DATABASE_NOT_COVERED: facts(3, 9),
  ENTRY_UNREADABLE: facts(3, 9),
  ENTRY_CHANGED: facts(3, 9),
  // encryption by the agent
  ENCRYPTION_KEY_MISSING: facts(2, 9),
  ENCRYPTION_KEY_INVALID: facts(2, 3),
  ENCRYPTION_KEY_EXISTS: facts(2, 6),
  ENCRYPTION_KEY_NOT_EXPORTED: facts(1, 9),
  ARCHIVE_ENCRYPTED: facts(1, 9),
  // datastore and catalog
  DATASTORE_MISSING: facts(2, 5),
  DATASTORE_EXISTS: facts(2, 6),
  DATASTORE_NEWER: facts(1, 9),
  DATASTORE_LOCKED: facts(1, 9, true),
  DATASTORE_FULL: facts(1, 8, true),
  DATASTORE_IO: facts(1, 13),
  DATASTORE_READ_ONLY: facts(1, 9),
  DATASTORE_DENIED: facts(1, 7),
  CATALOG_INVALID: facts(1, 15),
  CATALOG_FAILED: facts(1, 14, true),
  PACK_CORRUPT: facts(1, 15),
  CHUNK_CORRUPT: facts(1, 15),
  CHUNK_MISSING: facts(1, 15),
  NODE_CORRUPT: facts(1, 15),
  SNAPSHOT_CORRUPT: facts(1, 15),
  JOURNAL_CORRUPT: facts(1, 15),
  DAMAGE_FOUND: facts(1, 15),
  // asking and restoring
  SNAPSHOT_UNKNOWN: facts(1, 5),
  SNAPSHOT_AMBIGUOUS: facts(2, 3),
  SNAPSHOT_PROTECTED: facts(1, 9),
  // audit, recovery and drills
  AUDIT_BROKEN: facts(1, 15),
  RECOVERY_KIT_INVALID: facts(1, 3),
  DRILL_FAILED: facts(1, 15),
  // telling of alarms
  NOTIFY_FAILED: facts(1, 14, true),
  // retention and garbage
  CLOCK_UNTRUSTED: facts(1, 9),
  COLLECTION_ACTIVE: facts(1, 9, true),
  COLLECTION_BLOCKED: facts(1, 15),
  PLAN_AMBIGUOUS: facts(2, 3),
  ARCHIVE_UNKNOWN: facts(1, 5),
  ARCHIVE_AMBIGUOUS: facts(2, 3),
  PATH_UNKNOWN: facts(1, 5),
  TARGET_NOT_WRITABLE: facts(1, 9),
  TARGET_CONFLICT: facts(1, 6),
  TARGET_FULL: facts(1, 8, true),
  TARGET_UNSAFE: facts(1, 9),
  RESTORE_INCOMPLETE: facts(3, 15),
  RESTORE_REFUSED: facts(1, 7),
  // everything else
  STATE_INVALID: facts(1, 9),
  STATE_IO: facts(1, 13),
  CANCELLED: facts(1, 10),
  INTERNAL: facts(1, 13),
} as const satisfies Record<string, ErrorFacts>;

/** A stable code that scripts and documentation may rely on. */
export type ErrorCode = keyof typeof errorCodes;

/** Options of {@link StillpointError}: `hint` is the next step for a person, `cause` the error below, `retryAfterMs` when the same is worth another attempt. */
export interface StillpointErrorOptions {
  readonly hint?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

/** A failure with a stable code, one sentence that names the object it is about, and the next step. */
export class StillpointError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  /** From now on; undefined: nobody said. */
  readonly retryAfterMs: number | undefined;

  constructor(code: ErrorCode, message: string, options: StillpointErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'StillpointError';
    this.code = code;
    this.hint = options.hint;
    this.retryAfterMs = options.retryAfterMs;
  }

  /** Exit status for a command that ends with this error. */
  get exitCode(): number {
    return errorCodes[this.code].exit;
  }
}

/** True when `text` is one of the codes of this release (a newer peer may know more). */
export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(errorCodes, text);
}

/** The `errno` name of a system error ('ENOENT', ...), or undefined for any other value. */
export function systemErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
