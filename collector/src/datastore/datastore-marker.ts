/**
 * The file that makes a directory a datastore. Layout in docs/formats.md, "Datastore directory".
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';

import { datastoreError } from './datastore-error.ts';

export const MARKER_NAME = 'stillpoint-datastore';
const FORMAT = 2;

/** What the marker says. */
export interface DatastoreMarker {
  readonly collectorId: string;
  readonly createdMs: number;
}

/** Text of the marker file. */
export function formatMarker(marker: DatastoreMarker): string {
  return `${JSON.stringify({ format: FORMAT, collectorId: marker.collectorId, createdMs: marker.createdMs })}\n`;
}

/** Reads the marker of the datastore at `directory`. DATASTORE_MISSING, DATASTORE_NEWER, DATASTORE_DENIED, DATASTORE_IO. */
export async function readMarker(directory: string): Promise<DatastoreMarker> {
  const path = join(directory, MARKER_NAME);
  let text;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new StillpointError('DATASTORE_MISSING', `${directory} is not a datastore`, {
        hint: 'name another one with --datastore DIR or STILLPOINT_DATASTORE, or make one with `stillpoint-collector init`',
        cause: error,
      });
    }
    throw datastoreError(error, `reading ${path}`);
  }
  return parseMarker(path, text);
}

function parseMarker(path: string, text: string): DatastoreMarker {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw damaged(path, error);
  }
  if (typeof value !== 'object' || value === null || !('format' in value) || typeof value.format !== 'number') throw damaged(path);
  if (value.format !== FORMAT) {
    throw new StillpointError('DATASTORE_NEWER', `${path} names format ${value.format}, which this release does not know`, { hint: 'use the release that wrote it, or a newer one' });
  }
  if (!('collectorId' in value) || !('createdMs' in value) || typeof value.collectorId !== 'string' || typeof value.createdMs !== 'number') throw damaged(path);
  return { collectorId: value.collectorId, createdMs: value.createdMs };
}

function damaged(path: string, cause?: unknown): StillpointError {
  return new StillpointError('DATASTORE_IO', `${path} is damaged`, {
    hint: `write one line into it: {"format":${FORMAT},"collectorId":"ID","createdMs":0} with the collector id of the certificate, or put back a copy`,
    cause,
  });
}
