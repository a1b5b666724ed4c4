import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { VersionChange } from './catalog.ts';
import { agentId, findAll, findPaths, snapshotId, snapshotRecord, TestFolder } from './catalog-fixture.ts';
import { openCatalog, openScratchCatalog, type SqliteCatalog } from './sqlite-catalog.ts';

/** Content of a snapshot: path to size. */
type Files = ReadonlyMap<string, number>;

function changesBetween(before: Files, after: Files): VersionChange[] {
  const changes: VersionChange[] = [];
  for (const [path, sizeBytes] of after) {
    if (before.get(path) !== sizeBytes) changes.push({ archive: 'files', path, entry: { type: 1, sizeBytes, mtimeNs: BigInt(sizeBytes) } });
  }
  for (const path of before.keys()) if (!after.has(path)) changes.push({ archive: 'files', path, entry: undefined });
  return changes;
}

function file(path: string, sizeBytes = 1, archive = 'files'): VersionChange {
  return { archive, path, entry: { type: 1, sizeBytes, mtimeNs: 5n } };
}

describe('versions of files', () => {
  let folder: TestFolder;
  let catalog: SqliteCatalog;

  beforeEach(() => {
    folder = new TestFolder();
    catalog = openScratchCatalog(folder.file());
  });

  afterEach(async () => {
    await catalog.close();
    folder[Symbol.dispose]();
  });

  test('a version is found with everything that the contract names, times before 1970 and after 2262 too', async () => {
    const early = { archive: 'files', path: '/etc/hosts', entry: { type: 1, sizeBytes: 2 ** 40, mtimeNs: -1n } };
    const late = { archive: 'files', path: '/etc/late', entry: { type: 3, sizeBytes: 0, mtimeNs: 20_000_000_000_000_000_001n } };
    await catalog.addSnapshot(snapshotRecord(1), [early, late], true);
    await catalog.addSnapshot(snapshotRecord(2), [], true);
    const [hosts, other] = await findAll(catalog, { pattern: '/etc/*' });
    expect(hosts).toEqual({
      agentId: Buffer.from(agentId, 'hex'),
      agentName: 'db1',
      plan: 'daily',
      archive: 'files',
      path: Buffer.from('/etc/hosts'),
      type: 1,
      size: 2 ** 40,
      mtimeSeconds: -1,
      mtimeNanoseconds: 999_999_999,
      firstSnapshot: Buffer.from(snapshotId(1), 'hex'),
      firstTimeMs: 1000,
      lastSnapshot: Buffer.from(snapshotId(2), 'hex'),
      lastTimeMs: 2000,
      living: true,
    });
    expect([other?.mtimeSeconds, other?.mtimeNanoseconds]).toEqual([20_000_000_000, 1]);
  });

  test('a snapshot is complete only with its last batch; the next one of its plan waits for that, one of another plan does not', async () => {
    await catalog.addSnapshot(snapshotRecord(1), [file('/a')]);
    await catalog.addSnapshot(snapshotRecord(2), [file('/b')], true);
    await catalog.addSnapshot(snapshotRecord(3, { plan: 'other', sequence: 1 }), [file('/c')], true);
    expect(await catalog.unindexedSnapshots()).toEqual([snapshotId(1), snapshotId(2)]);
    await expect(catalog.addVersions(snapshotId(2), [file('/b')], true)).rejects.toMatchObject({ code: 'INTERNAL' });
    await catalog.addVersions(snapshotId(1), [], true);
    await catalog.addVersions(snapshotId(2), [file('/b')], true);
    expect(await catalog.unindexedSnapshots()).toEqual([]);
    expect(await findPaths(catalog, { pattern: '*' })).toEqual(['/a', '/b', '/c']);
    await expect(catalog.addVersions(snapshotId(9), [], true)).rejects.toMatchObject({ code: 'SNAPSHOT_UNKNOWN' });
  });

  test('a snapshot that was indexed in part begins anew after a restart', async () => {
    await catalog.close();
    catalog = await openCatalog({ file: folder.file('other.sqlite'), readOnly: false });
    await catalog.addSnapshot(snapshotRecord(1), [file('/old')], true);
    await catalog.addSnapshot(snapshotRecord(2), [{ archive: 'files', path: '/old', entry: undefined }, file('/half')]);
    await catalog.close();
    catalog = await openCatalog({ file: folder.file('other.sqlite'), readOnly: false });
    expect(await catalog.unindexedSnapshots()).toEqual([snapshotId(2)]);
    const found = await findAll(catalog, { pattern: '*' });
    expect(found.map((version) => [Buffer.from(version.path ?? []).toString(), version.living])).toEqual([['/old', true]]);
  });

  test('more changes than one transaction takes arrive all', async () => {
    const many = Array.from({ length: 25_001 }, (_, index) => file(`/d/${String(index)}`));
    await catalog.addSnapshot(snapshotRecord(1), many, true);
    await catalog.addSnapshot(snapshotRecord(2), many.map((change) => ({ ...change, entry: undefined })), true);
    expect(await catalog.unindexedSnapshots()).toEqual([]);
    expect(await findAll(catalog, { pattern: '/d/', deletedOnly: true })).toHaveLength(25_001);
  });

  test('records come back as they were, by agent, plan and run', async () => {
    const other = 'b2'.repeat(16);
    await catalog.addSnapshot(snapshotRecord(2), []);
    await catalog.addSnapshot(snapshotRecord(1, { draft: { planDefinition: 'x', shrunk: true } }), []);
    await catalog.addSnapshot(snapshotRecord(3, { agentId: Buffer.from(other, 'hex'), plan: 'weekly' }), []);
    const ids = async (filter: { agentId?: string; plan?: string }): Promise<string[]> =>
      (await catalog.listSnapshots(filter)).map((record) => Buffer.from(record.snapshotId ?? []).toString('hex'));
    expect(await ids({})).toEqual([snapshotId(1), snapshotId(2), snapshotId(3)]);
    expect(await ids({ agentId })).toEqual([snapshotId(1), snapshotId(2)]);
    expect(await ids({ plan: 'weekly' })).toEqual([snapshotId(3)]);
    expect(await ids({ agentId: other, plan: 'daily' })).toEqual([]);
    expect((await catalog.findRun(agentId, Buffer.alloc(16, 1)))?.draft).toMatchObject({ planDefinition: 'x', shrunk: true });
    expect(await catalog.findRun(other, Buffer.alloc(16, 1))).toBeUndefined();
  });
});

describe('versions against a plain list of snapshots', () => {
  const files = fc.dictionary(fc.constantFrom('/', '/a', '/a/x', '/a/y', '/b', '/b/x'), fc.integer({ min: 1, max: 3 })).map((record) => new Map(Object.entries(record)));
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('add' as const), files, batches: fc.integer({ min: 1, max: 3 }) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), at: fc.nat() }) },
    // A file that turns up between two known snapshots, as after a copy from elsewhere; all that follows is indexed again.
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('insert' as const), files, at: fc.nat() }) },
  );

  interface Lifetime {
    readonly path: string;
    readonly size: number;
    readonly first: number;
    readonly last: number;
    readonly living: boolean;
  }

  interface Known {
    readonly number: number;
    readonly sequence: number;
    readonly files: Files;
  }

  test('both name the same versions after snapshots were added, removed and inserted in any order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
        using folder = new TestFolder();
        await using catalog = openScratchCatalog(folder.file());
        let snapshots: Known[] = [];
        let number = 0;
        for (const action of steps) {
          if (action.kind === 'add') {
            const before = snapshots.at(-1);
            const added = { number: ++number, sequence: (before?.sequence ?? 0) + 1024, files: action.files };
            snapshots.push(added);
            await catalog.addSnapshot(recordOf(added), []);
            await index(catalog, before?.files, added, action.batches);
          } else if (action.kind === 'remove' && snapshots.length > 0) {
            const [removed] = snapshots.splice(action.at % snapshots.length, 1);
            await catalog.removeSnapshot(snapshotId(removed?.number ?? 0));
          } else if (action.kind === 'insert') {
            const at = action.at % (snapshots.length + 1);
            const low = snapshots[at - 1]?.sequence ?? 0;
            const sequence = (low + (snapshots[at]?.sequence ?? low + 2048)) / 2;
            if (!Number.isInteger(sequence)) continue;
            const added = { number: ++number, sequence, files: action.files };
            snapshots = [...snapshots.slice(0, at), added, ...snapshots.slice(at)];
            await catalog.addSnapshot(recordOf(added), []);
            const waiting = await catalog.unindexedSnapshots();
            expect(waiting).toEqual(snapshots.slice(at).map((snapshot) => snapshotId(snapshot.number)));
            for (const [offset, snapshot] of snapshots.slice(at).entries()) await index(catalog, snapshots[at + offset - 1]?.files, snapshot, 1);
          }
          const found = (await findAll(catalog, { pattern: '/' })).map((version) => ({
            path: Buffer.from(version.path ?? []).toString(),
            size: version.size ?? 0,
            first: (version.firstTimeMs ?? 0) / 1000,
            last: (version.lastTimeMs ?? 0) / 1000,
            living: version.living ?? false,
          }));
          expect(inOrder(joined(found, snapshots))).toEqual(inOrder(expectedVersions(snapshots)));
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  function recordOf({ number, sequence }: Known): ReturnType<typeof snapshotRecord> {
    return snapshotRecord(number, { sequence, timeMs: sequence * 1000 });
  }

  async function index(catalog: SqliteCatalog, before: Files | undefined, snapshot: Known, batches: number): Promise<void> {
    const changes = changesBetween(before ?? new Map(), snapshot.files);
    const size = Math.ceil(changes.length / batches);
    for (let batch = 0; batch < batches; batch++) {
      const part = changes.slice(batch * size, (batch + 1) * size);
      await catalog.addVersions(snapshotId(snapshot.number), part, false);
      // Answers that got lost are asked for again.
      await catalog.addVersions(snapshotId(snapshot.number), part, batch === batches - 1);
    }
  }

  function expectedVersions(snapshots: readonly Known[]): Lifetime[] {
    const versions: Lifetime[] = [];
    for (const path of new Set(snapshots.flatMap((snapshot) => [...snapshot.files.keys()]))) {
      let first = 0;
      for (const [at, snapshot] of snapshots.entries()) {
        const size = snapshot.files.get(path);
        if (size === undefined) continue;
        if (snapshots[at - 1]?.files.get(path) !== size) first = snapshot.sequence;
        if (snapshots[at + 1]?.files.get(path) === size) continue;
        versions.push({ path, size, first, last: snapshot.sequence, living: at === snapshots.length - 1 });
      }
    }
    return versions;
  }

  // What was one thing, then another, then the first again stays two versions when the snapshot between is removed: equal in size and time need not be equal.
  function joined(versions: readonly Lifetime[], snapshots: readonly Known[]): Lifetime[] {
    const sequences = snapshots.map((snapshot) => snapshot.sequence);
    const result: Lifetime[] = [];
    for (const version of inOrder(versions)) {
      const before = result.at(-1);
      const follows = before !== undefined && sequences.indexOf(before.last) === sequences.indexOf(version.first) - 1;
      if (follows && before.path === version.path && before.size === version.size) result.splice(-1, 1, { ...version, first: before.first });
      else result.push(version);
    }
    return result;
  }

  function inOrder(versions: readonly Lifetime[]): Lifetime[] {
    return versions.toSorted((left, right) => (left.path === right.path ? left.first - right.first : left.path < right.path ? -1 : 1));
  }
});
