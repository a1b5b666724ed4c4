import { StillpointError } from '@stillpoint/proto/errors.ts';
import { expect, it } from 'vitest';

import { dropHalf } from './half-database.ts';

it('a database that could not be filled is dropped, or named as not whole', async () => {
  const said: string[] = [];
  const load = { database: 'shop', say: (line: string) => said.push(line) };
  await dropHalf(load, () => Promise.resolve());
  await dropHalf(load, () => Promise.reject(new StillpointError('DATABASE_UNREACHABLE', 'the server is gone')));
  expect(said).toEqual(['dropped the database shop again, since it could not be filled', 'the database shop IS NOT WHOLE and could not be dropped, do it by hand: the server is gone']);
});
