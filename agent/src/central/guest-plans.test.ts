import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { isWithin } from '@stillpoint/proto/text/normal-path.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { parseAgentConfig } from '../config/agent-config-file.ts';
import type { AgentConfig, FilesSourceConfig, SqliteSourceConfig } from '../config/agent-config.ts';
import { describePlan } from '../run/plan-definition.ts';
import { findNamedPaths } from '../source/files/named-paths.ts';
import { findSqlitePaths } from '../source/sqlite/sqlite-paths.ts';
import { keepSentPlans, readSentPlans } from './central-plan-file.ts';
import { judgePlans, readGuestPlans, refusalText } from './guest-plans.ts';

let folder = '';

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'stillpoint-central-')));
  for (const name of ['srv/app', 'secret', 'state']) mkdirSync(join(folder, name), { recursive: true });
  for (const name of ['srv/app/shop.db', 'secret/keys.db', 'state/agent.json']) writeFileSync(join(folder, name), '');
  symlinkSync(join(folder, 'secret'), join(folder, 'srv/leak'));
  symlinkSync('../secret/keys.db', join(folder, 'srv/keys.db'));
  symlinkSync(join(folder, 'srv'), join(folder, 'link-to-srv'));
  symlinkSync(join(folder, 'state'), join(folder, 'srv/own'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function configWith(text: string, head = 'plans = "central"'): AgentConfig {
  return parseAgentConfig(`${head}\nstate_dir = "${folder}/state"\n${text}`, 'agent.toml');
}

function judged(text: string, ...source: readonly object[]): string[] {
  const { config, refusals } = judgePlans(configWith(text), [{ name: 'web', revision: 7, definition: JSON.stringify({ name: 'web', source }) }]);
  expect(config.plans.length + Number(refusals.length > 0)).toBe(1);
  return refusals.map(refusalText);
}

const allow = (...paths: readonly string[]): string => `[allow]\nread = ${JSON.stringify(paths)}`;
const files = (...paths: readonly string[]): object => ({ kind: 'files', paths });

describe('a plan of the collector', () => {
  it('is in force when [allow] covers it, and says which revision it is', () => {
    const config = configWith(allow('/etc', '/srv'));
    const { config: effective } = judgePlans(config, [{ name: 'web', revision: 7, definition: JSON.stringify({ name: 'web', schedule: '0 1 * * *', source: [files('/srv//www', '/etc/nginx')] }) }]);
    expect(effective.plans).toMatchObject([{ name: 'web', schedule: '0 1 * * *', central: { revision: 7 }, sources: [{ paths: ['/srv/www', '/etc/nginx'], confinement: { within: ['/etc', '/srv'] } }] }]);
    expect(JSON.parse(describePlan(effective.plans[0]!))).toMatchObject({ name: 'web', central: { revision: 7 } });
  });

  it('is nothing that a guest with its own plans would run', () => {
    keepSentPlans(join(folder, 'state'), [{ name: 'web', revision: 7, definition: JSON.stringify({ name: 'web', source: [files('/')] }) }]);
    expect(readGuestPlans(configWith(allow('/'), '')).config.plans).toEqual([]);
    expect(readGuestPlans(configWith(allow('/'))).config.plans).toHaveLength(1);
  });

  it('may read nothing unless agent.toml says so', () => {
    expect(judged('', files('/srv'))).toEqual(['plan web, source files: paths: /srv is not below anything that [allow] read of agent.toml names']);
  });

  it('is refused by the names of source and key', () => {
    expect(judged(allow('/srv'), { ...files('/srv', '/etc'), name: 'www' }, { kind: 'redis' })).toEqual([
      'plan web, source www: paths: /etc is not below anything that [allow] read of agent.toml names',
      'plan web, source redis: kind: redis is a database, and [allow] of agent.toml does not have databases = true',
    ]);
    expect(judged(allow('/srv'), { ...files('/srv'), require_mounts: ['/mnt'] })).toEqual([expect.stringContaining('require_mounts: /mnt is not below')]);
    expect(judged(allow('/srv'), { kind: 'command', command: ['id'] })).toEqual(['plan web, source command: kind: commands stand in agent.toml of the guest and nowhere else']);
  });

  it.each(['postgres', 'mariadb', 'mysql', 'redis'])('may take a %s only with databases = true', (kind) => {
    expect(judged(allow('/'), { kind })).toHaveLength(1);
    expect(judged(`${allow()}\ndatabases = true`, { kind })).toEqual([]);
  });

  it('may take an SQLite database only with databases = true and below what may be read', () => {
    const database = (path: string): object => ({ kind: 'sqlite', paths: [path] });
    const permitted = `${allow(`${folder}/srv`)}\ndatabases = true`;
    expect(judged(allow('/'), database('/srv/a.db'))).toHaveLength(1);
    expect(judged(permitted, database(`${folder}/srv/app/*.db`))).toEqual([]);
    expect(judged(permitted, database(`${folder}/*/app/shop.db`))).toEqual([expect.stringContaining('is not below anything')]);
    expect(judged(permitted, database(`${folder}/srv/keys.db`))).toEqual([expect.stringContaining(`leads to ${folder}/secret/keys.db`)]);
    expect(judged(permitted, database(`${folder}/srv/leak/*.db`))).toEqual([expect.stringContaining(`leads to ${folder}/secret`)]);
    expect(judged(permitted, database(`${folder}/srv/app\\x2f..\\x2f..\\x2fsecret/keys.db`))).not.toEqual([]);
    expect(judged(permitted, database(`${folder}/srv/[a]pp/x\\x2f..\\x2f..\\x2f..\\x2fsecret\\x2fkeys.db`))).not.toEqual([]);
  });

  it('cannot be led out by links on the guest, nor into the state of the agent', () => {
    const permitted = allow(`${folder}/srv`);
    expect(judged(permitted, files(`${folder}/srv/leak/x`))).toEqual([expect.stringContaining(`leads to ${folder}/secret/x`)]);
    // The link itself is what is backed up.
    expect(judged(permitted, files(`${folder}/srv/leak`))).toEqual([]);
    // A link that may be read permits nothing of where it leads.
    expect(judged(allow(`${folder}/link-to-srv`), files(`${folder}/link-to-srv/app`))).toEqual([expect.stringContaining(`leads to ${folder}/srv/app`)]);
    expect(judged(allow('/'), files(`${folder}/state/agent.json`))).toEqual([expect.stringContaining('belongs to the agent itself')]);
    expect(judged(allow('/'), files(`${folder}/srv/own/agent.json`))).toEqual([expect.stringContaining('belongs to the agent itself')]);
    expect(judged(allow('/'), files('/srv/../etc'))).toEqual([expect.stringContaining('expected an absolute path without ".."')]);
  });

  it('cannot name what the kernel shows, unless that is permitted in so many words', () => {
    for (const path of ['/proc', '/proc/kcore', '/proc/self/environ', '/sys/kernel']) {
      expect(judged(allow('/'), files(path))).toEqual([expect.stringMatching(/is the kernel's view and no file$/u)]);
      expect(judged(allow('/proc', '/sys'), files(path))).toEqual([]);
    }
    for (const path of ['/', '/dev/shm', '/etc']) expect(judged(allow('/'), files(path))).toEqual([]);
  });

  it('cannot name the key, nor the state of the agent by the place where that really is', () => {
    for (const name of ['keys', 'disk/state']) mkdirSync(join(folder, name), { recursive: true });
    for (const name of ['keys/guest.key', 'disk/state/agent.json']) writeFileSync(join(folder, name), '');
    symlinkSync(join(folder, 'disk'), join(folder, 'link-to-disk'));
    const config = parseAgentConfig(`plans = "central"\nstate_dir = "${folder}/link-to-disk/state"\nencryption_key_file = "${folder}/keys/guest.key"\n${allow('/')}\ndatabases = true`, 'agent.toml');
    const refused = (source: object): string[] => judgePlans(config, [{ name: 'web', revision: 1, definition: JSON.stringify({ name: 'web', source: [source] }) }]).refusals.map(refusalText);
    for (const path of ['keys/guest.key', 'disk/state', 'disk/state/agent.json', 'link-to-disk/state/agent.json']) {
      expect(refused(files(`${folder}/${path}`))).toEqual([expect.stringContaining('belongs to the agent itself')]);
      expect(refused({ kind: 'sqlite', paths: [`${folder}/${path}`] })).toEqual([expect.stringContaining('belongs to the agent itself')]);
    }
    expect(refused(files(`${folder}/keys`))).toEqual([]);
  });

  it('tells facts about the whole guest only when it may read all of it', () => {
    const system = (text: string): string[] => judgePlans(configWith(text), [{ name: 'web', revision: 1, definition: JSON.stringify({ name: 'web', system: true, source: [files('/srv')] }) }]).refusals.map(refusalText);
    expect(system(allow('/srv'))).toEqual(['plan web, system: facts about the whole guest are only for plans that may read "/"']);
    expect(system(allow('/'))).toEqual([]);
  });

  it('does not take the place of one of agent.toml, nor go under another name', () => {
    const sent = [{ name: 'web', revision: 1, definition: JSON.stringify({ name: 'web', source: [files('/srv')] }) }];
    const { config, refusals } = judgePlans(configWith(`[[plan]]\nname = "web"\nsource = [{ kind = "files", paths = ["/etc"] }]\n${allow('/')}`), sent);
    expect(config.plans).toMatchObject([{ name: 'web', sources: [{ paths: ['/etc'] }] }]);
    expect(refusals).toMatchObject([{ plan: 'web', field: 'name' }]);
    expect(judgePlans(configWith(allow('/')), [{ ...sent[0]!, name: 'other' }]).refusals).toMatchObject([{ plan: 'other', field: 'name' }]);
  });

  it('that is refused keeps no other from running', () => {
    const sent = ['a', 'b', 'c'].map((name, index) => ({ name, revision: index + 1, definition: JSON.stringify({ name, source: [files(name === 'b' ? '/etc' : '/srv')] }) }));
    const { config, refusals } = judgePlans(configWith(allow('/srv')), sent);
    expect([config.plans.map(({ name }) => name), refusals.map(({ plan }) => plan)]).toEqual([['a', 'c'], ['b']]);
  });

  it('never has a path outside what may be read, whatever is sent', () => {
    const name = fc.constantFrom('srv', 'app', 'leak', 'own', 'secret', 'state', 'link-to-srv', '..', '.', '', 'x', 'srv2', 'keys.db', '\\x2e\\x2e', 'a\\x2f..', '*', '[s]ecret');
    const path = fc.array(name, { maxLength: 6 }).map((names) => `${folder}/${names.join('/')}`);
    const root = fc.constantFrom('srv', 'srv/app', 'link-to-srv', 'none').map((one) => `${folder}/${one}`);
    const source = fc.oneof(
      fc.record({ kind: fc.constant('files'), paths: fc.array(path, { minLength: 1, maxLength: 3 }) }),
      fc.record({ kind: fc.constant('sqlite'), paths: fc.array(path, { minLength: 1, maxLength: 3 }) }),
    );
    fc.assert(
      fc.property(fc.array(root, { maxLength: 2 }), source, (roots, one) => {
        const { config } = judgePlans(configWith(`${allow(...roots)}\ndatabases = true`), [{ name: 'web', revision: 1, definition: JSON.stringify({ name: 'web', source: [one] }) }]);
        for (const taken of config.plans.flatMap(({ sources }) => sources)) {
          const { paths, confinement } = taken as FilesSourceConfig | SqliteSourceConfig;
          const read = taken.kind === 'files' ? findNamedPaths(paths, confinement).found : findSqlitePaths(paths, confinement).found.map((file) => realpathSync(file));
          for (const found of read) expect([found, roots.some((permitted) => isWithin(found, permitted)) && !isWithin(found, `${folder}/state`)]).toEqual([found, true]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is kept out at the time of the run, too, when a link has changed since', () => {
    const { config } = judgePlans(configWith(`${allow(`${folder}/srv`)}\ndatabases = true`), [
      { name: 'web', revision: 1, definition: JSON.stringify({ name: 'web', source: [files(`${folder}/srv/later/x`), { kind: 'sqlite', paths: [`${folder}/srv/later/*.db`] }] }) },
    ]);
    const [tree, database] = config.plans[0]?.sources as [FilesSourceConfig, SqliteSourceConfig];
    writeFileSync(join(folder, 'secret/x'), '');
    symlinkSync(join(folder, 'secret'), join(folder, 'srv/later'));
    expect(findNamedPaths(tree.paths, tree.confinement)).toMatchObject({ found: [], missing: [{ reason: expect.stringContaining('[allow] read') as string }] });
    expect(findSqlitePaths(database.paths, database.confinement)).toMatchObject({ found: [], missing: [{ reason: expect.stringContaining('is not below') as string }] });
    rmSync(join(folder, 'srv/later'));
  });
});

describe('the plans that were sent', () => {
  it('are kept until others are, and the same again are no news', () => {
    const state = join(folder, 'state');
    const plans = [{ name: 'a', revision: 3, definition: '{}' }];
    expect([keepSentPlans(state, plans), keepSentPlans(state, plans), readSentPlans(state)]).toEqual([true, false, plans]);
    writeFileSync(join(state, 'central-plans.json'), 'x');
    expect(() => readSentPlans(state)).toThrow(expect.objectContaining({ code: 'STATE_INVALID' }) as Error);
    expect(keepSentPlans(state, [])).toBe(true);
    expect(readSentPlans(state)).toEqual([]);
  });

  it.each([
    ['a name that is a path', [{ name: '../x', revision: 1, definition: '{}' }]],
    ['no revision', [{ name: 'x', revision: 0, definition: '{}' }]],
    ['a definition without bounds', [{ name: 'x', revision: 1, definition: ' '.repeat(40_000) }]],
    ['too many of them', Array.from({ length: 65 }, (_, index) => ({ name: `p${String(index)}`, revision: 1, definition: '{}' }))],
  ])('are refused for %s', (_, plans) => {
    expect(() => keepSentPlans(join(folder, 'state'), plans)).toThrow(expect.objectContaining({ code: 'PROTOCOL_VIOLATION' }) as Error);
  });
});
