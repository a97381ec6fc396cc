import { lstat, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { recordDays } from '../../shared/ledger/completeness.ts';
import type { CallRecordsForm, ReconcileRules } from '../../shared/limits.ts';
import { addDays, legalDay, localTime } from '../../shared/warsaw.ts';
import { callListHash } from '../entries/completeness.ts';
import type { CallRow } from '../entries/reconciling.ts';
import { codeOf } from '../keeper/connection.ts';
import { submit, type Asker } from '../submit.ts';
import { readCallRecords, RecordFault } from './call-records.ts';
import { SourceRefusal } from './refusal.ts';
import { shownName } from './shown-name.ts';
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

/** `days`: how many the keeper was asked about; `waiting`: files that are still being written; `whole`: whether all else went well. */
type Result = { days: number; waiting: number; whole: boolean };

/**
 * §3.1: has the keeper hold each day of the last weeks against the exchange's call records, as soon as these are there and again once anything of that
 * day came late. A file that cannot be read is said, and then no day is asked about: what stands in it is not known. The days of one that is still
 * being written wait for the next run, and so does that of a last row without a line end.
 */
export async function reconcileDays(options: ReconcileOptions): Promise<Result> {
  const { rules, now, client, say } = options;
  if (rules.callRecords === null || localTime(new Date(now)).hour < rules.hour)
    return { days: 0, waiting: 0, whole: true };
  const today = legalDay(new Date(now));
  const days = { since: addDays(today, -recordDays), until: addDays(today, -1) };
  const { calls, unsettled, waiting, known: readable } = await readAll(options, rules.callRecords, days);
  if (!readable || unsettled === 'all') return { days: 0, waiting, whole: readable };
  const known = await client.query<{ day: string; list: Buffer; late: boolean }>(
    'SELECT * FROM api.reconciled_days($1)',
    [days.since],
  );
  let [asked, whole] = [0, true];
  for (const [day, rows] of [...byDay(calls)].sort(([one], [other]) => (one < other ? -1 : 1))) {
    if (unsettled.has(day)) continue;
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
  return { days: asked, waiting, whole };
}

type Records = {
  calls: readonly CallRow[];
  /** Days of which a file is not whole yet; all, where nobody can tell which. */
  unsettled: ReadonlySet<string> | 'all';
  waiting: number;
  /** Whether every file could be read. */
  known: boolean;
};

/** The calls of all files, each once, though it stands in two of them. */
async function readAll(
  options: ReconcileOptions,
  form: CallRecordsForm,
  days: { since: string; until: string },
): Promise<Records> {
  const { settleMs, now, say } = options;
  const calls = new Map<string, CallRow>();
  const unsettled = new Set<string>();
  let [waiting, unread, untold] = [0, 0, 0];
  const trying = async <Value>(name: string, work: () => Promise<Value>): Promise<Value | null> =>
    work().catch((error: unknown) => {
      unread += 1;
      say(`Wykaz połączeń ${name}: ${faultOf(error)}. Nie uzgodniono żadnego dnia.`);
      return null;
    });
  const paths = (await trying(shownName(form.path), () => filesAt(form.path))) ?? [];
  for (const path of paths) {
    const name = shownName(path);
    await trying(name, async () => {
      // One that is dated ahead of the clock is none that was just written.
      if (Math.abs(now - (await lstat(path)).mtimeMs) >= settleMs) {
        const bytes = await read(path).catch(nullIfChanged);
        if (bytes !== null) {
          const { calls: told, cut } = readCallRecords(bytes, form, days);
          for (const call of told) calls.set(JSON.stringify(call), call);
          if (cut === null) return;
          waiting += 1;
          if (cut.day === null) untold += 1;
          else unsettled.add(cut.day);
          const which =
            cut.day === null ? 'Nie wiadomo, z którego dnia; czekają wszystkie.' : `Dzień ${cut.day} czeka.`;
          say(
            `Wykaz połączeń ${name} nie kończy się końcem wiersza, więc ostatniego wiersza nie przyjęto. ${which}`,
          );
          return;
        }
      }
      waiting += 1;
      say(`Wykaz połączeń ${name} jest jeszcze zapisywany. Dni, o których mówi, czekają.`);
      const told = await daysSoFar(path, form, days);
      if (told === null) untold += 1;
      for (const day of told ?? []) unsettled.add(day);
    });
  }
  return {
    ...{ calls: [...calls.values()], waiting, known: unread === 0 },
    unsettled: untold > 0 ? 'all' : unsettled,
  };
}

function nullIfChanged(error: unknown): null {
  if (error instanceof SourceRefusal && error.code === 'source-changed') return null;
  throw error;
}

/** The days that whole lines of a file tell of, which is still being written; null where that cannot be told. */
async function daysSoFar(
  path: string,
  form: CallRecordsForm,
  days: { since: string; until: string },
): Promise<string[] | null> {
  try {
    const bytes = await read(path, { grows: true });
    const lines = bytes.subarray(0, Math.max(bytes.lastIndexOf(0x0a), bytes.lastIndexOf(0x0d)) + 1);
    return readCallRecords(lines, form, days).calls.map(({ started_at }) => legalDay(started_at));
  } catch (error) {
    if (error instanceof RecordFault || error instanceof SourceRefusal) return null;
    throw error;
  }
}

async function filesAt(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const names = (await readdir(path)).filter((name) => /\.csv$/i.test(name));
  return names.sort().map((name) => join(path, name));
}

/** `grows`: what was there when it was opened, though more is being written. */
async function read(path: string, { grows = false } = {}): Promise<Buffer> {
  const source = await openSource(path, mostBytes);
  try {
    const bytes = await readFully(source.handle, Buffer.alloc(source.length), 0);
    if (!grows) await source.checkUnchanged();
    return bytes;
  } finally {
    await source.handle.close();
  }
}

function faultOf(error: unknown): string {
  if (error instanceof RecordFault) return error.message;
  if (error instanceof SourceRefusal) return 'to nie jest zwykły plik albo jest większy niż 64 MiB';
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
