import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { DumpFilter, type DumpFilterOptions } from './dump-filter.ts';

const dump = [
  '-- MariaDB dump 10.19',
  '-- Host: localhost    Database: shop',
  "/*!40103 SET TIME_ZONE='+00:00' */;",
  '--',
  '-- Table structure for table `a`',
  '--',
  'CREATE TABLE `a` (',
  '  `id` int(11)',
  ');',
  '--',
  '-- Dumping data for table `a`',
  '--',
  'LOCK TABLES `a` WRITE;',
  'INSERT INTO `a` VALUES',
  "(1,'-- Table structure for table `b`'),",
  "(2,'ALTER DATABASE');",
  'UNLOCK TABLES;',
  'ALTER DATABASE `shop` CHARACTER SET latin1 COLLATE latin1_swedish_ci ;',
  'DELIMITER ;;',
  '/*!50003 CREATE*/ /*!50017 DEFINER=`app`@`%`*/ /*!50003 trigger t before insert on a for each row begin',
  '-- Table structure for table `b`',
  'end */;;',
  'DELIMITER ;',
  '-- Table structure for table `b``c`',
  'CREATE TABLE `b``c` (',
  '-- Dumping data for table `b``c`',
  'INSERT INTO `b``c` VALUES',
  '(3);',
  'UNLOCK TABLES;',
  '-- Final view structure for view `v`',
  '/*!50013 DEFINER=`gone`@`%` SQL SECURITY DEFINER */',
  '/*!50001 VIEW `v` AS select `shop`.`a`.`id` AS `id` from `a` */;',
  "-- Dumping events for database 'shop'",
  'DELIMITER ;;',
  'CREATE DEFINER=`app`@`%` EVENT e do select 1 ;;',
  'DELIMITER ;',
  '/*!40103 SET TIME_ZONE=@OLD_TIME_ZONE */;',
  '-- Dump completed',
  '',
];

async function filtered(options: Partial<DumpFilterOptions>, pieces: readonly Uint8Array[] = [Buffer.from(dump.join('\n'))]): Promise<{ text: string; filter: DumpFilter }> {
  const filter = new DumpFilter({ database: 'shop', table: undefined, schemaOnly: false, noOwner: false, ...options });
  const parts: Uint8Array[] = [];
  for await (const part of filter.apply(one(pieces))) parts.push(Buffer.from(part));
  return { text: Buffer.concat(parts).toString('utf8'), filter };
}

async function* one(pieces: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* pieces;
}

/** Numbers of the lines of the dump that are left. */
function without(...ranges: readonly (readonly [string, string])[]): string {
  let lines = dump;
  for (const [from, to] of ranges) {
    const start = lines.indexOf(from);
    lines = [...lines.slice(0, start), ...lines.slice(lines.indexOf(to, start))];
  }
  return lines.join('\n');
}

describe('DumpFilter', () => {
  it('gives a dump on as it is, and names whom its parts belong to', async () => {
    const { text, filter } = await filtered({});
    expect(text).toBe(dump.join('\n'));
    expect([...filter.definers]).toEqual(['`app`@`%`', '`gone`@`%`']);
  });

  it('changes the name of the database where the dump names it, and nowhere else', async () => {
    const { text } = await filtered({ database: 'new`one' });
    expect(text).toBe(dump.join('\n').replace('ALTER DATABASE `shop`', 'ALTER DATABASE `new``one`').replace('select `shop`.', 'select `new``one`.'));
  });

  it('takes one table with its rows and triggers', async () => {
    const { text, filter } = await filtered({ table: 'a' });
    expect(text).toBe(without(['-- Table structure for table `b``c`', '/*!40103 SET TIME_ZONE=@OLD_TIME_ZONE */;']));
    expect(filter.found).toBe(true);
  });

  it('takes a table whose name is quoted, and nothing of another that has a similar name', async () => {
    const { text } = await filtered({ table: 'b`c' });
    expect(text).toContain('(3);');
    expect(text).not.toContain('INSERT INTO `a`');
    expect((await filtered({ table: 'b' })).filter.found).toBe(false);
  });

  it('leaves out rows and keeps triggers', async () => {
    const { text } = await filtered({ schemaOnly: true });
    expect(text).not.toContain('INSERT');
    expect(text).not.toContain('LOCK TABLES');
    expect(text).toContain('CREATE TABLE `a`');
    expect(text).toContain('trigger t');
  });

  it('takes owners away', async () => {
    const { text, filter } = await filtered({ noOwner: true });
    expect(text).toContain('/*!50003 CREATE*/ /*!50017 */ /*!50003 trigger');
    expect(text).toContain('CREATE  EVENT e');
    expect(filter.definers.size).toBe(0);
  });

  it('says the same however the dump is cut into pieces', async () => {
    const bytes = Buffer.from(`${dump.join('\n')}${'x'.repeat(5000)}\n`);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 40 }), fc.constantFrom('a', 'b`c', undefined), fc.boolean(), async (cuts, table, schemaOnly) => {
        const places = [0, ...cuts.sort((left, right) => left - right), bytes.length];
        const pieces = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
        const options = { table, schemaOnly, database: 'other' };
        expect((await filtered(options, pieces)).text).toBe((await filtered(options, [bytes])).text);
      }),
      { numRuns: 60 },
    );
  });
});
