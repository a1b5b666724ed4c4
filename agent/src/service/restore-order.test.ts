import type { v1 } from '@stillpoint/proto/messages.ts';
import { expect, it } from 'vitest';

import { confidentialReport, reportOfRestore } from './restore-order.ts';

const events = [
  { event: 'conflict', path: '/srv/secret', text: 'a secret is there' },
  { event: 'problem', kind: 'content', code: null, path: '/srv/secret', text: 'secret' },
  { event: 'leftOut', path: '/srv/secret', text: 'secret' },
  { event: 'done', files: 2, directories: 1, others: 0, bytes: 10, same: 0, leftOut: 1, problems: 1 },
];

it('a restore that the collector has ordered tells it no paths of a guest that has a key, and the guest all of them', () => {
  const log: string[] = [];
  const confidential = confidentialReport((text) => log.push(text));
  const notes = events.reduce<v1.RunReport.$Properties>((before, event) => confidential(before, event), {}).notes ?? [];
  expect(notes.join()).not.toContain('secret');
  expect(notes.map((note) => note.split(':')[0])).toEqual(['in the way', 'not restored as it was', 'left out', '2 files (10 B), 1 directory, 0 others restored; 1 entry left out']);
  expect(log).toEqual(['in the way: /srv/secret: a secret is there', 'not restored as it was: /srv/secret: secret', 'left out: /srv/secret: secret']);
  expect(events.reduce<v1.RunReport.$Properties>((before, event) => reportOfRestore(before, event), {}).notes?.join()).toContain('/srv/secret: a secret is there');
  for (let index = 0; index < 100; index++) confidential({}, events[0] ?? {});
  expect(log.length).toBeLessThan(40);
});
