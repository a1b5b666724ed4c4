/**
 * What every {@link ObjectStore} promises, as a test suite: call it from the implementation's own test file.
 */
import { describe, expect, it } from 'vitest';

import { noise } from './datastore-fixture.ts';

import type { ObjectStore } from './object-store.ts';

/** A store for one test; disposing of it takes away what it stands on. */
export interface StoreUnderTest extends AsyncDisposable {
  readonly store: ObjectStore;
}

/** Declares the suite. */
export function describeObjectStore(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`${name} as an object store`, () => {
    it('gives back what was put, whole and in ranges, and less where an object ends', async () => {
      await using test = await open();
      const bytes = noise(1, 100_000);
      await test.store.put('packs/aa/aa01.pack', bytes);
      expect(await test.store.size('packs/aa/aa01.pack')).toBe(100_000);
      expect(await test.store.read('packs/aa/aa01.pack', 0, 100_000)).toEqual(bytes);
      expect(await test.store.read('packs/aa/aa01.pack', 99_990, 100)).toEqual(bytes.subarray(99_990));
      expect(await test.store.read('packs/aa/aa01.pack', 12_345, 1)).toEqual(bytes.subarray(12_345, 12_346));
      expect(await test.store.read('packs/aa/aa01.pack', 200_000, 10)).toEqual(Buffer.alloc(0));
    });

    it('answers undefined and false for what is not there', async () => {
      await using test = await open();
      expect(await test.store.read('packs/aa/aa01.pack', 0, 1)).toBeUndefined();
      expect(await test.store.size('packs/aa/aa01.pack')).toBeUndefined();
      expect(await test.store.delete('packs/aa/aa01.pack')).toBe(false);
      expect(await Array.fromAsync(test.store.list('packs/'))).toEqual([]);
    });

    it('lists the objects of one folder in the order of their names', async () => {
      await using test = await open();
      for (const name of ['packs/bb/bb01.pack', 'packs/aa/aa02.pack', 'snapshots/aa/aa03.snap', 'packs/aa/aa01.pack']) await test.store.put(name, Buffer.from(name));
      expect(await Array.fromAsync(test.store.list('packs/'))).toEqual(
        ['packs/aa/aa01.pack', 'packs/aa/aa02.pack', 'packs/bb/bb01.pack'].map((name) => ({ name, sizeBytes: name.length })),
      );
    });

    it('replaces an object whole, also for a reader that read the old one', async () => {
      await using test = await open();
      await test.store.put('packs/aa/aa01.pack', Buffer.from('longer than the new one'));
      await test.store.read('packs/aa/aa01.pack', 0, 6);
      await test.store.put('packs/aa/aa01.pack', Buffer.from('new'));
      expect(await test.store.read('packs/aa/aa01.pack', 0, 100)).toEqual(Buffer.from('new'));
    });

    it('forgets what was deleted, also after it was read', async () => {
      await using test = await open();
      await test.store.put('packs/aa/aa01.pack', Buffer.from('content'));
      await test.store.read('packs/aa/aa01.pack', 0, 6);
      expect(await test.store.delete('packs/aa/aa01.pack')).toBe(true);
      expect(await test.store.read('packs/aa/aa01.pack', 0, 6)).toBeUndefined();
      expect(await test.store.size('packs/aa/aa01.pack')).toBeUndefined();
    });

    it('answers many reads at once, each with its own bytes', async () => {
      await using test = await open();
      const names = Array.from({ length: 50 }, (_, index) => `packs/aa/aa${index}.pack`);
      await Promise.all(names.map((name) => test.store.put(name, noise(name, 1000))));
      const answers = await Promise.all([...names, ...names].map((name) => test.store.read(name, 10, 500)));
      expect(answers).toEqual([...names, ...names].map((name) => noise(name, 1000).subarray(10, 510)));
    });

    it('stores an empty object', async () => {
      await using test = await open();
      await test.store.put('packs/aa/aa01.pack', Buffer.alloc(0));
      expect(await test.store.size('packs/aa/aa01.pack')).toBe(0);
    });
  });
}
