/** Where a process can be reached over the network. */
import { readdir, readFile, readlink } from 'node:fs/promises';

const listening = '0A';

/** What of `/proc/net` is looked at. UDP has no state of listening: a socket that is bound to an address is open. */
const tables = ['tcp', 'tcp6', 'udp', 'udp6'] as const;

/** `tcp 7443`: the kind and the port of each socket on which the process takes what others send, sorted. */
export async function listeningSockets(pid: number): Promise<string[]> {
  const own = new Set<string>();
  for (const name of await readdir(`/proc/${pid}/fd`)) {
    const [, inode] = /^socket:\[(\d+)\]$/u.exec(await readlink(`/proc/${pid}/fd/${name}`).catch(() => '')) ?? [];
    if (inode !== undefined) own.add(inode);
  }
  const found: string[] = [];
  for (const table of tables) {
    for (const line of (await readFile(`/proc/${pid}/net/${table}`, 'utf8')).split('\n').slice(1)) {
      const [, local = '', , state = '', , , , , , inode = ''] = line.trim().split(/\s+/u);
      if (!own.has(inode) || (table.startsWith('tcp') && state !== listening)) continue;
      found.push(`${table} ${Number.parseInt(local.split(':').at(-1) ?? '', 16)}`);
    }
  }
  return found.sort();
}
