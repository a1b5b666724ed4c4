/**
 * Program: bare agents that back up again and again, each time with a part of their files changed.
 *
 *   soak-agents.ts HOST:PORT TOKEN COUNT SECONDS
 *
 * Enrols `soak-0` …; prints `sending`, and at the end one line of JSON: how many snapshots were committed and bytes sent, and what went wrong, by code.
 */
import { setTimeout as wait } from 'node:timers/promises';

import { chunkId } from '@stillpoint/proto/chunk-identity.ts';
import { systemErrorCode } from '@stillpoint/proto/errors.ts';
import { BlockClass } from '@stillpoint/proto/format/block.ts';
import { parseHostPort } from '@stillpoint/proto/rpc/address.ts';

import { makeArchive, RawAgent } from '../../collector/src/session/raw-agent.testing.ts';
import { chunkBytes, chunkOf } from './sent-chunks.ts';

const [address = '', token = '', countText, secondsText] = process.argv.slice(2);
const files = 24;
const changedFiles = 6;
const blockChunks = 4;
const pauseMs = 2000;
const untilMs = performance.now() + Number(secondsText) * 1000;
let committed = 0;
let sentBytes = 0;
const failures: Record<string, number> = {};

const names = Array.from({ length: Number(countText) }, (_, index) => `soak-${index}`);
const agents = await Promise.all(names.map((name) => RawAgent.enroll(parseHostPort(address), token, name)));
process.stdout.write('sending\n');
await Promise.all(agents.map((agent, index) => backUpAgainAndAgain(agent, names[index] ?? '', index)));
process.stdout.write(`${JSON.stringify({ committed, sentBytes, failures })}\n`);
for (const agent of agents) agent[Symbol.dispose]();

async function backUpAgainAndAgain(agent: RawAgent, name: string, seed: number): Promise<void> {
  const generations = Array.from({ length: files }, () => 0);
  for (let round = 0; performance.now() < untilMs; round++) {
    for (let changed = 0; changed < changedFiles; changed++) generations[(round * changedFiles + changed + seed) % files] = round;
    try {
      await backUp(agent, name, generations);
      committed += 1;
    } catch (error) {
      const code = systemErrorCode(error) ?? (error instanceof Error ? error.message : String(error));
      failures[code] = (failures[code] ?? 0) + 1;
    }
    await wait(pauseMs);
  }
}

async function backUp(agent: RawAgent, name: string, generations: readonly number[]): Promise<void> {
  using session = await agent.begin();
  const chunks = generations.map((generation, index) => chunkOf(name, index * 1_000_000 + generation));
  for (let first = 0; first < chunks.length; first += blockChunks) {
    const sent = await session.send(chunks.slice(first, first + blockChunks));
    sentBytes += sent * chunkBytes;
  }
  const archive = makeArchive(Object.fromEntries(chunks.map((chunk, index) => [`file-${index}`, { kind: 'chunks', ids: chunkId(chunk), lengths: [chunkBytes] }] as const)));
  await session.send(archive.nodes, BlockClass.metadata);
  await session.commit([archive.reference]);
}
