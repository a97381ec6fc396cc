import type { Client } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { refusalsQuery } from '../../electron/protocol/queries.ts';
import { recentCasesQuery } from '../../electron/recordings/queries.ts';
import { rowKinds, storyQueries } from '../../electron/register/queries.ts';
import { entries as signed, type EntryKind } from '../../shared/ledger/kinds.ts';
import { entryHash } from '../../shared/node/ledger.ts';
import { ownRefusal } from '../../shared/protocol.ts';
import { recentCase } from '../../shared/recordings.ts';
import { type RegisterRow, summaryOutput, told, type Told } from '../../shared/register.ts';
import { ask, done, groundOf, listen, payloadOf, type Answer } from './asking.ts';
import { officeOfFile, refusal, rowsOf, shortest, who } from './office.ts';
import { answer, answers, openRegister, registerRows } from './reading.ts';

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
  await openRegister(await office.as(who.secretary));
});

const register = (client: Client, before: number | null, n: number | null, filter: object | null = {}) =>
  registerRows(client, filter, before, n);
/** What each of its functions says to a filter and a page. */
const refusals = async (filter: object | null, n: number | null) => {
  const secretary = await office.as(who.secretary);
  const codes: (string | null)[] = [];
  for (const kind of rowKinds)
    codes.push(await refusal(secretary.query(`SELECT * FROM ${kind}($1, NULL, $2)`, [filter, n])));
  return codes;
};
/** Whose login it is. */
async function guidOf(login: string): Promise<string> {
  const sql = 'SELECT guid FROM office.person WHERE login = $1';
  const [row] = await rowsOf<{ guid: string }>(await office.superuser(), sql, [login]);
  return row?.guid ?? '';
}
const caseOf = (row: RegisterRow) => ('case' in row ? row.case : null);

describe('the register of listenings', () => {
  it('has every act and every refusal, newest first, for the Secretary', async () => {
    const entries = await register(await office.as(who.secretary), null, 200);
    expect(entries[0]).toMatchObject({
      ...{ kind: 'refusal', seq: refused.seq, login: who.none, person: 'Natalia Wróbel', recording: heard },
      ...{ case: 'SEK.1510.7.2026', reason: 'no-authorisation', request: 'listen', count: 1 },
    });
    expect(entries.filter(({ kind }) => kind === 'act')).toMatchObject([
      {
        login: who.other,
        person: 'Piotr Zieliński',
        case: 'SEK.1510.8.2026',
        recordings: 1,
        heardMs: 1000,
        state: 'completed',
      },
      { login: who.listener, case: 'SEK.1510.7.2026', recordings: 2, heardMs: 0, state: 'started' },
    ]);
    const seqs = entries.map(({ seq }) => seq);
    expect(seqs).toEqual([...seqs].sort((one, two) => two - one));
  });

  it('says of an act for what purpose, why, in whose presence, and which calls', async () => {
    const filter = { person: await guidOf(who.other) };
    const [row] = await register(await office.as(who.secretary), null, 200, filter);
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
    const paged: RegisterRow[] = [];
    for (let page = await register(secretary, null, 1); page.length > 0;) {
      paged.push(...page);
      page = await register(secretary, paged.at(-1)?.seq ?? null, 1);
    }
    expect(paged).toEqual(whole);
    expect(whole.length).toBeGreaterThanOrEqual(3);
  });

  it.each([0, 201, null])('a page of %s rows is refused', async (n) => {
    expect(await refusals({}, n)).toEqual(rowKinds.map(() => 'OD001'));
  });

  it.each([
    ['a person', { person: who.other }, ['act:SEK.1510.8.2026']],
    ['a part of a case number', { case: ' 10.8.' }, ['act:SEK.1510.8.2026']],
    ['a state', { state: 'started' }, ['act:SEK.1510.7.2026']],
    ['refusals alone', { kind: 'refusals' }, ['refusal:SEK.1510.7.2026']],
    ['acts alone', { kind: 'acts' }, ['act:SEK.1510.8.2026', 'act:SEK.1510.7.2026']],
    ['stops alone', { kind: 'stops' }, []],
    ['a person and refusals', { person: who.other, kind: 'refusals' }, []],
    ['days gone by', { from: '2019-10-10', to: '2020-01-01' }, []],
  ])('can be asked for %s', async (_what, asked, expected) => {
    const filter = 'person' in asked ? { ...asked, person: await guidOf(asked.person) } : asked;
    const entries = await register(await office.as(who.secretary), null, 200, filter);
    expect(entries.map((row) => `${row.kind}:${caseOf(row)}`)).toEqual(expected);
    const counted = summaryOutput.omit({ continued: true });
    const sql = 'SELECT api.register_summary($1)';
    const summary = await answer(await office.as(who.secretary), counted, sql, [filter]);
    const count = (kind: string): number => entries.filter((entry) => entry.kind === kind).length;
    expect(summary).toMatchObject({ acts: count('act'), refusals: count('refusal') });
    expect(summary.missing).toEqual({ protocol: null, entry: null });
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
    { person: "x' OR true" },
    { case: 'x'.repeat(61) },
    { from: 'today' },
    { to: '2026-02-30' },
    { state: 'secret' },
    { kind: 'perhaps' },
    { more: 'x'.repeat(600) },
  ])('the filter %j is refused', async (filter) => {
    expect(await refusals(filter, 10)).toEqual(rowKinds.map(() => 'OD001'));
  });
});

describe('the entries behind the register and behind an act', () => {
  it('have words of kinds that are said to be told: not those of a kind that comes later', async () => {
    const superuser = await office.superuser();
    await superuser.query('BEGIN');
    try {
      const [last] = await rowsOf<{ seq: string; hash: Buffer }>(
        superuser,
        'SELECT seq, hash FROM office.entry ORDER BY seq DESC LIMIT 1',
      );
      if (last === undefined) throw new Error('there is no entry');
      const [seq, payload] = [Number(last.seq) + 1, JSON.stringify({ kind: 'novelty', act: acts.own })];
      const hash = entryHash(seq, last.hash, payload);
      await superuser.query(
        'INSERT INTO office.entry (seq, prev, payload, hash, signature) VALUES ($1, $2, $3, $4, $5)',
        [seq, last.hash, payload, hash, Buffer.alloc(64)],
      );
      await superuser.query('INSERT INTO office.entry_text (seq, salt, text) VALUES ($1, $2, $3)', [
        ...[seq, Buffer.alloc(16), 'Tego nikt nie ma czytać.'],
      ]);
      const toldTo = async (login: string, sql: string, values: unknown[]): Promise<string[]> => {
        await superuser.query(`SET LOCAL SESSION AUTHORIZATION "${login}"`);
        const told = await rowsOf<{ payload: string; text: string | null }>(superuser, sql, values);
        await superuser.query('RESET SESSION AUTHORIZATION');
        return told.map(({ payload: said, text }) => {
          const { kind } = JSON.parse(said) as { kind: string };
          return `${kind} ${text === null ? 'without' : 'with'} words`;
        });
      };
      const columns = `one ->> 'payload' AS payload, one ->> 'text' AS text`;
      const register = `SELECT ${columns} FROM api.register_entries($1, $2) one`;
      const act = `SELECT ${columns} FROM jsonb_array_elements(api.protocol($1) -> 'entries') one`;
      for (const told of [
        await toldTo(who.secretary, register, [[acts.own], [seq]]),
        await toldTo(who.listener, act, [acts.own]),
      ])
        expect(told).toEqual(expect.arrayContaining(['release with words', 'novelty without words']));
    } finally {
      await superuser.query('ROLLBACK');
    }
  });
});

describe('a story', () => {
  const actStory = (client: Client, act: string, after = 0, n = 200) =>
    answers(client, told, storyQueries.act, [act, after, n]);
  const recordingStory = (client: Client, recording: string) =>
    answers(client, told, storyQueries.recording, [recording, 0, 200]);
  const authored = ({ payload }: Told) => `${payload.kind} ${payload.login}`;

  it('of an act tells what happened, oldest first, in pages, without what was found', async () => {
    const secretary = await office.as(who.secretary);
    const story = await actStory(secretary, acts.theirs);
    expect(story).toMatchObject([
      {
        payload: { kind: 'release', login: who.other, recording: heard, host: 'ST-14' },
        person: 'Piotr Zieliński',
        call: { recording: heard },
      },
      { payload: { kind: 'closed', ranges: [[0, 1000]], wrongCall: false }, call: { recording: heard } },
      { payload: { kind: 'completed' }, person: 'Piotr Zieliński', call: null },
    ]);
    expect(story.every(({ protocol }) => protocol === story[0]?.payload['protocol'])).toBe(true);
    // What the page words is what was signed.
    for (const { payload } of story)
      expect(signed[payload.kind as EntryKind].parse(payload)).toEqual(payload);
    expect(JSON.stringify(story)).not.toMatch(/\+48|14\/2026|Pracownik udzielił/);
    const second = await actStory(secretary, acts.theirs, story[0]?.seq, 1);
    expect(second).toEqual(story.slice(1, 2));
  });

  it('of an act is its own listener\u2019s, and nobody else\u2019s but the Secretary\u2019s', async () => {
    const listener = await office.as(who.listener);
    expect((await actStory(listener, acts.own)).map(({ payload }) => payload.kind)).toEqual([
      'release',
      'release',
    ]);
    expect(await refusal(actStory(listener, acts.theirs))).toBe('OD004');
  });

  it('of a recording tells who heard it and who was refused', async () => {
    const story = await recordingStory(await office.as(who.secretary), heard);
    expect(story.map(authored)).toEqual([
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
    expect(story.map(authored)).toEqual([`release ${who.other}`, `closed ${who.other}`]);
    expect(await refusal(recordingStory(await office.as(who.none), heard))).toBe('OD004');
  });

  it('of an act tells who came to hear it, of a recording that it is evidence', async () => {
    const listener = await office.as(who.listener);
    const colleague = { act: acts.own, person: who.other };
    await done(ask(listener, 'join', colleague));
    await done(ask(listener, 'leave', colleague));
    const evidence = { recordings: [heard], proceedings: 'postępowanie wyjaśniające', reference: null };
    const noLetter = { case: null, order: null, paper: null };
    await done(ask(listener, 'hold', { act: acts.own, ...evidence, ...noLetter }));
    const secretary = await office.as(who.secretary);
    const story = await actStory(secretary, acts.own);
    expect(story.slice(2).map(({ payload, subject }) => [payload.kind, subject])).toEqual([
      ['joined', 'Piotr Zieliński'],
      ['left', 'Piotr Zieliński'],
      ['hold', null],
    ]);
    const held = { payload: { kind: 'hold' }, call: { recording: heard } };
    expect(story.at(-1)).toMatchObject(held);
    expect((await recordingStory(secretary, heard)).at(-1)).toMatchObject(held);
    expect(JSON.stringify(story)).not.toContain('postępowanie wyjaśniające');
  });
});

describe('what somebody was refused', () => {
  const refusalsOf = async (login: string) =>
    answer(await office.as(login), z.array(ownRefusal), refusalsQuery);

  it('is told to them and to nobody else', async () => {
    const superuser = await office.superuser();
    const { rows } = await superuser.query<{ began: Date }>(
      "SELECT r.started_at AS began FROM office.recording r JOIN office.entry e ON e.recording = r.id WHERE e.kind = 'refusal'",
    );
    await superuser.end();
    expect(await refusalsOf(who.none)).toMatchObject([
      {
        ...{ case: 'SEK.1510.7.2026', request: 'listen', reason: 'no-authorisation', count: 1 },
        call: rows[0]?.began.toISOString(),
      },
    ]);
    expect(await refusalsOf(who.listener)).toEqual([]);
  });

  it('names what was asked for, and the case of the act in which it was', async () => {
    const refusedNow = await ask(await office.as(who.other), 'complete', { act: acts.theirs, findings });
    expect(refusedNow.reason).toBe('act-not-open');
    const asked = { request: 'complete', reason: 'act-not-open', case: 'SEK.1510.8.2026', count: 1 };
    expect(await refusalsOf(who.other)).toMatchObject([{ ...asked, call: null }]);
    const filter = { case: '1510.8', kind: 'refusals' };
    expect(await register(await office.as(who.secretary), null, 9, filter)).toMatchObject([asked]);
  });
});

describe('the cases that somebody listened for last', () => {
  const cases = async (login: string) =>
    answer(await office.as(login), z.array(recentCase), recentCasesQuery);

  it("are one's own, with the state of the act", async () => {
    expect(await cases(who.listener)).toMatchObject([{ case: 'SEK.1510.7.2026', state: 'started' }]);
    expect(await cases(who.other)).toMatchObject([{ case: 'SEK.1510.8.2026', state: 'completed' }]);
    expect(await cases(who.participant)).toEqual([]);
  });

  it('are ten, each once with its newest act', async () => {
    const superuser = await office.superuser();
    await superuser.query(
      `INSERT INTO office.act SELECT (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'number', 'PO/' || 100 + g || '/2026',
           'case_number', 'WO.1511.' || least(g, 11) || '.2026', 'opened_at', a.opened_at + g * interval '1 hour'))).*
         FROM office.act a, generate_series(1, 12) g WHERE a.login = $1`,
      [who.listener],
    );
    const later = await cases(who.listener);
    await superuser.query("DELETE FROM office.act WHERE case_number LIKE 'WO.%'");
    expect(later).toHaveLength(10);
    expect(later.slice(0, 2)).toMatchObject([
      { case: 'WO.1511.11.2026', number: 'PO/112/2026' },
      { case: 'WO.1511.10.2026', number: 'PO/110/2026' },
    ]);
  });
});
