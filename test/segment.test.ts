/**
 * The backup segment: that nothing goes any other way, that peers from outside are cut off, that all agents together keep to one budget, and that links may be slow, lossy
 * or cut. Each guest is a network namespace with two wires.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect } from 'vitest';

import { outputOf, runProgram, type ChildProgram } from './support/child-program.ts';
import { resultOf } from './support/agent-process.ts';
import { missing, testWith } from './support/requirements.ts';
import { SegmentScene } from './support/segment-scene.ts';

const needs = ['root', 'ip', 'python3'];
const test = testWith(...needs);
const guests = 3;
const mebibyte = 1_048_576;

const scene = new (class {
  #scene: SegmentScene | undefined;

  /** What guest 1 had sent over the other network before it was enrolled. */
  prodBytes = 0;

  async open(): Promise<void> {
    // One more that is not enrolled.
    const it = await SegmentScene.open('[network]\nallow = ["10.20.0.0/16", "10.40.0.0/16"]\n', guests + 1);
    this.#scene = it;
    this.prodBytes = (await it.bytes(it.guest(1).namespace, 'prod0')).tx;
    for (let number = 1; number <= guests; number += 1) {
      const { code, stderr } = await it.enroll(number);
      if (code !== 0) throw new Error(stderr);
    }
  }

  async close(): Promise<void> {
    await this.#scene?.[Symbol.asyncDispose]();
  }

  get it(): SegmentScene {
    if (this.#scene === undefined) throw new Error('the scene is not open');
    return this.#scene;
  }
})();

async function fill(number: number, files: number, mebibytes: number): Promise<void> {
  await outputOf('sh', ['-c', `cd '${scene.it.guest(number).tree}' && rm -rf ./* && for n in $(seq 1 ${files}); do head -c ${mebibytes}M /dev/urandom >file-$n; done`]);
}

/** Bytes per second that the server received from each guest over the next `seconds`. */
async function received(seconds: number): Promise<number[]> {
  const numbers = Array.from({ length: guests }, (_, index) => index + 1);
  const all = (): Promise<number[]> => Promise.all(numbers.map(async (number) => (await scene.it.bytes(scene.it.server, `backup${number}`)).rx));
  const startedMs = performance.now();
  const before = await all();
  await wait(seconds * 1000);
  const after = await all();
  const passed = (performance.now() - startedMs) / 1000;
  return after.map((bytes, index) => (bytes - (before[index] ?? 0)) / passed);
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

async function ended(program: ChildProgram): Promise<ReturnType<typeof resultOf>> {
  return resultOf(await program.finished);
}

describe('the segment', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    if (missing(...needs) === undefined) await scene.open();
  }, 120_000);
  afterAll(async () => {
    await scene.close();
  });

  test('carries enrolment and backup, and the network that users work on carries nothing', async () => {
    const { it } = scene;
    const { namespace } = it.guest(1);
    await fill(1, 20, 1);
    const proxied = { https_proxy: 'http://10.30.1.1:3128', HTTPS_PROXY: 'http://10.30.1.1:3128', grpc_proxy: 'http://10.30.1.1:3128' };
    expect(await it.agent(1, ['backup', 'daily', '--json'], proxied)).toMatchObject({ code: 0 });
    const after = await it.bytes(namespace, 'prod0');
    // Neighbours that ask for each other's addresses.
    expect(after.tx - scene.prodBytes).toBeLessThan(5000);
    expect((await it.bytes(namespace, 'backup0')).tx).toBeGreaterThan(20 * mebibyte);
  });

  test('is not left when its interface is down, and nothing is sent', async () => {
    const { it } = scene;
    const { namespace } = it.guest(1);
    const before = await it.bytes(namespace, 'prod0');
    await it.ip(namespace, 'link', 'set', 'backup0', 'down');
    // The default route would lead there.
    expect(await it.ip(namespace, 'route', 'get', '10.20.1.1')).toContain('prod0');
    const failed = await it.agent(1, ['backup', 'daily']);
    expect(failed).toMatchObject({ code: 1, stderr: expect.stringContaining('SEGMENT_VIOLATION') as string });
    expect((await it.agent(1, ['check'])).stdout).toContain('SEGMENT_VIOLATION');
    await it.ip(namespace, 'link', 'set', 'backup0', 'up');
    expect((await it.bytes(namespace, 'prod0')).tx - before.tx).toBeLessThan(5000);
    // An address is there, but the way leads elsewhere.
    await it.ip(namespace, 'route', 'add', '10.20.1.1/32', 'via', '10.30.1.1');
    expect(await it.agent(1, ['backup', 'daily'])).toMatchObject({ code: 1, stderr: expect.stringContaining('through prod0') as string });
    await it.ip(namespace, 'route', 'del', '10.20.1.1/32');
    expect(await it.agent(1, ['backup', 'daily', '--json'])).toMatchObject({ code: 0 });
  });

  test('is the only place from which the server answers', async () => {
    const { it } = scene;
    const knock = `const s=require('net').connect(7443,'10.30.1.1',()=>s.write('x'));let n=0;s.on('data',(d)=>n+=d.length);s.on('error',()=>undefined);s.on('close',()=>console.log('closed after '+n))`;
    const { stdout } = await runProgram(process.execPath, ['-e', knock], { through: ['ip', 'netns', 'exec', it.guest(1).namespace] });
    expect(stdout.trim()).toBe('closed after 0');
    await expect.poll(() => it.serverLog).toContain('lies outside the networks that may connect');
    const unsegmented = await it.enroll(guests + 1, `10.30.${guests + 1}.1:7443`, 'prod0');
    expect(unsegmented).toMatchObject({ code: 1, stderr: expect.stringContaining('COLLECTOR_UNREACHABLE') as string });
  });

  test('keeps to one budget with several agents, and to another one at once', async (context) => {
    const { it } = scene;
    const total = 10_000_000;
    for (const number of [1, 2, 3]) await fill(number, 15, 10);
    await it.collector.ask('limits', 'set', '--total', '80Mbit');
    const runs = [1, 2, 3].map((number) => it.startAgent(number, ['backup', 'daily', '--json']));
    await expect.poll(async () => sum(await received(1)), { timeout: 60_000, interval: 100 }).toBeGreaterThan(0.8 * total);
    await wait(3000);
    const first = await received(10);
    await it.collector.ask('limits', 'set', '--total', '120Mbit');
    await it.collector.ask('limits', 'set', 'guest1', '--rate', '20Mbit');
    await wait(2000);
    const second = await received(5);
    const shown = await it.collector.ask('limits');
    await it.collector.ask('limits', 'unset');
    await it.collector.ask('limits', 'unset', 'guest1');
    for (const run of runs) expect(await ended(run)).toMatchObject({ code: 0 });
    const text = (rates: readonly number[]): string => rates.map((rate) => ((rate * 8) / 1e6).toFixed(1)).join(' + ');
    await context.annotate(`80 Mbit/s over 10 s: ${text(first)} = ${text([sum(first)])}; 120 with 20 for the first: ${text(second)} = ${text([sum(second)])}`);
    expect(Math.abs(sum(first) - total)).toBeLessThan(0.1 * total);
    expect(Math.max(...first) / Math.min(...first)).toBeLessThan(1.4);
    expect(second[0]).toBeLessThan(3_500_000);
    expect(Math.abs(sum(second) - 1.5 * total)).toBeLessThan(0.2 * total);
    expect(shown).toContain('guest1');
  });

  test('is cut in the middle of a run, and loses its server: the same run goes on with what has arrived', async (context) => {
    const { it } = scene;
    await fill(2, 60, 1);
    // A file that changed within two seconds before it was read is never taken for unchanged.
    await wait(2500);
    await it.collector.ask('limits', 'set', '--total', '60Mbit');
    const run = it.startAgent(2, ['backup', 'daily', '--json']);
    const sent = (): number => Number(/.*"sentBytes":(\d+)/su.exec(run.stdout)?.[1] ?? 0);
    await expect.poll(sent, { timeout: 60_000, interval: 100 }).toBeGreaterThan(8 * mebibyte);
    await it.ip(it.server, 'link', 'set', 'backup2', 'down');
    await wait(3000);
    await it.ip(it.server, 'link', 'set', 'backup2', 'up');
    await expect.poll(sent, { timeout: 60_000, interval: 100 }).toBeGreaterThan(24 * mebibyte);
    await it.killServer();
    await it.serve();
    const { code, summary, stderr, events } = await ended(run);
    await it.collector.ask('limits', 'unset');
    expect({ code, stderr }).toMatchObject({ code: 0 });
    await context.annotate(`60 MiB in files of 1 MiB, server killed after 24 MiB: ${((summary?.sentBytes ?? 0) / mebibyte).toFixed(1)} MiB sent, ${summary?.filesResumed ?? 0} files not read again`);
    expect(events.filter(({ event, code: warning }) => event === 'warning' && warning === 'SESSION_LOST')).toHaveLength(1);
    expect(events.filter(({ event }) => event === 'began')).toHaveLength(1);
    expect(summary?.filesResumed).toBeGreaterThan(10);
    expect(summary?.sentBytes).toBeLessThan(75 * mebibyte);
    const own = (await it.collector.snapshots()).filter(({ agentName }) => agentName === 'guest2');
    expect(own.at(-1)).toMatchObject({ status: 'complete', files: 60 });
    await it.collector.ask('verify', own.at(-1)?.address ?? '');
  });

  test('is filled at 20 ms, and may lose one packet in a hundred', async (context) => {
    const { it } = scene;
    const rates: string[] = [];
    for (const [delayMs, lossPercent, least] of [[10, 0, 6], [10, 1, 0]] as const) {
      await using _wire = await it.slowWire(3, delayMs, lossPercent);
      await fill(3, 8, 10);
      const config = it.guest(3).configFile;
      await outputOf('sed', ['-i', 's/10\\.20\\.3\\./10.40.3./', config]);
      const { code, summary, stderr } = resultOf(await it.agent(3, ['backup', 'daily', '--json']));
      await outputOf('sed', ['-i', 's/10\\.40\\.3\\./10.20.3./', config]);
      expect({ code, stderr }).toMatchObject({ code: 0 });
      const rate = (summary?.sentBytes ?? 0) / mebibyte / ((summary?.elapsedMs ?? 1) / 1000);
      rates.push(`${lossPercent} % loss: ${rate.toFixed(1)} MiB/s`);
      // A window of 64 KiB would let 3 MiB/s through.
      expect(rate).toBeGreaterThan(least);
    }
    await context.annotate(`80 MiB over 20 ms there and back: ${rates.join('; ')}`);
  });
});
