/**
 * Names of owners, for a walk. Ids are what counts; a directory service that does not answer must neither cost the files nor be waited for again and again.
 */
import type { Owners } from '@stillpoint/proto/posix/owners.ts';
import { PosixError } from '@stillpoint/proto/posix/posix-error.ts';

export class OwnerNames {
  readonly #owners: Owners;
  readonly #unansweredUsers = new Set<number>();
  readonly #unansweredGroups = new Set<number>();
  #failure: PosixError | undefined;

  constructor(owners: Owners) {
    this.#owners = owners;
  }

  /** The first error of the user database: names are missing then. */
  get failure(): PosixError | undefined {
    return this.#failure;
  }

  /** '' when the id has no name or none was given. */
  user(uid: number): string {
    try {
      return this.#unansweredUsers.has(uid) ? '' : this.#owners.userName(uid);
    } catch (error) {
      return this.#unanswered(this.#unansweredUsers, uid, error);
    }
  }

  group(gid: number): string {
    try {
      return this.#unansweredGroups.has(gid) ? '' : this.#owners.groupName(gid);
    } catch (error) {
      return this.#unanswered(this.#unansweredGroups, gid, error);
    }
  }

  #unanswered(ids: Set<number>, id: number, error: unknown): '' {
    if (!(error instanceof PosixError)) throw error;
    this.#failure ??= error;
    ids.add(id);
    return '';
  }
}
