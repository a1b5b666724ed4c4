/**
 * Fifty agents send to one collector at once: it takes them in alike, in memory that does not depend on how much they send, and gives each back what it sent.
 * A few are real agents; the others speak the bare protocol, since fifty agents' processes on two cores would measure how Node starts.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';

import { BlockClass } from '@stillpoint/proto/format/block.ts';
import { parseHostPort } from '@stillpoint/proto/rpc/address.ts';
import { callUnary } from '@stillpoint/proto/rpc/client-call.ts';
import { openLocalChannel } from '@stillpoint/proto/rpc/client.ts';
import { adminService } from '@stillpoint/proto/services.ts';

import { RawAgent } from '../collector/src/session/raw-agent.testing.ts';
import { AgentProcess } from './support/agent-process.ts';
import { ChildProgram, outputOf } from './support/child-program.ts';
import { CollectorProcess } from './support/collector-process.ts';
import { peakPss } from './support/memory-limit.ts';
import { expectSameObjects } from './support/oracle.ts';
import { archiveOf, chunkOf } from './support/sent-chunks.ts';
import { TestFolder } from './support/test-folder.ts';

const mebibyte = 1_048_576;
const heavyAgents = 40;
const realAgents = 6;
const lateAgents = 4;
const heavyBlocks = 20;
/**
 * A collector at rest has some 160 MiB. Each of fifty may have a window of 256 KiB full, one message of 1 MiB decoded ahead and one whose turn comes: 115 MiB. Buffers
 * that are done with may pile up to 50 MiB before they are collected. The rest is what the C library keeps of memory that was freed.
 */
const memoryBoundBytes = 400 * mebibyte;

const stoppedMs = 2500;

/** Real agents with trees of their own, `tree-0` … in the folder. */
async function enrollReal(collector: CollectorProcess, folder: TestFolder): Promise<AgentProcess[]> {
  const agents: AgentProcess[] = [];
  for (let index = 0; index < realAgents; index += 1) {
    const tree = folder.at(`tree-${index}`);
    await mkdir(tree);
    await outputOf('sh', ['-c', `cd '${tree}' && head -c 3M /dev/urandom >large && for n in $(seq 1 100); do head -c 10K /dev/urandom >small-$n; done`]);
    await mkdir(folder.at(`real-${index}`));
    agents.push(await AgentProcess.enroll(collector, folder.at(`real-${index}`), `real-${index}`, { daily: [{ paths: [tree] }] }));
  }
  return agents;
}

/** Begins, sends one chunk and commits. */
async function backupOneChunk(agent: RawAgent, name: string): Promise<void> {
  using session = await agent.begin();
  const archive = archiveOf(name, 1);
  await session.send([chunkOf(name, 0)]);
  await session.send(archive.nodes, BlockClass.metadata);
  await session.commit([archive.reference]);
}

/** Bytes that the collector has received of each heavy agent whose session lives. */
async function receivedOfHeavy(collector: CollectorProcess): Promise<number[]> {
  using channel = await openLocalChannel(join(collector.datastore, 'admin.sock'));
  const { sessions } = await callUnary(channel, adminService.GetStatus, {});
  return sessions.flatMap(({ agentName, receivedBytes }) => (agentName?.startsWith('heavy') === true ? [receivedBytes ?? 0] : []));
}

describe('fifty agents at once', () => {
  test('are taken in alike and in bounded memory, and each gets back what it sent', { timeout: 240_000 }, async (context) => {
    await using folder = await TestFolder.make();
    await using collector = await CollectorProcess.start(folder.at('datastore'));
    const token = (await collector.ask('token', 'create', '--uses', String(heavyAgents + lateAgents))).trim();
    const real = await enrollReal(collector, folder);
    using late = new DisposableStack();
    const lateOnes = await Promise.all(
      Array.from({ length: lateAgents }, async (_, index) => ({ name: `late-${index}`, agent: late.use(await RawAgent.enroll(parseHostPort(collector.address), token, `late-${index}`)) })),
    );

    await using heavy = ChildProgram.start(process.execPath, [...process.execArgv, join(import.meta.dirname, 'support/bare-agents.ts'), collector.address, token, String(heavyAgents), String(heavyBlocks)]);
    await heavy.waitFor(/^sending$/m, 'stdout', 60_000);
    const startedMs = performance.now();
    // A collector that hangs for a while, as one on a slow disk does, finds everything there at once that the agents may send unasked.
    process.kill(collector.pid, 'SIGSTOP');
    await wait(stoppedMs);
    process.kill(collector.pid, 'SIGCONT');
    const sinceStart = async (run: Promise<unknown>): Promise<number> => {
      await run;
      return performance.now() - startedMs;
    };
    const runLate = async (): Promise<{ received: number[]; cameMs: number; lateMs: number[] }> => {
      await heavy.waitFor(/^quarter$/m, 'stdout', 60_000);
      const received = await receivedOfHeavy(collector);
      const cameMs = performance.now() - startedMs;
      return { received, cameMs, lateMs: await Promise.all(lateOnes.map(({ agent, name }) => sinceStart(backupOneChunk(agent, name)))) };
    };
    const everything = Promise.all([runLate(), Promise.all(real.map((agent) => sinceStart(agent.backup('daily')))), heavy.finished]);
    const peakBytes = await peakPss(collector.pid, everything);
    const [{ received, cameMs, lateMs }, realMs, { stdout, stderr, code }] = await everything;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const heavyMs = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as number[];

    const span = (values: readonly number[], unit: number): string => `${(Math.min(...values) / unit).toFixed(1)} to ${(Math.max(...values) / unit).toFixed(1)}`;
    await context.annotate(
      `${heavyAgents} agents with ${heavyBlocks} MiB each were done after ${span(heavyMs, 1000)} s; ${lateAgents} that came after ${(cameMs / 1000).toFixed(1)} s with 256 KiB after ${span(lateMs, 1000)} s, ` +
        `when ${span(received, mebibyte)} MiB of each of the others had come; real ones with 4 MiB after ${span(realMs, 1000)} s; peak PSS of the collector ${Math.round(peakBytes / mebibyte)} MiB`,
    );
    expect(peakBytes).toBeLessThan(memoryBoundBytes);
    // Whoever has little is done before anybody who has much, although it came when all queues were full.
    expect(Math.max(...lateMs)).toBeLessThan(Math.min(...heavyMs));
    // Nobody is far ahead, and nobody starves.
    expect(received).toHaveLength(heavyAgents);
    expect(Math.max(...received) - Math.min(...received)).toBeLessThan(6 * mebibyte);
    expect(Math.max(...heavyMs)).toBeLessThan(2 * Math.min(...heavyMs));

    expect(await collector.snapshots()).toHaveLength(50);
    await collector.ask('verify', '--read-data');
    for (const index of [0, realAgents - 1]) {
      await collector.ask('restore', `real-${index}`, '--to', folder.at(`restored-${index}`));
      await expectSameObjects(folder.at(`tree-${index}`), join(folder.at(`restored-${index}`), folder.at(`tree-${index}`)));
    }
    for (const name of ['heavy-0', `heavy-${heavyAgents - 1}`]) {
      await collector.ask('restore', `${name}:/file-${heavyBlocks}`, '--to', folder.at(name));
      expect((await readFile(folder.at(name, `file-${heavyBlocks}`))).equals(chunkOf(name, heavyBlocks))).toBe(true);
    }
  });
});
