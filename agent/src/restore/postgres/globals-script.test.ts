import { describe, expect, it } from 'vitest';

import { readGlobals } from './globals-script.ts';

const dump = `--
-- PostgreSQL database cluster dump
--

\\restrict abc

SET client_encoding = 'UTF8';

CREATE ROLE postgres;
ALTER ROLE postgres WITH SUPERUSER LOGIN PASSWORD 'SCRAM-SHA-256$4096:old';
CREATE ROLE "Head; Clerk";
ALTER ROLE "Head; Clerk" WITH LOGIN;
COMMENT ON ROLE "Head; Clerk" IS 'two lines;
and a '' quote;';
CREATE ROLE teller;
ALTER ROLE teller SET search_path TO 'a;b';
GRANT teller TO "Head; Clerk" WITH INHERIT TRUE GRANTED BY postgres;
GRANT teller TO postgres GRANTED BY postgres;
CREATE TABLESPACE fast OWNER teller LOCATION '/srv/fast';
CREATE TABLESPACE here OWNER teller LOCATION '/srv/here';
`;

describe('globals of a dump', () => {
  it('leave alone what the server has, with its password and its memberships', () => {
    const { statements, newRoles } = readGlobals(dump, new Set(['postgres']), new Set(['here']));
    expect(newRoles).toEqual(['Head; Clerk', 'teller']);
    expect(statements.join('\n')).not.toMatch(/postgres/);
  });

  it('keep statements whole, over lines and semicolons in quotes', () => {
    const { statements } = readGlobals(dump, new Set(['postgres']), new Set());
    expect(statements).toEqual([
      'CREATE ROLE "Head; Clerk";',
      'ALTER ROLE "Head; Clerk" WITH LOGIN;',
      "COMMENT ON ROLE \"Head; Clerk\" IS 'two lines;\nand a '' quote;';",
      'CREATE ROLE teller;',
      "ALTER ROLE teller SET search_path TO 'a;b';",
      'GRANT teller TO "Head; Clerk" WITH INHERIT TRUE;',
    ]);
  });

  it('only tell of tablespaces that are missing', () => {
    const { statements, tablespaces } = readGlobals(dump, new Set(['postgres']), new Set(['here']));
    expect(tablespaces).toEqual(["CREATE TABLESPACE fast OWNER teller LOCATION '/srv/fast';"]);
    expect(statements.some((statement) => statement.includes('TABLESPACE'))).toBe(false);
  });

  it('hold nothing for a server that has everything', () => {
    expect(readGlobals(dump, new Set(['postgres', 'teller', 'Head; Clerk']), new Set(['fast', 'here']))).toEqual({ statements: [], newRoles: [], tablespaces: [] });
  });
});
