/** Feeds a tool from a stream. */
import { once } from 'node:events';

import { StillpointError } from '@stillpoint/proto/errors.ts';

import { ToolProcess, type ToolOptions } from '../source/tool/tool-process.ts';

/**
 * Runs a tool that reads `input` from its stdin to its end, and gives the end of its standard error. A stream that breaks ends the tool before its stdin ends: it would take that for the end of the
 * data. Throws what the stream throws, TOOL_MISSING, TOOL_FAILED, TOOL_TIMEOUT.
 */
export async function feedTool(options: ToolOptions, input: AsyncIterable<Uint8Array>): Promise<string> {
  await using tool = await ToolProcess.start(options, 'ignore', 'pipe');
  const { stdin } = tool;
  if (stdin === null) throw new StillpointError('INTERNAL', `${tool.program} was started without a pipe`);
  // Its exit status tells why it did not read on.
  stdin.on('error', () => undefined);
  const ended = tool.exited.then(() => undefined, () => undefined);
  try {
    for await (const part of input) {
      if (stdin.destroyed) break;
      if (!stdin.write(part)) await Promise.race([once(stdin, 'drain').catch(() => undefined), ended]);
    }
  } catch (error) {
    await tool.stop();
    throw error;
  }
  stdin.end();
  return (await tool.succeeded()).stderr;
}
