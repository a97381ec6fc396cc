import type { Client } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { ask, done, groundOf, listen, payloadOf, type Answer } from './asking.ts';
import { officeOfFile, refusal, rowsOf, shortest, who } from './office.ts';

const office = officeOfFile({
  choose: (plans) => shortest(2)(plans.filter(({ sidecar }) => sidecar.announcement === 'yes')),
});
const findings = 'Pracownik udzielił pełnej informacji.';

/** The refusal that came last. */
let refused: Answer;
/** Of the listener's act and of the other's; the recording that both heard. */
let acts: { own: string; theirs: string };
let heard: string;

/** Anna Nowak hears two recordings in one act, Piotr Zieliński completes one of his own, Natalia Wróbel is refused. */
beforeAll(async () => {
  const rows = await rowsOf<{ id: string }>(await office.superuser(), 'SELECT id FROM office.recording');
  const [first = '', second = ''] = rows.map(({ id }) => id);
  const listener = await office.as(who.listener);
  const { act } = payloadOf((await listen(listener, first)).answer);
  await listen(listener, second, { act: String(act), ground: null });
  const other = await office.as(who.other);
  const theirs = await listen(other, first, { ground: groundOf({ case: 'SEK.1510.8.2026' }) });
  const opening = theirs.answer.command;
  await done(ask(other, 'close', { opening, ranges: [[0, 1000]], how: 'listener', wrongCall: false }));
  await done(ask(other, 'complete', { act: String(payloadOf(theirs.answer)['act']), findings }));
  refused = (await listen(await office.as(who.none), first)).answer;
  acts = { own: String(act), theirs: String(payloadOf(theirs.answer)['act']) };
  heard = first;
});

type Entry = { kind: string; seq: string; case_number: string };
const register = (client: Client, before: string | null, n: number | null, filter: object | null = {}) =>
  rowsOf<Entry>(client, 'SELECT * FROM api.register($1, $2, $3)', [filter, before, n]);

describe('the register of listenings', () => {
  it('has every act and every refusal, newest first, for the Secretary', async () => {
    const entries = await register(await office.as(who.secretary), null, 200);
    expect(entries[0]).toMatchObject({
      ...{ kind: 'refusal', seq: String(refused.seq), login: who.none, person: 'Natalia Wróbel' },
      ...{ case_number: 'SEK.1510.7.2026', reason: 'no-authorisation' },
    });
    expect(entries.filter(({ kind }) => kind === 'act')).toMatchObject([
      {
        login: who.other,
        person: 'Piotr Zieliński',
        case_number: 'SEK.1510.8.2026',
        recordings: '1',
        state: 'completed',
      },
      { login: who.listener, case_number: 'SEK.1510.7.2026', recordings: '2', state: 'started' },
    ]);
    const seqs = entries.map(({ seq }) => Number(seq));
    expect(seqs).toEqual([...seqs].sort((one, two) => two - one));
  });

  it('says of an act for what purpose, why, in whose presence, and which calls', async () => {
    const [row] = await register(await office.as(who.secretary), null, 200, { login: who.other });
    expect(row).toMatchObject({
      purpose: 'SERVICE_STANDARDS',
      justification: 'Skarżący i urząd sprzecznie opisują rozmowę, a innego dowodu niż nagranie nie ma.',
      ...{ present: [], reference: null, evidence: false },
      calls: [{ recording: heard, startedAt: expect.stringMatching(/^\d{4}-.*Z$/) as string }],
    });
  });

  it('shows neither a caller nor what was found', async () => {
    const text = JSON.stringify(await register(await office.as(who.secretary), null, 200));
    expect(text).not.toMatch(/\+48|14\/2026|Pracownik udzielił/);
  });

  it('comes in pages without gap or repeat', async () => {
    const secretary = await office.as(who.secretary);
    const whole = await register(secretary, null, 200);
    const paged: Entry[] = [];
    for (let page = await register(secretary, null, 1); page.length > 0;) {
      paged.push(...page);
      page = await register(secretary, paged.at(-1)?.seq ?? null, 1);
    }
    expect(paged).toEqual(whole);
    expect(whole.length).toBeGreaterThanOrEqual(3);
  });

  it.each([0, 201, null])('a page of %s rows is refused', async (n) => {
    expect(await refusal(register(await office.as(who.secretary), null, n))).toBe('OD001');
  });

  it.each([
    ['a person', { login: who.other }, ['act:SEK.1510.8.2026']],
    ['a part of a case number', { case: ' 10.8.' }, ['act:SEK.1510.8.2026']],
    ['a state', { state: 'started' }, ['act:SEK.1510.7.2026']],
    ['refusals alone', { refusals: true }, ['refusal:SEK.1510.7.2026']],
    ['a person and refusals', { login: who.other, refusals: true }, []],
    ['days gone by', { from: '2019-10-10', to: '2020-01-01' }, []],
  ])('can be asked for %s', async (_what, filter, expected) => {
    const entries = await register(await office.as(who.secretary), null, 200, filter);
    expect(entries.map(({ kind, case_number }) => `${kind}:${case_number}`)).toEqual(expected);
    const [row] = await rowsOf<{ summary: { acts: number; refusals: number; gapless: boolean } }>(
      await office.as(who.secretary),
      'SELECT api.register_summary($1) AS summary',
      [filter],
    );
    const count = (kind: string): number => entries.filter((entry) => entry.kind === kind).length;
    expect(row?.summary).toMatchObject({ acts: count('act'), refusals: count('refusal'), gapless: true });
  });

  it('takes today into a period that ends today', async () => {
    const secretary = await office.as(who.secretary);
    const [day] = await rowsOf<{ today: string }>(
      secretary,
      `SELECT (now() AT TIME ZONE 'Europe/Warsaw')::date::text AS today`,
    );
    const filter = { from: day?.today ?? '', to: day?.today ?? '' };
    expect(await register(secretary, null, 200, filter)).toEqual(await register(secretary, null, 200));
  });

  it.each([
    null,
    { login: "x' OR true" },
    { case: 'x'.repeat(61) },
    { from: 'today' },
    { to: '2026-02-30' },
    { state: 'secret' },
    { refusals: 'perhaps' },
    { more: 'x'.repeat(600) },
  ])('the filter %j is refused', async (filter) => {
    expect(await refusal(register(await office.as(who.secretary), null, 10, filter))).toBe('OD001');
  });
});

describe('a story', () => {
  type Told = { seq: string; kind: string; login: string; person: string; facts: Record<string, unknown> };
  const actStory = (client: Client, act: string, after = 0, n = 200) =>
    rowsOf<Told>(client, 'SELECT * FROM api.act_story($1, $2, $3)', [act, after, n]);
  const recordingStory = (client: Client, recording: string) =>
    rowsOf<Told>(client, 'SELECT * FROM api.recording_story($1, 0, 200)', [recording]);

  it('of an act tells what happened, oldest first, in pages, without what was found', async () => {
    const secretary = await office.as(who.secretary);
    const story = await actStory(secretary, acts.theirs);
    expect(story).toMatchObject([
      {
        kind: 'release',
        login: who.other,
        person: 'Piotr Zieliński',
        facts: { recording: heard, host: 'ST-14' },
      },
      { kind: 'closed', facts: { recording: heard, ranges: [[0, 1000]], wrongCall: false } },
      { kind: 'completed', person: 'Piotr Zieliński' },
    ]);
    expect(JSON.stringify(story)).not.toMatch(/\+48|14\/2026|Pracownik udzielił/);
    const second = await actStory(secretary, acts.theirs, Number(story[0]?.seq), 1);
    expect(second).toEqual(story.slice(1, 2));
  });

  it('of an act is its own listener\u2019s, and nobody else\u2019s but the Secretary\u2019s', async () => {
    const listener = await office.as(who.listener);
    expect((await actStory(listener, acts.own)).map(({ kind }) => kind)).toEqual(['release', 'release']);
    expect(await refusal(actStory(listener, acts.theirs))).toBe('OD004');
  });

  it('of a recording tells who heard it and who was refused', async () => {
    const story = await recordingStory(await office.as(who.secretary), heard);
    expect(story.map(({ kind, login }) => `${kind} ${login}`)).toEqual([
      expect.stringMatching(/^ingest /),
      `release ${who.listener}`,
      `release ${who.other}`,
      `closed ${who.other}`,
      `refusal ${who.none}`,
    ]);
    expect(await refusal(recordingStory(await office.as(who.secretary), acts.own))).toBe('OD004');
  });

  it('of a recording tells a listener what they did themselves, and of one that they never heard nothing', async () => {
    const story = await recordingStory(await office.as(who.other), heard);
    expect(story.map(({ kind, login }) => `${kind} ${login}`)).toEqual([
      `release ${who.other}`,
      `closed ${who.other}`,
    ]);
    expect(await refusal(recordingStory(await office.as(who.none), heard))).toBe('OD004');
  });

  it('of an act tells who came to hear it, of a recording that it is evidence', async () => {
    const listener = await office.as(who.listener);
    const colleague = { act: acts.own, person: who.other };
    await done(ask(listener, 'join', colleague));
    await done(ask(listener, 'leave', colleague));
    const evidence = { recording: heard, proceedings: 'postępowanie wyjaśniające', reference: null };
    await done(ask(listener, 'hold', { act: acts.own, ...evidence }));
    const secretary = await office.as(who.secretary);
    const story = await actStory(secretary, acts.own);
    expect(story.slice(2).map(({ kind, facts }) => [kind, facts['present']])).toEqual([
      ['joined', 'Piotr Zieliński'],
      ['left', 'Piotr Zieliński'],
      ['hold', undefined],
    ]);
    const held = { kind: 'hold', facts: { recording: heard } };
    expect(story.at(-1)).toMatchObject(held);
    expect((await recordingStory(secretary, heard)).at(-1)).toMatchObject(held);
    expect(JSON.stringify(story)).not.toContain('postępowanie wyjaśniające');
  });
});

describe('what somebody was refused', () => {
  const refusals = async (login: string) =>
    rowsOf(await office.as(login), 'SELECT case_number, request, reason, times FROM api.my_refusals()');

  it('is told to them and to nobody else', async () => {
    expect(await refusals(who.none)).toEqual([
      { case_number: 'SEK.1510.7.2026', request: 'listen', reason: 'no-authorisation', times: 1 },
    ]);
    expect(await refusals(who.listener)).toEqual([]);
  });

  it('names what was asked for, and the case of the act in which it was', async () => {
    const answer = await ask(await office.as(who.other), 'complete', { act: acts.theirs, findings });
    expect(answer.reason).toBe('act-not-open');
    const asked = { request: 'complete', reason: 'act-not-open', case_number: 'SEK.1510.8.2026' };
    expect(await refusals(who.other)).toEqual([{ ...asked, times: 1 }]);
    const filter = { case: '1510.8', refusals: true };
    expect(await register(await office.as(who.secretary), null, 9, filter)).toMatchObject([asked]);
  });
});

describe('the cases that somebody listened for last', () => {
  const cases = async (login: string) =>
    rowsOf(await office.as(login), 'SELECT case_number, state FROM api.recent_cases()');

  it("are one's own, with the state of the act", async () => {
    expect(await cases(who.listener)).toEqual([{ case_number: 'SEK.1510.7.2026', state: 'started' }]);
    expect(await cases(who.other)).toEqual([{ case_number: 'SEK.1510.8.2026', state: 'completed' }]);
    expect(await cases(who.none)).toEqual([]);
  });

  it('are ten, each once with its newest act', async () => {
    const superuser = await office.superuser();
    await superuser.query(
      `INSERT INTO office.act SELECT (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'number', 'PO/' || 100 + g || '/2026',
           'case_number', 'WO.1511.' || least(g, 11) || '.2026', 'opened_at', a.opened_at + g * interval '1 hour'))).*
         FROM office.act a, generate_series(1, 12) g WHERE a.login = $1`,
      [who.listener],
    );
    const listener = await office.as(who.listener);
    const later = await rowsOf(listener, 'SELECT case_number, number FROM api.recent_cases()');
    await superuser.query("DELETE FROM office.act WHERE case_number LIKE 'WO.%'");
    expect(later).toHaveLength(10);
    expect(later.slice(0, 2)).toEqual([
      { case_number: 'WO.1511.11.2026', number: 'PO/112/2026' },
      { case_number: 'WO.1511.10.2026', number: 'PO/110/2026' },
    ]);
  });
});
