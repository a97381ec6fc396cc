import type { Client } from 'pg';
import type { Scan } from '../../shared/scan.ts';
import { fileOfScan } from '../../shared/node/scan.ts';
import { wrongRow, type WrongRow } from './wrong-row.ts';

const table = 'scan';

/**
 * The scanned papers beside their entries, one after the other: together they may be larger than the memory. `named` = what each entry says
 * of its own; `isLost` = whether it is known to have gone with a database. The wrong ones, the earliest first.
 */
export async function compareScans(
  client: Client,
  named: ReadonlyMap<number, Scan>,
  isLost: (seq: number) => boolean,
): Promise<WrongRow[]> {
  const missing = new Set(named.keys());
  const wrong: WrongRow[] = [];
  for (let last = 0; ;) {
    const { rows } = await client.query<{ seq: string; salted: Buffer }>(
      'SELECT seq, salted FROM office.scan WHERE seq > $1 ORDER BY seq LIMIT 1',
      [last],
    );
    const [row] = rows;
    if (row === undefined) break;
    last = Number(row.seq);
    const scan = named.get(last);
    if (scan === undefined || fileOfScan(row.salted, scan) === null)
      wrong.push(wrongRow(table, last, '', row));
    missing.delete(last);
  }
  for (const seq of missing) if (!isLost(seq)) wrong.push(wrongRow(table, seq, '', undefined));
  return wrong.sort((one, other) => one.seq - other.seq);
}
