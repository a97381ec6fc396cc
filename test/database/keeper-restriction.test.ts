import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Command } from '../../shared/ledger/kinds.ts';
import { sha256 } from '../../shared/node/ledger.ts';
import { restrictionsTold } from '../../shared/restrictions.ts';
import { addDays, addMonths, legalDay } from '../../shared/warsaw.ts';
import {
  addPerson,
  addRecording,
  appoint,
  ask,
  askSealed,
  done,
  endOf,
  evidenceIn,
  guidOf,
  headSeq,
  listen,
  passTime,
  payloadOf,
  type Answer,
} from './asking.ts';
import {
  beginDestruction,
  confirmationOf,
  countsOf,
  dayOf,
  entryAfter,
  lose,
  night,
  ofRights,
  old,
  stopped,
} from './destroying.ts';
import { openRegister } from './reading.ts';
import { refusedListen, refusedOnce } from './refusing.ts';
import { deputyLogin, mayorLogin, openTestOffice, secretaryLogin, type TestOffice } from './support.ts';
import { verified } from './tampering.ts';

/** § 3 ust. 3, GDPR 17, 18, 21: what somebody has restricted or erased of the recordings that concern them. */
let office: TestOffice;
const officer = 'mzak';
beforeAll(async () => {
  office = await openTestOffice();
  await addPerson(office, 'anowak');
  await addPerson(office, officer, { authorised: false });
  await appoint(office, await guidOf(office, officer), { office: 'protection_officer' });
  await beginDestruction(office);
});
afterAll(() => office.close());

type Restrict = Command<'restrict'>;
const wanted = (recordings: string[], change: Partial<Restrict> = {}): Restrict => ({
  ...{
    recordings,
    right: 'objection',
    receivedOn: dayOf(office),
    effect: 'restricted',
    of: null,
    told: null,
  },
  ...{ request: '6/2026', decision: 'Wniosek uznano za zasadny.', ...change },
});
const restrict = (login: string, body: Restrict) => askSealed(office, login, 'restrict', body);
const restricted = (recordings: string[], change: Partial<Restrict> = {}) =>
  done(restrict(secretaryLogin, wanted(recordings, change)));
const free = ({ seq }: Answer, recordings: string[], change: Partial<Restrict> = {}): Restrict =>
  wanted(recordings, { effect: 'free', of: seq, told: dayOf(office), ...change });
const confirmed = (login: string, entered: Answer) =>
  askSealed(office, login, 'confirm', confirmationOf(entered));
const erased = async (recordings: string[]): Promise<Answer> => {
  const entered = await restricted(recordings, { right: 'erasure', effect: 'erase' });
  await done(confirmed(deputyLogin, entered));
  return entered;
};
const held = (id: string) =>
  done(
    askSealed(office, secretaryLogin, 'hold', {
      ...{ act: null, recordings: [id], proceedings: 'cywilne', reference: null, case: 'SEK.1510.9.2026' },
      ...{ order: 'court', paper: 'RPW/1840/2026' },
    }),
  );
const holdEnds = ({ seq }: Answer) =>
  done(
    askSealed(office, deputyLogin, 'hold-end', {
      ...{ hold: seq ?? 0, ground: 'mistake', issuedOn: null, finalOn: null, number: null, document: null },
      note: 'Pomylono dwie rozmowy z tego samego dnia.',
    }),
  );
const refused = (reason: string, asked: () => Promise<Answer>) => refusedOnce(office, reason, asked);
const stateOf = async (id: string): Promise<string | undefined> => {
  const { rows } = await office.superuser.query<{ state: string }>(
    'SELECT state FROM office.recording WHERE id = $1',
    [id],
  );
  return rows[0]?.state;
};
const hasKey = (id: string, startedAt: Date): boolean =>
  existsSync(join(office.options.keystore, legalDay(startedAt), id));
const fault = async () => (await verified(office)).fault;
const lawful = async () => expect(await fault()).toBeNull();
const young = () => new Date(Date.now() + office.shift.own - 3_600_000);

describe('a restricted recording', () => {
  it('is opened for the rights of its person alone, until the person knows that it ends', async () => {
    const { id } = await addRecording(office, { startedAt: young() });
    await refused('not-secretary', () => restrict('anowak', wanted([id])));
    const entered = await done(restrict(officer, wanted([id], { right: 'restriction' })));
    await refusedListen(office, 'recording-restricted', 'anowak', id);
    const heard = await listen(await office.as('anowak'), id, ofRights);
    expect(heard.answer.state).toBe('released');
    // What lets it go is the desk's, and by the restriction as it was entered.
    const end = (change: Partial<Restrict> = {}) => free(entered, [id], { right: 'restriction', ...change });
    await refused('not-secretary', () => restrict(officer, end()));
    await refused('field-missing', () => restrict(secretaryLogin, end({ told: null })));
    const [yesterday, tomorrow] = [addDays(dayOf(office), -1), addDays(dayOf(office), 1)];
    await refused('final-day-in-future', () => restrict(secretaryLogin, end({ told: tomorrow })));
    await refused('malformed-request', () => restrict(secretaryLogin, end({ right: 'objection' })));
    const others: Partial<Restrict>[] = [{ told: yesterday }, { receivedOn: yesterday }];
    for (const change of [...others, { recordings: ['00000000-0000-4000-8000-000000000000'] }])
      await refused('malformed-request', () => restrict(secretaryLogin, end(change)));
    await refused('hold-unknown', () => restrict(secretaryLogin, end({ of: 1 })));
    await done(restrict(secretaryLogin, end()));
    await refused('hold-ended', () => restrict(secretaryLogin, end()));
    expect((await listen(await office.as('anowak'), id)).answer.state).toBe('released');
    await lawful();
  });

  it('stays so as long as anybody wants it: one person’s end frees no other’s', async () => {
    const { id } = await addRecording(office, { startedAt: young() });
    const first = await restricted([id]);
    const second = await restricted([id], { request: '7/2026' });
    await done(restrict(secretaryLogin, free(second, [id])));
    await refusedListen(office, 'recording-restricted', 'anowak', id);
    // SECURITY: whoever owns the tables frees nothing.
    const mark = 'UPDATE office.recording SET restricted_seq = $2 WHERE id = $1';
    await office.superuser.query(mark, [id, null]);
    await refusedListen(office, 'recording-restricted', 'anowak', id);
    expect(await fault()).toMatchObject({ what: 'table', table: 'recording' });
    await office.superuser.query(mark, [id, first.seq]);
    await done(restrict(secretaryLogin, free(first, [id])));
    expect((await listen(await office.as('anowak'), id)).answer.state).toBe('released');
    await lawful();
  });

  it('is told of to nobody who may not hear it anyway', async () => {
    await addPerson(office, 'bzych');
    const { id } = await addRecording(office, { startedAt: young(), answeredLogin: 'bzych' });
    for (const asked of [restricted, erased]) {
      await asked([id]);
      await refusedListen(office, 'took-part-in-call', 'bzych', id);
    }
  });

  it('is heard no further by whoever listens already, but for the rights of its person', async () => {
    const { id } = await addRecording(office, { startedAt: young() });
    const client = await office.as('anowak');
    const [{ answer: playing }, { answer: allowed }] = [
      await listen(client, id),
      await listen(client, id, ofRights),
    ];
    await done(restrict(officer, wanted([id])));
    expect((await endOf(office, playing)).payload).toMatchObject({ how: 'recording-closed', command: null });
    // SECURITY: nor does anybody fetch the key that was let go for it.
    const { rowCount } = await office.superuser.query('SELECT FROM office.release WHERE command = $1', [
      playing.command,
    ]);
    expect(rowCount).toBe(0);
    const opening = allowed.command;
    await done(ask(client, 'close', { opening, ranges: [], how: 'listener', wrongCall: false }));
    await lawful();
  });

  it('is looked at again by its day, also once it was lost, and is taken in again as restricted as it was', async () => {
    const startedAt = young();
    const sound = sha256('restricted and lost');
    const { id } = await addRecording(office, { startedAt, sound });
    const silence = { startedAt: new Date(startedAt.getTime() - 60_000), sound: sha256('quiet') };
    const quiet = await addRecording(office, silence);
    const { seq } = await restricted([id, quiet.id]);
    await lose(office, [id, quiet.id]);
    const again = await addRecording(office, { startedAt, sound });
    // SECURITY: another silence is another call.
    const alike = await addRecording(office, { ...silence, startedAt });
    await refusedListen(office, 'recording-restricted', 'anowak', again.id);
    expect((await listen(await office.as('anowak'), alike.id)).answer.state).toBe('released');
    const told = await office.as(secretaryLogin);
    const due = async () => {
      const { rows } = await told.query<{ waits: unknown }>(`SELECT api.duties() -> 'restrictions' AS waits`);
      return rows[0]?.waits;
    };
    expect(await due()).toBeNull();
    await office.superuser.query(`UPDATE office.restriction SET review = '2020-01-01' WHERE seq = $1`, [seq]);
    expect(await due()).toEqual({ count: 1, due: '2020-01-01' });
    expect(await countsOf(told)).toMatchObject({ restrictions: 1, review: 0, erasures: 0 });
    const review = addMonths(dayOf(office), 6);
    await office.superuser.query('UPDATE office.restriction SET review = $2 WHERE seq = $1', [seq, review]);
    await done(
      ask(await office.as(secretaryLogin), 'hold-review', { of: seq ?? 0, note: 'Spór o treść trwa.' }),
    );
    await lawful();
  });

  it('outlives its twelve months, is opened for its person then too, and goes once its restriction has ended and the days of grace are over', async () => {
    const startedAt = old(office);
    const [{ id }, asked] = [
      await addRecording(office, { startedAt }),
      await addRecording(office, { startedAt }),
    ];
    await stopped(office);
    const entered = await restricted([id, asked.id]);
    await restricted([asked.id]);
    await night(office);
    expect(await stateOf(id)).toBe('available');
    await refusedListen(office, 'recording-restricted', 'anowak', asked.id);
    const heard = await listen(await office.as('anowak'), asked.id, ofRights);
    expect(heard.answer.state).toBe('released');
    const receivedOn = addDays(dayOf(office), -1);
    await done(restrict(secretaryLogin, free(entered, [id, asked.id], { receivedOn })));
    await refusedListen(office, 'recording-past-term', 'anowak', id);
    // SECURITY: one person’s end makes nothing go that very night; and within the days anybody of the desk keeps it.
    await night(office);
    expect(await stateOf(id)).toBe('available');
    passTime(office, 3 * 86_400_000);
    await night(office);
    expect(await stateOf(id)).toBe('destroyed');
    expect(await stateOf(asked.id)).toBe('available');
    await lawful();
  });
});

describe('an erasure', () => {
  it('INV-72 is two people’s, never of what is evidence, and never of what somebody only wants restricted', async () => {
    const [{ id }, evidence] = [
      await addRecording(office, { startedAt: young() }),
      await addRecording(office, { startedAt: young() }),
    ];
    const erasure = { right: 'erasure', effect: 'erase' } as const;
    await refused('not-secretary', () => restrict(officer, wanted([id], erasure)));
    await refused('malformed-request', () =>
      restrict(secretaryLogin, wanted([id], { right: 'restriction', effect: 'erase' })),
    );
    const hold = await held(evidence.id);
    await refused('erase-held', () => restrict(secretaryLogin, wanted([evidence.id], erasure)));
    await holdEnds(hold);
    const entered = await restricted([id, evidence.id], erasure);
    await refused('not-second-person', () => confirmed(secretaryLogin, entered));
    await refused('not-confirmer', () => confirmed('anowak', entered));
    // It waits for everybody who may agree to it, and not for who entered it.
    for (const [login, erasures] of [[deputyLogin, 1] as const, [secretaryLogin, 0] as const])
      expect(await countsOf(await office.as(login)), login).toMatchObject({ erasures });
    const deputy = await office.as(deputyLogin);
    await refused('password-not-proved', () => ask(deputy, 'confirm', confirmationOf(entered)));
    const later = await held(evidence.id);
    await refused('erase-held', () => confirmed(deputyLogin, entered));
    await night(office);
    expect(await stateOf(id)).toBe('available');
    await holdEnds(later);
    await done(confirmed(mayorLogin, entered));
    await refused('nothing-to-confirm', () => confirmed(deputyLogin, entered));
    await night(office);
    for (const one of [id, evidence.id]) expect(await stateOf(one)).toBe('destroyed');
    await refused('recording-destroyed', () => restrict(secretaryLogin, wanted([id])));
    await lawful();
  });

  it('waits for a hold, for what somebody else wants restricted, and for what is being written down', async () => {
    const startedAt = young();
    const [evidence, wantedBack, heard] = [
      await addRecording(office, { startedAt }),
      await addRecording(office, { startedAt }),
      await addRecording(office, { startedAt }),
    ];
    const all = [evidence.id, wantedBack.id, heard.id];
    const { answer } = await listen(await office.as('anowak'), heard.id);
    expect(answer.state).toBe('released');
    const erasure = await erased(all);
    const hold = await held(evidence.id);
    const other = await restricted([wantedBack.id], { right: 'restriction', request: '8/2026' });
    const before = await headSeq(office);
    const desk = await office.as(secretaryLogin);
    const list = () => desk.query<{ told: unknown }>(`SELECT api.restrictions() AS told`);
    await expect(list()).rejects.toMatchObject({ code: 'OD005' });
    await openRegister(desk);
    const { waits, entries } = restrictionsTold.parse((await list()).rows[0]?.told);
    expect(waits).toContainEqual({ seq: erasure.seq, why: 'busy' });
    expect(entries).toContainEqual(expect.objectContaining({ seq: erasure.seq }));
    await night(office);
    for (const one of all) expect(await stateOf(one)).toBe('available');
    await holdEnds(hold);
    const end = { right: 'restriction', receivedOn: addDays(dayOf(office), -1) } as const;
    await done(restrict(secretaryLogin, free(other, [wantedBack.id], end)));
    await night(office);
    for (const one of all.slice(0, 2)) {
      expect(await stateOf(one)).toBe('destroyed');
      expect(hasKey(one, startedAt)).toBe(false);
    }
    expect(await stateOf(heard.id)).toBe('available');
    const { payload } = await entryAfter(office, before, 'destroyed');
    expect(JSON.parse(payload)).toMatchObject({ term: [], ended: [] });
    await lawful();
  });

  it('is put off by nobody who opens what is to go', async () => {
    const { id } = await addRecording(office, { startedAt: young() });
    const { answer } = await listen(await office.as('anowak'), id);
    const act = String(payloadOf(answer)['act']);
    await erased([id]);
    expect((await endOf(office, answer)).payload).toMatchObject({ how: 'recording-closed' });
    const client = await office.as('anowak');
    await done(ask(client, 'complete', { act, findings: 'Rozmówca pytał o termin.' }));
    // Nor by going back to what was heard of it.
    await refused('recording-erased', async () => ask(client, 'reopen', { act }));
    for (const change of [{}, ofRights])
      await refusedListen(office, 'recording-erased', 'anowak', id, change);
    await night(office);
    expect(await stateOf(id)).toBe('destroyed');
    await lawful();
  });

  it('INV-72 takes nothing that is held by the id that it had before it was lost', async () => {
    const startedAt = young();
    const sound = sha256('heard, lost, and held');
    const { id } = await addRecording(office, { startedAt, sound });
    const { answer } = await listen(await office.as('anowak'), id);
    const act = String(payloadOf(answer)['act']);
    await lose(office, [id]);
    const again = await addRecording(office, { startedAt, sound });
    await done(ask(await office.as('anowak'), 'hold', evidenceIn(act, id)));
    await refused('erase-held', () =>
      restrict(secretaryLogin, wanted([again.id], { right: 'erasure', effect: 'erase' })),
    );
    const { rows } = await office.superuser.query<{ marked: boolean }>(
      'SELECT hold_seq IS NOT NULL AS marked FROM office.recording WHERE id = $1',
      [again.id],
    );
    expect(rows).toEqual([{ marked: true }]);
    await lawful();
  });

  it('INV-72 takes what was lost of a call with what was taken in again, and neither another call that sounds alike nor what a court held before', async () => {
    const startedAt = young();
    const [sound, silence] = [sha256('lost, and erased'), sha256('silence')];
    const lost = await addRecording(office, { startedAt, sound });
    // Two calls of the same silence, of which the first was lost.
    const other = await addRecording(office, {
      startedAt: new Date(startedAt.getTime() - 60_000),
      sound: silence,
    });
    const evidence = await addRecording(office, { startedAt, sound: sha256('lost evidence') });
    const hold = await held(evidence.id);
    await lose(office, [lost.id, other.id, evidence.id]);
    const again = await addRecording(office, { startedAt, sound });
    const alike = await addRecording(office, { startedAt, sound: silence });
    const evidenceAgain = await addRecording(office, { startedAt, sound: sha256('lost evidence') });
    expect(hasKey(lost.id, startedAt)).toBe(true);
    await refused('erase-held', () =>
      restrict(secretaryLogin, wanted([evidenceAgain.id], { right: 'erasure', effect: 'erase' })),
    );
    await erased([again.id, alike.id]);
    await night(office);
    for (const { id } of [lost, again, alike])
      expect([await stateOf(id), hasKey(id, startedAt)]).toEqual(['destroyed', false]);
    expect(await stateOf(other.id)).toBe('lost');
    // SECURITY: nor is it taken in once more.
    await expect(addRecording(office, { startedAt, sound })).rejects.toThrow();
    await holdEnds(hold);
    expect((await erased([evidenceAgain.id])).state).toBe('done');
    await lawful();
  });
});
