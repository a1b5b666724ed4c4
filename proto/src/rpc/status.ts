/**
 * StillpointError on the wire: the gRPC status carries the code's number and a short text, the trailer `stillpoint-error-bin` the
 * whole as JSON `{code, message, hint, retryAfterMs}` in UTF-8 (never change; docs/protocol.md).
 */
import { Metadata, status as grpcStatus, type ServiceError } from '@grpc/grpc-js';

import { errorCodes, isErrorCode, StillpointError, type ErrorCode } from '../errors.ts';

const metadataKey = 'stillpoint-error-bin';
// Trailers are headers: a peer refuses them at 16 KiB, and percent-encoding triples what is not ASCII.
const maxDetailLength = 500;
const maxMessageLength = 3000;

/** What a gRPC server sends instead of a result. */
export interface FailureStatus {
  readonly code: grpcStatus;
  readonly details: string;
  readonly metadata: Metadata;
}

/**
 * The status for `error`. An error that is no StillpointError tells the peer nothing of its text: that belongs into the log of the side
 * where it happened.
 */
export function toStatus(error: unknown): FailureStatus {
  const known = error instanceof StillpointError ? error : new StillpointError('INTERNAL', 'the other side failed unexpectedly; its log says more');
  const { code, hint, retryAfterMs } = known;
  // gRPC percent-encodes the text and throws at half a surrogate pair.
  const message = known.message.slice(0, maxMessageLength).toWellFormed();
  const metadata = new Metadata();
  metadata.set(metadataKey, Buffer.from(JSON.stringify({ code, message, hint: hint?.slice(0, maxMessageLength).toWellFormed(), retryAfterMs })));
  return { code: statusOf(code), details: message.slice(0, maxDetailLength).toWellFormed(), metadata };
}

// The table of codes must not depend on grpc-js, so it has numbers; the enum is found through their names.
function statusOf(code: ErrorCode): grpcStatus {
  return grpcStatus[grpcStatus[errorCodes[code].grpc] as keyof typeof grpcStatus];
}

/** What the caller knows about the call that failed. */
export interface CallFacts {
  /** Who was called, for the text: an address. */
  readonly peer: string;
  /** Method path, for the text. */
  readonly path: string;
  /** What a lost connection means: a session that was going on, or a collector that is not there. */
  readonly whenLost: 'SESSION_LOST' | 'COLLECTOR_UNREACHABLE';
  /** True when this side cancelled the call. */
  readonly cancelledHere: boolean;
}

/** The error that the peer sent, or the one that describes what happened to the call. Codes of a newer peer become INTERNAL with their text kept. */
export function fromServiceError(error: ServiceError, facts: CallFacts): StillpointError {
  const sent = sentError(error);
  if (sent !== undefined) {
    if (isErrorCode(sent.code)) return new StillpointError(sent.code, sent.message, { hint: sent.hint, retryAfterMs: sent.retryAfterMs, cause: error });
    return new StillpointError('INTERNAL', `${sent.message} (${sent.code})`, { hint: sent.hint, cause: error });
  }
  if (facts.cancelledHere) return new StillpointError('CANCELLED', `the call ${facts.path} was cancelled`, { cause: error });
  const [code, text] = transportFailure(error, facts);
  return new StillpointError(code, text, {
    hint: code === 'PROTOCOL_VERSION' ? 'bring both sides to the same version' : undefined,
    cause: error,
  });
}

function transportFailure(error: ServiceError, { peer, path, whenLost }: CallFacts): [ErrorCode, string] {
  const lostText = whenLost === 'SESSION_LOST' ? `the connection to ${peer} was lost` : `${peer} cannot be reached`;
  switch (error.code) {
    case grpcStatus.UNAVAILABLE:
      return [whenLost, `${lostText}: ${reasonIn(error.details)}`];
    case grpcStatus.DEADLINE_EXCEEDED:
      return ['COLLECTOR_UNREACHABLE', `${peer} did not answer in time (${path})`];
    // A server that destroys its connections ends their calls with these.
    case grpcStatus.CANCELLED:
      return [whenLost, `${lostText}: the other side ended it`];
    case grpcStatus.UNIMPLEMENTED:
      return ['PROTOCOL_VERSION', `${peer} does not know the call ${path}: it runs an older version`];
    case grpcStatus.RESOURCE_EXHAUSTED:
      return ['LIMIT_EXCEEDED', `the call ${path} to ${peer} went over a limit: ${error.details}`];
    default:
      if (/RST_STREAM|stream removed|socket|Connection dropped/iu.test(error.details)) return [whenLost, `${lostText}: ${error.details}`];
      return ['INTERNAL', `the call ${path} to ${peer} failed: ${error.details}`];
  }
}

/** The system's reason, without what grpc-js says around it. */
function reasonIn(details: string): string {
  return /^No connection established\. Last error: (?:Error: )?(.+?)\.? Resolution note:/su.exec(details)?.[1] ?? details;
}

function sentError(error: ServiceError): { code: string; message: string; hint: string | undefined; retryAfterMs: number | undefined } | undefined {
  // Errors that grpc-js makes itself may come without metadata, whatever its types say.
  const metadata = error.metadata as Metadata | undefined;
  const [value] = metadata?.get(metadataKey) ?? [];
  if (!Buffer.isBuffer(value)) return undefined;
  try {
    const parsed: unknown = JSON.parse(value.toString('utf8'));
    if (typeof parsed !== 'object' || parsed === null || !('code' in parsed) || !('message' in parsed)) return undefined;
    const { code, message } = parsed;
    if (typeof code !== 'string' || typeof message !== 'string') return undefined;
    const hint = 'hint' in parsed && typeof parsed.hint === 'string' ? parsed.hint : undefined;
    const retryAfterMs = 'retryAfterMs' in parsed && Number.isSafeInteger(parsed.retryAfterMs) ? Math.max(0, Number(parsed.retryAfterMs)) : undefined;
    return { code, message, hint, retryAfterMs };
  } catch {
    // What the peer sent is no JSON: its gRPC status still says something, and is used.
    return undefined;
  }
}
