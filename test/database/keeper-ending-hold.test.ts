import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyLedger } from '../../server/verify/ledger.ts';
import { callsTold, holdsTold } from '../../shared/keeping.ts';
import type { Command } from '../../shared/ledger/kinds.ts';
import { addDays, addMonths, legalDay, localTime } from '../../shared/warsaw.ts';
import {
  addPerson,
  addRecording,
  ask,
  askSealed,
  done,
  entriesAfter,
  evidenceIn,
  groundOf,
  headSeq,
  listen,
  passTime,
  payloadOf,
  today,
  type Answer,
} from './asking.ts';
import { openRegister } from './reading.ts';
import { refusedOnce } from './refusing.ts';
import {
  deputyLogin,
  mayorLogin,
  openTestOffice,
  secretaryLogin,
  until,
  type TestOffice,
} from './support.ts';

/** § 3 ust. 4: evidence is kept until a final ruling, and no longer: who says so, and by what. */
let office: TestOffice;
let client: Client;
beforeAll(async () => {
  office = await openTestOffice();
  await addPerson(office, 'anowak');
  client = await office.as('anowak');
});
afterAll(() => office.close());

const demanded = (recordings: string[], change: Partial<Command<'hold'>> = {}): Command<'hold'> => ({
  ...{ act: null, recordings, proceedings: 'cywilne, Sąd Rejonowy', reference: 'I C 40/26' },
  ...{ case: 'SEK.1510.9.2026', order: 'court', paper: 'RPW/1840/2026', ...change },
});
const holdBy = (login: string, body: Command<'hold'>) => askSealed(office, login, 'hold', body);
const ruling = (hold: number, change: Partial<Command<'hold-end'>> = {}): Command<'hold-end'> => ({
  ...{ hold, ground: 'judgment', issuedOn: addDays(today(), -60), finalOn: addDays(today(), -20) },
  ...{ number: 'II K 123/26', document: 'RPW/2214/2026', note: null, ...change },
});
const endBy = (login: string, body: Command<'hold-end'>) => askSealed(office, login, 'hold-end', body);
const refused = (reason: string, asked: () => Promise<Answer>) => refusedOnce(office, reason, asked);
const seqOf = (answer: Answer): number => answer.seq ?? 0;
const shown = async (id: string) => {
  const sql = 'SELECT hold_seq::int AS seq FROM office.recording WHERE id = $1';
  return (await office.superuser.query<{ seq: number | null }>(sql, [id])).rows[0]?.seq;
};
const fault = async () => {
  const asked = { source: office.superuser, journal: office.options.journal, quick: false };
  return (await verifyLedger({ ...asked, keeperKey: office.keeperPublicKey })).fault;
};
const begin = async (id: string, ground = groundOf()) => {
  const { answer } = await listen(client, id, { ground });
  return { act: String(payloadOf(answer)['act']), opening: answer.command };
};

describe('what the desk holds', () => {
  it('is held by the desk alone, for a letter and a case, with the password', async () => {
    const { id } = await addRecording(office);
    await refused('not-secretary', () => holdBy('anowak', demanded([id])));
    await refused('not-secretary', () => holdBy(mayorLogin, demanded([id])));
    await refused('password-not-proved', async () =>
      ask(await office.as(secretaryLogin), 'hold', demanded([id])),
    );
    await refused('field-missing', () => holdBy(secretaryLogin, demanded([id], { paper: null })));
    await refused('case-number-empty', () => holdBy(secretaryLogin, demanded([id], { case: null })));
    await refused('malformed-request', () => holdBy(secretaryLogin, demanded([id, id])));
    await refused('malformed-request', () => holdBy(secretaryLogin, demanded([id], { order: null })));
    expect(await shown(id)).toBeNull();
    const answer = await done(holdBy(secretaryLogin, demanded([id])));
    expect(payloadOf(answer)).toMatchObject({ act: null, recordings: [id], order: 'court', basis: null });
    expect(answer.payload).not.toContain('SEK.1510');
    expect(await shown(id)).toBe(answer.seq);
  });

  it('is listed in the keys of the contract, found by case, card or reference, and no number of a caller is told with it', async () => {
    const startedAt = new Date(Date.now() - 3 * 86_400_000);
    const { id } = await addRecording(office, { startedAt });
    const change = { case: 'SEK.1510.77.2026', reference: 'I C 77/26' };
    const { seq } = await done(holdBy(secretaryLogin, demanded([id], change)));
    const desk = await office.as(secretaryLogin);
    const told = async (sql: string, values: unknown[]): Promise<unknown> =>
      (await desk.query<{ told: unknown }>(`SELECT ${sql} AS told`, values)).rows[0]?.told;
    const listed = async (text: string) =>
      holdsTold.parse(await told('api.holds($1)', [{ show: 'open', text, after: null }]));
    await expect(listed('1510.77')).rejects.toMatchObject({ code: 'OD005' });
    await expect(told('api.hold($1)', [seq])).rejects.toMatchObject({ code: 'OD005' });
    const sums = holdsTold.parse(await told('api.holds($1)', [{ show: null, text: null, after: null }]));
    expect(sums).toMatchObject({ rows: [], more: false });
    expect(sums.counts.open).toBeGreaterThan(0);
    await openRegister(desk);
    const list = await listed('1510.77');
    expect(list.rows).toMatchObject([
      { seq, own: true, ...change, order: 'court', paper: 'RPW/1840/2026', recordings: 1, ended: null },
    ]);
    expect((await listed('i c 77')).rows).toEqual(list.rows);
    expect((await listed('9999')).rows).toEqual([]);
    const { hour } = localTime(startedAt);
    const asked = [legalDay(startedAt), hour, '214'];
    const calls = callsTold.parse(await told('api.calls_to_hold($1, $2, $3)', asked));
    expect(calls.find(({ recording }) => recording === id)).toMatchObject({ held: true, unit: 'Kancelaria' });
    const entries = await told('api.hold($1)', [seq]);
    expect(JSON.stringify([list, calls, entries])).not.toMatch(/601234567|callerTail/);
    expect(await told('api.hold($1)', [1])).toBeNull();
  });

  it('is reviewed by the desk, and asked about again after the months that the office has set', async () => {
    const { id } = await addRecording(office);
    const hold = seqOf(await done(holdBy(secretaryLogin, demanded([id]))));
    const review = async (login: string, of: number) =>
      ask(await office.as(login), 'hold-review', { of, note: 'Sąd: sprawa w toku.' });
    await refused('not-secretary', () => review('anowak', hold));
    await refused('hold-unknown', () => review(secretaryLogin, 1));
    // By whoever set it, too: that it goes on ends nothing.
    const answer = await done(review(secretaryLogin, hold));
    expect(payloadOf(answer)).toMatchObject({ of: hold, review: addMonths(today(), 6) });
    expect(answer.payload).not.toContain('w toku');
    await done(endBy(deputyLogin, ruling(hold)));
    await refused('hold-ended', () => review(secretaryLogin, hold));
    expect(await fault()).toBeNull();
  });
});

describe('a hold', () => {
  it('is ended by the desk or the Mayor with the password, never by whoever set it, and once', async () => {
    const { id } = await addRecording(office);
    const hold = seqOf(await done(holdBy(secretaryLogin, demanded([id]))));
    await refused('not-secretary', () => endBy('anowak', ruling(hold)));
    await refused('not-second-person', () => endBy(secretaryLogin, ruling(hold)));
    await refused('password-not-proved', async () =>
      ask(await office.as(mayorLogin), 'hold-end', ruling(hold)),
    );
    await refused('hold-unknown', () => endBy(mayorLogin, ruling(1)));
    const answer = await done(endBy(mayorLogin, ruling(hold)));
    expect(answer.payload).not.toContain('II K');
    expect(await shown(id)).toBeNull();
    await refused('hold-ended', () => endBy(mayorLogin, ruling(hold)));
    expect(await fault()).toBeNull();
  });

  it('ends by what its ground asks for, and by nothing else', async () => {
    const { id } = await addRecording(office);
    const hold = seqOf(await done(holdBy(secretaryLogin, demanded([id]))));
    const nothing = { issuedOn: null, finalOn: null, number: null, document: null, note: null };
    const day = (days: number) => addDays(today(), days);
    const refusedAs = (reason: string, change: Partial<Command<'hold-end'>>) =>
      refused(reason, () => endBy(deputyLogin, ruling(hold, change)));
    // Final for the authority is not yet final: a court may still be asked.
    await refusedAs('ruling-not-final', { ground: 'decision', finalOn: null });
    await refusedAs('final-day-in-future', { finalOn: day(1) });
    await refusedAs('final-before-ruling', { issuedOn: day(-3), finalOn: day(-4) });
    await refusedAs('field-missing', { document: null });
    await refusedAs('malformed-request', { note: 'Prawomocny od miesiąca, sprawdzono.' });
    const complaint = { ...nothing, ground: 'complaint', document: 'RPW/1/2026' } as const;
    await refusedAs('notice-too-recent', { ...complaint, issuedOn: day(-29) });
    await refusedAs('notice-too-recent', { ...complaint, issuedOn: '9999-12-15' });
    await refusedAs('malformed-request', { ...complaint, issuedOn: '0000-01-01' });
    await refusedAs('malformed-request', { ...complaint, issuedOn: day(-30), finalOn: day(-1) });
    await refusedAs('field-missing', { ...nothing, ground: 'withdrawn' });
    await refusedAs('field-missing', { ...nothing, ground: 'mistake', note: 'x'.repeat(19) });
    await refusedAs('field-missing', { ...nothing, ground: 'not-begun', note: `x${' '.repeat(30)}` });
    await done(endBy(deputyLogin, ruling(hold, { ...complaint, issuedOn: day(-30) })));
    expect(await fault()).toBeNull();
  });

  it('of several on a recording is one of them: all must end, and the catalogue shows the newest that lasts', async () => {
    const { id } = await addRecording(office);
    const other = await addRecording(office);
    const first = seqOf(await done(holdBy(secretaryLogin, demanded([id, other.id]))));
    const second = seqOf(await done(holdBy(secretaryLogin, demanded([id]))));
    expect([await shown(id), await shown(other.id)]).toEqual([second, first]);
    await done(endBy(deputyLogin, ruling(second)));
    expect([await shown(id), await shown(other.id)]).toEqual([first, first]);
    await done(endBy(deputyLogin, ruling(first)));
    expect([await shown(id), await shown(other.id)]).toEqual([null, null]);
    expect(await fault()).toBeNull();
  });

  it('that two people end in one moment is ended by one of them', async () => {
    const { id } = await addRecording(office);
    const hold = seqOf(await done(holdBy(secretaryLogin, demanded([id]))));
    const answers = await Promise.all([deputyLogin, mayorLogin].map((login) => endBy(login, ruling(hold))));
    expect(answers.map(({ state, reason }) => reason ?? state).sort()).toEqual(['done', 'hold-ended']);
    expect(await fault()).toBeNull();
  });

  it('is not ended by its setter under another login of the same account', async () => {
    const { id } = await addRecording(office);
    office.accounts.seen = true;
    const hold = seqOf(await done(holdBy(deputyLogin, demanded([id]))));
    const known = office.directory.get(deputyLogin);
    if (known === undefined) throw new Error('no account of the deputy');
    office.directory.delete(deputyLogin);
    office.directory.set('mnowy', known);
    passTime(office, 121_000);
    await until('the new login', async () => {
      const { rowCount } = await office.superuser.query(
        `SELECT FROM office.person WHERE login = 'mnowy' AND 'secretary' = ANY (roles)`,
      );
      return rowCount === 1 ? true : null;
    });
    await refused('not-second-person', () => endBy('mnowy', ruling(hold)));
    await done(endBy(mayorLogin, ruling(hold)));
    expect(await fault()).toBeNull();
  });
});

describe('„To nie ta rozmowa”', () => {
  const crime = {
    ...{ basis: 'KPK_304', sentence: { code: 'THREAT' }, statement: null, case: 'SEK.304.1.2026' },
    fields: {
      qualification: 'art. 226 § 1 KK',
      body: 'Komisariat Policji',
      reference: '4098-0.Ds.1254.2026',
    },
  };
  const kindsAfter = async (seq: number) =>
    (await entriesAfter(office, seq)).filter(({ kind }) => kind.startsWith('hold'));

  it('ends what the basis alone had secured, nobody’s word but the keeper’s; heard again, it is held anew', async () => {
    const { id } = await addRecording(office);
    const before = await headSeq(office);
    const { act, opening } = await begin(id, groundOf(crime));
    const automatic = await until('the hold of the keeper', () => shown(id).then((seq) => seq ?? null));
    await done(ask(client, 'close', { opening, ranges: [], how: 'listener', wrongCall: true }));
    await until('its end', async () => ((await shown(id)) === null ? true : null));
    await listen(client, id, { act, ground: null });
    const again = await until('the hold anew', () => shown(id).then((seq) => seq ?? null));
    expect(
      (await kindsAfter(before)).map(({ kind, seq, payload }) => [
        kind,
        seq,
        payload['ground'] ?? payload['number'],
      ]),
    ).toEqual([
      ['hold', automatic, expect.stringMatching(/^ZB\//)],
      ['hold-end', expect.any(Number), 'wrong-call'],
      ['hold', again, expect.stringMatching(/^ZB\//)],
    ]);
    // Whoever heard it stands for the hold that follows from it.
    await refused('not-secretary', () => endBy('anowak', ruling(again)));
    expect(await fault()).toBeNull();
  });

  it('leaves what somebody else demanded', async () => {
    const { id } = await addRecording(office);
    const demand = seqOf(await done(holdBy(secretaryLogin, demanded([id]))));
    const { opening } = await begin(id, groundOf(crime));
    await until('the hold of the keeper', async () => ((await shown(id)) === demand ? null : true));
    await done(ask(client, 'close', { opening, ranges: [], how: 'listener', wrongCall: true }));
    await until('its end', async () => ((await shown(id)) === demand ? true : null));
    expect(await fault()).toBeNull();
  });
});

describe('whoever owns the tables', () => {
  it('clears no hold: the keeper goes by its entries, and verify names the table', async () => {
    const { id } = await addRecording(office);
    const hold = seqOf(await done(holdBy(secretaryLogin, demanded([id]))));
    const { rows } = await office.superuser.query('DELETE FROM office.hold WHERE seq = $1 RETURNING *', [
      hold,
    ]);
    expect(await fault()).toMatchObject({ what: 'table', table: 'hold', seq: hold });
    await office.superuser.query(
      'INSERT INTO office.hold SELECT * FROM jsonb_populate_record(NULL::office.hold, $1)',
      [JSON.stringify(rows[0])],
    );
    await office.superuser.query('UPDATE office.hold SET setter = NULL WHERE seq = $1', [hold]);
    expect(await fault()).toMatchObject({ what: 'table', table: 'hold', seq: hold });
    await refused('not-second-person', () => endBy(secretaryLogin, ruling(hold)));
    await done(endBy(mayorLogin, ruling(hold)));
    await office.superuser.query(
      'UPDATE office.hold h SET setter = p.guid FROM office.person p WHERE h.seq = $1 AND p.login = $2',
      [hold, secretaryLogin],
    );
    expect(await fault()).toBeNull();
  });
});

// The last: the keeper's time only ever goes on.
describe('after its twelve months', () => {
  it('a recording is held by order alone, or as long as it is not destroyed after its last hold', async () => {
    const old = new Date(Date.now() - 360 * 86_400_000);
    const [kept, plain] = [
      await addRecording(office, { startedAt: old }),
      await addRecording(office, { startedAt: old }),
    ];
    const { act } = await begin(kept.id);
    const hold = seqOf(await done(ask(client, 'hold', evidenceIn(act, kept.id))));
    passTime(office, 10 * 86_400_000);
    // What was open has ended by then, each by an entry of its own.
    await until('the end of what was open', async () => {
      const { rowCount } = await office.superuser.query('SELECT FROM office.opening WHERE closed_at IS NULL');
      return rowCount === 0 ? true : null;
    });
    const own = { order: null, paper: null };
    await refused('hold-after-term', () => holdBy(secretaryLogin, demanded([plain.id], own)));
    await done(holdBy(secretaryLogin, demanded([plain.id])));
    const day = (days: number) => addDays(legalDay(new Date(Date.now() + office.shift.own)), days);
    const final = { issuedOn: day(-40), finalOn: day(-1) };
    await done(endBy(mayorLogin, ruling(hold, final)));
    passTime(office, 2 * 86_400_000);
    const anew = seqOf(await done(holdBy(secretaryLogin, demanded([kept.id], own))));
    await done(endBy(mayorLogin, ruling(anew, final)));
    passTime(office, 4 * 86_400_000);
    await refused('hold-after-term', () => holdBy(secretaryLogin, demanded([kept.id], own)));
    expect(await fault()).toBeNull();
  });
});
