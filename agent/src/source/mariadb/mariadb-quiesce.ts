/**
 * Keeps a server still while the filesystems below it are copied: a client with an open connection holds the backup stages of MariaDB, or the read lock of MySQL. Whatever ends the
 * client or the agent ends the connection, and with it the lock.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';

import type { MariadbSourceConfig } from '../../config/agent-config.ts';
import type { DatabaseQuiesce } from '../../quiesce/database-quiesce.ts';
import { ClientSession } from './client-session.ts';
import { MariadbServer } from './mariadb-server.ts';
import { compareSeries, type Flavour, type Series } from './mariadb-tools.ts';

/** MariaDB has backup stages from here on. */
const stagesSince: Series = { major: 10, minor: 4 };

/** How a server is held and let go. */
interface HoldStatements {
  /** One after another: each waits for something else, none of them for long queries but the last for commits under way. */
  readonly hold: readonly string[];
  readonly letGo: string;
}

export class MariadbQuiesce implements DatabaseQuiesce {
  readonly name: string;
  readonly #config: MariadbSourceConfig;
  #session: ClientSession | undefined;
  #statements: HoldStatements | undefined;
  #held = false;

  constructor(config: MariadbSourceConfig) {
    this.name = config.name;
    this.#config = config;
  }

  async prepare(signal: AbortSignal): Promise<void> {
    const server = await MariadbServer.connect(this.#config, this.#config.kind, signal);
    const missing = (await server.grants()).missing(['RELOAD']);
    if (missing.length > 0) throw new StillpointError('DATABASE_RIGHT_MISSING', `${server.account} lacks RELOAD: the server cannot be kept still`, { hint: `GRANT RELOAD ON *.* TO ${server.account}` });
    this.#statements = holdStatements(server.flavour, server.series);
    this.#session = await ClientSession.open(server);
  }

  get holderPids(): readonly number[] {
    const pid = this.#session?.pid;
    return pid === undefined ? [] : [pid];
  }

  async freeze(signal: AbortSignal): Promise<'held' | 'settled'> {
    for (const statement of this.#statements?.hold ?? []) await this.#open().ask(statement, signal);
    this.#held = true;
    return 'held';
  }

  async thaw(): Promise<boolean> {
    const { letGo = '' } = this.#statements ?? {};
    const wasHeld = this.#held;
    this.#held = false;
    try {
      // The connection answers: it is the one that held, since a client that lost it ends.
      await this.#open().ask(letGo);
      return wasHeld;
    } catch (error) {
      if (!(error instanceof StillpointError)) throw error;
      return false;
    } finally {
      // Also when the server does not answer: without its connection it holds nothing.
      await this.#session?.close();
    }
  }

  async close(): Promise<void> {
    await this.#session?.close();
    this.#session = undefined;
  }

  #open(): ClientSession {
    if (this.#session === undefined) throw new StillpointError('DATABASE_UNREACHABLE', `there is no connection to the server of source ${this.name}`);
    return this.#session;
  }
}

function holdStatements(flavour: Flavour, series: Series): HoldStatements {
  if (flavour === 'mariadb' && compareSeries(series, stagesSince) >= 0) {
    return { hold: ['BACKUP STAGE START', 'BACKUP STAGE FLUSH', 'BACKUP STAGE BLOCK_DDL', 'BACKUP STAGE BLOCK_COMMIT'], letGo: 'BACKUP STAGE END' };
  }
  return { hold: ['FLUSH TABLES', 'FLUSH TABLES WITH READ LOCK'], letGo: 'UNLOCK TABLES' };
}
