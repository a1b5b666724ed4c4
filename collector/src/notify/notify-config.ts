/**
 * [notify] of collector.toml, and the channels that it asks for.
 */
import { hostname } from 'node:os';

import { z } from 'zod';

import { configTable } from '@stillpoint/proto/config/config-table.ts';
import { parseHostPort } from '@stillpoint/proto/config/network-address.ts';
import type { HostPort } from '@stillpoint/proto/rpc/address.ts';
import { parseSpan } from '@stillpoint/proto/text/parse-span.ts';

import type { NotifyChannel } from './channel.ts';
import { commandChannel } from './command-channel.ts';
import { mailChannel, mailTls } from './mail-channel.ts';
import { webhookChannel } from './webhook-channel.ts';

const maxTimeoutMs = 600_000;

const timeout = z.string({ error: 'expected a span of time such as 30s' }).transform((text, context): number => {
  const spanMs = parseSpan(text);
  if (spanMs !== undefined && spanMs <= maxTimeoutMs) return spanMs;
  context.addIssue({ code: 'custom', message: 'expected a span of time from 1s to 10m, such as 30s' });
  return z.NEVER;
});

const webAddress = z.string({ error: 'expected an address as https://HOST/PATH' }).refine((text) => URL.canParse(text) && /^https?:$/u.test(new URL(text).protocol), { error: 'expected an address as https://HOST/PATH' });
const mailAddress = z.string({ error: 'expected a mail address' }).regex(/^[^\s@<>",;:\p{Cc}]{1,64}@[^\s@<>",;:\p{Cc}]{1,253}$/u, { error: 'expected a mail address' });
const absolutePath = z.string({ error: 'expected an absolute path' }).startsWith('/', { error: 'expected an absolute path' });
const headerName = z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/u, { error: 'expected the name of a header' });
const headerValue = z.string({ error: 'expected text' }).regex(/^[\t\x20-\x7e]*$/u, { error: 'expected text of ASCII characters' });
const mailServer = z.string({ error: 'expected HOST:PORT' }).transform((text, context): HostPort => {
  const address = parseHostPort(text);
  if (address !== undefined) return address;
  context.addIssue({ code: 'custom', message: 'expected HOST:PORT or [IPV6]:PORT' });
  return z.NEVER;
});

const webhook = configTable({
  url: webAddress,
  headers: z.record(headerName, headerValue).default({}),
  ca_file: absolutePath.optional(),
  timeout: timeout.prefault('15s'),
});

const mail = configTable({
  to: z.array(mailAddress).min(1),
  from: mailAddress.optional(),
  smtp: mailServer.prefault('127.0.0.1:25'),
  tls: z.enum(mailTls).default('auto'),
  user: z.string().optional(),
  password: z.string().optional(),
  ca_file: absolutePath.optional(),
  timeout: timeout.prefault('30s'),
}).refine(({ user, tls }) => user === undefined || tls === 'starttls' || tls === 'implicit', { path: ['tls'], error: 'a password is sent to a server that is known only: write "starttls" or "implicit"' });

/** The table [notify]. */
export const notifySchema = configTable({
  command: z.array(z.string().regex(/^[^\0]+$/u, { error: 'expected a program and its arguments, none of them empty' })).min(1).optional(),
  command_timeout: timeout.prefault('30s'),
  webhook: webhook.optional(),
  mail: mail.optional(),
});

/** What it holds. */
export type NotifyConfig = z.infer<typeof notifySchema>;

/** The channels that are configured. */
export function channelsOf({ command, command_timeout: timeoutMs, webhook: web, mail: post }: NotifyConfig): NotifyChannel[] {
  return [
    ...(command === undefined ? [] : [commandChannel({ command, timeoutMs })]),
    ...(web === undefined ? [] : [webhookChannel({ url: web.url, headers: web.headers, caFile: web.ca_file, timeoutMs: web.timeout })]),
    ...(post === undefined ? [] : [mailChannel({ to: post.to, from: post.from ?? `stillpoint@${hostname()}`, server: post.smtp, tls: post.tls, user: post.user, password: post.password, caFile: post.ca_file, timeoutMs: post.timeout })]),
  ];
}
