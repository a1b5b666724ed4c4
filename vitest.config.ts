/** Two test projects: `unit` beside the code, fast and parallel; `e2e` in test/, real processes and filesystems, few at a time. */
import { defineConfig } from 'vitest/config';

import { LongestFirst } from './test/support/longest-first.ts';

// Tests start child processes and workers with the same flags as the launchers, so that warnings of experimental features do not end in compared output.
const execArgv = ['--disable-warning=ExperimentalWarning'];

export default defineConfig({
  test: {
    passWithNoTests: false,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{proto,agent,collector}/src/**/*.test.ts'],
          environment: 'node',
          // Forked processes, not threads: native modules and process-wide state (umask, signals, locks) are under test.
          pool: 'forks',
          execArgv,
          testTimeout: 90_000,
          hookTimeout: 90_000,
          maxWorkers: '100%',
          // Not 0: files of that group are put last when there is only one worker.
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          globalSetup: 'test/support/enrolled-template.ts',
          include: ['test/**/*.test.ts'],
          environment: 'node',
          pool: 'forks',
          execArgv,
          testTimeout: 300_000,
          hookTimeout: 120_000,
          // More than cores: they wait for clocks and pipes as long as they compute.
          maxWorkers: 3,
          // After the unit tests: these measure time and memory of real processes and want the machine for themselves.
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
