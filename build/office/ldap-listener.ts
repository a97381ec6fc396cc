import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import type { OfficeCa } from './certificates.ts';
import { splitMessages } from './ldap-message.ts';

/** What one connection is: whoever has not bound may not search. */
export interface Session {
  bound: boolean;
}

export interface ListenerOptions {
  certificates: OfficeCa;
  /** 0 = a free one. */
  port: number;
  /** Answers one whole message; throws where it is malformed, which ends the connection. */
  answer(message: Buffer, session: Session, socket: TLSSocket): void;
}

export interface Listener {
  port: number;
  connections(): number;
  freeze(): void;
  thaw(): void;
  /** Ends every connection and gives the port back. */
  close(): Promise<void>;
  /** Listens again on the same port. */
  open(): Promise<void>;
}

function serve(socket: TLSSocket, answer: ListenerOptions['answer']): void {
  const session: Session = { bound: false };
  let waiting: Buffer = Buffer.alloc(0);
  socket.on('data', (bytes: Buffer) => {
    try {
      const { messages, rest } = splitMessages(Buffer.concat([waiting, bytes]));
      waiting = rest;
      for (const message of messages) answer(message, session, socket);
    } catch {
      socket.destroy(); // What is no LDAP gets no answer (RFC 4511 5.3 lets a server close).
    }
  });
}

/**
 * TLS on 127.0.0.1 only. The TCP side is a server of its own, so that a connection can be taken and kept waiting before
 * the first byte of TLS: that is how a frozen domain controller looks.
 */
export async function listenLdaps({ certificates, port, answer }: ListenerOptions): Promise<Listener> {
  const { certificate, key } = await certificates.issue();
  const sockets = new Set<Socket>();
  let held: Socket[] | null = null;
  let connections = 0;

  const tls = createTlsServer({ cert: certificate, key, minVersion: 'TLSv1.2' }, (socket) => {
    secured.add(socket);
    socket.on('close', () => secured.delete(socket));
    socket.on('error', () => socket.destroy()); // The other side went away; there is nobody to tell.
    serve(socket, answer);
    if (held) socket.pause();
  });
  const secured = new Set<TLSSocket>();
  tls.on('tlsClientError', (_error, socket) => socket.destroy()); // A client that does not trust us says so itself.

  const tcp: Server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    if (held) held.push(socket);
    else tls.emit('connection', socket);
  });

  const open = async (onPort: number): Promise<number> => {
    tcp.listen(onPort, '127.0.0.1');
    await once(tcp, 'listening');
    return (tcp.address() as AddressInfo).port;
  };
  const ownPort = await open(port);

  return {
    port: ownPort,
    connections: () => connections,
    freeze: () => {
      held ??= [];
      for (const socket of secured) socket.pause();
    },
    thaw: () => {
      const waiting = held ?? [];
      held = null;
      for (const socket of secured) socket.resume();
      for (const socket of waiting) if (!socket.destroyed) tls.emit('connection', socket);
    },
    close: async () => {
      if (!tcp.listening) return;
      const closed = once(tcp, 'close');
      tcp.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    open: async () => {
      await open(ownPort);
    },
  };
}
