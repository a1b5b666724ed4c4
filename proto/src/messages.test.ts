import '@grpc/grpc-js';

import { expect, test } from 'vitest';

import { v1 } from './messages.ts';

test('a 64-bit field that is not set reads as the number 0, also where the package `long` is installed', () => {
  const decoded = v1.StatusReply.decode(v1.StatusReply.encode({}).finish());
  expect(decoded.storedBytes).toBe(0);
  expect(decoded.servingSinceMs).toBe(0);
});

test('a 64-bit field keeps numbers up to 2^53', () => {
  const decoded = v1.StatusReply.decode(v1.StatusReply.encode({ storedBytes: Number.MAX_SAFE_INTEGER }).finish());
  expect(decoded.storedBytes).toBe(Number.MAX_SAFE_INTEGER);
});
