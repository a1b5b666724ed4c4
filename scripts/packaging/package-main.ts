/**
 * Builds the packages; scripts/package starts it and says how it is called.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { makeDeb } from './deb-package.ts';
import { makeDir } from './dir-package.ts';
import { findMachineParts, type MachineParts } from './machine-parts.ts';
import { makePackageRoot } from './package-root.ts';
import { packagedPrograms, root, type Arch, type PackagedProgram } from './packaged-programs.ts';
import { makeRpm } from './rpm-package.ts';
import { newerSymbols } from './symbol-check.ts';
import { makeTar } from './tar-package.ts';

/** A mistake on the command line: exit status 2. */
class UsageError extends Error {}

const formats = { deb: makeDeb, rpm: makeRpm, tar: makeTar, dir: makeDir } as const;

interface PackageOptions {
  readonly out: string;
  readonly arch: Arch;
  readonly programs: readonly PackagedProgram[];
  readonly formats: readonly (keyof typeof formats)[];
  readonly revision: string;
  readonly quick: boolean;
}

function readOptions(): PackageOptions {
  const { values } = parseArgs({
    options: {
      out: { type: 'string', default: join(root, 'dist') },
      arch: { type: 'string', default: process.arch },
      only: { type: 'string' },
      format: { type: 'string', default: 'deb,rpm,tar' },
      revision: { type: 'string', default: '1' },
      quick: { type: 'boolean', default: false },
    },
  });
  const { arch } = values;
  if (arch !== 'x64' && arch !== 'arm64') throw new UsageError(`--arch ${arch}: packages are for x64 and arm64`);
  // zstd-napi is compiled, and only for the machine that compiles it.
  const possible = packagedPrograms.filter(({ bundle }) => arch === process.arch || bundle === 'agent');
  const names = values.only?.split(',') ?? possible.map(({ name }) => name);
  const programs = names.map((name) => {
    const program = possible.find((known) => known.name === name);
    if (program === undefined) throw new UsageError(`--only ${name}: for ${arch} this machine builds ${possible.map((known) => known.name).join(', ')}`);
    return program;
  });
  const chosen = values.format.split(',').map((format) => {
    if (!isFormat(format)) throw new UsageError(`--format ${format}: choose of ${Object.keys(formats).join(', ')}`);
    return format;
  });
  if (!/^[0-9]{1,6}$/.test(values.revision)) throw new UsageError(`--revision ${values.revision} is no number`);
  return { out: resolve(values.out), arch, programs, formats: chosen, revision: values.revision, quick: values.quick };
}

function isFormat(format: string): format is keyof typeof formats {
  return Object.hasOwn(formats, format);
}

async function makePackages(program: PackagedProgram, options: PackageOptions, parts: MachineParts, scratch: string): Promise<void> {
  const { arch, revision, out, quick } = options;
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const input = { program, arch, version, revision, sourceTime: sourceTime() };
  const tree = join(scratch, program.name);
  const machineCode = await makePackageRoot(input, parts, tree);
  const newer = machineCode.flatMap((file) => newerSymbols(file, program.bounds));
  if (newer.length > 0) {
    const found = newer.map(({ file, version: wanted }) => `  ${file} needs ${wanted}`).join('\n');
    throw new Error(`${program.name} must load on ${program.bounds.systems} (GLIBC ${program.bounds.GLIBC}, GLIBCXX ${program.bounds.GLIBCXX}):\n${found}\n  next: build on an older system, or take an older binary of that package`);
  }
  for (const format of options.formats) {
    const file = formats[format](input, { tree, out, scratch: join(scratch, `${program.name}.${format}`), quick });
    console.log(format === 'dir' ? file : `${file}  ${(statSync(file).size / 1e6).toFixed(1)} MB`);
  }
}

/** Time of the last commit, so that the same sources give the same packages. */
function sourceTime(): number {
  const given = process.env['SOURCE_DATE_EPOCH'];
  if (given !== undefined && /^[0-9]+$/.test(given)) return Number(given);
  try {
    return Number(execFileSync('git', ['-C', root, 'log', '-1', '--format=%ct'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim());
  } catch {
    // Sources without their history: an archive.
    return Math.floor(statSync(join(root, 'package.json')).mtimeMs / 1000);
  }
}

async function packageAll(options: PackageOptions): Promise<void> {
  const parts = findMachineParts(options.arch, process.env['STILLPOINT_PINNED_NODE'] ?? process.versions.node);
  mkdirSync(options.out, { recursive: true });
  const scratch = mkdtempSync(join(tmpdir(), 'stillpoint-package-'));
  try {
    for (const program of options.programs) await makePackages(program, options, parts, scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

// Folders and files of a package are for everyone to read, whatever the builder's own files are.
process.umask(0o022);
try {
  await packageAll(readOptions());
} catch (error) {
  const isUsage = error instanceof UsageError || (error instanceof TypeError && 'code' in error);
  console.error(`package: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = isUsage ? 2 : 1;
}
