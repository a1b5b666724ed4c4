/**
 * Files that say what the directory around them is: a cache that others can rebuild, or something of Stillpoint's own.
 */

import type { Exclusion } from './exclusion.ts';

/** Name of the file at the root of every datastore. */
export const datastoreMarkerName = 'stillpoint-datastore';
/** Name of the file at the root of every agent's state directory. */
export const agentStateMarkerName = 'stillpoint-agent-state';
/** What that file says. Never change the words `Stillpoint agent`: they are what makes it a marker. */
export const agentStateMarkerText = 'State of the Stillpoint agent of this host: key, certificate and journals. Backups leave this folder out.\n';

/** From the specification of cache directory tags; the file may go on after it. */
const cachedirSignature = 'Signature: 8a477f597d28d172789f06886806bc55';

/** A marker that a directory may hold. */
export interface DirectoryMarker {
  readonly fileName: string;
  /** How many bytes of the file's start `confirms` wants; 0: that it is a regular file is enough. */
  readonly headBytes: number;
  /** True: the marker itself is kept, so that the restored directory is known for what it is. Everything else in the directory is left out. */
  readonly keepsMarker: boolean;
  /** What to report for what is left out. */
  readonly exclusion: Exclusion;
  /** True when the start of the file (a regular file; no symlink) shows that the marker is meant. */
  confirms(head: Uint8Array): boolean;
}

/** Marks a directory whose contents can be rebuilt. */
export const cachedirTag: DirectoryMarker = {
  fileName: 'CACHEDIR.TAG',
  headBytes: cachedirSignature.length,
  keepsMarker: true,
  exclusion: { excludedBy: 'CACHEDIR.TAG', origin: 'cachedir-tag' },
  confirms: (head) => Buffer.from(head).toString('latin1').startsWith(cachedirSignature),
};

/** Marks what is Stillpoint's own: a datastore that is backed up into itself never stops growing, and a key must not leave its guest. */
export const ownMarkers: readonly DirectoryMarker[] = [
  { ...ownMarker(datastoreMarkerName), headBytes: 512, confirms: isDatastoreMarker },
  { ...ownMarker(agentStateMarkerName), headBytes: 512, confirms: isAgentStateMarker },
];

function ownMarker(fileName: string): Omit<DirectoryMarker, 'headBytes' | 'confirms'> {
  return { fileName, keepsMarker: false, exclusion: { excludedBy: fileName, origin: 'protected' } };
}

// Not by its name alone: an empty file must not hide a directory from every backup. Not by its exact form either: a datastore whose marker an administrator
// has written anew, or a disk has damaged, or a later release has made, is one all the same. See docs/formats.md, "Datastore directory".
function isDatastoreMarker(head: Uint8Array): boolean {
  const text = Buffer.from(head).toString('latin1');
  return text.includes('"format"') && text.includes('"collectorId"');
}

// As above. The directory that agent.toml names as state_dir is left out by its path besides, whatever its marker says.
function isAgentStateMarker(head: Uint8Array): boolean {
  return Buffer.from(head).toString('latin1').includes('Stillpoint agent');
}
