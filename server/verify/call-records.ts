import type { Client } from 'pg';
import { callListHash, callRows } from '../entries/completeness.ts';
import type { CallRow } from '../entries/reconciling.ts';
import type { LedgerState } from '../entries/state.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { wrongRow, type WrongRow } from './wrong-row.ts';

/** Days for which call records are kept; one less, since a midnight may fall between their going and this look. */
const kept = 34;

/** The call records that are still kept against what ingest signed of them. What no entry names yet is nobody's word. */
export async function compareCallRecords(client: Client, state: LedgerState): Promise<WrongRow[]> {
  const wrong: WrongRow[] = [];
  const old = addDays(legalDay(), -kept);
  for (const { day, sha256, seq, lost } of state.reconciliations.values()) {
    if (day < state.recordsSince) continue;
    const { rows } = await client.query<CallRow>(callRows, [day, Buffer.from(sha256, 'hex')]);
    const holds = callListHash(rows) === sha256 || ((lost || day < old) && rows.length === 0);
    if (!holds) wrong.push(wrongRow('cdr_call', seq, day, rows));
  }
  return wrong;
}
