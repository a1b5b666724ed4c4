import { expect, it } from 'vitest';

import { HeldObserver } from './held-observer.ts';
import type { RunProgress, RunWarning } from './run-events.ts';

it('passes on at once, and what it held back in order and only then', () => {
  const told: string[] = [];
  const observer = new HeldObserver({
    began: () => told.push('began'),
    progress: () => told.push('progress'),
    warning: ({ text }) => told.push(text),
    skippedMount: () => told.push('mount'),
    excluded: () => told.push('excluded'),
  });
  const warning = (text: string): RunWarning => ({ code: 'ENTRY_CHANGED', path: '', text });
  observer.began({ runId: '', previousTimeMs: undefined, resuming: false });
  const held = observer.hold();
  observer.warning(warning('one'));
  observer.progress({} as RunProgress);
  observer.warning(warning('two'));
  expect(told).toEqual(['began']);
  held[Symbol.dispose]();
  observer.progress({} as RunProgress);
  expect(told).toEqual(['began', 'one', 'two', 'progress']);
});
