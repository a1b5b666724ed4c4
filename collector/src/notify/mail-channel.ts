/**
 * Tells people by mail, over SMTP. Not through a local `sendmail`: that of Postfix is setgid, which a service without new privileges cannot use; by SMTP the same server takes the
 * mail at 127.0.0.1:25, and queues it as ever.
 */
import { isIP } from 'node:net';

import { createTransport } from 'nodemailer';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { formatHostPort, type HostPort } from '@stillpoint/proto/rpc/address.ts';

import { oneLine } from '../alarm/alarm.ts';
import type { NotifyChannel } from './channel.ts';
import { readTrustedCertificates } from './trusted-certificates.ts';

/** `auto`: TLS when the server offers it, whoever it is; `starttls` and `implicit`: TLS with a certificate that is checked, or no mail; `off`: none. */
export const mailTls = ['auto', 'starttls', 'implicit', 'off'] as const;

/** Settings of the channel. */
export interface MailSettings {
  readonly to: readonly string[];
  readonly from: string;
  readonly server: HostPort;
  readonly tls: (typeof mailTls)[number];
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly caFile: string | undefined;
  readonly timeoutMs: number;
}

/** A channel to the addresses; one mail to all of them. */
export function mailChannel(settings: MailSettings): NotifyChannel {
  const { to, from, server, tls, user, password, caFile, timeoutMs } = settings;
  return {
    name: 'mail',
    target: `${to.join(', ')} through ${formatHostPort(server)}`,
    send: async ({ subject, text, level }, signal) => {
      const isChecked = tls === 'starttls' || tls === 'implicit';
      const transport = createTransport({
        host: server.host,
        port: server.port,
        secure: tls === 'implicit',
        requireTLS: tls === 'starttls',
        ignoreTLS: tls === 'off',
        tls: { minVersion: 'TLSv1.2', rejectUnauthorized: isChecked, ...(isChecked ? { ca: await readTrustedCertificates(caFile) } : {}), ...(isIP(server.host) === 0 ? { servername: server.host } : {}) },
        ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
        connectionTimeout: timeoutMs,
        greetingTimeout: timeoutMs,
        socketTimeout: timeoutMs,
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      const close = (): void => { transport.close(); };
      const late = Promise.withResolvers<never>();
      const timer = setTimeout(() => { late.reject(new Error(`the server did not take the mail within ${String(timeoutMs / 1000)} s`)); }, timeoutMs);
      const stop = (): void => { late.reject(new Error('the collector is stopping')); };
      signal.addEventListener('abort', stop, { once: true });
      try {
        // Auto-Submitted keeps absence notes from answering.
        const headers = { 'Auto-Submitted': 'auto-generated', 'X-Stillpoint-Level': level };
        const sent = transport.sendMail({ to: [...to], from, subject, text, headers, ...(level === 'critical' ? { priority: 'high' as const } : {}) });
        const { rejected } = await Promise.race([sent, late.promise]);
        if (rejected.length > 0) throw new Error(`the server refused ${rejected.join(', ')}`);
      } catch (error) {
        throw new StillpointError('NOTIFY_FAILED', `${formatHostPort(server)}: ${oneLine(error instanceof Error ? error.message : String(error))}`, { hint: 'see [notify.mail] in collector.toml', cause: error });
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
        close();
      }
    },
  };
}
