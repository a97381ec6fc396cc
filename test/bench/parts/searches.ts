import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { type ListSort, noFilter, type SearchFilter } from '../../../shared/recordings.ts';
import type { Catalogue } from './catalogue.ts';

/** Calls a page of the app asks for. */
const page = 100;

/** One search of the list, as the app asks for it; the same for both sides. */
export type Search = { filter: SearchFilter; sort?: ListSort; from: Date | null; to: Date | null };

const nothing: SearchFilter = { ...noFilter, case: 'SEK.1510.7.2026' };
const dayMs = 86_400_000;

/** Numbers that look random and are the same in every run. */
export function sequence(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * What a clerk asks: a month, the last three to five digits of a number that somebody called from, and no calls that
 * were hung up at once. `numbers`: some of the catalogue.
 */
export function typicalSearch(random: () => number, numbers: readonly string[]): Search {
  const first = Date.UTC(2025, 11, 1) + Math.floor(random() * 300) * dayMs;
  const number = numbers[Math.floor(random() * numbers.length)] ?? '';
  return between(first, 30, { digits: number.slice(-(3 + Math.floor(random() * 3))), minSeconds: 30 });
}

/** A day, as the list begins. */
export function daySearch(random: () => number): Search {
  return between(Date.UTC(2025, 11, 1) + Math.floor(random() * 340) * dayMs, 0, {});
}

/** The same day, in the order of what no index knows: the length of a whole call. */
export function longestSearch(random: () => number): Search {
  return { ...daySearch(random), sort: 'longest' };
}

/** A whole number, whenever it called. */
export function numberSearch(random: () => number, numbers: readonly string[]): Search {
  const number = numbers[Math.floor(random() * numbers.length)] ?? '';
  return { filter: { ...nothing, digits: number }, from: null, to: null };
}

/** The fewest digits that stand without a day, and a length that no call has: nothing is found, and all had to be looked at. */
export function tooLongSearch(random: () => number, numbers: readonly string[]): Search {
  const number = numbers[Math.floor(random() * numbers.length)] ?? '';
  return { filter: { ...nothing, digits: number.slice(-5), minSeconds: 1500 }, from: null, to: null };
}

function between(first: number, days: number, change: Partial<SearchFilter>): Search {
  const day = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
  const last = first + days * dayMs;
  return {
    filter: { ...nothing, day: day(first), ...(days > 0 ? { dayTo: day(last) } : {}), ...change },
    // Near enough to the legal days for the ways that know no legal days.
    from: new Date(first),
    to: new Date(last + dayMs),
  };
}

const salt = randomUUID();

/** Notes a search as the program does; what comes back is what it is asked with. */
export async function noted(listener: Client, kind: string, asked: object): Promise<[string, string]> {
  const search: [string, string] = [JSON.stringify(asked), salt];
  await listener.query({
    name: 'note',
    text: 'SELECT api.note_search($1, $2::jsonb, $3)',
    values: [kind, ...search],
  });
  return search;
}

/** Ours: the function of the api, as a person who may listen. */
export async function searchOurs(
  { listener }: Catalogue,
  { filter, sort = 'newest' }: Search,
): Promise<number> {
  const { rows } = await listener.query({
    name: 'search',
    text: 'SELECT * FROM api.search_recordings($1::jsonb, $2, $3, NULL, NULL, NULL, $4)',
    values: [...(await noted(listener, 'list', filter)), sort, page],
  });
  return rows.length;
}

/** Buffers that PostgreSQL touched for one of ours. */
export async function buffersOfOurs({ listener }: Catalogue, { filter }: Search): Promise<number> {
  const [asked] = await noted(listener, 'list', filter);
  const { rows } = await listener.query<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>(
    `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) SELECT * FROM api.search_recordings('${asked}', '${salt}', 'newest', NULL, NULL, NULL, ${page})`,
  );
  const plan = rows[0]?.['QUERY PLAN'][0].Plan ?? {};
  return (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0);
}

/**
 * The ways of others. `naive`: as the front ends of recorders write it: one table, an index over time, a substring of the number, newest
 * first. `bare`: the calls that ours gives, of the table itself, with nobody's rights looked at and nothing written down.
 * `row-rules`: the same, by somebody whom the database lets see rows by a rule.
 */
export type Way = 'naive' | 'bare' | 'row-rules';

const naive = `
  SELECT id, started_at, duration_ms, caller, line, extension, department, answered_by
    FROM office.recording
   WHERE started_at >= $1 AND started_at < $2 AND caller LIKE '%' || $3 || '%' AND duration_ms >= $4 AND state <> 'pending'
   ORDER BY started_at DESC LIMIT ${page}`;

const bare = `
  WITH r AS (SELECT f.id, f.started_at, f.caller, f.call_group FROM office.recording f
           WHERE f.state <> 'pending' AND f.started_at >= $1 AND f.started_at < $2 AND reverse(f.caller) LIKE reverse($3) || '%'
             AND NOT EXISTS (SELECT FROM office.recording e WHERE e.call_group = f.call_group AND e.state <> 'pending'
                                AND (e.started_at, e.id) < (f.started_at, f.id))
             AND EXISTS (SELECT FROM office.recording l WHERE l.call_group = f.call_group AND l.state <> 'pending' AND l.duration_ms >= $4)
           ORDER BY f.started_at DESC, f.id DESC LIMIT ${page}),
  often AS (SELECT c.caller, count(*) AS times
      FROM (SELECT DISTINCT caller FROM r WHERE caller IS NOT NULL) c
      JOIN office.recording s ON reverse(s.caller) = reverse(c.caller) AND s.state <> 'pending' AND s.started_at >= $1 AND s.started_at < $2
       AND NOT EXISTS (SELECT FROM office.recording e WHERE e.call_group = s.call_group AND e.state <> 'pending'
                          AND (e.started_at, e.id) < (s.started_at, s.id))
     GROUP BY c.caller)
  SELECT r.id, r.started_at, whole.total, right(r.caller, 3), coalesce(often.times, 1), r.call_group, whole.parts
    FROM r LEFT JOIN often ON often.caller = r.caller
   CROSS JOIN LATERAL (
     SELECT sum(g.duration_ms) AS total, jsonb_agg(jsonb_build_object('recording', g.id,
         'startedAt', to_char(g.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
         'durationMs', g.duration_ms, 'extension', g.extension, 'department', g.department, 'answeredBy', g.answered_by,
         'state', g.state, 'destroyedOn', g.destroyed_on, 'destructionProtocol', g.destruction_protocol)
         ORDER BY g.started_at, g.id) AS parts
       FROM office.recording g WHERE g.call_group = r.call_group AND g.state <> 'pending') whole
   ORDER BY r.started_at DESC, r.id DESC`;

/** Settings of a connection that asks in one of these ways; by the time of the naive one nobody had an index over parts of numbers. */
const settings: Record<Way, string> = {
  naive: 'SET enable_bitmapscan = off',
  bare: 'SET plan_cache_mode = force_custom_plan',
  'row-rules': 'SET plan_cache_mode = force_custom_plan',
};

/** Asks in one of these ways; answers how many calls were found. The connection is the way's own. */
export type Asker = (search: Search) => Promise<number>;

export async function askerOf(client: Client, way: Way): Promise<Asker> {
  await client.query(settings[way]);
  const text = way === 'naive' ? naive : bare;
  return async ({ filter, from, to }) => {
    const values = [from, to, filter.digits, (filter.minSeconds ?? 0) * 1000];
    const { rows } = await client.query({ name: way, text, values });
    return rows.length;
  };
}

/**
 * A page of a list as the front ends of recorders write it, whatever was asked: every condition that is set, a substring of the number and
 * of names, newest first, pages by OFFSET. Answers how many calls it has. `client` has the settings of the naive way.
 */
export async function naiveSearch(client: Client, filter: SearchFilter, offset: number): Promise<number> {
  const { day, dayTo, around, aroundMinutes, digits, minSeconds, extension } = filter;
  const values: unknown[] = [];
  const where = ["state <> 'pending'"];
  const add = (condition: string, value: unknown): void => {
    values.push(value);
    where.push(condition.replace('?', `$${values.length}`));
  };
  if (day !== null) add('started_at >= ?::date', day);
  if (day !== null) add('started_at < ?::date + 1', dayTo ?? day);
  if (around !== null) {
    const margin = `${aroundMinutes ?? 30} minutes`;
    add(`started_at::time >= ?::time - interval '${margin}'`, around);
    add(`started_at::time <= ?::time + interval '${margin}'`, around);
  }
  if (digits !== null) add("caller LIKE '%' || ? || '%'", digits);
  if (minSeconds !== null) add('duration_ms >= ?', minSeconds * 1000);
  if (extension !== null) add('extension = ?', extension);
  const { rows } = await client.query(
    `SELECT id, started_at, duration_ms, caller, line, extension, department, answered_by
       FROM office.recording WHERE ${where.join(' AND ')} ORDER BY started_at DESC LIMIT ${page} OFFSET ${offset}`,
    values,
  );
  return rows.length;
}
