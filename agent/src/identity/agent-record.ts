/**
 * The file in which an enrolled agent keeps its identity: key, certificate and collector in one, so that a renewal replaces all of them or nothing.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { parsePeerCertificate } from '@stillpoint/proto/tls/peer-certificate.ts';

import type { EnrolledAgent } from './enrolled-agent.ts';

/** Of this release; a newer one is refused. */
const version = 1;

/** The record as JSON text. */
export function formatAgentRecord(agent: EnrolledAgent): string {
  const { agentId, agentName, collectorId, addresses, caCertificate, certificate, key } = agent;
  return `${JSON.stringify({ version, agentId, agentName, collectorId, addresses, caCertificate, certificate, key }, undefined, 2)}\n`;
}

/** Reads {@link formatAgentRecord}'s text. STATE_INVALID when it is damaged, of a newer release, or its certificate is another agent's; `file` is named. */
export function parseAgentRecord(text: string, file: string): EnrolledAgent {
  const record = parseObject(text, file);
  if (record['version'] !== version) throw invalid(file, 'was written by a newer release', 'bring the agent to that release again');
  const textOf = (key: string): string => {
    const value = record[key];
    if (typeof value !== 'string' || value === '') throw damaged(file, `"${key}" is missing`);
    return value;
  };
  const { addresses } = record;
  if (!Array.isArray(addresses) || !addresses.every((address) => typeof address === 'string')) throw damaged(file, '"addresses" is missing');
  const agent: EnrolledAgent = {
    agentId: textOf('agentId'),
    agentName: textOf('agentName'),
    collectorId: textOf('collectorId'),
    addresses,
    caCertificate: textOf('caCertificate'),
    certificate: textOf('certificate'),
    key: textOf('key'),
  };
  if (parsePeerCertificate(agent.certificate)?.agentId.replaceAll('-', '') !== agent.agentId) throw damaged(file, 'its certificate is not that of this agent');
  return agent;
}

function parseObject(text: string, file: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw damaged(file, 'it is no JSON', cause);
  }
  if (typeof value !== 'object' || value === null) throw damaged(file, 'it is no JSON object');
  return value as Readonly<Record<string, unknown>>;
}

function damaged(file: string, why: string, cause?: unknown): StillpointError {
  return invalid(file, `is damaged: ${why}`, 'enrol this guest again with a token made by `stillpoint-collector token create --agent NAME --replace`, with `enroll --force`', cause);
}

function invalid(file: string, what: string, hint: string, cause?: unknown): StillpointError {
  return new StillpointError('STATE_INVALID', `${file} ${what}`, { hint, cause });
}
