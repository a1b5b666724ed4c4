/** `check`: what would be backed up, and everything that stands in the way. */
import type { Command } from 'commander';

import { countOf } from '@stillpoint/proto/text/format-count.ts';

import { checkAgent } from '../../check/agent-check.ts';
import type { Finding } from '../../check/finding.ts';
import { examples, type CommandContext, type CommandRunner } from '../command-context.ts';
import { choosePlan } from '../plan-choice.ts';

/** Adds the command to `parent`. */
export function addCheck(parent: Command, run: CommandRunner): void {
  parent
    .command('check')
    .description('look at configuration, state, rights, collector and clock, and say what each plan would do')
    .argument('[PLAN]', 'only this plan; without it all of them')
    .addHelpText('after', `\nExit status: 0 no problem; 1 problems, each is named. Warnings do not count.\n${examples('stillpoint-agent check', 'stillpoint-agent check daily --json')}`)
    .action(run(check));
}

async function check(context: CommandContext, planName: string | undefined): Promise<0 | 1> {
  const { configFile, output, signal, now } = context;
  const findings = await checkAgent({
    configFile,
    choose: ({ plans }) => (planName === undefined ? plans : [choosePlan(plans, planName, configFile)]),
    nowMs: now(),
    signal,
  });
  const problems = findings.filter(({ level }) => level === 'problem').length;
  if (output.json) {
    await output.document({ problems, findings });
  } else {
    const width = Math.max(...findings.map(({ area }) => area.length));
    for (const finding of findings) await output.line(describe(finding, width));
    await output.line(problems === 0 ? '\nNo problem was found.' : `\n${countOf(problems, 'problem')} ${problems === 1 ? 'was' : 'were'} found.`);
  }
  return problems === 0 ? 0 : 1;
}

function describe({ level, area, text, code, hint }: Finding, width: number): string {
  const indent = ' '.repeat(9 + width + 2);
  // An error may be of several lines, one for each mistake in the configuration.
  const body = (code === undefined ? text : `${code}: ${text}`).replaceAll('\n', `\n${indent}`);
  return `${level.padEnd(9)}${area.padEnd(width)}  ${body}${hint === undefined ? '' : `\n${indent}next: ${hint}`}`;
}
