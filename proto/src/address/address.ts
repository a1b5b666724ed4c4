/**
 * Addresses: what a person types to name something in a snapshot. This file holds the grammar in both directions and knows no snapshot;
 * resolve-snapshot.ts and resolve-archive.ts find what an address names.
 *
 *     ADDRESS   SNAPSHOT[:[ARCHIVE][/PATH]]
 *     SNAPSHOT  AGENT[/PLAN][@WHEN] | @ID
 */
import { StillpointError } from '../errors.ts';
import { parseByteName, showByteName } from '../text/byte-name.ts';
import { shellQuote } from '../text/shell-quote.ts';

import { formatWhen, parseWhen, type When } from './when.ts';

/** A snapshot by its id (lower-case hexadecimal digits, perhaps only the first ones) or by agent, plan and time; what was left out is undefined. */
export type SnapshotReference =
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'agent'; readonly agent: string; readonly plan: string | undefined; readonly when: When | undefined };

/** What stands behind the colon. `path` is a byte string: '/' and names parted by single '/', without one at the end; undefined when left out. */
export interface Within {
  readonly archive: string | undefined;
  readonly path: string | undefined;
}

/** `within` is undefined when there was no colon: the whole snapshot. */
export interface Address {
  readonly snapshot: SnapshotReference;
  readonly within: Within | undefined;
}

const agentName = /^[a-z0-9][a-z0-9._-]{0,62}$/i;
const planName = agentName;
const idDigits = /^[0-9a-f]{1,32}$/i;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const grammar = 'an address is AGENT[/PLAN][@WHEN][:[ARCHIVE][/PATH]] or @ID[:…], for example db1/daily@latest:files/etc/hosts or db1:/etc/hosts';

/** Parses an address. ADDRESS_INVALID says which part is wrong. */
export function parseAddress(text: string): Address {
  const colon = findColon(text);
  const snapshot = parseSnapshotReference(colon === -1 ? text : text.slice(0, colon));
  return { snapshot, within: colon === -1 ? undefined : parseWithin(text.slice(colon + 1)) };
}

/** Parses SNAPSHOT alone, for commands that take whole snapshots. ADDRESS_INVALID for anything else. */
export function parseSnapshotReference(text: string): SnapshotReference {
  if (text.startsWith('@')) {
    const id = text.slice(1);
    if (uuid.test(id)) return { kind: 'id', id: id.replaceAll('-', '').toLowerCase() };
    if (!idDigits.test(id)) throw invalid(`"${text}" is no snapshot's id: behind a leading "@" stand 1 to 32 hexadecimal digits`, 'write AGENT before "@" for a time, as in db1@latest');
    return { kind: 'id', id: id.toLowerCase() };
  }
  const at = text.indexOf('@');
  const name = at === -1 ? text : text.slice(0, at);
  const slash = name.indexOf('/');
  const agent = slash === -1 ? name : name.slice(0, slash);
  const plan = slash === -1 ? undefined : name.slice(slash + 1);
  if (agent === '') throw invalid(`"${text}" names no agent`, grammar);
  if (!agentName.test(agent)) throw invalid(`"${agent}" can be no agent's name`, grammar);
  if (plan === '') throw invalid(`"${text}" names no plan behind "/"`, grammar);
  if (plan?.includes('/') === true) throw invalid(`"${plan}" can be no plan's name`, `a path stands behind a colon: ${agent}:/${plan}`);
  if (plan !== undefined && !planName.test(plan)) throw invalid(`"${plan}" can be no plan's name`, grammar);
  return { kind: 'agent', agent, plan, when: at === -1 ? undefined : parseWhen(text.slice(at + 1)) };
}

/** The text of an address, not quoted; {@link parseAddress} gives the same value back. */
export function showAddress(address: Address): string {
  const { snapshot, within } = address;
  const text = snapshot.kind === 'id' ? `@${snapshot.id}` : showName(snapshot.agent, snapshot.plan) + (snapshot.when === undefined ? '' : `@${formatWhen(snapshot.when)}`);
  return within === undefined ? text : `${text}:${within.archive ?? ''}${showByteName(within.path ?? '')}`;
}

/** The address as one shell word: what listings print, to be pasted unchanged. */
export function formatAddress(address: Address): string {
  return shellQuote(showAddress(address));
}

/** A path as it stands in an {@link Within}: `/` and names, doubled and trailing slashes and `.` taken away. ADDRESS_INVALID for `..` and NUL. */
export function normalPath(path: string): string {
  const names = path.split('/').filter((name) => name !== '' && name !== '.');
  if (names.includes('..')) throw invalid(`the path "${showByteName(path)}" holds ".."`, 'write the path from the root without ".."');
  if (path.includes('\0')) throw invalid(`the path "${showByteName(path)}" holds a NUL byte, which no name can`, undefined);
  return `/${names.join('/')}`;
}

/** `db1/daily`, or `db1` without a plan. */
export function showName(agent: string, plan: string | undefined): string {
  return plan === undefined ? agent : `${agent}/${plan}`;
}

// An archive begins with a letter and a path with a slash, so that ":30" of a time and of an offset is neither.
function findColon(text: string): number {
  return text.search(/:(?=[a-z/]|$)/i);
}

function parseWithin(text: string): Within {
  const slash = text.indexOf('/');
  const archive = slash === -1 ? text : text.slice(0, slash);
  return { archive: archive === '' ? undefined : archive, path: slash === -1 ? undefined : normalPath(parseByteName(text.slice(slash))) };
}

function invalid(message: string, hint: string | undefined): StillpointError {
  return new StillpointError('ADDRESS_INVALID', message, { hint });
}
