/**
 * How a program is started that does what a guest's dump says: as a user without rights, in namespaces of its own. It sees no network and no other process, can write to the folders that it is
 * given and to nothing else, and everything that it has started ends with it, at the latest with this process. By the tools of util-linux.
 */

/** Who runs such a program, and the only folders that it can write to (absolute, without links). `group`: one more that it is in, by which it has a way that others of that user have not. */
export interface ConfinedUser {
  readonly uid: number;
  readonly gid: number;
  readonly group: number;
  readonly writable: readonly [string, string];
}

/**
 * Run by root in mounts of its own: UID GID GROUP FOLDER FOLDER PROGRAM ARGUMENTS. What is mounted read-only already is passed over; what cannot be made so (a filesystem of another user's
 * making, one whose server has gone) is left to its permissions. The death signal is set by the last program that changes users: a change clears it.
 */
const script = `
set -e
for folder in "$4" "$5"; do mount --bind "$folder" "$folder"; done
while read -r _ place _ options _; do
  case $options in ro|ro,*) continue ;; esac
  [ "$place" = "$4" ] || [ "$place" = "$5" ] || timeout -s KILL 10 mount -o remount,bind,ro "$place" 2>/dev/null || :
done </proc/mounts
uid=$1 gid=$2 group=$3
shift 5
exec setpriv --reuid "$uid" --regid "$gid" --groups "$group" --no-new-privs --inh-caps=-all --bounding-set=-all --pdeathsig KILL "$@"
`;

/** The command that starts `file` so. It has to be ended with SIGKILL: others do not reach what is in a namespace of processes. */
export function confinedCommand({ uid, gid, group, writable }: ConfinedUser, file: string, args: readonly string[]): readonly [string, ...string[]] {
  const namespaces = ['unshare', '--mount-proc', '--net', '--ipc', '--fork', '--kill-child=KILL'];
  return ['setpriv', '--pdeathsig', 'KILL', ...namespaces, '--pid', '/bin/sh', '-c', script, 'confined', String(uid), String(gid), String(group), ...writable, file, ...args];
}
