import { readFile } from 'node:fs/promises';
import type { Client } from 'pg';
import { UsageError } from '../settings.ts';
import { readDirectoryFile } from './file.ts';
import { planImport, type Change, type Plan } from './plan.ts';
import { originOf, type Fault, type Holder } from './rows.ts';

/** What a file, or the office's own directory, makes of the stored one. */
export type Source = (stored: readonly Holder[]) => Plan;

export type ImportOptions = {
  /** Logged in as the ingest role. */
  client: Client;
  source: Source;
  /** Write; without it nothing changes. */
  apply: boolean;
  say: (line: string) => void;
};

/** Faults told at once; who mends these will see the next. */
const told = 20;

/** A CSV file. `whole`: it is the whole directory, and what it does not have goes. Throws UsageError with every faulty row. */
export async function sourceOfFile(file: string, whole: boolean): Promise<Source> {
  const { rows, faults } = readDirectoryFile(await readFile(file));
  if (faults.length > 0) throw refusal(faults);
  return (stored) => planImport(rows, stored, whole);
}

/**
 * Takes a source into the extension directory, all of it or nothing, and says each change first. Throws UsageError with every
 * faulty row and its reason.
 */
export async function importDirectory({ client, source, apply, say }: ImportOptions): Promise<void> {
  await client.query('BEGIN');
  try {
    // Two imports at once would each plan from what the other is about to change.
    if (apply) await client.query('LOCK TABLE office.extension_holder IN EXCLUSIVE MODE');
    const plan = source(await stored(client));
    if (plan.faults.length > 0) throw refusal(plan.faults);
    for (const change of plan.changes) say(lineOf(change));
    if (apply) await write(client, plan.changes);
    await client.query('COMMIT');
    say(summary(plan, apply));
  } catch (error) {
    // A line that broke has rolled back by itself, and what broke it is being thrown.
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function stored(client: Client): Promise<Holder[]> {
  const { rows } = await client.query<Holder>(
    `SELECT extension, person, unit, login, from_day::text AS "from", to_day::text AS "to"
       FROM office.extension_holder ORDER BY extension, from_day`,
  );
  return rows;
}

async function write(client: Client, changes: readonly Change[]): Promise<void> {
  const holders = JSON.stringify(changes.map(({ holder }) => holder));
  const kept = JSON.stringify(changes.flatMap(({ kind, holder }) => (kind === 'removed' ? [] : [holder])));
  await client.query(
    `DELETE FROM office.extension_holder h USING json_to_recordset($1) AS c(extension text, "from" date)
      WHERE h.extension = c.extension AND h.from_day = c."from"`,
    [holders],
  );
  await client.query(
    `INSERT INTO office.extension_holder (extension, person, unit, login, from_day, to_day)
     SELECT extension, person, unit, login, "from", "to"
       FROM json_to_recordset($1) AS c(extension text, person text, unit text, login text, "from" date, "to" date)`,
    [kept],
  );
}

/** Every faulty row or account with its reason, in one mistake of whoever runs the command. */
export function refusal(faults: readonly Fault[]): UsageError {
  return new UsageError(['Nie wczytano spisu, nic się nie zmieniło:', ...faultLines(faults)].join('\n'));
}

/** One line a fault, of the first of them. */
export function faultLines(faults: readonly Fault[]): string[] {
  const lines = faults.slice(0, told).map((fault) => {
    const origin = originOf(fault);
    return origin === '' ? `- ${fault.reason}` : `- ${origin}: ${fault.reason}`;
  });
  return faults.length > told ? [...lines, `- i jeszcze ${faults.length - told}.`] : lines;
}

const signs = { added: '+', changed: '~', ended: '~', removed: '-' } as const;

function lineOf({ kind, holder }: Change): string {
  const { extension, person, unit, from, to } = holder;
  const period = to === null ? `od ${shown(from)}` : `od ${shown(from)} do ${shown(to)}`;
  return `${signs[kind]} ${extension}: ${person}${unit === '' ? '' : `, ${unit}`}, ${period}`;
}

const shown = (day: string): string => day.split('-').reverse().join('.');

function summary({ changes, unchanged }: Plan, apply: boolean): string {
  const count = (...kinds: readonly Change['kind'][]): number =>
    changes.filter(({ kind }) => kinds.includes(kind)).length;
  const counts = `Nowe ${count('added')}, zmienione ${count('changed', 'ended')}, usunięte ${count('removed')}, bez zmian ${unchanged}.`;
  if (apply) return `${counts} Zapisano.`;
  return `${counts} Niczego nie zapisano; zapisze to samo polecenie z opcją --apply.`;
}
