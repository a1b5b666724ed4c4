import { describe, expect, it } from 'vitest';

import { runTool, ToolProcess } from './tool-process.ts';
import { findProgram } from './tool-user.ts';

const { signal } = new AbortController();

describe('a tool', () => {
  it('whose output is held open by what it left behind is given up at its time limit, and not taken for one that hung', async () => {
    const command = ['sh', '-c', 'echo done; setsid sleep 3 & exit 0'];
    await expect(runTool({ command, timeoutMs: 500, signal })).rejects.toMatchObject({ code: 'TOOL_TIMEOUT', message: expect.stringMatching(/sh ended, but its output was still open after/u) as string });
  });

  it('that hangs, and one that answers the order to end with an exit status, is said to have hung', async () => {
    for (const command of [['sleep', '30'], ['sh', '-c', 'trap "exit 1" TERM; sleep 30 & wait']]) {
      await expect(runTool({ command, timeoutMs: 300, signal })).rejects.toMatchObject({ code: 'TOOL_TIMEOUT', message: expect.stringContaining('had not ended after') as string });
    }
  });

  it.skipIf(findProgram('setpriv') === undefined)('is told to end when the agent dies only where that was asked for', async () => {
    const dump = async (endsWithAgent: boolean): Promise<string> => {
      await using tool = await ToolProcess.start({ command: ['setpriv', '--dump'], timeoutMs: 10_000, signal, endsWithAgent }, 'pipe');
      let text = '';
      for await (const part of tool.stdout ?? []) text += String(part);
      return text;
    };
    expect(await dump(true)).toMatch(/Parent death signal: (?:SIG)?TERM/iu);
    expect(await dump(false)).toContain('Parent death signal: [none]');
  });
});
