import type { Client } from 'pg';
import type { KeeperKeys } from '../../shared/node/keeper-keys.ts';
import type { SealedEntry } from '../../shared/node/ledger.ts';
import { entryOfLine, lineOf } from '../keeper/journal.ts';
import type { JournalBeside } from './journal.ts';
import { emptyResult, faultOf, type FoundFault, type VerifyResult } from './result.ts';
import { pagesOfDatabase } from './source.ts';

/** So many of the newest entries are looked at in the quick mode. */
const quickEntries = 200;

/** The newest entries, each by itself and after the one before it, and the last line of the journal. */
export async function verifyNewest(
  client: Client,
  journal: JournalBeside,
  keys: KeeperKeys,
): Promise<VerifyResult> {
  const result = emptyResult();
  const { rows } = await client.query<{ last: string }>(
    'SELECT coalesce(max(seq), 0) AS last FROM office.entry',
  );
  const last = Number(rows[0]?.last ?? 0);
  const line = journal.last();
  const journalled = line === null ? 0 : seqOf(line);
  if (journalled === null) return { ...result, fault: { seq: last, what: 'journal' } };
  if (last === 0 || journalled > last) result.fault = { seq: last + 1, what: 'missing' };
  let before: SealedEntry | null = null;
  for await (const page of pagesOfDatabase(client, Math.max(0, last - quickEntries))) {
    for (const { entry } of page) {
      result.fault ??= faultOfOne(before, entry, keys);
      if (entry.seq === journalled && line?.equals(Buffer.from(lineOf(entry))) !== true)
        result.fault ??= { seq: entry.seq, what: 'journal' };
      if (entry.seq > journalled) result.unjournalled += 1;
      before = entry;
      result.entries += 1;
      result.head = { seq: entry.seq, hash: entry.hash.toString('hex') };
    }
  }
  try {
    journal.checkReach(result);
  } catch (error) {
    result.fault ??= faultOf(error, last + 1);
  }
  return result;
}

/** Null for a line that is none of ours. */
function seqOf(line: Buffer): number | null {
  try {
    return entryOfLine(line).seq;
  } catch {
    return null;
  }
}

function faultOfOne(before: SealedEntry | null, entry: SealedEntry, keys: KeeperKeys): FoundFault | null {
  if (before && entry.seq !== before.seq + 1) return { seq: before.seq + 1, what: 'missing' };
  if (before && !entry.prev.equals(before.hash)) return { seq: entry.seq, what: 'chain' };
  const what = keys.faultOf(entry);
  return what === null ? null : { seq: entry.seq, what };
}
