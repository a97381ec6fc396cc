import { generateKeyPairSync } from 'node:crypto';
import type { Client } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { sealEntry } from '../../shared/node/ledger.ts';
import { submit } from './asking.ts';
import { aCall, aSound, exchangeOf } from './exchange.ts';
import { officeOfFile, rowsOf } from './office.ts';

/** Ingest seals to nobody but the keeper of its office. */

const office = officeOfFile();
const exchange = exchangeOf(office);
let superuser: Client;
beforeAll(async () => {
  superuser = await office.superuser();
});

describe('a wrapping key that the keeper of this office did not sign', () => {
  type Key = { id: string; seq: string; prev: Buffer; payload: string; hash: Buffer; signature: Buffer };
  const month = '2025-06';
  const call = () => aCall({ startedAt: '2025-06-10T10:00:00.000Z' });

  const keyOf = async (id: string): Promise<Key> => {
    const [key] = await rowsOf<Key>(
      superuser,
      'SELECT k.id, e.seq, e.prev, e.payload, e.hash, e.signature FROM office.wrapping_key k JOIN office.entry e ON e.seq = k.seq WHERE k.id = $1',
      [id],
    );
    if (!key) throw new Error(`no key for ${id}`);
    return key;
  };
  /** As nobody but a superuser who takes the locks off could. */
  const rewrite = ({ seq, payload, hash, signature }: Key) =>
    superuser.query(
      `BEGIN; SET LOCAL session_replication_role = replica; ALTER TABLE office.entry DISABLE TRIGGER refuse_change;
       UPDATE office.entry SET payload = ${quoted(payload)}, hash = '\\x${hash.toString('hex')}', signature = '\\x${signature.toString('hex')}' WHERE seq = ${seq};
       ALTER TABLE office.entry ENABLE ALWAYS TRIGGER refuse_change; COMMIT`,
    );

  beforeAll(async () => {
    const client = await office.asProgram('ingest');
    await submit(client, 'key', { month: '2025-05' });
  });

  it("stops the ingest, whether it is forged or another month's", async () => {
    exchange.put('a.wav', aSound(), call());
    await exchange.run();
    exchange.put('b.wav', aSound(), call());
    const before = exchange.onShare();
    const refused = async (): Promise<void> => {
      await expect(exchange.run()).rejects.toThrow(
        /^Klucza na miesiąc 2025-06 nie podpisał strażnik tego urzędu/,
      );
      expect(exchange.onShare()).toEqual(before);
      expect(exchange.files()).toContain('b.wav');
    };

    const own = await keyOf(month);
    const other = await keyOf('2025-05');
    await superuser.query('UPDATE office.wrapping_key SET seq = $2 WHERE id = $1', [month, other.seq]);
    await refused();
    await superuser.query('UPDATE office.wrapping_key SET seq = $2 WHERE id = $1', [month, own.seq]);

    // A key of somebody's own, in an entry whose hash is right and whose signature is somebody else's.
    const thief = generateKeyPairSync('ed25519');
    const theirs = generateKeyPairSync('x25519').publicKey.export({ format: 'jwk' }).x ?? '';
    const key = Buffer.from(theirs, 'base64url').toString('base64');
    const forged = JSON.stringify({ ...(JSON.parse(own.payload) as object), public: key });
    await rewrite({
      ...own,
      ...sealEntry(Number(own.seq), own.prev, forged, thief.privateKey),
      seq: own.seq,
      id: own.id,
    });
    await refused();
    // The same with the signature of the true entry, and with its hash as well.
    await rewrite({ ...own, payload: forged });
    await refused();
    await rewrite(own);
    expect(await exchange.run()).toMatchObject({ added: 1, known: 1 });
  });
});

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
