/**
 * Program: agents whose services are connected and idle, in a process of their own, so that only the collector's memory is measured.
 *
 *   idle-agents.ts HOST:PORT TOKEN COUNT
 *
 * Enrols `idle-0` …, opens a control stream of each and tells of one plan. Prints `connected` when all have their welcome, `asked N` for each order it gets, which it
 * answers; ends when its input ends.
 */
import type { v1 } from '@stillpoint/proto/messages.ts';
import { parseHostPort } from '@stillpoint/proto/rpc/address.ts';
import { openBidi, type BidiCall } from '@stillpoint/proto/rpc/client-call.ts';
import { agentService } from '@stillpoint/proto/services.ts';

import { helloOf, RawAgent } from '../../collector/src/session/raw-agent.testing.ts';

const [address = '', token = '', countText] = process.argv.slice(2);
const atATime = 20;
let started = 0;

async function connect(name: string): Promise<void> {
  const hello = helloOf({ machineId: name });
  const agent = await RawAgent.enroll(parseHostPort(address), token, name, hello);
  const call = openBidi(agent.channel, agentService.Control);
  await call.write({ hello });
  if (!(await call.read())?.welcome) throw new Error(`${name} was not welcomed`);
  await call.write({ plans: { zone: 'UTC', plans: [{ name: 'daily', schedule: '30 1 * * *', sourceKinds: ['files'] }] } });
  obey(name, call).catch((error: unknown) => {
    process.stderr.write(`${name}: ${String(error)}\n`);
  });
}

async function obey(name: string, call: BidiCall<v1.ControlReport.$Properties, v1.ControlOrder>): Promise<void> {
  for await (const { startRun } of call) {
    if (!startRun) continue;
    process.stdout.write(`asked ${name}\n`);
    await call.write({ answer: { runId: startRun.runId ?? new Uint8Array(0) } });
  }
}

await Promise.all(
  Array.from({ length: atATime }, async () => {
    while (started < Number(countText)) await connect(`idle-${started++}`);
  }),
);
process.stdout.write('connected\n');
