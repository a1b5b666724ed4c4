import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import { describe, expect, it } from 'vitest';

import { findCommitted } from './lost-commit.ts';

const committed: v1.Committed.$Properties = { sequence: 7 };

/** Answers one after another; the waits before them. */
async function ask(...answers: (v1.Ready.$Properties | StillpointError)[]): Promise<{ found: v1.Committed.$Properties | undefined; waitsMs: number[] }> {
  const waitsMs: number[] = [];
  const begin = (): Promise<v1.Ready.$Properties> => {
    const answer = answers.shift();
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer ?? {});
  };
  const found = await findCommitted(begin, (ms) => {
    waitsMs.push(ms);
    return Promise.resolve();
  });
  return { found, waitsMs };
}

const unreachable = new StillpointError('COLLECTOR_UNREACHABLE', 'refused');

describe('a commit whose answer was lost', () => {
  it('is found by its run, also when the collector is away for a moment', async () => {
    expect(await ask({ committed })).toEqual({ found: committed, waitsMs: [0] });
    expect((await ask(unreachable, new StillpointError('SESSION_LOST', 'cut'), { committed })).found).toEqual(committed);
  });

  it('is not made up', async () => {
    expect(await ask({ sessionId: Buffer.alloc(16) })).toEqual({ found: undefined, waitsMs: [0] });
    expect((await ask(unreachable, unreachable, unreachable, { committed })).found).toBeUndefined();
    expect(await ask(new StillpointError('AGENT_REVOKED', 'gone'), { committed })).toEqual({ found: undefined, waitsMs: [0] });
  });
});
