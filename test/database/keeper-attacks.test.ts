import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateKeyPair } from '../../shared/node/hpke.ts';
import { openRelease } from '../../shared/node/release.ts';
import { addDays, instantsOf } from '../../shared/warsaw.ts';
import {
  addPerson,
  answerNow,
  answerTo,
  authorise,
  entriesAfter,
  headSeq,
  keyOf,
  listen,
  listenRequest,
  openListening,
  passTime,
  revocation,
  sign,
  submit,
  takenIn,
  today,
} from './asking.ts';
import { handIn, signedOver, submitCall } from './sessions.ts';
import { secretaryLogin, type TestOffice } from './support.ts';

let office: TestOffice;
let client: Client;
let recording: string;
beforeAll(async () => {
  ({ office, client, recording } = await openListening());
});
afterAll(() => office.close());

const pair = generateKeyPair();
const request = () => listenRequest(recording, pair.publicKey);
/** A request to listen, and the call that hands it in. */
const call = async () => {
  const made = await signedOver(client, 'listen', request());
  return { id: made.id, asked: submitCall(made) };
};

/** Whether anything at all came of it: no entry, no release, nothing waiting. */
async function nothingCame(before: number): Promise<void> {
  await takenIn(office, 'command');
  expect(await entriesAfter(office, before)).toEqual([]);
}

describe('a key without a record', () => {
  it('INV-01 does not come of a transaction that is rolled back', async () => {
    const before = await headSeq(office);
    await client.query('BEGIN');
    const command = await submit(client, 'listen', request());
    expect(await answerNow(client, command)).toMatchObject({ state: 'pending', sealed: null });
    await client.query('ROLLBACK');
    expect(await answerNow(client, command)).toMatchObject({ state: 'unknown', sealed: null });
    await nothingCame(before);
  });

  it('INV-01 does not come of a savepoint that is rolled back', async () => {
    const before = await headSeq(office);
    await client.query('BEGIN; SAVEPOINT s');
    const command = await submit(client, 'listen', request());
    await client.query('ROLLBACK TO s; COMMIT');
    expect(await answerNow(client, command)).toMatchObject({ state: 'unknown', sealed: null });
    await nothingCame(before);
  });

  it('INV-01 does not stand in the text of an error', async () => {
    const before = await headSeq(office);
    const { id, asked } = await call();
    const failed = client.query(`SELECT a::text::int FROM ${asked} s, LATERAL api.answer('${id}') a`);
    const error = await failed.then(
      () => null,
      (reason: unknown) => reason as Error,
    );
    expect(error?.message).toMatch(/"\((pending|unknown),,,,,,,\)"/);
    await nothingCame(before);
  });

  it('INV-01 does not come of a COPY that fails', async () => {
    const before = await headSeq(office);
    const { id, asked } = await call();
    const copied = client.query(
      `COPY (SELECT a, 1 / (3 - g) FROM ${asked} s, generate_series(1, 3) g, LATERAL api.answer('${id}') a) TO STDOUT`,
    );
    await expect(copied).rejects.toMatchObject({ code: '22012' });
    await nothingCame(before);
  });

  it('INV-03 stays recorded through the death of the server, though requester and server switched off the flushing of commits', async () => {
    await office.superuser.query("ALTER SYSTEM SET wal_writer_delay = '10s'");
    await office.superuser.query("ALTER SYSTEM SET synchronous_commit = 'off'");
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
    await office.superuser.query('ALTER SYSTEM RESET ALL');
    await office.superuser.query('SELECT pg_reload_conf()');
    const { rows } = await office.superuser.query('SELECT kind FROM office.entry WHERE seq = $1', [
      careless.seq,
    ]);
    expect(rows).toEqual([{ kind: 'release' }]);
    client = await office.as('anowak');
    expect((await listen(client, recording)).answer.state).toBe('released');
  });

  it('INV-04 does not come of a snapshot older than the revocation', async () => {
    await addPerson(office, 'jlis', { authorised: false });
    const number = await authorise(office, 'jlis');
    const stale = await office.as('jlis');
    await stale.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await stale.query('SELECT api.me()');
    await sign(office, 'revoke', revocation(number));
    const command = await submit(stale, 'listen', request());
    await stale.query('COMMIT');
    expect(await answerTo(stale, command)).toMatchObject({
      state: 'refused',
      reason: 'authorisation-revoked',
    });
  });

  it('INV-05 does not come when the authorisation is revoked between request and decision', async () => {
    await addPerson(office, 'zsowa', { authorised: false });
    const number = await authorise(office, 'zsowa');
    const late = await office.as('zsowa');
    await office.stop();
    const command = await submit(late, 'listen', request());
    await office.fresh(secretaryLogin, async (secretary) => {
      // A keeper that has just started serves by name: the Secretary before this listener.
      await submit(secretary, 'revoke', revocation(number));
      await office.start();
      expect(await answerTo(late, command)).toMatchObject({
        state: 'refused',
        reason: 'authorisation-revoked',
      });
    });
  });
});

describe('a release', () => {
  it('INV-22 opens with no other key pair, request or entry', async () => {
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
});

describe('midnight', () => {
  it('INV-05 ends an authorisation for a request that was made before it', async () => {
    await addPerson(office, 'znoc', { authorised: false });
    // Of tomorrow: this evening may be over.
    const to = addDays(today(), 1);
    await authorise(office, 'znoc', { to });
    const [year = 0, month = 0, day = 0] = to.split('-').map(Number);
    const [evening] = instantsOf({ year, month, day, hour: 23, minute: 59, second: 50 });
    passTime(office, (evening?.getTime() ?? NaN) - Date.now() - office.shift.own);
    const late = await office.as('znoc');
    expect((await listen(late, recording)).answer.state).toBe('released');
    const made = await signedOver(late, 'listen', request());
    await office.stop();
    await handIn(late, made);
    const command = made.id;
    passTime(office, 15_000);
    await office.start();
    expect(await answerTo(late, command)).toMatchObject({
      state: 'refused',
      reason: 'authorisation-expired',
    });
  });
});
