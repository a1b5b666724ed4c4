/** A port of the loopback address that nobody had a moment ago, for servers that cannot be told to take any. */
import { once } from 'node:events';
import { createServer } from 'node:net';

/** The port's number; another program may take it before it is used, but hardly will. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}
