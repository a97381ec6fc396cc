import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listSha256 } from '../../server/entries/destruction.ts';
import { verifyLedger } from '../../server/verify/ledger.ts';
import type { Command } from '../../shared/ledger/kinds.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import {
  addPerson,
  addRecording,
  appoint,
  ask,
  askSealed,
  done,
  guidOf,
  headSeq,
  listen,
  passTime,
  takenIn,
  type Answer,
} from './asking.ts';
import {
  agreedNight,
  beginDestruction,
  confirmationOf,
  dayOf,
  entryAfter,
  hourOf,
  night,
  old,
  stopped,
} from './destroying.ts';
import { refusedOnce } from './refusing.ts';
import { deputyLogin, openTestOffice, secretaryLogin, until, untilKept, type TestOffice } from './support.ts';

/** § 3 ust. 4: what somebody does to a night while the keeper works. */
let office: TestOffice;
const officer = 'jptak';
beforeAll(async () => {
  office = await openTestOffice();
  await addPerson(office, officer, { authorised: false });
  await appoint(office, await guidOf(office, officer), { office: 'protection_officer' });
  await beginDestruction(office);
});
afterAll(() => office.close());

const keyOf = (id: string, startedAt: Date): string => join(office.options.keystore, legalDay(startedAt), id);
const stateOf = async (id: string) => {
  const { rows } = await office.superuser.query<{ state: string; words: number }>(
    `SELECT r.state, (SELECT count(*)::int FROM office.entry_text t JOIN office.entry e ON e.seq = t.seq WHERE e.kind = 'ingest' AND e.recording = r.id) AS words
       FROM office.recording r WHERE r.id = $1`,
    [id],
  );
  return rows[0];
};
const fault = async () => {
  const asked = { source: office.superuser, journal: office.options.journal, quick: false };
  return (await verifyLedger({ ...asked, keeperKey: office.keeperPublicKey })).fault;
};
const demand = (recording: string): Command<'hold'> => ({
  ...{ act: null, recordings: [recording], proceedings: 'cywilne', reference: null, order: 'court' as const },
  ...{ case: 'SEK.1510.9.2026', paper: 'RPW/1840/2026' },
});
const kept = (what: string, sql: string, values: unknown[]) =>
  untilKept(office, what, async () =>
    (await office.superuser.query(sql, values)).rowCount === 0 ? null : true,
  );
const held = (id: string) => askSealed(office, secretaryLogin, 'hold', demand(id));

it('the officer, who compares papers, lets nothing be destroyed', async () => {
  const before = await headSeq(office);
  const { id } = await addRecording(office, { startedAt: old(office) });
  await night(office);
  const { seq, hash } = await entryAfter(office, before, 'stopped');
  await refusedOnce(office, 'not-confirmer', () =>
    askSealed(office, officer, 'confirm', confirmationOf({ seq, hash })),
  );
  await night(office);
  expect(await stateOf(id)).toMatchObject({ state: 'available' });
  await done(askSealed(office, deputyLogin, 'confirm', confirmationOf({ seq, hash })));
  await night(office);
  expect(await stateOf(id)).toMatchObject({ state: 'destroyed' });
});

it('INV-66 a destroyed key that comes back while the keeper runs is gone after the next night, which is an entry', async () => {
  const startedAt = old(office);
  const { id } = await addRecording(office, { startedAt });
  await agreedNight(office);
  expect(await stateOf(id)).toMatchObject({ state: 'destroyed' });
  // What the newest night destroyed may have been left by a crash.
  await addRecording(office, { startedAt: old(office) });
  await agreedNight(office);
  const before = await headSeq(office);
  const key = keyOf(id, startedAt);
  mkdirSync(dirname(key), { recursive: true, mode: 0o700 });
  writeFileSync(key, Buffer.alloc(32, 7), { mode: 0o600 });
  await night(office);
  const { payload } = await entryAfter(office, before, 'incident');
  expect(JSON.parse(payload)).toMatchObject({ what: 'zniszczony klucz powrócił' });
  expect(existsSync(key)).toBe(false);
});

it('INV-65 whoever owns the tables clears a hold, calls evidence destroyed, and points a row at the words of somebody else: evidence stays, and so do those', async () => {
  const startedAt = old(office);
  const evidence = await addRecording(office, { startedAt });
  const { seq } = await done(held(evidence.id));
  const called = await addRecording(office, { startedAt });
  await done(held(called.id));
  const due = await addRecording(office, { startedAt });
  const young = await addRecording(office);
  const rowOf = async (id: string, column: string) => {
    const { rows } = await office.superuser.query<{ value: unknown }>(
      `SELECT ${column} AS value FROM office.recording WHERE id = $1`,
      [id],
    );
    return rows[0]?.value;
  };
  const change = (sql: string, values: unknown[]) => office.superuser.query(sql, values);
  const its = await rowOf(due.id, 'seq');
  await stopped(office);
  await change('UPDATE office.recording SET hold_seq = NULL WHERE id = $1', [evidence.id]);
  await change('CREATE TEMP TABLE card AS SELECT * FROM office.hold WHERE seq = $1', [seq]);
  await change('DELETE FROM office.hold WHERE seq = $1', [seq]);
  await change('UPDATE office.recording SET seq = $2 WHERE id = $1', [due.id, await rowOf(young.id, 'seq')]);
  await change('CREATE TEMP TABLE whose AS SELECT caller, caller_salt FROM office.recording WHERE id = $1', [
    called.id,
  ]);
  await change(
    `UPDATE office.recording SET state = 'destroyed', destroyed_on = '2026-01-02', destruction_protocol = 'PZ/1/2026', caller = NULL, caller_salt = NULL WHERE id = $1`,
    [called.id],
  );
  expect(await night(office)).toBeNull();
  expect(existsSync(keyOf(called.id, startedAt))).toBe(true);
  expect(await stateOf(called.id)).toMatchObject({ words: 1 });
  expect(await stateOf(evidence.id)).toEqual({ state: 'available', words: 1 });
  expect(existsSync(keyOf(evidence.id, startedAt))).toBe(true);
  expect(await stateOf(due.id)).toEqual({ state: 'destroyed', words: 0 });
  expect(await stateOf(young.id)).toEqual({ state: 'available', words: 1 });
  expect(await fault()).toMatchObject({ what: 'table' });
  await change('UPDATE office.recording SET seq = $2 WHERE id = $1', [due.id, its]);
  await change(
    `UPDATE office.recording SET state = 'available', destroyed_on = NULL, destruction_protocol = NULL, caller = w.caller, caller_salt = w.caller_salt FROM whose w WHERE id = $1`,
    [called.id],
  );
  await change('INSERT INTO office.hold SELECT * FROM card', []);
  await change('UPDATE office.recording SET hold_seq = $2 WHERE id = $1', [evidence.id, seq]);
  expect(await fault()).toBeNull();
});

it('what the desk holds right before the night stays; what it asks for once the night has entered its end is refused, and goes', async () => {
  const startedAt = old(office);
  const [early, late] = [
    await addRecording(office, { startedAt }),
    await addRecording(office, { startedAt }),
  ];
  await stopped(office);
  await addRecording(office, { startedAt: new Date(Date.now() + office.shift.own - 60_000) });
  const beside: { asked: Promise<Answer> | null } = { asked: null };
  const inQueue = async () =>
    (await office.superuser.query(`SELECT FROM office.command WHERE kind = 'hold'`)).rowCount === 0
      ? null
      : true;
  await office.stop();
  await office.start({
    onStep: async (step) => {
      if (step !== 'overwritten' || beside.asked !== null) return;
      beside.asked = held(late.id);
      // The night goes on once it is asked.
      await until('the hold in the queue', inQueue);
    },
  });
  const hour = hourOf(addDays(dayOf(office), 1), 2);
  const left = (): number => hour - (Date.now() + office.shift.own);
  // At one the keeper sees that it is night soon.
  passTime(office, left() - 3_600_000);
  await kept('its time', 'SELECT FROM office.pulse WHERE time >= $1', [hour - 3_600_000]);
  await done(held(early.id));
  passTime(office, left() + 1_000);
  await kept('the night over', 'SELECT FROM office.pulse WHERE night = $1', [legalDay(new Date(hour))]);
  expect(await beside.asked).toMatchObject({ state: 'refused', reason: 'recording-destroyed' });
  expect(await stateOf(early.id)).toMatchObject({ state: 'available' });
  expect(existsSync(keyOf(early.id, startedAt))).toBe(true);
  expect(await stateOf(late.id)).toMatchObject({ state: 'destroyed' });
  expect(existsSync(keyOf(late.id, startedAt))).toBe(false);
  expect(await fault()).toBeNull();
});

it('whoever listens as the night comes hears on: what is heard neither goes nor is asked about, and what lies beside it is', async () => {
  await addPerson(office, 'anowak');
  await office.stop();
  // At midnight, when the last day of what can still be opened ends.
  await office.start({ destruction: { hour: 0, graceDays: 3 } });
  const startedAt = old(office, 0);
  const [heard, other] = [
    await addRecording(office, { startedAt }),
    await addRecording(office, { startedAt }),
  ];
  await addRecording(office, { startedAt: new Date(Date.now() + office.shift.own - 60_000) });
  const day = addDays(dayOf(office), 1);
  const goTo = (at: number): Promise<true> => {
    passTime(office, at - (Date.now() + office.shift.own));
    return kept('its time', 'SELECT FROM office.pulse WHERE time >= $1', [at]);
  };
  await goTo(hourOf(day, 0) - 30_000);
  const client = await office.as('anowak');
  const { answer } = await listen(client, heard.id);
  await client.query('SELECT api.beat($1, $2)', [answer.command, JSON.stringify([[0, 15_000]])]);
  await takenIn(office, 'beat');
  await goTo(hourOf(day, 0) + 15_000);
  await kept('the night over', 'SELECT FROM office.pulse WHERE night = $1', [day]);
  const { payload } = await entryAfter(office, answer.seq ?? 0, 'stopped');
  expect(JSON.parse(payload)).toMatchObject({ count: 1, listSha256: listSha256([other.id]) });
  await done(
    ask(client, 'close', {
      ...{ opening: answer.command, ranges: [[0, 40_000]], how: 'listener', wrongCall: false },
    }),
  );
  expect(await stateOf(heard.id)).toMatchObject({ state: 'available' });
  expect(existsSync(keyOf(heard.id, startedAt))).toBe(true);
  expect(await fault()).toBeNull();
});
