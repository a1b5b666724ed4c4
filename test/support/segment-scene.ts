/**
 * A backup server and guests in network namespaces of their own: each guest has one wire to the server for backups (`backup0`, 10.20.N.0/24) and one for everything
 * else (`prod0`, 10.30.N.0/24, its default route). Server and guests are N.1 and N.2.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ChildProgram, outputOf, runProgram, type Finished } from './child-program.ts';
import { CollectorProcess } from './collector-process.ts';
import { TestFolder } from './test-folder.ts';

const agentLauncher = join(import.meta.dirname, '../../agent/bin/stillpoint-agent');
const collectorLauncher = join(import.meta.dirname, '../../collector/bin/stillpoint-collector');

/** One guest; its plan `daily` takes `tree`. */
export interface SegmentGuest {
  readonly number: number;
  readonly namespace: string;
  readonly tree: string;
  readonly configFile: string;
}

/** Whoever opens it disposes of it. */
export class SegmentScene implements AsyncDisposable {
  readonly folder: TestFolder;
  readonly collector: CollectorProcess;
  readonly #stack: AsyncDisposableStack;
  readonly #prefix = `sp${process.pid}-`;
  #server: ChildProgram | undefined;

  private constructor(folder: TestFolder, collector: CollectorProcess, stack: AsyncDisposableStack) {
    this.folder = folder;
    this.collector = collector;
    this.#stack = stack;
  }

  /** `config` is added to collector.toml. The server runs when this resolves. */
  static async open(config: string, guests: number): Promise<SegmentScene> {
    await using stack = new AsyncDisposableStack();
    const folder = stack.use(await TestFolder.make());
    const collector = await CollectorProcess.init(folder.at('datastore'));
    const file = join(collector.datastore, 'collector.toml');
    await writeFile(file, `${(await readFile(file, 'utf8')).replace(/^listen = .*$/m, 'listen = ["0.0.0.0:7443"]')}\n${config}\n`);
    const scene = new SegmentScene(folder, collector, stack.move());
    try {
      await scene.#addNamespace(scene.server);
      for (let number = 1; number <= guests; number += 1) await scene.#addGuest(number);
      await scene.serve();
      return scene;
    } catch (error) {
      await scene[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Namespace of the backup server. */
  get server(): string {
    return `${this.#prefix}server`;
  }

  get serverLog(): string {
    return this.#server?.stderr ?? '';
  }

  guest(number: number): SegmentGuest {
    const folder = this.folder.at(`guest-${number}`);
    return { number, namespace: `${this.#prefix}g${number}`, tree: join(folder, 'tree'), configFile: join(folder, 'agent.toml') };
  }

  async serve(): Promise<void> {
    const server = ChildProgram.start(collectorLauncher, ['serve', '--datastore', this.collector.datastore], { through: ['ip', 'netns', 'exec', this.server] });
    this.#server = server;
    await server.waitFor(/^listening on /m, 'stderr', 60_000);
  }

  /** As a power cut. */
  async killServer(): Promise<void> {
    this.#server?.kill('SIGKILL');
    await this.#server?.finished;
  }

  /** Enrols the guest over the backup wire, or another address, and writes its agent.toml. */
  async enroll(number: number, address = `10.20.${number}.1:7443`, segment = `10.20.${number}.0/24`): Promise<Finished> {
    const guest = this.guest(number);
    await writeFile(
      guest.configFile,
      `state_dir = "${join(guest.tree, '../state')}"\n[collector]\naddress = "${address}"\nsegment = "${segment}"\n[[plan]]\nname = "daily"\n[[plan.source]]\nkind = "files"\npaths = ["${guest.tree}"]\n`,
    );
    const token = (await this.collector.ask('token', 'create', '--agent', `guest${number}`)).trim();
    return this.agent(number, ['enroll', token, '--collector', address]);
  }

  /** Runs `stillpoint-agent` in the guest to its end. */
  async agent(number: number, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Finished> {
    return this.startAgent(number, args, env).finished;
  }

  startAgent(number: number, args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProgram {
    const { namespace, configFile } = this.guest(number);
    return ChildProgram.start(agentLauncher, [...args, '--config', configFile], { env, through: ['ip', 'netns', 'exec', namespace] });
  }

  /** Runs `ip` in a namespace. */
  async ip(namespace: string, ...args: readonly string[]): Promise<string> {
    return outputOf('ip', ['-n', namespace, ...args]);
  }

  /** Bytes that an interface has received and sent. */
  async bytes(namespace: string, interfaceName: string): Promise<{ readonly rx: number; readonly tx: number }> {
    const [link] = JSON.parse(await this.ip(namespace, '-s', '-j', 'link', 'show', 'dev', interfaceName)) as [{ stats64: { rx: { bytes: number }; tx: { bytes: number } } }];
    return { rx: link.stats64.rx.bytes, tx: link.stats64.tx.bytes };
  }

  /** A wire of 10.40.N.0/24 between server and guest; see slow-wire.py. */
  async slowWire(number: number, delayMs: number, lossPercent: number): Promise<ChildProgram> {
    const wire = ChildProgram.start('python3', [join(import.meta.dirname, 'slow-wire.py'), this.server, `10.40.${number}.1/24`, this.guest(number).namespace, `10.40.${number}.2/24`, String(delayMs), String(lossPercent)]);
    await wire.waitFor(/^ready$/m, 'stdout');
    return wire;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server?.[Symbol.asyncDispose]();
    await this.#stack.disposeAsync();
  }

  async #addNamespace(name: string): Promise<void> {
    await outputOf('ip', ['netns', 'add', name]);
    this.#stack.defer(async () => {
      await runProgram('ip', ['netns', 'del', name]);
    });
    await this.ip(name, 'link', 'set', 'lo', 'up');
  }

  async #addGuest(number: number): Promise<void> {
    const { namespace, tree } = this.guest(number);
    await mkdir(tree, { recursive: true });
    await this.#addNamespace(namespace);
    for (const [name, network] of [['backup', `10.20.${number}`], ['prod', `10.30.${number}`]] as const) {
      await this.ip(this.server, 'link', 'add', `${name}${number}`, 'type', 'veth', 'peer', 'name', `${name}0`, 'netns', namespace);
      await this.ip(this.server, 'addr', 'add', `${network}.1/24`, 'dev', `${name}${number}`);
      await this.ip(this.server, 'link', 'set', `${name}${number}`, 'up');
      await this.ip(namespace, 'addr', 'add', `${network}.2/24`, 'dev', `${name}0`);
      await this.ip(namespace, 'link', 'set', `${name}0`, 'up');
    }
    await this.ip(namespace, 'route', 'add', 'default', 'via', `10.30.${number}.1`);
  }
}
