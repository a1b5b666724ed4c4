/**
 * A Debian guest that runs its own systemd, booted by systemd-nspawn, with a network card in each of several networks. The networks are bridges of this machine, which has an
 * address in each and routes nothing between them.
 */
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { vi } from 'vitest';

import { ChildProgram, outputOf, runProgram, type Finished } from './child-program.ts';
import type { DebianGuest } from './debian-guest.ts';

/** A network that lives as long as the test: a bridge. */
export class TestNetwork {
  readonly bridge: string;
  /** Three numbers, as in `10.213.77`: this machine is .1, the guest .2. */
  readonly prefix: string;

  private constructor(bridge: string, prefix: string) {
    this.bridge = bridge;
    this.prefix = prefix;
  }

  static async make(bridge: string, prefix: string): Promise<TestNetwork> {
    await runProgram('ip', ['link', 'delete', bridge]);
    await outputOf('ip', ['link', 'add', 'name', bridge, 'type', 'bridge']);
    await outputOf('sh', ['-c', 'echo 1 >/proc/sys/net/ipv6/conf/$1/disable_ipv6; ip address add $2 dev $1; ip link set $1 up', 'sh', bridge, `${prefix}.1/24`]);
    return new TestNetwork(bridge, prefix);
  }

  get hostAddress(): string {
    return `${this.prefix}.1`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await runProgram('ip', ['link', 'delete', this.bridge]);
  }
}

/** Network cards of a guest by their name in it. */
export type GuestNetworks = Readonly<Record<string, TestNetwork>>;

export class BootedGuest {
  readonly #program: ChildProgram;
  readonly #leader: number;

  private constructor(program: ChildProgram, leader: number) {
    this.#program = program;
    this.#leader = leader;
  }

  /** Has the guest's cards come up with their addresses at each boot; the last one is the way to everywhere else. */
  static async configure(guest: DebianGuest, networks: GuestNetworks): Promise<void> {
    await mkdir(guest.at('etc/systemd/network'), { recursive: true });
    const names = Object.keys(networks);
    for (const [name, { prefix }] of Object.entries(networks)) {
      const gateway = name === names.at(-1) ? `Gateway=${prefix}.1\n` : '';
      await writeFile(guest.at(`etc/systemd/network/10-${name}.network`), `[Match]\nName=${name}\n[Network]\nAddress=${prefix}.2/24\n${gateway}LinkLocalAddressing=no\nIPv6AcceptRA=no\n`);
    }
    await symlink('/lib/systemd/system/systemd-networkd.service', guest.at('etc/systemd/system/multi-user.target.wants/systemd-networkd.service'));
    await writeFile(guest.at('etc/hostname'), 'guest1\n');
  }

  /** Boots it, and waits until its systemd has started everything. */
  static async boot(guest: Pick<DebianGuest, 'root'>, networks: GuestNetworks): Promise<BootedGuest> {
    const ends = Object.entries(networks).map(([name, network]) => ({ name, network, end: `${network.bridge}-g` }));
    const program = ChildProgram.start('systemd-nspawn', [
      ...['--quiet', '--boot', '--register=no', '--keep-unit', '--private-network', '--link-journal=no', '--resolv-conf=off', '--console=pipe'],
      ...[`--directory=${guest.root}`, ...ends.map(({ name, end }) => `--network-veth-extra=${end}:${name}`)],
    ]);
    try {
      for (const { network, end } of ends) {
        await vi.waitFor(() => outputOf('ip', ['link', 'set', end, 'master', network.bridge, 'up']), { timeout: 20_000, interval: 100 });
      }
      const leader = await vi.waitFor(async () => {
        const child = (await readFile(`/proc/${program.pid}/task/${program.pid}/children`, 'utf8')).trim().split(' ')[0];
        if (child === undefined || child === '') throw new Error('the guest has no init yet');
        return Number(child);
      }, { timeout: 20_000, interval: 100 });
      const booted = new BootedGuest(program, leader);
      await vi.waitFor(async () => {
        const { stdout, stderr } = await booted.run('systemctl is-system-running');
        if (stdout.trim() !== 'running') throw new Error(`the guest is ${stdout.trim()}: ${stderr}${(await booted.run('systemctl --failed --no-pager')).stdout}`);
      }, { timeout: 60_000, interval: 250 });
      return booted;
    } catch (error) {
      await program[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Runs a line of shell in it, to its end. */
  async run(line: string): Promise<Finished> {
    const environment = ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'HOME=/root', 'LC_ALL=C.UTF-8'];
    return runProgram('nsenter', ['--target', String(this.#leader), '--mount', '--uts', '--ipc', '--net', '--pid', '--cgroup', '--wd=/', 'env', '-i', ...environment, 'sh', '-c', line]);
  }

  /** Runs one that must succeed; returns its stdout. */
  async outputOf(line: string): Promise<string> {
    const { code, stdout, stderr } = await this.run(line);
    if (code !== 0) throw new Error(`in the guest, ${line} ended with ${code ?? '?'}:\n${stdout}${stderr}`);
    return stdout;
  }

  /** Bytes that a card has sent and received. */
  async traffic(card: string): Promise<{ readonly sent: number; readonly received: number }> {
    const [sent = '', received = ''] = (await this.outputOf(`cat /sys/class/net/${card}/statistics/tx_bytes /sys/class/net/${card}/statistics/rx_bytes`)).split('\n');
    return { sent: Number(sent), received: Number(received) };
  }

  /** Shuts it down, as its administrator would. */
  async powerOff(): Promise<void> {
    await this.run('systemctl poweroff');
    await this.#program.finished;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // With its init everything in it ends; without that it would outlive systemd-nspawn, and keep its network cards.
    await runProgram('sh', ['-c', 'test "$(cut -d " " -f 4 "/proc/$1/stat" 2>/dev/null)" = "$2" && kill -9 "$1"', 'sh', String(this.#leader), String(this.#program.pid)]);
    await this.#program[Symbol.asyncDispose]();
  }
}
