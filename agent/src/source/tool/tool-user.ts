/**
 * The user of the operating system that a tool runs as, and what every tool finds in its environment.
 */
import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { promisify } from 'node:util';

import { StillpointError } from '@stillpoint/proto/errors.ts';

/** How a command is started so that it runs as somebody. */
export interface ToolUser {
  /** What stands before the command. */
  readonly prefix: readonly string[];
  readonly name: string;
  readonly home: string;
}

/** Where tools are looked for besides PATH: a service's PATH often lacks the folders of daemons' tools. */
const moreFolders = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** The user `runAs`, or the agent's own. Throws SOURCE_FAILED when there is no such user, or when only root could change to it. */
export async function toolUser(runAs: string | undefined): Promise<ToolUser> {
  const own = userInfo();
  if (runAs === undefined || runAs === own.username) return { prefix: [], name: own.username, home: own.homedir };
  const home = await homeOf(runAs);
  if (process.geteuid?.() !== 0) {
    throw new StillpointError('SOURCE_FAILED', `the tool should run as user ${runAs}, and the agent, which runs as ${own.username}, may not change to it`, { hint: 'run the agent as root, or leave run_as out' });
  }
  return { prefix: [getProgram('setpriv'), `--reuid=${runAs}`, `--regid=${await groupOf(runAs)}`, '--init-groups', '--'], name: runAs, home };
}

/**
 * `prefix` of a {@link ToolUser}, so that the kernel sends the tool SIGTERM when the agent dies: a dump that waits for a lock writes nothing, and so would never see that nobody reads
 * any more. Unchanged where setpriv is missing or cannot do it (BusyBox, util-linux before 2.33).
 */
export async function endingWithAgent(prefix: readonly string[]): Promise<readonly string[]> {
  const setpriv = findProgram('setpriv');
  if (setpriv === undefined || !(await knowsDeathSignal(setpriv))) return prefix;
  const [first = setpriv, ...rest] = prefix.length === 0 ? [setpriv, '--'] : prefix;
  return [first, '--pdeathsig=TERM', ...rest];
}

const deathSignals = new Map<string, Promise<boolean>>();

/** Asked once. */
function knowsDeathSignal(setpriv: string): Promise<boolean> {
  const known = deathSignals.get(setpriv) ?? promisify(execFile)(setpriv, ['--help']).then(({ stdout }) => stdout.includes('--pdeathsig'), () => false);
  deathSignals.set(setpriv, known);
  return known;
}

/** Nothing of the agent's own environment but the path: it may hold what is not meant for others. */
export function toolEnvironment({ name, home }: ToolUser, more: Readonly<Record<string, string>>): Record<string, string> {
  return { PATH: toolFolders().join(':'), LANG: 'C.UTF-8', HOME: home, USER: name, LOGNAME: name, ...more };
}

/** The file of a program, looked for as a shell does; undefined when there is none that can be run. */
export function findProgram(program: string): string | undefined {
  if (isAbsolute(program)) return isRunnable(program) ? program : undefined;
  if (program.includes('/')) return undefined;
  return toolFolders()
    .map((folder) => join(folder, program))
    .find(isRunnable);
}

/** As {@link findProgram}; throws TOOL_MISSING. */
export function getProgram(program: string): string {
  const file = findProgram(program);
  if (file === undefined) throw new StillpointError('TOOL_MISSING', `the program ${program} is not on this guest`, { hint: 'install it, or give its full path in agent.toml' });
  return file;
}

function toolFolders(): string[] {
  return [...new Set([...(process.env['PATH'] ?? '').split(':').filter((folder) => isAbsolute(folder)), ...moreFolders])];
}

function isRunnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

// getent asks the same databases as the system itself: files, LDAP, whatever NSS knows.
async function passwdFields(name: string): Promise<string[]> {
  try {
    const { stdout } = await promisify(execFile)(getProgram('getent'), ['passwd', '--', name]);
    return stdout.trimEnd().split(':');
  } catch (cause) {
    if (cause instanceof StillpointError) throw cause;
    throw new StillpointError('SOURCE_FAILED', `there is no user ${name} on this guest`, { hint: 'correct run_as in agent.toml', cause });
  }
}

async function homeOf(name: string): Promise<string> {
  return (await passwdFields(name))[5] ?? '/';
}

async function groupOf(name: string): Promise<string> {
  return (await passwdFields(name))[3] ?? '65534';
}
