import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { LiveDatabase } from './live-databases.ts';
import { servedFiles } from './served-files.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillpoint-served-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const server = (path: string, facts: Partial<LiveDatabase> = {}): LiveDatabase => ({ kind: 'postgres', path, uid: 1, sockets: [], ports: [], contained: false, ...facts });

describe('the files of the server that a source connects to', () => {
  it('are found by its socket, also through a link to its folder', () => {
    const link = `${folder}-link`;
    symlinkSync(folder, link);
    const live = [server('/one', { sockets: [join(folder, '.s.PGSQL.5432')] }), server('/two', { sockets: [join(folder, '.s.PGSQL.5433')] })];
    expect(servedFiles({ kind: 'postgres', host: link, port: 5433 }, live)).toEqual([{ kind: 'postgres', path: '/two' }]);
    expect(servedFiles({ kind: 'postgres', host: '/elsewhere', port: 5433 }, live)).toEqual([]);
    rmSync(link);
  });

  it('are found by the file of a socket, and by the folder when there is no port', () => {
    const live = [server('/var/lib/mysql', { kind: 'mariadb', sockets: [join(folder, 'mysqld.sock')] })];
    for (const host of [join(folder, 'mysqld.sock'), folder]) expect(servedFiles({ kind: 'mariadb', host, port: undefined }, live)).toHaveLength(1);
  });

  it('are found by a port of this guest, and never by one of another host', () => {
    const live = [server('/one', { ports: [5432] })];
    expect(servedFiles({ kind: 'postgres', host: 'localhost', port: 5432 }, live)).toHaveLength(1);
    expect(servedFiles({ kind: 'postgres', host: 'db2', port: 5432 }, live)).toEqual([]);
    expect(servedFiles({ kind: 'postgres', host: 'localhost', port: 5433 }, live)).toEqual([]);
  });

  it('are those of the only server when the client chooses', () => {
    expect(servedFiles({ kind: 'postgres', host: undefined, port: undefined }, [server('/one')])).toHaveLength(1);
    expect(servedFiles({ kind: 'postgres', host: undefined, port: undefined }, [server('/one'), server('/two')])).toEqual([]);
  });

  it('are not those of a container, whose paths mean nothing here', () => {
    expect(servedFiles({ kind: 'postgres', host: 'localhost', port: 5432 }, [server('/one', { ports: [5432], contained: true })])).toEqual([]);
  });
});
