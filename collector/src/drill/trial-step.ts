/**
 * Programs that a drill starts: a database's tools. None sees a password, and nothing of them outlives the drill.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { open } from 'node:fs/promises';
import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { systemErrorCode } from '@stillpoint/proto/errors.ts';
import { Owners } from '@stillpoint/proto/posix/owners.ts';

import { confinedCommand, type ConfinedUser } from './confined-program.ts';

/** Who runs a database server and its tools. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** What a program is started with. */
export interface StepOptions {
  readonly signal: AbortSignal;
  /** Undefined: as this process's user, with no bounds. */
  readonly user: ConfinedUser | undefined;
  readonly environment?: Readonly<Record<string, string>>;
  /** Its standard input. */
  readonly inputFile?: string;
  readonly timeoutMs?: number;
}

/** How a program ended: `wrong` undefined when with status 0. */
export interface StepResult {
  readonly output: string;
  readonly wrong: string | undefined;
}

const outputLength = 65_536;
const errorLength = 600;
/** A large dump takes hours to load. */
const stepMs = 24 * 3_600_000;

/** Runs a program to its end. Throws what the signal says, and system errors of its input. */
export async function runStep(file: string, args: readonly string[], { signal, user, environment, inputFile, timeoutMs = stepMs }: StepOptions): Promise<StepResult> {
  await using input = inputFile === undefined ? undefined : await open(inputFile, 'r');
  const ended = Promise.withResolvers<string | undefined>();
  const [command, ...rest] = user === undefined ? ([file, ...args] as const) : confinedCommand(user, file, args);
  const child = spawn(command, rest, { stdio: [input?.fd ?? 'ignore', 'pipe', 'pipe'], cwd: '/', env: environmentOf(user, environment), signal, timeout: timeoutMs, killSignal: 'SIGKILL' });
  let output = '';
  let said = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => { output = `${output}${text}`.slice(0, outputLength); });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => { said = `${said}${text}`.slice(-errorLength); });
  child.on('error', (error) => { ended.resolve(error.message); });
  child.on('close', (code) => { ended.resolve(code === 0 ? undefined : `${nameOf(file)} ended with ${code ?? 'a signal'}: ${said.trim().replaceAll(/\s*\n\s*/gu, ' / ')}`); });
  const wrong = await ended.promise;
  signal.throwIfAborted();
  return { output: output.trim(), wrong };
}

/** A server that was started for a drill. Whoever starts it ends it. */
export class TrialProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #closed: Promise<void>;
  #said = '';
  #ended = false;

  constructor(file: string, args: readonly string[], { user, environment }: { readonly user: ConfinedUser } & Pick<StepOptions, 'environment'>) {
    const [command, ...rest] = confinedCommand(user, file, args);
    this.#child = spawn(command, rest, { stdio: ['ignore', 'ignore', 'pipe'], cwd: '/', env: environmentOf(user, environment) });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => { this.#said = `${this.#said}${text}`.slice(-errorLength); });
    const closed = Promise.withResolvers<undefined>();
    this.#child.on('error', (error) => {
      this.#said = error.message;
      closed.resolve(undefined);
    });
    this.#child.on('close', () => { closed.resolve(undefined); });
    this.#closed = closed.promise.then(() => { this.#ended = true; });
  }

  /** Asks until it answers; what is wrong when it ends before, or is silent for a minute. */
  async answers(ask: () => Promise<boolean>, signal: AbortSignal): Promise<string | undefined> {
    const deadlineMs = performance.now() + readyMs;
    while (!this.#ended && performance.now() < deadlineMs) {
      if (await ask()) return undefined;
      await wait(askMs, undefined, { signal });
    }
    return `the server did not come up: ${this.#said.trim().replaceAll(/\s*\n\s*/gu, ' / ')}`;
  }

  /** At once: nothing of it is kept. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#ended) this.#child.kill('SIGKILL');
    await this.#closed;
  }
}

const readyMs = 60_000;
const askMs = 100;

/** The file of a program in PATH or one of these folders; undefined when it is not installed. */
export function findProgram(name: string, folders: readonly string[] = []): string | undefined {
  const searched = [...folders, ...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/libexec'];
  return searched.filter((folder) => folder !== '').map((folder) => join(folder, name)).find(isProgram);
}

/** The newest version of PostgreSQL's server programs: Debian and Red Hat keep each in a folder of its own. */
export function postgresFolders(): string[] {
  const found: { readonly version: number; readonly folder: string }[] = [];
  for (const [parent, pattern] of [['/usr/lib/postgresql', /^([0-9]+(?:\.[0-9]+)?)$/u], ['/usr', /^pgsql-([0-9.]+)$/u]] as const) {
    for (const name of entriesOf(parent)) {
      const version = Number(pattern.exec(name)?.[1]);
      const folder = join(parent, name, 'bin');
      if (version > 0 && isProgram(join(folder, 'initdb'))) found.push({ version, folder });
    }
  }
  return found.sort((left, right) => right.version - left.version).map(({ folder }) => folder);
}

/**
 * `nobody`. A dump is a program: whoever loads one runs what it says, as the superuser of that server (`COPY … TO PROGRAM`). A guest that was taken over must not run anything as the user to whom the
 * datastore belongs, so only root can load dumps, by giving up its rights; see confined-program.ts. Undefined for everyone else.
 */
export function findServerUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owners = new Owners();
  const uid = owners.findUid('nobody');
  const gid = owners.findGid('nogroup') ?? owners.findGid('nobody');
  return uid === undefined || gid === undefined || uid === 0 || gid === 0 ? undefined : { uid, gid };
}

/** Nothing of this process's own environment: what a dump runs can read it. */
function environmentOf(user: ConfinedUser | undefined, more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LANG: 'C.UTF-8', ...(user === undefined ? {} : { TMPDIR: user.writable[0] }), ...more };
}

/** Whether programs can be confined here: root's rights can be taken away from it (in a container), and the tools may be missing or old. What is wrong, undefined: they can. */
export async function findConfinementFault(user: ServerUser, signal: AbortSignal): Promise<string | undefined> {
  return (await runStep('true', [], { signal, user: withoutFolders(user) })).wrong;
}

/** For a program that needs no folder. */
export function withoutFolders({ uid, gid }: ServerUser): ConfinedUser {
  return { uid, gid, group: gid, writable: ['/', '/'] };
}

function nameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return false;
  }
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return [];
  }
}
