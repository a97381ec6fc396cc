import { createHash, randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { rowsOf } from './office.ts';

/** A row as `api.search_recordings` gives it, with the database's own spelling of the instant. */
export type FoundRow = {
  id: string;
  started_at: Date;
  started_text: string;
  duration_ms: string;
  caller_tail: string | null;
  call_group: string;
  legs: {
    recording: string;
    startedAt: string;
    durationMs: number;
    department: string;
    answeredBy: string;
    state: string;
  }[];
};
export type Call = {
  /** As an exchange writes it: ISO 8601 with an offset. */
  at: string;
  seconds?: number;
  caller?: string | null;
  group?: string;
  state?: 'pending' | 'available' | 'destroyed';
  department?: string;
  answeredBy?: string;
  extension?: string;
};

/** One page of a search, the one after `after`. */
export async function search(
  client: Client,
  filter: object,
  after?: FoundRow,
  n: number | null = 200,
): Promise<FoundRow[]> {
  return rowsOf<FoundRow>(
    client,
    'SELECT *, started_at::text AS started_text FROM api.search_recordings($1, $2, $3, $4)',
    [JSON.stringify(filter), after?.started_text ?? null, after?.id ?? null, n],
  );
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
         announcement, channels, plain_sha256, plain_bytes, cipher_bytes, wrapped, destroyed_on)
       VALUES ($1, $2, $3, $4, $5, $6, '227', $10, $7, $11, 'yes', '{caller,office}', $8,
         CASE WHEN $9 THEN NULL ELSE 1 END, CASE WHEN $9 THEN NULL ELSE 1 END, CASE WHEN $9 THEN NULL ELSE '\\x00'::bytea END,
         CASE WHEN $9 THEN '2026-10-01'::date END)`,
      [
        ...[randomUUID(), state, at, seconds * 1000, group, caller, department],
        ...[createHash('sha256').update(name).digest(), state === 'destroyed'],
        ...[extension, answeredBy],
      ],
    );
  }
}
