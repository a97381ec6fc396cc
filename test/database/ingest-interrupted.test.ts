import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { sealEntry } from '../../shared/node/ledger.ts';
import { legalMonth } from '../../shared/warsaw.ts';
import { wav } from '../unit/wav-sample.ts';
import { aCall, aSound, catalogued, exchangeOf } from './exchange.ts';
import { officeOfFile, root, rowsOf } from './office.ts';

const office = officeOfFile();
const exchange = exchangeOf(office);
let superuser: Client;
beforeAll(async () => {
  superuser = await office.superuser();
});

class Killed extends Error {}

/** A client of the ingest that dies at the first statement that matches, before it or after it was carried out. */
function dyingAt(client: Client, statement: RegExp, when: 'before' | 'after'): Client {
  let dead = false;
  const query = async (sql: string, values?: unknown[]): Promise<unknown> => {
    // Whatever the program still tries to tidy up after its end does not happen either.
    if (dead) throw new Killed();
    const last = statement.test(sql) && (values === undefined || !/"month"/.test(String(values[1])));
    if (last && when === 'before') dead = true;
    if (dead) throw new Killed();
    const done = await client.query(sql, values);
    if (last) dead = true;
    if (dead) throw new Killed();
    return done;
  };
  return new Proxy(client, {
    get: (target, name) => (name === 'query' ? query : (Reflect.get(target, name) as unknown)),
  });
}

/** Exactly one recording with this sound, whole, vouched for by one entry, and nothing else on the share than before. */
async function oneWholeRecording(sound: Buffer, shareBefore: readonly string[]): Promise<void> {
  const rows = await catalogued(superuser, sound);
  expect(rows).toMatchObject([{ state: 'available' }]);
  const id = String(rows[0]?.['id']);
  const place = join(legalMonth(rows[0]?.['started_at'] as Date).replace('-', '/'), id);
  expect(exchange.onShare().filter((name) => !shareBefore.includes(name))).toEqual([
    `${place}.peaks`,
    `${place}.rec`,
  ]);
  const entries = await rowsOf<{ kind: string }>(
    superuser,
    "SELECT kind FROM office.entry WHERE payload::jsonb ->> 'recording' = $1",
    [id],
  );
  expect(entries).toEqual([{ kind: 'ingest' }]);
}

describe('an ingest that dies', () => {
  beforeAll(async () => {
    // The wrapping key of the month is there already: what dies is the work on one recording.
    const client = await office.asProgram('ingest');
    await client.query("SELECT api.submit('key', $1)", [
      JSON.stringify({ month: legalMonth(new Date(Date.now() - 86_400_000)) }),
    ]);
  });

  it.each<[string, RegExp, 'before' | 'after']>([
    ['when the sealed files are not entered yet', /INSERT INTO office\.recording/, 'before'],
    ['when the row stands and the files have no names', /INSERT INTO office\.recording/, 'after'],
    ['when the files have their names and nobody was told', /api\.submit/, 'before'],
    ['when the keeper was asked', /api\.submit/, 'after'],
    ['when the keeper has answered', /FROM api\.answer/, 'after'],
  ])('%s is finished by the next run', async (_when, statement, at) => {
    const sound = aSound();
    exchange.put('a.wav', sound, aCall());
    const before = exchange.onShare();
    const line = await office.asProgram('ingest');
    await expect(exchange.run({ client: dyingAt(line, statement, at), remove: true })).rejects.toThrow(
      Killed,
    );
    await line.end();
    expect(exchange.files()).toEqual(['a.json', 'a.wav']);
    const next = await exchange.run({ remove: true });
    expect(next.added + next.known).toBe(1);
    await oneWholeRecording(sound, before);
    expect(exchange.files()).toEqual([]);
    expect(await exchange.run()).toMatchObject({ added: 0, known: 0 });
  });

  it('is finished also where the exchange has cleared its folder since', async () => {
    const sound = aSound();
    exchange.put('a.wav', sound, aCall());
    const before = exchange.onShare();
    const line = await office.asProgram('ingest');
    await expect(exchange.run({ client: dyingAt(line, /api\.submit/, 'before') })).rejects.toThrow(Killed);
    await line.end();
    for (const name of exchange.files()) rmSync(join(exchange.folder(), name));
    expect(await exchange.run()).toMatchObject({ added: 0, known: 0 });
    await oneWholeRecording(sound, before);
  });

  it('does not ask a second time while the keeper still has its first question', async () => {
    const sound = aSound();
    exchange.put('a.wav', sound, aCall());
    const before = exchange.onShare();
    const { keeper } = office.running();
    await keeper.stop();
    const line = await office.asProgram('ingest');
    await expect(exchange.run({ client: dyingAt(line, /api\.submit/, 'after') })).rejects.toThrow(Killed);
    await line.end();
    const next = exchange.run();
    await keeper.start();
    expect(await next).toMatchObject({ added: 0, known: 1 });
    await oneWholeRecording(sound, before);
  });

  it('by the power that goes while it seals is finished by the next run', async () => {
    const sound = wav({ data: Buffer.alloc(96 * 1024 * 1024, 3) });
    exchange.put('big.wav', sound, aCall());
    const before = exchange.onShare();
    const { serverSettingsFile } = office.running();
    const program = join(root, 'out/server/odsluch-server.mjs');
    const args = [program, '--settings', serverSettingsFile, 'ingest', exchange.folder(), '--settle', '0'];
    const child = spawn(process.execPath, args, { stdio: 'ignore' });
    const ended = once(child, 'exit');
    while (!exchange.onShare().some((name) => name.endsWith('.part'))) await new Promise(setImmediate);
    child.kill('SIGKILL');
    expect((await ended)[1]).toBe('SIGKILL');
    expect(exchange.onShare().some((name) => name.endsWith('.part'))).toBe(true);
    expect(await exchange.run()).toMatchObject({ added: 1 });
    await oneWholeRecording(sound, before);
  });

  it('leaves what others put on the share alone', async () => {
    const { share } = office.running();
    mkdirSync(join(share, '2020/01'), { recursive: true });
    writeFileSync(join(share, '2020/01/notes.part'), '');
    writeFileSync(join(share, '2020/notes.rec.part'), '');
    await exchange.run();
    expect(exchange.onShare()).toEqual(expect.arrayContaining(['2020/01/notes.part', '2020/notes.rec.part']));
  });
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
    await client.query('SELECT api.submit($1, $2)', ['key', JSON.stringify({ month: '2025-05' })]);
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
