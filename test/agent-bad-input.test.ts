/** What the agent says when it cannot even begin: one clear error with its code, what to do next, a documented exit status, no stack trace. Needs no collector. */
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { runProgram, type Finished } from './support/child-program.ts';
import { agentLauncher } from './support/programs.ts';
import { TestFolder } from './support/test-folder.ts';

const token = 'sp1_AQAAAAAAAAAAAAAAAAAAAAABAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAaurq6urq6urq6urq6urq6urq6urq6urq6urq6urq6urERERESIiQzOERFVVVVVVVcwq1u0';
// Port 1 is a port that nothing listens on.
const nowhere = '127.0.0.1:1';

let folder: TestFolder;

beforeAll(async () => {
  folder = await TestFolder.make();
});
afterAll(() => folder[Symbol.asyncDispose]());

function agent(args: readonly string[], input = ''): Promise<Finished> {
  return runProgram(agentLauncher, args, { env: { STILLPOINT_AGENT_CONFIG: '' }, input });
}

async function configOf(name: string, text: string): Promise<string> {
  const file = folder.at(`${name}.toml`);
  await writeFile(file, text);
  return file;
}

/** The one error that was printed, in the form that all have. */
function errorOf({ stdout, stderr }: Finished): { readonly code: string; readonly sentence: string; readonly next: string } {
  expect(stdout).toBe('');
  expect(stderr).not.toMatch(/\n\s+at /u);
  const [, code = '', sentence = '', next = ''] = /^stillpoint-agent: ([A-Z_]+): ([^]*?)\n(?: {2}next: (.+)\n)?$/u.exec(stderr) ?? [];
  expect(code, stderr).not.toBe('');
  return { code, sentence, next };
}

const plans = 'state_dir = "/nonexistent/state"\n[[plan]]\nname = "daily"\n[[plan.source]]\nkind = "files"\npaths = ["/etc"]\n[[plan]]\nname = "hourly"\n[[plan.source]]\nkind = "files"\npaths = ["/srv"]\n';

describe('the command line', () => {
  test.each<[string, readonly string[], string, string]>([
    ['an unknown command', ['bakcup'], "unknown command 'bakcup'", 'did you mean backup?'],
    ['an unknown option', ['backup', '--dryrun'], "unknown option '--dryrun'", 'did you mean --dry-run?'],
    ['an argument too many', ['status', 'now'], 'too many arguments', '--help'],
    ['a missing argument', ['enroll', '--collector', nowhere], "missing required argument 'TOKEN'", '--help'],
    ['a missing option', ['enroll', token], "required option '--collector <HOST:PORT>' not specified", '--help'],
    ['an option that needs another', ['backup', '--list-excluded'], '--list-excluded goes with --dry-run only', 'add --dry-run'],
    ['an address without a port', ['enroll', token, '--collector', '10.0.0.5'], "'10.0.0.5' is not an address HOST:PORT", ''],
  ])('with %s is refused', async (_, args, sentence, next) => {
    const result = await agent(args);
    expect(errorOf(result)).toMatchObject({ code: 'USAGE', sentence: expect.stringContaining(sentence) as string, next: expect.stringContaining(next) as string });
    expect(result.code).toBe(2);
  });

  test('without a command shows the help', async () => {
    const { code, stdout, stderr } = await agent([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const command of ['enroll', 'backup', 'check', 'status']) expect(stderr).toContain(`  ${command}`);
  });

  test.each(['enroll', 'backup', 'check', 'status'])('tells with examples how %s is used', async (command) => {
    const { code, stdout } = await agent([command, '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain(`Examples:\n  stillpoint-agent ${command}`);
  });

  test('says its version', async () => {
    expect((await agent(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/u);
  });
});

describe('the configuration', () => {
  test('that is not there says how to get one', async () => {
    const result = await agent(['backup', '--config', folder.at('none.toml')]);
    expect(errorOf(result)).toMatchObject({ code: 'CONFIG_MISSING', next: expect.stringContaining('stillpoint-agent enroll') as string });
    expect(result.code).toBe(2);
  });

  test('with mistakes names file, line and column of each, and what was expected', async () => {
    const file = await configOf('wrong', '[colector]\naddress = "a:1"\n[[plan]]\nname = "daily"\n[[plan.source]]\nkind = "files"\npaths = ["etc"]\n');
    const result = await agent(['backup', '--config', file]);
    const { code, sentence, next } = errorOf(result);
    expect({ code, exit: result.code }).toEqual({ code: 'CONFIG_INVALID', exit: 2 });
    expect(sentence).toContain(`${file}:1:1: colector: unknown key; did you mean "collector"?`);
    expect(sentence).toContain(`${file}:7:10: plan[0].source[0].paths[0]: expected an absolute path`);
    expect(next).toBe(`correct ${file} and try again`);
  });

  test('that is no TOML names the place', async () => {
    const file = await configOf('broken', 'state_dir = "/x\n');
    const result = await agent(['backup', '--config', file]);
    expect(errorOf(result)).toMatchObject({ code: 'CONFIG_INVALID', sentence: expect.stringContaining(`${file}:1:`) as string });
    expect(result.code).toBe(2);
  });

  test('is chosen before and after the command, and by the environment', async () => {
    const file = await configOf('two', plans);
    const after = await agent(['backup', 'daly', '--config', file]);
    const before = await agent(['--config', file, 'backup', 'daly']);
    const environment = await runProgram(agentLauncher, ['backup', 'daly'], { env: { STILLPOINT_AGENT_CONFIG: file } });
    expect(errorOf(after)).toEqual({ code: 'PLAN_UNKNOWN', sentence: `${file} has no plan "daly", only daily, hourly`, next: 'did you mean `daily`?' });
    expect(before.stderr).toBe(after.stderr);
    expect(environment.stderr).toBe(after.stderr);
    expect([after.code, before.code, environment.code]).toEqual([2, 2, 2]);
  });

  test('with several plans lists them when none is named', async () => {
    const result = await agent(['backup', '--config', await configOf('two', plans)]);
    expect(errorOf(result)).toMatchObject({ code: 'PLAN_AMBIGUOUS', sentence: expect.stringContaining('daily, hourly') as string });
    expect(result.code).toBe(2);
  });

  test('is told to programs as JSON', async () => {
    const { code, stdout, stderr } = await agent(['backup', 'daly', '--json', '--config', await configOf('two', plans)]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'PLAN_UNKNOWN', hint: 'did you mean `daily`?' } });
  });
});

describe('the state directory', () => {
  async function statusWith(name: string, prepare: (state: string) => Promise<void>): Promise<Finished> {
    const state = folder.at(`state-${name}`);
    await mkdir(state, { mode: 0o700 });
    await prepare(state);
    return agent(['status', '--config', await configOf(name, `state_dir = ${JSON.stringify(state)}\n`)]);
  }

  test('of a guest that was never enrolled says how to enrol', async () => {
    const result = await agent(['status', '--config', await configOf('fresh', plans)]);
    expect(errorOf(result)).toMatchObject({ code: 'AGENT_NOT_ENROLLED', next: expect.stringContaining('stillpoint-agent enroll TOKEN') as string });
    expect(result.code).toBe(2);
  });

  test('that holds other files is not taken for one', async () => {
    const result = await statusWith('foreign', (state) => writeFile(join(state, 'letter.txt'), 'hello'));
    expect(errorOf(result).code).toBe('STATE_INVALID');
    expect(result.code).toBe(1);
  });

  test('that others may read is refused', async () => {
    const result = await statusWith('open', async (state) => {
      await writeFile(join(state, 'stillpoint-agent-state'), '');
      await chmod(state, 0o755);
    });
    expect(errorOf(result)).toMatchObject({ code: 'STATE_INVALID', next: expect.stringContaining('chmod 700') as string });
  });

  test('with a damaged identity says how to get a new one, and shows nothing of it', async () => {
    const result = await statusWith('damaged', async (state) => {
      await writeFile(join(state, 'stillpoint-agent-state'), '');
      await writeFile(join(state, 'agent.json'), '{"version": 1, "key": "-----BEGIN PRIVATE KEY-----"}', { mode: 0o600 });
    });
    expect(errorOf(result)).toMatchObject({ code: 'STATE_INVALID', next: expect.stringContaining('--replace') as string });
    expect(result.stderr).not.toContain('BEGIN');
  });
});

describe('enrolment', () => {
  const enroll = (text: string, extra: readonly string[] = [], input = ''): Promise<Finished> =>
    agent(['enroll', text, '--collector', nowhere, '--config', folder.at('enrol/agent.toml'), '--state-dir', folder.at('enrol/state'), ...extra], input);

  test.each<[string, string, string]>([
    ['cut short', token.slice(0, -3), ''],
    ['with a wrong letter', token.replace('AQEB', 'AQEC'), ''],
    ['that is something else', 'hello', ''],
    ['that stdin does not have', '-', ''],
  ])('with a token %s says so without asking anybody', async (_, text, input) => {
    const result = await enroll(text, [], input);
    expect(errorOf(result)).toMatchObject({ code: 'TOKEN_INVALID', next: expect.stringContaining('stillpoint-collector token create') as string });
    expect(result.code).toBe(1);
  });

  test('with a name that cannot be one says what can', async () => {
    const result = await enroll(token, ['--name', 'DB 1']);
    expect(errorOf(result)).toMatchObject({ code: 'NAME_INVALID', next: expect.stringContaining('lower-case') as string });
    expect(result.code).toBe(2);
  });

  test('with a collector that cannot be reached names the address and the reason, and can be repeated', async () => {
    for (const [text, input] of [[token, ''], ['-', `${token}\n`], [token, '']] as const) {
      const result = await enroll(text, ['--name', 'db1'], input);
      expect(errorOf(result)).toMatchObject({ code: 'COLLECTOR_UNREACHABLE', sentence: expect.stringContaining('127.0.0.1:1: connection refused') as string });
      expect(result.code).toBe(1);
    }
  });

  test('into a folder with other files in it is refused before the token is spent', async () => {
    await mkdir(folder.at('full'));
    await writeFile(folder.at('full', 'letter.txt'), 'hello');
    const result = await agent(['enroll', token, '--collector', nowhere, '--config', folder.at('full.toml'), '--state-dir', folder.at('full')]);
    expect(errorOf(result).code).toBe('STATE_INVALID');
  });
});

describe('check', () => {
  test('lists every problem, not only the first', async () => {
    const text = 'state_dir = "/nonexistent/state"\n[[plan]]\nname = "daily"\n[[plan.source]]\nkind = "files"\npaths = ["/nonexistent/a", "/nonexistent/b"]\nrequire_mounts = ["/nonexistent/c"]\n';
    const file = await configOf('problems', text);
    const { code, stdout } = await agent(['check', '--json', '--config', file]);
    const { problems, findings } = JSON.parse(stdout) as { problems: number; findings: { level: string; code?: string }[] };
    expect({ code, problems }).toEqual({ code: 1, problems: 4 });
    expect(findings.filter(({ level }) => level === 'problem').map((finding) => finding.code)).toEqual(['AGENT_NOT_ENROLLED', 'PATH_MISSING', 'PATH_MISSING', 'MOUNT_MISSING']);
    const plain = await agent(['check', '--config', file]);
    expect(plain.stdout).toContain('4 problems were found.');
  });
});
