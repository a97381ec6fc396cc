import { randomBytes, randomUUID } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../shared/node/ledger.ts';
import { sealForKeeper } from '../../shared/node/release.ts';
import { exitCodes } from '../../server/keeper/options.ts';
import { legalDay } from '../../shared/warsaw.ts';
import {
  addPerson,
  addRecording,
  answerTo,
  ask,
  done,
  entriesAfter,
  headSeq,
  keyOf,
  listen,
  listOf,
  payloadOf,
  rowOf,
  submit,
} from './asking.ts';
import { pulseOf } from './sessions.ts';
import { openTestOffice, type TestOffice } from './support.ts';
import { verifyLedger } from '../../server/verify/ledger.ts';

let office: TestOffice;
let ingest: Client;
beforeAll(async () => {
  office = await openTestOffice();
  ingest = await office.as('odsluch_ingest');
});
afterAll(() => office.close());

const stateOf = async (id: string): Promise<string | undefined> => {
  const { rows } = await office.superuser.query<{ state: string }>(
    'SELECT state FROM office.recording WHERE id = $1',
    [id],
  );
  return rows[0]?.state;
};
async function rejected(kind: 'ingest' | 'stubs', body: object, reason = 'ingest-rejected'): Promise<void> {
  const before = await headSeq(office);
  const answer = await ask(ingest, kind, body as never);
  expect([answer.state, answer.reason]).toEqual(['refused', reason]);
  // Beside it the keeper may end what somebody has stopped listening to.
  const entered = (await entriesAfter(office, before)).filter(({ payload }) => payload['command'] !== null);
  expect(entered.map(({ kind }) => kind)).toEqual(['refusal']);
}

const insertList = (batch: string, count: number, protocol: string | null = 'PZ/7/2025') =>
  ingest.query(
    `INSERT INTO office.recording (id, started_at, duration_ms, call_group, line, extension, department, answered_by,
         announcement, channels, plain_sha256, destroyed_on, destruction_protocol, batch)
       SELECT gen_random_uuid(), '2024-03-31 22:30Z'::timestamptz + g * interval '1 hour', 1000, g::text, '', '', '', '', 'unknown',
         '{unknown}', sha256(($1 || g)::bytea), '2025-04-02', $3, $1::uuid FROM generate_series(0, $2 - 1) g`,
    [batch, count, protocol],
  );

/** Where the key of a recording lies. */
const keyFile = (id: string): string =>
  join(office.options.keystore, legalDay(new Date(Date.now() - 86_400_000)), id);

describe('the key of a recording', () => {
  it('lies in one file of the keystore, for nobody else to read, and no more in the row', async () => {
    const { id, key } = await addRecording(office);
    expect(readFileSync(keyFile(id)).equals(key)).toBe(true);
    expect((statSync(keyFile(id)).mode & 0o777).toString(8)).toBe('600');
    expect((statSync(dirname(keyFile(id))).mode & 0o777).toString(8)).toBe('700');
    const { rows } = await office.superuser.query('SELECT sealed FROM office.recording WHERE id = $1', [id]);
    expect(rows).toEqual([{ sealed: null }]);
  });

  it('is released after another start of the keeper', async () => {
    const { id, key } = await addRecording(office);
    await office.stop();
    await office.start();
    await addPerson(office, 'anowak');
    expect((await keyOf(await listen(await office.as('anowak'), id))).equals(key)).toBe(true);
  });

  it('is not taken where it was sealed to the door key of a keeper before', async () => {
    const { id } = await addRecording(office, { pending: true });
    await office.stop();
    await office.start();
    await rejected('ingest', await rowOf(office, id), 'key-unusable');
    expect(existsSync(keyFile(id))).toBe(false);
  });

  const anotherAccounts: [string, (id: string) => void] = [
    'belongs to another account',
    (id) => chownSync(keyFile(id), 65_534, 65_534),
  ];
  it.each<[string, (id: string, other: string) => void]>([
    ['has 31 bytes', (id) => truncateSync(keyFile(id), 31)],
    ['is swapped with its neighbour’s', (id, other) => copyFileSync(keyFile(other), keyFile(id))],
    [
      'is a link',
      (id) => {
        renameSync(keyFile(id), `${keyFile(id)}-elsewhere`);
        symlinkSync(`${keyFile(id)}-elsewhere`, keyFile(id));
      },
    ],
    ['is open to others', (id) => chmodSync(keyFile(id), 0o640)],
    ['is gone', (id) => rmSync(keyFile(id))],
    ...(process.getuid?.() === 0 ? [anotherAccounts] : []),
  ])('opens nothing where its file %s', async (_what, spoil) => {
    const [{ id, key }, other] = [await addRecording(office), await addRecording(office)];
    spoil(id, other.id);
    const { answer } = await listen(await office.as('anowak'), id);
    expect([answer.state, answer.reason]).toEqual(['refused', 'key-unusable']);
    rmSync(keyFile(id), { force: true });
    writeFileSync(keyFile(id), key, { mode: 0o600 });
    expect((await listen(await office.as('anowak'), id)).answer.state).toBe('released');
  });

  it('is refused, and the keeper goes on, where its day cannot be written', async () => {
    await addRecording(office);
    const day = dirname(keyFile(randomUUID()));
    renameSync(day, `${day}-aside`);
    writeFileSync(day, '');
    const { id } = await addRecording(office, { pending: true });
    await rejected('ingest', await rowOf(office, id), 'unexpected');
    rmSync(day);
    renameSync(`${day}-aside`, day);
    await done(ask(ingest, 'ingest', await rowOf(office, id)));
    expect(existsSync(keyFile(id))).toBe(true);
  });

  it('that no entry names stays for thirty days, and is overwritten and gone at the start after them', async () => {
    await addRecording(office);
    const kept = keyFile(randomUUID());
    const old = keyFile(randomUUID());
    for (const file of [kept, old]) writeFileSync(file, randomBytes(32), { mode: 0o600 });
    const daysAgo = (days: number): Date => new Date(Date.now() - days * 86_400_000);
    utimesSync(kept, daysAgo(29), daysAgo(29));
    utimesSync(old, daysAgo(31), daysAgo(31));
    // A second name for the same bytes shows what is left of them.
    const bytes = join(office.folder, 'bytes');
    linkSync(old, bytes);
    await office.stop();
    await office.start();
    expect([existsSync(kept), existsSync(old)]).toEqual([true, false]);
    expect(readFileSync(bytes).equals(Buffer.alloc(32))).toBe(true);
    rmSync(kept);
  });

  it('is missed where it lies under another day', async () => {
    const { id } = await addRecording(office);
    const elsewhere = join(office.options.keystore, '2020-01-01');
    await office.stop();
    mkdirSync(elsewhere, { mode: 0o700 });
    renameSync(keyFile(id), join(elsewhere, id));
    await expect(office.start()).rejects.toMatchObject({ code: exitCodes.keystore });
    renameSync(join(elsewhere, id), keyFile(id));
    await office.start();
  });

  it('lies in a folder that nobody else looks into: the keeper does not serve', async () => {
    const { id } = await addRecording(office);
    await office.stop();
    chmodSync(dirname(keyFile(id)), 0o750);
    await expect(office.start()).rejects.toMatchObject({ code: exitCodes.keystore });
    chmodSync(dirname(keyFile(id)), 0o700);
    await office.start();
  });

  it('is missed at the next start: the keeper does not serve', async () => {
    const { id, key } = await addRecording(office);
    await office.stop();
    rmSync(keyFile(id));
    await expect(office.start()).rejects.toMatchObject({
      ...{ code: exitCodes.keystore, message: expect.stringContaining(id) as string },
    });
    writeFileSync(keyFile(id), key, { mode: 0o600 });
    writeFileSync(`${keyFile(randomUUID())}.new`, key, { mode: 0o600 });
    await office.start();
    expect(readdirSync(dirname(keyFile(id))).filter((name) => name.endsWith('.new'))).toEqual([]);
  });
});

describe('a recording', () => {
  it('is available once the keeper vouches for it, without a number or a name in the payload', async () => {
    const { id } = await addRecording(office, { pending: true });
    expect(await stateOf(id)).toBe('pending');
    const answer = await done(ask(ingest, 'ingest', await rowOf(office, id)));
    expect(await stateOf(id)).toBe('available');
    expect(answer.payload).not.toMatch(/601234567|Zych/);
    await rejected('ingest', await rowOf(office, id));
  });

  it('is vouched for once, whatever whoever owns the tables makes of its row: nobody puts another sound under its id, nor another key in the place of its own', async () => {
    const { id, key } = await addRecording(office);
    const { doorKey } = await pulseOf(office, ingest);
    const make = (state: string, sound: Buffer, sealed: Buffer | null) =>
      office.superuser.query(
        'UPDATE office.recording SET state = $2, plain_sha256 = $3, sealed = $4 WHERE id = $1',
        [id, state, sound, sealed],
      );
    await make('pending', sha256('another sound'), sealForKeeper(id, doorKey, randomBytes(32)));
    await rejected('ingest', await rowOf(office, id));
    expect(readFileSync(keyFile(id)).equals(key)).toBe(true);
    await make('available', sha256(id), null);
  });

  it.each<[string, () => Promise<{ id: string }>]>([
    ['that is not there', () => Promise.resolve({ id: randomUUID() })],
    [
      'of the day after tomorrow',
      () => addRecording(office, { pending: true, startedAt: new Date(Date.now() + 2 * 86_400_000) }),
    ],
    // Its day would be no folder of the keystore.
    [
      'of the year 999',
      () => addRecording(office, { pending: true, startedAt: new Date('0999-03-15T10:00:00Z') }),
    ],
  ])('%s is not vouched for', async (_what, make) => {
    const { id } = await make();
    await rejected('ingest', await rowOf(office, id));
    expect(await stateOf(id)).not.toBe('available');
  });

  it('whose key nobody can open is not vouched for, and none of another recording is', async () => {
    const { doorKey } = await pulseOf(office, ingest);
    for (const sealed of [randomBytes(80), sealForKeeper(randomUUID(), doorKey, randomBytes(32))]) {
      const { id } = await addRecording(office, { pending: true, sealed });
      await rejected('ingest', await rowOf(office, id), 'key-unusable');
      expect(await stateOf(id)).toBe('pending');
      expect(existsSync(keyFile(id))).toBe(false);
    }
    const short = addRecording(office, { pending: true, sealed: randomBytes(79) });
    await expect(short).rejects.toMatchObject({ code: '23514' });
  });
});

describe('a row that its owner changed after ingest had asked for it', () => {
  const untouched = async (kind: 'ingest' | 'stubs', asked: object, change: () => Promise<unknown>) => {
    await office.stop();
    const id = await submit(ingest, kind, asked);
    await change();
    await office.start();
    expect(await answerTo(ingest, id)).toMatchObject({ state: 'refused', reason: 'row-changed' });
  };

  it.each([
    `caller = '+48601000000'`,
    `caller_salt = '\\x${'00'.repeat(16)}'`,
    `answered_login = 'anowak'`,
    `call_group = 'another'`,
    `channels = '{office,caller}'`,
    `started_at = started_at - interval '1 second'`,
    `cipher_sha256 = sha256('another')`,
    `sealed = decode(repeat('00', 80), 'hex')`,
  ])('is not vouched for: %s', async (change) => {
    const { id } = await addRecording(office, { pending: true });
    await untouched('ingest', await rowOf(office, id), () =>
      office.superuser.query(`UPDATE office.recording SET ${change} WHERE id = $1`, [id]),
    );
    expect(await stateOf(id)).toBe('pending');
  });

  it('is not vouched for: a destroyed call of another department', async () => {
    const batch = randomUUID();
    await insertList(batch, 2);
    await untouched('stubs', await listOf(office, batch), () =>
      office.superuser.query(`UPDATE office.recording SET department = 'X' WHERE batch = $1`, [batch]),
    );
    await office.superuser.query('DELETE FROM office.recording WHERE batch = $1', [batch]);
  });
});

it('a recording is not vouched for where it names who answered on nobody’s word, or nobody on somebody’s', async () => {
  for (const change of ['answered_from = NULL', "answered_by = '', answered_login = NULL"]) {
    const { id } = await addRecording(office, { pending: true });
    await office.superuser.query(`UPDATE office.recording SET ${change} WHERE id = $1`, [id]);
    await rejected('ingest', await rowOf(office, id));
  }
});

describe('a list of destroyed calls', () => {
  it('is taken over under one entry with its count and hash', async () => {
    const batch = randomUUID();
    await insertList(batch, 500);
    const answer = await done(ask(ingest, 'stubs', await listOf(office, batch)));
    const { rows } = await office.superuser.query<{ line: string }>(
      `SELECT replace(jsonb_build_array(id, to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), duration_ms,
          encode(plain_sha256, 'hex'), destroyed_on, destruction_protocol, call_group, extension, department)::text, ', ', ',') AS line
         FROM office.recording WHERE batch = $1 AND state = 'destroyed'`,
      [batch],
    );
    const lines = rows.map(({ line }) => `${line}\n`).sort();
    expect(payloadOf(answer)).toMatchObject({
      ...{ count: 500, sha256: sha256(lines.join('')).toString('hex') },
      // The first began half an hour past midnight in Warsaw.
      ...{ firstDay: '2024-04-01', lastDay: '2024-04-21' },
    });
    await rejected('stubs', await listOf(office, batch));
  });

  it('is refused where it is empty, or a call in it has no protocol of destruction', async () => {
    await rejected('stubs', await listOf(office, randomUUID()));
    const batch = randomUUID();
    await insertList(batch, 3, null);
    await rejected('stubs', await listOf(office, batch));
  });

  it('is refused where somebody is still named in it', async () => {
    const batch = randomUUID();
    await insertList(batch, 3);
    await office.superuser.query(
      `UPDATE office.recording SET answered_by = 'Barbara Zych' WHERE batch = $1 AND call_group = '1'`,
      [batch],
    );
    await rejected('stubs', await listOf(office, batch));
  });

  it('and every recording agree with the ledger afterwards', async () => {
    const { keeperPublicKey: keeperKey, superuser: source, options } = office;
    expect((await verifyLedger({ source, journal: options.journal, keeperKey })).fault).toBeNull();
    const change = (what: string) =>
      source.query(
        `UPDATE office.recording SET ${what} WHERE id = (SELECT min(id::text)::uuid FROM office.recording WHERE batch IS NOT NULL AND state = 'destroyed')`,
      );
    for (const column of ['call_group', 'extension', 'department', 'answered_by']) {
      await change(`${column} = ${column} || 'X'`);
      const { fault } = await verifyLedger({ source, journal: options.journal, keeperKey });
      expect(fault, column).toMatchObject({ what: 'table', table: 'recording' });
      await change(`${column} = left(${column}, -1)`);
    }
    await change('duration_ms = duration_ms + 1');
    const { fault } = await verifyLedger({ source, journal: options.journal, keeperKey });
    expect(fault).toMatchObject({ what: 'table', table: 'recording' });
  });
});
