import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { connect as connectTls, type SecureContextOptions, TLSSocket } from 'node:tls';
import type { RunningOffice } from '../../build/office/office.ts';

/** Somebody between workstation and database who owns the server's own TLS key: sees all, and gives other answers. */
export type Between = {
  /** Settings of a workstation that comes here instead. */
  settings: string;
  /** Everything that went either way, without its TLS. */
  seen(): Buffer;
  /** From now on whatever a column of an answer says. */
  alter: (column: string) => string;
  stop(): Promise<void>;
};

/** „SSLRequest” of PostgreSQL's protocol. */
const sslRequest = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);

export async function standBetween(office: RunningOffice): Promise<Between> {
  const tls = join(dirname(office.database.socketFolder), 'tls');
  const own = {
    cert: readFileSync(join(tls, 'certificate.pem')),
    key: readFileSync(join(tls, 'key.pem')),
  };
  const seen: Buffer[] = [];
  const open = new Set<Socket>();
  const between: Between = {
    settings: join(dirname(office.appSettingsFile), 'between.json'),
    seen: () => Buffer.concat(seen),
    alter: (column) => column,
    stop: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  const server = createServer((workstation) => {
    const database = connect(office.database.port, '127.0.0.1');
    for (const socket of [workstation, database]) {
      open.add(socket);
      socket
        .on('error', () => undefined)
        .on('close', () => [workstation, database].map((one) => one.destroy()));
    }
    void pass(workstation, database, own, { seen, alter: (column) => between.alter(column) });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const settings = JSON.parse(readFileSync(office.appSettingsFile, 'utf8')) as { database: object };
  const { port } = server.address() as AddressInfo;
  const elsewhere = { ...settings, database: { ...settings.database, port } };
  writeFileSync(between.settings, JSON.stringify(elsewhere), { mode: 0o644 });
  return between;
}

async function pass(
  workstation: Socket,
  database: Socket,
  own: SecureContextOptions,
  { seen, alter }: { seen: Buffer[]; alter: (column: string) => string },
): Promise<void> {
  database.write(sslRequest);
  await Promise.all([once(workstation, 'data'), once(database, 'data')]);
  workstation.write('S');
  const [inner, outer] = [
    new TLSSocket(workstation, { isServer: true, ...own }),
    connectTls({ socket: database, rejectUnauthorized: false }),
  ];
  for (const one of [inner, outer]) one.on('error', () => undefined);
  inner.on('data', (data: Buffer) => {
    seen.push(data);
    outer.write(data);
  });
  let held = Buffer.alloc(0);
  outer.on('data', (data: Buffer) => {
    seen.push(data);
    held = Buffer.concat([held, data]);
    for (; held.length >= 5 && held.length > held.readUInt32BE(1);) {
      const end = held.readUInt32BE(1) + 1;
      inner.write(altered(held.subarray(0, end), alter));
      held = held.subarray(end);
    }
  });
}

/** A message of the server; of a row of an answer each column by `alter`. */
function altered(message: Buffer, alter: (column: string) => string): Buffer {
  if (message[0] !== 0x44) return message;
  const columns: Buffer[] = [];
  for (let at = 7; at < message.length;) {
    const length = message.readInt32BE(at);
    at += 4;
    const value = length < 0 ? null : Buffer.from(alter(message.toString('utf8', at, at + length)), 'utf8');
    columns.push(int4(value?.length ?? -1), value ?? Buffer.alloc(0));
    at += Math.max(0, length);
  }
  const body = Buffer.concat([message.subarray(5, 7), ...columns]);
  return Buffer.concat([message.subarray(0, 1), int4(body.length + 4), body]);
}

function int4(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
