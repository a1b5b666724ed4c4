/**
 * Lays out what a package installs, below a folder that stands for `/`. The launcher finds its files beside itself, so that the same tree works below any prefix.
 */
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { defaultConfigText } from '../../agent/src/config/default-config.ts';
import { defaultCollectorConfig, defaultListener } from '../../collector/src/serve/collector-config.ts';
import { bundleProgram } from './bundle.ts';
import { completionScript } from './completion.ts';
import { licenceText } from './licences.ts';
import { copyMachineParts, type MachineParts } from './machine-parts.ts';
import { configurationPage, programPage } from './manual.ts';
import { root, type Arch, type PackagedProgram } from './packaged-programs.ts';
import { programText } from './program-text.ts';

/** What a package is made of, whatever its format. */
export interface PackageInput {
  readonly program: PackagedProgram;
  readonly arch: Arch;
  readonly version: string;
  readonly revision: string;
  /** Of the sources; what is built twice is the same twice. Seconds since 1970. */
  readonly sourceTime: number;
}

/** Where units lie, below the root. Debian has looked in `lib` from the first, and not everywhere is `/lib` a link to `/usr/lib`. */
export const unitFolders = { deb: 'lib/systemd/system', other: 'usr/lib/systemd/system' } as const;

const files = join(import.meta.dirname, 'files');

/** Fills `folder`. Returns the machine code in it, to be checked. */
export async function makePackageRoot({ program, arch, version, sourceTime }: PackageInput, parts: MachineParts, folder: string): Promise<string[]> {
  const library = join(folder, 'usr/lib', program.name);
  mkdirSync(library, { recursive: true });
  const bundled = await bundleProgram(program, library);
  for (const file of bundled.files) chmodSync(join(library, file), 0o644);
  const machineCode = copyMachineParts(program, arch, parts, library);
  const put = (path: string, content: string | Uint8Array, mode = 0o644): void => {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
    chmodSync(target, mode);
  };
  put(`usr/bin/${program.name}`, launcher(program), 0o755);
  const commands = programText(program);
  const date = new Date(sourceTime * 1000).toISOString().slice(0, 10);
  put(`usr/share/man/man1/${program.name}.1.gz`, packed(programPage({ program, commands, version, date })));
  const markdown = readFileSync(join(root, 'docs/configuration.md'), 'utf8');
  put(`usr/share/man/man5/${program.bundle}.toml.5.gz`, packed(configurationPage({ name: `${program.bundle}.toml`, markdown, version, date })));
  put(`usr/share/bash-completion/completions/${program.name}`, completionScript(program, commands));
  const docs = `usr/share/doc/${program.name}`;
  const nativePackages = program.natives(arch).map(({ file }) => `node_modules/${/^(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? ''}`);
  put(`${docs}/copyright`, licenceText([...new Set([...bundled.packages, ...nativePackages.map(sourcePackage)])].sort()));
  put(`${docs}/LICENSE.node.gz`, packed(readFileSync(parts.nodeLicense)));
  put(`${docs}/examples/${program.bundle}.toml`, program.bundle === 'agent' ? defaultConfigText({ collectorAddress: '10.20.0.5:7443' }) : defaultCollectorConfig([defaultListener]));
  return machineCode;
}

/** Puts the systemd unit of `program` into `unitFolder` below `folder`, and what makes its user. */
export function addUnits({ program }: PackageInput, folder: string, unitFolder: string): void {
  const copy = (from: string, to: string): void => {
    mkdirSync(dirname(join(folder, to)), { recursive: true });
    copyFileSync(join(files, from), join(folder, to));
    chmodSync(join(folder, to), 0o644);
  };
  copy(`${program.name}.service`, join(unitFolder, `${program.name}.service`));
  if (program.bundle === 'collector') copy('stillpoint-collector.sysusers', 'usr/lib/sysusers.d/stillpoint-collector.conf');
}

/** What a package does besides files being there; each a piece of POSIX sh that may be run again. */
export interface PackageActions {
  /** After an installation (`$fresh` is yes) and after an upgrade (no). */
  readonly installed: string;
  /** Before the files go; not before an upgrade. */
  readonly removing: string;
  readonly removed: string;
  /** When nothing shall be left. */
  readonly purged: string;
}

/** Reads them. */
export function packageActions(program: PackagedProgram): PackageActions {
  const read = (name: keyof PackageActions): string => readFileSync(join(files, `${program.name}.${name}`), 'utf8').trim();
  return { installed: read('installed'), removing: read('removing'), removed: read('removed'), purged: read('purged') };
}

/** Starts the program with the Node that came along; from any folder, through links, below any prefix. */
function launcher({ name, bundle, environment, nodeFlags }: PackagedProgram): string {
  return `#!/bin/sh
# Starts ${name} with the Node that came with it.
self=$0
case $self in
  /*) [ ! -L "$self" ] || self=$(readlink -f -- "$self") ;;
  *) self=$(readlink -f -- "$self") ;;
esac
bin=\${self%/*}
lib=\${bin%/*}/lib/${name}
# glibc gives every thread a heap of its own and hands little of it back.
${environment.join('\n')}
# What the guest's own Node programs are started with is not for this one.
unset NODE_OPTIONS NODE_PATH
# Compiled code is kept between starts, in a home folder that belongs to the caller: code that someone else could have written there must not run with the caller's rights.
if [ -z "\${NODE_COMPILE_CACHE:-}" ] && [ -n "\${HOME:-}" ] && [ -O "$HOME" ]; then
  export NODE_COMPILE_CACHE="\${XDG_CACHE_HOME:-$HOME/.cache}/stillpoint"
fi
exec "$lib/node" ${[...nodeFlags, '--disable-warning=ExperimentalWarning'].join(' ')} "$lib/${bundle}.mjs" "$@"
`;
}

// The licence lies with the package that brought the machine code of its processor along.
function sourcePackage(folder: string): string {
  return folder.replace(/@koromix\/koffi-.*$/, 'koffi').replace(/(blake-hash)-linux.*$/, '$1');
}

/** gzip without a time in it. */
function packed(content: string | Uint8Array): Uint8Array {
  return gzipSync(content, { level: 9 });
}
