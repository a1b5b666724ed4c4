import { describe, expect, it } from 'vitest';

import { Grants } from './grants.ts';
import { mariadbGrants } from './mariadb-grants.ts';
import { dumpOptions } from './dump-options.ts';
import { compareSeries, parseServerVersion, parseToolVersion } from './mariadb-tools.ts';
import { parseRows, sqlName, sqlText } from './sql-text.ts';

describe('what a tool says of its version', () => {
  it.each([
    ['mariadb-dump  Ver 10.19 Distrib 10.11.19-MariaDB, for debian-linux-gnu (x86_64)', 'mariadb', '10.11.19'],
    ['mariadb-dump from 11.4.2-MariaDB, client 10.19 for Linux (x86_64)', 'mariadb', '11.4.2'],
    ['mariabackup based on MariaDB server 10.11.19-MariaDB debian-linux-gnu (x86_64)', 'mariadb', '10.11.19'],
    ['mysqldump  Ver 8.0.36 for Linux on x86_64 (MySQL Community Server - GPL)', 'mysql', '8.0.36'],
    ['mysqldump  Ver 10.13 Distrib 5.7.44, for Linux (x86_64)', 'mysql', '5.7.44'],
    ['xtrabackup version 8.0.35-30 based on MySQL server 8.0.35 Linux (x86_64) (revision id: 6beb4b49)', 'mysql', '8.0.35'],
  ])('is read from: %s', (text, flavour, version) => {
    expect(parseToolVersion(text)).toMatchObject({ flavour, version });
  });

  it('is undefined when it says none', () => {
    expect(parseToolVersion('hello')).toBeUndefined();
  });
});

describe('the version of a server', () => {
  it.each([
    ['10.11.19-MariaDB-0+deb12u1-log', 'mariadb', 10, 11],
    ['5.5.5-10.3.39-MariaDB', 'mariadb', 10, 3],
    ['8.0.36-28', 'mysql', 8, 0],
  ])('is read from %s', (text, flavour, major, minor) => {
    expect(parseServerVersion(text)).toMatchObject({ flavour, series: { major, minor } });
  });

  it('is older when its first number that differs is smaller', () => {
    expect(compareSeries({ major: 10, minor: 6 }, { major: 10, minor: 11 })).toBeLessThan(0);
    expect(compareSeries({ major: 11, minor: 4 }, { major: 10, minor: 11 })).toBeGreaterThan(0);
  });
});

describe('grants', () => {
  const grants = Grants.parse([
    "GRANT RELOAD, REPLICATION CLIENT, SLAVE MONITOR ON *.* TO `b`@`localhost` IDENTIFIED BY PASSWORD '*X'",
    'GRANT SELECT, TRIGGER ON `shop\\_1`.* TO `b`@`localhost`',
    'GRANT ALL PRIVILEGES ON `tmp%`.* TO `b`@`localhost` WITH GRANT OPTION',
    'GRANT SELECT (id), INSERT ON `crm`.`t` TO `b`@`localhost`',
    'GRANT `clerk` TO `b`@`localhost`',
  ]);

  it('hold where they were given, and nowhere else', () => {
    expect(grants.has('RELOAD')).toBe(true);
    expect(grants.has('RELOAD', 'any')).toBe(true);
    expect(grants.has('SELECT', 'shop_1')).toBe(true);
    expect(grants.has('SELECT', 'shopx1')).toBe(false);
    expect(grants.has('SELECT')).toBe(false);
    expect(grants.has('EVENT', 'tmp_a')).toBe(true);
    expect(grants.has('INSERT', 'crm')).toBe(false);
    expect(grants.missing(['SELECT', 'EVENT'], 'shop_1')).toEqual(['EVENT']);
  });

  it('are the same under the names of older and newer servers', () => {
    expect(grants.has('BINLOG MONITOR')).toBe(true);
    expect(grants.has('REPLICATION CLIENT')).toBe(true);
    expect(grants.has('REPLICA MONITOR')).toBe(true);
  });

  it.each([
    ['mariadb', 10, 4, 'physical', 'GRANT RELOAD, PROCESS, LOCK TABLES, REPLICATION CLIENT ON *.* TO `s`@`localhost`;'],
    ['mariadb', 11, 4, 'physical', 'GRANT RELOAD, PROCESS, BINLOG MONITOR ON *.* TO `s`@`localhost`;'],
    ['mysql', 8, 0, 'physical', 'GRANT BACKUP_ADMIN, PROCESS, RELOAD, LOCK TABLES, REPLICATION CLIENT ON *.* TO `s`@`localhost`;'],
    ['mysql', 8, 0, 'logical', 'GRANT RELOAD, REPLICATION CLIENT ON *.* TO `s`@`localhost`;'],
  ] as const)('are suggested for %s %i.%i, %s', (flavour, major, minor, method, statement) => {
    const grants = mariadbGrants('s', { flavour, series: { major, minor }, hasBinaryLog: true }, { method, databases: 'all', lockTables: false, quiesce: false });
    expect(grants.map((grant) => grant.statement)).toContain(statement);
  });
});

describe('options of a dump', () => {
  const wish = { database: '-odd', schemaOnly: false, lockTables: false, position: true, withoutTables: ['a.b'], withoutRows: [] };
  const tool = (flavour: 'mariadb' | 'mysql', major: number, minor: number): Parameters<typeof dumpOptions>[0] => ({ file: 'x', flavour, series: { major, minor }, version: '' });

  it('are those of the maker and the version', () => {
    expect(dumpOptions(tool('mariadb', 10, 11), wish)).toContain('--master-data=2');
    expect(dumpOptions(tool('mariadb', 10, 11), wish)).not.toContain('--set-gtid-purged=OFF');
    expect(dumpOptions(tool('mysql', 5, 7), wish)).not.toContain('--column-statistics=0');
    expect(dumpOptions(tool('mysql', 8, 4), wish)).toEqual(expect.arrayContaining(['--source-data=2', '--column-statistics=0', '--set-gtid-purged=OFF']));
  });

  it('take no name for an option, and hold no CREATE DATABASE', () => {
    const options = dumpOptions(tool('mariadb', 10, 11), wish);
    expect(options.slice(-2)).toEqual(['--', '-odd']);
    expect(options).toContain('--ignore-table=-odd.a.b');
    expect(options.join(' ')).not.toContain('--databases');
  });
});

describe('values', () => {
  it('mean the same whatever they hold', () => {
    expect(sqlText("a'\\")).toBe("CONVERT(X'61275c' USING utf8mb4)");
    expect(sqlName('a`b')).toBe('`a``b`');
  });

  it('of the client are read as they were', () => {
    expect(parseRows('a\\tb\tc\\\\n\nx\t\n')).toEqual([['a\tb', 'c\\n'], ['x', '']]);
    expect(parseRows('')).toEqual([]);
  });
});
