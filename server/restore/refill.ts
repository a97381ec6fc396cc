import { DatabaseError } from 'pg';
import type { Payload } from '../../shared/ledger/kinds.ts';
import { parsePayload } from '../../shared/node/ledger.ts';
import { together, type Connection, type Part } from '../keeper/connection.ts';
import { foldOwn } from '../keeper/fold.ts';
import { insertEntry } from '../keeper/ledger.ts';
import { mirrorOf } from '../entries/mirror.ts';
import { makeLogin } from '../entries/person.ts';
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
    const models = payload.kind === 'ingest' ? [] : mirrorOf(before, payload, seq, null);
    const { sql, values } = together([write, ...models], alongside(payload, seq));
    await connection.run(sql, values).catch((error: unknown) => {
      throw isTaken(error) ? new UsageError(alreadyThere(seq), { cause: error }) : error;
    });
    foldOwn(before, entry, payload);
  }
  // SECURITY: a request that was answered stood unanswered in the copy. Left there it would be entered as one whose key never left.
  await connection.run('DELETE FROM office.command c USING office.entry e WHERE e.command = c.id');
}

/** What is called as a function, beside the tables. */
function alongside(payload: Payload, seq: number): Part {
  if (payload.kind === 'person') return makeLogin(payload.subject, payload.roles);
  if (payload.kind !== 'ingest') return { sql: 'SELECT 1', values: [] };
  const { recording, startedAt, durationMs, answeredLogin, announcement, plainSha256 } = payload;
  const facts = [recording, startedAt, durationMs, answeredLogin, announcement];
  return {
    sql: `SELECT office.stand_in($1, $2, $3, $4, $5, $6, $7)`,
    values: [...facts, Buffer.from(plainSha256, 'hex'), seq],
  };
}

/** SQLSTATE class 23: a key is there already, or one that ought to be there is not. */
function isTaken(error: unknown): boolean {
  return error instanceof DatabaseError && (error.code ?? '').startsWith('23');
}

function alreadyThere(seq: number): string {
  return `Tabele bazy nie odpowiadają jej księdze: nie można powtórzyć wpisu nr ${seq}. Nie wygląda to na cofniętą kopię, dlatego nic nie zmieniono. Należy powiadomić inspektora ochrony danych.`;
}
