import { totalMs } from '../../shared/heard.ts';
import { texts, type Payload } from '../../shared/ledger/kinds.ts';
import type { Flag } from '../../shared/ledger/review.ts';
import { parsePayload, wordsHold } from '../../shared/node/ledger.ts';
import { addDays, legalDay, localTime } from '../../shared/warsaw.ts';
import { isWorkingDay } from '../../shared/working-days.ts';
import { entryOfRow, type EntryRow } from '../database.ts';
import { readWords } from './names.ts';
import { foldedIn } from './recording.ts';
import type { Desk } from './request.ts';
import { isWrongCall, type Act, type LedgerState, type Opening } from './state.ts';

type Flagged = Payload<'review'>['flags'];

/** Half an hour of what does not concern the case. Milliseconds. */
const long = 1_800_000;
/** Within so many days another case of the same caller draws attention. */
const remembered = 90;
/** A complaint about somebody's work. */
const complaint = 'KPA_SKARGA';

/** What draws attention in the acts of a month, each act's flags together, in their order. */
export async function flagsOf(desk: Desk, acts: readonly Act[]): Promise<Flagged> {
  const { state, authority } = desk;
  const before = await sameCallers(desk, acts);
  const counts = new Map<string | null, number>();
  const flags: Flagged = [];
  for (const act of acts) {
    const openings = act.openings.flatMap((id) => state.openings.get(id) ?? []);
    const count = (counts.get(act.guid) ?? 0) + 1;
    counts.set(act.guid, count);
    const other = before.get(act) ?? null;
    const holds: Record<Flag, boolean> = {
      many: count === authority.monthlyActs + 1,
      hours: openings.some(({ openedAt }) => !isOfWork(openedAt, authority.hours)),
      number: other !== null,
      unplayed: openings.every(isUnplayed),
      long:
        heardMs(openings) >= long && openings.every(({ recording }) => isWrongCall(state, act, recording)),
      unit: await isOwnUnit(desk, act, openings),
    };
    for (const flag of Object.keys(holds) as Flag[])
      if (holds[flag]) flags.push({ act: act.id, flag, other: flag === 'number' ? other : null });
  }
  return flags;
}

/** Whether an instant lies within the hours of work of a working day. */
function isOfWork(instant: number, { from, to }: Payload<'review'>['rules']['hours']): boolean {
  const date = new Date(instant);
  const { hour } = localTime(date);
  return isWorkingDay(legalDay(date)) && from <= hour && hour < to;
}

/** Whether an opening ended without a sound; one of which nobody knows counts as heard. */
function isUnplayed({ closed }: Opening): boolean {
  return closed !== null && closed.how !== 'unconfirmed' && closed.ranges.length === 0;
}

/** What was played, of each recording every moment once. */
function heardMs(openings: readonly Opening[]): number {
  const recordings = new Set(openings.map(({ recording }) => recording));
  return [...recordings].reduce((sum, recording) => {
    const ranges = openings.flatMap((one) => (one.recording === recording ? (one.closed?.ranges ?? []) : []));
    return sum + totalMs(ranges);
  }, 0);
}

/** Whether somebody heard, for a complaint, a call of the very unit in which the words of the act say that they work. */
async function isOwnUnit(
  { connection, state }: Desk,
  { basis, seq, text }: Act,
  openings: readonly Opening[],
): Promise<boolean> {
  if (basis !== complaint) return false;
  const words = await readWords(connection, seq, text);
  const unit = words === null ? '' : texts.release.parse(JSON.parse(words)).person.unit;
  return unit !== '' && openings.some(({ recording }) => state.departments.get(recording) === unit);
}

/** Of each of these acts the newest before it in which the same caller was heard for another case. */
async function sameCallers(desk: Desk, acts: readonly Act[]): Promise<Map<Act, string>> {
  const [first] = acts;
  if (first === undefined) return new Map();
  const { state } = desk;
  const since = addDays(legalDay(new Date(first.openedAt)), -remembered);
  // § 2: who called in what was drawn for a review of quality nobody learns, by no flag either.
  const near = [...state.acts.values()].filter(
    ({ openedAt, plan }) => plan === null && legalDay(new Date(openedAt)) >= since,
  );
  const recordingsOf = ({ openings }: Act): string[] =>
    openings.flatMap((id) => state.openings.get(id)?.recording ?? []);
  const callers = await readCallers(desk, [...new Set(near.flatMap(recordingsOf))]);
  const wanted = new Set(acts);
  const found = new Map<Act, string>();
  const heard = new Map<string, Act[]>();
  for (const act of near) {
    const own = new Set(recordingsOf(act).flatMap((recording) => callers.get(recording) ?? []));
    const earliest = addDays(legalDay(new Date(act.openedAt)), -remembered);
    const others = [...own]
      .flatMap((caller) => heard.get(caller) ?? [])
      .filter((one) => one.case !== act.case && legalDay(new Date(one.openedAt)) >= earliest)
      .sort((one, other) => one.seq - other.seq);
    const last = others.at(-1);
    if (last !== undefined && wanted.has(act)) found.set(act, last.id);
    for (const caller of own) heard.set(caller, [...(heard.get(caller) ?? []), act]);
  }
  return found;
}

/**
 * The numbers of recordings; without one what was withheld, or is there no more.
 * SECURITY: whoever owns the table can write another number into it: one that its `ingest` entry does not commit to says nothing.
 */
async function readCallers(
  { connection, state }: Desk,
  recordings: readonly string[],
): Promise<Map<string, string>> {
  const known = recordings.flatMap((id) => {
    const seq = state.recordings.get(id);
    return seq === undefined ? [] : [{ id, seq }];
  });
  const rows = await connection.run<Row>(
    `SELECT r.id, r.caller, r.caller_salt AS salt, e.seq, e.prev, e.payload, e.hash, e.signature
       FROM unnest($1::uuid[], $2::bigint[]) AS k (id, seq) JOIN office.recording r ON r.id = k.id JOIN office.entry e ON e.seq = k.seq
      WHERE r.caller IS NOT NULL AND r.caller_salt IS NOT NULL`,
    [known.map(({ id }) => id), known.map(({ seq }) => seq)],
  );
  return new Map(rows.filter((row) => isVouched(state, row)).map(({ id, caller }) => [id, caller]));
}

type Row = EntryRow & { id: string; caller: string; salt: Buffer };

function isVouched(state: LedgerState, row: Row): boolean {
  if (!foldedIn(state)(entryOfRow(row))) return false;
  const { id, caller, salt } = row;
  const payload = parsePayload(row.payload);
  return (
    payload.kind === 'ingest' &&
    payload.recording === id &&
    wordsHold({ salt, text: JSON.stringify(caller) }, payload.caller)
  );
}
