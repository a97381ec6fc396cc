import { DatabaseError } from 'pg';
import { parsePayload } from '../../shared/node/ledger.ts';
import { together, type Connection, type Part } from '../keeper/connection.ts';
import { foldOwn } from '../keeper/fold.ts';
import { insertEntry, nothing } from '../keeper/ledger.ts';
import { entryOf, mirrorOf } from '../entries/families.ts';
import { UsageError } from '../settings.ts';
import type { Gap } from './gap.ts';

/**
 * Writes the missing entries byte for byte, with what each changes in the read models and with the logins that it makes. Inside
 * the caller's transaction; `before` is folded up to the last of them. Throws UsageError where the tables already have what an
 * entry would bring: then entries were taken away, and not the database put back.
 */
export async function refill(connection: Connection, { before, missing }: Omit<Gap, 'whole'>): Promise<void> {
  for (const entry of missing) {
    const payload = parsePayload(entry.payload);
    const { seq, prev, hash, signature } = entry;
    const write: Part = { sql: insertEntry, values: [seq, prev, entry.payload, hash, signature] };
    const { refill: standIn, call } = entryOf(payload.kind);
    const models = standIn ? [] : mirrorOf(before, payload, entry, null);
    const last = standIn?.(payload, seq) ?? call?.(payload, before) ?? nothing;
    const { sql, values } = together([write, ...models], last);
    await connection.run(sql, values).catch((error: unknown) => {
      throw isTaken(error) ? new UsageError(alreadyThere(seq), { cause: error }) : error;
    });
    foldOwn(before, entry, payload);
  }
  // SECURITY: a request that was answered stood unanswered in the copy. Left there it would be entered as one whose key never left.
  await connection.run('DELETE FROM office.command c USING office.entry e WHERE e.command = c.id');
}

/** SQLSTATE class 23: a key is there already, or one that ought to be there is not. */
function isTaken(error: unknown): boolean {
  return error instanceof DatabaseError && (error.code ?? '').startsWith('23');
}

function alreadyThere(seq: number): string {
  return `Tabele bazy nie odpowiadają jej księdze: nie można powtórzyć wpisu nr ${seq}. Nie wygląda to na cofniętą kopię, dlatego nic nie zmieniono. Należy powiadomić inspektora ochrony danych.`;
}
