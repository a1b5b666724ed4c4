import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

import { releaseProgramPages, unchangedMappings } from './program-pages.ts';

const mapping = (head: string, facts: Readonly<Record<string, number>> = {}): string =>
  `${head}\nSize:                132 kB\n${Object.entries({ Private_Dirty: 0, Anonymous: 0, Locked: 0, ...facts }).map(([name, size]) => `${`${name}:`.padEnd(16)}${String(size).padStart(8)} kB\n`).join('')}VmFlags: rd ex mr mw me\n`;

test.each<[string, string, number]>([
  ['machine code of a program', mapping('00400000-00500000 r-xp 00000000 fe:00 123                      /usr/lib/stillpoint-agent/node'), 1],
  ['constants of a library', mapping('7f0000000000-7f0000021000 r--p 00000000 fe:00 123                /lib/libc.so.6'), 1],
  ['addresses that the loader has filled in', mapping('7f0000000000-7f0000021000 r--p 00000000 fe:00 123                /lib/libc.so.6', { Anonymous: 8, Private_Dirty: 8 }), 0],
  ['variables of a program', mapping('00400000-00500000 rw-p 00000000 fe:00 123                      /usr/bin/node'), 0],
  ['code that was compiled here', mapping('00400000-00500000 r-xp 00000000 00:00 0 '), 0],
  ['what others see changes of', mapping('00400000-00500000 r--s 00000000 fe:00 123                      /var/db'), 0],
  ['pages that are to stay', mapping('00400000-00500000 r-xp 00000000 fe:00 123                      /usr/bin/node', { Locked: 4 }), 0],
  ['the kernel’s own', mapping('7ffd00000000-7ffd00002000 r-xp 00000000 00:00 0                          [vdso]'), 0],
])('%s: given back or not', (_title, smaps, count) => {
  expect(unchangedMappings(`${mapping('00100000-00101000 rw-p 00000000 00:00 0 [heap]')}${smaps}`)).toHaveLength(count);
});

test('a process goes on without them, and has fewer of them', () => {
  const residentKib = (): number => unchangedKib(readFileSync('/proc/self/smaps', 'latin1'));
  const before = residentKib();
  releaseProgramPages();
  const after = residentKib();
  expect(before).toBeGreaterThan(10_000);
  expect(after).toBeLessThan(before / 2);
  expect(JSON.parse('{"still":["here"]}')).toEqual({ still: ['here'] });
});

function unchangedKib(smaps: string): number {
  return smaps.split(/^(?=[0-9a-f]+-[0-9a-f]+ )/mu).filter((part) => unchangedMappings(part).length > 0).reduce((sum, part) => sum + Number(/^Rss: +(\d+) kB$/mu.exec(part)?.[1] ?? 0), 0);
}
