import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../../shared/ledger/kinds.ts';
import { addDays, addMonths } from '../../shared/warsaw.ts';
import {
  addPerson,
  addRecording,
  answerTo,
  ask,
  askSealed,
  authorise,
  authorisationOf,
  done,
  endOf,
  evidenceIn,
  groundOf,
  guidOf,
  keyOf,
  listen,
  passTime,
  payloadOf,
  revocation,
  today,
  type Answer,
  type Listening,
} from './asking.ts';
import { confirmationOf, dayOf, entryAfter, toNextDay } from './destroying.ts';
import { refusedListen, refusedOnce } from './refusing.ts';
import { faultIn, readElsewhere } from './read-elsewhere.ts';
import { beginVersion, planOf, reviewing, reviewsAllowed, versionPaper } from './reviewing-quality.ts';
import { handIn, sealedAct, sessionOf } from './sessions.ts';
import { deputyLogin, mayorLogin, openTestOffice, secretaryLogin, type TestOffice } from './support.ts';

/** § 2: calls that nobody picked are heard under a plan that another person approved, in the order of the draw, and in no other way. In this order. */

const day = 86_400_000;
/** May review quality, and nothing else; listens, and may not review. */
const [rater, listener] = ['igil', 'anowak'];
const clerks = ['klis', 'psowa', 'rwilk'];

let office: TestOffice;
/** What is proposed first, with its draw, and its act. */
let plan = '';
let drawn: string[] = [];
/** Proposed by somebody else, and returned to the rater. */
const others: string[] = [];
let act = '';
let authorisation = '';

beforeAll(async () => {
  office = await openTestOffice();
  // Every test is an hour later, and all of them before midnight.
  toNextDay(office);
  for (const login of clerks) await addPerson(office, login, { authorised: false });
  await addPerson(office, rater, { authorised: false });
  await addPerson(office, listener);
  authorisation = await authorise(office, rater, reviewing);
});
// More than thirty refusals of one person within an hour would be counted together.
beforeEach(() => passTime(office, 3_600_000));
afterAll(() => office.close());

const on = (): string => dayOf(office);
const instant = (of: string, hour = 10): Date => new Date(`${of}T${String(hour).padStart(2, '0')}:00:00Z`);
const refused = (why: string, asked: () => Promise<Answer>) => refusedOnce(office, why, asked);
const propose = async (change: Partial<Command<'qualityPlan'>> = {}, login = rater): Promise<Answer> =>
  ask(await office.as(login), 'qualityPlan', planOf(change, on()));
const decide = (change: Partial<Command<'qualityVerdict'>> = {}, login = secretaryLogin): Promise<Answer> =>
  askSealed(office, login, 'qualityVerdict', { plan, approved: true, reason: null, ...change });
/** As a request over the own connection, of a recording at a place of a draw. */
const at = (nr: number, change: Partial<Command<'listen'>> = {}): Partial<Command<'listen'>> => ({
  ...{ ground: null, position: { plan, nr }, ...change },
});
const hear = async (nr: number, login = rater): Promise<Listening> =>
  listen(await office.as(login), drawn[nr - 1] ?? '', at(nr));
const unheard = (why: string, nr: number, recording = drawn[nr - 1] ?? '', change = {}) =>
  refusedListen(office, why, rater, recording, at(nr, change));
const close = async ({ command }: Answer): Promise<void> => {
  const body = { opening: command, ranges: [], how: 'listener' as const, wrongCall: false };
  await done(ask(await office.as(rater), 'close', body));
};
const heard = async (nr: number): Promise<Answer> => {
  const listening = await hear(nr);
  expect([listening.answer.state, listening.answer.reason]).toEqual(['released', null]);
  expect((await keyOf(listening)).length).toBe(32);
  await close(listening.answer);
  return listening.answer;
};
const fault = () => faultIn(office);

describe('reviews of quality', () => {
  it('are off until two people have entered what allows them, and what that says', async () => {
    await refused('reviews-not-allowed', () => propose());
    const register = (change: Parameters<typeof reviewsAllowed>[0]) => () =>
      askSealed(office, secretaryLogin, 'instrument', versionPaper(reviewsAllowed(change)));
    const told = (actDay: string, informedOn: string) => ({ plan: { act: 'x', actDay, informedOn } });
    await refused('malformed-request', register({ plan: undefined }));
    await refused('malformed-request', register({ code: 'JAKOSC_2' }));
    await refused('malformed-request', register({ purpose: 'SAFETY' }));
    await refused('malformed-request', register({ statement: 'Oświadczam.' }));
    await refused('malformed-request', register(told(on(), addDays(on(), -1))));
    await refused('day-in-future', register(told(on(), addDays(on(), 1))));
    await beginVersion(office, reviewsAllowed());
    // KP 22³: employees have known for two weeks before the first call that is drawn.
    await refused('plan-terms', () => propose());
    passTime(office, 40 * day);
  });

  it('have a basis that serves plans alone: nobody picks a call by it, or finds it in the list', async () => {
    const { id } = await addRecording(office, { startedAt: instant(addDays(on(), -2)) });
    const ground = groundOf({
      basis: 'JAKOSC',
      statement: null,
      fields: {},
      sentence: { own: 'x'.repeat(30) },
    });
    await refusedListen(office, 'basis-by-plan', listener, id, { ground });
    await refusedListen(office, 'basis-by-plan', rater, id, { ground });
    await refusedListen(office, 'out-of-scope', rater, id);
    const { rows } = await (await office.as(listener)).query('SELECT api.legal_bases() AS bases');
    expect(JSON.stringify(rows)).toContain('KPA_SKARGA');
    expect(JSON.stringify(rows)).not.toContain('JAKOSC');
  });

  it('have plans that aim at nobody, of whoever may review', async () => {
    const [from, to] = [addDays(on(), -24), addDays(on(), -4)];
    await refused('quality-not-covered', () => propose({}, listener));
    await refused('no-authorisation', () => propose({}, clerks[0]));
    await refused('plan-terms', () => propose({ departments: ['Kancelaria', 'Sekretariat'] }));
    await refused('plan-terms', () => propose({ from: addDays(on(), -30) }));
    await refused('plan-terms', () => propose({ from: addDays(on(), -7), to: addDays(on(), -4) }));
    await refused('plan-terms', () => propose({ to: on() }));
    await refused('plan-terms', () => propose({ from: to, to: from }));
    await refused('plan-terms', () => propose({ until: on() }));
    await refused('plan-terms', () => propose({ until: addDays(on(), 61) }));
    await refused('malformed-request', () => propose({ departments: ['Kancelaria', 'Kancelaria'] }));
    await refused('malformed-request', () => propose({ shortestS: 600, longestMin: 9 }));
    await refused('malformed-request', () => propose({ why: `${'x'.repeat(30)}\u200b` }));
    await refused('malformed-request', () => propose({ size: 4 }));
    const { criteria } = planOf();
    const twice = criteria.map((one) => ({ ...one, code: 'POTRZEBA' }));
    const odd = criteria.map((one) => ({ ...one, name: `${one.name}\u200b` }));
    for (const change of [twice, odd])
      await refused('malformed-request', () => propose({ criteria: change }));
    await refused('justification-too-short', () => propose({ why: 'Sprawdzenie.' }));
    await refused('case-number-format', () => propose({ case: 'sprawa' }));
    const { command, payload } = await done(propose());
    expect(payload).not.toMatch(/Sprawdzenie|Ustalenie/);
    plan = command;
  });

  it('wait for the desk in fives: whoever has that many before it proposes no other', async () => {
    const others = [];
    for (const _ of '2345') others.push((await done(propose())).command);
    await refused('plan-limit', () => propose());
    for (const other of others)
      await done(decide({ plan: other, approved: false, reason: 'Jeden taki plan wystarczy.' }));
    const { command } = await done(propose());
    await done(decide({ plan: command, approved: false, reason: 'Jeden taki plan wystarczy.' }));
  });

  it('are approved by another person of the desk, with the password, of enough persons', async () => {
    await refused('not-secretary', () => decide({}, mayorLogin));
    await refused('not-secretary', () => decide({}, rater));
    await refused('password-not-proved', async () =>
      ask(await office.as(secretaryLogin), 'qualityVerdict', { plan, approved: true, reason: null }),
    );
    await refused('password-not-proved', async () => {
      const desk = await office.as(secretaryLogin);
      const signer = await sessionOf(office, secretaryLogin);
      const approval = { plan, approved: true, reason: null };
      const [approving, other] = [
        await sealedAct(office, desk, signer, 'qualityVerdict', approval),
        await sealedAct(office, desk, signer, 'qualityVerdict', { ...approval, plan: randomUUID() }),
      ];
      await handIn(desk, { ...approving, sealed: other.sealed });
      return answerTo(desk, approving.id);
    });
    await refused('plan-unknown', () => decide({ plan: randomUUID() }));
    await refused('malformed-request', () => decide({ approved: false }));
    await refused('malformed-request', () => decide({ reason: 'Niech będzie.' }));
    await refused('field-missing', () => decide({ approved: false, reason: '🙂' }));
    await refused('malformed-request', () => decide({ approved: false, reason: 'Nie\u200b teraz.' }));
    // What whoever proposed it may review by now.
    const narrowed = await authorise(office, rater, { ...reviewing, departments: ['Sekretariat'] });
    await refused('plan-terms', () => decide());
    await done(ask(await office.as(secretaryLogin), 'revoke', revocation(narrowed)));
    // Two persons have calls; whoever answered it has none, or was nobody then.
    for (const [place, login] of [clerks[0], clerks[1], null, 'nieznany'].entries())
      for (const each of [1, 2, 3])
        await addRecording(office, {
          ...{ startedAt: instant(addDays(on(), -8 - each), 8 + place), answeredLogin: login ?? null },
        });
    await refused('plan-too-narrow', () => decide());
  });

  it('are not approved by whoever proposed them, nor twice over the same days', async () => {
    // The Mayor approves it: whoever signed it is no second person.
    const days = { from: on(), to: addMonths(on(), 3), declaredOn: on() };
    const paper = authorisationOf(await guidOf(office, deputyLogin), { ...reviewing, ...days });
    const asked = { ...paper, signed: null };
    const own = await done(ask(await office.as(secretaryLogin), 'instrument', asked));
    await done(askSealed(office, mayorLogin, 'confirm', confirmationOf(own)));
    for (const each of [1, 2, 3])
      await addRecording(office, {
        startedAt: instant(addDays(on(), -8 - each), 13),
        answeredLogin: clerks[2] ?? '',
      });
    const { command: other } = await done(propose({}, deputyLogin));
    await refused('plan-own', () => decide({ plan: other }, deputyLogin));
    const { command: greedy } = await done(propose({ perPerson: 3 }));
    await refused('plan-too-narrow', () => decide({ plan: greedy }));
    await done(decide({ plan: greedy, approved: false, reason: 'Zbyt wiele rozmów jednej osoby.' }));
    others.push(other, greedy);
    await refused('plan-decided', () => decide({ plan: greedy }));

    const { seq, payload, hash } = await done(decide());
    expect(JSON.parse(payload ?? '')).toMatchObject({
      ...{ number: `PJ/1/${on().slice(0, 4)}`, limits: { fewCards: 5, fewPersons: 3, perPersonYear: 12 } },
    });
    const draw = await entryAfter(office, seq ?? 0, 'qualityDraw');
    const said = JSON.parse(draw.payload) as Record<string, unknown>;
    expect(said).toMatchObject({ plan, seed: hash?.toString('hex'), eligible: 9 });
    expect(said['excluded']).toEqual({ length: 0, unregistered: 6, drawn: 0, unavailable: 0 });
    drawn = said['recordings'] as string[];
    // Two of each.
    expect(new Set(drawn).size).toBe(6);
    for (const login of clerks) expect(draw.payload).not.toContain(await guidOf(office, login));

    await refused('plan-decided', () => decide());
    await refused('plan-terms', () => decide({ plan: other }));
    await refused('plan-terms', () => propose());
    expect(await fault()).toBeNull();
  });
});

describe('what was drawn', () => {
  it('is heard from the day after the approval on, and by whoever proposed it', async () => {
    await unheard('plan-not-open', 1);
    passTime(office, day);
    await refusedListen(office, 'plan-unknown', deputyLogin, drawn[0] ?? '', at(1));
    await refusedListen(
      office,
      'plan-unknown',
      rater,
      drawn[0] ?? '',
      at(1, { position: { plan: randomUUID(), nr: 1 } }),
    );
    await refusedListen(office, 'malformed-request', rater, drawn[0] ?? '', at(1, { ground: groundOf() }));
    await refusedListen(office, 'malformed-request', rater, drawn[0] ?? '', { ground: null });
  });

  it('INV-51 is all that is heard under a plan: in the order of the draw, and no more than the plan has', async () => {
    const { id } = await addRecording(office, {
      startedAt: instant(addDays(on(), -9)),
      answeredLogin: clerks[0] ?? '',
    });
    await unheard('outside-sample', 1, id);
    await unheard('outside-sample', 1, drawn[1]);
    await unheard('outside-sample', 7, drawn[0]);
    const [foreign = '', returned = ''] = others;
    await unheard('plan-unknown', 1, drawn[0], { position: { plan: foreign, nr: 1 } });
    await unheard('plan-not-open', 1, drawn[0], { position: { plan: returned, nr: 1 } });
    await unheard('not-next', 2);
    const first = await heard(1);
    const payload = payloadOf(first);
    expect(payload).toMatchObject({
      ...{ basis: 'JAKOSC', sentence: null, statement: null, present: [], position: { plan, nr: 1 } },
      ...{ protocol: `PO/1/${on().slice(0, 4)}`, case: planOf({}, on()).case },
    });
    act = String(payload['act']);
    await unheard('not-next', 3);
    // Opened once, it is heard again at any time.
    await heard(2);
    await heard(1);
    for (const nr of [3, 4, 5]) expect(payloadOf(await heard(nr))['act']).toBe(act);
    await unheard('not-next', 6);
    await heard(3);
    // By hand, into the act of the plan.
    for (const recording of [id, drawn[5] ?? '', drawn[0] ?? ''])
      await refusedListen(office, 'not-in-review', rater, recording, { act, ground: null });
    const released = await office.superuser.query<{ recording: string }>(
      `SELECT DISTINCT recording FROM office.entry WHERE kind = 'release' AND act = $1`,
      [act],
    );
    expect(released.rows.map(({ recording }) => recording).sort()).toEqual(drawn.slice(0, 5).sort());
    expect(await fault()).toBeNull();
  });

  it('is nothing to hold, to share, or to say that it was another call', async () => {
    const client = await office.as(rater);
    const [recording = ''] = drawn;
    await refused('not-in-review', () => ask(client, 'hold', evidenceIn(act, recording)));
    await refused('not-in-review', () => ask(client, 'join', { act, person: listener }));
    const { answer } = await hear(1);
    const body = { opening: answer.command, ranges: [], how: 'listener' as const };
    await refused('not-in-review', () => ask(client, 'close', { ...body, wrongCall: true }));
    await close(answer);
    const quotations = [{ recording, from: 0, to: null, text: 'Proszę przyjść jutro.' }];
    const findings = 'Informacje były pełne.';
    await refused('not-in-review', () => ask(client, 'complete', { act, findings, quotations }));
  });

  it('is no longer there for a review once it is evidence, or was heard for a complaint', async () => {
    const [evidence = '', complaint = ''] = drawn;
    const letter = {
      ...evidenceIn('', evidence),
      ...{ act: null, case: `SEK.0643.9.${on().slice(0, 4)}`, order: null, paper: null },
    };
    await done(askSealed(office, secretaryLogin, 'hold', letter));
    await unheard('call-unavailable', 1);
    const { answer } = await listen(await office.as(listener), complaint);
    expect(answer.state).toBe('released');
    await unheard('call-unavailable', 2);
    await heard(3);
  });

  it('is not heard while the office does not allow reviews, nor is another plan proposed', async () => {
    const ends = { from: addDays(today(), 1), to: addDays(today(), 2) };
    await beginVersion(office, { ...reviewsAllowed(), ...ends });
    await unheard('reviews-not-allowed', 3);
    await refused('reviews-not-allowed', () => propose());
    await beginVersion(office, { ...reviewsAllowed(), from: addDays(today(), 3) });
    await heard(3);
  });

  it('stops at once when the authorisation ends, and at the end of the plan', async () => {
    const narrowed = await authorise(office, rater, { ...reviewing, departments: ['Sekretariat'] });
    await unheard('out-of-scope', 3);
    await done(ask(await office.as(secretaryLogin), 'revoke', revocation(narrowed)));
    const { answer } = await hear(3);
    await done(ask(await office.as(secretaryLogin), 'revoke', revocation(authorisation)));
    expect((await endOf(office, answer)).payload).toMatchObject({ how: 'authorisation-ended' });
    await unheard('authorisation-revoked', 3);
    authorisation = await authorise(office, rater, reviewing);
    const { answer: last } = await hear(3);
    passTime(office, 31 * day);
    expect((await endOf(office, last)).payload).toMatchObject({ how: 'act-over' });
    await unheard('plan-not-open', 3);
    expect(await fault()).toBeNull();
  });

  it('is written down: the act is completed without a word of what somebody said', async () => {
    const client = await office.as(rater);
    const findings = 'Informacje podawane przez telefon są pełne.';
    const { seq } = await done(ask(client, 'complete', { act, findings }));
    await refused('not-in-review', () => ask(client, 'reopen', { act }));
    const correct = { act, corrects: seq ?? 0, findings, case: `SEK.0643.5.${on().slice(0, 4)}` };
    await refused('not-in-review', () => ask(client, 'correct', correct));
    expect(await fault()).toBeNull();
  });

  it('is drawn alike by somebody who has nothing of ours but the export', async () => {
    expect(await readElsewhere(office)).toMatch(/^OK/);
  });
});
