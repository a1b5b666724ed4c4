/** Asking before something is destroyed. */
import { StillpointError } from '@stillpoint/proto/errors.ts';

import type { CommandContext } from './command-context.ts';

/**
 * Says what will go and asks; returns when the answer is yes or `yes` was given. CONFIRMATION_NEEDED where there is no terminal to ask on, CANCELLED for
 * any other answer.
 */
export async function confirm(context: CommandContext, yes: boolean, whatGoes: string, question: string): Promise<void> {
  if (yes) return;
  const { output, ask } = context;
  if (ask === undefined || output.json) {
    throw new StillpointError('CONFIRMATION_NEEDED', `${whatGoes} There is no terminal to ask on`, { hint: 'add --yes when that is what you want' });
  }
  output.note(whatGoes);
  const answer = (await ask(`${question} [y/N] `)).trim().toLowerCase();
  if (answer !== 'y' && answer !== 'yes') throw new StillpointError('CANCELLED', 'nothing was changed');
}
