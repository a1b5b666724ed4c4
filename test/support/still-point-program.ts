/**
 * A process that reaches a still point as a run does, so that it can be killed and stopped: `node still-point-program.ts JSON`. Prints what it reached as a line of JSON, ends it when
 * it reads a line with a status, and prints the warnings.
 */
import { once } from 'node:events';

import { asStillpointError } from '@stillpoint/proto/cli/error-text.ts';
import { InterruptSignals } from '@stillpoint/proto/cli/interrupt-signals.ts';

import type { FilesSelection, QuiesceConfig } from '../../agent/src/config/agent-config.ts';
import type { RunStatus } from '../../agent/src/quiesce/hook.ts';
import { cleanLeftovers } from '../../agent/src/quiesce/leftovers.ts';
import { StillPoint } from '../../agent/src/quiesce/still-point.ts';

/** What the argument holds. */
export interface StillPointRequest {
  readonly runId: string;
  readonly planFolder: string;
  readonly quiesce: QuiesceConfig;
  readonly paths: readonly string[];
}

const request = JSON.parse(process.argv[2] ?? '') as StillPointRequest;
const tree: FilesSelection = { paths: request.paths, exclude: [], include: undefined, filesystems: 'local', defaultExcludes: true, cachedirTag: true };
using signals = new InterruptSignals(process);

function say(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

say({ cleaned: await cleanLeftovers(request.planFolder) });
try {
  await using point = await StillPoint.reach({
    plan: { name: 'daily', quiesce: request.quiesce },
    runId: request.runId,
    planFolder: request.planFolder,
    trees: [tree],
    databases: [],
    dumps: 0,
    unknown: 0,
    protectedPaths: [],
    signal: signals.signal,
    // As the run does: its output may lie on what is frozen.
    holdWrites: () => {
      process.stderr.write('holds\n');
      return {
        [Symbol.dispose]: () => {
          process.stderr.write('lets go\n');
        },
      };
    },
  });
  const { consistency, frozenMs, warnings, notes, ownPaths } = point;
  say({ reached: { copies: point.pathMap.entries, consistency, frozenMs, warnings: [...warnings], notes, ownPaths } });
  const stopped = new Promise<'cancelled'>((resolve) => {
    signals.signal.addEventListener('abort', () => {
      resolve('cancelled');
    });
  });
  const asked = once(process.stdin, 'data').then(([line]) => String(line).trim() as RunStatus);
  say({ ended: await point.end(await Promise.race([asked, stopped])) });
} catch (error) {
  const { code, message } = asStillpointError(error);
  say({ failed: { code, message } });
}
process.exit();
