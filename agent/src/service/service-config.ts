/**
 * agent.toml as the service follows it: read at the start, and again when it has changed. A wrong one does not take the service down: the last good one
 * stays in force, also for the processes of runs, which get a copy of it.
 */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { asStillpointError } from '@stillpoint/proto/cli/error-text.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';

import { parseAgentConfig, readAgentConfig } from '../config/agent-config-file.ts';
import type { AgentConfig } from '../config/agent-config.ts';
import { writeDurably } from '../identity/durable-file.ts';

const keptName = 'agent.toml.in-force';

/** What a look at the file found. */
export type ConfigChange = { readonly kind: 'none' } | { readonly kind: 'changed' } | { readonly kind: 'wrong'; readonly error: StillpointError };

/** Nothing to close. */
export class ServiceConfig {
  readonly #file: string;
  #config: AgentConfig;
  #text: string;
  #stamp: string;
  #isWrong = false;

  private constructor(file: string, config: AgentConfig, text: string, stamp: string) {
    this.#file = file;
    this.#config = config;
    this.#text = text;
    this.#stamp = stamp;
  }

  /** CONFIG_MISSING, CONFIG_INVALID, PERMISSION_DENIED. */
  static read(file: string): ServiceConfig {
    const stamp = stampOf(file);
    const config = readAgentConfig(file);
    return new ServiceConfig(file, config, readFileSync(file, 'utf8'), stamp);
  }

  /** The configuration in force. */
  get current(): AgentConfig {
    return this.#config;
  }

  /** Looks at the file; reads it when it is another than last time, or with `always`. */
  refresh(always = false): ConfigChange {
    const stamp = stampOf(this.#file);
    if (stamp === this.#stamp && !always) return { kind: 'none' };
    this.#stamp = stamp;
    try {
      readAgentConfig(this.#file);
      const text = readFileSync(this.#file, 'utf8');
      const config = parseAgentConfig(text, this.#file);
      if (config.stateDirectory !== this.#config.stateDirectory) {
        throw new StillpointError('CONFIG_INVALID', 'state_dir has changed, which a running service cannot follow', { hint: 'restart the service' });
      }
      const isChanged = this.#isWrong || text !== this.#text;
      this.#isWrong = false;
      this.#config = config;
      this.#text = text;
      return { kind: isChanged ? 'changed' : 'none' };
    } catch (error) {
      this.#isWrong = true;
      return { kind: 'wrong', error: asStillpointError(error) };
    }
  }

  /** The file that a run is to read. PERMISSION_DENIED, STATE_IO as system errors. */
  fileForRuns(): string {
    if (!this.#isWrong) return this.#file;
    const kept = join(this.#config.stateDirectory, keptName);
    writeDurably(kept, this.#text);
    return kept;
  }
}

function stampOf(file: string): string {
  const facts = statSync(file, { bigint: true, throwIfNoEntry: false });
  return facts === undefined ? '' : `${String(facts.ino)} ${String(facts.size)} ${String(facts.mtimeNs)} ${String(facts.ctimeNs)}`;
}
