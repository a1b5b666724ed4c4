import { describe, expect, it } from 'vitest';

import { BlockClass, BlockCodec } from '@stillpoint/proto/format/block.ts';

import { faultyFile, noise, packFolder, sampleBlock } from '../datastore/datastore-fixture.ts';
import { OpenPacks } from './open-packs.ts';

import type { FileFaults } from '../datastore/datastore-fixture.ts';

function recorder(directory: string, faults: FileFaults, limitBytes = 1_000_000): { packs: OpenPacks; events: string[] } {
  const events: string[] = [];
  const packs = new OpenPacks(
    directory,
    {
      sealed: (packId) => events.push(`sealed ${packId}`),
      left: (packId, error) => events.push(`left ${packId} ${error.code}`),
      condemned: (packId, error) => events.push(`condemned ${packId} ${error.code}`),
    },
    () => 0,
    { createFile: faultyFile(faults), limitBytes },
  );
  return { packs, events };
}

function block(seed: number, blockClass: BlockClass = BlockClass.data): ReturnType<typeof sampleBlock> {
  return sampleBlock([noise(seed, 5000)], BlockCodec.stored, blockClass);
}

describe('OpenPacks', () => {
  it('keeps data and metadata in packs of their own and seals both', async () => {
    await using folder = await packFolder();
    const { packs, events } = recorder(folder.path, {});
    const data = block(1);
    const metadata = block(2, BlockClass.metadata);
    const one = packs.append(data.bytes, data.header).packId;
    const two = packs.append(metadata.bytes, metadata.header).packId;
    expect(one).not.toBe(two);
    packs.close();
    expect(events).toEqual([`sealed ${one}`, `sealed ${two}`]);
  });

  it('seals a full pack before the next block', async () => {
    await using folder = await packFolder();
    const { packs, events } = recorder(folder.path, {}, 9000);
    const ids = [1, 2, 3].map((seed) => {
      const { bytes, header } = block(seed);
      return packs.append(bytes, header).packId;
    });
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[0]);
    expect(events).toEqual([`sealed ${ids[0] ?? ''}`]);
    packs.close();
  });

  it('leaves a pack on a full disk with its earlier blocks durable, and takes another one', async () => {
    await using folder = await packFolder();
    const { packs, events } = recorder(folder.path, { fullAtBytes: 8000 });
    const first = block(1);
    const { packId } = packs.append(first.bytes, first.header);
    const second = block(2);
    expect(() => packs.append(second.bytes, second.header)).toThrow(expect.objectContaining({ code: 'DATASTORE_FULL' }) as Error);
    expect(events).toEqual([`left ${packId} DATASTORE_FULL`]);
    expect(packs.append(first.bytes, first.header).packId).not.toBe(packId);
    packs.sync();
    expect(events).toHaveLength(1);
  });

  it('condemns a pack whose sync fails, and the other one is durable all the same', async () => {
    await using folder = await packFolder();
    // The first sync is the one of the header.
    const { packs, events } = recorder(folder.path, { failingSync: 2 });
    const data = block(1);
    const { packId } = packs.append(data.bytes, data.header);
    packs.sync();
    expect(events).toEqual([`condemned ${packId} DATASTORE_IO`]);
    expect(packs.append(data.bytes, data.header).packId).not.toBe(packId);
  });
});
