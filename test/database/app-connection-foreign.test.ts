import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createOfficeCa } from '../../build/office/certificates.ts';
import { startDatabase } from '../../build/office/database.ts';
import { serverOfFile } from './person-connection.ts';
import { relayTo } from './relay.ts';

const { running, connect } = serverOfFile();

describe('a server that is not the office’s', () => {
  it.each([
    ['another authority', async () => ({ ca: (await createOfficeCa()).ca })],
    ['an address that the certificate does not bear', () => ({ host: '127.0.0.2' })],
  ])('INV-37 with %s is not trusted', async (_what, change) => {
    const settings = await change();
    // The server listens on 127.0.0.1 alone: a relay stands where the other name or address leads to.
    const relay = 'host' in settings ? await relayTo(running().port) : null;
    const { port } = relay ?? running();
    const { connection, said } = connect({ ...settings, port });
    await expect(connection.open()).rejects.toMatchObject({ failure: { code: 'database-untrusted' } });
    expect(said).toEqual([]);
    relay?.stop();
  });

  it('INV-37 with a certificate that has expired is not trusted', async () => {
    const late = await startDatabase({ certificates: await createOfficeCa(0) });
    const { connection } = connect({ port: late.port, ca: late.ca });
    await expect(connection.open()).rejects.toMatchObject({ failure: { code: 'database-untrusted' } });
    await late.stop();
  });

  it('INV-37 without TLS is told neither password nor name', async () => {
    const received: Buffer[] = [];
    const rogue = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (bytes) => {
        received.push(bytes);
        // "No TLS here", then the question for a clear password.
        socket.write(received.length === 1 ? 'N' : Buffer.from('52000000080000000003', 'hex').subarray(0, 9));
      });
    }).listen(0, '127.0.0.1');
    await once(rogue, 'listening');
    const { connection } = connect({ port: (rogue.address() as AddressInfo).port });
    await expect(connection.open()).rejects.toMatchObject({ failure: { code: 'database-untrusted' } });
    // SSLRequest: eight bytes that say nothing.
    expect(Buffer.concat(received).toString('hex')).toBe('0000000804d2162f');
    rogue.close();
  });

  it('that is not there is unreachable, not untrusted', async () => {
    const nobody = createServer().listen(0, '127.0.0.1');
    await once(nobody, 'listening');
    const { port } = nobody.address() as AddressInfo;
    nobody.close();
    await once(nobody, 'close');
    const { connection } = connect({ port });
    await expect(connection.open()).rejects.toMatchObject({ failure: { code: 'database-unreachable' } });
  });

  it.each([
    // What PostgreSQL answers to the question for TLS when it ends at that moment, or can serve nobody (PostgreSQL, "SSL Session Encryption").
    ['that has no time for TLS', 'E'],
    ['that takes the call and says nothing', ''],
  ])('%s is unreachable, not a fault of the program', { timeout: 30_000 }, async (_what, said) => {
    const dying = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', () => socket.write(said));
    }).listen(0, '127.0.0.1');
    await once(dying, 'listening');
    const { connection } = connect({ port: (dying.address() as AddressInfo).port });
    await expect(connection.open()).rejects.toMatchObject({ failure: { code: 'database-unreachable' } });
    dying.close();
  });
});
