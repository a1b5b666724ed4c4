import { EventEmitter, once } from 'node:events';
import { PassThrough, Writable } from 'node:stream';

import { describe, expect, it } from 'vitest';

import { StillpointError } from '../errors.ts';
import { displayWidth } from '../text/display-width.ts';
import { asStillpointError, describeError } from './error-text.ts';
import { exitStatusOf } from './exit-status.ts';
import { InterruptSignals } from './interrupt-signals.ts';
import { Output } from './output.ts';
import { fitToWidth, ProgressLine } from './progress-line.ts';
import { asksForJson, usageError } from './usage-error.ts';

class Recorder {
  readonly writes: string[] = [];
  readonly isTTY: boolean;
  readonly columns = 20;

  constructor(isTTY: boolean) {
    this.isTTY = isTTY;
  }

  write(text: string): void {
    this.writes.push(text);
  }
}

describe('a progress line', () => {
  it('is drawn at most four times a second on a terminal, each over the one before', () => {
    const stream = new Recorder(true);
    const line = new ProgressLine(stream);
    for (let nowMs = 0; nowMs <= 1000; nowMs += 50) line.show(String(nowMs), nowMs);
    expect(stream.writes).toEqual(['\r\x1b[K0', '\r\x1b[K250', '\r\x1b[K500', '\r\x1b[K750', '\r\x1b[K1000']);
    line.clear();
    line.clear();
    expect(stream.writes.slice(5)).toEqual(['\r\x1b[K']);
  });

  it('is a line every ten seconds elsewhere, with nothing to clear', () => {
    const stream = new Recorder(false);
    const line = new ProgressLine(stream);
    for (let nowMs = 0; nowMs <= 25_000; nowMs += 500) line.show(String(nowMs), nowMs);
    line.clear();
    expect(stream.writes).toEqual(['10000\n', '20000\n']);
  });

  it('never reaches the last column, wide characters included', () => {
    const stream = new Recorder(true);
    new ProgressLine(stream).show('日本語日本語日本語日本語', 0);
    expect(stream.writes).toEqual(['\r\x1b[K日本語日本語日本語…']);
    for (let columns = 1; columns < 30; columns++) expect(displayWidth(fitToWidth('ab日本語cd日本語', columns))).toBeLessThanOrEqual(columns);
    expect(fitToWidth('whole', 5)).toBe('whole');
  });
});

describe('output', () => {
  function outputOf(json: boolean): { output: Output; said: () => [string, string] } {
    const stdout = new PassThrough();
    const stderr = new PassThrough();
    const output = new Output({ stdout, stderr }, { program: 'prog', json, debug: false });
    const textOf = (stream: PassThrough): string => (stream.read() as Buffer | null)?.toString() ?? '';
    return { output, said: () => [textOf(stdout), textOf(stderr)] };
  }

  it('keeps stdout for results', async () => {
    const { output, said } = outputOf(false);
    await output.line('result');
    output.note('note');
    output.error(new StillpointError('PATH_MISSING', 'no /data', { hint: 'mount it' }));
    expect(said()).toEqual(['result\n', 'note\nprog: PATH_MISSING: no /data\n  next: mount it\n']);
  });

  it('gives no terminal an order that a guest has put into its messages', () => {
    const { output, said } = outputOf(false);
    output.note('missing: \x1b]0;owned\x07\x9b2J日本\r\n\tnext');
    expect(said()[1]).toBe('missing: \\x1b]0;owned\\x07\\x9b2J日本\\x0d\n\tnext\n');
  });

  it('gives programs JSON only, on both streams', async () => {
    const { output, said } = outputOf(true);
    await output.event({ event: 'began' });
    output.note('not shown');
    output.warn('shown');
    output.error(new StillpointError('PATH_MISSING', 'no /data'));
    expect(said()).toEqual(['{"event":"began"}\n', '{"warning":"shown"}\n{"error":{"code":"PATH_MISSING","message":"no /data"}}\n']);
  });

  it('ends a command whose reader has gone', async () => {
    const stdout = new Writable({
      write: (_chunk, _encoding, done) => {
        done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
      },
    });
    const output = new Output({ stdout, stderr: new PassThrough() }, { program: 'prog', json: false, debug: false });
    stdout.write('one\n');
    await once(output.closed, 'abort');
    await expect(output.line('two')).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

describe('a command whose output cannot be written', () => {
  it.each([
    ['ENOSPC', 'TARGET_FULL: what stdout is written to is full'],
    ['EIO', 'TARGET_NOT_WRITABLE: stdout cannot be written (EIO)'],
    ['EPIPE', ''],
  ])('because of %s ends with status 1 and says so, unless its reader has gone', async (code, message) => {
    const stderr = new PassThrough();
    const stdout = new Writable({
      write: (_chunk, _encoding, done) => {
        done(Object.assign(new Error(code), { code }));
      },
    });
    const output = new Output({ stdout, stderr }, { program: 'prog', json: false, debug: false });
    stdout.write('one\n');
    await once(output.closed, 'abort');
    expect(exitStatusOf(new Error('whatever came of it'), { program: 'prog', output, interrupted: new AbortController().signal })).toBe(1);
    expect((stderr.read() as Buffer | null)?.toString() ?? '').toContain(message);
  });
});

describe('errors on the command line', () => {
  it('are told as faults of the program when they have no code', () => {
    const error = asStillpointError(new TypeError('x is not a function'));
    expect(describeError('prog', error)).toBe('prog: INTERNAL: x is not a function\n  next: this is a fault of the program; STILLPOINT_DEBUG=1 shows where, please report it');
  });

  it('say that the current folder is gone, which is no fault of the program', () => {
    const error = asStillpointError(Object.assign(new Error('ENOENT: process.cwd failed'), { code: 'ENOENT', syscall: 'uv_cwd' }));
    expect(error).toMatchObject({ code: 'USAGE', exitCode: 2, hint: 'go to another folder, or give absolute paths' });
  });

  it('suggest the word that was meant', () => {
    const error = usageError(new Error("error: unknown command 'bakcup'\n(Did you mean backup?)"), 'prog');
    expect(describeError('prog', error)).toBe("prog: USAGE: unknown command 'bakcup'\n  next: did you mean backup?");
    expect(usageError(new Error('error: too many arguments.'), 'prog').hint).toBe('`prog --help` shows how it is used');
  });

  it('know whether JSON was asked for, but not from what stands behind --', () => {
    expect(asksForJson(['status', '--json'])).toBe(true);
    expect(asksForJson(['status', '--', '--json'])).toBe(false);
  });
});

describe('signals', () => {
  it('ask to stop once and end the process the second time', () => {
    const exits: number[] = [];
    const host = Object.assign(new EventEmitter(), { exit: (status: number) => exits.push(status) });
    {
      using signals = new InterruptSignals(host);
      expect(signals.signal.aborted).toBe(false);
      host.emit('SIGTERM');
      expect(signals.signal.aborted).toBe(true);
      expect(exits).toEqual([]);
      host.emit('SIGINT');
      expect(exits).toEqual([130]);
    }
    expect(host.listenerCount('SIGINT') + host.listenerCount('SIGTERM')).toBe(0);
  });
});
