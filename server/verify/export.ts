import { open } from 'node:fs/promises';
import type { Client } from 'pg';
import { exportLineOf, pagesOfDatabase, plainSession } from './source.ts';

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
    for await (const page of pagesOfDatabase(client)) {
      await file.appendFile(page.map(exportLineOf).join(''));
      count += page.length;
    }
    await file.sync();
    return count;
  } finally {
    await client.query('ROLLBACK');
    await file.close();
  }
}
