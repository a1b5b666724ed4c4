/**
 * A PostgreSQL server around copies of its filesystems: it goes on, and a copy of one instant recovers as after a power cut. A checkpoint before makes that recovery short.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';

import type { PostgresSourceConfig } from '../../config/agent-config.ts';
import type { DatabaseQuiesce } from '../../quiesce/database-quiesce.ts';
import { PostgresServer } from './postgres-server.ts';
import { PsqlSession } from './psql-session.ts';

export class PostgresCheckpoint implements DatabaseQuiesce {
  readonly name: string;
  /** Nothing is held. */
  readonly holderPids: readonly number[] = [];
  readonly #config: PostgresSourceConfig;
  #session: PsqlSession | undefined;

  constructor(config: PostgresSourceConfig) {
    this.name = config.name;
    this.#config = config;
  }

  /** Throws what connecting throws, SOURCE_FAILED without the right to make a checkpoint, TOOL_TIMEOUT. */
  async prepare(signal: AbortSignal): Promise<void> {
    const session = await PsqlSession.open(await PostgresServer.connect(this.#config, signal));
    this.#session = session;
    await session.execute('make a checkpoint', 'checkpoint;', this.#config.timeoutMs);
  }

  freeze(): Promise<'settled'> {
    if (this.#session === undefined) return Promise.reject(new StillpointError('SOURCE_FAILED', `the server of source ${this.name} has made no checkpoint`));
    return Promise.resolve('settled');
  }

  thaw(): Promise<boolean> {
    return Promise.resolve(true);
  }

  async close(): Promise<void> {
    await this.#session?.[Symbol.asyncDispose]();
    this.#session = undefined;
  }
}
