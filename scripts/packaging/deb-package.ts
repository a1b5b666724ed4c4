/** Makes a .deb with dpkg-deb. */
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';

import { addUnits, packageActions, unitFolders, type PackageActions, type PackageInput } from './package-root.ts';
import type { Arch } from './packaged-programs.ts';

const architectures: Readonly<Record<Arch, string>> = { x64: 'amd64', arm64: 'arm64' };

/** Writes the package of the tree in `tree` into `out`; `scratch` is a folder of its own. Returns its path. */
export function makeDeb(input: PackageInput, { tree, out, scratch, quick }: { readonly tree: string; readonly out: string; readonly scratch: string; readonly quick: boolean }): string {
  const { program, arch, version, revision, sourceTime } = input;
  cpSync(tree, scratch, { recursive: true });
  addUnits(input, scratch, unitFolders.deb);
  const contents = [...filesBelow(scratch, '')];
  const control = join(scratch, 'DEBIAN');
  mkdirSync(control);
  writeFileSync(join(control, 'md5sums'), contents.map((path) => `${createHash('md5').update(readFileSync(join(scratch, path))).digest('hex')}  ${path}\n`).join(''));
  const sizeKib = Math.ceil(contents.reduce((sum, path) => sum + Math.ceil(lstatSync(join(scratch, path)).size / 1024), 0));
  writeFileSync(join(control, 'control'), controlText(input, sizeKib));
  for (const [name, text] of Object.entries(scripts(program.name, packageActions(program)))) {
    writeFileSync(join(control, name), text);
    chmodSync(join(control, name), 0o755);
  }
  const file = join(out, `${program.name}_${version}-${revision}_${architectures[arch]}.deb`);
  // xz, as old dpkgs know no zstd; its level 6 wants 9 MiB of memory in the guest.
  const compression = quick ? ['-Zgzip', '-z1'] : ['-Zxz', '-z6'];
  execFileSync('dpkg-deb', ['--root-owner-group', ...compression, '--build', scratch, file], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, SOURCE_DATE_EPOCH: String(sourceTime) } });
  return file;
}

function controlText({ program, arch, version, revision }: PackageInput, sizeKib: number): string {
  const { name, summary, description, bounds } = program;
  const depends = [`libc6 (>= ${bounds.GLIBC})`, `libstdc++6 (>= ${bounds.gcc})`, ...(program.bundle === 'collector' ? ['passwd'] : [])];
  return `Package: ${name}
Version: ${version}-${revision}
Architecture: ${architectures[arch]}
Maintainer: Stillpoint maintainers <maintainers@stillpoint.invalid>
Installed-Size: ${sizeKib}
Depends: ${depends.join(', ')}
Section: admin
Priority: optional
Description: ${summary}
${description.replaceAll(/(.{1,76})(?: |$)/g, ' $1\n').trimEnd()}
`;
}

function scripts(name: string, { installed, removing, removed, purged }: PackageActions): Record<string, string> {
  const script = (body: string): string => `#!/bin/sh\nset -e\n${body}\n`;
  // Only the first script is told whether there was a package before; what postinst is told is true of one that was removed, too.
  const mark = `/run/${name}.fresh`;
  return {
    preinst: script(`if [ "$1" = install ]; then\nmkdir -p /run\n: >${mark}\nfi`),
    postinst: script(`fresh=no\nif [ -e ${mark} ]; then\nfresh=yes\nrm -f ${mark}\nfi\nif [ "$1" = configure ]; then\n${installed}\nfi`),
    prerm: script(`if [ "$1" = remove ]; then\n${removing}\nfi`),
    postrm: script(`if [ "$1" = remove ]; then\n${removed}\nfi\nif [ "$1" = purge ]; then\n${purged}\nfi`),
  };
}

function* filesBelow(root: string, below: string): Generator<string> {
  for (const entry of readdirSync(join(root, below), { withFileTypes: true }).sort((left, right) => (left.name < right.name ? -1 : 1))) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) yield* filesBelow(root, path);
    else yield path;
  }
}
