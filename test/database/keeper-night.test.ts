import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listSha256 } from '../../server/entries/destruction.ts';
import { verifyLedger } from '../../server/verify/ledger.ts';
import type { Command } from '../../shared/ledger/kinds.ts';
import { sha256 } from '../../shared/node/ledger.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import {
  addPerson,
  addRecording,
  ask,
  askSealed,
  done,
  entriesAfter,
  headSeq,
  listen,
  payloadOf,
  sign,
  type Answer,
  resumption,
} from './asking.ts';
import {
  agreedNight,
  allowBackups,
  confirmationOf,
  dayOf,
  enterBackup,
  entryAfter,
  inStatistics,
  goOnAfterLoss,
  lose,
  night,
  nightWithoutCalls,
  old,
  orderOf,
  stopped,
} from './destroying.ts';
import { refusedOnce } from './refusing.ts';
import { deputyLogin, mayorLogin, openTestOffice, secretaryLogin, type TestOffice } from './support.ts';

/** § 3 ust. 4: after twelve months, and after whatever held it, a recording goes for good: by an order, at night, unasked where it is what is expected. */
let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
  await addPerson(office, 'anowak');
});
afterAll(() => office.close());

const refused = (reason: string, asked: () => Promise<Answer>) => refusedOnce(office, reason, asked);
const keyFile = (id: string, startedAt: Date): string =>
  join(office.options.keystore, legalDay(startedAt), id);
const stub = async (id: string) => {
  const { rows } = await office.superuser.query<Record<string, unknown>>(
    `SELECT r.state, r.caller, r.answered_by AS by, r.answered_login AS login, r.destruction_protocol AS protocol, r.destroyed_on::text AS on,
        (SELECT count(*)::int FROM office.entry_text t WHERE t.seq = r.seq) AS words, (SELECT count(*)::int FROM office.entry_asked a WHERE a.seq = r.seq) AS asked
       FROM office.recording r WHERE r.id = $1`,
    [id],
  );
  return rows[0];
};
const fault = async () => {
  const asked = { source: office.superuser, journal: office.options.journal, quick: false };
  return (await verifyLedger({ ...asked, keeperKey: office.keeperPublicKey })).fault;
};
const kindsAfter = async (seq: number, ...kinds: string[]) =>
  (await entriesAfter(office, seq)).filter(({ kind }) => kinds.includes(kind));
const demand = (recordings: string[], order: 'court' | null = 'court'): Command<'hold'> => ({
  ...{ act: null, recordings, proceedings: 'cywilne', reference: null, case: 'SEK.1510.9.2026', order },
  paper: order === null ? null : 'RPW/1840/2026',
});
const endedBy = (hold: number): Command<'hold-end'> => ({
  ...{ hold, ground: 'mistake', issuedOn: null, finalOn: null, number: null, document: null },
  note: 'Pomylono dwie rozmowy z tego samego dnia.',
});

describe('an order to destroy', () => {
  it('names a ground of the archives’ law, and begins only with a backup that ages, confirmed by a second person', async () => {
    const before = await headSeq(office);
    const { id } = await addRecording(office, { startedAt: old(office) });
    await refused('archive-missing', () =>
      askSealed(office, secretaryLogin, 'instrument', orderOf(office, { archive: null })),
    );
    const entered = await sign(office, 'instrument', orderOf(office));
    const confirm = (login: string) => () => askSealed(office, login, 'confirm', confirmationOf(entered));
    await refused('not-second-person', confirm(secretaryLogin));
    await refused('backup-missing', confirm(deputyLogin));
    expect(await night(office)).toBe('order');
    expect(await kindsAfter(before, 'destroyed', 'stopped')).toEqual([]);
    await allowBackups(office);
    const { startedAt } = payloadOf(await enterBackup(office, { oldestOn: '2026-01-02' }));
    expect(startedAt).toBeDefined();
    await refused('backup-missing', confirm(deputyLogin));
    const past = new Date(Date.now() + office.shift.own - 3 * 86_400_000);
    await enterBackup(office, { startedAt: past.toISOString(), oldestOn: legalDay(past) });
    await refused('backup-missing', confirm(deputyLogin));
    await enterBackup(office);
    await done(confirm(deputyLogin)());
    expect((await stub(id))?.['state']).toBe('available');
    expect(await fault()).toBeNull();
  });
});

describe('a night', () => {
  it('makes an end of what is over, of its key and of whose voice it was, and of nothing else', async () => {
    const before = await headSeq(office);
    const [startedAt, caller] = [old(office), '+48605111999'];
    const [gone, kept] = [await addRecording(office, { startedAt, caller }), await addRecording(office)];
    const evidence = await addRecording(office, { startedAt });
    await addRecording(office, { startedAt, caller }); // What stands there twice is counted as common.
    await office.superuser.query('ANALYZE');
    expect(await inStatistics(office, caller)).toEqual(['recording', 'recording_caller']);
    await done(askSealed(office, secretaryLogin, 'hold', demand([evidence.id])));
    expect(await agreedNight(office)).toBeNull();
    const [entry] = await kindsAfter(before, 'destroyed');
    const day = dayOf(office);
    const protocol = `PZ/${Number(day.slice(5, 7))}/${day.slice(0, 4)}`;
    expect(entry?.payload).toMatchObject({ protocol, ended: [], erasure: [] });
    expect(entry?.payload['term']).toContain(gone.id);
    expect(existsSync(keyFile(gone.id, startedAt))).toBe(false);
    expect(await stub(gone.id)).toEqual({
      ...{ state: 'destroyed', caller: null, by: '', login: null, protocol, on: day, words: 0, asked: 0 },
    });
    for (const one of [kept.id, evidence.id]) expect((await stub(one))?.['state']).toBe('available');
    expect(existsSync(keyFile(evidence.id, startedAt))).toBe(true);
    expect(readFileSync(office.options.journal, 'utf8')).toContain('"kind\\":\\"destroyed');
    const client = await office.as('anowak');
    await refused('recording-destroyed', async () => (await listen(client, gone.id)).answer);
    await refused('recording-destroyed', () => askSealed(office, secretaryLogin, 'hold', demand([gone.id])));
    expect(await inStatistics(office, caller)).toEqual([]);
    expect(await fault()).toBeNull();
  });

  it('waits for what is heard, for its protocol, and for the days after the last hold', async () => {
    const startedAt = old(office, -2);
    const [heard, held] = [
      await addRecording(office, { startedAt }),
      await addRecording(office, { startedAt }),
    ];
    const client = await office.as('anowak');
    const { answer } = await listen(client, heard.id);
    await done(
      ask(client, 'close', { opening: answer.command, ranges: [], how: 'listener', wrongCall: false }),
    );
    const { seq } = await done(askSealed(office, secretaryLogin, 'hold', demand([held.id])));
    for (let nights = 0; nights < 3; nights += 1) await night(office);
    await done(askSealed(office, deputyLogin, 'hold-end', endedBy(seq ?? 0)));
    const before = await headSeq(office);
    // Taken in but lately: what was held is not destroyed unasked either.
    await stopped(office);
    for (let nights = 0; nights < 2; nights += 1) {
      await night(office);
      for (const one of [heard.id, held.id]) expect((await stub(one))?.['state']).toBe('available');
    }
    await night(office);
    const [entry] = (await kindsAfter(before, 'destroyed')).slice(-1);
    expect(entry?.payload).toMatchObject({ term: [], ended: [held.id] });
    expect((await stub(heard.id))?.['state']).toBe('available');
    expect(await fault()).toBeNull();
  });

  it('stops before more than four days of calls; what two offices can agree to goes the night after, less what is held since', async () => {
    const before = await headSeq(office);
    const calls = [];
    for (const days of [40, 41, 42, 43, 44])
      calls.push((await addRecording(office, { startedAt: old(office, days) })).id);
    const [first = '', ...others] = calls;
    expect(await night(office)).toBeNull();
    expect(await kindsAfter(before, 'destroyed')).toEqual([]);
    const stop = await entryAfter(office, before, 'stopped');
    expect(JSON.parse(stop.payload)).toMatchObject({ count: 5, listSha256: listSha256(calls) });
    // It counts no more: what comes later makes a list of its own.
    const late = await addRecording(office, { startedAt: old(office) });
    await night(office);
    const next = await entryAfter(office, stop.seq, 'stopped');
    expect(JSON.parse(next.payload)).toMatchObject({ count: 1, listSha256: listSha256([late.id]) });
    expect((await stub(first))?.['state']).toBe('available');
    // SECURITY: whoever has the tables takes one out of the list that somebody is to read.
    const list = 'UPDATE office.stopped SET recordings = ';
    await office.superuser.query(`${list} array_remove(recordings, $2) WHERE seq = $1`, [stop.seq, first]);
    expect(await fault()).toMatchObject({ what: 'table', table: 'stopped', seq: stop.seq });
    await office.superuser.query(`${list} $2 WHERE seq = $1`, [stop.seq, calls]);
    expect(await fault()).toBeNull();
    const confirm = (login: string, change = {}) =>
      askSealed(office, login, 'confirm', { ...confirmationOf(stop), ...change });
    await refused('not-confirmer', () => confirm('anowak'));
    await refused('confirm-outdated', () => confirm(mayorLogin, { hashes: ['0'.repeat(64)] }));
    await done(confirm(mayorLogin));
    await refused('nothing-to-confirm', () => confirm(mayorLogin));
    await done(askSealed(office, secretaryLogin, 'hold', demand([first])));
    await night(office);
    const states = await Promise.all(calls.map(async (id) => (await stub(id))?.['state']));
    expect(states).toEqual(['available', ...others.map(() => 'destroyed')]);
    expect(await fault()).toBeNull();
  });
});

describe('a recording that was lost', () => {
  it('ends with its term, though its key came back, beside what was taken in again in its place', async () => {
    const startedAt = old(office);
    const sound = sha256('what was lost');
    const { id } = await addRecording(office, { startedAt, sound });
    await lose(office, [id]);
    expect((await stub(id))?.['state']).toBe('lost');
    const again = await addRecording(office, { startedAt, sound });
    expect(existsSync(keyFile(id, startedAt))).toBe(true);
    expect(await agreedNight(office)).toBeNull();
    for (const one of [id, again.id]) {
      expect(await stub(one)).toMatchObject({ state: 'destroyed', caller: null, by: '', words: 0, asked: 0 });
      expect(existsSync(keyFile(one, startedAt))).toBe(false);
    }
    expect(await fault()).toBeNull();
  });
});

describe('the keystore', () => {
  it('INV-65 in which two keys were exchanged loses neither: nothing goes until each is where it belongs', async () => {
    const days = [old(office), new Date(Date.now() + office.shift.own - 60_000)] as const;
    const [due, kept] = [
      await addRecording(office, { startedAt: days[0] }),
      await addRecording(office, { startedAt: days[1] }),
    ];
    const [its, others] = [keyFile(due.id, days[0]), keyFile(kept.id, days[1])];
    const exchange = (): void => {
      renameSync(its, `${its}.away`);
      renameSync(others, its);
      renameSync(`${its}.away`, others);
    };
    await stopped(office);
    exchange();
    expect(await night(office)).toBe('keys');
    expect((await stub(due.id))?.['state']).toBe('available');
    expect(readFileSync(others).equals(due.key)).toBe(true);
    exchange();
    expect(await night(office)).toBeNull();
    expect(existsSync(its)).toBe(false);
    expect(readFileSync(others).equals(kept.key)).toBe(true);
  });

  it('INV-66 put back from a copy has the keys of destroyed recordings no longer than until the next start, which is an entry', async () => {
    const { rows } = await office.superuser.query<{ id: string; at: Date }>(
      `SELECT id, started_at AS at FROM office.recording WHERE state = 'destroyed' ORDER BY destroyed_on LIMIT 1`,
    );
    const { id, at } = rows[0] ?? { id: '', at: new Date(0) };
    await office.stop();
    const before = await headSeq(office);
    mkdirSync(join(office.options.keystore, legalDay(at)), { recursive: true, mode: 0o700 });
    writeFileSync(keyFile(id, at), Buffer.alloc(32, 7), { mode: 0o600 });
    // What somebody else put there is no key, and no reason not to serve.
    const strange = join(office.options.keystore, legalDay(at), 'notes');
    mkdirSync(strange, { mode: 0o700 });
    await office.start();
    expect(existsSync(keyFile(id, at))).toBe(false);
    const [incident] = await kindsAfter(before, 'incident');
    expect(incident?.payload).toMatchObject({ what: 'zniszczony klucz powrócił', command: null });
    expect(await fault()).toBeNull();

    // An old copy brings back what was destroyed and lacks what came since: the first goes, and is an entry, although the keeper then serves nobody.
    const startedAt = new Date(Date.now() + office.shift.own - 60_000);
    const { id: young } = await addRecording(office, { startedAt });
    const there = keyFile(young, startedAt);
    await office.stop();
    renameSync(there, `${there}.away`);
    writeFileSync(keyFile(id, at), Buffer.alloc(32, 7), { mode: 0o600 });
    const then = await headSeq(office);
    await expect(office.start()).rejects.toMatchObject({ message: expect.stringContaining(young) as string });
    expect(existsSync(keyFile(id, at))).toBe(false);
    expect(await kindsAfter(then, 'incident')).toMatchObject([
      { payload: { what: 'zniszczony klucz powrócił' } },
    ]);
    renameSync(`${there}.away`, there);
    await office.start();
  });
});

describe('whoever owns the tables', () => {
  it('INV-65 moves no night by them, and is named by verify', async () => {
    const young = await addRecording(office);
    const { rows } = await office.superuser.query<{ id: string; seq: string }>(
      `SELECT id, seq FROM office.recording WHERE state = 'destroyed' LIMIT 1`,
    );
    const { id = '', seq } = rows[0] ?? {};
    const change = (sql: string, of = id) =>
      office.superuser.query(`UPDATE office.recording SET ${sql} WHERE id = $1`, [of]);
    await change(`state = 'available', destroyed_on = NULL`);
    expect(await fault()).toMatchObject({ what: 'table', table: 'recording', seq: Number(seq) });
    const client = await office.as('anowak');
    await refused('recording-destroyed', async () => (await listen(client, id)).answer);
    await change(`state = 'destroyed', destroyed_on = '2026-01-02'`);
    expect(await fault()).toMatchObject({ what: 'table', table: 'recording' });
    await office.superuser.query(
      `UPDATE office.recording r SET destroyed_on = (e.payload::jsonb ->> 'at')::date FROM office.entry e WHERE r.id = $1 AND e.kind = 'destroyed' AND e.payload LIKE '%' || r.id || '%'`,
      [id],
    );
    expect(await fault()).toBeNull();
    const began = await office.superuser.query<{ at: Date }>(
      'SELECT started_at AS at FROM office.recording WHERE id = $1',
      [young.id],
    );
    await change(`started_at = started_at - interval '2 years'`, young.id);
    const words = office.superuser.query(
      `DELETE FROM office.entry_text t USING office.recording r WHERE r.id = $1 AND t.seq = r.seq`,
      [young.id],
    );
    await expect(words).rejects.toMatchObject({ code: 'OD009' });
    await night(office);
    expect((await stub(young.id))?.['state']).toBe('available');
    await office.superuser.query('UPDATE office.recording SET started_at = $2 WHERE id = $1', [
      young.id,
      began.rows[0]?.at,
    ]);
    expect(await fault()).toBeNull();
  });
});

describe('an order that is taken back', () => {
  it('destroys nothing from then on, on the word of one person; another begins with two', async () => {
    const { id } = await addRecording(office, { startedAt: old(office) });
    const { rows } = await office.superuser.query<{ number: string }>(
      `SELECT number FROM office.instrument WHERE what = 'version' ORDER BY seq DESC LIMIT 1`,
    );
    const end = { number: rows[0]?.number ?? '', why: 'withdrawn' as const, until: null };
    const takeBack = async (login: string, change = {}) =>
      ask(await office.as(login), 'revoke', { ...end, paper: null, words: null, ...change });
    await refused('not-secretary', () => takeBack('anowak'));
    await refused('malformed-request', () => takeBack(secretaryLogin, { until: dayOf(office) }));
    await done(takeBack(secretaryLogin));
    await refused('instrument-state', () => takeBack(secretaryLogin));
    expect(await night(office)).toBe('order');
    expect((await stub(id))?.['state']).toBe('available');
    expect(await fault()).toBeNull();

    const entered = await sign(office, 'instrument', orderOf(office));
    expect(await night(office)).toBe('order');
    await refused('not-second-person', () =>
      askSealed(office, secretaryLogin, 'confirm', confirmationOf(entered)),
    );
    await enterBackup(office);
    await done(askSealed(office, deputyLogin, 'confirm', confirmationOf(entered)));

    // One that was dated too late by mistake the Mayor takes back: it stands in no other's way.
    const dated = (days: number): Command<'instrument'> => {
      const order = orderOf(office);
      const from = addDays(dayOf(office), days);
      return { ...order, rows: order.rows.map((row) => ({ ...row, from })) };
    };
    const late = await sign(office, 'instrument', dated(900));
    await done(askSealed(office, deputyLogin, 'confirm', confirmationOf(late)));
    const [row] = payloadOf(late)['rows'] as { number: string }[];
    await done(takeBack(mayorLogin, { number: row?.number }));
    await sign(office, 'instrument', dated(1));
    expect(await fault()).toBeNull();
  });
});

// The last: the keeper's time only ever goes on.
describe('a night in an office where something is wrong', () => {
  it('INV-79 destroys nothing after a restore until the desk has resumed listening', async () => {
    const { id } = await addRecording(office, { startedAt: old(office) });
    await goOnAfterLoss(office);
    expect(await night(office)).toBe('suspended');
    expect((await stub(id))?.['state']).toBe('available');
    await sign(office, 'resume', await resumption(office.superuser, 'Porównano karty z aktami.'));
    await agreedNight(office);
    expect((await stub(id))?.['state']).toBe('destroyed');
  });

  it('INV-75 destroys nothing while listening is suspended, where the clocks differ, the share is away, nor where no call came in: the time may be another', async () => {
    const { id } = await addRecording(office, { startedAt: old(office) });
    const desk = await office.as(secretaryLogin);
    const { seq } = await done(ask(desk, 'suspend', { reason: 'Podejrzenie naruszenia' }));
    expect(seq).toBeGreaterThan(0);
    expect(await night(office)).toBe('suspended');
    await sign(office, 'resume', await resumption(office.superuser, 'Sprawdzono z informatykiem.'));
    // The database's alone runs ahead.
    office.shift.database += 3_600_000;
    expect(await nightWithoutCalls(office)).toBe('clock');
    office.shift.database -= 3_600_000;
    expect((await stub(id))?.['state']).toBe('available');
    // The folder under a share that is away has no mark.
    const mark = join(office.options.share, 'odsluch-share.txt');
    renameSync(mark, `${mark}.away`);
    expect(await night(office)).toBe('share');
    renameSync(`${mark}.away`, mark);
    expect((await stub(id))?.['state']).toBe('available');
    office.shift.database += 366 * 86_400_000;
    office.shift.own += 366 * 86_400_000;
    expect(await nightWithoutCalls(office)).toBe('calls');
    expect((await stub(id))?.['state']).toBe('available');
  });
});
