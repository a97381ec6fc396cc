import { beforeAll, describe, expect, it } from 'vitest';
import { refusal, rowsOf, who } from './office.ts';
import { until } from './support.ts';
import { actsOfFile, protocol, saveDraft, unknown } from './acts.ts';

const { office, acts } = actsOfFile();
let { listener, other, recordings, mine, theirs } = {} as ReturnType<typeof acts>;
beforeAll(() => {
  ({ listener, other, recordings, mine, theirs } = acts());
});

describe('a draft', () => {
  it('is kept with the act word for word, and the newest by its own time is told first', async () => {
    await saveDraft(listener, mine.act, 'Drugi zapis – „zażółć”.', 2);
    await saveDraft(listener, mine.act, 'Pierwszy zapis.', 1);
    expect((await protocol(listener, mine.act))?.drafts).toMatchObject([
      { text: 'Drugi zapis – „zażółć”.', saved: 2, entry: null },
      { text: 'Pierwszy zapis.' },
    ]);
    const rows = await rowsOf(await office.superuser(), 'SELECT guid FROM office.draft WHERE about = $1', [
      mine.act,
    ]);
    expect(rows[0]).toEqual({ guid: office.running().person(who.listener).guid });
  });

  it('tells of the session that it names only where that is one of its person’s own', async () => {
    const [entry] = await rowsOf<{ command: string }>(
      await office.superuser(),
      "SELECT command FROM office.entry WHERE kind = 'session' AND login <> $1 LIMIT 1",
      [who.listener],
    );
    const values = ['protocol', mine.act, entry?.command, 9, 'x', Buffer.alloc(64)];
    await listener.query('SELECT api.save_draft($1, $2, $3, $4, $5, $6)', values);
    expect((await protocol(listener, mine.act))?.drafts[0]).toMatchObject({ saved: 9, entry: null });
  });

  it("of another act than one's own is refused", async () => {
    expect(await refusal(saveDraft(listener, theirs.act, 'x'))).toBe('OD004');
    expect(await refusal(saveDraft(listener, unknown, 'x'))).toBe('OD004');
    expect((await protocol(other, theirs.act))?.drafts).toEqual([]);
  });

  it('has its bounds', async () => {
    for (const text of [null, 'ż'.repeat(150_001)])
      expect(await refusal(saveDraft(listener, mine.act, text))).toBe('OD001');
    for (const saved of [null, 0, -1])
      expect(await refusal(saveDraft(listener, mine.act, 'x', saved))).toBe('OD001');
    expect(await refusal(saveDraft(listener, mine.act, 'x', 1, 63))).toBe('OD001');
    await saveDraft(other, theirs.act, 'ż'.repeat(150_000));
    await (await office.superuser()).query('DELETE FROM office.draft WHERE about = $1', [theirs.act]);
  });
});

describe('what is typed beside the text of a protocol', () => {
  const typed = async (client: typeof listener) =>
    (
      await rowsOf<{ t: { kind: string; about: string; drafts: { text: string }[] }[] }>(
        client,
        'SELECT api.typed(null) AS t',
      )
    )[0]?.t;

  it('is told to whom it belongs, by what it is and what it is about', async () => {
    const [recording = ''] = recordings;
    await saveDraft(listener, mine.act, 'Dowód.', 1, 64, 'evidence');
    await saveDraft(listener, recording, 'Powód.', 2, 64, 'reasons');
    await saveDraft(other, recording, 'Inny powód.', 3, 64, 'reasons');
    const told = (await typed(listener)) ?? [];
    expect(new Map(told.map(({ kind, about, drafts }) => [kind, [about, drafts[0]?.text]]))).toEqual(
      new Map([
        ['reasons', [recording, 'Powód.']],
        ['evidence', [mine.act, 'Dowód.']],
      ]),
    );
    expect(await typed(other)).toMatchObject([{ kind: 'reasons', drafts: [{ text: 'Inny powód.' }] }]);
  });

  it('is told of twenty-five acts and recordings at once, however many are asked for', async () => {
    const superuser = await office.superuser();
    const { guid } = office.running().person(who.other);
    await superuser.query(
      `INSERT INTO office.draft (kind, about, guid, session, saved, text, signature)
       SELECT 'reasons', gen_random_uuid(), $1, $1, g, 'wiele', sha256('') || sha256('') FROM generate_series(1, 60) g`,
      [guid],
    );
    const after = async (about: string | null): Promise<string[]> => {
      const [row] = await rowsOf<{ t: { about: string }[] }>(other, 'SELECT api.typed($1) AS t', [about]);
      return row?.t.map((one) => one.about) ?? [];
    };
    const pages: string[][] = [];
    for (let page = await after(null); page.length > 0; page = await after(page.at(-1) ?? null))
      pages.push(page);
    expect(pages.map((page) => page.length)).toEqual([25, 25, 11]);
    expect(new Set(pages.flat()).size).toBe(61);
    await superuser.query("DELETE FROM office.draft WHERE text = 'wiele'");
  });

  it('is kept of an own act in its state, or of a recording, and of nothing else', async () => {
    const keep = (about: string, kind: string) => refusal(saveDraft(listener, about, 'x', 1, 64, kind));
    for (const kind of ['correction', 'filing']) expect(await keep(mine.act, kind)).toBe('OD004');
    for (const kind of ['evidence', 'correction']) expect(await keep(theirs.act, kind)).toBe('OD004');
    expect(await keep(unknown, 'reasons')).toBe('OD004');
    // Nor is anybody told which recordings there are who may not search them.
    const secretary = await office.as(who.secretary);
    expect(await refusal(saveDraft(secretary, recordings[0] ?? '', 'x', 1, 64, 'reasons'))).toBe('OD004');
    expect(await keep(mine.act, 'anything')).toBe('OD001');
  });

  it('is taken away a month after its last change; the text of a protocol is not', async () => {
    const superuser = await office.superuser();
    await superuser.query("UPDATE office.draft SET at = at - interval '32 days'");
    const left = () => rowsOf<{ kind: string }>(superuser, 'SELECT DISTINCT kind FROM office.draft');
    await until('drafts of a month ago gone', async () => ((await left()).length === 1 ? true : null));
    expect(await left()).toEqual([{ kind: 'protocol' }]);
  });
});

describe('a flood', () => {
  it('of drafts is let in sixty times a minute, and what newer ones have replaced is cleared away', async () => {
    await office.running().keeper.stop();
    const superuser = await office.superuser();
    const many = `SELECT api.save_draft('protocol', $1, $1, g, $2 || g, decode(repeat('00', 64), 'hex')) FROM generate_series(1, $3::int) g`;
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
      `INSERT INTO office.draft (kind, about, guid, session, saved, text, signature, at) SELECT 'protocol', $1, $2, $1, 1, 'x', sha256('') || sha256(''), now() - interval '1 hour' FROM generate_series(1, 439)`,
      [mine.act, office.running().person(who.listener).guid],
    );
    expect(await refusal(saveDraft(listener, mine.act, 'x'))).toBe('OD002');
    await superuser.query("DELETE FROM office.draft WHERE text = 'x'");
    await office.running().keeper.start();
    await until('one draft left', async () => {
      const left = await rowsOf<{ text: string }>(
        superuser,
        'SELECT text FROM office.draft WHERE about = $1',
        [mine.act],
      );
      return left.length === 1 && left[0]?.text === 'Ostatni zapis.' ? true : null;
    });
    expect((await protocol(listener, mine.act))?.drafts).toMatchObject([{ text: 'Ostatni zapis.' }]);
    await superuser.query('DELETE FROM office.draft WHERE about = $1', [theirs.act]);
  });
});
