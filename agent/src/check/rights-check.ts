/**
 * Whether this process may read everything that a backup is to hold.
 */
import { readFileSync } from 'node:fs';

import type { Finding } from './finding.ts';

// Numbers of linux/capability.h.
const capabilities: readonly { readonly bit: number; readonly name: string; readonly without: string }[] = [
  { bit: 2, name: 'CAP_DAC_READ_SEARCH', without: 'files that only others may read are missing and make snapshots incomplete' },
  { bit: 21, name: 'CAP_SYS_ADMIN', without: 'extended attributes in the "trusted" namespace are missing' },
  { bit: 3, name: 'CAP_FOWNER', without: 'reading changes the access times of files of other users' },
];
const dacOverride = 1;

/** Findings about user and capabilities. `status` is the text of /proc/self/status. */
export function checkRights(uid: number, status: string): Finding[] {
  const effective = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)$/mu.exec(status)?.[1] ?? '0'}`);
  const has = (bit: number): boolean => ((effective >> BigInt(bit)) & 1n) === 1n;
  const missing = capabilities.filter(({ bit }) => !has(bit) && !(bit === 2 && has(dacOverride)));
  const who = uid === 0 ? 'root' : `user ${String(uid)}`;
  if (missing.length === 0) return [{ level: 'ok', area: 'rights', text: `${who}, may read everything` }];
  return missing.map(({ name, without }) => ({ level: 'warning', area: 'rights', text: `${who} without ${name}: ${without}`, hint: 'run as root' }));
}

/** {@link checkRights} of this process. */
export function checkOwnRights(): Finding[] {
  return checkRights(process.geteuid?.() ?? -1, readFileSync('/proc/self/status', 'latin1'));
}
