import { describe, expect, it } from 'vitest';
import { noFilter, type SearchFilter } from '../../shared/recordings.ts';
import { officeOfFile, refusal, rowsOf, who } from './office.ts';
import { addCalls, search } from './searching.ts';

const office = officeOfFile();

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

  it('keeps of a number the last three digits, whatever was typed', async () => {
    await search(await office.as(who.secretary), { ...noFilter, digits: '601234567' });
    expect((await logged()).at(-1)?.filter.digits).toBe('567');
  });

  it('is filled by nobody: three thousand a minute, and in it only what was searched for', async () => {
    const [other, superuser] = [await office.as(who.other), await office.superuser()];
    const many = (count: number) =>
      refusal(
        other.query(
          `SELECT api.search_recordings(jsonb_build_object('day', '2026-06-17', 'note' || g, repeat('x', 500)), 'newest', NULL, NULL, NULL, 1)
             FROM generate_series(1, $1) g`,
          [count],
        ),
      );
    await superuser.query(
      "INSERT INTO office.search_log (login, kind, filter) SELECT $1, 'list', '{}' FROM generate_series(1, 2998)",
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

  it('keeps nothing of a search that was refused', async () => {
    const before = (await logged()).length;
    await refusal(search(await office.as(who.listener), noFilter));
    expect(await logged()).toHaveLength(before);
  });
});
