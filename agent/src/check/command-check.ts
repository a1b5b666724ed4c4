/** Whether a command could be run; it is not. */
import { formatDuration } from '@stillpoint/proto/text/format-duration.ts';

import type { CommandSourceConfig } from '../config/agent-config.ts';
import { getProgram, toolUser } from '../source/tool/tool-user.ts';
import type { Finding } from './finding.ts';

/** Throws TOOL_MISSING, and SOURCE_FAILED for a user that cannot be changed to. */
export async function checkCommand({ name, command, runAs, timeoutMs, tar }: CommandSourceConfig, area: string): Promise<Finding[]> {
  const [program = ''] = command;
  const file = getProgram(program);
  const user = await toolUser(runAs);
  return [{ level: 'ok', area, text: `source ${name}: keeps ${tar ? 'the members of the tar that' : 'what'} ${file} writes, run as ${user.name}, for at most ${formatDuration(timeoutMs)}` }];
}
