/**
 * The tools of MariaDB and MySQL on this guest. Names say little (`mysqldump` may be either's), so each tool is asked what it is; a server is only dumped with its own maker's.
 */
import { join } from 'node:path';

import { StillpointError } from '@stillpoint/proto/errors.ts';

import { runTool } from '../tool/tool-process.ts';
import { findProgram } from '../tool/tool-user.ts';

/** Who made a server or a tool. */
export type Flavour = 'mariadb' | 'mysql';

/** `10.11` of a version: what of it must agree between a server and its tools. */
export interface Series {
  readonly major: number;
  readonly minor: number;
}

/** A tool, asked for its version. */
export interface MariadbTool {
  readonly file: string;
  readonly flavour: Flavour;
  readonly series: Series;
  /** `10.11.19`. */
  readonly version: string;
}

/** What a tool is for. */
export type ToolPurpose = 'client' | 'dump' | 'backup' | 'unpack';

/** Names of the programs, the better one first. */
const programs: Readonly<Record<Flavour, Readonly<Record<ToolPurpose, readonly string[]>>>> = {
  mariadb: { client: ['mariadb', 'mysql'], dump: ['mariadb-dump', 'mysqldump'], backup: ['mariadb-backup', 'mariabackup'], unpack: ['mbstream'] },
  mysql: { client: ['mysql'], dump: ['mysqldump'], backup: ['xtrabackup'], unpack: ['xbstream'] },
};
const packages: Readonly<Record<Flavour, string>> = {
  mariadb: 'Debian: mariadb-client and mariadb-backup, Red Hat: mariadb and mariadb-backup',
  mysql: "MySQL's own packages and percona-xtrabackup",
};
const makers: Readonly<Record<Flavour, string>> = { mariadb: 'MariaDB', mysql: 'MySQL' };

const VERSION_TIMEOUT_MS = 30_000;

/** For messages. */
export function makerOf(flavour: Flavour): string {
  return makers[flavour];
}

/** Less than 0 when `left` is the older one. */
export function compareSeries(left: Series, right: Series): number {
  return left.major - right.major || left.minor - right.minor;
}

/** The version of a server (`10.11.19-MariaDB-log`, with or without the `5.5.5-` that old clients are told first); undefined when it tells none. */
export function parseServerVersion(text: string): { readonly flavour: Flavour; readonly series: Series; readonly version: string } | undefined {
  const found = /^(?:5\.5\.5-)?((\d+)\.(\d+)\.\d+)/.exec(text);
  if (found === null) return undefined;
  const [, version = '', major, minor] = found;
  return { flavour: text.includes('MariaDB') ? 'mariadb' : 'mysql', series: { major: Number(major), minor: Number(minor) }, version };
}

/** What a tool says with `--version`. */
export function parseToolVersion(text: string): Omit<MariadbTool, 'file'> | undefined {
  const found = /((\d+)\.(\d+)\.\d+)-MariaDB/.exec(text) ?? /(?:Distrib|server) ((\d+)\.(\d+)\.\d+)/.exec(text) ?? /(?:Ver|version) ((\d+)\.(\d+)\.\d+)/.exec(text);
  if (found === null) return undefined;
  const [, version = '', major, minor] = found;
  return { flavour: text.includes('MariaDB') ? 'mariadb' : 'mysql', series: { major: Number(major), minor: Number(minor) }, version };
}

/** The file of the tool for `purpose`, not asked for anything. Throws TOOL_MISSING. */
export function toolFile(purpose: ToolPurpose, flavour: Flavour, binDirectory: string | undefined): string {
  const names = programs[flavour][purpose];
  for (const name of names) {
    const file = findProgram(binDirectory === undefined ? name : join(binDirectory, name));
    if (file !== undefined) return file;
  }
  throw new StillpointError('TOOL_MISSING', `the program ${names.join(' or ')} is not ${binDirectory === undefined ? 'on this guest' : `in ${binDirectory}`}`, {
    hint: `install it (${packages[flavour]}), or name its folder with \`bin_dir\` in agent.toml`,
  });
}

/** The tool for `purpose`, asked what it is. Throws TOOL_MISSING (also when it is another maker's), TOOL_FAILED. */
export async function getTool(purpose: 'client' | 'dump' | 'backup', flavour: Flavour, binDirectory: string | undefined, signal: AbortSignal): Promise<MariadbTool> {
  const file = toolFile(purpose, flavour, binDirectory);
  const { stdout, stderr } = await runTool({ command: [file, '--version'], timeoutMs: VERSION_TIMEOUT_MS, signal });
  const tool = parseToolVersion(`${stdout} ${stderr}`);
  if (tool === undefined) throw new StillpointError('TOOL_FAILED', `${file} --version says no version: ${stdout}${stderr}`);
  if (tool.flavour === flavour) return { file, ...tool };
  throw new StillpointError('TOOL_MISSING', `${file} is a tool of ${makers[tool.flavour]}, and the server is one of ${makers[flavour]}`, {
    hint: `install the tools of ${makers[flavour]} (${packages[flavour]}), or name their folder with \`bin_dir\` in agent.toml`,
  });
}

/** Throws TOOL_OUTDATED for a tool that is older than the server. */
export function refuseOlder(tool: MariadbTool, server: { readonly series: Series; readonly version: string; readonly flavour: Flavour }): void {
  if (compareSeries(tool.series, server.series) >= 0) return;
  const { major, minor } = server.series;
  throw new StillpointError('TOOL_OUTDATED', `the server is ${makers[server.flavour]} ${server.version}, and ${tool.file} is ${tool.version}: an older tool cannot read a newer server reliably`, {
    hint: `install the tools of ${major}.${minor} or newer, or name their folder with \`bin_dir\` in agent.toml`,
  });
}
