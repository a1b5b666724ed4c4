/**
 * Finds and reads agent.toml.
 */

import { parseTomlConfig, readTomlConfig } from '@stillpoint/proto/config/toml-config.ts';
import { defaultAgentConfigFile, type AgentConfig } from './agent-config.ts';
import { agentSchema } from './agent-schema.ts';

/** The file to read: `option` (`--config`), else STILLPOINT_AGENT_CONFIG of `environment`, else {@link defaultAgentConfigFile}. */
export function agentConfigFile(option: string | undefined, environment: Readonly<Record<string, string | undefined>>): string {
  const named = option ?? environment['STILLPOINT_AGENT_CONFIG'];
  return named === undefined || named === '' ? defaultAgentConfigFile : named;
}

/** Reads and checks agent.toml. Throws CONFIG_MISSING, PERMISSION_DENIED, or CONFIG_INVALID with every error and its place. */
export function readAgentConfig(file: string): AgentConfig {
  return readTomlConfig(file, agentSchema, {
    missingHint: 'run `stillpoint-agent enroll TOKEN --collector HOST:PORT`, which writes one, or name another with --config',
  });
}

/** As {@link readAgentConfig}, for text; `file` is only named in errors. Throws CONFIG_INVALID. */
export function parseAgentConfig(text: string, file: string): AgentConfig {
  return parseTomlConfig(text, file, agentSchema);
}
