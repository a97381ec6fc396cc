import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readPlans } from '../../electron/quality/plans.ts';
import { readQueue } from '../../electron/quality/queue.ts';
import { setSettings } from '../../electron/settings.ts';
import { verifyLedger } from '../../server/verify/ledger.ts';
import { dutiesTold } from '../../shared/duties.ts';
import type { Command, Payload } from '../../shared/ledger/kinds.ts';
import { quality as qualityRules } from '../../shared/limits.ts';
import { previewOutput, type Plans } from '../../shared/quality.ts';
import { addDays, addMonths } from '../../shared/warsaw.ts';
import {
  addPerson,
  addRecording,
  ask,
  askSealed,
  authorisationOf,
  authorise,
  done,
  evidenceIn,
  guidOf,
  listen,
  passTime,
  type Listening,
  type NewRecording,
} from './asking.ts';
import { confirmationOf, dayOf, entryAfter } from './destroying.ts';
import { refusal } from './office.ts';
import { answer, dbOf } from './reading.ts';
import { beginVersion, planOf, reviewing, reviewsAllowed } from './reviewing-quality.ts';
import { deputyLogin, mayorLogin, openTestOffice, secretaryLogin, type TestOffice } from './support.ts';

vi.mock('../../electron/log.ts', () => ({ logFault: () => '123456' }));

/** § 2: who is told what of reviews of quality: of plans, of what was drawn, and of what would be. In this order. */

const day = 86_400_000;
const [rater, other, listener] = ['igil', 'mrak', 'anowak'];
const clerks = ['klis', 'psowa', 'rwilk'];
type Sample = Pick<Payload<'qualityDraw'>, 'excluded' | 'eligible' | 'recordings'>;

let office: TestOffice;
/** Proposed first, and returned; proposed second, and heard; the day when all calls are there. */
let [returned, plan, on] = ['', '', ''];
let drawn: string[] = [];

beforeAll(async () => {
  office = await openTestOffice({ quality: qualityRules.parse({ perPersonYear: 3 }) });
  setSettings({ keeperPublicKey: office.keeperPublicKey } as never);
  for (const login of [...clerks, rater, other]) await addPerson(office, login, { authorised: false });
  await addPerson(office, listener);
  for (const login of [rater, other]) await authorise(office, login, reviewing);
  await beginVersion(office, reviewsAllowed());
  passTime(office, 40 * day);
  on = dayOf(office);
  await addCalls();
});
afterAll(() => office.close());

/** Of each reason for which a call is not drawn five at least; each call at an hour of its own. */
async function addCalls(): Promise<void> {
  let hours = 0;
  const add = async (answeredLogin: string | null, change: NewRecording = {}): Promise<string> => {
    hours += 1;
    const startedAt = new Date(Date.parse(`${addDays(on, -20)}T06:00:00Z`) + hours * 3_600_000);
    return (await addRecording(office, { startedAt, answeredLogin, ...change })).id;
  };
  for (const clerk of clerks) for (let each = 0; each < 6; each += 1) await add(clerk);
  for (let each = 0; each < 6; each += 1) await add(clerks[0] ?? '', { durationMs: 10_000 });
  for (const login of [null, null, 'nieznany', 'nieznany', null]) await add(login);
  // What is there still, and not for a review: untold, its rater's own, evidence and the other leg of it, heard for a complaint, restricted.
  await add(clerks[0] ?? '', { announcement: 'no' });
  await add(rater);
  const evidence = await add(clerks[1] ?? '', { callGroup: 'transferred' });
  await add(clerks[2] ?? '', { callGroup: 'transferred' });
  const complaint = await add(clerks[2] ?? '');
  const asked = await add(clerks[2] ?? '');
  const admitted = await add(clerks[1] ?? '', { announcement: 'no' });
  await add(clerks[1] ?? '', { startedAt: new Date(`${addDays(on, -30)}T09:00:00Z`) });
  const letter = { act: null, case: `SEK.0643.9.${on.slice(0, 4)}`, order: null, paper: null };
  await done(askSealed(office, secretaryLogin, 'hold', { ...evidenceIn('', evidence), ...letter }));
  const { answer: heard } = await listen(await office.as(listener), complaint);
  await close(listener, heard.command);
  await done(
    askSealed(office, secretaryLogin, 'restrict', {
      ...{
        recordings: [asked],
        right: 'objection',
        receivedOn: on,
        effect: 'restricted',
        of: null,
        told: null,
      },
      ...{ request: '6/2026', decision: 'Wniosek uznano za zasadny.' },
    }),
  );
  await done(
    askSealed(office, secretaryLogin, 'admit', {
      ...{ recording: admitted, admitted: true, of: null, opinion: 'IOD nie zajął stanowiska w terminie.' },
      reason: 'Rozmówca sam powołuje się na nagranie.',
    }),
  );
}

async function close(login: string, opening: string): Promise<void> {
  const body = { opening, ranges: [], how: 'listener' as const, wrongCall: false };
  await done(ask(await office.as(login), 'close', body));
}
const propose = async (login: string, change: Partial<Command<'qualityPlan'>> = {}): Promise<string> => {
  const { command } = await done(ask(await office.as(login), 'qualityPlan', planOf(change, on)));
  return command;
};
const decide = (body: Command<'qualityVerdict'>) =>
  done(askSealed(office, secretaryLogin, 'qualityVerdict', body));
const approve = async (id: string): Promise<Sample> => {
  const { seq } = await decide({ plan: id, approved: true, reason: null });
  return JSON.parse((await entryAfter(office, seq ?? 0, 'qualityDraw')).payload) as Sample;
};
const hear = async (nr: number): Promise<Listening> => {
  const listening = await listen(await office.as(rater), drawn[nr - 1] ?? '', {
    ...{ ground: null, position: { plan, nr } },
  });
  expect([listening.answer.state, listening.answer.reason]).toEqual(['released', null]);
  await close(rater, listening.answer.command);
  return listening;
};
/** What a plan of these terms asks for. */
const termsOf = (change: object = {}): Record<string, unknown> => {
  const { case: _case, why: _why, criteria: _criteria, ...terms } = planOf({}, on);
  return { ...terms, ...change };
};
const preview = async (terms: object, login = rater) =>
  answer(await office.as(login), previewOutput, 'SELECT api.quality_preview($1)', [terms]);
const plansOf = async (login: string): Promise<Plans> =>
  readPlans({ db: dbOf(await office.as(login)), guid: await guidOf(office, login) });
const queueOf = async (login: string, id = plan) => readQueue({ db: dbOf(await office.as(login)) }, id);
/** All that somebody with psql reads. */
const raw = async (client: Client, call: string): Promise<string> => {
  const { rows } = await client.query<{ told: unknown }>(`SELECT ${call} AS told`);
  return JSON.stringify(rows[0]?.told);
};
const duty = async (login: string) =>
  (await answer(await office.as(login), dutiesTold, 'SELECT api.duties()')).plans;
const fault = async () => {
  const asked = { source: office.superuser, journal: office.options.journal, quick: false };
  return (await verifyLedger({ ...asked, keeperKey: office.keeperPublicKey })).fault;
};
const few = (count: number): number | null => (count < 5 ? null : count - (count % 5));
/** What a preview of the same terms says, by what the keeper drew. */
const saidOf = ({ excluded, eligible, recordings }: Sample, size = 5) => {
  const { length, unregistered, drawn: before, unavailable } = excluded;
  return {
    calls: few(eligible + length + unregistered + before + unavailable),
    excluded: {
      ...{ length: few(length), unregistered: few(unregistered) },
      ...{ drawn: few(before), unavailable: few(unavailable) },
    },
    possible: recordings.length < 5 ? null : Math.min(size, few(recordings.length) ?? 0),
  };
};

describe('a preview', () => {
  it('INV-51 tells no number but whole fives, and never what remains', async () => {
    const { possible: _possible, ...told } = await preview(termsOf());
    expect(told).toEqual({
      ...{ calls: 35, excluded: { length: 5, unregistered: 5, drawn: null, unavailable: 5 } },
      ...{ cells: true, enough: true },
    });
    const narrow = termsOf({ from: addDays(on, -34), to: addDays(on, -28) });
    expect(await preview(narrow)).toEqual({
      ...{ calls: null, excluded: { length: null, unregistered: null, drawn: null, unavailable: null } },
      ...{ possible: null, cells: false, enough: false },
    });
  });

  it('INV-51 does not tell by sizes how many could be drawn: of six it says five whatever is asked for', async () => {
    const possible = async (size: number) => (await preview(termsOf({ size }))).possible;
    expect(await Promise.all([5, 6, 7, 20].map(possible))).toEqual([5, 5, 5, 5]);
  });

  it('says of what nobody would approve that it is too narrow, and of which department nobody is told alone', async () => {
    expect(await preview(termsOf({ perPerson: 3 }))).toMatchObject({ enough: false, cells: true });
    const two = termsOf({ departments: ['Kancelaria', 'Sekretariat'], size: 12 });
    expect(await preview(two)).toMatchObject({ enough: true, cells: false });
    const small = termsOf({ departments: ['Kancelaria', 'Sekretariat'] });
    expect(await preview(small)).toMatchObject({ cells: false });
  });

  it.each<[string, object | null]>([
    ['nothing', null],
    ['no terms', {}],
    ['a day that is none', { from: '2027-02-31' }],
    ['a day as no calendar writes it', { to: 'infinity' }],
    ['fewer days than a plan has', { from: '2027-01-04', to: '2027-01-07' }],
    ['days turned round', { from: '2027-01-20', to: '2027-01-04' }],
    ['no departments', { departments: [] }],
    ['a department twice', { departments: ['Kancelaria', 'Kancelaria'] }],
    ['departments that are no list', { departments: 'Kancelaria' }],
    ['too small a sample', { size: 4 }],
    ['no number', { size: 'x' }],
    ['half a call', { perPerson: 1.5 }],
    ['lengths turned round', { shortestS: 600, longestMin: 1 }],
    ['a plan that is no id', { plan: 'x' }],
  ])('is none of %s', async (_what, change) => {
    const terms = change === null || Object.keys(change).length === 0 ? change : termsOf(change);
    const asked = (await office.as(rater)).query('SELECT api.quality_preview($1)', [terms]);
    expect(await refusal(asked)).toBe('OD001');
  });
});

describe('a plan', () => {
  it('is told to whoever proposed it and to the desk, and waits there for another person', async () => {
    // The Mayor approves it: whoever signed it is no second person.
    const days = { from: on, to: addMonths(on, 3), declaredOn: on };
    const asking = authorisationOf(await guidOf(office, deputyLogin), { ...reviewing, ...days });
    const asked = { ...asking, signed: null };
    const paper = await done(ask(await office.as(secretaryLogin), 'instrument', asked));
    await done(askSealed(office, mayorLogin, 'confirm', confirmationOf(paper)));
    returned = await propose(deputyLogin);
    expect(await duty(secretaryLogin)).toEqual({ count: 1, since: on, case: planOf({}, on).case });
    expect(await duty(deputyLogin)).toEqual({ count: 0, since: null, case: null });
    expect(await duty(mayorLogin)).toEqual({ count: 0, since: null, case: null });
    const reason = 'Zbyt wiele rozmów jednej osoby.';
    await decide({ plan: returned, approved: false, reason });
    plan = await propose(rater);
    expect(await duty(secretaryLogin)).toMatchObject({ count: 1 });

    const own = await plansOf(rater);
    expect(own.plans.map((one) => [one.plan, one.own, one.state])).toEqual([[plan, true, 'proposed']]);
    expect(own).toMatchObject({
      today: on,
      limits: {
        ...{ noticeDays: 14, planDays: 60, perPersonYear: 3 },
        ...{ fewCards: 5, fewPersons: 3, remarkWorkingDays: 7 },
      },
      basis: { act: 'Zarządzenie nr 88/2026', name: reviewsAllowed().content.basis.label },
    });
    expect(own.basis?.firstDay).toBe(addDays(own.basis?.informedOn ?? '', 14));
    const all = await plansOf(secretaryLogin);
    expect(all.plans.map((one) => [one.plan, one.own, one.state])).toEqual([
      [plan, false, 'proposed'],
      [returned, false, 'returned'],
    ]);
    expect(all.plans[1]?.verdict?.reason).toBe(reason);
    for (const login of [other, listener, clerks[0] ?? '', mayorLogin])
      expect((await plansOf(login)).plans, login).toEqual([]);
    expect(await queueOf(rater)).toEqual({ positions: [], next: null, spare: { left: 3, of: 3 } });
  });

  it('is drawn as its preview said', async () => {
    const said = await preview(termsOf());
    const byDesk = await preview(termsOf({ plan }), secretaryLogin);
    expect(byDesk).toEqual(said);
    const sample = await approve(plan);
    ({ recordings: drawn } = sample);
    expect(said).toMatchObject(saidOf(sample));
    expect(await duty(secretaryLogin)).toEqual({ count: 0, since: null, case: null });
    const [shown] = (await plansOf(secretaryLogin)).plans;
    expect(shown).toMatchObject({
      ...{ state: 'approved', number: `PJ/1/${on.slice(0, 4)}`, open: false, opened: 0, act: null },
      draw: { eligible: sample.eligible, drawn: drawn.length },
    });
  });
});

describe('what was drawn', () => {
  const clerkOf = async (nr: number): Promise<string> => {
    const { rows } = await office.superuser.query<{ login: string }>(
      'SELECT answered_login AS login FROM office.recording WHERE id = $1',
      [drawn[nr - 1]],
    );
    return rows[0]?.login ?? '';
  };

  it('INV-51 names nobody before it is opened, to nobody and not in psql either', async () => {
    const { positions, next } = await queueOf(rater);
    expect(positions.map(({ nr, recording, opened, person }) => [nr, recording, opened, person])).toEqual(
      drawn.slice(0, 5).map((recording, at) => [at + 1, recording, false, null]),
    );
    expect(next).toBe(1);
    const told = [
      await raw(await office.as(rater), `api.quality_queue('${plan}')`),
      await raw(await office.as(rater), 'api.quality()'),
      await raw(await office.as(secretaryLogin), 'api.quality()'),
    ];
    for (const login of clerks)
      for (const one of told) {
        expect(one).not.toContain(login);
        expect(one).not.toContain(await guidOf(office, login));
      }
    expect(told.join()).not.toMatch(/Barbara Zych|601234567|extension|callerTail|answered/);
  });

  it('is told to whoever proposed its plan alone', async () => {
    for (const login of [other, listener, clerks[0] ?? '', secretaryLogin, mayorLogin]) {
      expect(await raw(await office.as(login), `api.quality_queue('${plan}')`), login).toBe('null');
      await expect(queueOf(login)).rejects.toMatchObject({ failure: { code: 'plan-unknown' } });
    }
  });

  it('is heard in its order, and says then whose it is, and of no other', async () => {
    passTime(office, day);
    await hear(1);
    await hear(1);
    const clerk = await clerkOf(1);
    const { rows } = await office.superuser.query<{ name: string }>(
      'SELECT display_name AS name FROM office.person WHERE login = $1',
      [clerk],
    );
    const { positions, next } = await queueOf(rater);
    expect(positions.map(({ opened, person }) => [opened, person])).toEqual([
      [true, rows[0]?.name],
      ...Array.from({ length: 4 }, () => [false, null]),
    ]);
    expect(next).toBe(2);
    const told = await raw(await office.as(rater), `api.quality_queue('${plan}')`);
    for (const login of clerks.filter((one) => one !== clerk)) expect(told).not.toContain(login);
    expect(told).not.toMatch(/Barbara Zych|601234567|"extension|callerTail/);
    const [shown] = (await plansOf(rater)).plans;
    expect(shown).toMatchObject({
      ...{ open: true, opened: 1, state: 'approved', protocol: expect.stringMatching(/^PO/) as string },
    });
  });

  it('is next until as many were opened as the plan has', async () => {
    for (const nr of [2, 3, 4, 5]) await hear(nr);
    expect((await queueOf(rater)).next).toBeNull();
    expect((await plansOf(secretaryLogin)).plans[0]).toMatchObject({ opened: 5 });
  });

  it('is drawn once in its life, and of nobody more than a year allows: the next preview counts it', async () => {
    passTime(office, 31 * day);
    const now = dayOf(office);
    const again = { from: addDays(on, -24), to: addDays(on, -4), until: addDays(now, 30) };
    const said = await preview(termsOf(again), other);
    const sample = await approve(await propose(other, again));
    expect(sample.excluded.drawn).toBe(drawn.length);
    expect(said).toMatchObject(saidOf(sample));
  });
});

describe('what the tables say of a review', () => {
  it.each([
    ['quality_plan', 'guid', 'gen_random_uuid()'],
    ['quality_plan', 'recordings', 'recordings[2:]'],
    ['quality_plan', 'act', 'NULL'],
    ['quality_plan', 'verdict_seq', 'NULL'],
    ['quality_plan', 'draw_seq', 'draw_seq - 1'],
    ['recording', 'speaker', 'gen_random_uuid()'],
    ['recording', 'speaker', 'NULL'],
  ])('is held by the check against the entries: %s, %s', async (table, column, value) => {
    const { superuser } = office;
    const id = table === 'recording' ? drawn[0] : plan;
    const { rows } = await superuser.query<{ kept: unknown }>(
      `SELECT ${column} AS kept FROM office.${table} WHERE id = $1`,
      [id],
    );
    await superuser.query(`UPDATE office.${table} SET ${column} = ${value} WHERE id = $1`, [id]);
    expect(await fault()).toMatchObject({ what: 'table', table });
    await superuser.query(`UPDATE office.${table} SET ${column} = $2 WHERE id = $1`, [id, rows[0]?.kept]);
    expect(await fault()).toBeNull();
  });

  it('does not say any more whose a call was once it is destroyed', async () => {
    const { superuser } = office;
    const said = `SELECT speaker, answered_login AS login FROM office.recording WHERE id = '${drawn[0] ?? ''}'`;
    expect((await superuser.query<{ speaker: string | null }>(said)).rows[0]?.speaker).not.toBeNull();
    await superuser.query('BEGIN');
    try {
      await superuser.query(`SELECT office.destroy('{${drawn[0] ?? ''}}', '2027-12-01', 'PZ/12/2027')`);
      expect((await superuser.query(said)).rows).toEqual([{ speaker: null, login: null }]);
    } finally {
      await superuser.query('ROLLBACK');
    }
  });
});
