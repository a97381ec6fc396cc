import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyLedger } from '../../server/verify/ledger.ts';
import {
  addOutsider,
  addPerson,
  addRecording,
  ask,
  authorise,
  done,
  endOf,
  entriesAfter,
  groundOf,
  guidOf,
  headSeq,
  listen,
  passTime,
  payloadOf,
  revocation,
  sign,
  today,
} from './asking.ts';
import { refusedListen, refusedOnce } from './refusing.ts';
import { refusal } from './office.ts';
import { openTestOffice, until, type TestOffice } from './support.ts';
import { addDays, addMonths } from '../../shared/warsaw.ts';

/** § 4 ust. 2: whoever hears a recording is authorised; by the office's own rule nobody hears the call that he answered. */
let office: TestOffice;
let client: Client;
let other: Client;
/** Answered by `bzych`; by `kdyrektor`. */
let recordings: [string, string];
/** A new act with the first recording open, for each test. */
let act: string;
let opening: string;
const login = 'anowak';
const head = 'kdyrektor';

beforeAll(async () => {
  office = await openTestOffice();
  for (const one of [login, 'jlis', 'bzych', head]) await addPerson(office, one);
  await addPerson(office, 'nieupowazniony', { authorised: false });
  await addOutsider(office, 'zleceniobiorca');
  await addPerson(office, 'wygasly', { authorised: false });
  const expired = {
    from: addMonths(today(), -1),
    to: addDays(today(), -1),
  };
  await authorise(office, 'wygasly', expired);
  [client, other] = [await office.as(login), await office.as('jlis')];
  const [first, second] = [await addRecording(office), await addRecording(office, { answeredLogin: head })];
  recordings = [first.id, second.id];
});
afterAll(() => office.close());
beforeEach(async () => {
  const { answer } = await listen(client, recordings[0]);
  [act, opening] = [String(payloadOf(answer)['act']), answer.command];
});

const join = (person: string, asker = client) => ask(asker, 'join', { act, person });
const leave = (person: string, asker = client) => ask(asker, 'leave', { act, person });
const close = () => done(ask(client, 'close', { opening, ranges: [], how: 'listener', wrongCall: false }));
const refused = (reason: string, asked: Parameters<typeof refusedOnce>[2]) =>
  refusedOnce(office, reason, asked);
const again = (recording: string) => listen(client, recording, { act, ground: null });
const verified = () =>
  verifyLedger({
    ...{ source: office.superuser, journal: office.options.journal, quick: false },
    keeperKey: office.keeperPublicKey,
  });

describe('somebody who joins a listening', () => {
  it('is entered by name, post and authorisation, from when to when, and hears what is opened meanwhile', async () => {
    const answer = await done(join(head));
    const { authorisation, ...payload } = payloadOf(answer);
    expect(payload).toMatchObject({ kind: 'joined', login, act, subject: head });
    expect(authorisation).toMatch(/^UO\/\d+\/2026$/);
    // Nobody's name is signed into the chain: it stands beside it, and may be erased.
    expect(answer.payload).not.toContain('Osoba');
    const { rows } = await office.superuser.query<{ text: string }>(
      'SELECT text FROM office.entry_text WHERE seq = $1',
      [answer.seq],
    );
    expect(rows[0]?.text).toContain(`"displayName":"Osoba ${head}","post":"inspektor"`);
    const during = await again(recordings[0]);
    expect(payloadOf(during.answer)).toMatchObject({ present: [head] });
    expect(payloadOf(await done(leave(head)))).toMatchObject({ kind: 'left', act, subject: head });
    expect(payloadOf((await again(recordings[0])).answer)).toMatchObject({ present: [] });
    expect(await verified()).toMatchObject({ fault: null });
  });

  it('hears no recording of a call that he answered; the others of the act go on', async () => {
    await done(join(head));
    const change = { act, ground: null };
    await refusedListen(office, 'person-present-unfit', login, recordings[1], change);
    expect((await again(recordings[0])).answer.state).toBe('released');
    await done(leave(head));
    expect((await again(recordings[1])).answer.state).toBe('released');
  });

  it('is not present any more once the protocol is completed', async () => {
    await done(join(head));
    await close();
    await done(ask(client, 'complete', { act, findings: 'Pracownik udzielił pełnej informacji.' }));
    await refused('act-not-open', () => leave(head));
    await refused('act-not-open', () => join(head));
    await done(ask(client, 'reopen', { act }));
    expect(payloadOf((await again(recordings[1])).answer)).toMatchObject({ present: [] });
    expect(await verified()).toMatchObject({ fault: null });
  });

  it('hears nothing from the moment in which the authorisation is revoked', async () => {
    await addPerson(office, 'naczelnik', { authorised: false });
    const number = await authorise(office, 'naczelnik');
    await done(join('naczelnik'));
    const before = await headSeq(office);
    await sign(office, 'revoke', revocation(number));
    const end = await endOf(office, { command: opening, seq: before });
    expect(end.payload).toMatchObject({ kind: 'closed', how: 'present-ended', command: null });
    await refusedListen(office, 'person-present-unfit', login, recordings[0], { act, ground: null });
    await done(leave('naczelnik'));
    expect((await again(recordings[0])).answer.state).toBe('released');
    expect(await verified()).toMatchObject({ fault: null });
  });

  it('hears nothing from the moment in which a newer authorisation covers less', async () => {
    await addPerson(office, 'zastepca', { authorised: false });
    const former = await authorise(office, 'zastepca');
    await done(join('zastepca'));
    const before = await headSeq(office);
    const newer = await authorise(office, 'zastepca', { purposes: ['SAFETY'] });
    const end = await endOf(office, { command: opening, seq: before });
    expect(end.payload).toMatchObject({ kind: 'closed', how: 'present-ended', command: null });
    await done(leave('zastepca'));
    expect((await again(recordings[0])).answer.state).toBe('released');
    for (const number of [former, newer]) await sign(office, 'revoke', revocation(number));
  });
});

describe('INV-53 nobody else is admitted, and the refusal says who and why', () => {
  it.each([
    ['whom nobody authorised', 'nieupowazniony', 'no-authorisation'],
    ['whose authorisation has ended', 'wygasly', 'authorisation-expired'],
    ['who is no employee', 'zleceniobiorca', 'no-authorisation'],
    ['who answered the call', 'bzych', 'took-part-in-call'],
    ['the listener', login, 'person-already-present'],
  ])('%s', async (_what, person, because) => {
    const entry = await refused('person-not-admitted', () => join(person));
    expect(entry).toMatchObject({ request: 'join', act, recording: null, case: null });
    expect(entry).toMatchObject({ subject: person, because });
    expect(await verified()).toMatchObject({ fault: null });
  });

  it('whom nobody knows; what was typed in their place is not kept', async () => {
    const entry = await refused('person-not-admitted', () => join('nieznany'));
    expect(entry).toMatchObject({ subject: null, subjectGuid: null, because: 'person-unknown' });
    expect(JSON.stringify(entry)).not.toContain('nieznany');
  });

  it('of whom a listener asks who may not listen: that one learns nothing of others', async () => {
    const asker = await office.as('nieupowazniony');
    const entry = await refused('act-not-yours', () => join('wygasly', asker));
    expect(entry).toMatchObject({ subject: null, because: null });
    const ground = groundOf({ present: ['wygasly'] });
    const heard = await refusedListen(office, 'no-authorisation', 'nieupowazniony', recordings[0], {
      ground,
    });
    expect(heard).toMatchObject({ subject: null, because: null });
  });

  const offered = async (recordings: string[]) => {
    const { rows } = await client.query<{ told: { login: string }[] }>(
      'SELECT api.employees($1, NULL) AS told',
      [recordings],
    );
    return rows[0]?.told.map((one) => one.login);
  };

  it('nor is anybody else offered: those who may hear a recording, and never the asker', async () => {
    expect(await offered([])).toEqual(['bzych', 'jlis', head]);
    expect(await offered([recordings[0]])).toEqual(['jlis', head]);
    expect(await offered([...recordings])).toEqual(['jlis']);
    expect(await refusal(offered(Array.from({ length: 51 }, () => recordings[0])))).toBe('OD001');
  });

  it('whom the newest authorisation keeps out by its scope; nor is that person offered', async () => {
    const isOffered = async (purpose: string | null = 'SERVICE_STANDARDS') => {
      const sql = 'SELECT api.employees($1, $2) AS told';
      const { rows } = await client.query<{ told: { login: string }[] }>(sql, [[recordings[0]], purpose]);
      return rows[0]?.told.some((one) => one.login === 'jlis');
    };
    for (const narrower of [
      { purposes: ['SAFETY' as const] },
      { departments: ['Wydział Finansowy'] },
      { purposes: ['SERVICE_STANDARDS' as const], quality: 'only' as const },
    ]) {
      await authorise(office, 'jlis', narrower);
      expect(await isOffered()).toBe(false);
      // As long as nobody has said what it is heard for, only the rest counts.
      expect(await isOffered(null)).toBe('purposes' in narrower && !('quality' in narrower));
      const entry = await refused('person-not-admitted', () => join('jlis'));
      expect(entry).toMatchObject({ subject: 'jlis', because: 'out-of-scope' });
      // Whoever it is reads it before the form.
      const { rows } = await other.query(`SELECT api.me() -> 'authorisation' -> 'scope' AS scope`);
      expect(rows).toMatchObject([{ scope: narrower }]);
    }
    await authorise(office, 'jlis');
    expect(await isOffered()).toBe(true);
  });

  it('a second login of the listener', async () => {
    await addPerson(office, 'anowak2', { guid: await guidOf(office, login) });
    const entry = await refused('person-not-admitted', () => join('anowak2'));
    expect(entry).toMatchObject({ subject: 'anowak2', because: 'person-already-present' });
  });

  it('who answered the call, under another login since', async () => {
    const guid = await addPerson(office, 'przedslubem', { authorised: false });
    await addPerson(office, 'poslubie', { guid });
    const { id } = await addRecording(office, { answeredLogin: 'przedslubem' });
    expect((await again(id)).answer.state).toBe('released');
    await refused('person-not-admitted', () => join('poslubie'));
    await refusedListen(office, 'person-not-admitted', login, id, {
      ground: groundOf({ present: ['poslubie'] }),
    });
    expect(await offered([id])).not.toContain('poslubie');
    // Also where somebody else has the login of then, who may have answered as well for all that anybody knows.
    await addPerson(office, 'przedslubem', { guid: randomUUID() });
    expect(await offered([])).toEqual(expect.arrayContaining(['poslubie', 'przedslubem']));
    for (const one of ['poslubie', 'przedslubem']) {
      await refused('person-not-admitted', () => join(one));
      expect(await offered([id])).not.toContain(one);
    }
  });

  it('who answered another part of the call, under whatever login', async () => {
    const guid = await addPerson(office, 'centrala', { authorised: false });
    await addPerson(office, 'wydzial', { guid });
    const call = { callGroup: 'a transferred call' };
    await addRecording(office, { ...call, answeredLogin: 'centrala' });
    const { id } = await addRecording(office, { ...call, answeredLogin: head });
    expect((await again(id)).answer.state).toBe('released');
    await refused('person-not-admitted', () => join('wydzial'));
    await refusedListen(office, 'person-not-admitted', login, id, {
      ground: groundOf({ present: ['wydzial'] }),
    });
    expect(await verified()).toMatchObject({ fault: null });
  });

  it('anybody twice, and nobody leaves who is not there', async () => {
    await refused('person-not-present', () => leave(head));
    await done(join(head));
    await refused('person-already-present', () => join(head));
    await done(leave(head));
    await refused('person-not-present', () => leave(head));
  });

  it("to another person's act, or to none", async () => {
    await refused('act-not-yours', () => join(head, other));
    await done(join(head));
    await refused('act-not-yours', () => leave(head, other));
    const unknown = { act: opening, person: head };
    await refused('act-unknown', () => ask(client, 'join', unknown));
  });

  // The last: the keeper's time only ever goes on.
  it('after the seven days, which end the listening and not the writing', async () => {
    passTime(office, 7 * 86_400_000 + 1000);
    await until('the end of the opening', async () => {
      const entries = await entriesAfter(office, 0);
      return entries.some(({ payload }) => payload['opening'] === opening && payload['how'] === 'act-over')
        ? true
        : null;
    });
    await refused('act-over', () => join(head));
    await done(ask(client, 'complete', { act, findings: 'Pracownik udzielił pełnej informacji.' }));
  });
});
