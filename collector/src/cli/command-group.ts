/** Commands with commands of their own, such as `agents rename`. */
import type { Command } from 'commander';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { nearestWord } from '@stillpoint/proto/text/nearest-word.ts';

/** Adds the group `name`; on its own it does what `byDefault` does. A word that is none of its commands is an error that names the nearest. */
export function addGroup(parent: Command, name: string, description: string, byDefault: () => Promise<void>): Command {
  const group: Command = parent.command(name).description(description).allowExcessArguments(true);
  group.action(async () => {
    const [word] = group.args;
    if (word !== undefined) throw unknownCommand(name, word, group.commands.map((command) => command.name()));
    await byDefault();
  });
  return group;
}

function unknownCommand(group: string, word: string, known: readonly string[]): StillpointError {
  const near = nearestWord(word, known);
  return new StillpointError('USAGE', `unknown command '${group} ${word}'`, {
    hint: near === undefined ? `known are ${known.map((command) => `${group} ${command}`).join(', ')}` : `did you mean \`${group} ${near}\`?`,
  });
}
