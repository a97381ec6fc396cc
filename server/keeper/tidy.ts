import type { Desk } from '../entries/request.ts';

/** Ends what people left open in the database, and clears the drafts that newer ones have replaced. */
export async function tidy({ connection }: Pick<Desk, 'connection'>): Promise<void> {
  await connection.run(
    `WITH gone AS (
       DELETE FROM office.draft d WHERE d.at < clock_timestamp() - interval '1 minute'
          AND EXISTS (SELECT FROM office.draft n WHERE n.act = d.act AND n.id > d.id)
     )
     SELECT office.end_sessions(), set_config('synchronous_commit', 'off', true)`,
  );
}
