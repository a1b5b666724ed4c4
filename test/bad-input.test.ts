/** What a person meets who gives agent or collector something wrong: one clear error, what to do next, a documented status, and nothing lost. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { Authority } from '@stillpoint/proto/tls/authority.ts';
import { identityOf, parseCertificate } from '@stillpoint/proto/tls/certificate.ts';

import { AgentProcess, resultOf } from './support/agent-process.ts';
import { outputOf, runProgram, type Finished } from './support/child-program.ts';
import { CollectorProcess } from './support/collector-process.ts';
import { agentLauncher } from './support/programs.ts';
import { TestFolder } from './support/test-folder.ts';

const stack = new AsyncDisposableStack();
let folder: TestFolder;
let collector: CollectorProcess;
let agent: AgentProcess;
let tree = '';
let guests = 0;

beforeAll(async () => {
  folder = stack.use(await TestFolder.make());
  tree = folder.at('tree');
  await mkdir(tree);
  await writeFile(join(tree, 'a'), 'content');
  collector = stack.use(await CollectorProcess.start(folder.at('datastore')));
  await mkdir(folder.at('agent'));
  agent = await AgentProcess.enroll(collector, folder.at('agent'), 'db1', { daily: [{ paths: [tree] }] });
});
afterAll(() => stack.disposeAsync());

/** Enrols a guest of its own; what it has on disk lies in a new folder. */
async function enroll(token: string, ...extra: readonly string[]): Promise<Finished & { readonly config: string }> {
  const guest = folder.at(`guest-${++guests}`);
  const config = join(guest, 'agent.toml');
  const result = await runProgram(agentLauncher, ['enroll', token.trim(), '--collector', collector.address, '--config', config, '--state-dir', join(guest, 'state'), ...extra]);
  return { ...result, config };
}

interface ErrorText {
  readonly code: string;
  readonly sentence: string;
  readonly next: string;
  readonly exit: number | null;
}

/** The last thing on stderr, which is the error in its one form. */
function errorOf({ stderr, code: exit }: Finished): ErrorText {
  expect(stderr).not.toMatch(/\n\s+at /u);
  const [, code = '', sentence = '', next = ''] = /^stillpoint-agent: ([A-Z_]+): (.*)\n(?: {2}next: (.+)\n)?$/mu.exec(stderr) ?? [];
  expect(code, stderr).not.toBe('');
  return { code, sentence, next, exit };
}

/** Runs `backup` as a person does. */
async function backup(args: readonly string[] = ['daily'], of = agent): Promise<Finished> {
  await using program = await of.start(['backup', ...args]);
  return await program.finished;
}

describe('an enrolment token', () => {
  test('works once', async () => {
    const token = await collector.ask('token', 'create');
    expect((await enroll(token, '--name', 'once')).code).toBe(0);
    expect(errorOf(await enroll(token, '--name', 'twice'))).toMatchObject({ code: 'TOKEN_USED', exit: 1, next: expect.stringContaining('token create') as string });
  });

  test('ends with its time', async () => {
    const token = await collector.ask('token', 'create', '--ttl', '1s');
    await wait(1100);
    expect(errorOf(await enroll(token, '--name', 'late'))).toMatchObject({ code: 'TOKEN_EXPIRED', exit: 1, next: expect.stringContaining('token create') as string });
  });

  test('of another collector finds that this is not the one', async () => {
    await using other = await CollectorProcess.init(folder.at('other-datastore'));
    const token = await other.ask('token', 'create');
    expect(errorOf(await enroll(token, '--name', 'lost'))).toMatchObject({ code: 'CA_MISMATCH', exit: 1, sentence: expect.stringContaining(collector.address) as string });
  });

  test('for a guest whose name is taken leaves the token usable under another', async () => {
    const token = await collector.ask('token', 'create');
    expect(errorOf(await enroll(token, '--name', 'db1'))).toMatchObject({ code: 'AGENT_NAME_TAKEN', exit: 1, next: expect.stringContaining('--replace') as string });
    expect((await enroll(token, '--name', 'db2')).code).toBe(0);
  });

  test('is not spent on a guest that is enrolled already', async () => {
    const token = await collector.ask('token', 'create');
    const arguments_ = ['enroll', token.trim(), '--collector', collector.address, '--name', 'db3'];
    expect(errorOf(await (await agent.start(arguments_)).finished)).toMatchObject({ code: 'AGENT_ALREADY_ENROLLED', exit: 2, next: expect.stringContaining('--force') as string });
    expect((await backup()).code).toBe(0);
    expect((await enroll(token, '--name', 'db3')).code).toBe(0);
  });

  test('read from stdin enrols, writes a configuration, and says how to go on', async () => {
    const token = await collector.ask('token', 'create', '--agent', 'named');
    const guest = folder.at('stdin');
    const config = join(guest, 'agent.toml');
    const { code, stdout } = await runProgram(agentLauncher, ['enroll', '-', '--collector', collector.address, '--config', config, '--state-dir', join(guest, 'state')], { input: token });
    expect(code).toBe(0);
    expect(stdout).toContain('enrolled as named');
    expect(stdout).toContain(`stillpoint-agent backup --config ${config}`);
    expect(await readFile(config, 'utf8')).toContain(collector.address);
    const check = await runProgram(agentLauncher, ['check', '--json', '--config', config]);
    expect(JSON.parse(check.stdout)).toMatchObject({ problems: 0 });
  });
});

describe('a backup', () => {
  test('of an unknown plan suggests the nearest', async () => {
    expect(errorOf(await backup(['dialy']))).toMatchObject({ code: 'PLAN_UNKNOWN', exit: 2, next: 'did you mean `daily`?' });
  });

  test('of a path that does not exist keeps the others, names it, and ends with 3', async () => {
    await agent.configure({ daily: [{ paths: [tree, folder.at('none')] }] });
    const { code, stdout, stderr } = await backup();
    expect(code).toBe(3);
    expect(stdout).toMatch(/^db1\/daily@\S+ {2}incomplete$/mu);
    expect(stdout).toContain(folder.at('none'));
    expect(stderr).toContain(`warning: PATH_MISSING: ${folder.at('none')}`);
    await agent.configure({ daily: [{ paths: [tree] }] });
  });

  test('of nothing but a path that does not exist fails and makes no snapshot', async () => {
    const before = (await collector.snapshots()).length;
    await agent.configure({ daily: [{ paths: [folder.at('none')] }] });
    expect(errorOf(await backup())).toMatchObject({ code: 'SOURCE_FAILED', exit: 1, sentence: expect.stringContaining(folder.at('none')) as string });
    await agent.configure({ daily: [{ paths: [tree] }] });
    expect((await collector.snapshots()).length).toBe(before);
  });

  test('whose required mount is not there fails', async () => {
    await agent.configure({ daily: [{ paths: [tree], require_mounts: [tree] }] });
    expect(errorOf(await backup())).toMatchObject({ code: 'MOUNT_MISSING', exit: 1, next: expect.stringContaining('mount it') as string });
    await agent.configure({ daily: [{ paths: [tree] }] });
  });

  test('without a collector says so, and `status` remembers it', async () => {
    await collector.stop();
    expect(errorOf(await backup())).toMatchObject({ code: 'COLLECTOR_UNREACHABLE', exit: 1, sentence: expect.stringContaining('connection refused') as string, next: expect.stringContaining('stillpoint-collector serve') as string });
    const status = await (await agent.start(['status', '--json'])).finished;
    expect(JSON.parse(status.stdout)).toMatchObject({ agentName: 'db1', plans: [{ name: 'daily', runningPid: null, lastRun: { error: { code: 'COLLECTOR_UNREACHABLE' } } }] });
    await collector.serve();
    expect((await backup()).code).toBe(0);
  });

  test('to an address where another collector answers sends it nothing', async () => {
    await using other = await CollectorProcess.start(folder.at('stranger'));
    const config = folder.at('stranger.toml');
    await writeFile(config, `state_dir = "${agent.stateDirectory}"\n[collector]\naddress = "${other.address}"\n[[plan]]\nname = "daily"\n[[plan.source]]\nkind = "files"\npaths = ["${tree}"]\n`);
    expect(errorOf(await runProgram(agentLauncher, ['backup', '--config', config]))).toMatchObject({ code: 'CA_MISMATCH', exit: 1 });
  });

  test('over another network than the segment is refused', async () => {
    const config = folder.at('segment.toml');
    const text = `state_dir = "${agent.stateDirectory}"\n[collector]\naddress = "${collector.address}"\nsegment = "10.20.0.0/24"\n[[plan]]\nname = "daily"\n[[plan.source]]\nkind = "files"\npaths = ["${tree}"]\n`;
    await writeFile(config, text);
    expect(errorOf(await runProgram(agentLauncher, ['backup', '--config', config]))).toMatchObject({ code: 'SEGMENT_VIOLATION', exit: 1, sentence: expect.stringContaining('10.20.0.0/24') as string });
  });
});

describe('a clock that is hours off', () => {
  test('is said as such, by backup and by check', async () => {
    // A host whose clock is hours behind sees a collector whose certificate is not valid yet.
    await collector.stop();
    await issueCertificateOf(collector.datastore, new Date(Date.now() + 6 * 3_600_000));
    await collector.serve();
    const expected = expect.stringMatching(/this host's clock says .* valid from/u) as string;
    expect(errorOf(await backup())).toMatchObject({ code: 'CLOCK_WRONG', exit: 1, sentence: expected, next: expect.stringContaining('timedatectl') as string });
    const check = await (await agent.start(['check', '--json'])).finished;
    const { findings } = JSON.parse(check.stdout) as { findings: { code?: string }[] };
    expect(check.code).toBe(1);
    expect(findings.map(({ code }) => code)).toContain('CLOCK_WRONG');
    await collector.stop();
    await issueCertificateOf(collector.datastore, new Date());
    await collector.serve();
    expect((await backup()).code).toBe(0);
  });
});

/** Replaces the collector's certificate by one that was issued at `now`. */
async function issueCertificateOf(datastore: string, now: Date): Promise<void> {
  const [key, certificate, own] = await Promise.all(['ca-key', 'ca-certificate', 'collector-certificate'].map((name) => readFile(join(datastore, 'ca', `${name}.pem`), 'utf8')));
  const authority = await Authority.open({ key: key ?? '', certificate: certificate ?? '' });
  const parsed = parseCertificate(own ?? '');
  const identity = parsed === undefined ? undefined : identityOf(parsed);
  const issued = await authority.issueCollector(identity?.id ?? '', { now });
  await writeFile(join(datastore, 'ca/collector-key.pem'), issued.key);
  await writeFile(join(datastore, 'ca/collector-certificate.pem'), issued.certificate);
}

describe('a run that is going on', () => {
  let big: AgentProcess;

  beforeAll(async () => {
    await mkdir(folder.at('big'));
    await mkdir(folder.at('big-agent'));
    // Long enough to be met half-way on any machine; content that compresses to nothing would not be.
    await outputOf('sh', ['-c', 'for n in 1 2 3 4 5 6; do head -c 150000000 /dev/urandom >"$1/$n" || exit 1; done', 'sh', folder.at('big')]);
    big = await AgentProcess.enroll(collector, folder.at('big-agent'), 'big', { daily: [{ paths: [folder.at('big')] }] });
  });
  afterAll(() => rm(folder.at('big'), { recursive: true, force: true }));

  test('turns away a second run of its plan and is shown by status', async () => {
    await using first = await big.start(['backup', '--json']);
    await first.waitFor(/"event":"began"/u, 'stdout');
    expect(errorOf(await backup(['daily'], big))).toMatchObject({ code: 'RUN_ACTIVE', exit: 1, sentence: expect.stringContaining(`process ${first.pid}`) as string });
    const status = await (await big.start(['status', '--json'])).finished;
    expect(JSON.parse(status.stdout)).toMatchObject({ plans: [{ runningPid: first.pid }] });
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('stops within five seconds after %s, leaves nothing visible, and says how it goes on', async (signal) => {
    await using run = await big.start(['backup', '--json']);
    await run.waitFor(/"event":"progress".*"sentBytes":[1-9]/u, 'stdout');
    const askedMs = Date.now();
    run.kill(signal);
    const result = resultOf(await run.finished);
    expect(Date.now() - askedMs).toBeLessThan(5000);
    expect(result.code).toBe(1);
    expect(result.events.at(-1)).toMatchObject({ event: 'error', code: 'RUN_CANCELLED', hint: expect.stringContaining('goes on where') as string });
    expect((await collector.snapshots()).filter(({ agentName }) => agentName === 'big')).toEqual([]);
  });

  test('is told that the collector stops, whose log blames nobody', async () => {
    await using run = await big.start(['backup', '--json']);
    await run.waitFor(/"event":"progress".*"sentBytes":[1-9]/u, 'stdout');
    const { ended } = collector;
    await collector.stop();
    const result = resultOf(await run.finished);
    expect(result.events.at(-1)).toMatchObject({ event: 'error', code: 'SESSION_LOST', message: 'the collector is stopping' });
    const { stderr } = await ended;
    expect(stderr).toMatch(/"level":"info".*"message":"the collector is stopping".*"session ended without a commit"/u);
    expect(stderr).not.toContain('"stack"');
    await collector.serve();
  });

  test('ends when its agent is revoked, and so does every later one', async () => {
    await using run = await big.start(['backup', '--json']);
    await run.waitFor(/"event":"progress".*"sentBytes":[1-9]/u, 'stdout');
    await collector.ask('agents', 'revoke', 'big', '--yes');
    const result = resultOf(await run.finished);
    expect(result.code).toBe(1);
    expect(result.events.at(-1)).toMatchObject({ event: 'error', code: 'AGENT_REVOKED' });
    expect(errorOf(await backup(['daily'], big))).toMatchObject({ code: 'AGENT_REVOKED', exit: 1, next: expect.stringContaining('--replace') as string });
    expect((await collector.snapshots()).filter(({ agentName }) => agentName === 'big')).toEqual([]);
  });
});
