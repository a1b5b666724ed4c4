import { StillpointError } from '@stillpoint/proto/errors.ts';
import { expect, test } from 'vitest';

import { parseAgentConfig } from './agent-config-file.ts';
import type { QuiesceConfig } from './agent-config.ts';

function parse(lines: string): QuiesceConfig | undefined {
  return parseAgentConfig(`[[plan]]\nname = "daily"\nsource = [{ kind = "files", paths = ["/"] }]\n${lines}`, 'agent.toml').plans[0]?.quiesce;
}

function errorsOf(lines: string): string[] {
  try {
    parse(lines);
  } catch (error) {
    if (error instanceof StillpointError && error.code === 'CONFIG_INVALID') return error.message.split('\n');
    throw error;
  }
  return [];
}

test('a plan takes what its mounts offer, and nobody waits for longer than ten seconds, unless the file says otherwise', () => {
  expect(parse('')).toEqual({ snapshot: 'auto', pre: undefined, post: undefined, hookTimeoutMs: 60_000, freezeDeadlineMs: 10_000, lvmSize: '10%', external: undefined });
});

test('every key is given back', () => {
  const lines = `
    [plan.quiesce]
    snapshot = "external"
    pre = ["/usr/local/sbin/app", "hold"]
    post = ["/usr/local/sbin/app", "go on"]
    hook_timeout = "5m"
    freeze_deadline = "20s"
    lvm_size = "5G"
    [plan.quiesce.external]
    create = ["array", "copy"]
    mount = ["array", "mount"]
    remove = ["array", "remove"]
    path = "/mnt//copy/"
    freeze = false
    timeout = "2m"`;
  expect(parse(lines)).toEqual({
    snapshot: 'external',
    pre: ['/usr/local/sbin/app', 'hold'],
    post: ['/usr/local/sbin/app', 'go on'],
    hookTimeoutMs: 300_000,
    freezeDeadlineMs: 20_000,
    lvmSize: '5G',
    external: { create: ['array', 'copy'], mount: ['array', 'mount'], remove: ['array', 'remove'], path: '/mnt/copy', freeze: false, timeoutMs: 120_000 },
  });
});

const external = '[plan.quiesce.external]\ncreate = ["a"]\nremove = ["b"]';

test.each([
  ['a word that is none', '[plan.quiesce]\nsnapshot = "vss"', 'plan[0].quiesce.snapshot: expected "none", "auto", "btrfs", "lvm", "zfs" or "external", found "vss"'],
  ['external without commands', '[plan.quiesce]\nsnapshot = "external"', 'plan[0].quiesce.snapshot: "external" needs a table [plan.quiesce.external] with `create` and `remove`'],
  ['commands that nobody would run', external, 'plan[0].quiesce.external: these commands are only used with snapshot = "external"'],
  ['a guest that may stand still for an hour', '[plan.quiesce]\nfreeze_deadline = "1h"', 'plan[0].quiesce.freeze_deadline: expected at most "300s": for that long nobody can write, found "1h"'],
  ['a hook as a line for a shell', '[plan.quiesce]\npre = "app hold"', 'plan[0].quiesce.pre: expected a list, found "app hold"'],
  ['an empty hook', '[plan.quiesce]\npost = []', 'plan[0].quiesce.post: expected a list with the program and its arguments, found an empty list'],
  ['more room than the origin has', '[plan.quiesce]\nlvm_size = "150%"', 'plan[0].quiesce.lvm_size: expected a share of the origin ("10%") or a size ("5G"), found "150%"'],
])('is refused: %s', (_, lines, error) => {
  expect(errorsOf(lines).join('\n')).toContain(error);
});
