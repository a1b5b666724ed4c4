/** Messages of the wire, and what people and guests hand over as text. */
import { parseAgentConfig } from '../../agent/src/config/agent-config-file.ts';
import { drillOf } from '../../collector/src/drill/drill-result.ts';
import { formatAddress, parseAddress, showAddress } from '../../proto/src/address/address.ts';
import { StillpointError } from '../../proto/src/errors.ts';
import { v1 } from '../../proto/src/messages.ts';
import { decodeMessage } from '../../proto/src/rpc/message-stream.ts';
import { messageCodec, type Codec, type MessageClass } from '../../proto/src/rpc/service.ts';
import { adminService, agentService } from '../../proto/src/services.ts';
import { Authority, createAuthority } from '../../proto/src/tls/authority.ts';
import { parsePeerCertificate } from '../../proto/src/tls/peer-certificate.ts';
import { formatToken, parseToken } from '../../proto/src/tls/token.ts';
import { parseByteName, showByteName } from '../../proto/src/text/byte-name.ts';
import { demand, type FuzzTarget } from './fuzz-target.ts';

type AnyClass = MessageClass<unknown, unknown>;

const upload = v1.Upload as AnyClass;

const classes = new Map(Object.entries<unknown>(v1).flatMap(([name, type]): [string, AnyClass][] => (isMessageClass(type) ? [[name, type]] : [])));
/** What requests and answers are decoded with. */
const codecs: readonly Codec<never, unknown>[] = Object.values({ ...agentService, ...adminService }).flatMap(({ request, response }): Codec<never, unknown>[] => [request, response]);

/** Every message. The first line names one; where it names none, the bytes are what an agent uploads. */
const message: FuzzTarget = {
  name: 'message',
  refusals: ['PROTOCOL_VIOLATION', 'LIMIT_EXCEEDED'],
  decode(bytes) {
    const end = bytes.indexOf('\n');
    const type = classes.get(bytes.toString('latin1', 0, Math.max(0, end))) ?? upload;
    const payload = bytes.subarray(end + 1);
    // One of them each time: there are many.
    const other = codecs[payload.reduce((sum, byte) => (sum * 31 + byte) >>> 0, 7) % codecs.length];
    if (other !== undefined) decodeQuietly(() => decodeMessage(other, payload));
    const codec = messageCodec(type);
    const again = codec.encode(decodeMessage(codec, payload));
    demand(codec.encode(decodeMessage(codec, again)).equals(again), 'the message is another one when it is encoded again');
  },
};

/** Enumerations stand beside the messages. */
function isMessageClass(type: unknown): type is AnyClass {
  return typeof type === 'function' && 'decode' in type && 'encode' in type;
}

function decodeQuietly(decode: () => unknown): void {
  try {
    decode();
  } catch (error) {
    if (!(error instanceof StillpointError) || !message.refusals.includes(error.code)) throw error;
  }
}

const address: FuzzTarget = {
  name: 'address',
  refusals: ['ADDRESS_INVALID'],
  decode(bytes) {
    const text = bytes.toString('utf8');
    const parsed = parseAddress(text);
    demand(showAddress(parseAddress(showAddress(parsed))) === showAddress(parsed), 'the address is another one when it is shown');
    demand(formatAddress(parsed).length > 0, 'an address is empty');
    const name = bytes.toString('latin1');
    demand(parseByteName(showByteName(name)) === name, 'a name is another one when it is shown');
  },
};

const token: FuzzTarget = {
  name: 'token',
  refusals: ['TOKEN_INVALID'],
  decode(bytes) {
    const text = bytes.toString('utf8');
    demand(formatToken(parseToken(text)) === text.trim(), 'the token is another one when it is written again');
  },
};

let authority: Promise<Authority> | undefined;

/** What a peer with a token asks to be signed. */
const certificateRequest: FuzzTarget = {
  name: 'certificate-request',
  refusals: ['PROTOCOL_VIOLATION'],
  shortRuns: 250,
  async decode(bytes) {
    authority ??= createAuthority().then((made) => Authority.open(made));
    const agentId = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
    const issued = await (await authority).issueAgent(agentId, bytes.toString('utf8'));
    demand(parsePeerCertificate(issued)?.agentId.replaceAll('-', '') === agentId.replaceAll('-', ''), 'a certificate for somebody else was issued');
  },
};

/** agent.toml. */
const configuration: FuzzTarget = {
  name: 'configuration',
  refusals: ['CONFIG_INVALID'],
  shortRuns: 500,
  decode(bytes) {
    parseAgentConfig(bytes.toString('utf8'), 'agent.toml');
  },
};

/** What another release may have written into the audit log. */
const drillEvent: FuzzTarget = {
  name: 'drill-event',
  refusals: [],
  decode(bytes) {
    drillOf({ object: 'db1/daily', text: bytes.toString('utf8') });
  },
};

export const messageTargets: readonly FuzzTarget[] = [message, address, token, certificateRequest, configuration, drillEvent];
