import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrate } from '../../server/migrate.ts';
import { callKinds, cardKinds, toldKinds } from '../../shared/ledger/kinds.ts';
import { createOfficeCa } from '../office/certificates.ts';
import { startDatabase } from '../office/database.ts';
import { describeDatabase } from './catalogue.ts';

/**
 * Writes `server/schema/kinds.sql` from the kinds in `shared/ledger`, and `server/schema.sql`, the readable sum of the migrations, from a database that
 * they just made; with `check` it only compares. `root` = folder of the project. Returns the exit code.
 */
export async function writeSchema(root: string, check: boolean): Promise<number> {
  const folder = join(root, 'server/schema');
  const kinds = await written(join(folder, 'kinds.sql'), kindsSql(), check);
  return kinds && (await written(join(root, 'server/schema.sql'), await describeFresh(folder), check))
    ? 0
    : 1;
}

/** Writes a file, or says where it is stale. Whether it is now as it ought to be. */
async function written(file: string, now: string, check: boolean): Promise<boolean> {
  if (!check) {
    await writeFile(file, now);
    return true;
  }
  const kept = await readFile(file, 'utf8').catch(() => ''); // Missing is stale as well.
  if (kept === now) return true;
  const at = firstDifference(kept.split('\n'), now.split('\n'));
  process.stderr.write(
    `${file} is stale from line ${at.line} on. Run \`node build/schema.mjs\` and commit the result.\n` +
      `  has:   ${at.kept}\n  is:    ${at.now}\n`,
  );
  return false;
}

/** The lists of kinds that the database goes by. */
function kindsSql(): string {
  const lists = Object.entries({ told_kinds: toldKinds, card_kinds: cardKinds, call_kinds: callKinds });
  const functions = lists.map(
    ([name, kinds]) => `
CREATE OR REPLACE FUNCTION api.${name}() RETURNS text[]
  LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT ARRAY[${kinds.map((kind) => `'${kind}'`).join(', ')}]
$$;
`,
  );
  return `-- Written by \`node build/schema.mjs\` from the kinds in shared/ledger; runs at every migration.\n${functions.join('')}`;
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
