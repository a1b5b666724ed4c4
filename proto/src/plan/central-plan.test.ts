import { describe, expect, it } from 'vitest';

import { parseTomlConfig } from '../config/toml-config.ts';
import { StillpointError } from '../errors.ts';
import { findForbiddenKeys, parseDefinition, planFileSchema, writtenPlansSchema } from './central-plan.ts';

const files = { kind: 'files', paths: ['/srv'] };

function faultsOf(table: unknown): string[] {
  const read = parseDefinition(JSON.stringify(table));
  return 'faults' in read ? read.faults.map(({ source, field, reason }) => `${source}|${field}|${reason}`) : [];
}

function plan(keys: object, ...source: readonly object[]): object {
  return { name: 'daily', ...keys, source: source.length === 0 ? [files] : source };
}

const own = 'only agent.toml of the guest may say this';
const commands = 'commands stand in agent.toml of the guest and nowhere else';

describe('a plan that the collector defines', () => {
  it('may have everything that chooses what is taken, and when', () => {
    const table = plan(
      { schedule: '30 1 * * *', system: true, quiesce: { snapshot: 'btrfs' } },
      { ...files, name: 'srv', exclude: ['*.tmp'], include: ['*.db'], filesystems: 'one', require_mounts: ['/srv'], default_excludes: false, cachedir_tag: false },
      { kind: 'sqlite', paths: ['/srv/*.db'], timeout: '1h', lock_timeout: '5s', check: false },
      { kind: 'postgres', port: 5433, databases: ['shop'], exclude_tables: ['a'], exclude_table_data: ['b'], schema_only: true, quiesce: true, timeout: '1h' },
      { kind: 'mariadb', exclude_databases: ['scratch'], quiesce: true },
      { kind: 'mysql', method: 'physical' },
      { kind: 'redis', port: 6380, timeout: '1h' },
    );
    expect(faultsOf(table)).toEqual([]);
  });

  it.each([
    ['quiesce.pre', { quiesce: { pre: ['/bin/sh'] } }, commands],
    ['quiesce.post', { quiesce: { post: ['/bin/sh'] } }, commands],
    ['quiesce.external', { quiesce: { external: { create: ['/bin/sh'], remove: ['/bin/sh'] } } }, commands],
    ['quiesce.snapshot', { quiesce: { snapshot: 'external' } }, commands],
    ['quiesce.freeze_deadline', { quiesce: { freeze_deadline: '300s' } }, own],
    ['quiesce.hook_timeout', { quiesce: { hook_timeout: '1s' } }, own],
    ['quiesce.lvm_size', { quiesce: { lvm_size: '100%' } }, own],
    ['grant', { grant: ['all'] }, own],
    ['central', { central: { revision: 1 } }, own],
  ])('is refused for %s', (field, keys, reason) => {
    expect(faultsOf(plan(keys))).toContain(`|${field}|${reason}`);
  });

  it.each([
    ['command', 'kind', { command: ['/bin/sh'] }, commands],
    ['sqlite', 'staging_dir', { paths: ['/a.db'], staging_dir: '/etc' }, own],
    ['postgres', 'host', { host: 'attacker.example' }, own],
    ['postgres', 'user', { user: 'root' }, own],
    ['postgres', 'run_as', { run_as: 'root' }, own],
    ['postgres', 'service', { service: 'x' }, own],
    ['postgres', 'service_file', { service: 'x', service_file: '/tmp/x' }, own],
    ['postgres', 'password_file', { password_file: '/etc/shadow' }, own],
    ['postgres', 'bin_dir', { bin_dir: '/tmp' }, own],
    ...['mariadb', 'mysql'].flatMap((kind): [string, string, object, string][] => [
      [kind, 'host', { host: 'attacker.example' }, own],
      [kind, 'port', { port: 1 }, own],
      [kind, 'user', { user: 'root' }, own],
      [kind, 'run_as', { run_as: 'root' }, own],
      [kind, 'defaults_file', { defaults_file: '/etc/shadow' }, own],
      [kind, 'lock_tables', { lock_tables: true }, own],
      [kind, 'bin_dir', { bin_dir: '/tmp' }, own],
    ]),
    ['redis', 'host', { host: '/tmp/socket' }, own],
    ['redis', 'user', { user: 'x' }, own],
    ['redis', 'password_file', { password_file: '/etc/shadow' }, own],
    ['files', 'confinement', { paths: ['/'], confinement: { within: ['/'], except: [] } }, own],
    ['volume', 'device', { device: '/dev/sda' }, own],
  ])('is refused for a source of kind %s with %s', (kind, field, keys, reason) => {
    expect(faultsOf(plan({}, { kind, ...keys }))).toContain(`${kind}|${field}|${reason}`);
  });

  it('is refused for keys that JSON can have and TOML cannot', () => {
    const read = parseDefinition('{"name":"daily","__proto__":{"x":1},"source":[{"kind":"files","paths":["/"],"constructor":1}]}');
    expect('faults' in read ? read.faults.map(({ field }) => field) : []).toEqual(['__proto__', 'constructor']);
  });

  it('is held to the same rules as one of agent.toml', () => {
    expect(faultsOf(plan({ schedule: 'often' }, { kind: 'files', name: 'web', paths: ['srv'] }))).toEqual([
      expect.stringMatching(/^\|schedule\|expected a cron expression/u),
      'web|paths.0|expected an absolute path without ".."',
    ]);
  });

  it.each(['', 'no json', 'null', '[]', '7', '{}'])('that is %j is refused', (definition) => {
    expect('faults' in parseDefinition(definition)).toBe(true);
  });

  it('that nobody has written is none', () => {
    expect(findForbiddenKeys(undefined)).toEqual([]);
  });
});

describe('a file with plans', () => {
  const read = (text: string): unknown => {
    parseTomlConfig(text, 'web.toml', planFileSchema);
    return parseTomlConfig(text, 'web.toml', writtenPlansSchema);
  };
  const errorsOf = (text: string): string[] => {
    try {
      read(text);
      return [];
    } catch (error) {
      if (error instanceof StillpointError) return error.message.split('\n');
      throw error;
    }
  };

  it('gives each plan as it was written', () => {
    expect(read('[[plan]]\nname = "web"\n[[plan.source]]\nkind = "files"\npaths = ["/srv"]\n')).toEqual([{ name: 'web', definition: '{"name":"web","source":[{"kind":"files","paths":["/srv"]}]}' }]);
  });

  it('names the place of everything that is wrong', () => {
    expect(errorsOf('[[plan]]\nname = "web"\n[plan.quiesce]\npre = ["/bin/true"]\n[[plan.source]]\nkind = "command"\ncommand = ["x"]\n')).toEqual([
      `web.toml:4:1: plan[0].quiesce.pre: ${commands}; a plan for many guests cannot have it`,
      `web.toml:6:1: plan[0].source[0].kind: ${commands}; a plan for many guests cannot have it`,
    ]);
    expect(errorsOf('state_dir = "/x"\n[[plan]]\nname = "web"\nsource = [{ kind = "files", paths = ["x"] }]')[0]).toMatch(/^web\.toml:1:1: state_dir: unknown key/u);
    expect(errorsOf('')).toEqual([expect.stringContaining('plan: expected a list')]);
    expect(errorsOf('[[plan]]\nname = "a"\nsource = [{ kind = "files", paths = ["/"] }]\n[[plan]]\nname = "a"\nsource = [{ kind = "files", paths = ["/"] }]')).toEqual([
      'web.toml:5:1: plan[1].name: "a" is there already; two plans need different names',
    ]);
  });
});
