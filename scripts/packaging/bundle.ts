/**
 * Makes one file of a program's sources and packages, and one of each thread and child program that it starts by a path beside the source.
 *
 * The sources name these files as `new URL('reader-worker.ts', import.meta.url)` or `import.meta.resolve('…/write-thread.ts')`: both forms are led to the bundle of
 * that file, which lies in the same folder. Native parts are loaded from there too; the packages' own loaders would look for them in `node_modules`.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { build, type Metafile, type OnLoadResult, type Plugin } from 'esbuild';

import { root, type PackagedProgram } from './packaged-programs.ts';

/** What a bundle was made of. `packages` are the folders of the npm packages in it. */
export interface Bundled {
  readonly files: readonly string[];
  readonly packages: readonly string[];
}

/** In front of each file: packages that are no ES modules call `require`. */
const requireLine = "import { createRequire as requireBeside } from 'node:module';\nconst require = requireBeside(import.meta.url);";

/** Writes the bundles of `program` into `folder`. Throws when a source names a file in a way that is not understood. */
export async function bundleProgram(program: PackagedProgram, folder: string): Promise<Bundled> {
  const entries = new Map<string, string>([[resolve(root, program.entry), program.bundle]]);
  const inputs = new Set<string>();
  const done = new Set<string>();
  for (;;) {
    const next = [...entries].find(([source]) => !done.has(source));
    if (next === undefined) break;
    const [source, name] = next;
    for (const input of Object.keys((await bundleOne(source, join(folder, `${name}.mjs`), entries)).inputs)) inputs.add(input);
    done.add(source);
  }
  return { files: [...entries.values()].map((name) => `${name}.mjs`), packages: packageFolders(inputs) };
}

async function bundleOne(source: string, outfile: string, entries: Map<string, string>): Promise<Metafile> {
  const { metafile } = await build({
    entryPoints: [source],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    charset: 'utf8',
    legalComments: 'none',
    banner: { js: requireLine },
    metafile: true,
    logLevel: 'warning',
    absWorkingDir: root,
    plugins: [nativeParts, lateHttp, startedFiles(entries)],
  });
  return metafile;
}

/** Leads the paths of started files to their bundles, and collects them. */
function startedFiles(entries: Map<string, string>): Plugin {
  const bundleOf = (source: string): string => {
    const known = entries.get(source);
    if (known !== undefined) return known;
    const name = basename(source, '.ts');
    if ([...entries.values()].includes(name)) throw new Error(`two started files are called ${name}.ts; their bundles would overwrite each other`);
    entries.set(source, name);
    return name;
  };
  return {
    name: 'started-files',
    setup(bundler) {
      bundler.onLoad({ filter: /\/(?:proto|agent|collector)\/src\/.*\.ts$/ }, async ({ path }): Promise<OnLoadResult> => {
        const text = await readFile(path, 'utf8');
        const contents = text
          .replaceAll(/new URL\('([^']+\.ts)', import\.meta\.url\)/g, (_, name: string) => urlOf(bundleOf(resolve(dirname(path), name))))
          .replaceAll(/import\.meta\.resolve\('([^']+\.ts)'\)/g, (_, name: string) => `${urlOf(bundleOf(resolvedFrom(path, name)))}.href`)
          // Loaded when it is needed; a plain `require` is followed by the bundler and stays as lazy.
          .replaceAll("createRequire(import.meta.url)('koffi')", "require('koffi')");
        const left = /(?:new URL|resolve)\([^\n]*\.ts['"`][^\n]*|import\.meta\.(?:dirname|filename)|createRequire\(import\.meta\.url\)/.exec(contents);
        // What is written in another way would be looked for where no sources are.
        if (left !== null) throw new Error(`${relative(root, path)}: "${left[0]}" would find nothing in a package`);
        return { contents, loader: 'ts' };
      });
    },
  };
}

function urlOf(bundle: string): string {
  return `new URL('./${bundle}.mjs', import.meta.url)`;
}

// Through the file's real path, as Node resolves it: the same source must not count twice.
function resolvedFrom(path: string, specifier: string): string {
  return createRequire(pathToFileURL(path)).resolve(specifier);
}

/** Loaders of native packages, replaced by what is left of them when there is one system to load for. */
const loaders: Readonly<Record<string, string>> = {
  '@napi-rs/blake-hash': "module.exports = require('./blake.node');",
  'zstd-napi/binding.js': "module.exports = require('./zstd.node');",
  '../prebuilds/linux-x64.node': "module.exports = require('./better-sqlite3.node');",
  // Reads .proto files at run time for services that are not offered here (channelz, ORCA); with a second protobufjs it would be 7 % of the bundle.
  '@grpc/proto-loader': "exports.loadSync = () => { throw new Error('this bundle reads no .proto files'); };",
  './src/static.js': "export const loadStatic = () => require('./koffi.node');",
};

const nativeParts: Plugin = {
  name: 'native-parts',
  setup(bundler) {
    bundler.onResolve({ filter: /^\.\/[a-z0-9-]+\.node$/ }, ({ path }) => ({ path, external: true }));
    bundler.onResolve({ filter: /^(?:@grpc\/proto-loader|@napi-rs\/blake-hash|zstd-napi\/binding\.js|\.\.\/prebuilds\/linux-x64\.node|\.\/src\/static\.js)$/ }, ({ path }) => ({ path, namespace: 'native' }));
    // Its only loader without a search for what fits the machine.
    bundler.onResolve({ filter: /^better-sqlite3$/ }, ({ resolveDir, kind }) => bundler.resolve('better-sqlite3/linux-x64', { resolveDir, kind }));
    // Always its ES module: with both forms in one bundle there would be two of it.
    bundler.onResolve({ filter: /^koffi$/ }, ({ resolveDir, kind }) => (kind === 'import-statement' ? undefined : bundler.resolve('koffi', { resolveDir, kind: 'import-statement' })));
    bundler.onLoad({ filter: /.*/, namespace: 'native' }, ({ path }): OnLoadResult => ({ contents: loaders[path] ?? '', loader: 'js' }));
  },
};

/**
 * `import` of Node's http reads every property of it, one of which loads a whole client that nobody here uses: an eighth of the time that a command takes to start.
 * `require` does not.
 */
const lateHttp: Plugin = {
  name: 'late-http',
  setup(bundler) {
    bundler.onResolve({ filter: /^node:https?$/ }, ({ path, kind }) => (kind === 'import-statement' ? { path, namespace: 'late-http' } : undefined));
    bundler.onLoad({ filter: /.*/, namespace: 'late-http' }, ({ path }): OnLoadResult => ({ contents: `module.exports = process.getBuiltinModule('${path}');`, loader: 'js' }));
  },
};

function packageFolders(inputs: ReadonlySet<string>): string[] {
  const folders = new Set<string>();
  for (const input of inputs) {
    const found = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input.replace(/^native:/, ''));
    if (found !== null) folders.add(found[0]);
  }
  return [...folders].sort();
}
