import type { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addMonths, instantsOf } from '../../shared/warsaw.ts';
import {
  addPerson,
  addRecording,
  type Answer,
  answerNow,
  answerTo,
  ask,
  authorise,
  done,
  endOf,
  entriesAfter,
  listen,
  listenRequest,
  openAndPlayed,
  passTime,
  payloadOf,
  revocation,
  sign,
  takenIn,
  today,
} from './asking.ts';
import { handIn, putAsOwner, sessionOf, signedOver, signIn } from './sessions.ts';
import { openTestOffice, randomKey, type TestOffice } from './support.ts';

let office: TestOffice;
let client: Client;
let recording: string;
// One office for all: the keeper's time only ever goes on, as it does in life.
beforeAll(async () => {
  office = await openTestOffice();
  await addPerson(office, 'anowak');
});
beforeEach(async () => {
  client = await office.as('anowak');
  recording = (await addRecording(office)).id;
});
afterAll(() => office.close());

const minutes = (count: number) => count * 60_000;

type Beat = { state: string; reason: string | null };
async function beat(opening: string, ranges: [number, number][]): Promise<Beat> {
  const { rows } = await client.query<Beat>('SELECT state, reason FROM api.beat($1, $2)', [
    opening,
    JSON.stringify(ranges),
  ]);
  if (!rows[0]) throw new Error('a beat without an answer');
  return rows[0];
}

async function opened(heard = recording): Promise<Answer> {
  const { answer } = await listen(client, heard);
  expect(answer.state).toBe('released');
  return answer;
}

describe('what is being heard', () => {
  it('stays open while its beats come, and the person sees what was played', async () => {
    const answer = await opened();
    for (let count = 1; count <= 3; count += 1) {
      expect(await beat(answer.command, [[0, count * 80_000]])).toEqual({ state: 'open', reason: null });
      await takenIn(office, 'beat');
      passTime(office, 80_000);
    }
    await openAndPlayed(office, answer, [[0, 240_000]]);
  });

  it('INV-48 is closed after ninety seconds of silence and not before, with what was last reported', async () => {
    const answer = await opened();
    await beat(answer.command, [[0, 15_000]]);
    await takenIn(office, 'beat');
    passTime(office, 89_000);
    // Whatever it answers now, it has looked at what is open before.
    const other = await addRecording(office);
    await opened(other.id);
    const since = await entriesAfter(office, answer.seq ?? 0);
    expect(since.filter(({ payload }) => payload['opening'] === answer.command)).toEqual([]);
    passTime(office, 2_000);
    const { kind, payload } = await endOf(office, answer);
    expect([kind, payload]).toEqual([
      'closed',
      expect.objectContaining({ how: 'silent', ranges: [[0, 15_000]], command: null }),
    ]);
    expect(await beat(answer.command, [])).toEqual({ state: 'closed', reason: 'silent' });
  });

  it('is closed as heard, of which nobody reported, where no sign of life came within a minute, and its key is gone', async () => {
    const answer = await opened();
    passTime(office, 61_000);
    const { kind, payload } = await endOf(office, answer);
    expect([kind, payload['how']]).toEqual(['closed', 'unconfirmed']);
    expect(await answerNow(client, answer.command)).toMatchObject({ state: 'expired', sealed: null });
    expect(await beat(answer.command, [])).toEqual({ state: 'closed', reason: 'unconfirmed' });
  });

  it('is not called undelivered by whoever puts its request into the queue again, nor does it end', async () => {
    const request = await signedOver(client, 'listen', listenRequest(recording, randomKey()));
    await handIn(client, request);
    const answer = await answerTo(client, request.id);
    await beat(answer.command, [[0, 1_000]]);
    // As the database's owner, with what was signed and with what was not; the keeper may have begun anew since.
    for (const again of [request, { id: request.id, kind: 'listen', body: '{}' }]) {
      await office.superuser.query('DELETE FROM office.release WHERE command = $1', [answer.command]);
      await putAsOwner(office, 'anowak', again);
      await takenIn(office, 'command');
      await office.stop();
      await office.start();
    }
    expect(await entriesAfter(office, answer.seq ?? 0)).toEqual([]);
    expect(await beat(answer.command, [])).toEqual({ state: 'open', reason: null });
  });

  it('is not called silent while its own close waits in the queue', async () => {
    const answer = await opened();
    await beat(answer.command, [[0, 1_000]]);
    await takenIn(office, 'beat');
    passTime(office, 80_000);
    const closing = { opening: answer.command, ranges: [[0, 9_000]], how: 'finished', wrongCall: false };
    const request = await signedOver(client, 'close', closing);
    await office.stop();
    await handIn(client, request);
    passTime(office, 15_000);
    await office.start();
    const { payload } = await endOf(office, answer);
    expect(payload).toMatchObject({ how: 'finished', ranges: [[0, 9_000]] });
  });

  it('takes a malformed report for a sign of life and nothing more', async () => {
    const answer = await opened();
    await beat(answer.command, [[0, 4_000]]);
    await client.query(`SELECT api.beat($1, '["x", {"a": 1}]')`, [answer.command]);
    await takenIn(office, 'beat');
    await openAndPlayed(office, answer, [[0, 4_000]]);
  });

  it('goes on under the newest authorisation, and stops where that is narrower', async () => {
    await addPerson(office, 'kmuch', { authorised: false });
    const former = await authorise(office, 'kmuch');
    client = await office.as('kmuch');
    const answer = await opened();
    await authorise(office, 'kmuch');
    await sign(office, 'revoke', revocation(former));
    expect(await beat(answer.command, [[0, 1_000]])).toEqual({ state: 'open', reason: null });
    await takenIn(office, 'beat');
    await openAndPlayed(office, answer, [[0, 1_000]]);
    await authorise(office, 'kmuch', { purposes: ['SAFETY'] });
    expect((await endOf(office, answer)).payload).toMatchObject({ how: 'authorisation-ended' });
  });

  it('stops at the next beat after a revocation', async () => {
    await addPerson(office, 'jlis', { authorised: false });
    const number = await authorise(office, 'jlis');
    client = await office.as('jlis');
    const answer = await opened();
    await beat(answer.command, [[0, 1_000]]);
    await takenIn(office, 'beat');
    await sign(office, 'revoke', revocation(number));
    const { payload } = await endOf(office, answer);
    expect(payload).toMatchObject({ how: 'authorisation-ended', ranges: [[0, 1_000]] });
    expect(await beat(answer.command, [])).toEqual({ state: 'closed', reason: 'authorisation-ended' });
  });

  it('INV-82 ends with the last session of its listener, and not with one of several', async () => {
    await addPerson(office, 'mkos');
    client = await office.as('mkos');
    const answer = await opened();
    await beat(answer.command, [[0, 1_000]]);
    await takenIn(office, 'beat');
    const first = await sessionOf(office, 'mkos');
    const second = await signIn(office, 'mkos');
    const ended = await done(ask(client, 'session-end', { session: first.session }));
    // Whatever it answers now, it has looked at what is open before.
    await beat(answer.command, [[0, 2_000]]);
    await takenIn(office, 'beat');
    expect(await entriesAfter(office, ended.seq ?? 0)).toEqual([]);
    await done(ask(client, 'session-end', { session: second.session }));
    const { payload } = await endOf(office, answer);
    expect(payload).toMatchObject({ how: 'session-ended', ranges: [[0, 2_000]] });
  });

  it('INV-82 is closed as heard, where its session ended before the first sign of life', async () => {
    await addPerson(office, 'rsowa');
    client = await office.as('rsowa');
    const answer = await opened();
    await done(ask(client, 'session-end', { session: (await sessionOf(office, 'rsowa')).session }));
    expect((await endOf(office, answer)).payload).toMatchObject({ how: 'unconfirmed' });
  });

  it('survives another start of the keeper', async () => {
    const answer = await opened();
    await beat(answer.command, [[0, 5_000]]);
    await takenIn(office, 'beat');
    await office.stop();
    await office.start();
    passTime(office, 70_000);
    expect(await beat(answer.command, [[0, 70_000]])).toEqual({ state: 'open', reason: null });
    await takenIn(office, 'beat');
    passTime(office, 91_000);
    expect((await endOf(office, answer)).payload).toMatchObject({ how: 'silent', ranges: [[0, 70_000]] });
  });
});

describe('the seven days of an act', () => {
  const findings = 'Pracownik podał termin 14 dni; ton rozmowy był rzeczowy.';

  it('end listening, also what is being heard, and neither completing nor filing', async () => {
    const first = await opened();
    const act = String(payloadOf(first)['act']);
    await done(
      ask(client, 'close', { opening: first.command, ranges: [], how: 'listener', wrongCall: false }),
    );
    passTime(office, minutes(7 * 24 * 60) - 30_000);
    const { answer: last } = await listen(client, recording, { act, ground: null });
    expect(last.state).toBe('released');
    await beat(last.command, [[0, 1_000]]);
    await takenIn(office, 'beat');
    passTime(office, 30_000);
    expect((await endOf(office, last)).payload).toMatchObject({ how: 'act-over' });
    expect((await listen(client, recording, { act, ground: null })).answer.reason).toBe('act-over');
    await done(ask(client, 'complete', { act, findings }));
    expect((await ask(client, 'reopen', { act })).reason).toBe('act-over');
    const { rows } = await client.query<{ today: string }>("SELECT api.me() ->> 'today' AS today");
    await done(ask(client, 'file', { act, day: rows[0]?.today ?? '', way: 'paper', missingSignature: null }));
  });

  it('and the end of the authorisation too leave completing and filing possible', async () => {
    await addPerson(office, 'psowa', { authorised: false });
    const number = await authorise(office, 'psowa');
    client = await office.as('psowa');
    const answer = await opened();
    const act = String(payloadOf(answer)['act']);
    await sign(office, 'revoke', revocation(number));
    await endOf(office, answer);
    expect((await listen(client, recording, { act, ground: null })).answer.reason).toBe(
      'authorisation-revoked',
    );
    const { seq } = await done(ask(client, 'complete', { act, findings }));
    expect(seq).not.toBeNull();
    expect((await ask(client, 'reopen', { act })).reason).toBe('authorisation-revoked');
  });
});

describe('twelve months', () => {
  it('are counted in legal days, the last one included', async () => {
    const last = addMonths(today(), 12);
    await addPerson(office, 'kbak', { authorised: false });
    await authorise(office, 'kbak', { from: addMonths(today(), 11), to: addMonths(today(), 14) });
    client = await office.as('kbak');
    recording = (await addRecording(office, { startedAt: new Date() })).id;
    const [year = 0, month = 0, day = 0] = last.split('-').map(Number);
    const [end] = instantsOf({ year, month, day, hour: 23, minute: 59, second: 30 });
    passTime(office, (end?.getTime() ?? 0) - Date.now() - office.shift.database);
    await opened();
    passTime(office, 31_000);
    expect((await listen(client, recording)).answer.reason).toBe('recording-past-term');
  });
});
