import { createHash, randomUUID } from 'node:crypto';
import type { Client, QueryResultRow } from 'pg';
import { listedCall, noteQuery, searchQuery } from '../../electron/recordings/queries.ts';
import { readRows } from '../../electron/session/read.ts';
import type { Call as FoundCall, ListSort } from '../../shared/recordings.ts';
import { rowsOf } from './office.ts';

/** A row as `api.search_recordings` gives it, with the database's own spelling of the instant. */
export type FoundRow = { id: string; place: number; started_text: string } & FoundCall;
export type Call = {
  /** As an exchange writes it: ISO 8601 with an offset. */
  at: string;
  seconds?: number;
  caller?: string | null;
  group?: string;
  state?: 'pending' | 'available' | 'lost' | 'destroyed';
  department?: string;
  answeredBy?: string;
  extension?: string;
};

/** One for each file, as the program has one for each run. */
const salt = randomUUID();

/** Notes a search as the program does; what comes back is what it is asked with. */
export async function noted(
  client: Client,
  kind: 'list' | 'counts' | 'outline',
  asked: unknown,
): Promise<[string, string]> {
  const search: [string, string] = [JSON.stringify(asked), salt];
  await client.query(noteQuery, [kind, ...search]);
  return search;
}

/** One page of a search, the one after `after`. */
export async function search(
  client: Client,
  filter: object,
  after?: FoundRow,
  n: number | null = 200,
  sort: ListSort = 'newest',
): Promise<FoundRow[]> {
  const db = {
    query: <Row extends QueryResultRow>(sql: string, values: readonly unknown[] = []) =>
      rowsOf<Row>(client, sql, [...values]),
  };
  const rows = await readRows(db, listedCall, searchQuery, [
    ...[...(await noted(client, 'list', filter)), sort],
    ...[after?.place ?? null, after?.started_text ?? null, after?.id ?? null, n],
  ]);
  return rows.map(({ call, startedAt, ...place }) => ({ ...call, ...place, started_text: startedAt }));
}

/** Puts calls into the catalogue as ingest and keeper leave them; their sound is not what a search looks at. */
export async function addCalls(superuser: Client, calls: Record<string, Call>): Promise<void> {
  for (const [name, call] of Object.entries(calls)) {
    const {
      at,
      seconds = 60,
      caller = null,
      group = name,
      state = 'available',
      department = 'Kancelaria',
      answeredBy = 'Barbara Zych',
      extension = '214',
    } = call;
    await superuser.query(
      `INSERT INTO office.recording (id, state, started_at, duration_ms, call_group, caller, line, extension, department, answered_by,
         announcement, channels, plain_sha256, plain_bytes, cipher_bytes, sealed, destroyed_on)
       VALUES ($1, $2, $3, $4, $5, $6, '227', $10, $7, $11, 'yes', '{caller,office}', $8,
         CASE WHEN $9 THEN NULL ELSE 1 END, CASE WHEN $9 THEN NULL ELSE 1 END, CASE WHEN $2 = 'pending' THEN decode(repeat('00', 80), 'hex') END,
         CASE WHEN $9 THEN '2026-10-01'::date END)`,
      [
        ...[randomUUID(), state, at, seconds * 1000, group, caller, department],
        ...[createHash('sha256').update(name).digest(), state === 'destroyed'],
        ...[extension, answeredBy],
      ],
    );
  }
}

export const dayOfCalls = '2026-06-17';

/** The calls of a day: a withheld number, one of several parts, a destroyed one, one that the keeper has not vouched for; and two of other days. */
export const oneDay: Record<string, Call> = {
  early: { at: `${dayOfCalls}T09:29:00+02:00`, caller: '+48601224417', seconds: 30 },
  half: {
    at: `${dayOfCalls}T09:45:00+02:00`,
    extension: '231',
    answeredBy: 'Iwona Rak',
    department: 'Urząd Stanu Cywilnego',
  },
  ten: {
    at: `${dayOfCalls}T10:00:00+02:00`,
    caller: '+48601224417',
    answeredBy: 'Łukasz Bąk-Żółty',
    department: '',
  },
  'passed-1': { at: `${dayOfCalls}T11:00:00+02:00`, group: 'passed', seconds: 20, caller: '+48601224417' },
  'passed-2': {
    ...{ at: `${dayOfCalls}T11:02:00+02:00`, group: 'passed', seconds: 200 },
    ...{ extension: '305', answeredBy: 'Paweł Sowa', department: 'Wydział Podatków i Opłat' },
  },
  gone: { at: `${dayOfCalls}T12:00:00+02:00`, state: 'destroyed' },
  unseen: { at: `${dayOfCalls}T12:30:00+02:00`, state: 'pending', caller: '+48601224417' },
  'other-day': { at: '2026-05-04T10:00:00+02:00', caller: '+48601224417' },
  neighbour: { at: '2026-06-18T10:00:00+02:00', caller: '+48601224499' },
};
