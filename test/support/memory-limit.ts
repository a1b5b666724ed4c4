/** Runs a program under a memory limit of its own: a control group, of whichever version is mounted. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const versionOne = '/sys/fs/cgroup/memory';
const versionTwo = '/sys/fs/cgroup';

/** A control group whose processes get `limitBytes` together, page cache included. The kernel kills what needs more. */
export class MemoryLimit implements AsyncDisposable {
  readonly #folder: string;
  readonly #peakFile: string;

  private constructor(folder: string, peakFile: string) {
    this.#folder = folder;
    this.#peakFile = peakFile;
  }

  /** Undefined when this machine lets nobody limit memory here. */
  static async open(limitBytes: number): Promise<MemoryLimit | undefined> {
    const one = existsSync(join(versionOne, 'memory.limit_in_bytes'));
    const folder = join(one ? versionOne : versionTwo, `stillpoint-e2e-${process.pid}`);
    try {
      if (!one && !(await readFile(join(versionTwo, 'cgroup.subtree_control'), 'utf8')).includes('memory')) return undefined;
      await mkdir(folder);
      await writeFile(join(folder, one ? 'memory.limit_in_bytes' : 'memory.max'), String(limitBytes));
      return new MemoryLimit(folder, one ? 'memory.max_usage_in_bytes' : 'memory.peak');
    } catch {
      // Not root, or a container without the right.
      return undefined;
    }
  }

  /** For `through`: the shell enters the group and becomes the program. */
  get through(): readonly string[] {
    return ['sh', '-c', `echo $$ >'${this.#folder}/cgroup.procs' && exec "$@"`, 'limited'];
  }

  /** How often the kernel killed a process of the group. */
  async kills(): Promise<number> {
    const file = this.#peakFile === 'memory.peak' ? 'memory.events' : 'memory.oom_control';
    return Number(/^oom_kill (\d+)$/m.exec(await readFile(join(this.#folder, file), 'utf8'))?.[1] ?? 0);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rmdir(this.#folder);
  }
}

/** Peak of the proportional set size of a process, by looking every tenth of a second until `until` settles; bytes, 0 when it could not be read. */
export async function peakPss(pid: number, until: Promise<unknown>): Promise<number> {
  const watch = new AbortController();
  const end = until.then(
    () => watch.abort(),
    () => watch.abort(),
  );
  let peak = 0;
  while (!watch.signal.aborted) {
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
    peak = Math.max(peak, Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0) * 1024);
    await Promise.race([end, wait(100)]);
  }
  return peak;
}
