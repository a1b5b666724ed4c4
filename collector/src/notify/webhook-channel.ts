/**
 * Tells a web service: one POST of the JSON. No proxies, whatever the environment says; no redirects, which could lead the message elsewhere.
 */
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';

import { StillpointError } from '@stillpoint/proto/errors.ts';

import { oneLine } from '../alarm/alarm.ts';
import type { NotifyChannel } from './channel.ts';
import { readTrustedCertificates } from './trusted-certificates.ts';

/** Settings of the channel. */
export interface WebhookSettings {
  /** http or https; may hold a secret. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly caFile: string | undefined;
  readonly timeoutMs: number;
}

const maxAnswerBytes = 1024;

/** A channel to the service. */
export function webhookChannel({ url, headers, caFile, timeoutMs }: WebhookSettings): NotifyChannel {
  const { protocol, host } = new URL(url);
  return {
    name: 'webhook',
    // Paths of webhooks are passwords.
    target: `${protocol}//${host}`,
    send: async ({ document }, signal) => {
      const body = Buffer.from(JSON.stringify(document));
      const options = { method: 'POST', headers: { 'user-agent': 'stillpoint-collector', ...headers, 'content-type': 'application/json', 'content-length': body.length }, agent: false, signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) };
      const ca = protocol === 'https:' ? await readTrustedCertificates(caFile) : [];
      try {
        const answer = await new Promise<IncomingMessage>((resolve, reject) => {
          const call = protocol === 'https:' ? requestHttps(url, { ...options, ca }, resolve) : requestHttp(url, options, resolve);
          call.on('error', reject);
          call.end(body);
        });
        const status = answer.statusCode ?? 0;
        const text = await beginningOf(answer);
        if (status < 200 || status > 299) throw failure(`${host} answered ${String(status)}${text === '' ? '' : `: ${text}`}`, status >= 300 && status < 400 ? 'redirects are not followed: write the address that it leads to' : undefined);
      } catch (error) {
        if (error instanceof StillpointError) throw error;
        throw failure(`${host}: ${reasonOf(error, timeoutMs)}`, undefined, error);
      }
    },
  };
}

async function beginningOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    // Leaving the loop ends the connection.
    if (bytes >= maxAnswerBytes) break;
  }
  return oneLine(Buffer.concat(chunks).subarray(0, maxAnswerBytes).toString('utf8'));
}

function reasonOf(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError' || (error.cause instanceof Error && error.cause.name === 'TimeoutError')) return `no answer within ${String(timeoutMs / 1000)} s`;
  // Of several addresses that were tried, each has its own reason.
  const reasons = error instanceof AggregateError ? error.errors.map((one: unknown) => (one instanceof Error ? one.message : String(one))) : [error.message];
  return oneLine(reasons.join(', '));
}

function failure(text: string, hint: string | undefined, cause?: unknown): StillpointError {
  return new StillpointError('NOTIFY_FAILED', text, { hint: hint ?? 'see [notify.webhook] in collector.toml', cause });
}
