/** Who is on the other side of a connection to a server, and whether that is to be believed. */
import type { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';

import { StillpointError } from '../errors.ts';
import { isSignedBy } from '../tls/certificate.ts';
import { parsePeerCertificate, type AgentIdentity } from '../tls/peer-certificate.ts';

/** Why a TLS peer is not taken for an agent. */
export type AnonymousReason = 'no-certificate' | 'expired' | 'not-yet-valid' | 'unknown-ca' | 'not-an-agent';

/** An agent with a certificate of this collector's CA that is valid now. Revocation is the collector's to check. */
export interface AgentPeer extends AgentIdentity {
  /** The certificate comes from the CA that this collector had before. */
  readonly byPreviousAuthority?: boolean;
  /** Remote `HOST:PORT`. */
  readonly address: string;
}

/** A TLS peer without a valid certificate. */
export interface AnonymousPeer {
  readonly kind: 'anonymous';
  readonly reason: AnonymousReason;
  /** With `expired` and `not-yet-valid`: the agent that holds the key of a certificate which this CA signed. */
  readonly identity?: AgentIdentity;
  readonly address: string;
}

/** A process on the same host, connected to the local socket, as the kernel names it. */
export interface LocalPeer {
  readonly kind: 'local';
  readonly uid: number;
  readonly gid: number;
  readonly pid: number;
  /** `unix:PATH` of the socket. */
  readonly address: string;
}

export type Peer = AgentPeer | AnonymousPeer | LocalPeer;

/** What is known of a TLS peer for the life of its connection; dates are judged at each call. */
export interface PeerFacts {
  readonly address: string;
  readonly certificate: 'none' | 'unknown-ca' | 'not-an-agent' | AgentIdentity;
  readonly authorized: boolean;
  readonly byPreviousAuthority?: boolean;
}

const clientAuthUsage = '1.3.6.1.5.5.7.3.2';

/** Facts about the peer of a finished handshake; `authorities`: the present one first. The signature is checked here again: OpenSSL names one fault of a certificate only, and not the worst. */
export function readPeerFacts(socket: TLSSocket, authorities: readonly X509Certificate[], address: string): PeerFacts {
  const certificate = socket.getPeerX509Certificate();
  const authorized = socket.authorized;
  if (certificate === undefined) return { address, authorized, certificate: 'none' };
  const signer = authorities.findIndex((authority) => isSignedBy(certificate, authority));
  if (signer === -1) return { address, authorized, certificate: 'unknown-ca' };
  const usages = certificate.keyUsage as string[] | undefined;
  if (certificate.ca || usages?.includes(clientAuthUsage) !== true) return { address, authorized, certificate: 'not-an-agent' };
  return { address, authorized, certificate: parsePeerCertificate(certificate) ?? 'not-an-agent', byPreviousAuthority: signer > 0 };
}

/** The peer at the time `now`: a connection outlives the certificate that it was opened with. */
export function peerAt(facts: PeerFacts, now: Date): AgentPeer | AnonymousPeer {
  const { address, certificate } = facts;
  if (certificate === 'none') return { kind: 'anonymous', reason: 'no-certificate', address };
  if (typeof certificate === 'string') return { kind: 'anonymous', reason: certificate, address };
  if (now < certificate.notBefore) return { kind: 'anonymous', reason: 'not-yet-valid', identity: certificate, address };
  if (now > certificate.notAfter) return { kind: 'anonymous', reason: 'expired', identity: certificate, address };
  if (!facts.authorized) return { kind: 'anonymous', reason: 'unknown-ca', address };
  return { ...certificate, address, ...(facts.byPreviousAuthority === true ? { byPreviousAuthority: true } : {}) };
}

/** The answer to a peer that called something that needs a certificate. */
export function refusalOf(peer: AnonymousPeer, now: Date): StillpointError {
  const agent = peer.identity === undefined ? '' : ` of agent ${peer.identity.agentId}`;
  const clock = now.toISOString();
  switch (peer.reason) {
    case 'no-certificate':
      return new StillpointError('CERTIFICATE_REQUIRED', 'this call needs the certificate of an enrolled agent', {
        hint: 'enrol this guest with `stillpoint-agent enroll TOKEN --collector HOST:PORT`',
      });
    case 'not-yet-valid':
      return new StillpointError(
        'CLOCK_WRONG',
        `the certificate${agent} is valid from ${peer.identity?.notBefore.toISOString() ?? ''}, but the collector's clock says ${clock}`,
        { hint: 'set the clocks of the collector and of this host right' },
      );
    case 'expired':
      return new StillpointError(
        'CERTIFICATE_EXPIRED',
        `the certificate${agent} was valid until ${peer.identity?.notAfter.toISOString() ?? ''}; the collector's clock says ${clock}`,
        { hint: 'if that clock is right, the agent renews its certificate by itself when its service runs; else set the collector’s clock' },
      );
    case 'unknown-ca':
      return new StillpointError('CA_MISMATCH', 'the certificate of this agent was not signed by this collector’s CA', {
        hint: 'this guest was enrolled at another collector, or this one was made anew: enrol it here',
      });
    case 'not-an-agent':
      return new StillpointError('CERTIFICATE_REQUIRED', 'the certificate presented is not one of an agent', {
        hint: 'use the key and certificate that `stillpoint-agent enroll` wrote',
      });
  }
}
