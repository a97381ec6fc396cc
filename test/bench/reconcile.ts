import type { Client } from 'pg';
import { reconcile, type CallRow, type TakenIn } from '../../server/entries/reconciling.ts';
import { inTurns, median, percentile, timed } from './measure.ts';
import { lessIsBetter, type Bench } from './row.ts';

const rounds = 51;
const calls = 1_000;
const rules = { day: '2026-11-23', leastSeconds: 3, toleranceSeconds: 120 };

/** A day of calls held against what was recorded, read and matched as the keeper does it, against PostgreSQL that joins the same rows. */
export const reconciling: Bench = {
  name: 'reconcile',
  rows: async ({ office }) => {
    const client = await (await office()).superuser();
    try {
      await client.query(tables);
      const [missing, joined] = [await match(client), await join(client)];
      // What finds something else is no measure.
      if (missing !== joined || missing === 0)
        throw new Error(`${missing} are missing, and by SQL ${joined}`);
      const { ours, other } = await inTurns(rounds, {
        ours: () => timed(() => match(client)),
        other: () => timed(() => join(client)),
      });
      const name = `reconciling ${calls} calls, read and matched ÷ the same join in SQL`;
      return [
        lessIsBetter({ name, unit: 'ms', goal: '≤ 3' }, median(ours), median(other)),
        lessIsBetter({ name: 'the same, p95', unit: 'ms' }, percentile(ours, 0.95), percentile(other, 0.95)),
      ];
    } finally {
      await client.end();
    }
  },
};

/** A call each 28 seconds, at forty extensions; every second one goes by the name that its recording has too, and of every fiftieth there is none. */
const tables = `
  CREATE TEMP TABLE call AS SELECT '1795426922.' || n AS call, '2026-11-23T07:00:00Z'::timestamptz + n * interval '28 s' AS started_at,
      (200 + n % 40)::text AS extension, 60 + n % 300 AS seconds, true AS answered FROM generate_series(1, ${calls}) n;
  CREATE TEMP TABLE taken AS SELECT n::text AS recording, CASE n % 2 WHEN 0 THEN '1795426922.' || n ELSE 'x' || n END AS call_group,
      '2026-11-23T07:00:03Z'::timestamptz + n * interval '28 s' AS started_at, (60 + n % 300) * 1000 AS duration_ms, (200 + n % 40)::text AS extension
    FROM generate_series(1, ${calls}) n WHERE n % 50 <> 0;
  CREATE INDEX ON taken (call_group);
  CREATE INDEX ON taken (started_at);
  ANALYZE call, taken`;

/** How many have no recording. */
async function match(client: Client): Promise<number> {
  const rows = await client.query<CallRow>('SELECT * FROM call');
  const taken = await client.query<{
    recording: string;
    call_group: string;
    started_at: Date;
    duration_ms: number;
    extension: string;
  }>('SELECT * FROM taken');
  const takenIn = taken.rows.map(
    (
      { recording, call_group: group, started_at: startedAt, duration_ms: durationMs, extension },
      place,
    ): TakenIn => ({
      ...{ recording, seq: place + 1, group, startedAt, durationMs, extension },
    }),
  );
  const { answered, recorded } = reconcile(rows.rows, takenIn, rules);
  return answered - recorded;
}

/** The same, found by the database: by name, else the nearest in time at the same extension. */
async function join(client: Client): Promise<number> {
  const { rows } = await client.query<{ recorded: string }>(`
    SELECT c.call, coalesce(sum(found.duration_ms), 0) AS recorded FROM call c LEFT JOIN LATERAL (
        SELECT t.duration_ms FROM taken t WHERE t.call_group = c.call
        UNION ALL (SELECT t.duration_ms FROM taken t
           WHERE NOT EXISTS (SELECT FROM taken s WHERE s.call_group = c.call) AND t.extension = c.extension
             AND t.started_at BETWEEN c.started_at - interval '120 s' AND c.started_at + interval '120 s'
           ORDER BY abs(extract(epoch FROM t.started_at - c.started_at)) LIMIT 1)) found ON true
     GROUP BY c.call`);
  return rows.filter(({ recorded }) => Number(recorded) === 0).length;
}
