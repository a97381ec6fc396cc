import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateKeyPair } from '../../shared/node/hpke.ts';
import { openRelease } from '../../shared/node/release.ts';
import {
  addPerson,
  addRecording,
  answerNow,
  answerTo,
  ask,
  authorisationOf,
  entriesAfter,
  groundOf,
  headSeq,
  keyOf,
  listen,
  sign,
  submit,
  today,
} from './asking.ts';
import { openTestOffice, secretaryLogin, until, type TestOffice } from './support.ts';

let office: TestOffice;
let client: Client;
let recording: string;
beforeAll(async () => {
  office = await openTestOffice();
  await addPerson(office, 'anowak');
  client = await office.as('anowak');
  recording = (await addRecording(office)).id;
});
afterAll(() => office.close());

const pair = generateKeyPair();
const body = () =>
  JSON.stringify({
    ...{ act: null, recording, ground: groundOf(), host: 'ST-14' },
    publicKey: pair.publicKey.toString('base64'),
  });

/** Whether anything at all came of it: no entry, no release, nothing waiting. */
async function nothingCame(before: number): Promise<void> {
  await until('an empty queue', async () => {
    const { rowCount } = await office.superuser.query('SELECT FROM office.command');
    return rowCount === 0 ? true : null;
  });
  expect(await entriesAfter(office, before)).toEqual([]);
}

describe('a key without a record', () => {
  it('does not come of a transaction that is rolled back', async () => {
    const before = await headSeq(office);
    await client.query('BEGIN');
    const command = await submit(client, 'listen', JSON.parse(body()) as object);
    expect(await answerNow(client, command)).toMatchObject({ state: 'pending', sealed: null });
    await client.query('ROLLBACK');
    expect(await answerNow(client, command)).toMatchObject({ state: 'unknown', sealed: null });
    await nothingCame(before);
  });

  it('does not come of a savepoint that is rolled back', async () => {
    const before = await headSeq(office);
    await client.query('BEGIN; SAVEPOINT s');
    const command = await submit(client, 'listen', JSON.parse(body()) as object);
    await client.query('ROLLBACK TO s; COMMIT');
    expect(await answerNow(client, command)).toMatchObject({ state: 'unknown', sealed: null });
    await nothingCame(before);
  });

  it('does not stand in the text of an error', async () => {
    const before = await headSeq(office);
    const failed = client.query('SELECT (api.answer(api.submit($1, $2)))::text::int', ['listen', body()]);
    const error = await failed.then(
      () => null,
      (reason: unknown) => reason as Error,
    );
    expect(error?.message).toMatch(/"\((pending|unknown),,,,,,,\)"/);
    await nothingCame(before);
  });

  it('does not come of a COPY that fails', async () => {
    const before = await headSeq(office);
    const copied = client.query(
      `COPY (SELECT api.submit('listen', '${body()}'), 1 / (3 - g) FROM generate_series(1, 3) g) TO STDOUT`,
    );
    await expect(copied).rejects.toMatchObject({ code: '22012' });
    await nothingCame(before);
  });

  it('stays recorded through the death of the server, though its requester switched off the flushing of commits', async () => {
    await office.superuser.query("ALTER SYSTEM SET wal_writer_delay = '10s'");
    await office.superuser.query('SELECT pg_reload_conf()');
    const careless = await office.fresh('anowak', async (one) => {
      await one.query("SET synchronous_commit = 'off'");
      const { answer } = await listen(one, recording);
      const { rows } = await office.superuser.query<{ pid: string }>(
        `SELECT split_part(pg_read_file('postmaster.pid'), E'\n', 1) AS pid`,
      );
      process.kill(Number(rows[0]?.pid), 'SIGQUIT'); // PostgreSQL's immediate shutdown: nothing is flushed any more.
      return answer;
    });
    expect(careless.state).toBe('released');
    await office.reconnect();
    const { rows } = await office.superuser.query('SELECT kind FROM office.entry WHERE seq = $1', [
      careless.seq,
    ]);
    expect(rows).toEqual([{ kind: 'release' }]);
    client = await office.as('anowak');
    expect((await listen(client, recording)).answer.state).toBe('released');
  });

  it('does not come of a snapshot older than the revocation', async () => {
    await addPerson(office, 'jlis', { authorised: false });
    const authorisation = authorisationOf('jlis');
    await sign(office, 'authorise', authorisation);
    const stale = await office.as('jlis');
    await stale.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await stale.query('SELECT api.me()');
    await sign(office, 'revoke', { number: authorisation.number, reason: 'koniec zadania' });
    const command = await submit(stale, 'listen', JSON.parse(body()) as object);
    await stale.query('COMMIT');
    expect(await answerTo(stale, command)).toMatchObject({
      state: 'refused',
      reason: 'authorisation-revoked',
    });
  });

  it('does not come when the authorisation is revoked between request and decision', async () => {
    await addPerson(office, 'zsowa', { authorised: false });
    const authorisation = authorisationOf('zsowa');
    await sign(office, 'authorise', authorisation);
    const late = await office.as('zsowa');
    await office.stop();
    const command = await submit(late, 'listen', JSON.parse(body()) as object);
    await office.fresh(secretaryLogin, async (secretary) => {
      // A keeper that has just started serves by name: the Secretary before this listener.
      await submit(secretary, 'revoke', { number: authorisation.number, reason: 'odwołano' });
      await office.start();
      expect(await answerTo(late, command)).toMatchObject({
        state: 'refused',
        reason: 'authorisation-revoked',
      });
    });
  });
});

describe('a release', () => {
  it('opens with no other key pair, request or entry', async () => {
    const [one, other] = [await listen(client, recording), await listen(client, recording)];
    await keyOf(one);
    await expect(keyOf({ answer: one.answer, pair: other.pair })).rejects.toThrow();
    const open = (command: string, entryHash: Buffer | null) =>
      openRelease(
        { command, entryHash: entryHash ?? Buffer.alloc(32) },
        one.pair.privateKey,
        one.answer.sealed ?? Buffer.of(),
      );
    expect(() => open(other.answer.command, one.answer.hash)).toThrow('key-unusable');
    expect(() => open(one.answer.command, other.answer.hash)).toThrow('key-unusable');
  });

  it('is nowhere in the database in clear', async () => {
    const { id, key } = await addRecording(office);
    await listen(client, id);
    const { rows } = await office.superuser.query<{ table: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS table FROM pg_tables WHERE schemaname = 'office'`,
    );
    expect(rows.length).toBeGreaterThan(10);
    for (const { table } of rows) {
      const found = await office.superuser.query(
        `SELECT FROM ${table} t WHERE t::text LIKE '%' || $1 || '%' OR t::text LIKE '%' || $2 || '%'`,
        [key.toString('hex'), key.toString('base64')],
      );
      expect([table, found.rowCount]).toEqual([table, 0]);
    }
  });
});

describe('a flood', () => {
  it('does not get more than three requests into the queue at once', async () => {
    await office.stop();
    const many = client.query(`SELECT api.submit('listen', '{}') FROM generate_series(1, 3000)`);
    await expect(many).rejects.toMatchObject({ code: 'OD002' });
    for (let made = 0; made < 3; made += 1) await submit(client, 'listen', {});
    await expect(submit(client, 'listen', {})).rejects.toMatchObject({ code: 'OD002' });
    await office.start();
    await until('an empty queue', async () => {
      const { rowCount } = await office.superuser.query('SELECT FROM office.command');
      return rowCount === 0 ? true : null;
    });
  });

  it('lets another person pass after one request of the flooder', async () => {
    await addPerson(office, 'kbak');
    await office.stop();
    // More than `submit` would let in, as from somebody who found a way round it.
    await office.superuser.query(
      `INSERT INTO office.command (kind, login, body, connected_at)
       SELECT 'close', 'anowak', '{}', clock_timestamp() FROM generate_series(1, 20)`,
    );
    const other = await office.as('kbak');
    const command = await submit(other, 'listen', JSON.parse(body()) as object);
    const before = await headSeq(office);
    await office.start();
    const answer = await answerTo(other, command);
    const earlier = (await entriesAfter(office, before)).filter(({ seq }) => seq < (answer.seq ?? 0));
    expect(earlier.length).toBeLessThanOrEqual(1);
  });

  it('of recordings that come in waits for whoever wants to listen', async () => {
    await addPerson(office, 'zryba');
    await office.stop();
    await office.superuser.query(
      `INSERT INTO office.command (kind, login, body, connected_at)
       SELECT 'key', 'odsluch_ingest', '{}', clock_timestamp() FROM generate_series(1, 20)`,
    );
    const listener = await office.as('zryba');
    const command = await submit(listener, 'listen', JSON.parse(body()) as object);
    const before = await headSeq(office);
    await office.start();
    const answer = await answerTo(listener, command);
    const earlier = (await entriesAfter(office, before)).filter(({ seq }) => seq < (answer.seq ?? 0));
    expect(earlier.filter(({ login }) => login === 'odsluch_ingest')).toEqual([]);
  });

  it('of refusals is counted from the thirtieth on, and none is forgotten', async () => {
    await addPerson(office, 'mkot', { authorised: false });
    const flooder = await office.as('mkot');
    const before = await headSeq(office);
    for (let made = 0; made < 30; made += 1) await ask(flooder, 'reopen', { act: crypto.randomUUID() });
    const ofFlooder = async () =>
      (await entriesAfter(office, before)).filter(({ login }) => login === 'mkot');
    const refusals = await ofFlooder();
    expect(refusals).toHaveLength(30);
    expect(refusals.slice(0, 29).every(({ payload }) => payload['reason'] === 'act-unknown')).toBe(true);
    expect(refusals[29]?.payload).toMatchObject({ reason: 'many-refusals', count: 1 });

    // Within the next minute they wait; the queue's own limit holds the sender back.
    const held = [];
    for (let made = 0; made < 3; made += 1)
      held.push(await submit(flooder, 'reopen', { act: crypto.randomUUID() }));
    await expect(submit(flooder, 'reopen', {})).rejects.toMatchObject({ code: 'OD002' });
    await office.stop();
    await office.start();
    // Each round takes one request of everybody: after three answers to somebody else the flooder's three were seen again.
    for (let made = 0; made < 3; made += 1) await listen(client, recording);
    office.shift.database = office.shift.own = 61_000;
    const last = held.at(-1) ?? '';
    expect(await answerTo(flooder, last)).toMatchObject({ state: 'refused', reason: 'many-refusals' });
    const counted = (await ofFlooder()).slice(30);
    expect(counted.map(({ payload }) => [payload['count'], payload['command']])).toEqual([[3, last]]);
    expect(await answerNow(flooder, held[0] ?? '')).toMatchObject({ state: 'unknown' });
  });
});

describe('midnight', () => {
  it('ends an authorisation for a request that was made before it', async () => {
    await addPerson(office, 'znoc', { authorised: false });
    await sign(office, 'authorise', authorisationOf('znoc', { to: today() }));
    const late = await office.as('znoc');
    expect((await listen(late, recording)).answer.state).toBe('released');
    await office.stop();
    const command = await submit(late, 'listen', JSON.parse(body()) as object);
    office.shift.database = office.shift.own = 86_400_000;
    await office.start();
    expect(await answerTo(late, command)).toMatchObject({
      state: 'refused',
      reason: 'authorisation-expired',
    });
  });
});
