import { Metadata, status as grpcStatus, type ServiceError } from '@grpc/grpc-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { errorCodes, StillpointError, type ErrorCode } from '../errors.ts';
import { fromServiceError, toStatus, type CallFacts } from './status.ts';

const facts: CallFacts = { peer: '10.20.0.5:7443', path: '/s/M', whenLost: 'SESSION_LOST', cancelledHere: false };

function serviceError(code: grpcStatus, details: string, metadata = new Metadata()): ServiceError {
  return Object.assign(new Error(details), { code, details, metadata });
}

describe('an error over the wire', () => {
  it('keeps code, message and hint, whatever characters they hold', () => {
    const codes = fc.constantFrom(...(Object.keys(errorCodes) as ErrorCode[]));
    fc.assert(
      fc.property(codes, fc.string({ maxLength: 300, unit: 'binary' }), fc.option(fc.string({ unit: 'binary' }), { nil: undefined }), (code, message, hint) => {
        const sent = toStatus(new StillpointError(code, message, { hint }));
        expect(sent.code).toBe(errorCodes[code].grpc);
        expect(() => encodeURI(sent.details)).not.toThrow();
        const received = fromServiceError(serviceError(sent.code, sent.details, sent.metadata), facts);
        expect(received).toMatchObject({ code, message: message.toWellFormed() });
        expect(received.hint).toBe(hint?.toWellFormed());
      }),
    );
  });

  it('does not outgrow the headers that a peer accepts', () => {
    const { details, metadata } = toStatus(new StillpointError('INTERNAL', '静'.repeat(100_000), { hint: '点'.repeat(100_000) }));
    const [value] = metadata.get('stillpoint-error-bin');
    expect(encodeURI(details).length + (value?.length ?? 0) * (4 / 3)).toBeLessThan(32 * 1024);
  });

  it('becomes INTERNAL with its text when this release does not know the code', () => {
    const metadata = new Metadata();
    metadata.set('stillpoint-error-bin', Buffer.from(JSON.stringify({ code: 'FUTURE_THING', message: 'the moon is full', hint: 'wait' })));
    const error = fromServiceError(serviceError(grpcStatus.FAILED_PRECONDITION, 'x', metadata), facts);
    expect(error).toMatchObject({ code: 'INTERNAL', message: 'the moon is full (FUTURE_THING)', hint: 'wait' });
  });

  it.each([
    [grpcStatus.UNAVAILABLE, 'Connection dropped', {}, 'SESSION_LOST'],
    [grpcStatus.UNAVAILABLE, 'No connection established', { whenLost: 'COLLECTOR_UNREACHABLE' }, 'COLLECTOR_UNREACHABLE'],
    [grpcStatus.DEADLINE_EXCEEDED, 'Deadline exceeded', {}, 'COLLECTOR_UNREACHABLE'],
    [grpcStatus.CANCELLED, 'Call cancelled', {}, 'SESSION_LOST'],
    [grpcStatus.CANCELLED, 'Cancelled on client', { cancelledHere: true }, 'CANCELLED'],
    [grpcStatus.INTERNAL, 'Received RST_STREAM with code 2', {}, 'SESSION_LOST'],
    [grpcStatus.UNIMPLEMENTED, 'The server does not implement the method /s/M', {}, 'PROTOCOL_VERSION'],
    [grpcStatus.RESOURCE_EXHAUSTED, 'Received message larger than max', {}, 'LIMIT_EXCEEDED'],
    [grpcStatus.UNKNOWN, 'who knows', {}, 'INTERNAL'],
  ] as const)('of status %i (%s) with %o is %s', (status, details, more, code) => {
    const error = fromServiceError(serviceError(status, details), { ...facts, ...more });
    expect(error.code).toBe(code);
  });

  it('gives the reason of a connection that was refused, and not what grpc-js says around it', () => {
    const details = 'No connection established. Last error: Error: connect ECONNREFUSED 10.20.0.5:7443. Resolution note: ';
    expect(fromServiceError(serviceError(grpcStatus.UNAVAILABLE, details), { ...facts, whenLost: 'COLLECTOR_UNREACHABLE' }).message).toBe('10.20.0.5:7443 cannot be reached: connect ECONNREFUSED 10.20.0.5:7443');
  });

  it('survives a trailer that is no error of ours', () => {
    for (const text of ['', '{', '[]', 'null', '{"code":1,"message":2}']) {
      const metadata = new Metadata();
      metadata.set('stillpoint-error-bin', Buffer.from(text));
      expect(fromServiceError(serviceError(grpcStatus.UNAVAILABLE, 'gone', metadata), facts).code).toBe('SESSION_LOST');
    }
  });
});
