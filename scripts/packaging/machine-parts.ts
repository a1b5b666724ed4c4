/**
 * The machine code of a package: the pinned Node and the native parts, for this machine or for another processor.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { root, type Arch, type PackagedProgram } from './packaged-programs.ts';

/** Where the machine code of one processor lies. */
export interface MachineParts {
  readonly node: string;
  readonly nodeLicense: string;
  /** A `node_modules`. */
  readonly packages: string;
}

/**
 * Another version where registries have none of the pinned one for a processor: the same functions of the same algorithm. Fixed, so that the same sources give the same packages; the test of
 * packages runs what they hold.
 */
const standIns: Readonly<Record<string, string>> = { '@napi-rs/blake-hash-linux-arm64-gnu@1.3.6': '@napi-rs/blake-hash-linux-arm64-gnu@1.3.4' };

/** Finds or fetches them. `nodeVersion` as in 24.21.0. */
export function findMachineParts(arch: Arch, nodeVersion: string): MachineParts {
  const nodePackage = `node-linux-${arch}`;
  const fetched = join(root, '.tools', `package-${arch}`);
  const node = join(fetched, 'node_modules', nodePackage, 'bin/node');
  const wanted = [`${nodePackage}@${nodeVersion}`];
  if (arch !== process.arch) wanted.push(...[`@koromix/koffi-linux-${arch}@${versionOf('koffi')}`, `@napi-rs/blake-hash-linux-${arch}-gnu@${versionOf('@napi-rs/blake-hash')}`].map((item) => standIns[item] ?? item));
  if (!isFetched(join(fetched, 'node_modules'), wanted)) {
    mkdirSync(fetched, { recursive: true });
    console.error(`package: fetches ${wanted.join(', ')}`);
    // --force: they are for another processor, as wanted.
    try {
      execFileSync('npm', ['install', '--prefix', fetched, '--no-save', '--no-package-lock', '--ignore-scripts', '--force', '--loglevel', 'error', ...wanted], { stdio: ['ignore', 'ignore', 'inherit'] });
    } catch (error) {
      throw new Error(`npm could not fetch the machine code for ${arch}: see its message; a mirror may lack what others have`, { cause: error });
    }
  }
  return { node, nodeLicense: join(fetched, 'node_modules', nodePackage, 'LICENSE'), packages: arch === process.arch ? join(root, 'node_modules') : join(fetched, 'node_modules') };
}

/** Copies Node and the native parts of `program` into `folder`, without what only debuggers read. Returns the copies. */
export function copyMachineParts(program: PackagedProgram, arch: Arch, parts: MachineParts, folder: string): string[] {
  const copies = [{ from: parts.node, to: join(folder, 'node'), mode: 0o755 }];
  for (const { name, file } of program.natives(arch)) copies.push({ from: join(parts.packages, file), to: join(folder, name), mode: 0o644 });
  for (const { from, to, mode } of copies) {
    if (!existsSync(from)) throw new Error(`${from} is missing; run scripts/bootstrap`);
    copyFileSync(from, to);
    chmodSync(to, mode);
    strip(to, arch);
  }
  return copies.map(({ to }) => to);
}

// Names of local symbols and debugging sections: 18 MB of Node. What addons are linked against lies elsewhere and stays.
function strip(file: string, arch: Arch): void {
  const tool = arch === process.arch ? 'strip' : `${arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu-strip`;
  const before = statSync(file).size;
  try {
    execFileSync(tool, ['--strip-all', file], { stdio: ['ignore', 'ignore', 'inherit'] });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    console.error(`package: ${tool} is not installed; ${file.slice(file.lastIndexOf('/') + 1)} stays as it is, ${Math.round(before / 1e6)} MB`);
  }
}

function isFetched(packages: string, wanted: readonly string[]): boolean {
  return wanted.every((item) => {
    const at = item.lastIndexOf('@');
    const file = join(packages, item.slice(0, at), 'package.json');
    return existsSync(file) && readVersion(file) === item.slice(at + 1);
  });
}

function versionOf(name: string): string {
  return readVersion(join(root, 'node_modules', name, 'package.json'));
}

function readVersion(file: string): string {
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  return version;
}
