/** Dumps that share the still point of the files: an application that writes a number into one database, then another, then a file is nearly the same in all of them. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect } from 'vitest';

import { openBackupScene } from './support/backup-scene.ts';
import { ChildProgram, outputOf } from './support/child-program.ts';
import { LoopDisk } from './support/loop-disk.ts';
import { TestPostgres } from './support/postgres-server.ts';
import { testWith } from './support/requirements.ts';

/** Each step of the application takes some ten milliseconds, and the dump of its first database seconds. */
const filler = 'create table filler as select n, repeat(md5(n::text), 8) as text from generate_series(1, 400000) as n;';
const application = `file=$1; shift; n=0; while n=$((n + 1)); do
  for database in first second; do "$@" -d $database -c "update counter set n = $n" || exit; done
  echo $n >"$file.new" && mv "$file.new" "$file"
done`;

describe('dumps of a plan whose filesystems are copied', () => {
  testWith('root', 'mkfs.btrfs', 'btrfs', 'pg_createcluster')('with quiesce = true are of the moment of the copies, however long they take', { timeout: 240_000 }, async () => {
    await using scene = await openBackupScene();
    const { folder, collector, agent } = scene;
    await using disk = await LoopDisk.mount(folder.path, 'btrfs', 'btrfs');
    await using postgres = await TestPostgres.start();
    for (const database of ['first', 'second']) {
      await postgres.sql(`create database ${database}`);
      await postgres.sql(`create table counter (n int); insert into counter values (0); ${database === 'first' ? filler : ''}`, database);
    }
    await writeFile(join(disk.path, 'number'), '0');
    await using _application = ChildProgram.start('sh', ['-c', application, 'sh', join(disk.path, 'number'), ...postgres.command('psql', ['-X', '-q'])], { cwd: '/' });
    await agent.configure({ daily: [{ paths: [disk.path] }, { kind: 'postgres', host: postgres.folder, databases: ['first', 'second'], quiesce: true }] });
    expect(await agent.backup('daily')).toMatchObject({ status: 'complete', consistency: 'application' });
    const dumped = async (database: string): Promise<number> => {
      const restored = folder.at(`restored-${database}`);
      await collector.ask('restore', `guest:postgres.${database}`, '--to', restored);
      const script = await outputOf(join(postgres.programs, 'pg_restore'), ['--data-only', '--table=counter', '--file=-', join(restored, `postgres.${database}`)]);
      return Number(/^COPY .*\n(\d+)$/m.exec(script)?.[1]);
    };
    await collector.ask('restore', 'guest:files', '--to', folder.at('files'));
    const numbers = [await dumped('first'), await dumped('second'), Number(await readFile(join(folder.at('files'), disk.path, 'number'), 'utf8'))];
    expect(Math.max(...numbers) - Math.min(...numbers)).toBeLessThanOrEqual(3);
  });
});
