import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { v1 } from '../messages.ts';
import { encodeArchiveNode } from './archive-node.ts';
import { decodeNode, NodeKind } from './node.ts';
import { decodeArchiveNode } from './record-node.ts';

const count = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const facts = fc.record({
  name: fc.string({ unit: 'grapheme' }),
  kind: fc.constantFrom('tree' as const, 'stream' as const),
  sourceKind: fc.constantFrom('files', 'postgres'),
  chunkClass: fc.integer({ min: 0, max: 0xffffffff }),
  entries: count,
  bytes: count,
  paths: fc.array(fc.uint8Array({ maxLength: 300 }).map((path) => Buffer.from(path))),
});

describe('an archive node', () => {
  it('has the record as the generated classes write it', () => {
    fc.assert(
      fc.property(facts, fc.uint8Array({ minLength: 32, maxLength: 32 }), (archive, root) => {
        const node = encodeArchiveNode(archive, root);
        expect(decodeNode(node, NodeKind.archive).body.equals(v1.ArchiveRecord.encode({ ...archive, paths: [...archive.paths] }).finish())).toBe(true);
        const decoded = decodeArchiveNode(node);
        expect(decoded.root.equals(root)).toBe(true);
        expect(decoded.record).toMatchObject({ name: archive.name, entries: archive.entries, bytes: archive.bytes });
      }),
    );
  });
});
