import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { StillpointError } from '../errors.ts';
import { configTable } from './config-table.ts';
import { isCidr, isInterfaceName, parseHostPort } from './network-address.ts';
import { isWithin, normalPath } from '../text/normal-path.ts';
import { parseTomlConfig, readTomlConfig } from './toml-config.ts';
import { TomlPositions } from './toml-positions.ts';

const schema = configTable({
  listen: z.array(z.string()).default([]),
  level: z.int().min(1).max(19).default(1),
  mode: z.enum(['fast', 'small']).default('fast'),
  limits: configTable({ sessions: z.int().default(8), 'per agent': z.boolean().default(false) }).prefault({}),
  plan: z.array(configTable({ name: z.string(), source: z.array(configTable({ kind: z.string(), size: z.number().optional() })).default([]) })).default([]),
});

function errorsOf(text: string): string[] {
  try {
    parseTomlConfig(text, 'c.toml', schema);
  } catch (error) {
    if (error instanceof StillpointError && error.code === 'CONFIG_INVALID') return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('an error of a configuration', () => {
  it.each<[string, string, readonly string[]]>([
    ['a wrong type', 'level = "high"', ['c.toml:1:1: level: expected a number, found "high"']],
    ['a broken number', '\n\n  level = 1.5', ['c.toml:3:3: level: expected a whole number, found 1.5']],
    ['too much', 'level = 20', ['c.toml:1:1: level: expected a number of at most 19, found 20']],
    ['an unknown word', 'mode = "slow"', ['c.toml:1:1: mode: expected "fast" or "small", found "slow"']],
    ['a list for a word', 'mode = ["fast"]', ['c.toml:1:1: mode: expected "fast" or "small", found a list']],
    ['one element of a list over several lines', 'listen = [ # "x", 3\n  "a]",\n  7,\n]', ['c.toml:3:3: listen[1]: expected a string, found 7']],
    ['a mistyped key', 'levle = 1', ['c.toml:1:1: levle: unknown key; did you mean "level"?']],
    ['a key like no other', '[limits]\nzzz = 1', ['c.toml:2:1: limits.zzz: unknown key; known here are per agent, sessions']],
    ['a key in quotes', '[limits]\n"per agent" = 1', ['c.toml:2:1: limits."per agent": expected true or false, found 1']],
    ['a key with escapes', 'limits."per\\u0020agent" = "y"', ['c.toml:1:8: limits."per agent": expected true or false, found "y"']],
    ['a dotted key', 'a = 1\nlimits.sessions = false', ['c.toml:1:1: a: unknown key; known here are level, limits, listen, mode, plan', 'c.toml:2:8: limits.sessions: expected a number, found false']],
    ['an inline table', 'limits = { "per agent" = true, sessions = "9" }', ['c.toml:1:32: limits.sessions: expected a number, found "9"']],
    ['a value for a table', 'limits = 3', ['c.toml:1:1: limits: expected a table, found 3']],
    ['a missing key of a table', '[[plan]]\nname = "a"\n\n  [[plan]]', ['c.toml:4:3: plan[1].name: expected a string, but the key is missing']],
    [
      'the second source of the second plan',
      '[[plan]]\nname="a"\n[[plan.source]]\nkind="x"\n[[plan]]\nname="b"\n[[plan.source]]\nkind="x"\n[[plan.source]]\nkind = 5',
      ['c.toml:10:1: plan[1].source[1].kind: expected a string, found 5'],
    ],
    [
      'several at once, in the order of the file',
      'mode = 1\nlevel = 0\nlisten = "a"\n[[plan]]\nnaem = 2\n',
      [
        'c.toml:1:1: mode: expected "fast" or "small", found 1',
        'c.toml:2:1: level: expected a number of at least 1, found 0',
        'c.toml:3:1: listen: expected a list, found "a"',
        'c.toml:4:1: plan[0].name: expected a string, but the key is missing',
        'c.toml:5:1: plan[0].naem: unknown key; did you mean "name"?',
      ],
    ],
    ['what follows strings of every kind', 'listen = ["a\\"]#", \'b\\\', """c\n"]"""", \'\'\'d\'\']\'\'\', 4]', ['c.toml:2:21: listen[4]: expected a string, found 4']],
    ['what follows Windows line ends', '# note\r\nlisten = []\r\nlevel = "x"\r\n', ['c.toml:3:1: level: expected a number, found "x"']],
    ['what follows wide characters', 'limits = { "表" = 1, sessions = "x" }', ['c.toml:1:12: limits."表": unknown key; known here are per agent, sessions', 'c.toml:1:21: limits.sessions: expected a number, found "x"']],
    ['syntax', 'level = 1\nmode = "fast\n', [expect.stringMatching(/^c\.toml:2:\d+: not valid TOML: /) as string]],
    ['a key given twice', 'level = 1\nlevel = 2', [expect.stringMatching(/^c\.toml:2:1: not valid TOML: .*redefine/) as string]],
  ])('tells the place of %s', (_, text, errors) => {
    expect(errorsOf(text)).toEqual(errors);
  });

  it('is none when everything is right, and defaults are filled in', () => {
    expect(parseTomlConfig('[[plan]]\nname = "a"', 'c.toml', schema)).toEqual({
      listen: [],
      level: 1,
      mode: 'fast',
      limits: { sessions: 8, 'per agent': false },
      plan: [{ name: 'a', source: [] }],
    });
  });

  it('keeps a key called __proto__ from becoming one', () => {
    expect(errorsOf('__proto__ = 1')).toEqual([expect.stringContaining('__proto__: unknown key') as string]);
  });
});

describe('a configuration file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'stillpoint-config-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('that does not exist is CONFIG_MISSING with the next step', () => {
    const file = join(folder, 'none.toml');
    expect(() => readTomlConfig(file, schema, { missingHint: 'make one' })).toThrow(
      expect.objectContaining({ code: 'CONFIG_MISSING', message: `there is no configuration file ${file}`, hint: 'make one' }),
    );
  });

  it('that is a directory is named as such', () => {
    const file = join(folder, 'dir.toml');
    mkdirSync(file);
    expect(() => readTomlConfig(file, schema)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', message: `${file} is a directory, expected a configuration file` }));
  });

  it('that may not be read is PERMISSION_DENIED', () => {
    const file = join(folder, 'closed.toml');
    writeFileSync(file, '');
    chmodSync(file, 0);
    // Root reads what it likes, so it becomes somebody else for a moment.
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.(65_534);
    try {
      expect(() => readTomlConfig(file, schema)).toThrow(expect.objectContaining({ code: 'PERMISSION_DENIED' }));
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  });

  it('in Shift_JIS is refused where its first such byte stands', () => {
    const file = join(folder, 'sjis.toml');
    writeFileSync(file, Buffer.from('level = 1\n# \x95\x5c\n', 'latin1'));
    expect(() => readTomlConfig(file, schema)).toThrow(`${file}:2:3: expected UTF-8 text, found another encoding`);
  });

  it('may begin with a byte order mark', () => {
    const file = join(folder, 'bom.toml');
    writeFileSync(file, '\uFEFFlevel = 7\n');
    expect(readTomlConfig(file, schema).level).toBe(7);
  });
});

describe('positions', () => {
  it('of what is not written down are those of the nearest thing above', () => {
    const positions = new TomlPositions('x = 1\n[a.b]\nc = [[1, 2], { d = 3 }]\n');
    expect(positions.find(['a', 'b', 'zz'])).toEqual({ line: 2, column: 1 });
    expect(positions.find(['a', 'b', 'c', 0, 1])).toEqual({ line: 3, column: 10 });
    expect(positions.find(['a', 'b', 'c', 1, 'd'])).toEqual({ line: 3, column: 16 });
    expect(positions.find(['nothing'])).toEqual({ line: 1, column: 1 });
  });
});

describe('addresses and paths', () => {
  it.each([
    ['10.20.0.5:7443', { host: '10.20.0.5', port: 7443 }],
    ['backup.example:1', { host: 'backup.example', port: 1 }],
    ['[fd00::5]:7443', { host: 'fd00::5', port: 7443 }],
    ['fd00::5:7443', undefined],
    ['[10.0.0.1]:1', undefined],
    ['10.20.0.500:7443', undefined],
    ['backup.example', undefined],
    ['backup:0', undefined],
    ['backup:65536', undefined],
    ['https://backup:443', undefined],
    [':7443', undefined],
    ['a b:1', undefined],
  ])('%s is read as %j', (text, address) => {
    expect(parseHostPort(text)).toEqual(address);
  });

  it('a listener may leave the port to the system', () => {
    expect(parseHostPort('127.0.0.1:0', 0)).toEqual({ host: '127.0.0.1', port: 0 });
  });

  it.each([
    ['10.20.0.0/24', true, false],
    ['fd00::/8', true, false],
    ['10.20.0.0/33', false, false],
    ['10.20.0/24', false, false],
    ['10.20.0.0', false, false],
    ['eth1', false, true],
    ['enp3s0f1.100', false, true],
    ['an-interface-of-too-many', false, false],
  ])('%s is a network: %s, an interface: %s', (text, cidr, name) => {
    expect([isCidr(text), isInterfaceName(text)]).toEqual([cidr, name]);
  });

  it.each([
    ['/', '/'],
    ['//srv/./data//', '/srv/data'],
    ['/srv/..data', '/srv/..data'],
    ['/srv/../etc', undefined],
    ['srv', undefined],
    ['', undefined],
    ['/a\0b', undefined],
  ])('%j has the normal form %j', (path, normal) => {
    expect(normalPath(path)).toBe(normal);
  });

  it('a path lies within itself and what is above it, not within its namesakes', () => {
    expect([isWithin('/a/b', '/a'), isWithin('/a', '/a'), isWithin('/a', '/'), isWithin('/ab', '/a'), isWithin('/', '/a')]).toEqual([true, true, true, false, false]);
  });
});
