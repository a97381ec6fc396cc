import { legalDay } from '../../shared/warsaw.ts';
import type { Desk } from '../entries/request.ts';

/** Hears the database's clock. To be called before anything is dated. */
export async function hearTime({ connection, time }: Desk): Promise<void> {
  const asked = time.asking();
  const [row] = await connection.run<{ now: Date }>('SELECT clock_timestamp() AS now');
  if (row) time.hear(row.now, asked);
}

/** The keeper's own sign of life, the legal day, and the end of what has expired. Hears the database's clock. */
export async function pulse({ connection, time }: Desk): Promise<void> {
  const asked = time.asking();
  const [row] = await connection.run<{ now: Date }>(
    `WITH seen AS (
       INSERT INTO office.pulse (one, at, today) VALUES (true, clock_timestamp(), $1)
       ON CONFLICT (one) DO UPDATE SET at = EXCLUDED.at, today = EXCLUDED.today
     ), gone AS (DELETE FROM office.release WHERE expires_at < clock_timestamp())
     SELECT clock_timestamp() AS now, set_config('synchronous_commit', 'off', true)`,
    [legalDay(new Date(time.now()))],
  );
  if (row) time.hear(row.now, asked);
}
