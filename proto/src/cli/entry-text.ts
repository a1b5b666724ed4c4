/** Entries of a tree as listings show them. */
import { EntryType, type Entry } from '../format/entry.ts';
import { jsonByteName, showByteName } from '../text/byte-name.ts';
import { formatLocalTime, formatUtcTimeNs } from '../text/format-time.ts';

const typeLetters: Readonly<Record<EntryType, string>> = {
  [EntryType.file]: '-',
  [EntryType.directory]: 'd',
  [EntryType.symlink]: 'l',
  [EntryType.fifo]: 'p',
  [EntryType.socket]: 's',
  [EntryType.charDevice]: 'c',
  [EntryType.blockDevice]: 'b',
};

const typeNames: Readonly<Record<EntryType, string>> = {
  [EntryType.file]: 'file',
  [EntryType.directory]: 'directory',
  [EntryType.symlink]: 'symlink',
  [EntryType.fifo]: 'fifo',
  [EntryType.socket]: 'socket',
  [EntryType.charDevice]: 'character-device',
  [EntryType.blockDevice]: 'block-device',
};

/** `file`, `directory`, ... for JSON; numbers of a newer release as they are. */
export function entryTypeName(type: number): string {
  return (typeNames as Readonly<Record<number, string>>)[type] ?? String(type);
}

/** `drwxr-xr-x`, as `ls -l` writes it. */
export function formatMode(type: EntryType, mode: number): string {
  let text = typeLetters[type];
  for (const [shift, special, letter] of [[6, 0o4000, 's'], [3, 0o2000, 's'], [0, 0o1000, 't']] as const) {
    const bits = (mode >> shift) & 7;
    const executable = (bits & 1) !== 0;
    const last = (mode & special) === 0 ? (executable ? 'x' : '-') : executable ? letter : letter.toUpperCase();
    text += `${(bits & 4) === 0 ? '-' : 'r'}${(bits & 2) === 0 ? '-' : 'w'}${last}`;
  }
  return text;
}

/** The line of `ls -l`; `address` stands where the name would. */
export function longLine(entry: Entry, address: string): string {
  const owner = showByteName(entry.user === '' ? String(entry.uid) : entry.user);
  const group = showByteName(entry.group === '' ? String(entry.gid) : entry.group);
  const size = entry.type === EntryType.charDevice || entry.type === EntryType.blockDevice ? `${entry.rdevMajor},${entry.rdevMinor}` : String(entry.sizeBytes);
  const target = entry.type === EntryType.symlink ? ` -> ${showByteName(entry.target)}` : '';
  const changed = entry.changed ? ' (changed while it was read)' : '';
  const time = formatLocalTime(Number(entry.mtimeNs / 1_000_000n));
  return `${formatMode(entry.type, entry.mode)}${entry.xattrs.length > 0 ? '+' : ' '} ${owner.padEnd(8)} ${group.padEnd(8)} ${size.padStart(12)} ${time} ${address}${target}${changed}`;
}

/** An entry in JSON; `path` is a byte string, `address` can be pasted (not shell-quoted). */
export function entryJson(entry: Entry, path: string, address: string): Record<string, unknown> {
  const target = entry.type === EntryType.symlink ? jsonByteName(entry.target) : undefined;
  return {
    ...jsonByteName(path),
    address,
    type: entryTypeName(entry.type),
    size: entry.sizeBytes,
    mode: entry.mode.toString(8).padStart(4, '0'),
    uid: entry.uid,
    gid: entry.gid,
    user: showByteName(entry.user),
    group: showByteName(entry.group),
    mtime: formatUtcTimeNs(entry.mtimeNs),
    hardLinked: entry.hardLinked,
    changed: entry.changed,
    xattrs: entry.xattrs.map(({ name }) => showByteName(name)),
    ...(target === undefined ? {} : { target: target.path, ...(target.path_base64 === undefined ? {} : { target_base64: target.path_base64 }) }),
    ...(entry.rdevMajor === 0 && entry.rdevMinor === 0 ? {} : { rdevMajor: entry.rdevMajor, rdevMinor: entry.rdevMinor }),
  };
}
