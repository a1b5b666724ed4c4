/** What somebody who has taken the collector can order over the control stream: nothing that agent.toml does not name is begun, and what is begun has no word of an order in its command line. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { v1 } from '@stillpoint/proto/messages.ts';
import { formatHostPort } from '@stillpoint/proto/rpc/address.ts';
import { agentId, collectorId, createIdentities } from '@stillpoint/proto/rpc/rpc-fixture.ts';
import { RpcServer } from '@stillpoint/proto/rpc/server.ts';
import { agentService, PROTOCOL_VERSION } from '@stillpoint/proto/services.ts';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';

import { StateDirectory } from '../identity/state-directory.ts';
import { GuestService } from './guest-service.ts';
import { ServiceConfig } from './service-config.ts';

/** A process that the service has started instead of `stillpoint-agent`. */
interface Started {
  readonly args: readonly string[];
  readonly input: string;
}

let stack: AsyncDisposableStack;
let folder = '';
let allowed = '';
let runs = 0;

beforeEach(() => {
  stack = new AsyncDisposableStack();
  folder = mkdtempSync(join(tmpdir(), 'stillpoint-orders-'));
  stack.defer(() => { rmSync(folder, { recursive: true, force: true }); });
  allowed = join(folder, 'allowed');
  mkdirSync(allowed);
});
afterEach(() => stack.disposeAsync());

const nextRun = (): Buffer => Buffer.from((++runs).toString(16).padStart(32, '0'), 'hex');
const hexOf = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString('hex');

/** Gives the orders to a service whose program only writes down how it was started; answers the code of each order, and what was started. */
async function give(orders: readonly v1.ControlOrder.$Properties[]): Promise<{ readonly codes: readonly string[]; readonly started: readonly Started[] }> {
  const identities = await createIdentities();
  const answers: v1.OrderAnswer.$Properties[] = [];
  const ended = new Set<string>();
  const server = stack.use(new RpcServer());
  server.implement(agentService, {
    Control: async (stream) => {
      await stream.read();
      await stream.write({ welcome: { protocolVersion: PROTOCOL_VERSION, agentName: 'db1', collectorId } });
      for (const order of orders) await stream.write(order);
      for await (const { answer, run } of stream) {
        if (answer) answers.push(answer);
        if (run?.endedMs) {
          ended.add(hexOf(run.runId));
          await stream.write({ runNoted: { runId: run.runId ?? null } });
        }
      }
    },
  });
  const address = formatHostPort(await server.listenTls({ host: '127.0.0.1', port: 0 }, await identities.collector()));
  const state = StateDirectory.create(join(folder, 'state'));
  state.writeAgent({ agentId: agentId.replaceAll('-', ''), agentName: 'db1', collectorId, ...(await identities.agent()), caCertificate: identities.caCertificate, addresses: [address] });
  const configFile = join(folder, 'agent.toml');
  writeFileSync(configFile, `state_dir = ${JSON.stringify(state.path)}\nrestore = { allow = [${JSON.stringify(allowed)}] }\n[[plan]]\nname = "daily"\n[[plan.source]]\nkind = "files"\npaths = ["/etc/hostname"]\n`);
  const program = join(folder, 'program.mjs');
  const record = join(folder, 'started');
  writeFileSync(record, '');
  writeFileSync(program, `import { appendFileSync, readFileSync } from 'node:fs';\nappendFileSync(${JSON.stringify(record)}, JSON.stringify({ args: process.argv.slice(2), input: readFileSync(0, 'utf8') }) + '\\n');\n`);
  {
    await using _service = GuestService.start({ config: ServiceConfig.read(configFile), state, logger: pino({ level: 'silent' }), now: Date.now, random: Math.random, zone: 'UTC', program: [process.execPath, program], env: process.env });
    await expect.poll(() => answers.length, { timeout: 30_000 }).toBe(orders.length);
    const begun = answers.filter(({ errorCode }) => errorCode === '').map(({ runId }) => hexOf(runId));
    await expect.poll(() => begun.filter((run) => !ended.has(run)), { timeout: 30_000 }).toEqual([]);
  }
  const started = readFileSync(record, 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Started);
  return { codes: answers.map(({ errorCode }) => errorCode ?? ''), started };
}

it('a plan is one of agent.toml by its whole name, or nothing', async () => {
  const names = ['', '../daily', 'daily --force-read', '--config=/tmp/other.toml', 'daily\n', 'daily\0', '$(touch /tmp/x)', '; touch /tmp/x', 'DAILY', 'd*', 'x'.repeat(100_000)];
  const { codes, started } = await give(names.map((plan) => ({ startRun: { plan, runId: nextRun(), reason: 'asked' } })));
  expect(codes).toEqual(names.map(() => 'PLAN_UNKNOWN'));
  expect(started).toEqual([]);
});

it('a restore goes below what agent.toml permits, or nowhere', async () => {
  const targets = ['/etc', '/', `${allowed}/../state`, `${allowed}x`, 'relative', `${folder}/state`, `${allowed}\0/x`];
  const orders = targets.map((target): v1.ControlOrder.$Properties => ({ startRestore: { runId: nextRun(), addresses: ['db1/daily@latest'], target } }));
  const { codes, started } = await give([...orders, { startRestore: { runId: nextRun(), addresses: [], target: allowed } }]);
  expect(codes).toEqual([...targets.map(() => 'RESTORE_REFUSED'), 'PROTOCOL_VIOLATION']);
  expect(started).toEqual([]);
});

it('a run that is no run, or none of this guest, is neither begun nor stopped', async () => {
  const { codes, started } = await give([
    { startRun: { plan: 'daily', runId: Buffer.alloc(15) } },
    { startRun: { plan: 'daily', runId: Buffer.alloc(1000) } },
    { startRestore: { runId: Buffer.alloc(0), addresses: ['x'], target: allowed } },
    { cancelRun: { runId: nextRun() } },
  ]);
  expect(codes).toEqual(['PROTOCOL_VIOLATION', 'PROTOCOL_VIOLATION', 'PROTOCOL_VIOLATION', 'RUN_UNKNOWN']);
  expect(started).toEqual([]);
});

it('what is begun is begun with words of this guest; what the order says comes as data', async () => {
  const [backup, restore] = [nextRun(), nextRun()];
  const hostile = ['--to=/etc', '-x', '$(touch /tmp/x)', '\n--in-place'];
  const { codes, started } = await give([
    { startRun: { plan: 'daily', runId: backup, reason: '--config /tmp/other.toml; touch /tmp/x' } },
    { startRestore: { runId: restore, addresses: hostile, target: '', settings: { overwrite: '--to=/etc', owner: '-', include: hostile, exclude: hostile } } },
  ]);
  expect(codes).toEqual(['', '']);
  const config = join(folder, 'agent.toml');
  expect(started.map(({ args }) => args).sort()).toEqual([
    ['backup', 'daily', '--json', '--run-id', hexOf(backup), '--config', config],
    ['restore-order', '--json', '--config', config],
  ]);
  expect(JSON.parse(started.find(({ args }) => args[0] === 'restore-order')?.input ?? '')).toMatchObject({ runId: hexOf(restore), addresses: hostile, overwrite: '--to=/etc' });
  expect(started.find(({ args }) => args[0] === 'backup')?.input).toBe('');
});
