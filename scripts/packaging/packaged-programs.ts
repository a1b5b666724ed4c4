/**
 * What is packaged: the two programs, the native parts of each, and how old a system each must still start on.
 */
import { join } from 'node:path';

/** Processor of the machine that a package is for, as Node names it. */
export type Arch = 'x64' | 'arm64';

/** The newest versions of the system's libraries that shipped machine code may ask for. */
export interface SymbolBounds {
  /** Of the compiler whose libstdc++ has them, as packages name its version. */
  readonly gcc: string;
  readonly GLIBC: string;
  readonly GLIBCXX: string;
  readonly CXXABI: string;
  /** Systems that have them, for the message when something asks for more. */
  readonly systems: string;
}

/** Machine code that goes along. `file` is a path below the packages' folder. */
export interface NativePart {
  /** Name beside the bundle. */
  readonly name: string;
  readonly file: string;
}

/** One program with its package. */
export interface PackagedProgram {
  /** Of the program, its package and its folder below lib. */
  readonly name: 'stillpoint-agent' | 'stillpoint-collector';
  /** Name of the bundle without its ending. */
  readonly bundle: 'agent' | 'collector';
  readonly entry: string;
  readonly summary: string;
  readonly description: string;
  readonly natives: (arch: Arch) => readonly NativePart[];
  readonly bounds: SymbolBounds;
  /** Lines of the launcher before Node starts. */
  readonly environment: readonly string[];
  readonly nodeFlags: readonly string[];
}

const koffi = (arch: Arch): NativePart => ({ name: 'koffi.node', file: `@koromix/koffi-linux-${arch}/linux_${arch}/koffi.node` });
const blake = (arch: Arch): NativePart => ({ name: 'blake.node', file: `@napi-rs/blake-hash-linux-${arch}-gnu/blake.linux-${arch}-gnu.node` });
const sqlite = (arch: Arch): NativePart => ({ name: 'better-sqlite3.node', file: `better-sqlite3/prebuilds/linux-${arch}.node` });
const zstd: NativePart = { name: 'zstd.node', file: 'zstd-napi/build/Release/binding.node' };

const arenas = 'export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"';

/** The agent goes to guests of any age; what Node itself asks for is the bound. */
const agent: PackagedProgram = {
  name: 'stillpoint-agent',
  bundle: 'agent',
  entry: 'agent/src/main.ts',
  summary: 'Stillpoint agent: backs up this guest to a collector',
  description: 'Brings files and databases of a guest to their still point, reads what changed, leaves out what the collector already holds and streams the rest over TLS. Brings its own Node.',
  natives: (arch) => [koffi(arch), blake(arch)],
  bounds: { gcc: '8', GLIBC: '2.28', GLIBCXX: '3.4.25', CXXABI: '1.3.11', systems: 'EL 8, Debian 10, Ubuntu 20.04' },
  environment: [arenas, 'export MALLOC_MMAP_THRESHOLD_="${MALLOC_MMAP_THRESHOLD_:-131072}"', 'export MALLOC_TRIM_THRESHOLD_="${MALLOC_TRIM_THRESHOLD_:-131072}"'],
  nodeFlags: ['--max-semi-space-size=1'],
};

/** The collector runs on one server, which can be newer: the binary that better-sqlite3 ships asks for glibc 2.34. */
const collector: PackagedProgram = {
  name: 'stillpoint-collector',
  bundle: 'collector',
  entry: 'collector/src/main.ts',
  summary: 'Stillpoint collector: receives, stores, catalogs and restores backups',
  description: 'The backup server: takes in what agents send, checks and deduplicates it, and gives it back. With its command line. Brings its own Node.',
  natives: (arch) => [koffi(arch), blake(arch), sqlite(arch), zstd],
  bounds: { gcc: '11', GLIBC: '2.34', GLIBCXX: '3.4.29', CXXABI: '1.3.13', systems: 'EL 9, Debian 12, Ubuntu 22.04' },
  environment: [arenas],
  nodeFlags: [],
};

export const packagedPrograms: readonly PackagedProgram[] = [agent, collector];

/** The repository. */
export const root = join(import.meta.dirname, '../..');
