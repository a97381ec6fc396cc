import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { answerNow, ask, done, groundOf, listen, payloadOf } from './asking.ts';
import { officeOfFile, refusal, rowsOf, shortest, who } from './office.ts';
import { until } from './support.ts';

const office = officeOfFile({
  choose: (plans) => shortest(2)(plans.filter(({ sidecar }) => sidecar.announcement === 'yes')),
});
const unknown = '00000000-0000-4000-8000-000000000000';

let listener: Client;
let other: Client;
/** Two recordings, oldest first. */
let recordings: string[];
/** An act of the listener with both recordings, and one of another listener with the first of them. */
let mine: { act: string; number: string; openings: string[] };
let theirs: { act: string; opening: string };

type ActRow = {
  act: string;
  number: string;
  case_number: string;
  basis_label: string;
  state: string;
  filed_on: Date | null;
  recordings: {
    recording: string;
    openings: { opening: string; how: string | null; wrongCall: boolean }[];
  }[];
};
type Protocol = {
  act: Record<string, unknown>;
  entries: { kind: string; seq: number; text: string | null; hash: string }[];
  recordings: { recording: string; callerNumber: string | null; part: number; parts: number }[];
  draft: { findings: string; quotations: unknown; remarks: string } | null;
  head: { seq: number; hash: string };
};

const myActs = (client: Client) => rowsOf<ActRow>(client, 'SELECT * FROM api.my_acts()');
const protocol = async (client: Client, act: string): Promise<Protocol | null | undefined> =>
  (await rowsOf<{ p: Protocol | null }>(client, 'SELECT api.protocol($1) AS p', [act]))[0]?.p;
const known = async (client: Client, caseNumber: string): Promise<unknown> =>
  (await rowsOf<{ k: unknown }>(client, 'SELECT api.known_fields($1) AS k', [caseNumber]))[0]?.k;
const saveDraft = (client: Client, ...values: (string | null)[]) =>
  client.query(`SELECT api.save_draft(${values.map((_, at) => `$${at + 1}`).join()})`, values);

async function open(client: Client, recording: string, act: string | null, caseNumber: string) {
  const ground = act === null ? groundOf({ case: caseNumber }) : null;
  const { answer } = await listen(client, recording, { act, ground });
  const payload = payloadOf(answer);
  return { opening: answer.command, act: String(payload['act']), number: String(payload['protocol']) };
}

beforeAll(async () => {
  listener = await office.as(who.listener);
  other = await office.as(who.other);
  const rows = await rowsOf<{ id: string }>(
    await office.superuser(),
    'SELECT id FROM office.recording ORDER BY started_at',
  );
  recordings = rows.map(({ id }) => id);
  const [first = '', second = ''] = recordings;
  const one = await open(listener, first, null, 'SEK.1510.7.2026');
  const two = await open(listener, second, one.act, '');
  mine = { act: one.act, number: one.number, openings: [one.opening, two.opening] };
  theirs = await open(other, first, null, 'SEK.1510.8.2026');
});

describe('a sign of life', () => {
  const beat = async (client: Client, opening: string | undefined, ranges: unknown) =>
    rowsOf<{ state: string; reason: string | null; keeper_seen_ms: string }>(
      client,
      'SELECT * FROM api.beat($1, $2)',
      [opening, ranges === null ? null : JSON.stringify(ranges)],
    );
  const beats = async () =>
    rowsOf(await office.superuser(), 'SELECT opening, login, ranges FROM office.beat ORDER BY id');

  it('is kept for the keeper, eight at most, and told whether the opening stands', async () => {
    await office.running().keeper.stop();
    const [told] = await beat(listener, mine.openings[0], [[0, 15_000]]);
    expect(told).toMatchObject({ state: 'open', reason: null });
    expect(Number(told?.keeper_seen_ms)).toBeGreaterThan(0);
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

describe('a draft', () => {
  it('is kept with the act, and the newest is what the protocol shows', async () => {
    await saveDraft(listener, mine.act, 'Pierwszy zapis.');
    await saveDraft(listener, mine.act, 'Drugi zapis – „zażółć”.');
    expect((await protocol(listener, mine.act))?.draft).toMatchObject({
      findings: 'Drugi zapis – „zażółć”.',
    });
    const rows = await rowsOf(
      await office.superuser(),
      'SELECT login, findings FROM office.draft WHERE act = $1 ORDER BY id',
      [mine.act],
    );
    expect(rows).toMatchObject([{ login: who.listener }, { findings: 'Drugi zapis – „zażółć”.' }]);
  });

  it('has quotations and remarks beside the findings; one of a program that knows none has none', async () => {
    const quotations = [{ recording: recordings[0], from: 48_000, to: null, text: 'Trzeci raz dzwonię.' }];
    await saveDraft(listener, mine.act, 'Drugi zapis – „zażółć”.', JSON.stringify(quotations), 'Bez uwag.');
    expect((await protocol(listener, mine.act))?.draft).toMatchObject({ quotations, remarks: 'Bez uwag.' });
    await saveDraft(listener, mine.act, 'Drugi zapis – „zażółć”.');
    expect((await protocol(listener, mine.act))?.draft).toMatchObject({ quotations: [], remarks: '' });
  });

  it("of another act than one's own is refused", async () => {
    expect(await refusal(saveDraft(listener, theirs.act, 'x'))).toBe('OD004');
    expect(await refusal(saveDraft(listener, unknown, 'x'))).toBe('OD004');
    expect((await protocol(other, theirs.act))?.draft).toBeNull();
  });

  it('has its bounds', async () => {
    expect(await refusal(saveDraft(listener, mine.act, 'ż'.repeat(20_001)))).toBe('OD001');
    expect(await refusal(saveDraft(listener, mine.act, null))).toBe('OD001');
    for (const quotations of ['{"text":"x"}', null, `["${'x'.repeat(100_000)}"]`])
      expect(await refusal(saveDraft(listener, mine.act, 'x', quotations, ''))).toBe('OD001');
    for (const remarks of ['ż'.repeat(2001), null])
      expect(await refusal(saveDraft(listener, mine.act, 'x', '[]', remarks))).toBe('OD001');
    await saveDraft(other, theirs.act, 'ż'.repeat(20_000));
    await (await office.superuser()).query('DELETE FROM office.draft WHERE act = $1', [theirs.act]);
  });
});

describe('a flood', () => {
  it('of drafts is let in sixty times a minute, and what newer ones have replaced is cleared away', async () => {
    await office.running().keeper.stop();
    const superuser = await office.superuser();
    const many = 'SELECT api.save_draft($1, $2 || g) FROM generate_series(1, $3) g';
    await superuser.query('DELETE FROM office.draft');
    expect(await refusal(listener.query(many, [mine.act, 'x', 61]))).toBe('OD002');
    expect(await rowsOf(superuser, 'SELECT FROM office.draft')).toEqual([]);
    await listener.query(many, [mine.act, 'Zapis ', 60]);
    expect(await refusal(saveDraft(listener, mine.act, 'x'))).toBe('OD002');
    expect(await refusal(saveDraft(other, theirs.act, 'x'))).toBeNull();
    await superuser.query("UPDATE office.draft SET at = at - interval '2 minutes'");
    expect(await refusal(saveDraft(listener, mine.act, 'Ostatni zapis.'))).toBeNull();
    await superuser.query("UPDATE office.draft SET at = at - interval '2 minutes'");
    // While the keeper is away nothing is cleared, and there is an end all the same.
    await superuser.query(
      `INSERT INTO office.draft (act, login, findings, at) SELECT $1, $2, 'x', now() - interval '1 hour' FROM generate_series(1, 439)`,
      [mine.act, who.listener],
    );
    expect(await refusal(saveDraft(listener, mine.act, 'x'))).toBe('OD002');
    await superuser.query("DELETE FROM office.draft WHERE findings = 'x' AND login = $1", [who.listener]);
    await office.running().keeper.start();
    await until('one draft left', async () => {
      const left = await rowsOf<{ findings: string }>(
        superuser,
        'SELECT findings FROM office.draft WHERE act = $1',
        [mine.act],
      );
      return left.length === 1 && left[0]?.findings === 'Ostatni zapis.' ? true : null;
    });
    expect((await protocol(listener, mine.act))?.draft).toMatchObject({ findings: 'Ostatni zapis.' });
    await superuser.query('DELETE FROM office.draft WHERE act = $1', [theirs.act]);
  });
});

describe("one's own acts", () => {
  it("are one's own alone, with their recordings and openings", async () => {
    const acts = await myActs(listener);
    expect(acts).toMatchObject([
      {
        ...{ act: mine.act, number: mine.number, case_number: 'SEK.1510.7.2026', state: 'started' },
        basis_label: 'Rozpatrzenie skargi – art. 227 i 237 KPA',
        recordings: [
          { recording: recordings[0], openings: [{ opening: mine.openings[0], how: null }] },
          { recording: recordings[1], openings: [{ how: 'finished', wrongCall: true }] },
        ],
      },
    ]);
    expect((await myActs(other)).map(({ act }) => act)).toEqual([theirs.act]);
    expect(await myActs(await office.as(who.none))).toEqual([]);
  });

  it('give the fields of a case to who gave them before', async () => {
    expect(await known(listener, 'SEK.1510.7.2026')).toEqual({ register: '14/2026' });
    expect(await known(listener, 'SEK.1510.8.2026')).toEqual({});
    expect(await known(other, 'SEK.1510.7.2026')).toEqual({});
  });
});

describe('the protocol of an act', () => {
  it('is what the keeper entered, with the words of its author and the numbers that a print needs', async () => {
    const told = await protocol(listener, mine.act);
    expect(told?.act).toMatchObject({ id: mine.act, number: mine.number, case: 'SEK.1510.7.2026' });
    expect(told?.entries.map(({ kind }) => kind)).toEqual(['release', 'release', 'closed']);
    expect(told?.entries[0]?.text).toContain('14/2026');
    expect(told?.recordings).toMatchObject([{ recording: recordings[0], part: 1, parts: 1 }, {}]);
    const [head] = await rowsOf(listener, "SELECT seq::int, encode(hash, 'hex') AS hash FROM api.head()");
    expect(told?.head).toEqual(head);
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
    expect(await protocol(other, act)).toMatchObject({ act: { state: 'completed' }, draft: null });
    const [{ today } = { today: '' }] = await rowsOf<{ today: string }>(
      other,
      "SELECT api.me() ->> 'today' AS today",
    );
    await done(ask(other, 'file', { act, day: today, way: 'ezd', missingSignature: null }));
    expect(await myActs(other)).toMatchObject([{ state: 'filed', way: 'ezd' }]);
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
      expect(await myActs(listener)).toEqual([]);
      expect(await protocol(listener, mine.act)).toBeNull();
      expect(await known(listener, 'SEK.1510.7.2026')).toEqual({});
      expect(await refusal(saveDraft(listener, mine.act, 'x'))).toBe('OD004');
      expect(await refusal(listener.query("SELECT api.beat($1, '[]')", [mine.openings[0]]))).toBe('OD004');
    } finally {
      await give(guid);
    }
    expect(await myActs(listener)).toHaveLength(1);
    expect((await answerNow(listener, mine.openings[0] ?? '')).seq).not.toBeNull();
  });
});
