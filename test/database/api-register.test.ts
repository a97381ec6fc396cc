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
});

describe('the register of listenings', () => {
  type Entry = {
    kind: string;
    seq: string;
    login: string;
    person: string;
    case_number: string;
    reason: string | null;
  };
  const register = (client: Client, before: string | null, n: number | null) =>
    rowsOf<Entry>(client, 'SELECT * FROM api.register($1, $2)', [before, n]);

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
