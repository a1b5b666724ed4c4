import { describe, expect, it } from 'vitest';
import { defaultExcludes } from './default-excludes.ts';
import { agentStateMarkerText } from './directory-marker.ts';
import { Selection, type SelectionOptions } from './selection.ts';

/** Verdicts of a walk over `tree` (absolute paths, a slash at the end marks directories) from the source's paths: what is kept, and what left each other entry out. */
function walk(options: SelectionOptions, tree: readonly string[]): { readonly kept: string[]; readonly left: Record<string, string> } {
  const selection = Selection.create(options);
  const kept: string[] = [];
  const left: Record<string, string> = {};
  const visit = (directory: string, level: ReturnType<Selection['enter']>): number => {
    let keptHere = 0;
    for (const path of tree) {
      const name = path.replace(/\/$/, '').slice(directory.length);
      if (!path.startsWith(directory) || name === '' || name.includes('/')) continue;
      const verdict = level.verdict(name, path.endsWith('/'));
      if (typeof verdict === 'object') {
        left[path] = `${verdict.origin}: ${verdict.excludedBy}`;
        continue;
      }
      const below = path.endsWith('/') ? visit(path, level.enter(name)) : 0;
      if (verdict === 'descend' && below === 0) continue;
      kept.push(path);
      keptHere += 1 + below;
    }
    return keptHere;
  };
  for (const path of options.paths) visit(path === '/' ? '/' : `${path}/`, selection.enter(path));
  return { kept: kept.sort(), left };
}

describe('a selection', () => {
  it('takes everything below its paths when nothing else is said', () => {
    expect(walk({ paths: ['/srv'] }, ['/srv/', '/srv/a', '/srv/b/', '/srv/b/c', '/etc/', '/etc/x'])).toEqual({ kept: ['/srv/a', '/srv/b/', '/srv/b/c'], left: {} });
  });

  it('names the pattern that left an entry out, and asks nothing about what lies below', () => {
    expect(walk({ paths: ['/'], exclude: ['/var/cache', '*.tmp', '!keep.tmp'] }, ['/var/', '/var/cache/', '/var/cache/keep.tmp', '/var/a.tmp', '/var/keep.tmp'])).toEqual({
      kept: ['/var/', '/var/keep.tmp'],
      left: { '/var/cache/': 'exclude: /var/cache', '/var/a.tmp': 'exclude: *.tmp' },
    });
  });

  it('anchors patterns at the root of the filesystem, wherever its paths lie', () => {
    expect(walk({ paths: ['/srv/data'], exclude: ['/srv/data/old', '/old'] }, ['/srv/data/', '/srv/data/old', '/srv/data/new']).kept).toEqual(['/srv/data/new']);
  });

  it('takes a path that it names although patterns exclude it or what is above it', () => {
    expect(walk({ paths: ['/srv/data'], exclude: ['/srv', 'data'] }, ['/srv/data/', '/srv/data/a']).kept).toEqual(['/srv/data/a']);
  });

  it('tells names in Shift_JIS from the escapes in patterns', () => {
    const tree = ['/srv/', '/srv/\x95\x5c.doc', '/srv/\x95*.doc', '/srv/\x83\x5c.doc'];
    expect(walk({ paths: ['/srv'], exclude: ['\\x95\\x5c*'] }, tree).kept).toEqual(['/srv/\x83\x5c.doc', '/srv/\x95*.doc']);
  });

  it('is case-sensitive', () => {
    expect(walk({ paths: ['/srv'], exclude: ['*.BAK', '[A-Z]x'] }, ['/srv/', '/srv/a.bak', '/srv/ax', '/srv/b.BAK']).kept).toEqual(['/srv/a.bak', '/srv/ax']);
  });

  it('gives the same level for a path as for its names one after another', () => {
    const selection = Selection.create({ paths: ['/'], exclude: ['/a/**/x', '/a/b/c/*'] });
    const stepwise = selection.enter('/').enter('a').enter('b').enter('c');
    for (const name of ['x', 'y']) expect(selection.enter('/a/b/c').verdict(name, false)).toEqual(stepwise.verdict(name, false));
  });
});

describe('what is Stillpoint’s own', () => {
  const own = { paths: ['/'], always: ['/var/lib/stillpoint-agent', '/srv/[store]'] };

  it('is left out, and no pattern brings it back', () => {
    expect(walk({ ...own, exclude: ['!/var/lib/stillpoint-agent'] }, ['/var/', '/var/lib/', '/var/lib/stillpoint-agent/', '/var/lib/stillpoint-agent2/', '/srv/', '/srv/[store]/', '/srv/s/'])).toEqual({
      kept: ['/srv/', '/srv/s/', '/var/', '/var/lib/', '/var/lib/stillpoint-agent2/'],
      left: { '/var/lib/stillpoint-agent/': 'protected: /var/lib/stillpoint-agent', '/srv/[store]/': 'protected: /srv/[store]' },
    });
  });

  it.each(['/var/lib/stillpoint-agent', '/var/lib/stillpoint-agent/keys'])('cannot be asked for as %s', (path) => {
    expect(() => Selection.create({ ...own, paths: ['/etc', path] })).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  });
});

describe('include', () => {
  const tree = ['/etc/', '/etc/hosts', '/etc/ssl/', '/etc/ssl/key', '/etc/ssl/certs/', '/etc/ssl/certs/a.pem', '/home/', '/home/u/', '/home/u/a.conf', '/home/u/b.txt', '/opt/', '/opt/x/', '/opt/x/y'];

  it('takes what matches, what lies below it, and the directories that lead there', () => {
    expect(walk({ paths: ['/'], include: ['/etc/ssl', '/opt/x/y'] }, tree)).toEqual({
      kept: ['/etc/', '/etc/ssl/', '/etc/ssl/certs/', '/etc/ssl/certs/a.pem', '/etc/ssl/key', '/opt/', '/opt/x/', '/opt/x/y'],
      left: { '/etc/hosts': 'include: include', '/home/': 'include: include' },
    });
  });

  it('of a name searches every directory and keeps only those that lead somewhere', () => {
    expect(walk({ paths: ['/'], include: ['*.conf'] }, tree).kept).toEqual(['/home/', '/home/u/', '/home/u/a.conf']);
  });

  it('takes back with ! and gives again below', () => {
    expect(walk({ paths: ['/'], include: ['/etc', '!/etc/ssl', '*.pem'] }, tree).kept).toEqual(['/etc/', '/etc/hosts', '/etc/ssl/', '/etc/ssl/certs/', '/etc/ssl/certs/a.pem']);
  });

  it('of a directory above a named path holds for that path', () => {
    expect(walk({ paths: ['/etc/ssl'], include: ['/etc'] }, tree).kept).toEqual(['/etc/ssl/certs/', '/etc/ssl/certs/a.pem', '/etc/ssl/key']);
  });

  it('is weaker than exclude', () => {
    expect(walk({ paths: ['/etc'], include: ['/etc'], exclude: ['certs/'] }, tree).kept).toEqual(['/etc/hosts', '/etc/ssl/', '/etc/ssl/key']);
  });

  it('with a slash at the end wants directories', () => {
    expect(walk({ paths: ['/'], include: ['hosts/', 'x/'] }, tree).kept).toEqual(['/opt/', '/opt/x/', '/opt/x/y']);
  });
});

describe('the default list', () => {
  const tree = ['/proc/', '/proc/1/', '/tmp/', '/tmp/a', '/swapfile', '/var/', '/var/swapfile', '/var/tmp/', '/var/tmp/a', '/srv/', '/srv/tmp/', '/srv/tmp/a', '/.snapshots/', '/.snapshots/7/', '/.snapshots/7/info.xml', '/.snapshots/7/snapshot/', '/.snapshots/7/snapshot/etc'];

  it('leaves out contents and keeps the directories', () => {
    expect(walk({ paths: ['/'] }, tree)).toEqual({
      kept: ['/.snapshots/', '/.snapshots/7/', '/.snapshots/7/info.xml', '/.snapshots/7/snapshot/', '/proc/', '/srv/', '/srv/tmp/', '/srv/tmp/a', '/tmp/', '/var/', '/var/swapfile', '/var/tmp/', '/var/tmp/a'],
      left: {
        '/proc/1/': 'default: /proc/*',
        '/tmp/a': 'default: /tmp/*',
        '/swapfile': 'default: /swapfile',
        '/.snapshots/7/snapshot/etc': 'default: **/.snapshots/[0-9]*/snapshot/*',
      },
    });
  });

  it('is off with defaultExcludes false', () => {
    expect(walk({ paths: ['/'], defaultExcludes: false }, tree).kept).toHaveLength(tree.length);
  });

  it('gives way to a pattern of the user', () => {
    expect(walk({ paths: ['/'], exclude: ['!/tmp/a', '!/swapfile'] }, tree).kept).toEqual(expect.arrayContaining(['/tmp/a', '/swapfile']));
  });

  it.each(['/tmp', '/tmp/work'])('gives way where %s is asked for', (path) => {
    expect(walk({ paths: [path] }, ['/tmp/', '/tmp/a', '/tmp/work/', '/tmp/work/a']).kept).toContain(`${path}/a`);
  });

  it('gives a reason for each line and matches no name at every depth', () => {
    expect(defaultExcludes.filter(({ pattern, reason }) => reason === '' || !pattern.includes('/'))).toEqual([]);
  });
});

describe('markers', () => {
  const signature = Buffer.from('Signature: 8a477f597d28d172789f06886806bc55\n# made by a test\n');
  const namesOf = (selection: Selection, names: readonly string[], named = false): string[] => selection.skipsContents(names, named).map(({ fileName }) => fileName);
  const selection = Selection.create({ paths: ['/'] });

  it('of a cache count when the signature stands at the start', () => {
    const [tag] = selection.skipsContents(['a', 'CACHEDIR.TAG', 'z']);
    expect(tag?.keepsMarker).toBe(true);
    expect([signature, signature.subarray(0, 43), signature.subarray(0, 42), signature.subarray(1), Buffer.alloc(0)].map((head) => tag?.confirms(head))).toEqual([true, true, false, false, false]);
    expect(tag?.headBytes).toBe(43);
  });

  it('of a cache do not count for a path that was asked for, nor when switched off', () => {
    expect(namesOf(selection, ['CACHEDIR.TAG'], true)).toEqual([]);
    expect(namesOf(Selection.create({ paths: ['/'], cachedirTag: false }), ['CACHEDIR.TAG'])).toEqual([]);
  });

  it('of a datastore and of an agent’s state always count', () => {
    for (const name of ['stillpoint-datastore', 'stillpoint-agent-state']) {
      expect(namesOf(Selection.create({ paths: ['/'], cachedirTag: false, defaultExcludes: false }), ['a', name], true)).toEqual([name]);
    }
  });

  it('of a datastore count when they say what `init` writes', () => {
    const [marker] = selection.skipsContents(['stillpoint-datastore']);
    const confirms = (text: string): boolean | undefined => marker?.confirms(Buffer.from(text).subarray(0, marker.headBytes));
    const written = '{"format":2,"collectorId":"0b7e3f0a-9d1c-4c55-8d7e-2f1f0c6a9b11","createdMs":1790000000000}\n';
    expect([written, written.replaceAll(':', ': '), '', '{}', 'format collectorId', '{"format":2}'].map(confirms)).toEqual([true, true, false, false, false, false]);
  });

  it('of an agent’s state count when they say what the agent writes', () => {
    const [marker] = selection.skipsContents(['stillpoint-agent-state']);
    const confirms = (text: string): boolean | undefined => marker?.confirms(Buffer.from(text).subarray(0, marker.headBytes));
    expect([agentStateMarkerText, '', 'Stillpoint', 'mine'].map(confirms)).toEqual([true, false, false, false]);
  });

  it('are not seen in names that only look alike', () => {
    expect(namesOf(selection, ['cachedir.tag', 'CACHEDIR.TAG.old', 'stillpoint-datastore2'])).toEqual([]);
  });
});
