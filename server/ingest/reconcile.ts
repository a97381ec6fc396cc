import { lstat, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { recordDays } from '../../shared/ledger/completeness.ts';
import type { CallRecordsForm, ReconcileRules } from '../../shared/limits.ts';
import { addDays, legalDay, localTime } from '../../shared/warsaw.ts';
import { callListHash } from '../entries/completeness.ts';
import type { CallRow } from '../entries/reconciling.ts';
import { codeOf } from '../keeper/connection.ts';
import { submit, type Asker } from '../submit.ts';
import { readCallRecords, RecordFault } from './call-records.ts';
import { SourceRefusal } from './refusal.ts';
import { openSource, readFully } from './source.ts';

export type ReconcileOptions = Asker & {
  rules: ReconcileRules;
  /** A file changed less than this ago is still being written. Milliseconds. */
  settleMs: number;
  now: number;
  say: (line: string) => void;
};

/** Bytes; a year of a large exchange is less. */
const mostBytes = 67_108_864;

/**
 * §3.1: has the keeper hold each day of the last weeks against the exchange's call records, as soon as these are there and again once anything of that
 * day came late. Returns how many days it was asked about and whether all went well. A file that cannot be read is said, and then no day is asked
 * about: what stands in it is not known.
 */
export async function reconcileDays(options: ReconcileOptions): Promise<{ days: number; whole: boolean }> {
  const { rules, now, client, say } = options;
  if (rules.callRecords === null || localTime(new Date(now)).hour < rules.hour)
    return { days: 0, whole: true };
  const today = legalDay(new Date(now));
  const days = { since: addDays(today, -recordDays), until: addDays(today, -1) };
  const calls = await readAll(options, rules.callRecords, days);
  if (calls === null) return { days: 0, whole: false };
  const known = await client.query<{ day: string; list: Buffer; late: boolean }>(
    'SELECT * FROM api.reconciled_days($1)',
    [days.since],
  );
  let [asked, whole] = [0, true];
  for (const [day, rows] of [...byDay(calls)].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const sha256 = callListHash(rows);
    const before = known.rows.find((one) => one.day === day);
    if (before !== undefined && !before.late && before.list.toString('hex') === sha256) continue;
    await insert(options, day, sha256, rows);
    const answer = await submit(options, 'reconcile', { day, sha256 });
    asked += 1;
    if (answer.state === 'entered') continue;
    whole = false;
    say(`Strażnik nie uzgodnił połączeń z dnia ${day} (${answer.reason}).`);
  }
  return { days: asked, whole };
}

/** The calls of all files, each once, though it stands in two of them; null where one cannot be read, or is still being written. */
async function readAll(
  { settleMs, now, say }: ReconcileOptions,
  form: CallRecordsForm,
  days: { since: string; until: string },
): Promise<CallRow[] | null> {
  const calls = new Map<string, CallRow>();
  const unread: string[] = [];
  const trying = async <Value>(path: string, work: () => Promise<Value>): Promise<Value | null> =>
    work().catch((error: unknown) => {
      unread.push(path);
      say(`Wykaz połączeń ${nameOf(path)}: ${faultOf(error)}. Nie uzgodniono żadnego dnia.`);
      return null;
    });
  for (const path of (await trying(form.path, () => filesAt(form.path))) ?? []) {
    const some = await trying(path, async () => {
      if (now - (await lstat(path)).mtimeMs < settleMs) throw new SourceRefusal('source-changed');
      return readCallRecords(await read(path), form, days);
    });
    for (const call of some ?? []) calls.set(JSON.stringify(call), call);
  }
  return unread.length === 0 ? [...calls.values()] : null;
}

async function filesAt(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const names = (await readdir(path)).filter((name) => /\.csv$/i.test(name));
  return names.sort().map((name) => join(path, name));
}

async function read(path: string): Promise<Buffer> {
  const source = await openSource(path, mostBytes);
  try {
    const bytes = await readFully(source.handle, Buffer.alloc(source.length), 0);
    await source.checkUnchanged();
    return bytes;
  } finally {
    await source.handle.close();
  }
}

/** SECURITY: an exchange may put a number into names of files, too. */
function nameOf(path: string): string {
  return basename(path)
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\ufffd')
    .replace(/\d{9,}/g, '…');
}

function faultOf(error: unknown): string {
  if (error instanceof RecordFault) return error.message;
  if (error instanceof SourceRefusal)
    return error.code === 'source-changed'
      ? 'plik jest jeszcze zapisywany'
      : 'to nie jest zwykły plik albo jest większy niż 64 MiB';
  if (error instanceof Error && 'syscall' in error) return `nie można odczytać pliku (${codeOf(error)})`;
  throw error;
}

function byDay(calls: readonly CallRow[]): Map<string, CallRow[]> {
  const days = new Map<string, CallRow[]>();
  for (const call of calls) {
    const day = legalDay(call.started_at);
    const known = days.get(day) ?? [];
    known.push(call);
    days.set(day, known);
  }
  return days;
}

/** Adds the list of a day in one statement; one that an interrupted run left is whole. */
async function insert(
  { client }: ReconcileOptions,
  day: string,
  sha256: string,
  rows: readonly CallRow[],
): Promise<void> {
  await client.query(
    `INSERT INTO office.cdr_call (day, list, call, started_at, extension, seconds, answered)
      SELECT $1, $2, c.* FROM jsonb_to_recordset($3) AS c (call text, started_at timestamptz, extension text, seconds integer, answered boolean)
       WHERE NOT EXISTS (SELECT FROM office.cdr_call k WHERE k.day = $1 AND k.list = $2)`,
    [day, Buffer.from(sha256, 'hex'), JSON.stringify(rows)],
  );
}
