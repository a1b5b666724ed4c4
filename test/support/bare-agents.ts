/**
 * Program: bare agents that send as much as the collector takes, in a process of their own, so that nobody else's time is measured with theirs.
 *
 *   bare-agents.ts HOST:PORT TOKEN COUNT BLOCKS
 *
 * Enrols `heavy-0` … and begins a session of each, then sends and commits BLOCKS MiB of each. Prints `sending` when all have begun, `quarter` when they have sent a
 * quarter, and at the end one line of JSON: after how many ms each had its answer to the commit.
 */
import { chunkId, chunkProof } from '@stillpoint/proto/chunk-identity.ts';
import { BlockClass } from '@stillpoint/proto/format/block.ts';
import { parseHostPort } from '@stillpoint/proto/rpc/address.ts';

import { RawAgent, type RawSession } from '../../collector/src/session/raw-agent.testing.ts';
import { archiveOf, chunkOf } from './sent-chunks.ts';

const [address = '', token = '', countText, blocksText] = process.argv.slice(2);
const blocks = Number(blocksText);
const names = Array.from({ length: Number(countText) }, (_, index) => `heavy-${index}`);
let blocksToQuarter = Math.ceil((names.length * blocks) / 4);

const agents = await Promise.all(names.map((name) => RawAgent.enroll(parseHostPort(address), token, name)));
const sessions = await Promise.all(agents.map((agent) => agent.begin()));
process.stdout.write('sending\n');
const startedMs = performance.now();
const endedMs = await Promise.all(
  sessions.map(async (session, index) => {
    await send(session, names[index]!);
    return Math.round(performance.now() - startedMs);
  }),
);
process.stdout.write(`${JSON.stringify(endedMs)}\n`);
for (const agent of agents) agent[Symbol.dispose]();

async function send(session: RawSession, name: string): Promise<void> {
  const archive = archiveOf(name, 4 * blocks);
  const chunks = Array.from({ length: 4 * blocks }, (_, index) => index);
  await session.offerIds(chunks.map((index) => chunkId(chunkOf(name, index))), chunks.map((index) => chunkProof(chunkOf(name, index))));
  for (let first = 0; first < chunks.length; first += 4) {
    await session.block(chunks.slice(first, first + 4).map((index) => chunkOf(name, index)));
    blocksToQuarter -= 1;
    if (blocksToQuarter === 0) process.stdout.write('quarter\n');
  }
  await session.send(archive.nodes, BlockClass.metadata);
  await session.commit([archive.reference]);
}
