/** Names of owners: what the guest's user database (files, LDAP, whatever NSS asks) calls an id, and back. */
import { cString } from './c-string.ts';
import { addressOf, libc } from './libc.ts';
import { errnoNumbers, PosixError } from './posix-error.ts';

type Lookup = (entry: Uint8Array, scratch: Uint8Array, sizeBytes: number, result: Uint8Array) => number;

const ERANGE = errnoNumbers['ERANGE'];
// POSIX lets a database answer "unknown" in these ways besides an empty result.
const unknown = new Set(['ENOENT', 'ESRCH', 'EBADF', 'EPERM'].map((name) => errnoNumbers[name]));
const maxScratchBytes = 16 * 1024 * 1024;
/** struct passwd and struct group begin with pointers to name and password and then the id (and, for a user, the main group). */
const idOffset = 16;

/**
 * Looks names and ids up, each once: a lookup can go over the network. Names are latin1 strings, '' and undefined stand for unknown. Make one per run, so that new users
 * are seen by the next. Every method throws PosixError when the database cannot be asked (EIO, EMFILE …).
 */
export class Owners {
  readonly #users = new Map<number, string>();
  readonly #groups = new Map<number, string>();
  readonly #userIds = new Map<string, number | undefined>();
  readonly #groupIds = new Map<string, number | undefined>();

  userName(uid: number): string {
    return cached(this.#users, uid, () => find('getpwuid_r', (entry, scratch, size, result) => libc.getpwuid_r(uid, entry, scratch, size, result))?.name ?? '');
  }

  groupName(gid: number): string {
    return cached(this.#groups, gid, () => find('getgrgid_r', (entry, scratch, size, result) => libc.getgrgid_r(gid, entry, scratch, size, result))?.name ?? '');
  }

  findUid(name: string): number | undefined {
    return cached(this.#userIds, name, () => find('getpwnam_r', (entry, scratch, size, result) => libc.getpwnam_r(cString(name), entry, scratch, size, result))?.id);
  }

  findGid(name: string): number | undefined {
    return cached(this.#groupIds, name, () => find('getgrnam_r', (entry, scratch, size, result) => libc.getgrnam_r(cString(name), entry, scratch, size, result))?.id);
  }
}

function cached<K, V>(map: Map<K, V>, key: K, look: () => V): V {
  const known = map.get(key);
  if (known !== undefined || map.has(key)) return known as V;
  const value = look();
  map.set(key, value);
  return value;
}

function find(syscall: string, lookup: Lookup): { readonly name: string; readonly id: number } | undefined {
  const entry = Buffer.alloc(64);
  const result = Buffer.alloc(8);
  // A group with many members needs more room: asked again with twice as much.
  for (let sizeBytes = 4096; ; sizeBytes *= 2) {
    const scratch = Buffer.allocUnsafeSlow(sizeBytes);
    const errno = lookup(entry, scratch, sizeBytes, result);
    if (errno === ERANGE && sizeBytes < maxScratchBytes) continue;
    if (errno !== 0 && !unknown.has(errno)) throw new PosixError(syscall, errno);
    if (errno !== 0 || result.readBigUInt64LE() === 0n) return undefined;
    // The entry points into the scratch buffer; reading there keeps the name's bytes, which koffi's own strings (UTF-8) would not.
    const start = Number(entry.readBigUInt64LE() - addressOf(scratch));
    const end = start >= 0 && start < sizeBytes ? scratch.indexOf(0, start) : -1;
    if (end < 0) throw new PosixError(syscall, errnoNumbers['EIO'] ?? 5, 'gave a name outside of its buffer');
    return { name: scratch.toString('latin1', start, end), id: entry.readUInt32LE(idOffset) };
  }
}
