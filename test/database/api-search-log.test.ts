import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { paperTime } from '../../electron/paper/show.ts';
import { countsQuery, noteQuery, outlineQuery, searchQuery } from '../../electron/recordings/queries.ts';
import { databaseFailure } from '../../electron/session/database.ts';
import { noFilter, type SearchFilter } from '../../shared/recordings.ts';
import { officeOfFile, refusal, rowsOf, who } from './office.ts';
import { addCalls, noted as noteSearch, search } from './searching.ts';

const office = officeOfFile();
const noteOf = (client: Client, filter: object) => noteSearch(client, 'list', filter);

describe('the log of searches', () => {
  const logged = async (): Promise<{ login: string; case_number: string | null; filter: SearchFilter }[]> =>
    rowsOf(await office.superuser(), 'SELECT login, case_number, filter FROM office.search_log ORDER BY id');

  it('keeps who searched for which case and how, also of a page that nobody came to by the first', async () => {
    const before = (await logged()).length;
    const filter = { ...noFilter, case: 'SEK.1510.7.2026', day: '2026-06-10', dayTo: '2026-06-24' };
    await addCalls(await office.superuser(), {
      earlier: { at: '2026-06-11T10:00:00Z' },
      later: { at: '2026-06-12T10:00:00Z' },
    });
    const secretary = await office.as(who.secretary);
    const one = { login: who.secretary, case_number: 'SEK.1510.7.2026', filter };
    const [first] = await search(secretary, filter, undefined, 1);
    expect((await logged()).slice(before)).toEqual([one]);
    expect(await search(secretary, filter, first, 1)).toHaveLength(1);
    expect((await logged()).slice(before)).toEqual([one, one]);
  });

  it('keeps of a number the last three digits, and how many were given', async () => {
    await search(await office.as(who.secretary), { ...noFilter, digits: '601234567' });
    expect((await logged()).at(-1)?.filter).toMatchObject({ digits: '567', digitsGiven: 9 });
  });

  it('is filled by nobody: three thousand a minute, and in it only what was searched for', async () => {
    const [other, superuser] = [await office.as(who.other), await office.superuser()];
    const many = (count: number) =>
      refusal(
        other.query(
          `SELECT api.note_search('list', jsonb_build_object('day', '2026-06-17', 'note' || g, repeat('x', 500)), gen_random_uuid())
             FROM generate_series(1, $1) g`,
          [count],
        ),
      );
    await superuser.query(
      `INSERT INTO office.search_log (login, guid, kind, filter)
         SELECT p.login, p.guid, 'list', '{}' FROM generate_series(1, 2998), office.person p WHERE p.login = $1`,
      [who.other],
    );
    const before = (await logged()).length;
    expect(await many(3)).toBe('OD002');
    expect(await logged()).toHaveLength(before);
    expect(await many(2)).toBeNull();
    expect(await many(1)).toBe('OD002');
    expect(JSON.stringify(await logged())).not.toContain('xxx');
    expect(
      await refusal(search(await office.as(who.listener), { ...noFilter, day: '2026-06-17' })),
    ).toBeNull();
    await superuser.query("UPDATE office.search_log SET at = at - interval '1 minute'");
    expect(await many(1)).toBeNull();
  });

  it('INV-83 comes before the answer: what was not committed finds nothing', async () => {
    const client = await office.as(who.listener);
    const filter = { ...noFilter, day: '2026-06-11' };
    const before = (await logged()).length;
    const unnoted = [JSON.stringify(filter), randomUUID(), 'newest', null, null, null, 1];
    expect(await refusal(client.query(searchQuery, unnoted))).toBe('OD007');
    for (const level of ['READ COMMITTED', 'SERIALIZABLE']) {
      await client.query(`BEGIN ISOLATION LEVEL ${level}`);
      expect(await refusal(search(client, filter))).toBe('OD007');
      await client.query('ROLLBACK');
      await client.query(`BEGIN ISOLATION LEVEL ${level}; SAVEPOINT s`);
      const noted = await noteOf(client, filter);
      await client.query('RELEASE s');
      expect(await refusal(client.query(searchQuery, [...noted, 'newest', null, null, null, 1]))).toBe(
        'OD007',
      );
      await client.query('ROLLBACK');
    }
    expect(await logged()).toHaveLength(before);
    const noted = await noteOf(client, filter);
    for (const other of [
      { ...filter, day: '2026-06-12' },
      { ...filter, digits: '417' },
    ])
      expect(
        await refusal(
          client.query(searchQuery, [JSON.stringify(other), noted[1], 'newest', null, null, null, 1]),
        ),
      ).toBe('OD007');
    expect(await refusal(client.query(countsQuery, [`[${noted[0]}]`, noted[1]]))).toBe('OD007');
    expect(await refusal(client.query(outlineQuery, noted))).toBe('OD007');
    await (await office.superuser()).query("UPDATE office.search_log SET at = at - interval '1 minute'");
    expect(await refusal(client.query(searchQuery, [...noted, 'newest', null, null, null, 1]))).toBe('OD007');
  });

  it('INV-83 gives thirty different digits an hour, rolled back, over other lines and at once or not', async () => {
    const superuser = await office.superuser();
    await superuser.query("UPDATE office.search_log SET at = at - interval '1 hour'");
    const clients: Client[] = [];
    for (let n = 0; n < 3; n += 1) clients.push(await office.as(who.listener));
    const of = (n: number) => ({ ...noFilter, day: '2026-06-11', digits: String(10_000 + n) });
    const client = (n: number): Client => clients[n % clients.length] as Client;
    // What is noted and taken back finds nothing, and counts as nothing.
    await client(0).query('BEGIN');
    await noteOf(client(0), of(99));
    await client(0).query('ROLLBACK');
    for (let n = 0; n < 30; n += 1) await search(client(n), of(n));
    // The same digits again, on another day too.
    await search(client(1), { ...of(0), day: '2026-06-12' });
    const refused = await noteOf(client(0), of(30)).catch((error: unknown) => databaseFailure(error));
    const [{ first } = { first: '' }] = await rowsOf<{ first: string }>(
      superuser,
      `SELECT api.instant(min(at) + interval '1 hour') AS first FROM office.search_log
        WHERE login = $1 AND filter ->> 'digits' = '001' AND at > clock_timestamp() - interval '1 hour'`,
      [who.listener],
    );
    expect(refused).toMatchObject({
      failure: { code: 'search-too-often', params: { time: paperTime(first) } },
    });
    expect(await refusal(search(client(1), { ...of(0), digits: '601224417' }))).toBe('OD006');
    await client(2).query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    expect(await refusal(search(client(2), of(30)))).toBe('OD006');
    await client(2).query('ROLLBACK');
    expect(
      await refusal(client(0).query(noteQuery, ['counts', JSON.stringify([of(0), of(30)]), randomUUID()])),
    ).toBe('OD006');
    expect(await refusal(search(client(0), { ...noFilter, day: '2026-06-11' }))).toBeNull();
    // Each of three lines keeps an old view and notes thirty: they do not see each other. Once committed, none is answered.
    await superuser.query("UPDATE office.search_log SET at = at - interval '1 hour'");
    const searches: [string, string][] = [];
    for (const [place, one] of clients.entries()) {
      await one.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
      for (let n = 0; n < 30; n += 1) searches.push(await noteOf(one, of(place * 30 + n)));
    }
    for (const one of clients) await one.query('COMMIT');
    for (const asked of searches)
      expect(await refusal(client(0).query(searchQuery, [...asked, 'newest', null, null, null, 1]))).toBe(
        'OD006',
      );
  });

  it('keeps nothing of a search that was refused', async () => {
    const before = (await logged()).length;
    await refusal(search(await office.as(who.listener), noFilter));
    expect(await logged()).toHaveLength(before);
  });
});
