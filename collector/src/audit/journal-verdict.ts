/**
 * Whether the journal of decisions is whole: the chain from its first record to its last, and everything that was noted of it elsewhere.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import { describeMismatch, journalPath } from '../datastore/decision-journal.ts';
import { readJournalHead, type JournalHead } from '../datastore/journal-head.ts';
import { readJournal, type JournalEnd } from '../datastore/journal-reader.ts';

/** What the journal is compared with. `noted` comes from outside; the catalog knows a number only. */
export interface JournalWitnesses {
  readonly noted: JournalHead | undefined;
  readonly catalogNumber: number;
}

interface Walk {
  readonly hashes: Map<number, string>;
  readonly marks: string[];
  firstMs: number;
  lastMs: number;
  records: number;
  hash: string;
}

/** Reads the whole journal of the datastore in `directory`. DATASTORE_*; what is wrong with the journal is in the verdict. */
export async function checkJournal(directory: string, { noted, catalogNumber }: JournalWitnesses): Promise<v1.AuditVerdict.$Properties> {
  const path = journalPath(directory);
  // Before the journal: a record that is added meanwhile must not look as if it were missing.
  const head = await readJournalHead(path);
  const walk: Walk = { hashes: new Map(), marks: [], firstMs: 0, lastMs: 0, records: 0, hash: '' };
  const damage = await walkJournal(path, walk, new Set([head?.number, noted?.number]));
  const findings = [...damage, ...walk.marks];
  const witnesses: string[] = [];
  if (noted !== undefined) {
    witnesses.push(`what you noted, record ${noted.number}`);
    findings.push(...compare(noted, walk, 'what you noted'));
  }
  if (head === undefined) findings.push('there is no note of the journal’s end in journal/head: it was removed, or the datastore was last opened by an older release');
  else {
    witnesses.push(`journal/head, record ${head.number}`);
    findings.push(...compare(head, walk, 'journal/head'));
  }
  witnesses.push(`the catalog, record ${catalogNumber}`);
  if (catalogNumber > walk.records && damage.length === 0) findings.push(`the catalog knows ${catalogNumber} records, the journal ends with record ${walk.records}`);
  return { records: walk.records, hash: Buffer.from(walk.hash, 'hex'), firstMs: walk.firstMs, lastMs: walk.lastMs, findings, witnesses };
}

async function walkJournal(path: string, walk: Walk, wanted: ReadonlySet<number | undefined>): Promise<string[]> {
  const records = readJournal(path, undefined, (number, hash) => {
    walk.records = number;
    walk.hash = hash.toString('hex');
    if (wanted.has(number)) walk.hashes.set(number, walk.hash);
  });
  try {
    let next: IteratorResult<v1.Decision, JournalEnd>;
    while ((next = await records.next()).done !== true) {
      const { timeMs, audit } = next.value;
      if (walk.firstMs === 0) walk.firstMs = timeMs;
      walk.lastMs = timeMs;
      if (audit?.kind === 'audit-broken') walk.marks.push(`noticed on ${new Date(timeMs).toISOString()}, before record ${next.value.number} was written: ${audit.text ?? ''}`);
    }
    return [];
  } catch (error) {
    if (!(error instanceof StillpointError) || error.code !== 'JOURNAL_CORRUPT') throw error;
    return [error.message];
  }
}

function compare(noted: JournalHead, { hashes, records }: Walk, witness: string): string[] {
  const mismatch = describeMismatch(noted, hashes.get(noted.number), records);
  return mismatch === undefined ? [] : [`${witness}: ${mismatch}`];
}
