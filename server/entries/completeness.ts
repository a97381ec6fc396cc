import {
  gapsAfter,
  leastExplanation,
  mostCallsOfDay,
  mostGaps,
  recordDays,
} from '../../shared/ledger/completeness.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';
import { sha256 } from '../../shared/node/ledger.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { workingDayAfter } from '../../shared/working-days.ts';
import { isClean, visibleLength } from '../../shared/words.ts';
import { found, need, type Decide, type Family } from './entry.ts';
import { foldedIn, isStub, recordingColumns, vouchedManifest, type RecordingRow } from './recording.ts';
import { reconcile, withoutRecordings, type CallRow, type TakenIn } from './reconciling.ts';
import { answer, ingestLogin, refuse, type Desk } from './request.ts';
import { signingDesk } from './rights.ts';
import { change, put } from './rows.ts';
import type { Gap, LedgerState, Reconciliation } from './state.ts';

/** SHA-256 in hex over the sorted lines, of each call record the JSON list `[call, startedAt, extension, seconds, answered]` and a line feed. */
export function callListHash(rows: readonly CallRow[]): string {
  const lines = rows.map(
    ({ call, started_at, extension, seconds, answered }) =>
      `${JSON.stringify([call, started_at.toISOString(), extension, seconds, answered])}\n`,
  );
  return sha256(...lines.sort()).toString('hex');
}

/** The call records of a day that a list of this hash is made of. */
export const callRows = `SELECT call, started_at, extension, seconds, answered FROM office.cdr_call
  WHERE day = $1 AND list = $2 LIMIT ${mostCallsOfDay + 1}`;

/**
 * §3.1: holds the call records of a day that is over against what was recorded. Refuses `malformed-request` for another day, `ingest-rejected` without
 * records of it, and `row-changed` where they are not what ingest wrote.
 * SECURITY: recordings by entries that were folded, and their words: whoever owns the tables makes no gap go by a row of the catalogue. Nor does whoever
 * writes the call records, by a line that is gone or changed: of what was found once only a recording that came later makes an end, or somebody who
 * says why.
 */
const decideReconcile: Decide<'reconcile'> = async (desk, request, { day, sha256: list }) => {
  const now = desk.time.now();
  const today = legalDay(new Date(now));
  if (day >= today || day < addDays(today, -recordDays)) refuse('malformed-request');
  const rows = await desk.connection.run<CallRow>(callRows, [day, Buffer.from(list, 'hex')]);
  const fits = rows.length > 0 && rows.length <= mostCallsOfDay;
  if (!fits || rows.some(({ started_at }) => legalDay(started_at) !== day)) refuse('ingest-rejected');
  if (callListHash(rows) !== list) refuse('row-changed');
  const { leastSeconds, toleranceSeconds, gapWorkingDays } = desk.reconcile;
  const takenIn = await takenInAround(desk, day);
  const rules = { day, leastSeconds, toleranceSeconds };
  const calls = withoutRecordings(rows, (name) => isRecording(desk.state, name));
  const { gaps, ...sums } = reconcile(calls, takenIn, rules, unexplained(desk.state, day));
  const facts = {
    ...{ day, sha256: list, ...sums, list: gaps.slice(0, mostGaps) },
    more: Math.max(0, gaps.length - mostGaps),
    due: workingDayAfter(today, gapWorkingDays),
  };
  return answer('reconciled', desk, request, now, facts);
};

/** What was taken in of a day and its neighbours, as signed entries have it; of what was erased since, the extension is the row's word. */
async function takenInAround({ connection, state }: Desk, day: string): Promise<TakenIn[]> {
  const [since, until] = [addDays(day, -1), addDays(day, 1)];
  const ids: string[] = [];
  for (const [id, began] of state.days)
    if (since <= began && began <= until && !state.lost.has(id)) ids.push(id);
  const rows = await connection.run<RecordingRow>(
    `SELECT ${recordingColumns} FROM office.recording r JOIN office.entry e ON e.seq = r.seq LEFT JOIN office.entry_text t ON t.seq = r.seq
      WHERE r.id = ANY ($1)`,
    [ids],
  );
  return rows.flatMap((row) => {
    const gone = state.destroyed.get(row.id);
    const stands = gone
      ? isStub(row, foldedIn(state))
      : row.state === 'available' && vouchedManifest(row, foldedIn(state)) !== null;
    if (!stands) return [];
    const { id: recording, call_group: group, started_at: startedAt, duration_ms: durationMs } = row;
    const seq = gone?.ingest ?? state.recordings.get(recording);
    if (seq === undefined) return [];
    const taken = { recording, seq, group, startedAt, durationMs, extension: row.extension };
    return [{ ...taken, gone: gone !== undefined }];
  });
}

/** Whether a name is that of a recording, also of one that is lost or destroyed. */
function isRecording({ recordings, lost, destroyed }: LedgerState, name: string): boolean {
  return [recordings, lost, destroyed].some((ones) => ones.has(name));
}

/** §6.3 a: somebody who answers for it says why calls of a day are gaps. Refuses as `signingDesk`, and `gap-unknown`, `malformed-request`, `justification-too-short`. */
const decideExplain: Decide<'explain'> = async (desk, request, { day, calls, cause, note }) => {
  const { now } = await signingDesk(desk, request);
  if (!areOpen(desk.state, day, calls)) refuse('gap-unknown');
  if (!isClean(note, { lines: true })) refuse('malformed-request');
  if (visibleLength(note) < leastExplanation) refuse('justification-too-short');
  return answer('explained', desk, request, now, { day, calls, cause }, { note });
};

/** Whether all of these, and each once, are gaps by the newest entry of their day. */
function areOpen(
  { reconciliations }: Pick<LedgerState, 'reconciliations'>,
  day: string,
  calls: readonly string[],
): boolean {
  const gaps = reconciliations.get(day)?.gaps;
  const open = (call: string): boolean => gaps?.get(call)?.closed === null;
  return calls.length > 0 && new Set(calls).size === calls.length && calls.every(open);
}

/** What was ever found of the day of an entry, with what it says. */
function gapsWith(
  { reconciliations }: Pick<LedgerState, 'reconciliations'>,
  payload: Payload<'reconciled'>,
  seq: number,
): Map<string, Gap> {
  return gapsAfter(reconciliations.get(payload.day)?.gaps ?? new Map<string, Gap>(), payload, seq);
}

/** Calls of a day without a whole recording, which nobody has explained: they stay calls, whatever a later list says of them. */
function unexplained({ reconciliations }: Pick<LedgerState, 'reconciliations'>, day: string): Gap[] {
  return [...(reconciliations.get(day)?.gaps.values() ?? [])].filter(
    ({ kind, closed, explained }) => kind !== 'extra' && closed === null && explained === null,
  );
}

function sumsOf(payload: Payload<'reconciled'>): Omit<Reconciliation, 'seq' | 'lost' | 'gaps'> {
  const { day, sha256: list, answered, hungUp, recorded, more } = payload;
  return { day, sha256: list, answered, hungUp, recorded, more };
}

const recordsSince = ({ at }: { at: string }): string => addDays(legalDay(new Date(at)), -recordDays);

/** A row a gap, for `jsonb_to_recordset`. */
function rowsOfGaps(day: string, gaps: ReadonlyMap<string, Gap>): string {
  return JSON.stringify(
    [...gaps.values()].map(({ call, startedAt, extension, seconds, recorded, kind, ...entries }) => ({
      ...{ day, call, started_at: startedAt, extension, seconds, recorded, kind, due: entries.due },
      ...{ found_seq: entries.found, closed_seq: entries.closed, explained_seq: entries.explained },
    })),
  );
}

/** § 3 ust. 1: whether all calls that were answered were recorded, and why not. */
export const completeness: Family<'reconciled' | 'explained'> = {
  reconciled: {
    plural: 'uzgodnienia z centralą',
    of: ingestLogin,
    decide: decideReconcile,
    fold: (state, payload, seq) => {
      need(payload.day < legalDay(new Date(payload.at)), seq);
      const gaps = gapsWith(state, payload, seq);
      state.reconciliations.set(payload.day, { ...sumsOf(payload), seq, lost: false, gaps });
      state.recordsSince = recordsSince(payload);
    },
    mirror: (payload, seq, state) => [
      put('reconciliation', reconciliationRow(payload, seq), ['day']),
      {
        sql: `INSERT INTO office.gap (day, call, started_at, extension, seconds, recorded, kind, due, found_seq, closed_seq, explained_seq)
            SELECT * FROM jsonb_to_recordset($1) AS g (day date, call text, started_at timestamptz, extension text, seconds integer, recorded integer,
              kind text, due date, found_seq bigint, closed_seq bigint, explained_seq bigint)
            ON CONFLICT (day, call) DO UPDATE SET started_at = excluded.started_at, extension = excluded.extension, seconds = excluded.seconds,
              recorded = excluded.recorded, kind = excluded.kind, due = excluded.due, found_seq = excluded.found_seq,
              closed_seq = excluded.closed_seq, explained_seq = excluded.explained_seq`,
        values: [rowsOfGaps(payload.day, gapsWith(state, payload, seq))],
      },
      {
        // What another list of the day said counts no more; what is old is not matched again.
        sql: 'DELETE FROM office.cdr_call WHERE day = $1 AND list <> $2 OR day < $3',
        values: [payload.day, Buffer.from(payload.sha256, 'hex'), recordsSince(payload)],
      },
    ],
  },
  explained: {
    plural: 'wyjaśnienia braków',
    needsAccount: true,
    decide: decideExplain,
    fold: (state, { day, calls }, seq) => {
      need(areOpen(state, day, calls), seq);
      const { gaps } = found(state.reconciliations.get(day), seq);
      for (const call of calls) found(gaps.get(call), seq).explained = seq;
    },
    mirror: ({ day, calls }, seq) => [change('gap', { explained_seq: seq }, { day, call: calls })],
  },
};

function reconciliationRow(
  { day, sha256, answered, hungUp, recorded, more }: Payload<'reconciled'>,
  seq: number,
) {
  return { day, sha256: Buffer.from(sha256, 'hex'), answered, hung_up: hungUp, recorded, more, seq };
}
