import type { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { openedQuery } from '../../electron/playback/queries.ts';
import { protocolPaper } from '../../electron/protocol/content.ts';
import { readProtocol } from '../../electron/protocol/protocol.ts';
import { readMatters } from '../../electron/matter/matters.ts';
import type { Session } from '../../electron/session/current.ts';
import { setSettings } from '../../electron/settings.ts';
import type { Command } from '../../shared/ledger/kinds.ts';
import { addPerson, ask, done, guidOf, listen, passTime, payloadOf } from './asking.ts';
import { copied } from './copying.ts';
import { dayOf } from './destroying.ts';
import { refusal, rowsOf } from './office.ts';
import { answer, dbOf, openRegister, registerRows } from './reading.ts';
import { refusedOnce } from './refusing.ts';
import { faultIn, readElsewhere } from './read-elsewhere.ts';
import { openReview, scoreOf } from './reviewing-quality.ts';
import { mayorLogin, openTestOffice, secretaryLogin, type TestOffice } from './support.ts';

vi.mock('../../electron/log.ts', () => ({ logFault: () => '123456' }));

/** § 2: whoever reviews quality hears what was drawn, and is told of nobody who called, and before a call is open of nobody who answered it. */

const rater = 'igil';
const clerks = ['klis', 'psowa', 'rwilk'];

let office: TestOffice;
let client: Client;
let plan = '';
let draw = 0;
let drawn: string[] = [];
let act = '';
/** Numbers of the releases, by position. */
const released: number[] = [];

beforeAll(async () => {
  office = await openTestOffice();
  setSettings({ keeperPublicKey: office.keeperPublicKey } as never);
  ({ plan, draw, drawn } = await openReview(office, rater, clerks));
  client = await office.as(rater);
  for (const nr of [1, 2]) {
    const { answer: release } = await listen(client, drawn[nr - 1] ?? '', {
      ground: null,
      position: { plan, nr },
    });
    expect([release.state, release.reason]).toEqual(['released', null]);
    act = String(payloadOf(release)['act']);
    released.push(release.seq ?? 0);
    const body = { opening: release.command, ranges: [[0, 90_000] as [number, number]] };
    await done(ask(client, 'close', { ...body, how: 'listener', wrongCall: false }));
  }
});
beforeEach(async () => {
  passTime(office, 3_600_000);
  client = await office.as(rater);
});
afterAll(() => office.close());

type Callable = { name: string; names: string[] | null; types: string[] };

/** Every call of every function of `api` that somebody may make, with what is known of the act in place of its arguments. */
async function callsOf(login: string): Promise<{ name: string; sql: string }[]> {
  const functions = await rowsOf<Callable>(
    office.superuser,
    `SELECT p.proname AS name, p.proargnames[1:p.pronargs] AS names, ARRAY(SELECT t::regtype::text FROM unnest(p.proargtypes) t) AS types
       FROM pg_proc p WHERE p.pronamespace = 'api'::regnamespace AND has_function_privilege($1, p.oid, 'EXECUTE')
        AND p.proname NOT IN ('submit', 'beat', 'save_draft')`,
    [login],
  );
  return functions.flatMap(({ name, names, types }) =>
    drawn.map((recording) => {
      const valueOf = (type: string, at: number): string => {
        const argument = names?.[at] ?? '';
        if (argument === 'recording') return `'${recording}'`;
        if (argument === 'plan') return `'${plan}'`;
        if (argument === 'nr') return String(drawn.indexOf(recording) + 1);
        if (type === 'uuid') return `'${act}'`;
        if (type === 'uuid[]') return `'{${drawn.join()}}'`;
        if (type === 'jsonb') return `'{"show": "all", "own": false, "about": null}'`;
        if (type === 'integer' || type === 'bigint') return argument === 'n' ? '200' : '0';
        return 'NULL';
      };
      return {
        name,
        sql: `SELECT to_jsonb(told) AS told FROM api.${name}(${types.map(valueOf).join(', ')}) told`,
      };
    }),
  );
}

/** All that somebody is told by these calls, by the function. */
async function toldBy(
  line: Client,
  calls: Awaited<ReturnType<typeof callsOf>>,
): Promise<Map<string, string>> {
  const told = new Map<string, string>();
  for (const { name, sql } of calls) {
    const rows = await line.query(sql).then(
      (result) => JSON.stringify(result.rows),
      (error: unknown) => (error as { code?: string }).code ?? '',
    );
    told.set(name, `${told.get(name) ?? ''}${rows}`);
  }
  return told;
}

describe('INV-51 whoever reviews quality hears and sees only drawn recordings: in api, in psql', () => {
  it('no function says who called, by which telephone, or what else stands in the words of a recording', async () => {
    const told = await toldBy(client, await callsOf(rater));
    for (const name of ['protocol', 'opened_recording', 'my_acts', 'act_story', 'recording_story'])
      expect(told.get(name), name).toContain(name === 'opened_recording' ? 'channels' : 'PO/1/');
    for (const [name, said] of told)
      expect(said, name).not.toMatch(/601234567|callerTail|callGroup|extension|Barbara Zych/);
  });

  it('before a call is open no function names who answered it, nor a part of a call that was not drawn', async () => {
    const rows = await rowsOf<{ login: string }>(
      office.superuser,
      'SELECT DISTINCT answered_login AS login FROM office.recording WHERE id = ANY ($1::uuid[])',
      [drawn.slice(0, 2)],
    );
    const heard = rows.map(({ login }) => login);
    const unheard = clerks.filter((login) => !heard.includes(login));
    expect(unheard.length).toBeGreaterThan(0);
    const guids = await Promise.all(unheard.map((login) => guidOf(office, login)));
    const others = await rowsOf<{ id: string }>(
      office.superuser,
      `SELECT id FROM office.recording WHERE answered_login = 'spoza'`,
    );
    const said = [...(await toldBy(client, await callsOf(rater))).values()].join();
    for (const one of [...unheard, ...guids, 'spoza', ...others.map(({ id }) => id)])
      expect(said).not.toContain(one);
  });

  it('what is open is told by its entry, without words; what is not yet is told by nothing', async () => {
    const told = z.object({
      caller: z.null(),
      entry: z.object({ payload: z.string(), salt: z.null(), text: z.null() }),
      channels: z.array(z.string()),
    });
    const [first, , third] = drawn;
    expect((await answer(client, told, openedQuery, [act, first])).entry.payload).toContain(first);
    expect(await answer(client, told.nullable(), openedQuery, [act, third])).toBeNull();
    expect(await refusal(client.query('SELECT api.recording_entry($1)', [first]))).toBe('42501');
    expect(await refusal(client.query('SELECT api.caller($1, true)', [first]))).toBe('42501');
  });

  it('the desk is told no more: neither by the register, nor by a copy, nor whose calls were drawn', async () => {
    const desk = await office.as(secretaryLogin);
    await openRegister(desk);
    const { rows } = await desk.query(`SELECT api.register_entries($1, $2) AS told`, [
      [act],
      [draw, ...released],
    ]);
    const said = JSON.stringify(rows);
    expect(said).toContain('qualityDraw');
    expect(said).not.toMatch(/601234567|callerTail|extension|Barbara Zych/);
    for (const login of clerks) expect(said).not.toContain(await guidOf(office, login));
  });
});

describe('what is reported from a review of quality', () => {
  const report = (about: number, words: string): Command<'matter'> => ({
    ...{ matter: null, event: 'open', sort: 'report', letter: null, about, assignee: null, due: null },
    words,
  });

  it('is about a release to oneself; the desk sees when the call began, to be able to secure it, and its place in the plan', async () => {
    const [, second = 0] = released;
    await done(ask(client, 'matter', report(second, 'Podejrzenie przestępstwa.')));
    const filter = { show: 'all' as const, own: false, about: [second] };
    const [told] = await office.fresh(secretaryLogin, (desk) => readMatters({ db: dbOf(desk) }, filter));
    const { rows } = await office.superuser.query<{ at: Date }>(
      'SELECT started_at AS at FROM office.recording WHERE id = $1',
      [drawn[1]],
    );
    const startedAt = rows[0]?.at.toISOString();
    expect(told).toMatchObject({
      ...{ sort: 'report', call: { nr: 2, startedAt, plan: `PJ/1/${dayOf(office).slice(0, 4)}` } },
      events: [{ words: 'Podejrzenie przestępstwa.' }],
    });
  });

  it('is about nobody else’s', async () => {
    const [, second = 0] = released;
    await addPerson(office, 'anowak');
    await refusedOnce(office, 'matter-not-yours', async () =>
      ask(await office.as('anowak'), 'matter', report(second, 'Nie moje.')),
    );
  });
});

describe('the act of a plan', () => {
  const findings = 'Informacje podawane przez telefon są pełne, brakuje przedstawienia się.';
  const session = async (): Promise<Session> =>
    ({ db: dbOf(client), guid: await guidOf(office, rater) }) as unknown as Session;

  it('is read as it stands: under its plan, to the end of that, and nobody in it', async () => {
    const { act: facts, recordings } = await readProtocol(await session(), act);
    expect(facts).toMatchObject({
      ...{ state: 'started', plan: { plan, number: `PJ/1/${dayOf(office).slice(0, 4)}` } },
    });
    const { rows } = await office.superuser.query<{ until: Date }>(
      'SELECT until FROM office.act WHERE id = $1',
      [act],
    );
    expect(facts.until).toBe(rows[0]?.until.toISOString());
    const nobody = { callerNumber: null, extension: null, answeredBy: null };
    expect(recordings).toMatchObject([1, 2].map((nr) => ({ ...nobody, position: { plan, nr } })));
  });

  it('is written down, copied and listed without a word of who called or answered', async () => {
    const complete = async () => ask(await office.as(rater), 'complete', { act, findings });
    // Nobody ends a review at once to have other calls drawn.
    await expect(complete()).resolves.toMatchObject({ state: 'refused', reason: 'cards-open' });
    for (const nr of [1, 2]) await done(ask(await office.as(rater), 'qualityScore', scoreOf({ plan, nr })));
    passTime(office, 31 * 86_400_000);
    await done(complete());
    const protocol = await readProtocol(await session(), act);
    const around = { office: 'Urząd', title: 'Regulaminu', place: 'Próbna', head: { seq: 1, hash: '' } };
    const now = '2026-11-26T08:15:00.000Z';
    const own = protocolPaper(protocol, { ...around, login: rater, now, emergency: null });
    const copy = await copied(office, secretaryLogin, act);
    for (const paper of [own, copy]) {
      expect(paper.drawn?.map(({ nr, id }) => [nr, id])).toEqual([
        ['1', drawn[0]],
        ['2', drawn[1]],
      ]);
      expect(paper.recordings).toEqual([]);
      expect(JSON.stringify(paper.annex)).toContain('ocenione (2): nr\u00a01, nr\u00a02');
      expect(JSON.stringify(paper)).not.toMatch(/601234567|Barbara Zych|wewn|klis|psowa|rwilk/);
    }
    const listed = await office.fresh(secretaryLogin, async (desk) => registerRows(desk, { kind: 'acts' }));
    expect(listed).toMatchObject([{ act, basisLabel: 'Przegląd jakości obsługi – art. 22³ § 4 KP' }]);
  });

  it('has results for the office and for its rater, once it is filed', async () => {
    await addPerson(office, 'bzuk');
    const told = async (login: string): Promise<number> => {
      const sql = 'SELECT jsonb_array_length(api.quality_results()) AS told';
      const [row] = await rowsOf<{ told: number }>(await office.as(login), sql);
      return row?.told ?? 0;
    };
    for (const login of [rater, secretaryLogin, mayorLogin]) expect(await told(login), login).toBe(0);
    const filing = { act, day: dayOf(office), way: 'paper' as const, missingSignature: null };
    await done(ask(await office.as(rater), 'file', filing));
    for (const login of [rater, secretaryLogin, mayorLogin]) expect(await told(login), login).toBe(5);
    expect(await told('bzuk')).toBe(0);
  });

  it('is lawful in the eyes of whoever verifies, with our program or without it', async () => {
    expect(await faultIn(office)).toBeNull();
    expect(await readElsewhere(office)).toMatch(/^OK/);
  });
});
