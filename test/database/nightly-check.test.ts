import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Check } from '../../server/keeper/options.ts';
import { reportOn } from '../../server/verify/faults.ts';
import { verifyLedger } from '../../server/verify/ledger.ts';
import { dutiesTold } from '../../shared/duties.ts';
import { scannedPaper } from '../../shared/node/scan.ts';
import { addDays, instantsOf, legalDay } from '../../shared/warsaw.ts';
import {
  addPerson,
  addRecording,
  answerNow,
  askSealed,
  authorisationOf,
  done,
  endOf,
  entriesAfter,
  guidOf,
  headSeq,
  listen,
  passTime,
  type StoredEntry,
  resumption,
} from './asking.ts';
import { answer, registerRows } from './reading.ts';
import { refusedOnce } from './refusing.ts';
import { signIn } from './sessions.ts';
import { openTestOffice, secretaryLogin, until, type TestOffice } from './support.ts';

/** From two o'clock on ledger, journal and tables are checked beside the keeper; what was not wrong before stops listening. */

let office: TestOffice;
let listener: Client;
let recording: string;
/** How often somebody began to check. */
let begun = 0;
/** What a check waits for before it looks, and whether it is killed there. */
let before: () => Promise<void> = () => Promise.resolve();
/** What happens as soon as what it found is entered. */
let entered: () => Promise<void> = () => Promise.resolve();

const check: Check = async () => {
  begun += 1;
  await before();
  const client = new Client(office.config('odsluch_keeper'));
  await client.connect();
  const { keeperPublicKey: keeperKey, options } = office;
  return reportOn({ client, journal: options.journal, keeperKey }).finally(() => client.end());
};

beforeAll(async () => {
  office = await openTestOffice();
  await addPerson(office, 'anowak');
  listener = await office.as('anowak');
  recording = (await addRecording(office)).id;
  await office.stop();
  await office.start({
    check,
    onStep: (step, about) => (step === 'own' && about === 'checked' ? entered() : undefined),
  });
});
afterAll(() => office.close());

const now = (): Date => new Date(Date.now() + office.shift.own);
/** It is that hour of Warsaw, today or tomorrow; who sits at the desk and who listens has signed in since. */
async function goTo(hour: number, later = 1): Promise<void> {
  const [year = 0, month = 1, day = 1] = addDays(legalDay(now()), later).split('-').map(Number);
  const [instant] = instantsOf({ year, month, day, hour, minute: 1, second: 0 });
  passTime(office, (instant?.getTime() ?? 0) - now().getTime());
}
async function signedIn(): Promise<void> {
  for (const login of [secretaryLogin, 'anowak']) await signIn(office, login);
}
const checkedAfter = async (seq: number): Promise<StoredEntry[]> =>
  (await entriesAfter(office, seq)).filter(({ kind }) => kind === 'checked');
/** What the next night's check entered, or that of the night before an hour of a later day. None is under way after it. */
async function night(hour = 3, later = 1): Promise<Record<string, unknown>> {
  const from = await headSeq(office);
  await goTo(hour, later);
  const [entry] = await until('a check', async () => {
    const found = await checkedAfter(from);
    return found.length === 0 ? null : found;
  });
  await signedIn();
  return entry?.payload ?? {};
}
const tamper = (sql: string) => office.superuser.query(sql);
/** When the keeper's newest turn began. */
const pulsed = async (): Promise<unknown> =>
  (await office.superuser.query<{ time: string }>('SELECT time FROM office.pulse')).rows[0]?.time;
const suspension = async (): Promise<unknown> =>
  (await listener.query<{ told: unknown }>(`SELECT api.me() -> 'suspension' ->> 'by' AS told`)).rows[0]?.told;
const resume = async () =>
  done(askSealed(office, secretaryLogin, 'resume', await resumption(office.superuser)));
const duties = async () => answer(await office.as(secretaryLogin), dutiesTold, 'SELECT api.duties()');

describe('the nightly check', () => {
  it('is not begun before two o’clock, and once a night', async () => {
    // In the small hours it is before two o'clock already, of the night that is meant.
    if (legalDay(new Date(now().getTime() - 2 * 3_600_000)) === legalDay(now())) await goTo(1);
    await signedIn();
    expect(begun).toBe(0);
    expect((await duties()).checked).toBeNull();
    await goTo(2, 0);
    const [first] = await until('the first check', async () => {
      const found = await checkedAfter(0);
      return found.length === 0 ? null : found;
    });
    expect(first).toMatchObject({
      login: 'odsluch_keeper',
      payload: { faults: 0, first: null, digests: [] },
    });
    const upTo = Number(first?.payload['upTo']);
    const { rows } = await office.superuser.query<{ hash: string }>(
      `SELECT encode(hash, 'hex') AS hash FROM office.entry WHERE seq = $1`,
      [upTo],
    );
    expect([first?.payload['head'], (first?.seq ?? 0) > upTo]).toEqual([rows[0]?.hash, true]);
    await goTo(23, 0);
    await signedIn();
    expect([begun, (await checkedAfter(0)).length]).toEqual([1, 1]);
    expect((await duties()).checked).toMatchObject({ seq: first?.seq, upTo, faults: 0 });
    expect(await suspension()).toBeNull();
  });

  it('leaves the keeper to its work meanwhile, and one that is killed is begun anew', async () => {
    let go: () => void = () => undefined;
    before = () => new Promise((resolve) => (go = resolve));
    const from = await headSeq(office);
    await goTo(3);
    await until('a check that was begun', async () => Promise.resolve(begun === 2 ? true : null));
    await signedIn();
    expect((await listen(listener, recording)).answer.state).toBe('released');
    before = () => Promise.reject(new Error('killed'));
    go();
    await until('its entry', async () => ((await checkedAfter(from)).length === 1 ? true : null));
    await goTo(3);
    await until('a check that was killed', async () => Promise.resolve(begun === 3 ? true : null));
    before = () => Promise.resolve();
    await until('what the keeper says', async () =>
      Promise.resolve(office.log.some((line) => line.includes('begun anew')) ? true : null),
    );
    expect(await checkedAfter(from)).toHaveLength(1);
    passTime(office, 11 * 60_000);
    await until('another one', async () => ((await checkedAfter(from)).length === 2 ? true : null));
    expect(begun).toBe(4);
  });
});

describe('INV-52 a table that somebody changed', () => {
  const stated = () =>
    office.superuser.query<{ seq: number }>(`SELECT seq::int FROM office.authorisation ORDER BY seq LIMIT 1`);

  it('is named the next night, and listening stops', async () => {
    const { answer: heard } = await listen(listener, recording, { act: null });
    const [row] = (await stated()).rows;
    await tamper(`UPDATE office.authorisation SET to_day = to_day + 30 WHERE seq = ${row?.seq}`);
    const found = await night();
    expect(found).toMatchObject({
      ...{ faults: 1, first: { seq: row?.seq, what: 'table', table: 'authorisation' } },
      digests: [expect.stringMatching(/^[0-9a-f]{64}$/)] as string[],
    });
    expect((await endOf(office, heard)).payload).toMatchObject({ kind: 'closed' });
    expect(await suspension()).toBe('checked');
    await refusedOnce(office, 'listening-suspended', async () => (await listen(listener, recording)).answer);
    const { checked, suspension: stop } = await duties();
    expect([checked?.first, stop?.by, stop?.seq]).toEqual([found['first'], 'checked', checked?.seq]);
    const rows = await registerRows(await office.as(secretaryLogin));
    expect(rows.filter(({ kind }) => kind === 'checked')).toMatchObject([
      { seq: checked?.seq, reason: null },
    ]);
  });

  it('is known the night after, once the desk has resumed in spite of it, and stops nothing', async () => {
    await resume();
    expect(await night()).toMatchObject({ faults: 1 });
    expect(await suspension()).toBeNull();
    // The keeper itself, whatever the tables tell.
    expect((await listen(listener, recording)).answer.state).toBe('released');
  });

  it('hides no other: one that is put right while another one comes stops listening again', async () => {
    const [row] = (await stated()).rows;
    await tamper(`UPDATE office.authorisation SET to_day = to_day - 30 WHERE seq = ${row?.seq}`);
    await tamper(`UPDATE office.person SET post = 'dyrektor' WHERE login = 'anowak'`);
    expect(await night()).toMatchObject({ faults: 1, first: { what: 'table', table: 'person' } });
    expect(await suspension()).toBe('checked');
    await resume();
  });

  it('nor another change of the same row, nor one beside it', async () => {
    await tamper(`UPDATE office.person SET post = 'wójt' WHERE login = 'anowak'`);
    expect(await night()).toMatchObject({ faults: 1 });
    expect(await suspension()).toBe('checked');
    await resume();
    await tamper(
      `UPDATE office.instrument SET from_day = from_day - 1 WHERE number = (SELECT max(number) FROM office.instrument)`,
    );
    expect(await night()).toMatchObject({ faults: 2 });
    expect(await suspension()).toBe('checked');
    await resume();
  });

  it('takes the keys that wait, from its entry on', async () => {
    await tamper(`UPDATE office.person SET post = 'sołtys' WHERE login = 'anowak'`);
    let go: () => void = () => undefined;
    before = () => new Promise((resolve) => (go = resolve));
    const former = begun;
    await goTo(3);
    await until('a check that was begun', () => Promise.resolve(begun > former ? true : null));
    await signedIn();
    const { answer: waiting } = await listen(listener, recording);
    const look = async () => (await answerNow(listener, waiting.command)).sealed;
    const looks = [await look()];
    entered = async () => void looks.push(await look());
    go();
    await until('its entry', () => Promise.resolve(looks.length > 1 ? true : null));
    expect(looks).toEqual([expect.any(Buffer), null]);
    before = entered = () => Promise.resolve();
    await resume();
  });

  it('is known by itself: the other one put right, it stops nothing; come back, that one is new', async () => {
    await tamper(`UPDATE office.person SET post = 'inspektor' WHERE login = 'anowak'`);
    expect(await night()).toMatchObject({ faults: 1 });
    expect(await suspension()).toBeNull();
    await tamper(`UPDATE office.person SET post = 'wójt' WHERE login = 'anowak'`);
    expect(await night()).toMatchObject({ faults: 2 });
    expect(await suspension()).toBe('checked');
    await resume();
  });

  it('stands in a ledger that is judged lawful', async () => {
    await tamper(`UPDATE office.person SET post = 'inspektor' WHERE login = 'anowak'`);
    await tamper(
      `UPDATE office.instrument SET from_day = from_day + 1 WHERE number = (SELECT max(number) FROM office.instrument)`,
    );
    expect(await night()).toMatchObject({ faults: 0, digests: [] });
    const { keeperPublicKey: keeperKey, superuser: source } = office;
    const { fault } = await verifyLedger({ source, journal: office.options.journal, keeperKey });
    expect(fault).toBeNull();
  });
});

describe('INV-52 the next night names what the owner of the tables did:', () => {
  beforeAll(async () => {
    const { scan, salted } = scannedPaper(Buffer.from('%PDF-1.7 upoważnienie')) ?? expect.fail('no scan');
    const { signed, ...paper } = authorisationOf(await guidOf(office, 'anowak'));
    if (signed === null) expect.fail('nobody signed it');
    const scanned = { ...paper, signed: { ...signed, way: 'paper' as const, scan } };
    await done(askSealed(office, secretaryLogin, 'instrument', scanned, undefined, salted));
    expect((await listen(listener, recording)).answer.state).toBe('released');
    // The month in which somebody listened is reviewed. The check of that night is waited for: what it comes to is not the next one's.
    await night(9, 45);
    await until('a review', async () => {
      const { rowCount } = await tamper('SELECT FROM office.review_item');
      return rowCount === 0 ? null : true;
    });
    await tamper('CREATE TEMP TABLE kept AS TABLE office.scan');
  });

  it.each([
    [
      'a role',
      'pg_auth_members',
      'GRANT odsluch_secretary TO anowak',
      'REVOKE odsluch_secretary FROM anowak',
    ],
    [
      'a verdict',
      'review_item',
      `UPDATE office.review_item SET verdict = 'ok'`,
      'UPDATE office.review_item SET verdict = NULL',
    ],
    [
      'a rule',
      'legal_basis',
      `UPDATE office.legal_basis SET position = position + 10 WHERE code = 'KPA_SKARGA'`,
      `UPDATE office.legal_basis SET position = position - 10 WHERE code = 'KPA_SKARGA'`,
    ],
    [
      'a scan',
      'scan',
      'DELETE FROM office.scan; INSERT INTO office.scan SELECT seq, sha256(salted) FROM kept',
      'DELETE FROM office.scan; INSERT INTO office.scan TABLE kept',
    ],
    [
      'an instrument',
      'instrument',
      `INSERT INTO office.instrument (number, what, state, seq, place, first_seq, from_day)
       SELECT 'UO/99/2026', what, state, seq, place, first_seq, from_day FROM office.instrument LIMIT 1`,
      `DELETE FROM office.instrument WHERE number = 'UO/99/2026'`,
    ],
  ])('%s', async (_what, table, change, undo) => {
    before = async () => {
      // A whole turn of the keeper after the one that began the check: it has looked at all accounts of the new day, and took back what nothing gives.
      for (const turn of ['the next turn', 'its end']) {
        const last = await pulsed();
        await until(turn, async () => ((await pulsed()) === last ? null : true));
      }
      await tamper(change);
    };
    const { first } = await night().finally(async () => {
      before = () => Promise.resolve();
      await tamper(undo);
    });
    expect(first).toMatchObject({ what: 'table', table });
  });
});
