/**
 * A database server of a drill's own: empty, in a scratch folder, reached by a socket in a folder that only its user can enter, and gone afterwards. The entrance to the servers of each kind.
 */
import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openMariadbTrial } from './mariadb-trial.ts';
import { openPostgresTrial } from './postgres-trial.ts';
import { findServerUser, type ServerUser } from './trial-step.ts';

/** A dump that was restored: of a database, or of what belongs to none (roles, accounts). */
export interface RestoredDump {
  /** Its archive. */
  readonly archive: string;
  /** The database's. */
  readonly name: string;
  readonly isGlobals: boolean;
  readonly path: string;
}

/** A server that runs. Whoever opens it disposes of it: then nothing is left. */
export interface TrialServer extends AsyncDisposable {
  /** `PostgreSQL 15.13`. */
  readonly name: string;
  /** How a client finds it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Loads a dump; says what is there now, or what is wrong. */
  load(dump: RestoredDump, signal: AbortSignal): Promise<{ readonly done: string; readonly wrong: string | undefined }>;
}

/** A server, or why there is none: `missing` the tool that is not installed, `wrong` what failed. */
export type TrialOpening = { readonly server: TrialServer } | { readonly missing: string } | { readonly wrong: string };

/** Starts a server for dumps of this kind, with its data in `scratch`. `hasGlobals`: roles and accounts will be there, too. */
export async function openTrialServer(kind: 'postgres' | 'mariadb', scratch: string, hasGlobals: boolean, signal: AbortSignal): Promise<TrialOpening> {
  const user = findServerUser();
  if (user === undefined) return { missing: 'root’s rights, to run it as nobody,' };
  return kind === 'postgres' ? openPostgresTrial({ scratch, hasGlobals, user, signal }) : openMariadbTrial({ scratch, hasGlobals, user, signal });
}

/** What a server is made with. */
export interface TrialOptions {
  readonly scratch: string;
  readonly hasGlobals: boolean;
  readonly user: ServerUser;
  readonly signal: AbortSignal;
}

/** Folders of a server: one for its data below `scratch`, and one for its socket, whose path must be short. Both are its user's, but for `own`. */
export class TrialFolders implements AsyncDisposable {
  readonly data: string;
  readonly socket: string;
  /** What a client of ours reads lies here: the server's user cannot write to it. */
  readonly own: string;

  private constructor(data: string, own: string) {
    this.data = data;
    this.own = own;
    this.socket = join(own, 'run');
  }

  static async make({ scratch, user }: Pick<TrialOptions, 'scratch' | 'user'>): Promise<TrialFolders> {
    const folders = new TrialFolders(await mkdtemp(join(scratch, 'stillpoint-drill-server-')), await mkdtemp(join(tmpdir().length > longestPath ? '/tmp' : tmpdir(), 'stillpoint-drill-')));
    await chmod(folders.own, 0o711);
    await mkdir(folders.socket, { mode: 0o700 });
    for (const folder of [folders.data, folders.socket]) await chown(folder, user.uid, user.gid);
    return folders;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const folder of [this.data, this.own]) await rm(folder, { recursive: true, force: true });
  }
}

/** A socket's path has 107 bytes at most. */
const longestPath = 60;
