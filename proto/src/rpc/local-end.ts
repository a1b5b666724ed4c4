/**
 * This host's end of a connection, when the system is not to choose it. grpc-js has no option for that, but hands the addresses that its resolver gives it to
 * `net.connect` as they are: the resolver here gives addresses whose end is chosen anew, and may be refused, at each of grpc-js' own attempts to connect.
 */
import { experimental } from '@grpc/grpc-js';

import { parseHostPort, type HostPort } from './address.ts';

/** Where a connection begins. */
export interface LocalEnd {
  readonly localAddress: string;
  /** Makes a socket that is not connected yet, tied to the way that was chosen; undefined: any will do. Whoever calls owns it. */
  readonly openSocket: () => number | undefined;
}

/** Asked before each attempt to connect to the IP address `remote`; throws when there is no end to begin from. Synchronous. */
export type ChooseLocalEnd = (remote: string) => LocalEnd;

/** Scheme of targets whose channel has the option {@link localEndOption}. */
export const localEndScheme = 'stillpoint-end';
/** Name of the channel option that holds a {@link ChooseLocalEnd}. */
export const localEndOption = 'stillpoint.local_end';

/** What `net.connect` takes for one attempt. */
export function connectOptions({ host, port }: HostPort, choose: ChooseLocalEnd): { host: string; port: number; localAddress: string; fd?: number; manualStart: boolean } {
  const end = choose(host);
  const fd = end.openSocket();
  // A socket that is given as a handle would be read from before it is connected.
  return { host, port, localAddress: end.localAddress, manualStart: true, ...(fd === undefined ? {} : { fd }) };
}

type Listener = ConstructorParameters<Parameters<typeof experimental.registerResolver>[1]>[1];
type Target = ConstructorParameters<Parameters<typeof experimental.registerResolver>[1]>[0];

class EndResolver {
  readonly #listener: Listener;
  readonly #address: HostPort & { readonly localAddress: string };
  #told = false;

  constructor(target: Target, listener: Listener, options: Readonly<Record<string, unknown>>) {
    this.#listener = listener;
    this.#address = addressOf(parseHostPort(target.path), options[localEndOption] as ChooseLocalEnd);
  }

  static getDefaultAuthority(target: Target): string {
    return target.path;
  }

  updateResolution(): void {
    if (this.#told) return;
    this.#told = true;
    process.nextTick(() => {
      this.#listener({ ok: true, value: [{ addresses: [this.#address] }] } as unknown as Parameters<Listener>[0], {}, null, '');
    });
  }

  destroy(): void {
    this.#told = false;
  }
}

// `net.connect` copies its options once, which reads `fd`; and reads `localAddress` again afterwards.
function addressOf(address: HostPort, choose: ChooseLocalEnd): HostPort & { readonly localAddress: string } {
  return {
    ...address,
    manualStart: true,
    get localAddress() {
      return choose(address.host).localAddress;
    },
    get fd() {
      return choose(address.host).openSocket();
    },
  } as HostPort & { readonly localAddress: string };
}

experimental.registerResolver(localEndScheme, EndResolver);
