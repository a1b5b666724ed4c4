/**
 * Connections to a collector. It is known by its CA and its id, never by host name or address; proxies of the environment are ignored.
 */
import { X509Certificate } from 'node:crypto';
import { connect as connectSocket, isIPv6 } from 'node:net';
import { createSecureContext } from 'node:tls';

import { Client, credentials, type ChannelCredentials, type ChannelOptions } from '@grpc/grpc-js';

import { StillpointError, systemErrorCode } from '../errors.ts';
import { collectorDnsName, fingerprint, parseCertificate, serverNameFor } from '../tls/certificate.ts';
import { formatHostPort, type HostPort } from './address.ts';
import type { CallTarget } from './client-call.ts';
import { keepaliveMs, maxMessageBytes } from './limits.ts';
import { localEndOption, localEndScheme, type ChooseLocalEnd } from './local-end.ts';
import { checkServer, probe, type CollectorTrust, type ProbeResult } from './probe.ts';

export type { CollectorTrust } from './probe.ts';

/** How to find the collector and how to prove who we are. */
export interface ChannelRequest {
  /** Tried in order; the first that answers as the trusted collector is used. */
  readonly addresses: readonly HostPort[];
  readonly trust: CollectorTrust;
  /** The agent's own key and certificate, PEM; left out while enrolling. */
  readonly identity?: { readonly key: string; readonly certificate: string } | undefined;
  /** Chooses this host's end before every attempt to connect, gRPC's own later ones included; left out, the system does. What it throws is reported as it is. */
  readonly localEnd?: ChooseLocalEnd | undefined;
  /** For each address. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
  readonly now?: () => Date;
  /** Receive window of connection and streams: memory that the collector may fill. */
  readonly windowBytes?: number;
}

/** An open channel to one collector. Whoever opened it closes it; running calls end with CANCELLED or SESSION_LOST then. */
export interface Channel extends CallTarget, Disposable {
  /** The address that answered, as it was given. Undefined for the local socket. */
  readonly address: HostPort | undefined;
  /** This host's IP address on the way to the collector: tells the network in use. Empty for the local socket. */
  readonly localAddress: string;
  /** The collector's id; empty for the local socket. */
  readonly collectorId: string;
  /** The collector's CA, PEM, as verified; empty for the local socket. */
  readonly caCertificate: string;
  close(): void;
}

const connectTimeoutMs = 10_000;
const defaultWindowBytes = 4 * 1024 * 1024;

/**
 * Connects to the first address that answers as the trusted collector. COLLECTOR_UNREACHABLE names every address and its reason; an
 * address that answered with the wrong identity or at the wrong time (CA_MISMATCH, CLOCK_WRONG, CERTIFICATE_EXPIRED) is reported as such.
 */
export async function openChannel(request: ChannelRequest): Promise<Channel> {
  const found = await probeAll(request);
  const client = new Client(grpcTarget(found.remote, request.localEnd), secureCredentials(request, found), {
    ...commonOptions(request.windowBytes),
    ...(request.localEnd === undefined ? {} : { [localEndOption]: request.localEnd }),
    // The server is asked for under the name of its CA, whatever its address.
    'grpc.ssl_target_name_override': serverNameFor(fingerprint(found.caCertificate)),
    'grpc.default_authority': collectorDnsName,
  });
  return channelOf(client, {
    peer: formatHostPort(found.address),
    address: found.address,
    localAddress: found.localAddress,
    collectorId: found.collectorId,
    caCertificate: found.caCertificate,
  });
}

/** Connects to a collector on this host through its socket. COLLECTOR_UNREACHABLE when none runs there, PERMISSION_DENIED when this user may not. */
export async function openLocalChannel(path: string, options: { readonly windowBytes?: number } = {}): Promise<Channel> {
  await knock(path);
  const client = new Client(`unix:${path}`, credentials.createInsecure(), commonOptions(options.windowBytes));
  return channelOf(client, { peer: path, address: undefined, localAddress: '', collectorId: '', caCertificate: '' });
}

function channelOf(client: Client, facts: Omit<Channel, 'client' | 'close' | typeof Symbol.dispose>): Channel {
  const close = (): void => {
    client.close();
  };
  return { client, ...facts, close, [Symbol.dispose]: close };
}

async function probeAll(request: ChannelRequest): Promise<ProbeResult> {
  const failures: StillpointError[] = [];
  const options = { timeoutMs: request.timeoutMs ?? connectTimeoutMs, now: request.now ?? ((): Date => new Date()), signal: request.signal, localEnd: request.localEnd };
  for (const address of request.addresses) {
    try {
      return await probe(address, request.trust, options);
    } catch (error) {
      if (!(error instanceof StillpointError) || error.code === 'CANCELLED') throw error;
      failures.push(error);
    }
  }
  // An answer of the wrong one says more than silence elsewhere.
  const told = failures.find((failure) => failure.code !== 'COLLECTOR_UNREACHABLE');
  if (told !== undefined) throw told;
  throw new StillpointError('COLLECTOR_UNREACHABLE', `the collector cannot be reached: ${failures.map((failure) => failure.message).join('; ')}`, {
    hint: 'check that `stillpoint-collector serve` runs, its address, and the firewalls in between',
    cause: failures[0],
  });
}

function secureCredentials({ identity, trust, now = (): Date => new Date() }: ChannelRequest, found: ProbeResult): ChannelCredentials {
  const authority = new X509Certificate(found.caCertificate);
  const context = createSecureContext({
    ca: found.caCertificate,
    minVersion: 'TLSv1.3',
    ...(identity === undefined ? {} : { key: identity.key, cert: identity.certificate }),
  });
  return credentials.createFromSecureContext(context, {
    // gRPC connects again by itself after a loss: each time the server must prove the same identity.
    checkServerIdentity: (_host, { raw }) => {
      const leaf = parseCertificate(raw);
      if (leaf === undefined) return new StillpointError('CA_MISMATCH', 'the server presented a certificate that cannot be read');
      try {
        checkServer(leaf, authority, { ...trust, collectorId: found.collectorId }, found.address, now());
        return undefined;
      } catch (error) {
        if (error instanceof StillpointError) return error;
        throw error;
      }
    },
  });
}

function commonOptions(windowBytes = defaultWindowBytes): ChannelOptions {
  return {
    'grpc.enable_http_proxy': 0,
    // An upload that was cut is continued by its session, never sent again behind its back; retries would also keep a copy of what was sent.
    'grpc.enable_retries': 0,
    'grpc.keepalive_time_ms': keepaliveMs,
    'grpc.keepalive_timeout_ms': keepaliveMs,
    'grpc.keepalive_permit_without_calls': 1,
    'grpc.max_receive_message_length': maxMessageBytes,
    'grpc.max_send_message_length': maxMessageBytes,
    'grpc-node.flow_control_window': windowBytes,
    'grpc.enable_channelz': 0,
    'grpc.service_config_disable_resolution': 1,
    // Two channels in one process may have different keys.
    'grpc.use_local_subchannel_pool': 1,
    'grpc.initial_reconnect_backoff_ms': 1000,
    'grpc.max_reconnect_backoff_ms': 10_000,
  };
}

function grpcTarget(address: HostPort, localEnd: ChooseLocalEnd | undefined): string {
  if (localEnd !== undefined) return `${localEndScheme}:${formatHostPort(address)}`;
  return `${isIPv6(address.host) ? 'ipv6' : 'ipv4'}:${formatHostPort(address)}`;
}

async function knock(path: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const socket = connectSocket(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', (cause) => {
      const code = systemErrorCode(cause);
      if (code === 'EACCES' || code === 'EPERM') {
        reject(
          new StillpointError('PERMISSION_DENIED', `this user may not use the collector's socket ${path}`, {
            hint: 'run the command as root or as the user of the collector',
            cause,
          }),
        );
      } else {
        reject(
          new StillpointError('COLLECTOR_UNREACHABLE', `no collector runs on ${path} (${code ?? cause.message})`, {
            hint: 'start it with `stillpoint-collector serve`',
            cause,
          }),
        );
      }
    });
  });
}
