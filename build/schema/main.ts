import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrate } from '../../server/migrate.ts';
import { createOfficeCa } from '../office/certificates.ts';
import { startDatabase } from '../office/database.ts';
import { describeDatabase } from './catalogue.ts';

/**
 * Writes `server/schema.sql`, the readable sum of the migrations, from a database that they just made; with `check` it only compares.
 * `root` = folder of the project. Returns the exit code.
 */
export async function writeSchema(root: string, check: boolean): Promise<number> {
  const file = join(root, 'server/schema.sql');
  const now = await describeFresh(join(root, 'server/schema'));
  if (!check) {
    await writeFile(file, now);
    return 0;
  }
  const kept = await readFile(file, 'utf8').catch(() => ''); // Missing is stale as well.
  if (kept === now) return 0;
  const at = firstDifference(kept.split('\n'), now.split('\n'));
  process.stderr.write(
    `server/schema.sql is stale from line ${at.line} on. Run \`node build/schema.mjs\` and commit the result.\n` +
      `  has:   ${at.kept}\n  is:    ${at.now}\n`,
  );
  return 1;
}

async function describeFresh(folder: string): Promise<string> {
  const database = await startDatabase({ certificates: await createOfficeCa() });
  const client = new Client({
    ...database.superuser,
    ...{ host: database.socketFolder, port: database.port, database: 'postgres' },
  });
  try {
    await client.connect();
    await migrate(client, folder);
    return await describeDatabase(client);
  } finally {
    await client.end();
    await database.stop();
  }
}

function firstDifference(kept: string[], now: string[]): { line: number; kept: string; now: string } {
  const most = Math.max(kept.length, now.length);
  for (let at = 0; at < most; at += 1) {
    if (kept[at] !== now[at])
      return { line: at + 1, kept: kept[at] ?? '(the end)', now: now[at] ?? '(the end)' };
  }
  return { line: most, kept: '', now: '' };
}
