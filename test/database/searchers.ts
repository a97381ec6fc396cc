import { expect } from 'vitest';
import { searcherOf } from '../../electron/review/searches.ts';
import { searchRow } from '../../shared/register.ts';
import { searchesRead } from '../../shared/review.ts';
import { guidOf } from './asking.ts';
import { openRegister } from './reading.ts';
import { secretaryLogin, type TestOffice } from './support.ts';

/** Puts searches into the log of a month that is reviewed, on its working day `day`, and looks at what review and register tell of them. */
export async function expectSearchers(
  office: TestOffice,
  review: string,
  month: string,
  day: string,
): Promise<void> {
  const { superuser } = office;
  const [listener, rater] = [await guidOf(office, 'anowak'), await guidOf(office, 'jptak')];
  const noon = `${day} 12:00`;
  // Two kinds of one search within a minute are one; what began before the month is not of it.
  await superuser.query(
    `INSERT INTO office.search_log (at, login, guid, kind, case_number, filter)
     SELECT at::timestamp AT TIME ZONE 'Europe/Warsaw' + n * interval '1 minute', login, guid, kind, 'SEK.1510.7.2026', filter
       FROM (VALUES ('${noon}', 'jptak', $1::uuid, '{list,outline}'::text[], 10, '{"day": "2026-06-10", "digits": "417", "digitsGiven": 5}'::jsonb),
           ('${day} 22:30', 'anowak', $2, '{list}', 2, '{"day": "2026-06-10", "withheld": false}'),
           ('${month}-01 00:00', 'anowak', $2, '{counts}', 1, '[{"day": "2026-06-11"}, {"day": "2026-06-12"}]'),
           (('${month}-01'::date - 1) || ' 23:59', 'cbanas', gen_random_uuid(), '{list}', 1, '{"day": "2026-06-10"}')) s(at, login, guid, kinds, times, filter)
       CROSS JOIN unnest(kinds) kind CROSS JOIN generate_series(0, times - 1) n`,
    [rater, listener],
  );
  const client = await office.as(secretaryLogin);
  await openRegister(client);
  const { rows } = await client.query<{ told: unknown }>('SELECT api.review_searches($1) AS told', [review]);
  const { hours, people } = searchesRead.parse(rows[0]?.told);
  const of = people.map((one) => searcherOf(one, hours));
  expect(of).toMatchObject([
    {
      guid: rater,
      searches: 10,
      acts: 0,
      outside: 0,
      digits: '417',
      times: 10,
      hints: ['unheard', 'digits'],
    },
    { guid: listener, searches: 3, outside: 3, digits: null, hints: ['hours'] },
  ]);
  const listed = async (filter: object, before: number | null = null) =>
    (
      await client.query<{ one: unknown }>('SELECT api.register_searches($1, $2, 9) AS one', [filter, before])
    ).rows.map(({ one }) => searchRow.parse(one));
  const own = await listed({ person: listener });
  expect(own.map(({ asked, filters, login }) => [asked, filters, login])).toEqual([
    [{ day: '2026-06-11' }, 2, 'anowak'],
    [{ day: '2026-06-10' }, 1, 'anowak'],
    [{ day: '2026-06-10' }, 1, 'anowak'],
  ]);
  expect(await listed({ person: listener }, own[1]?.seq)).toEqual(own.slice(2));
  const [first, ...others] = await listed({ person: rater, case: 'sek.1510.7' });
  expect(first).toMatchObject({ asked: { digits: '417', digitsGiven: '5' }, case: 'SEK.1510.7.2026' });
  expect(others).toHaveLength(8);
  const firstDay = `${month}-01`;
  expect(await listed({ from: firstDay, to: firstDay })).toEqual(own.filter(({ filters }) => filters === 2));
  await superuser.query('DELETE FROM office.search_log');
}
