import { open } from 'node:fs/promises';
import type { Client } from 'pg';
import { entriesOfDatabase, exportLineOf, plainSession } from './source.ts';

/**
 * Writes the ledger as the lines of an export. The file is made with 0600, must not exist, and is on the disk at the
 * end. Returns the number of entries.
 */
export async function exportLedger(client: Client, path: string): Promise<number> {
  const file = await open(path, 'wx', 0o600);
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query(plainSession);
    let count = 0;
    for await (const found of entriesOfDatabase(client)) {
      await file.appendFile(exportLineOf(found));
      count += 1;
    }
    await file.sync();
    return count;
  } finally {
    await client.query('ROLLBACK');
    await file.close();
  }
}
