import { open } from 'node:fs/promises';
import type { Client } from 'pg';
import { lineOf } from '../keeper/journal.ts';
import { entriesOfDatabase, plainSession } from './source.ts';

/**
 * Writes the ledger as JSON lines, an entry a line: the fields of a journal's line, and `salt` (hex) and `text` of the
 * words behind it, null where there are none. The file is made with 0600, must not exist, and is on the disk at the
 * end. Returns the number of entries.
 */
export async function exportLedger(client: Client, path: string): Promise<number> {
  const file = await open(path, 'wx', 0o600);
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query(plainSession);
    let count = 0;
    for await (const { entry, words } of entriesOfDatabase(client)) {
      const line = JSON.parse(lineOf(entry)) as object;
      const more = { salt: words?.salt.toString('hex') ?? null, text: words?.text ?? null };
      await file.appendFile(`${JSON.stringify({ ...line, ...more })}\n`);
      count += 1;
    }
    await file.sync();
    return count;
  } finally {
    await client.query('ROLLBACK');
    await file.close();
  }
}
