import { createHash, randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { officeOfFile, rowsOf, who } from './office.ts';
import { noted } from './searching.ts';

const stubs = 10_000;
const office = officeOfFile({ destroyed: stubs });

type Row = { id: string; started_text: string };

async function page(client: Client, days: Days, after: Row | undefined): Promise<Row[]> {
  const filter = { case: 'SEK.1510.7.2026', day: days.first, dayTo: days.last };
  return rowsOf<Row>(
    client,
    "SELECT id, started_at::text AS started_text FROM api.search_recordings($1, $2, 'newest', 0, $3, $4, $5)",
    [...(await noted(client, 'list', filter)), after?.started_text ?? null, after?.id ?? null, 200],
  );
}

type Days = { first: string; last: string };

async function daysOfStubs(superuser: Client): Promise<Days> {
  const [days] = await rowsOf<Days>(
    superuser,
    `SELECT min((started_at AT TIME ZONE 'Europe/Warsaw')::date)::text AS first,
       max((started_at AT TIME ZONE 'Europe/Warsaw')::date)::text AS last FROM office.recording`,
  );
  if (!days) throw new Error('there are no stubs');
  return days;
}

/** A destroyed call, so that the office has one more. */
async function add(superuser: Client, startedAt: string): Promise<string> {
  const id = randomUUID();
  await superuser.query(
    `INSERT INTO office.recording (id, state, started_at, duration_ms, call_group, line, extension, department, answered_by,
       announcement, channels, plain_sha256, destroyed_on)
     VALUES ($1, 'destroyed', $2, 1000, $1::uuid::text, '', '', '', '', 'unknown', '{unknown}', $3, '2026-10-01')`,
    [id, startedAt, createHash('sha256').update(id).digest()],
  );
  return id;
}

describe('pages of a search', () => {
  it('give each of 10,000 calls once, newest first, also while newer calls come in', async () => {
    const superuser = await office.superuser();
    const listener = await office.as(who.listener);
    const days = await daysOfStubs(superuser);
    const seen: Row[] = [];
    for (let rows = await page(listener, days, undefined); rows.length > 0;) {
      seen.push(...rows);
      // A page counted by rows would now show its last row again.
      if (seen.length % 1000 === 0) await add(superuser, `${days.last} 22:59:59+01`);
      rows = await page(listener, days, seen.at(-1));
    }
    expect(new Set(seen.map(({ id }) => id)).size).toBe(stubs);
    expect(seen).toHaveLength(stubs);
    const times = seen.map(({ started_text }) => started_text);
    expect(times).toEqual([...times].sort().reverse());
  });

  it('ends at once where no call is so long, without a look at any of them', async () => {
    const superuser = await office.superuser();
    await superuser.query('ANALYZE office.recording');
    const listener = await office.as(who.listener);
    const { first, last } = await daysOfStubs(superuser);
    const filter = { case: 'SEK.1510.7.2026', day: first, dayTo: last, minSeconds: 86_400 };
    const [asked, salt] = await noted(listener, 'list', filter);
    const explain = `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON)
      SELECT * FROM api.search_recordings('${asked}', '${salt}', 'newest', NULL, NULL, NULL, 100)`;
    type Explained = { 'QUERY PLAN': [{ Plan: Record<string, number> }] };
    // The first time a connection also reads what the database says of itself.
    await listener.query(explain);
    const [explained] = await rowsOf<Explained>(listener, explain);
    const plan = explained?.['QUERY PLAN'][0].Plan ?? {};
    expect(plan['Actual Rows']).toBe(0);
    const pages = (plan['Shared Hit Blocks'] ?? stubs) + (plan['Shared Read Blocks'] ?? 0);
    expect(pages).toBeLessThan(100);
  });

  it('tell calls of the same instant apart, and calls that a microsecond divides', async () => {
    const superuser = await office.superuser();
    const listener = await office.as(who.listener);
    const instants = ['10:00:00.000001+01', '10:00:00.000002+01', ...Array<string>(5).fill('10:00:00+01')];
    const added: string[] = [];
    for (const instant of instants) added.push(await add(superuser, `2025-03-03 ${instant}`));
    const seen: string[] = [];
    let last: Row | undefined;
    do {
      const [row] = await rowsOf<Row>(
        listener,
        "SELECT id, started_at::text AS started_text FROM api.search_recordings($1, $2, 'newest', 0, $3, $4, 1)",
        [
          ...(await noted(listener, 'list', { day: '2025-03-03' })),
          last?.started_text ?? null,
          last?.id ?? null,
        ],
      );
      last = row;
      if (row) seen.push(row.id);
    } while (last !== undefined && seen.length <= instants.length);
    expect([...seen].sort()).toEqual([...added].sort());
  });
});
