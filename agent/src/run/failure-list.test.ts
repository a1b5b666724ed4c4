import { describe, expect, it } from 'vitest';

import { listFailures } from './failure-list.ts';
import type { FailedSourceFacts } from './run-events.ts';

function failure(index: number, text: string, name = `postgres.shop${index}`): FailedSourceFacts {
  return { name, kind: 'postgres', code: 'TOOL_FAILED', text };
}

describe('the list of what failed', () => {
  it('is what it is when there is room', () => {
    const failures = [failure(1, `pg_dump ended with exit status 1: ${'x'.repeat(8192)}`), failure(2, 'gone')];
    expect(listFailures(failures)).toEqual({ listed: failures, more: 0 });
  });

  it('keeps the tool, its exit status and the end of what it said when it is shortened', () => {
    const failures = Array.from({ length: 200 }, (_, index) => failure(index, `pg_dump ended with exit status 1: ${'x'.repeat(8192)} the end`));
    const { listed, more } = listFailures(failures);
    expect(more).toBe(0);
    expect(listed).toHaveLength(200);
    for (const { text } of listed) {
      expect(text).toMatch(/^pg_dump ended with exit status 1: x+ … x+ the end$/u);
      expect(text.length).toBeLessThanOrEqual(655);
    }
  });

  it('fits the record of a snapshot however many there are, and counts the others', () => {
    const failures = Array.from({ length: 5000 }, (_, index) => failure(index, 'y'.repeat(9000), `sqlite.${'n'.repeat(5000)}${index}`));
    const { listed, more } = listFailures(failures);
    expect(listed.length + more).toBe(5000);
    expect(listed.length).toBeGreaterThan(20);
    expect(JSON.stringify(listed).length).toBeLessThan(300_000);
  });

  it('may be empty', () => {
    expect(listFailures([])).toEqual({ listed: [], more: 0 });
  });
});
