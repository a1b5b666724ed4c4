import { describe, expect, it } from 'vitest';

import { Selection } from '../../selection/selection.ts';
import { selectionOf } from './cluster-files.ts';

const places = {
  dataDirectory: '/var/lib/postgresql/15/ma in',
  walDirectory: '/log/pg_wal',
  tablespaces: ['/fast/PG_15_202209061'],
  configuration: ['/etc/postgresql/15/main/postgresql.conf', '/etc/postgresql/15/main/conf.d/shared.conf', '/etc/pg_hba.conf'],
};

describe('the files of a cluster', () => {
  it('are its data directory, its own folders in tablespaces and the folders of its configuration', () => {
    expect(selectionOf(places).paths).toEqual(['/var/lib/postgresql/15/ma in', '/etc/pg_hba.conf', '/etc/postgresql/15/main', '/fast/PG_15_202209061']);
  });

  it('are named once when they lie within each other', () => {
    const { paths } = selectionOf({ dataDirectory: '/srv/pg/data', walDirectory: '/srv/pg/data/pg_wal', tablespaces: ['/srv/pg/data/pg_tblspc/1/PG_15'], configuration: ['/srv/pg/postgresql.conf', '/srv/pg/data/pg_hba.conf'] });
    expect(paths).toEqual(['/srv/pg/data', '/srv/pg/postgresql.conf']);
  });

  it.each([
    ['PG_VERSION', true],
    ['base/1/1259', true],
    ['base/1/t_1', true],
    ['base/1/t3_16384', false],
    ['base/1/t3_16384_fsm.1', false],
    ['base/pgsql_tmp/pgsql_tmp1.0', false],
    ['base/1/pg_internal.init', false],
    ['base/1/pg_filenode.map', true],
    ['global/pg_internal.init.123', false],
    ['global/pg_control', false],
    ['global/pg_filenode.map', true],
    ['pg_wal', false],
    ['pg_xact/0000', true],
    ['pg_replslot', true],
    ['pg_replslot/one', false],
    ['pg_subtrans/0000', false],
    ['pg_stat/pgstat.stat', true],
    ['postmaster.pid', false],
    ['backup_label', false],
    ['backup_label.old', true],
    ['.s.PGSQL.5432', false],
    ['log/t1_2.log', true],
  ])('hold %s: %s', (path, taken) => {
    const { paths, exclude } = selectionOf(places);
    const selection = Selection.create({ paths, exclude, defaultExcludes: false, cachedirTag: false });
    let level = selection.enter(places.dataDirectory);
    const names = path.split('/');
    const verdicts = names.map((name, index) => {
      const verdict = level.verdict(name, index < names.length - 1);
      level = level.enter(name);
      return verdict;
    });
    expect(verdicts.every((verdict) => verdict === 'take')).toBe(taken);
  });
});
