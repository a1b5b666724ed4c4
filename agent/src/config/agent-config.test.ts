import { StillpointError } from '@stillpoint/proto/errors.ts';
import { describe, expect, it } from 'vitest';
import { agentConfigFile, parseAgentConfig, readAgentConfig } from './agent-config-file.ts';
import { defaultConfigText } from './default-config.ts';
import { defaultQuiesce } from '@stillpoint/proto/plan/quiesce-schema.ts';

const source = { kind: 'files', name: 'files', exclude: [], include: undefined, filesystems: 'local', requireMounts: [], defaultExcludes: true, cachedirTag: true };

function planWith(lines: string): string {
  return `[[plan]]\nname = "daily"\n[[plan.source]]\n${lines}`;
}

function errorsOf(text: string): string[] {
  try {
    parseAgentConfig(text, 'agent.toml');
  } catch (error) {
    if (error instanceof StillpointError && error.code === 'CONFIG_INVALID') return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('agent.toml', () => {
  it('may be empty: everything has a default', () => {
    expect(parseAgentConfig('', 'agent.toml')).toEqual({
      stateDirectory: '/var/lib/stillpoint-agent',
      collector: { addresses: [], segment: undefined },
      upload: { zstdLevel: 1, reconnectMs: 600_000 },
      restore: { allow: [], special: false },
      encryption: { byAgent: false, keyFile: '/var/lib/stillpoint-agent/encryption.key' },
      log: { level: 'info' },
      planOrigin: 'local',
      allow: { read: [], databases: false },
      plans: [],
    });
  });

  it('gives back every key that it knows', () => {
    const text = `
      state_dir = "/srv//stillpoint/"
      encryption = "agent"
      encryption_key_file = "/srv//keys/agent.key"
      plans = "central"
      [collector]
      address = ["10.20.0.5:7443", "[fd00::5]:7443"]
      segment = "10.20.0.0/24"
      [upload]
      zstd_level = 3
      [restore]
      allow = ["/var/restore"]
      special = true
      [allow]
      read = ["/srv//data/", '/srv/\\x95\\x5c']
      databases = true
      [log]
      level = "debug"
      [[plan]]
      name = "daily"
      schedule = "30 1 * * *"
      system = true
      [plan.quiesce]
      snapshot = "none"
      [[plan.source]]
      kind = "files"
      paths = ["/srv/data/", '/srv/\\x95\\x5c', "/srv/日報"]
      exclude = ["*.tmp", '!\\x95\\x5c.tmp']
      include = ["*.db"]
      filesystems = "one"
      require_mounts = ["/data"]
      default_excludes = false
      cachedir_tag = false
      [[plan.source]]
      kind = "files"
      name = "etc"
      paths = ["/etc"]
      [[plan]]
      name = "hourly"
      source = [{ kind = "files", paths = ["/var/spool"] }]`;
    expect(parseAgentConfig(text, 'agent.toml')).toEqual({
      stateDirectory: '/srv/stillpoint',
      collector: { addresses: ['10.20.0.5:7443', '[fd00::5]:7443'], segment: '10.20.0.0/24' },
      upload: { zstdLevel: 3, reconnectMs: 600_000 },
      restore: { allow: ['/var/restore'], special: true },
      encryption: { byAgent: true, keyFile: '/srv/keys/agent.key' },
      log: { level: 'debug' },
      planOrigin: 'central',
      allow: { read: ['/srv/data', '/srv/\x95\\'], databases: true },
      plans: [
        {
          name: 'daily',
          schedule: '30 1 * * *',
          quiesce: { ...defaultQuiesce, snapshot: 'none' },
          sources: [
            {
              kind: 'files',
              name: 'files',
              paths: ['/srv/data', '/srv/\x95\\', `/srv/${Buffer.from('日報').toString('latin1')}`],
              exclude: ['*.tmp', '!\\x95\\x5c.tmp'],
              include: ['*.db'],
              filesystems: 'one',
              requireMounts: ['/data'],
              defaultExcludes: false,
              cachedirTag: false,
            },
            { ...source, name: 'etc', paths: ['/etc'] },
          ],
          system: true,
        },
        { name: 'hourly', schedule: undefined, quiesce: defaultQuiesce, sources: [{ ...source, paths: ['/var/spool'] }], system: false },
      ],
    });
  });

  it('takes one address without a list', () => {
    expect(parseAgentConfig('[collector]\naddress = "backup:7443"', 'agent.toml').collector.addresses).toEqual(['backup:7443']);
  });

  it.each<[string, string, readonly string[]]>([
    ['relative state directory', 'state_dir = "state"', ['agent.toml:1:1: state_dir: expected an absolute path without "..", found "state"']],
    ['address without a port', '[collector]\naddress = "10.0.0.1"', ['agent.toml:2:1: collector.address: expected HOST:PORT or [IPV6]:PORT with a port from 1 to 65535, found "10.0.0.1"']],
    ['second address', '[collector]\naddress = ["a:1", "b:0"]', ['agent.toml:2:19: collector.address[1]: expected HOST:PORT or [IPV6]:PORT with a port from 1 to 65535, found "b:0"']],
    ['address of a wrong type', '[collector]\naddress = 7443', ['agent.toml:2:1: collector.address: expected HOST:PORT or a list of them, found 7443']],
    [
      'segment that is a bare address',
      '[collector]\nsegment = "10.20.0.0"',
      ['agent.toml:2:1: collector.segment: expected a network as ADDRESS/BITS ("10.20.0.0/24") or the name of a network interface ("eth1"), found "10.20.0.0"'],
    ],
    ['zstd level', '[upload]\nzstd_level = 22', ['agent.toml:2:1: upload.zstd_level: expected a number of at most 19, found 22']],
    ['mistyped table', '[colector]\naddress = "a:1"', ['agent.toml:1:1: colector: unknown key; did you mean "collector"?']],
    ['schedule that cannot be', '[[plan]]\nname = "a"\nschedule = "61 1 * * *"\n[[plan.source]]\nkind = "files"\npaths = ["/"]', ['agent.toml:3:1: plan[0].schedule: expected a cron expression such as "30 1 * * *": "61 1 * * *" is no schedule: CronPattern: Invalid value for minute: 61, found "61 1 * * *"']],
    ['plan without a source', '[[plan]]\nname = "a"\nsource = []', ['agent.toml:3:1: plan[0].source: expected at least one [[plan.source]], found an empty list']],
    [
      'name of a plan',
      '[[plan]]\nname = "Daily!"\n[[plan.source]]\nkind = "files"\npaths = ["/"]',
      ['agent.toml:2:1: plan[0].name: expected a name of at most 63 lower-case letters, digits, ".", "_" and "-" that begins with a letter or digit, found "Daily!"'],
    ],
    [
      'two plans of one name',
      `${planWith('kind = "files"\npaths = ["/"]\n')}${planWith('kind = "files"\npaths = ["/"]')}`,
      ['agent.toml:7:1: plan[1].name: "daily" is there already; two plans need different names'],
    ],
    [
      'two sources of one name',
      planWith('kind = "files"\npaths = ["/etc"]\n[[plan.source]]\nkind = "files"\nname = "files"\npaths = ["/srv"]'),
      ['agent.toml:8:1: plan[0].source[1].name: "files" is there already; two sources of a plan need different names, since their archives are named after them'],
    ],
    [
      'two sources of one default name, where the second begins',
      planWith('kind = "files"\npaths = ["/etc"]\n[[plan.source]]\nkind = "files"\npaths = ["/srv"]'),
      ['agent.toml:6:1: plan[0].source[1].name: "files" is there already; two sources of a plan need different names, since their archives are named after them'],
    ],
    ['kind of a later release', planWith('kind = "volume"\ndevice = "/dev/sda"'), ['agent.toml:4:1: plan[0].source[0].kind: "volume" is not in this release; use "files", "command", "postgres", "mariadb", "mysql", "sqlite" or "redis"']],
    ['mistyped kind', planWith('kind = "file"\npaths = ["/"]'), ['agent.toml:4:1: plan[0].source[0].kind: expected "files", "command", "postgres", "mariadb", "mysql", "sqlite" or "redis", found "file"']],
    ['mistyped kind of a later release', planWith('kind = "volumes"\npaths = ["/"]'), ['agent.toml:4:1: plan[0].source[0].kind: expected "files", "command", "postgres", "mariadb", "mysql", "sqlite" or "redis" ("volume" is not in this release), found "volumes"']],
    ['missing kind', planWith('paths = ["/"]'), ['agent.toml:3:1: plan[0].source[0].kind: expected a string, but the key is missing']],
    ['time limit that no timer can wait for', planWith('kind = "command"\ncommand = ["true"]\ntimeout = "30d"'), ['agent.toml:6:1: plan[0].source[0].timeout: expected a span of time such as "90s", "30m" or "2h", at most "24d", found "30d"']],
    ['no paths', planWith('kind = "files"\npaths = []'), ['agent.toml:5:1: plan[0].source[0].paths: expected at least one path, found an empty list']],
    ['relative path', planWith('kind = "files"\npaths = ["/etc", "srv"]'), ['agent.toml:5:18: plan[0].source[0].paths[1]: expected an absolute path without "..", found "srv"']],
    [
      'backslash in a path',
      planWith("kind = \"files\"\npaths = ['/srv/\\n']"),
      ['agent.toml:5:10: plan[0].source[0].paths[0]: "\\n" in "/srv/\\n" is no escape: after a backslash only xNN with two hexadecimal digits may stand (write a backslash itself as \\x5c)'],
    ],
    ['path given twice', planWith('kind = "files"\npaths = ["/etc", "/etc/"]'), ['agent.toml:5:18: plan[0].source[0].paths[1]: /etc is there already']],
    ['path below another', planWith('kind = "files"\npaths = ["/srv/a/b", "/srv"]'), ['agent.toml:5:10: plan[0].source[0].paths[0]: /srv/a/b lies below /srv, which is there already']],
    [
      'wrong pattern',
      planWith('kind = "files"\npaths = ["/"]\nexclude = [\n  "*.tmp",\n  "[a",\n]'),
      ['agent.toml:8:3: plan[0].source[0].exclude[1]: pattern "[a" has a [ without its ] (write \\[ for the character itself)'],
    ],
    [
      'empty include',
      planWith('kind = "files"\npaths = ["/"]\ninclude = []'),
      ['agent.toml:6:1: plan[0].source[0].include: expected at least one pattern; leave the key out to take everything, found an empty list'],
    ],
    ['filesystems', planWith('kind = "files"\npaths = ["/"]\nfilesystems = "most"'), ['agent.toml:6:1: plan[0].source[0].filesystems: expected "local", "one" or "all", found "most"']],
    ['log level', '[log]\nlevel = "loud"', ['agent.toml:2:1: log.level: expected "fatal", "error", "warn", "info", "debug", "trace" or "silent", found "loud"']],
  ])('refuses a mistake in the file and says where: %s', (_, text, errors) => {
    expect(errorsOf(text)).toEqual(errors);
  });

  it('that does not exist says how to get one', () => {
    expect(() => readAgentConfig('/nonexistent/agent.toml')).toThrow(
      expect.objectContaining({ code: 'CONFIG_MISSING', hint: expect.stringContaining('stillpoint-agent enroll') as string }),
    );
  });

  it('is found by option, then environment, then the usual place', () => {
    expect(agentConfigFile('/a', { STILLPOINT_AGENT_CONFIG: '/b' })).toBe('/a');
    expect(agentConfigFile(undefined, { STILLPOINT_AGENT_CONFIG: '/b' })).toBe('/b');
    expect(agentConfigFile(undefined, { STILLPOINT_AGENT_CONFIG: '' })).toBe('/etc/stillpoint/agent.toml');
    expect(agentConfigFile(undefined, {})).toBe('/etc/stillpoint/agent.toml');
  });
});

describe('the configuration that enrolment writes', () => {
  it('backs up the whole guest every night', () => {
    const config = parseAgentConfig(defaultConfigText({ collectorAddress: '10.20.0.5:7443' }), 'agent.toml');
    expect(config.collector).toEqual({ addresses: ['10.20.0.5:7443'], segment: undefined });
    expect(config.stateDirectory).toBe('/var/lib/stillpoint-agent');
    expect(config.plans).toEqual([{ name: 'daily', schedule: '30 1 * * *', quiesce: defaultQuiesce, sources: [{ ...source, paths: ['/'] }], system: true }]);
  });

  it('holds a state directory of any name', () => {
    const stateDirectory = '/srv/a "b" \\ 表\x7f';
    expect(parseAgentConfig(defaultConfigText({ collectorAddress: 'a:1', stateDirectory }), 'agent.toml').stateDirectory).toBe(stateDirectory);
  });

  it('still parses when its examples are switched on', () => {
    const text = defaultConfigText({ collectorAddress: 'a:1' }).replaceAll(/^# (?=(segment|include|require_mounts) =)/gm, '');
    const config = parseAgentConfig(text, 'agent.toml');
    expect(config.collector.segment).toBe('10.20.0.0/24');
    expect(config.plans[0]?.sources[0]).toMatchObject({ include: ['/etc', '*.conf'], requireMounts: ['/data'] });
  });
});
