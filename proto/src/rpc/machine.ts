/** Facts about this host that Hello tells the collector: they recognise a cloned guest and a wrong clock. */
import { readFile } from 'node:fs/promises';
import { hostname, release, type } from 'node:os';

import { systemErrorCode } from '../errors.ts';

/** This host. Texts are empty where the system does not tell. */
export interface MachineFacts {
  readonly hostName: string;
  /** /etc/machine-id: 32 hex digits; copied along by whoever clones a guest without care. */
  readonly machineId: string;
  /** Changes at each boot. */
  readonly bootId: string;
  /** Kernel name and release. */
  readonly kernel: string;
  /** `PRETTY_NAME` of os-release. */
  readonly operatingSystem: string;
  readonly nodeVersion: string;
  /** This host's clock, ms since 1970 UTC. */
  readonly clockMs: number;
}

/** Reads the facts. `root` is where the host's files lie ('' but in tests). */
export async function readMachineFacts(now: () => Date = () => new Date(), root = ''): Promise<MachineFacts> {
  const [machineId, bootId, osRelease, osReleaseOfVendor] = await Promise.all([
    readText(`${root}/etc/machine-id`),
    readText(`${root}/proc/sys/kernel/random/boot_id`),
    readText(`${root}/etc/os-release`),
    readText(`${root}/usr/lib/os-release`),
  ]);
  return {
    hostName: hostname(),
    machineId: machineId.trim(),
    bootId: bootId.trim(),
    kernel: `${type()} ${release()}`,
    operatingSystem: prettyName(osRelease === '' ? osReleaseOfVendor : osRelease),
    nodeVersion: process.version,
    clockMs: now().getTime(),
  };
}

// The file is made of shell assignments; the name is quoted in practice.
function prettyName(osRelease: string): string {
  const value = /^PRETTY_NAME=(.*)$/mu.exec(osRelease)?.[1]?.trim() ?? '';
  const quoted = /^(["'])(.*)\1$/u.exec(value)?.[2];
  return (quoted ?? value).replace(/\\(["$`\\])/gu, '$1');
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    // A container may lack any of them; another failure would be a surprise worth seeing.
    if (['ENOENT', 'EACCES', 'ENOTDIR'].includes(systemErrorCode(error) ?? '')) return '';
    throw error;
  }
}
