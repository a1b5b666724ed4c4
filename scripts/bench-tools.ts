/**
 * The programs that are compared, each as the same three steps on the same input: first backup, the same again, restore into an empty folder.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { startCollector } from './bench-collector.ts';
import { storedBytes } from './bench-input.ts';
import { measure, type Measurement } from './bench-measure.ts';
import type { Programs } from './bench-programs.ts';

/** Where a round works. `folder` is empty and belongs to the round alone. */
export interface RoundPlace {
  readonly directory: string;
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/** One round of one tool; `close` ends whatever it started. */
export interface Round extends AsyncDisposable {
  first(): Promise<Measurement>;
  again(): Promise<Measurement>;
  restore(target: string): Promise<Measurement>;
  /** What lies in the repository. `indexBytes`: an index beside it that can be made again from it. */
  stored(): { readonly bytes: number; readonly indexBytes: number };
}

/** A program to compare. */
export interface Tool {
  readonly name: string;
  readonly version: string;
  /** What a reader must know to judge its figures. */
  readonly note: string;
  begin(place: RoundPlace): Promise<Round>;
}

/** The tools that are installed, of those named; Stillpoint once for each level. */
export function findTools(programs: Programs, names: readonly string[] | undefined, zstdLevels: readonly number[]): Tool[] {
  const found: Tool[] = zstdLevels.map((level, index) => stillpoint(programs, level, index === 0 ? 'stillpoint' : `stillpoint zstd ${level}`));
  const resticVersion = versionOf('restic', 'version');
  if (resticVersion !== undefined) found.push(restic(resticVersion));
  const borgVersion = versionOf('borg', '--version');
  if (borgVersion !== undefined) found.push(borg(borgVersion, 'borg-lz4', 'lz4'), borg(borgVersion, 'borg-zstd', 'zstd,1'));
  const zstdVersion = versionOf('zstd', '--version');
  const tarVersion = versionOf('tar', '--version');
  if (zstdVersion !== undefined && tarVersion !== undefined) found.push(tarZstd(`${tarVersion}; ${zstdVersion}`));
  return names === undefined ? found : found.filter(({ name }) => names.includes(name.split(' ', 1)[0] ?? ''));
}

function versionOf(program: string, option: string): string | undefined {
  try {
    return execFileSync(program, [option], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\n', 1)[0]?.replaceAll('*', '').trim();
  } catch {
    return undefined;
  }
}

/** Measures commands of one round, each with a log of its own. */
function runner(place: RoundPlace, doneStatuses: readonly number[], serverPid?: number) {
  return (step: string, command: readonly [string, ...string[]], cwd: string): Promise<Measurement> =>
    measure({
      command,
      cwd,
      env: place.env,
      logFile: join(place.folder, `${step}.log`),
      signal: place.signal,
      doneStatuses,
      ...(serverPid === undefined ? {} : { serverPid }),
    });
}

function stillpoint({ agent, cli }: Programs, zstdLevel: number, name: string): Tool {
  return {
    name,
    version: versionOf(cli, '--version') ?? 'unknown',
    note: `zstd level ${zstdLevel}; over gRPC with TLS 1.3 to another process, which checks every chunk; CPU and memory are of both sides`,
    async begin(place) {
      const collector = await startCollector({ agent, cli, zstdLevel, ...place });
      const run = runner({ ...place, env: collector.env }, [0, 3], collector.pid);
      return {
        first: () => run('first', [agent, 'backup', 'bench'], place.folder),
        again: () => run('again', [agent, 'backup', 'bench'], place.folder),
        restore: (target) => run('restore', [cli, 'restore', 'bench@latest', '--to', target], place.folder),
        // The reserve is free space that is kept for prune and gc.
        stored: () => storedBytes(collector.datastore, (file) => file.startsWith('catalog'), (file) => file === 'reserve'),
        [Symbol.asyncDispose]: () => collector.close(),
      };
    },
  };
}

function restic(version: string): Tool {
  return {
    name: 'restic',
    version,
    note: 'default settings, local repository, always encrypted',
    async begin(place) {
      const repository = join(place.folder, 'repository');
      const env = { ...place.env, RESTIC_PASSWORD: 'bench', RESTIC_REPOSITORY: repository, RESTIC_CACHE_DIR: join(place.folder, 'cache') };
      const run = runner({ ...place, env }, [0, 3]);
      await run('init', ['restic', 'init'], place.folder);
      return localRound({
        first: () => run('first', ['restic', 'backup', place.directory], place.folder),
        again: () => run('again', ['restic', 'backup', place.directory], place.folder),
        restore: (target) => run('restore', ['restic', 'restore', 'latest', '--target', target], place.folder),
        stored: () => storedBytes(repository),
      });
    },
  };
}

function borg(version: string, name: string, compression: string): Tool {
  return {
    name,
    version,
    note: `--compression ${compression} --encryption none (with a key it is slower), local repository`,
    async begin(place) {
      const repository = join(place.folder, 'repository');
      const env = { ...place.env, BORG_BASE_DIR: join(place.folder, 'base'), BORG_REPO: repository, BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK: 'yes' };
      // 1: done, with warnings.
      const run = runner({ ...place, env }, [0, 1]);
      await run('init', ['borg', 'init', '--encryption', 'none'], place.folder);
      const create = (archive: string) => run(archive, ['borg', 'create', '--compression', compression, `::${archive}`, place.directory], place.folder);
      return localRound({
        first: () => create('first'),
        again: () => create('again'),
        restore: (target) => run('restore', ['borg', 'extract', '::again'], target),
        stored: () => storedBytes(repository),
      });
    },
  };
}

function tarZstd(version: string): Tool {
  return {
    name: 'tar',
    version,
    note: 'tar | zstd -1 -T0: no deduplication, no catalog, the same work every time',
    async begin(place) {
      const repository = join(place.folder, 'repository');
      mkdirSync(repository);
      const run = runner(place, [0]);
      const script = (name: string, text: string): [string, string] => {
        const file = join(place.folder, name);
        writeFileSync(file, `set -o pipefail\n${text}\n`);
        return ['bash', file];
      };
      const archive = join(repository, 'archive.tar.zst');
      // 1 of tar: a file changed while it was read.
      const pack = script('pack', '{ tar --xattrs --acls -C / -cf - -- ".$1" || [ $? -eq 1 ]; } | zstd -q -1 -T0 -f -o "$2"');
      const unpack = script('unpack', 'zstd -q -dc "$1" | tar --xattrs --xattrs-include="*" --acls -C "$2" -xf -');
      return localRound({
        first: () => run('first', [...pack, place.directory, archive], place.folder),
        again: () => run('again', [...pack, place.directory, archive], place.folder),
        restore: (target) => run('restore', [...unpack, archive, target], place.folder),
        stored: () => storedBytes(repository),
      });
    },
  };
}

function localRound(steps: Omit<Round, typeof Symbol.asyncDispose>): Round {
  return { ...steps, [Symbol.asyncDispose]: () => Promise.resolve() };
}
