/**
 * Programs of the system that make and remove snapshots.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { showByteName } from '@stillpoint/proto/text/byte-name.ts';
import { bytesOfByteString, isUtf8 } from '@stillpoint/proto/text/byte-string.ts';

import { runTool } from '../source/tool/tool-process.ts';

/** Longest run of a snapshot command of the system. They take a second; a pool in trouble must not hold the run for good. */
const COMMAND_MS = 120_000;

/** Runs one to its end and gives its stdout. Throws TOOL_MISSING, TOOL_FAILED, TOOL_TIMEOUT. Not bound to the run's signal unless given one: what is removed is removed on every path. */
export async function runCommand(command: readonly string[], signal: AbortSignal = new AbortController().signal): Promise<string> {
  // `C`: messages are compared; numbers have points.
  const { stdout } = await runTool({ command, timeoutMs: COMMAND_MS, signal, environment: { LC_ALL: 'C.UTF-8' } });
  return stdout;
}

/** A path (byte string) as a program's argument. SNAPSHOT_FAILED when its bytes are no UTF-8: arguments can hold text only. */
export function pathArgument(path: string): string {
  if (isUtf8(path)) return bytesOfByteString(path).toString('utf8');
  throw new StillpointError('SNAPSHOT_FAILED', `${showByteName(path)} cannot be named to a program, since its name is not UTF-8`, { hint: 'mount the filesystem under a name in UTF-8' });
}
