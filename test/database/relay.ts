import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export type Relay = {
  /** Where it listens: an address that no certificate of the tests bears. */
  host: string;
  port: number;
  /** How many connections it passed on. */
  connections(): number;
  /** Cuts what it passes on now; who comes back is passed on again. */
  cut(): void;
  stop(): void;
};

/** Passes bytes on to a server on 127.0.0.1 from another address, as a host in between would. */
export async function relayTo(port: number, host = '127.0.0.2'): Promise<Relay> {
  let connections = 0;
  const open = new Set<Socket>();
  const relay = createServer((near) => {
    connections += 1;
    open.add(near.on('close', () => open.delete(near)));
    const far = connect(port, '127.0.0.1');
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
    near.pipe(far).pipe(near);
  }).listen(0, host);
  await once(relay, 'listening');
  return {
    host,
    port: (relay.address() as AddressInfo).port,
    connections: () => connections,
    cut: () => {
      for (const near of open) near.destroy();
    },
    stop: () => void relay.close(),
  };
}
