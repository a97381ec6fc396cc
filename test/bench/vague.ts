import type { Client } from 'pg';
import { type Conditions, noConditions } from '../../renderer/recordings/conditions.ts';
import { loosenings } from '../../renderer/recordings/loosening.ts';
import { inTurns, median, timed, usualRounds, type Measured } from './measure.ts';
import type { Catalogue } from './parts/catalogue.ts';
import { naiveSearch, noted, sequence } from './parts/searches.ts';
import { moreIsBetter, type Row } from './row.ts';

/** Two years of a clerk at the complaints desk, twenty acts a month. */
const ownActs = 480;
const today = '2026-11-25';

/** What a letter that says little asks of the catalogue, each beside what a listener would do without it. */
export async function vagueLetters(catalogue: Catalogue): Promise<Row[]> {
  const superuser = await catalogue.superuser();
  await superuser.query('SET enable_bitmapscan = off');
  await fillActs(superuser);
  const size = `${catalogue.rows.toLocaleString('en-GB')} calls`;
  return [
    rowOf(
      `what loosening a search would give: as many searches, SQL as front ends of recorders write it ÷ ours in one question, ${size}`,
      await loosening(catalogue, superuser),
    ),
    rowOf(
      `the day as a drawing: its list to the last page, SQL as front ends of recorders write it ÷ ours, ${size}`,
      await drawing(catalogue, superuser),
    ),
    rowOf(
      `the cases listened for last: looking a number up in one's ${ownActs} protocols ÷ the list below the field`,
      await recentCases(catalogue),
    ),
  ];
}

function rowOf(name: string, { ours, other }: Measured): Row {
  return moreIsBetter({ name: `${name}, p50`, unit: 'ms' }, median(ours), median(other));
}

/** A working day of the catalogue's year, early enough to have a day after it. */
function someDay(random: () => number): string {
  return new Date(Date.UTC(2025, 11, 1) + Math.floor(random() * 340) * 86_400_000).toISOString().slice(0, 10);
}

/** A number that somebody called from, on a day and near an hour at which nobody with it did: nothing is found. */
function vagueSearch(random: () => number, numbers: readonly string[]): Conditions {
  const number = numbers[Math.floor(random() * numbers.length)] ?? '';
  return {
    ...noConditions,
    ...{ case: 'SEK.1510.7.2026', day: someDay(random), around: '10:00' },
    ...{ digits: number.slice(-5), minSeconds: 120, extension: '214' },
  };
}

async function loosening({ listener, numbers }: Catalogue, other: Client): Promise<Measured> {
  const asked = (ask: (filters: readonly Conditions[]) => Promise<unknown>): (() => Promise<number>) => {
    const random = sequence(13);
    return () => {
      const filters = loosenings(vagueSearch(random, numbers), today).map(({ conditions }) => conditions);
      return timed(() => ask(filters));
    };
  };
  return inTurns(usualRounds, {
    ours: asked(async (filters) =>
      listener.query({
        name: 'counts',
        text: 'SELECT api.count_recordings($1::jsonb, $2)',
        values: await noted(listener, 'counts', filters),
      }),
    ),
    other: asked(async (filters) => {
      for (const filter of filters) await naiveSearch(other, filter, 0);
    }),
  });
}

async function drawing({ listener }: Catalogue, other: Client): Promise<Measured> {
  const asked = (ask: (filter: Conditions) => Promise<unknown>): (() => Promise<number>) => {
    const random = sequence(17);
    return () => {
      const filter = { ...noConditions, day: someDay(random) };
      return timed(() => ask(filter));
    };
  };
  return inTurns(usualRounds, {
    ours: asked(async (filter) =>
      listener.query({
        name: 'outline',
        text: 'SELECT * FROM api.day_outline($1::jsonb, $2)',
        values: await noted(listener, 'outline', filter),
      }),
    ),
    other: asked(async (filter) => {
      for (let seen = 0, page = -1; page !== 0; seen += page) page = await naiveSearch(other, filter, seen);
    }),
  });
}

async function recentCases({ listener }: Catalogue): Promise<Measured> {
  const asked = (name: string): (() => Promise<number>) => {
    const query = { name, text: `SELECT * FROM api.${name}()` };
    return () => timed(() => listener.query(query));
  };
  return inTurns(usualRounds, { ours: asked('recent_cases'), other: asked('my_acts') });
}

/** Acts of the listener, each of another case in four, with one opening. */
async function fillActs(superuser: Client): Promise<void> {
  await superuser.query(`
    INSERT INTO office.authorisation (number, login, guid, paper, signed_on, from_day, to_day, seq, confirmed_seq)
      SELECT 'UO/1/2026', login, guid, 'SEK.077.1.2026', '2025-01-01', '2025-01-01', '2026-12-31', 2, 2 FROM office.person;
    INSERT INTO office.act (id, number, login, guid, case_number, basis, authorisation, opened_at, until, state, seq)
      SELECT uuidv7(), 'PO/' || n || '/2026', p.login, p.guid, 'SEK.1510.' || n / 4 || '.2026', 'KPA_227', 'UO/1/2026',
          timestamptz '2026-11-20' - n * interval '36 hours', timestamptz '2026-11-27' - n * interval '36 hours', 'filed', 2 + n
        FROM office.person p, generate_series(1, ${ownActs}) n;
    INSERT INTO office.opening (id, act, recording, seq, opened_at, last_beat)
      SELECT uuidv7(), a.id, r.id, a.seq, a.opened_at, a.opened_at
        FROM (SELECT *, row_number() OVER () AS place FROM office.act) a
        JOIN (SELECT id, row_number() OVER () AS place FROM office.recording LIMIT ${ownActs}) r USING (place);
    ANALYZE office.act, office.opening`);
}
