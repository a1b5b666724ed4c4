/**
 * Names of agents: labels that people type, at most 63 characters.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';

const agentName = /^[a-z0-9][a-z0-9._-]{0,62}$/u;

/** Gives `name` back. NAME_INVALID when an agent cannot be called so. */
export function checkAgentName(name: string): string {
  if (agentName.test(name)) return name;
  throw new StillpointError('NAME_INVALID', `"${name}" can be no agent's name`, {
    hint: 'a name has at most 63 lower-case letters, digits, ".", "_" and "-", and begins with a letter or digit',
  });
}

/** The name for a guest that was given none: its host name up to the first dot, made to fit. Undefined when nothing of it can be used. */
export function nameFromHost(hostName: string): string | undefined {
  const [label = ''] = hostName.toLowerCase().split('.');
  const name = label
    .replace(/[^a-z0-9_-]+/gu, '-')
    .replace(/^[^a-z0-9]+/u, '')
    .slice(0, 63)
    .replace(/-+$/u, '');
  return name === '' ? undefined : name;
}
