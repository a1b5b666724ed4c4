/** Makes an .rpm with rpmbuild. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { addUnits, packageActions, unitFolders, type PackageInput } from './package-root.ts';
import type { Arch } from './packaged-programs.ts';

const architectures: Readonly<Record<Arch, string>> = { x64: 'x86_64', arm64: 'aarch64' };

/** Writes the package of the tree in `tree` into `out`; `scratch` is a folder of its own. Returns its path. */
export function makeRpm(input: PackageInput, { tree, out, scratch, quick }: { readonly tree: string; readonly out: string; readonly scratch: string; readonly quick: boolean }): string {
  const { program, arch, version, revision, sourceTime } = input;
  const staged = join(scratch, 'staged');
  cpSync(tree, staged, { recursive: true });
  addUnits(input, staged, unitFolders.other);
  const spec = join(scratch, `${program.name}.spec`);
  writeFileSync(spec, specText(input, staged));
  mkdirSync(join(scratch, 'made'));
  const defines = [`_topdir ${scratch}`, `_rpmdir ${join(scratch, 'made')}`, `_rpmfilename %{NAME}.rpm`, `_dbpath ${join(scratch, 'db')}`, `_binary_payload ${quick ? 'w1.gzdio' : 'w6.xzdio'}`];
  execFileSync('rpmbuild', ['-bb', '--quiet', '--target', `${architectures[arch]}-linux`, ...defines.flatMap((define) => ['--define', define]), spec], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, SOURCE_DATE_EPOCH: String(sourceTime) },
  });
  const file = join(out, `${program.name}-${version}-${revision}.${architectures[arch]}.rpm`);
  renameSync(join(scratch, 'made', `${program.name}.rpm`), file);
  return file;
}

function specText({ program, version, revision }: PackageInput, staged: string): string {
  const { name, summary, description, bounds } = program;
  const { installed, removing, removed, purged } = packageActions(program);
  return `# What is packed is finished: nothing is stripped, scanned or linked again.
%global debug_package %{nil}
%global __os_install_post %{nil}
%global _build_id_links none
%global use_source_date_epoch_as_buildtime 1
%global clamp_mtime_to_source_date_epoch 1
Name: ${name}
Version: ${version}
Release: ${revision}
Summary: ${summary}
License: MIT
AutoReqProv: no
Requires: glibc >= ${bounds.GLIBC}, libstdc++ >= ${bounds.gcc}${program.bundle === 'collector' ? ', shadow-utils' : ''}
%description
${description}
%install
mkdir -p %{buildroot}
cp -a '${staged}/.' %{buildroot}/
%files
%defattr(-,root,root,-)
${ownPaths(staged, name).join('\n')}
%post
fresh=no
[ "$1" != 1 ] || fresh=yes
${installed}
%preun
if [ "$1" = 0 ]; then
${removing}
fi
%postun
if [ "$1" = 0 ]; then
${removed}
${purged}
fi
`;
}

/** Files, and the folders that belong to this package alone. */
function ownPaths(staged: string, name: string): string[] {
  const found: string[] = [];
  const walk = (below: string): void => {
    for (const entry of readdirSync(join(staged, below), { withFileTypes: true })) {
      const path = `${below}/${entry.name}`;
      if (!entry.isDirectory()) found.push(path);
      else {
        if (path.split('/').includes(name)) found.push(`%dir ${path}`);
        walk(path);
      }
    }
  };
  walk('');
  return found.sort();
}
