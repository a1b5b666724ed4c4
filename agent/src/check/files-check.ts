/**
 * What a tree would hold on this guest as it is now: which paths are there, which mounts are followed and which are left out. Walks nothing.
 */
import { isWithin } from '@stillpoint/proto/text/normal-path.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { readMounts, type Mount } from '@stillpoint/proto/posix/mounts.ts';
import { showByteName } from '@stillpoint/proto/text/byte-name.ts';

import type { FilesSelection, FilesSourceConfig } from '../config/agent-config.ts';
import { defaultsInForce, Selection } from '../selection/selection.ts';
import { findLinks } from '../source/files/linked-paths.ts';
import { MountPolicy } from '../source/files/mount-policy.ts';
import { checkRequiredMounts, findNamedPaths } from '../source/files/named-paths.ts';
import { problemOf, type Finding } from './finding.ts';

/** Surroundings of {@link checkFiles}. `protectedPaths`: Stillpoint's own, as latin1 strings. */
export interface FilesCheckOptions {
  readonly protectedPaths: readonly string[];
  readonly mounts?: readonly Mount[];
}

/** Everything about one source of files, problems included. */
export function checkFiles(source: FilesSourceConfig, area: string, { protectedPaths, mounts = readMounts() }: FilesCheckOptions): Finding[] {
  const findings: Finding[] = [];
  const tell = (text: string): void => {
    findings.push({ level: 'ok', area, text: `source ${source.name}: ${text}` });
  };
  const tellLink = (text: string, hint: string): void => {
    findings.push({ level: 'warning', area, code: 'PATH_LINKED', text: `source ${source.name}: ${text}`, hint });
  };
  const { found, missing, resolved } = findNamedPaths(source.paths, source.confinement);
  for (const path of found) tell(`takes ${showByteName(path)}`);
  for (const { path, walked } of resolved) tellLink(`${showByteName(path)} leads through a symbolic link and is taken as ${showByteName(walked)}`, 'name that path in `paths` instead');
  for (const { path, target } of findLinks(found)) tellLink(`${showByteName(path)} is a symbolic link: the link is taken, not ${showByteName(target)}`, 'to back up what it leads to, name that in `paths`');
  for (const { path, reason } of missing) {
    const text = `source ${source.name}: ${showByteName(path)} does not exist or cannot be reached (${reason})`;
    findings.push({ level: 'problem', area, code: 'PATH_MISSING', text, hint: 'correct `paths` in agent.toml' });
  }
  if (source.defaultExcludes) tell(`leaves out by default ${defaultsInForce(found).map(({ text }) => text).join(' ')}`);
  findings.push(...selectionFindings(source, area, protectedPaths), ...requiredMountFindings(source, area));
  for (const { path, mount, skipped } of mountsBelow({ ...source, paths: found }, protectedPaths, mounts)) {
    if (skipped === undefined) tell(`follows ${showByteName(path)} (${mount.fsType})`);
    else tell(`leaves out ${showByteName(path)} (${mount.fsType}): ${skipped}`);
  }
  return findings;
}

// One by one: `check` names every mount that is not there, a run stops at the first.
function requiredMountFindings(source: FilesSourceConfig, area: string): Finding[] {
  return source.requireMounts.map((path) => attempt(area, () => {
    checkRequiredMounts([path]);
    return { level: 'ok', area, text: `source ${source.name}: ${showByteName(path)} is mounted, as required` };
  }));
}

function selectionFindings(source: FilesSelection & { readonly name: string }, area: string, protectedPaths: readonly string[]): Finding[] {
  const finding = attempt(area, () => {
    Selection.create({ ...source, always: protectedPaths });
    return { level: 'ok', area, text: '' };
  });
  return finding.level === 'ok' ? [] : [finding];
}

function attempt(area: string, work: () => Finding): Finding {
  try {
    return work();
  } catch (error) {
    if (error instanceof StillpointError) return problemOf(area, error);
    throw error;
  }
}

/** A mount that a walk of the source would come to; `skipped` says why it is not entered. */
interface MountBelow {
  readonly path: string;
  readonly mount: Mount;
  readonly skipped: string | undefined;
}

// Sorted by path, a mount comes after those it lies in: what is below one that is left out is not come to.
function mountsBelow(source: FilesSelection, protectedPaths: readonly string[], mounts: readonly Mount[]): MountBelow[] {
  const seen = new Map(mounts.map((mount) => [mount.mountPoint, mount]));
  const policy = new MountPolicy(source.filesystems, mounts);
  const leftOut: string[] = [];
  const below: MountBelow[] = [];
  let selection: Selection;
  try {
    selection = Selection.create({ ...source, always: protectedPaths });
  } catch (error) {
    // Told by selectionFindings.
    if (error instanceof StillpointError) return [];
    throw error;
  }
  for (const [path, mount] of [...seen].sort(([left], [right]) => (left < right ? -1 : 1))) {
    const named = source.paths.find((candidate) => candidate !== path && isWithin(path, candidate));
    if (named === undefined || leftOut.some((other) => isWithin(path, other)) || !isSelected(selection, named, path)) continue;
    const skipped = policy.refusal(path, mount)?.reason;
    if (skipped !== undefined) leftOut.push(path);
    below.push({ path, mount, skipped });
  }
  return below;
}

/** True when no pattern leaves out the directory `path` or one above it, up to the named path. */
function isSelected(selection: Selection, named: string, path: string): boolean {
  let level = selection.enter(named);
  for (const name of path.slice(named === '/' ? 1 : named.length + 1).split('/')) {
    if (typeof level.verdict(name, true) === 'object') return false;
    level = level.enter(name);
  }
  return true;
}
