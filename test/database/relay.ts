import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';

export type Relay = {
  /** Where it listens: an address that no certificate of the tests bears. */
  host: string;
  port: number;
  /** How many connections it passed on. */
  connections(): number;
  stop(): void;
};

/** Passes bytes on to a server on 127.0.0.1 from another address, as a host in between would. */
export async function relayTo(port: number): Promise<Relay> {
  let connections = 0;
  const relay = createServer((near) => {
    connections += 1;
    const far = connect(port, '127.0.0.1');
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
    near.pipe(far).pipe(near);
  }).listen(0, '127.0.0.2');
  await once(relay, 'listening');
  return {
    host: '127.0.0.2',
    port: (relay.address() as AddressInfo).port,
    connections: () => connections,
    stop: () => void relay.close(),
  };
}
