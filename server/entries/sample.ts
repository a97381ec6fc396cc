import { reviewBasis, spareOf, type Excluded, type Plan, type Terms } from '../../shared/ledger/quality.ts';
import { sha256 } from '../../shared/node/ledger.ts';
import { uuidBytes } from '../../shared/node/uuid.ts';
import { lastDayOn } from '../../shared/recordings.ts';
import { addDays } from '../../shared/warsaw.ts';
import { mayBeHeard } from './announced.ts';
import {
  foldedIn,
  recordingColumns,
  vouchedManifest,
  type Manifest,
  type RecordingRow,
} from './recording.ts';
import { refuse, type Desk } from './request.ts';
import { whyClosed } from './restriction.ts';
import { tookPart } from './rights.ts';
import { holderOf, type LedgerState } from './state.ts';

/** A recording that may be drawn: of which call, and whose. */
export type Drawable = { recording: string; call: string; person: string };
export type Pool = { eligible: Drawable[]; excluded: Excluded };

/** A plan holds a recording of which so many days are left when it ends. */
const daysLeft = 30;

/**
 * What may be drawn for a plan. Refuses `manifest-mismatch` where a row is not what its entry states: without its words nobody can tell whether the
 * caller was told.
 */
export async function poolOf(
  { connection, state }: Pick<Desk, 'connection' | 'state'>,
  plan: Plan,
): Promise<Pool> {
  const ids = recordingsOf(state, plan);
  const rows = await connection.run<RecordingRow>(
    `SELECT ${recordingColumns} FROM office.recording r LEFT JOIN office.entry e ON e.seq = r.seq LEFT JOIN office.entry_text t ON t.seq = r.seq
      WHERE r.id = ANY ($1::uuid[])`,
    [ids],
  );
  const lines = new Map<string, { manifest: Manifest; line: string }>();
  for (const row of rows)
    lines.set(row.id, {
      manifest: vouchedManifest(row, foldedIn(state)) ?? refuse('manifest-mismatch'),
      line: row.line,
    });
  return sortOut(state, plan, ids, lines);
}

/** Recordings of the period and the departments of a plan that are there. */
function recordingsOf(state: LedgerState, { from, to, departments }: Terms): string[] {
  const found: string[] = [];
  for (const [id, day] of state.days)
    if (from <= day && day <= to && state.recordings.has(id) && departments.includes(departmentOf(state, id)))
      found.push(id);
  return found;
}

const departmentOf = ({ departments }: LedgerState, id: string): string => departments.get(id) ?? '';

function sortOut(
  state: LedgerState,
  plan: Plan,
  ids: readonly string[],
  told: ReadonlyMap<string, { manifest: Manifest; line: string }>,
): Pool {
  const excluded: Excluded = { length: 0, unregistered: 0, drawn: 0, unavailable: 0 };
  const eligible: Drawable[] = [];
  const isAvailable = availability(state, addDays(plan.until, daysLeft));
  const rater = holderOf(state, plan.by.guid ?? '');
  for (const recording of ids) {
    const { manifest, line } = told.get(recording) ?? refuse('manifest-mismatch');
    const person = state.speakers.get(recording);
    const isOwn = rater !== undefined && tookPart(state, recording, rater);
    if (!hasLength(plan, manifest.durationMs)) excluded.length += 1;
    else if (person === undefined) excluded.unregistered += 1;
    else if (state.drawn.has(recording)) excluded.drawn += 1;
    else if (isOwn || !isAvailable(manifest, line)) excluded.unavailable += 1;
    else eligible.push({ recording, call: state.calls.get(recording)?.id ?? recording, person });
  }
  return { eligible, excluded };
}

function hasLength({ shortestS, longestMin }: Terms, durationMs: number): boolean {
  return shortestS * 1_000 <= durationMs && durationMs <= longestMin * 60_000;
}

/**
 * Whether a call may be heard in a review of quality as long as until the day `last`: nobody needs it for anything else, it or another leg of its
 * call, and the account of whoever answered stands.
 */
export function availability(
  state: LedgerState,
  last: string,
): (manifest: Pick<Manifest, 'recording' | 'announcement' | 'startedAt'>, line: string) => boolean {
  const needed = neededCalls(state);
  const standing = new Map<string, boolean>();
  const stands = (guid: string): boolean => {
    const known = standing.get(guid) ?? holderOf(state, guid)?.account === 'ok';
    standing.set(guid, known);
    return known;
  };
  return (manifest, line) => {
    const { recording } = manifest;
    return (
      state.recordings.has(recording) &&
      last <= lastDayOn(state.days.get(recording) ?? '') &&
      whyClosed(state, recording, reviewBasis) === null &&
      mayBeHeard(state, manifest, line) &&
      !needed.has(state.calls.get(recording)?.id ?? recording) &&
      stands(state.speakers.get(recording) ?? '')
    );
  };
}

/** Calls of which a leg is evidence, or was heard on another basis. */
function neededCalls({ acts, openings, held, calls }: LedgerState): Set<string> {
  const recordings = [...held.keys()];
  for (const { act, recording } of openings.values())
    if (acts.get(act)?.basis !== reviewBasis) recordings.push(recording);
  return new Set(recordings.map((one) => calls.get(one)?.id ?? one));
}

/** What one draws lots by: the approval, which nobody could foresee, and the recording. */
function ticketOf(seed: string, recording: string): Buffer {
  return sha256('odsluch-draw-v1\0', Buffer.from(seed, 'hex'), uuidBytes(recording));
}

/**
 * The positions of a plan, in their order: by lot, one leg of a call, of nobody more than the plan allows, nor in a year more than the office does.
 * `year`: how many calls of each person the draws of this year have.
 */
export function drawFrom(
  eligible: readonly Drawable[],
  plan: Pick<Plan, 'size' | 'perPerson'>,
  { seed, year, perPersonYear }: { seed: string; year: ReadonlyMap<string, number>; perPersonYear: number },
): Drawable[] {
  const lots = eligible
    .map((one) => ({ one, ticket: ticketOf(seed, one.recording) }))
    .sort((a, b) => a.ticket.compare(b.ticket));
  const taken: Drawable[] = [];
  const calls = new Set<string>();
  const persons = new Map<string, number>();
  for (const { one } of lots) {
    const count = persons.get(one.person) ?? 0;
    const inYear = count + (year.get(one.person) ?? 0);
    if (calls.has(one.call) || count >= plan.perPerson || inYear >= perPersonYear) continue;
    calls.add(one.call);
    persons.set(one.person, count + 1);
    taken.push(one);
    if (taken.length === plan.size + spareOf(plan)) break;
  }
  return taken;
}

/** SHA-256 in hex over what could be drawn, so that whoever draws again knows that it was this. */
export function digestOf(eligible: readonly Pick<Drawable, 'recording'>[]): string {
  const ids = eligible.map(({ recording }) => recording).sort();
  return sha256(...ids.map(uuidBytes)).toString('hex');
}

/** How many calls of each person the draws of a year have. */
export function drawnIn({ plans }: Pick<LedgerState, 'plans'>, year: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { draw } of plans.values())
    for (const person of draw?.year === year ? draw.persons : [])
      if (person !== null) counts.set(person, (counts.get(person) ?? 0) + 1);
  return counts;
}
