import { randomBytes } from 'node:crypto';

import { EncryptionKey } from '@stillpoint/proto/encryption/encryption-key.ts';
import { KeyRing } from '@stillpoint/proto/encryption/key-ring.ts';
import { doubtOf, snapshotKeyId, withDetails } from '@stillpoint/proto/encryption/snapshot-details.ts';
import { v1 } from '@stillpoint/proto/messages.ts';
import { expect, it } from 'vitest';

import { encryptDetails } from './encrypted-details.ts';

const key = EncryptionKey.generate();
const plan = 'daily';
const draft: v1.SnapshotDraft.$Properties = {
  status: v1.SnapshotStatus.INCOMPLETE,
  counts: { files: 7 },
  warnings: [{ code: 'ENTRY_CHANGED', path: Buffer.from('/srv/hidden'), text: 'hidden' }, { code: 'ENCRYPTION_KEY_NOT_EXPORTED', text: 'export it' }],
  skippedMounts: [{ path: Buffer.from('/hidden'), filesystem: 'nfs', reason: 'hidden' }],
  failedSources: [{ name: 'postgres', kind: 'postgres', code: 'TOOL_FAILED', text: 'hidden' }],
  notes: ['hidden'],
  planDefinition: '{"paths":["/srv/hidden"]}',
};

function asRead(record: v1.SnapshotRecord.$Properties): v1.SnapshotRecord {
  return v1.SnapshotRecord.decode(v1.SnapshotRecord.encode(record).finish());
}

it('a collector learns codes and counts, and nothing that names something', () => {
  const hidden = encryptDetails(draft, { key, plan });
  const bytes = Buffer.from(v1.SnapshotDraft.encode(hidden).finish());
  expect(bytes.includes('hidden')).toBe(false);
  expect(hidden).toMatchObject({ counts: { files: 7 }, warnings: [{ code: 'ENTRY_CHANGED' }, { code: 'ENCRYPTION_KEY_NOT_EXPORTED', text: 'export it' }], failedSources: [{ name: 'postgres', code: 'TOOL_FAILED' }], skippedMounts: [], notes: [], planDefinition: '' });
  expect(snapshotKeyId({ draft: hidden })).toBe(key.id);
});

it('who has the key reads everything, beside what the collector has added; who has another reads what the collector does', () => {
  const hidden = encryptDetails(draft, { key, plan });
  const record = asRead({ plan, draft: { ...hidden, warnings: [{ code: 'CLOCK_WRONG', text: 'an hour ahead' }, ...(hidden.warnings ?? [])] } });
  const read = withDetails(record, new KeyRing([EncryptionKey.generate(), key])).draft;
  expect(read?.warnings?.map(({ code, text }) => [code, text])).toEqual([['CLOCK_WRONG', 'an hour ahead'], ['ENTRY_CHANGED', 'hidden'], ['ENCRYPTION_KEY_NOT_EXPORTED', 'export it']]);
  expect(read).toMatchObject({ notes: ['hidden'], planDefinition: draft.planDefinition, failedSources: [{ text: 'hidden' }], skippedMounts: [{ reason: 'hidden' }] });
  for (const keys of [KeyRing.none, new KeyRing([EncryptionKey.generate()])]) expect(withDetails(record, keys)).toBe(record);
});

it('warnings that nothing makes smaller are left out as far as they do not fit', () => {
  const warnings = Array.from({ length: 1000 }, () => ({ code: 'ENTRY_UNREADABLE', path: randomBytes(700), text: 'x' }));
  const hidden = encryptDetails({ ...draft, warnings }, { key, plan });
  expect(hidden.warnings).toHaveLength(1000);
  expect(hidden.encryptedDetails?.length).toBeLessThanOrEqual(262_144);
  const read = withDetails(asRead({ plan, draft: hidden }), new KeyRing([key])).draft;
  expect(read?.warnings?.length).toBeGreaterThan(100);
  expect(read?.notes).toEqual(['hidden']);
});

it('who has the key notices a snapshot that was put together of others, or is of another time', () => {
  const nodes = [randomBytes(32), randomBytes(32), randomBytes(32)].map((node, index) => ({ name: String(index), node, root: randomBytes(32) }));
  const agentStartedMs = Date.UTC(2026, 10, 20);
  const hidden = encryptDetails({ ...draft, consistency: v1.Consistency.CRASH, archives: nodes.slice(0, 2), agentStartedMs }, { key, plan });
  const keys = new KeyRing([key]);
  const record = { plan, timeMs: agentStartedMs + 3_600_000, draft: hidden };
  const doubt = (change: v1.SnapshotRecord.$Properties): string | undefined => doubtOf(asRead({ ...record, ...change }), keys);
  expect(doubt({})).toBeUndefined();
  for (const change of [
    { archives: nodes.slice(1) }, { archives: [...nodes.slice(0, 1), ...nodes.slice(2)] }, { archives: nodes.slice(0, 2).reverse() }, { archives: nodes.slice(0, 1) },
    { status: v1.SnapshotStatus.COMPLETE }, { consistency: v1.Consistency.APPLICATION }, { seal: new Uint8Array(0) }, { seal: hidden.encryptedDetails ?? new Uint8Array(0) },
  ]) {
    expect(doubt({ draft: { ...hidden, ...change } }), Object.keys(change).join()).toContain('has not made this snapshot');
  }
  expect(doubt({ plan: 'weekly' })).toContain('has not made this snapshot');
  expect(doubt({ timeMs: agentStartedMs + 86_400_000 })).toContain('2026-11-20T00:00:00');
  expect(doubtOf(asRead({ ...record, plan: 'weekly' }), KeyRing.none)).toBeUndefined();
});
