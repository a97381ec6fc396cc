import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyLedger } from '../../server/verify/ledger.ts';
import { undecidedTold } from '../../shared/announcement.ts';
import type { AskedVersion } from '../../shared/ledger/instrument.ts';
import type { Command } from '../../shared/ledger/kinds.ts';
import { addDays } from '../../shared/warsaw.ts';
import {
  addPerson,
  addRecording,
  ask,
  askSealed,
  done,
  endOf as ended,
  keyOf,
  listen,
  payloadOf,
  today,
  type Answer,
} from './asking.ts';
import { copied } from './copying.ts';
import { sha256 } from '../../shared/node/ledger.ts';
import { agreedNight, beginDestruction, confirmationOf, lose, old } from './destroying.ts';
import { refusal } from './office.ts';
import { refusedListen, refusedOnce } from './refusing.ts';
import { deputyLogin, mayorLogin, openTestOffice, secretaryLogin, type TestOffice } from './support.ts';

/** § 3 ust. 2–3: a caller who was not told is heard by nobody, unless the desk says so. */
let office: TestOffice;
let client: Client;
beforeAll(async () => {
  office = await openTestOffice();
  await addPerson(office, 'anowak');
  client = await office.as('anowak');
});
afterAll(() => office.close());

/** Each test has an hour of its own, in which it may be silent, and one before it in which no other is. */
let hours = 0;
const nextHour = (): Date =>
  new Date(Date.parse(`${addDays(today(), -20)}T00:00:00.000Z`) + 7_200_000 * (hours += 1));
const endOf = (from: Date): string => new Date(from.getTime() + 3_600_000).toISOString();
const periodOf = (from: Date, change: Partial<Command<'silent'>> = {}): Command<'silent'> => ({
  ...{
    lines: ['227'],
    from: from.toISOString(),
    to: endOf(from),
    note: 'Awaria zapowiedzi w centrali.',
    ...change,
  },
});
const silent = (body: Command<'silent'>, login = secretaryLogin) => askSealed(office, login, 'silent', body);
const reason = 'Rozmówca sam powołuje się na nagranie.';
const admit = (recording: string, change: Partial<Command<'admit'>> = {}, login = secretaryLogin) =>
  askSealed(office, login, 'admit', {
    ...{
      recording,
      admitted: true,
      of: null,
      opinion: 'IOD nie zajął stanowiska w terminie.',
      reason,
      ...change,
    },
  });
const refused = (why: string, asked: () => Promise<Answer>) => refusedOnce(office, why, asked);
const unheard = (id: string) => refusedListen(office, 'recording-without-announcement', 'anowak', id);
const heard = async (id: string): Promise<string> => {
  const listening = await listen(client, id);
  await keyOf(listening);
  const { answer } = listening;
  await done(
    ask(client, 'close', { opening: answer.command, ranges: [], how: 'listener', wrongCall: false }),
  );
  return String(payloadOf(answer)['act']);
};
const undecided = async (login = secretaryLogin) => {
  const { rows } = await (await office.as(login)).query<{ told: unknown }>('SELECT api.undecided() AS told');
  return undecidedTold.parse(rows[0]?.told);
};
const waits = async (id: string) => (await undecided()).calls.find(({ recording }) => recording === id);
const fault = async () => {
  const asked = { source: office.superuser, journal: office.options.journal, quick: false };
  return (await verifyLedger({ ...asked, keeperKey: office.keeperPublicKey })).fault;
};
/** A call of which nobody says whether it was announced. */
const unsaid = async (startedAt: Date, change = {}) =>
  (await addRecording(office, { startedAt, announcement: 'unknown', ...change })).id;

describe('a period without the announcement', () => {
  it('is reported by the desk alone, with the password and a note, and does not end before it begins', async () => {
    const from = nextHour();
    const period = periodOf(from);
    await refused('not-secretary', () => silent(period, 'anowak'));
    await refused('not-secretary', () => silent(period, mayorLogin));
    await refused('password-not-proved', async () => ask(await office.as(secretaryLogin), 'silent', period));
    await refused('field-missing', () => silent({ ...period, note: '🙂' }));
    await refused('malformed-request', () => silent({ ...period, lines: ['227', '227'] }));
    await refused('malformed-request', () => silent({ ...period, lines: ['22\u200b7'] }));
    await refused('malformed-request', () => silent({ ...period, from: period.from.replace('.000', '') }));
    await refused('period-reversed', () =>
      silent({ ...period, to: new Date(from.getTime() - 1).toISOString() }),
    );
    // Nothing was reported that this could take back.
    await refused('period-reversed', () => silent({ ...period, to: period.from }));
    const { payload } = await done(silent(period));
    expect(payload).not.toContain('Awaria');
    expect((await undecided()).silences[0]).toMatchObject({
      lines: ['227'],
      from: period.from,
      to: period.to,
    });
  });

  it('is from its first moment until before its last, on its lines, and is held against what says nothing itself', async () => {
    const from = nextHour();
    const calls = {
      before: await unsaid(new Date(from.getTime() - 1)),
      first: await unsaid(from),
      last: await unsaid(new Date(from.getTime() + 3_599_999)),
      after: await unsaid(new Date(from.getTime() + 3_600_000)),
      told: await unsaid(from, { announcement: 'yes' }),
    };
    await heard(calls.first);
    await done(silent(periodOf(from, { lines: ['228'] })));
    await heard(calls.first);
    await done(silent(periodOf(from)));
    for (const id of [calls.first, calls.last]) await unheard(id);
    for (const id of [calls.before, calls.after, calls.told]) await heard(id);
    // The same lines and beginning: the newest counts.
    await done(silent(periodOf(from, { to: new Date(from.getTime() + 1).toISOString() })));
    await unheard(calls.first);
    await heard(calls.last);
    await done(silent(periodOf(from, { to: from.toISOString() })));
    await heard(calls.first);
    await done(silent(periodOf(from, { lines: [] })));
    await unheard(calls.last);
    expect(await fault()).toBeNull();
  });
});

describe('a call without the announcement', () => {
  it('waits for the desk, and is told of without number, name or words, to whom answers for the office', async () => {
    const { id } = await addRecording(office, { announcement: 'no' });
    expect(await waits(id)).toMatchObject({ silent: false, refused: null, extension: '214', line: '227' });
    await unheard(id);
    expect(await waits(id)).toMatchObject({ refused: today() });
    const told = JSON.stringify(await undecided(mayorLogin));
    expect(told).toContain(id);
    expect(told).not.toMatch(/601234567|Zych|bzych/);
    await expect(undecided('anowak')).rejects.toMatchObject({ code: '42501' });
    const from = nextHour();
    const silenced = await unsaid(from);
    await done(silent(periodOf(from)));
    expect(await waits(silenced)).toMatchObject({ silent: true });
  });

  it('is admitted by the desk alone, once, with an opinion and reasons, and its protocol says so', async () => {
    const { id } = await addRecording(office, { announcement: 'no' });
    await refused('not-secretary', () => admit(id, {}, 'anowak'));
    await refused('not-secretary', () => admit(id, {}, mayorLogin));
    await refused('password-not-proved', async () =>
      ask(await office.as(secretaryLogin), 'admit', {
        ...{ recording: id, admitted: true, of: null, opinion: 'x', reason },
      }),
    );
    await refused('field-missing', () => admit(id, { opinion: '🙂' }));
    await refused('justification-too-short', () => admit(id, { reason: 'Krótkie uzasadnienie' }));
    await refused('recording-unknown', () => admit('00000000-0000-4000-8000-000000000000'));
    await unheard(id);
    const { payload, seq } = await done(admit(id));
    expect(payload).not.toContain('Rozmówca');
    expect(await waits(id)).toBeUndefined();
    await refused('announcement-decided', () => admit(id, { admitted: false }));
    const act = await heard(id);
    await done(ask(client, 'complete', { act, findings: 'Rozmówca pytał o termin.' }));
    const { rows } = await client.query<{ told: object }>('SELECT api.protocol($1) AS told', [act]);
    expect(JSON.stringify(rows[0]?.told)).not.toContain('Rozmówca sam');
    expect(JSON.stringify(await copied(office, secretaryLogin, act))).toContain(
      `bez komunikatu, dopuszczono do odsłuchu wpisem nr ${String(seq)}`,
    );
    expect(await fault()).toBeNull();
  });

  it('has nothing to decide where the caller was told, or nobody says that he was not', async () => {
    const from = nextHour();
    const [told, id] = [await unsaid(from, { announcement: 'yes' }), await unsaid(from)];
    await refused('announcement-decided', () => admit(told));
    await refused('announcement-decided', () => admit(id));
    await done(silent(periodOf(from)));
    await done(admit(id, {}, deputyLogin));
    await heard(id);
  });

  it('INV-71 that was refused is heard no more, though the period is taken back; one that was admitted stays so', async () => {
    const from = nextHour();
    const [closed, free] = [await unsaid(from), await unsaid(from)];
    await done(silent(periodOf(from)));
    await done(admit(closed, { admitted: false }));
    await done(admit(free));
    await done(silent(periodOf(from, { to: from.toISOString() })));
    await unheard(closed);
    await refused('announcement-decided', () => admit(closed));
    await done(silent(periodOf(from, { lines: [] })));
    await unheard(closed);
    await heard(free);
    expect(await fault()).toBeNull();
  });

  it('INV-71 is buried by nobody alone: what one person refused another admits, and nobody undoes that', async () => {
    const from = nextHour();
    const id = await unsaid(from);
    await done(silent(periodOf(from)));
    const { seq } = await done(admit(id, { admitted: false }));
    await done(silent(periodOf(from, { to: from.toISOString() })));
    const instead = { of: seq };
    await refused('not-second-person', () => admit(id, instead));
    await refused('announcement-decided', () => admit(id, {}, deputyLogin));
    await refused('announcement-decided', () => admit(id, { of: 1 }, deputyLogin));
    await refused('malformed-request', () => admit(id, { ...instead, admitted: false }, deputyLogin));
    // Who refused it has said what there is to say; another person is told of it, and nobody is asked.
    expect(await waits(id)).toBeUndefined();
    const told = await undecided(deputyLogin);
    expect(told.calls.find(({ recording }) => recording === id)?.denied).toEqual({ seq, on: today() });
    expect(told.count).toBe((await undecided()).count);
    await unheard(id);
    await done(admit(id, instead, deputyLogin));
    await heard(id);
    await refused('announcement-decided', () => admit(id, instead, deputyLogin));
    await refused('announcement-decided', () => admit(id, { admitted: false }));
    expect(await fault()).toBeNull();
  });

  it('INV-71 is heard no further once it is known, or refused', async () => {
    const from = nextHour();
    const [silenced, closed, told] = [await unsaid(from), await unsaid(from), await unsaid(from)];
    const playing = async (id: string): Promise<Answer> => {
      const listening = await listen(client, id);
      await keyOf(listening);
      return listening.answer;
    };
    const [one, other] = [await playing(silenced), await playing(told)];
    await done(silent(periodOf(from)));
    for (const answer of [one, other])
      expect((await ended(office, answer)).payload).toMatchObject({ how: 'recording-closed', command: null });
    await done(admit(closed));
    const third = await playing(closed);
    await done(silent(periodOf(from, { lines: [] })));
    // What was admitted is heard on.
    const fourth = await playing(closed);
    for (const { command } of [third, fourth])
      await done(ask(client, 'close', { opening: command, ranges: [], how: 'listener', wrongCall: false }));
    expect(await fault()).toBeNull();
  });

  it('INV-71 is the same call under another id: what was decided of what was lost is decided of what is taken in again', async () => {
    const startedAt = new Date(nextHour().getTime());
    const calls = { free: sha256('lost and admitted'), closed: sha256('lost and refused') };
    const before = {
      free: (await addRecording(office, { startedAt, sound: calls.free, announcement: 'no' })).id,
      closed: (await addRecording(office, { startedAt, sound: calls.closed, announcement: 'no' })).id,
    };
    const { seq } = await done(admit(before.free));
    const { seq: refusedBy } = await done(admit(before.closed, { admitted: false }));
    await lose(office, [before.free, before.closed]);
    client = await office.as('anowak');
    const free = (await addRecording(office, { startedAt, sound: calls.free, announcement: 'no' })).id;
    const closed = (await addRecording(office, { startedAt, sound: calls.closed, announcement: 'no' })).id;
    expect(await waits(free)).toBeUndefined();
    await refused('announcement-decided', () => admit(free, { admitted: false }));
    const act = await heard(free);
    await done(ask(client, 'complete', { act, findings: 'Rozmówca pytał o termin.' }));
    expect(JSON.stringify(await copied(office, secretaryLogin, act))).toContain(
      `bez komunikatu, dopuszczono do odsłuchu wpisem nr ${String(seq)}`,
    );
    await unheard(closed);
    await done(admit(closed, { of: refusedBy }, deputyLogin));
    await heard(closed);
    expect(await fault()).toBeNull();
  });

  it('INV-71 is freed by nothing that whoever owns the tables writes there, and verify names it', async () => {
    const from = nextHour();
    const id = await unsaid(from);
    const { seq } = await done(silent(periodOf(from)));
    const write = (sql: string, values: unknown[]) => office.superuser.query(sql, values);
    await write('UPDATE office.silence SET to_at = from_at WHERE seq = $1', [seq]);
    await write('INSERT INTO office.admission (recording, admitted, seq) VALUES ($1, true, $2)', [id, seq]);
    await unheard(id);
    expect(await fault()).toMatchObject({ what: 'table', seq });
    await write('DELETE FROM office.admission WHERE recording = $1', [id]);
    expect(await fault()).toEqual({ what: 'table', table: 'silence', seq });
    await write('UPDATE office.silence SET to_at = $2 WHERE seq = $1', [seq, endOf(from)]);
    expect(await fault()).toBeNull();
  });
});

describe('a rule', () => {
  const begin = async (row: AskedVersion) => {
    const signatory = `PF/3/${today().slice(0, 4)}`;
    const signed = {
      paper: '120/2026',
      signatory,
      signatoryName: null,
      signedOn: today(),
      way: 'ezd',
      scan: null,
    };
    const paper = askSealed(office, secretaryLogin, 'instrument', {
      ...{ what: 'version', rows: [row], signed: { ...signed, way: 'ezd', scan: null } },
    });
    const entered = await done(paper);
    return done(askSealed(office, deputyLogin, 'confirm', confirmationOf(entered)));
  };
  const announced = (lines: string[], from: string): AskedVersion => ({
    ...{ number: null, of: 'announcement', from, to: null },
    content: {
      lines,
      text: 'Rozmowa jest nagrywana.\nSprzeciw: proszę się rozłączyć.',
      sound: 'komunikat.wav',
    },
  });

  it('says which announcement was played on which lines, each in a row of its own; a protocol says of a call that it was', async () => {
    const id = await unsaid(nextHour());
    const before = await heard(id);
    await begin(announced(['227'], addDays(today(), -40)));
    await begin(announced(['228'], addDays(today(), -50)));
    const early = announced(['227'], addDays(today(), -40));
    await expect(begin(early)).rejects.toThrow('version-too-early');
    await expect(begin(announced(['b', 'a'], today()))).rejects.toThrow('malformed-request');
    const after = await heard(id);
    for (const [act, said] of [
      [after, 'komunikat odtworzony'],
      // What was entered later changes no paper of before; this one is sealed after it, and yet made of what was known when it was heard.
      [before, 'brak danych o komunikacie'],
    ] as const) {
      await done(ask(client, 'complete', { act, findings: 'Rozmówca pytał o termin.' }));
      expect(JSON.stringify(await copied(office, secretaryLogin, act)), act).toContain(said);
    }
    expect(await fault()).toBeNull();
  });

  it('says on which ground the office records', async () => {
    const content = { code: 'ZADANIE', text: 'Zadanie publiczne.', article: 'art. 6 ust. 1 lit. e RODO' };
    await begin({ number: null, of: 'recordingBasis', from: today(), to: null, content });
    expect(await fault()).toBeNull();
  });
});

it('what was said of a call goes with it, and not before', async () => {
  await beginDestruction(office);
  const { id } = await addRecording(office, { startedAt: old(office), announcement: 'no' });
  const { seq } = await done(admit(id, { admitted: false }));
  const words = async () =>
    (
      await office.superuser.query('SELECT FROM office.entry_text WHERE seq = $1 AND text ~ $2', [
        seq,
        'powołuje',
      ])
    ).rowCount;
  const take = () => office.superuser.query('DELETE FROM office.entry_text WHERE seq = $1', [seq]);
  expect(await refusal(take())).toBe('OD009');
  expect(await words()).toBe(1);
  expect(await agreedNight(office)).toBeNull();
  expect(await words()).toBe(0);
  expect(await waits(id)).toBeUndefined();
  await refused('recording-destroyed', () => admit(id));
  expect(await fault()).toBeNull();
});
