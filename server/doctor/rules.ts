import type { Client } from 'pg';
import { fine, warning, type Finding } from './finding.ts';

/** Whether the office has said on which ground it records (§ 3); it is never preset. */
export async function checkRules(keeper: Client): Promise<Finding> {
  const { rowCount } = await keeper.query(
    `SELECT FROM office.pulse p, office.instrument i JOIN office.entry e ON e.seq = i.seq
      WHERE i.what = 'version' AND i.state = 'confirmed' AND p.today BETWEEN i.from_day AND coalesce(i.to_day, 'infinity')
        AND e.payload::jsonb -> 'rows' -> i.place ->> 'of' = 'recordingBasis'`,
  );
  if (rowCount !== 0) return fine('keeper', 'Podstawa nagrywania jest wpisana.');
  return warning(
    'keeper',
    'Nie wpisano podstawy, na której urząd nagrywa rozmowy.',
    'Sekretarz wpisuje ją na stronie „Upoważnienia”, w zakładce „Regulamin i podstawy”, a potwierdza inna osoba.',
  );
}
