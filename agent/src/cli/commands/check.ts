/** `check`: what would be backed up, and everything that stands in the way. */
import type { Command } from 'commander';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { countOf } from '@stillpoint/proto/text/format-count.ts';

import { checkAgent } from '../../check/agent-check.ts';
import type { Finding } from '../../check/finding.ts';
import { readGuestPlans } from '../../central/guest-plans.ts';
import { readAgentConfig } from '../../config/agent-config-file.ts';
import type { PlanConfig } from '../../config/agent-config.ts';
import { suggestSources } from '../../suggest/suggest-sources.ts';
import { examples, type CommandContext, type CommandRunner } from '../command-context.ts';
import { choosePlan } from '../plan-choice.ts';
import { suggestionLines } from '../suggestion-text.ts';

/** Adds the command to `parent`. */
export function addCheck(parent: Command, run: CommandRunner): void {
  parent
    .command('check')
    .description('look at configuration, state, rights, collector and clock, and say what each plan would do')
    .argument('[PLAN]', 'only this plan; without it all of them')
    .option('--suggest', 'only look for databases that run here: prints sources for agent.toml and the statements for a user with no more rights than a backup needs')
    .addHelpText('after', `\nExit status: 0 no problem; 1 problems, each is named. Warnings do not count.\n${examples('stillpoint-agent check', 'stillpoint-agent check daily --json', 'stillpoint-agent check --suggest')}`)
    .action(run(check));
}

async function check(context: CommandContext, planName: string | undefined, { suggest = false }: { readonly suggest?: boolean }): Promise<0 | 1> {
  const { configFile, output, signal, now } = context;
  if (suggest) {
    if (planName !== undefined) throw new StillpointError('USAGE', '--suggest looks at the whole guest, not at a plan', { hint: `leave ${planName} out` });
    await tellSuggestions(context);
    return 0;
  }
  const findings = await checkAgent({
    configFile,
    choose: ({ config: { plans }, refusals }) => {
      if (planName === undefined) return plans;
      // Why it is refused is told anyway.
      return refusals.some(({ plan }) => plan === planName) ? [] : [choosePlan(plans, planName, configFile)];
    },
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

async function tellSuggestions({ configFile, output, signal }: CommandContext): Promise<void> {
  const suggestions = await suggestSources(plansOf(configFile), signal);
  if (output.json) await output.document({ suggestions });
  else for (const line of suggestionLines(suggestions)) await output.line(line);
}

/** None before there is a configuration: that is when suggestions are wanted most. */
function plansOf(configFile: string): readonly PlanConfig[] {
  try {
    return readGuestPlans(readAgentConfig(configFile)).config.plans;
  } catch (error) {
    if (error instanceof StillpointError && error.code === 'CONFIG_MISSING') return [];
    throw error;
  }
}

function describe({ level, area, text, code, hint }: Finding, width: number): string {
  const indent = ' '.repeat(9 + width + 2);
  // An error may be of several lines, one for each mistake in the configuration.
  const body = (code === undefined ? text : `${code}: ${text}`).replaceAll('\n', `\n${indent}`);
  return `${level.padEnd(9)}${area.padEnd(width)}  ${body}${hint === undefined ? '' : `\n${indent}next: ${hint}`}`;
}
