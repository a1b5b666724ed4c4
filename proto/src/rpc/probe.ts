/**
 * A TLS connection made before gRPC's own, to learn what gRPC does not tell: why an address cannot be reached, whose certificate the
 * server has and what is wrong with it, and over which local address the way goes.
 */
import { X509Certificate } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { connect as connectSocket, isIP } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';

import { StillpointError, systemErrorCode } from '../errors.ts';
import { fingerprint, fingerprintOf, identityOf, isSignedBy, serverNameFor } from '../tls/certificate.ts';
import { formatHostPort, type HostPort } from './address.ts';
import { connectOptions, type ChooseLocalEnd } from './local-end.ts';

/** Whom a client accepts as the collector: by its CA (PEM), or by the CA's fingerprint (64 hex digits) while enrolling; and by its id. */
export interface CollectorTrust {
  readonly ca: { readonly certificate: string } | { readonly fingerprint: string };
  /** UUID; left out, any collector of that CA is accepted. */
  readonly collectorId?: string | undefined;
}

/** What a probe found. */
export interface ProbeResult {
  /** As it was asked for. */
  readonly address: HostPort;
  /** The IP address that answered: where gRPC is to connect, without asking the resolver again. */
  readonly remote: HostPort;
  /** This host's end: the network that the backup goes over. */
  readonly localAddress: string;
  readonly caCertificate: string;
  readonly collectorId: string;
}

/** Limits of a probe. */
export interface ProbeOptions {
  readonly timeoutMs: number;
  readonly now: () => Date;
  readonly signal?: AbortSignal | undefined;
  /** As in ChannelRequest. */
  readonly localEnd?: ChooseLocalEnd | undefined;
}

/**
 * Connects to one address and checks the server. COLLECTOR_UNREACHABLE with the reason; CA_MISMATCH for a foreign CA or collector;
 * CLOCK_WRONG or CERTIFICATE_EXPIRED when dates and this host's clock do not agree; CANCELLED.
 */
export async function probe(address: HostPort, trust: CollectorTrust, options: ProbeOptions): Promise<ProbeResult> {
  const socket = await handshake(address, await remoteOf(address, options), serverNameFor('certificate' in trust.ca ? fingerprint(trust.ca.certificate) : trust.ca.fingerprint), options);
  try {
    const leaf = socket.getPeerX509Certificate();
    if (leaf === undefined) throw unreachable(address, 'it presented no certificate');
    const authority = findAuthority(leaf, trust, address);
    const collectorId = checkServer(leaf, authority, trust, address, options.now());
    const host = isIP(address.host) === 0 ? (socket.remoteAddress ?? address.host) : address.host;
    return {
      address,
      remote: { host, port: address.port },
      localAddress: socket.localAddress ?? '',
      caCertificate: authority.toString(),
      collectorId,
    };
  } finally {
    socket.destroy();
  }
}

/** Throws unless `leaf` is the certificate of the trusted collector, valid at `now`; returns the collector's id. */
export function checkServer(leaf: X509Certificate, authority: X509Certificate, trust: CollectorTrust, address: HostPort, now: Date): string {
  const where = formatHostPort(address);
  if (!isSignedBy(leaf, authority)) throw caMismatch(where);
  const identity = identityOf(leaf);
  if (identity?.kind !== 'collector') throw caMismatch(where, 'presented a certificate that is not a collector’s');
  if (trust.collectorId !== undefined && identity.id !== trust.collectorId) {
    throw new StillpointError('CA_MISMATCH', `${where} is the collector ${identity.id}, but this guest belongs to ${trust.collectorId}`, {
      hint: 'check the collector address in agent.toml',
    });
  }
  checkDates(leaf, authority, where, now);
  return identity.id;
}

function checkDates(leaf: X509Certificate, authority: X509Certificate, where: string, now: Date): void {
  const { validFromDate: from, validToDate: to } = leaf;
  const clock = now.toISOString();
  if (now < from || now > authority.validToDate) {
    throw new StillpointError(
      'CLOCK_WRONG',
      `this host's clock says ${clock}, but the certificate of the collector at ${where} is valid from ${from.toISOString()} until ${to.toISOString()}`,
      { hint: 'set this host’s clock right (`timedatectl` shows whether it is synchronised); if it is right, look at the collector’s' },
    );
  }
  if (now > to) {
    throw new StillpointError(
      'CERTIFICATE_EXPIRED',
      `the certificate of the collector at ${where} was valid until ${to.toISOString()}; this host's clock says ${clock}`,
      { hint: 'if that clock is right, restart `stillpoint-collector serve`, which renews its certificate; else set this host’s clock' },
    );
  }
}

function findAuthority(leaf: X509Certificate, { ca }: CollectorTrust, address: HostPort): X509Certificate {
  if ('certificate' in ca) return new X509Certificate(ca.certificate);
  // The server sends its CA behind its own certificate; nothing but the fingerprint says that it is the right one.
  const sent = leaf.issuerCertificate;
  if (sent === undefined || fingerprintOf(sent).toString('hex') !== ca.fingerprint) throw caMismatch(formatHostPort(address));
  return sent;
}

/** The IP address to connect to when the end here is chosen by it: of a name's addresses the first that has an end here. */
async function remoteOf(address: HostPort, { localEnd }: ProbeOptions): Promise<HostPort> {
  if (localEnd === undefined || isIP(address.host) !== 0) return address;
  let found: readonly { readonly address: string }[];
  try {
    found = await lookup(address.host, { all: true });
  } catch (error) {
    throw unreachable(address, error instanceof Error ? reasonOf(error) : 'the name cannot be looked up', error);
  }
  let refusal: StillpointError | undefined;
  for (const { address: host } of found) {
    try {
      localEnd(host);
      return { host, port: address.port };
    } catch (error) {
      if (!(error instanceof StillpointError)) throw error;
      refusal ??= error;
    }
  }
  throw refusal ?? unreachable(address, 'the name has no address');
}

async function handshake(address: HostPort, remote: HostPort, servername: string, { timeoutMs, signal, localEnd }: ProbeOptions): Promise<TLSSocket> {
  const cancelled = (): StillpointError =>
    new StillpointError('CANCELLED', `connecting to ${formatHostPort(address)} was cancelled`, { cause: signal?.reason });
  if (signal?.aborted === true) throw cancelled();
  // Refuses before anything is sent.
  const way = localEnd === undefined ? { host: remote.host, port: remote.port, socket: undefined } : { socket: connectSocket(connectOptions(remote, localEnd)) };
  return new Promise<TLSSocket>((resolve, reject) => {
    const socket = connect({
      ...way,
      servername,
      minVersion: 'TLSv1.3',
      ALPNProtocols: ['h2'],
      // Judged by checkServer, which can say what is wrong.
      rejectUnauthorized: false,
    });
    const settle = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
    const fail = (error: StillpointError): void => {
      settle();
      socket.destroy();
      reject(error);
    };
    const onAbort = (): void => {
      fail(cancelled());
    };
    // A TLS socket over another one does not tell of its errors before the handshake.
    if (way.socket !== undefined) way.socket.once('error', (error: Error) => { fail(unreachable(address, reasonOf(error), error)); });
    const timer = setTimeout(() => {
      fail(unreachable(address, `no answer within ${String(timeoutMs / 1000)} s`));
    }, timeoutMs);
    signal?.addEventListener('abort', onAbort);
    socket.on('error', (error: Error) => {
      fail(unreachable(address, reasonOf(error), error));
    });
    // An ended connection without an error: a port forwarder with nothing behind it does that.
    socket.once('close', () => {
      fail(unreachable(address, 'it closed the connection at once'));
    });
    socket.once('secureConnect', () => {
      settle();
      resolve(socket);
    });
  });
}

function reasonOf(error: Error): string {
  // A name with several addresses fails with an error for each.
  const first: unknown = error instanceof AggregateError ? (error.errors as unknown[])[0] : error;
  const code = systemErrorCode(first) ?? systemErrorCode(error) ?? '';
  const known = reasons[code];
  if (known !== undefined) return known;
  if (code.startsWith('ERR_SSL') || code === 'EPROTO') return 'it does not speak TLS 1.3: is that the collector’s port?';
  return first instanceof Error && first.message !== '' ? first.message : code;
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused: nothing listens there',
  ETIMEDOUT: 'no answer',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'there is no route to that network',
  ENOTFOUND: 'the name is unknown',
  EAI_AGAIN: 'the name cannot be looked up now',
  ECONNRESET: 'it closed the connection during the handshake',
  EACCES: 'a firewall of this host forbids it',
  EPERM: 'a firewall of this host forbids it',
};

function unreachable(address: HostPort, why: string, cause?: unknown): StillpointError {
  return new StillpointError('COLLECTOR_UNREACHABLE', `${formatHostPort(address)}: ${why}`, { cause });
}

function caMismatch(where: string, what = 'is not the collector of this guest: its certificate comes from another CA'): StillpointError {
  return new StillpointError('CA_MISMATCH', `${where} ${what}`, {
    hint: 'check the address; if the collector was made anew, enrol this guest again with a token of it',
  });
}
