/**
 * PostgreSQL's own tools on this guest. Several versions may lie beside each other; a server is dumped with the tools of its own version, or of the nearest newer one: an older
 * pg_dump does not know what newer servers hold and refuses.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { StillpointError } from '@stillpoint/proto/errors.ts';

import { findProgram } from '../tool/tool-user.ts';
import { runTool } from '../tool/tool-process.ts';

/** A tool and the major version that it belongs to. */
export interface PostgresTool {
  readonly file: string;
  readonly major: number;
  /** As it tells it: `15.13`. */
  readonly version: string;
}

/** Where packages put the tools of each version: Debian and Ubuntu, Red Hat and SUSE as the project packages them. */
const versionFolders = [
  { parent: '/usr/lib/postgresql', name: /^\d+$/ },
  { parent: '/usr', name: /^pgsql-\d+$/ },
] as const;

const VERSION_TIMEOUT_MS = 30_000;

/** Every `program` on this guest, the newest first. `binDirectory`: only what lies there. Throws TOOL_MISSING when there is none. */
export async function listTools(program: string, binDirectory: string | undefined, signal: AbortSignal): Promise<readonly PostgresTool[]> {
  const files = new Set(binDirectory === undefined ? [...versionedPrograms(program), program] : [join(binDirectory, program)]);
  const tools: PostgresTool[] = [];
  for (const candidate of files) {
    const file = findProgram(candidate);
    const tool = file === undefined ? undefined : await toolAt(file, signal);
    if (tool !== undefined) tools.push(tool);
  }
  if (tools.length === 0) {
    throw new StillpointError('TOOL_MISSING', binDirectory === undefined ? `the program ${program} is not on this guest` : `the program ${program} is not in ${binDirectory}`, {
      hint: 'install the client tools of the server\'s version (Debian: postgresql-client, Red Hat: postgresql), or name their folder with `bin_dir` in agent.toml',
    });
  }
  return tools.sort((left, right) => right.major - left.major);
}

/** The one for a server of version `major`. Throws TOOL_MISSING, and TOOL_OUTDATED when all are older than the server. */
export async function getTool(program: string, major: number, binDirectory: string | undefined, signal: AbortSignal): Promise<PostgresTool> {
  const tools = await listTools(program, binDirectory, signal);
  // Of one version the first that was found: what lies in a version's own folder goes before a wrapper in PATH.
  const tool = tools.toSorted((left, right) => left.major - right.major).find((candidate) => candidate.major >= major);
  if (tool !== undefined) return tool;
  const [newest] = tools;
  throw new StillpointError('TOOL_OUTDATED', `the server is PostgreSQL ${major}, and the newest ${program} on this guest is ${newest?.version ?? '?'} (${newest?.file ?? '?'}): an older tool cannot read a newer server reliably`, {
    hint: `install the client tools of version ${major} or newer (Debian: postgresql-client-${major}), or name their folder with \`bin_dir\` in agent.toml`,
  });
}

function versionedPrograms(program: string): string[] {
  return versionFolders.flatMap(({ parent, name }) => foldersIn(parent).filter((folder) => name.test(folder)).map((folder) => join(parent, folder, 'bin', program)));
}

function foldersIn(parent: string): string[] {
  try {
    return readdirSync(parent);
  } catch {
    // Not this kind of system.
    return [];
  }
}

/** Undefined when the program there does not tell a version: a wrapper that finds no installation behind it. */
async function toolAt(file: string, signal: AbortSignal): Promise<PostgresTool | undefined> {
  try {
    const { stdout } = await runTool({ command: [file, '--version'], timeoutMs: VERSION_TIMEOUT_MS, signal });
    const [, version = '', major = ''] = /\(PostgreSQL\) ((\d+)\S*)/.exec(stdout) ?? [];
    return major === '' ? undefined : { file, major: Number(major), version };
  } catch (error) {
    if (error instanceof StillpointError && (error.code === 'TOOL_FAILED' || error.code === 'TOOL_MISSING')) return undefined;
    throw error;
  }
}
