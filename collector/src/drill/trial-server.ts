/**
 * A database server of a drill's own: empty, in a scratch folder, reached by a socket in a folder that only its user can enter, and gone afterwards. The entrance to the servers of each kind.
 */
import { randomInt } from 'node:crypto';
import { chmod, chown, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ConfinedUser } from './confined-program.ts';
import { DrillFolder } from './drill-folder.ts';
import { openMariadbTrial } from './mariadb-trial.ts';
import { openPostgresTrial } from './postgres-trial.ts';
import { findConfinementFault, findServerUser, type ServerUser } from './trial-step.ts';

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
  const fault = await findConfinementFault(user, signal);
  if (fault !== undefined) return { missing: `what keeps its programs apart (setpriv and unshare of util-linux: ${fault})` };
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
  /** Who runs the server and its clients, in these folders. */
  readonly user: ConfinedUser;
  /** What a client of ours reads lies here: the server's user cannot write to it. */
  readonly own: string;
  readonly #stack: AsyncDisposableStack;

  private constructor(user: ConfinedUser, own: string, stack: AsyncDisposableStack) {
    this.user = user;
    this.own = own;
    this.#stack = stack;
  }

  static async make({ scratch, user }: Pick<TrialOptions, 'scratch' | 'user'>): Promise<TrialFolders> {
    await using stack = new AsyncDisposableStack();
    const place = stack.use(await DrillFolder.make(scratch));
    const own = stack.use(await DrillFolder.make(tmpdir().length > longestPath ? '/tmp' : tmpdir()));
    // The way in is this group's, which nobody else is in: other programs may run as the same user.
    const group = randomInt(firstGroup, lastGroup);
    for (const { path } of [place, own]) {
      await chown(path, -1, group);
      await chmod(path, 0o710);
    }
    const writable = [join(place.path, 'data'), join(own.path, 'run')] as const;
    for (const folder of writable) {
      await mkdir(folder, { mode: 0o700 });
      await chown(folder, user.uid, user.gid);
    }
    return new TrialFolders({ uid: user.uid, gid: user.gid, group, writable }, own.path, stack.move());
  }

  get data(): string {
    return this.user.writable[0];
  }

  get socket(): string {
    return this.user.writable[1];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync();
  }
}

/** Numbers that no system gives to groups. */
const [firstGroup, lastGroup] = [0x7100_0000, 0x7fff_0000];
/** A socket's path has 107 bytes at most. */
const longestPath = 60;
