import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openedQuery } from '../../electron/playback/queries.ts';
import { answerNow, ask, done } from './asking.ts';
import { refusal, rowsOf, who } from './office.ts';
import { actsOf, answer } from './reading.ts';
import { actsOfFile, protocol, saveDraft, unknown } from './acts.ts';

const { office, acts } = actsOfFile();
let { listener, other, recordings, mine, theirs } = {} as ReturnType<typeof acts>;
beforeAll(() => {
  ({ listener, other, recordings, mine, theirs } = acts());
});

const known = async (client: Client, caseNumber: string): Promise<unknown> =>
  (await rowsOf<{ k: unknown }>(client, 'SELECT api.known_fields($1) AS k', [caseNumber]))[0]?.k;

describe('a sign of life', () => {
  const beat = async (client: Client, opening: string | undefined, ranges: unknown) =>
    rowsOf<{ state: string; reason: string | null }>(client, 'SELECT * FROM api.beat($1, $2)', [
      opening,
      ranges === null ? null : JSON.stringify(ranges),
    ]);
  const beats = async () =>
    rowsOf(await office.superuser(), 'SELECT opening, login, ranges FROM office.beat ORDER BY id');

  it('is kept for the keeper, eight at most, and told whether the opening stands', async () => {
    await office.running().keeper.stop();
    const [told] = await beat(listener, mine.openings[0], [[0, 15_000]]);
    expect(told).toEqual({ state: 'open', reason: null });
    expect(await beats()).toEqual([
      { opening: mine.openings[0], login: who.listener, ranges: [[0, 15_000]] },
    ]);
    for (let more = 2; more <= 8; more += 1) await beat(listener, mine.openings[0], []);
    expect(await refusal(beat(listener, mine.openings[0], []))).toBe('OD002');
    expect(await refusal(beat(listener, mine.openings[1], []))).toBeNull();
    await office.running().keeper.start();
  });

  it.each<[string, unknown]>([
    ['none', null],
    ['no list', { from: 0, to: 1 }],
    ['more than 4 KB', Array.from({ length: 500 }, (_, at) => [at * 1000, at * 1000 + 500])],
  ])('with %s is refused', async (_what, ranges) => {
    expect(await refusal(beat(listener, mine.openings[0], ranges))).toBe('OD001');
  });

  it('for the opening of somebody else, or for none, is refused alike', async () => {
    expect(await refusal(beat(listener, theirs.opening, []))).toBe('OD004');
    expect(await refusal(beat(other, mine.openings[0], []))).toBe('OD004');
    expect(await refusal(beat(listener, unknown, []))).toBe('OD004');
    expect((await beats()).filter((row) => row['login'] === who.other)).toEqual([]);
  });

  it('after the end says so, and leaves nothing', async () => {
    const opening = mine.openings[1] ?? '';
    await done(ask(listener, 'close', { opening, ranges: [], how: 'finished', wrongCall: true }));
    expect(await beat(listener, mine.openings[1], [])).toMatchObject([
      { state: 'closed', reason: 'finished' },
    ]);
    expect((await beats()).filter((row) => row['opening'] === mine.openings[1])).toEqual([]);
  });
});

describe("one's own acts", () => {
  it("are one's own alone, with their recordings and openings", async () => {
    const acts = await actsOf(listener);
    expect(acts).toMatchObject([
      {
        ...{ act: mine.act, number: mine.number, case: 'SEK.1510.7.2026', state: 'started' },
        basisLabel: 'Rozpatrzenie skargi – art. 227 i 237 KPA',
        ...{ recordings: 2, heardMs: 0 },
      },
    ]);
    expect((await protocol(listener, mine.act))?.played).toMatchObject([{ opening: mine.openings[0] }]);
    expect((await actsOf(other)).map(({ act }) => act)).toEqual([theirs.act]);
    expect(await actsOf(await office.as(who.none))).toEqual([]);
  });

  it('give the fields of a case to who gave them before', async () => {
    expect(await known(listener, 'SEK.1510.7.2026')).toEqual({ register: '14/2026' });
    expect(await known(listener, 'SEK.1510.8.2026')).toEqual({});
    expect(await known(other, 'SEK.1510.7.2026')).toEqual({});
  });
});

describe('the protocol of an act', () => {
  it('is what the keeper entered, with the words of its author and of the calls that were released in it', async () => {
    const told = await protocol(listener, mine.act);
    const entries = (told?.entries ?? []).map(({ payload, text }) => ({
      ...(JSON.parse(payload) as { kind: string; act?: string; recording?: string }),
      text,
    }));
    const own = entries.filter(({ act }) => act === mine.act);
    expect(own.map(({ kind }) => kind)).toEqual(['release', 'release', 'closed']);
    expect(own[0]?.text).toContain('14/2026');
    const named = entries.filter((one) => !own.includes(one));
    expect(new Set(named.map(({ kind }) => kind))).toEqual(new Set(['ingest', 'instrument', 'confirmed']));
    const calls = named.filter(({ kind }) => kind === 'ingest');
    expect(calls.map(({ recording }) => recording).sort()).toEqual([...recordings].sort());
    expect(calls[0]?.text).toContain('"callerTail"');
  });

  it('opens the number of a recording to whom it was released alone', async () => {
    const opened = (client: Client, act: string) =>
      answer(
        client,
        z.object({ caller: z.object({ number: z.string() }), part: z.int() }).nullable(),
        openedQuery,
        [act, recordings[0]],
      );
    expect(await opened(listener, mine.act)).toMatchObject({
      caller: { number: expect.stringMatching(/^\+48/) as string },
      part: 1,
    });
    expect(await opened(listener, theirs.act)).toBeNull();
    expect(await opened(other, mine.act)).toBeNull();
  });

  it('is nothing for anybody else', async () => {
    expect(await protocol(other, mine.act)).toBeNull();
    expect(await protocol(listener, theirs.act)).toBeNull();
    expect(await protocol(await office.as(who.none), mine.act)).toBeNull();
    expect(await protocol(listener, unknown)).toBeNull();
  });
});

describe('an act that came to its end', () => {
  it('takes no draft and keeps none', async () => {
    const { opening, act } = theirs;
    await saveDraft(other, act, 'Ustalenia w toku.');
    await done(ask(other, 'close', { opening, ranges: [[0, 1000]], how: 'listener', wrongCall: false }));
    await done(ask(other, 'complete', { act, findings: 'Pracownik udzielił pełnej informacji.' }));
    expect(await refusal(saveDraft(other, act, 'x'))).toBe('OD004');
    expect(await protocol(other, act)).toMatchObject({ drafts: [] });
    const [{ today } = { today: '' }] = await rowsOf<{ today: string }>(
      other,
      "SELECT api.me() ->> 'today' AS today",
    );
    await done(ask(other, 'file', { act, day: today, way: 'ezd', missingSignature: null }));
    expect(await actsOf(other)).toMatchObject([{ state: 'filed', way: 'ezd' }]);
  });
});

describe('a login that was given to somebody else', () => {
  it('inherits no act, no answer to a beat, no words', async () => {
    const superuser = await office.superuser();
    const { guid } = office.running().person(who.listener);
    const give = (to: string) =>
      superuser.query('UPDATE office.person SET guid = $2 WHERE login = $1', [who.listener, to]);
    await give(randomUUID());
    try {
      expect(await actsOf(listener)).toEqual([]);
      expect(await protocol(listener, mine.act)).toBeNull();
      expect(await known(listener, 'SEK.1510.7.2026')).toEqual({});
      expect(await refusal(saveDraft(listener, mine.act, 'x'))).toBe('OD004');
      expect(await refusal(listener.query("SELECT api.beat($1, '[]')", [mine.openings[0]]))).toBe('OD004');
    } finally {
      await give(guid);
    }
    expect(await actsOf(listener)).toHaveLength(1);
    expect((await answerNow(listener, mine.openings[0] ?? '')).seq).not.toBeNull();
  });
});
