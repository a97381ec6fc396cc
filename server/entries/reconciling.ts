import { isShort, type ListedGap } from '../../shared/ledger/completeness.ts';
import { legalDay } from '../../shared/warsaw.ts';

/** A line of the exchange's call records; several of one `call` are its parts, as of one that was put through. */
export type CallRow = {
  call: string;
  started_at: Date;
  extension: string;
  seconds: number;
  answered: boolean;
};

/** A recording as its verified entry and the words behind it have it. */
export type TakenIn = {
  recording: string;
  /** The place of that entry in the ledger. */
  seq: number;
  group: string;
  startedAt: Date;
  durationMs: number;
  extension: string;
  /** It was erased at somebody's request since: the call was recorded all the same. */
  gone?: boolean;
};

export type Matching = {
  day: string;
  /** A shorter conversation reached nobody. */
  leastSeconds: number;
  /** How far the clocks of exchange and recorder may be apart. */
  toleranceSeconds: number;
};

/** `gaps` in the order in which they began. */
export type Reconciled = { answered: number; hungUp: number; recorded: number; gaps: ListedGap[] };

/** A call that was found not to be recorded, or not wholly, and the entry that found it first. */
export type Found = ListedGap & { found: number };

type Call = {
  id: string;
  startedAt: Date;
  extension: string;
  seconds: number;
  answered: boolean;
  before: Found | null;
};

/**
 * §3.1: holds the calls of a day against the recordings around it: by the exchange's own name for a call, and what it does not join that way by
 * when it began, by the extension and by the length, each recording for one call. `found`: calls that were found not to be recorded before and that
 * nobody has explained; they count as they did, and as longer ones where the exchange says so now.
 * SECURITY: only what was taken in after a gap was found makes it less. Whoever writes the call records frees another call's recording by a changed
 * line, and it becomes that of no call.
 */
export function reconcile(
  rows: readonly CallRow[],
  takenIn: readonly TakenIn[],
  rules: Matching,
  found: readonly Found[] = [],
): Reconciled {
  const calls = withFound(callsOf(rows, rules.leastSeconds), found);
  const parts = joinParts(calls, takenIn, rules.toleranceSeconds * 1000);
  const answered = calls.filter((call) => call.answered);
  const gaps = answered.flatMap(({ id, startedAt, extension, seconds, before }): ListedGap[] => {
    const all = parts.get(id) ?? [];
    const sound = secondsIn(all.map(({ startedAt: from, durationMs }) => [from, durationMs]));
    const isAsBefore = before !== null && !all.some((one) => isNew(one, before));
    const recorded = isAsBefore ? Math.min(sound, before.recorded) : sound;
    const kind = parts.has(id) ? 'short' : 'missing';
    if (kind === 'short' && !isShort({ seconds, recorded })) return [];
    return [{ call: id, startedAt: startedAt.toISOString(), extension, seconds, recorded, kind }];
  });
  const used = new Set([...parts.values()].flat());
  const extra = takenIn
    .filter((one) => !used.has(one) && one.gone !== true && isWithin(one.startedAt, rules))
    .map(({ recording, startedAt, extension, durationMs }): ListedGap => {
      const seconds = Math.floor(durationMs / 1000);
      const length = { seconds, recorded: seconds };
      return { call: recording, startedAt: startedAt.toISOString(), extension, ...length, kind: 'extra' };
    });
  const missing = gaps.filter(({ kind }) => kind === 'missing').length;
  return {
    answered: answered.length,
    hungUp: calls.length - answered.length,
    recorded: answered.length - missing,
    gaps: [...gaps, ...extra].sort(
      (one, other) => order(one.startedAt, other.startedAt) || order(one.call, other.call),
    ),
  };
}

/**
 * Rows of which none is called as a recording is: by that name goes what is a recording without a call, and a list names nothing twice. Such a call
 * goes by when it began and by the extension, as one that the exchange does not name.
 * SECURITY: an id of a recording is seen by whoever explains gaps; one who writes it into the call records would have the keeper enter what is unlawful
 * for good.
 */
export function withoutRecordings(
  rows: readonly CallRow[],
  isRecording: (name: string) => boolean,
): CallRow[] {
  const taken = new Set(rows.map(({ call }) => call));
  const others = new Map<string, string>();
  const ordered = [...rows].sort((one, other) => gapOf(one, other) || order(one.call, other.call));
  for (const { call, started_at, extension } of ordered) {
    if (!isRecording(call) || others.has(call)) continue;
    const beginning = `${started_at.toISOString()}/${extension}`;
    let name = beginning;
    for (let count = 2; taken.has(name); count += 1) name = `${beginning}/${count}`;
    taken.add(name);
    others.set(call, name);
  }
  return rows.map((row) => ({ ...row, call: others.get(row.call) ?? row.call }));
}

const order = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

/** Whether a recording began on the day, and not so near to midnight that its call could be another day's. */
function isWithin(startedAt: Date, { day, toleranceSeconds }: Matching): boolean {
  return [-1, 1].every(
    (side) => legalDay(new Date(startedAt.getTime() + side * toleranceSeconds * 1000)) === day,
  );
}

function callsOf(rows: readonly CallRow[], leastSeconds: number): Call[] {
  const parts = new Map<string, CallRow[]>();
  for (const row of rows) {
    const known = parts.get(row.call);
    if (known === undefined) parts.set(row.call, [row]);
    else known.push(row);
  }
  return [...parts]
    .map(([id, all]) => {
      const talked = all.filter(({ answered }) => answered);
      const [first] = (talked.length > 0 ? talked : all).sort((one, other) => gapOf(one, other));
      const seconds = secondsIn(talked.map(({ started_at: from, seconds: lasts }) => [from, lasts * 1000]));
      return {
        ...{ id, startedAt: first?.started_at ?? new Date(0), extension: first?.extension ?? '', seconds },
        answered: talked.length > 0 && seconds >= leastSeconds,
        before: null,
      };
    })
    .sort(byStart);
}

/** SECURITY: when a found call began, and at which extension, was said when it was found; what is said now finds it another recording. */
function withFound(calls: readonly Call[], found: readonly Found[]): Call[] {
  const all = new Map(calls.map((call) => [call.id, call]));
  for (const before of found) {
    const { call: id, startedAt, extension } = before;
    const seconds = Math.max(before.seconds, all.get(id)?.seconds ?? 0);
    all.set(id, { id, startedAt: new Date(startedAt), extension, seconds, answered: true, before });
  }
  return [...all.values()].sort(byStart);
}

/** Whether a recording was taken in after a gap was found. */
const isNew = ({ seq }: TakenIn, { found }: Found): boolean => seq > found;

/**
 * Whether a recording may be that of a call: of one that was found to be missing only a later one; of one that was too short also one that is just as
 * long as what there was of it, for that leaves it too short.
 */
function mayBe(one: TakenIn, { before }: Call): boolean {
  if (before === null || isNew(one, before)) return true;
  return before.kind === 'short' && Math.floor(one.durationMs / 1000) === before.recorded;
}

const byStart = (one: { startedAt: Date }, other: { startedAt: Date }): number =>
  one.startedAt.getTime() - other.startedAt.getTime();

const gapOf = (one: { started_at: Date }, other: { started_at: Date }): number =>
  one.started_at.getTime() - other.started_at.getTime();

/** The recordings of each call that has any. */
function joinParts(
  calls: readonly Call[],
  takenIn: readonly TakenIn[],
  toleranceMs: number,
): Map<string, TakenIn[]> {
  const byGroup = new Map<string, TakenIn[]>();
  for (const one of takenIn) byGroup.set(one.group, [...(byGroup.get(one.group) ?? []), one]);
  const parts = new Map<string, TakenIn[]>();
  for (const { id, before } of calls) {
    const same = byGroup.get(id)?.filter((one) => before?.kind !== 'missing' || isNew(one, before)) ?? [];
    if (same.length > 0) parts.set(id, same);
  }
  const used = new Set([...parts.values()].flat());
  const left = takenIn.filter((one) => !used.has(one)).sort(byStart);
  // What was talked in comes first: nobody's ringing takes the recording of a conversation.
  for (const answered of [true, false]) {
    const pairs = calls
      .filter((call) => call.answered === answered && !parts.has(call.id))
      .flatMap((call) => near(left, call, toleranceMs))
      .sort((one, other) => one.apart - other.apart);
    for (const { call, one } of pairs) {
      if (parts.has(call.id) || used.has(one)) continue;
      parts.set(call.id, [one]);
      used.add(one);
    }
  }
  return parts;
}

/** What may be the recording of a call, each with how far they are apart in beginning and length. `ordered` by when they began. */
function near(
  ordered: readonly TakenIn[],
  call: Call,
  toleranceMs: number,
): { call: Call; one: TakenIn; apart: number }[] {
  const began = call.startedAt.getTime();
  const found: { call: Call; one: TakenIn; apart: number }[] = [];
  for (let at = firstFrom(ordered, began - toleranceMs); at < ordered.length; at += 1) {
    const one = ordered[at];
    if (one === undefined || one.startedAt.getTime() > began + toleranceMs) break;
    if (one.extension !== '' && call.extension !== '' && one.extension !== call.extension) continue;
    if (!mayBe(one, call)) continue;
    const apart = Math.abs(one.startedAt.getTime() - began) + Math.abs(one.durationMs - call.seconds * 1000);
    found.push({ call, one, apart });
  }
  return found;
}

/** The place of the first that began at an instant or later. */
function firstFrom(ordered: readonly TakenIn[], instant: number): number {
  let [low, high] = [0, ordered.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((ordered[middle]?.startedAt.getTime() ?? 0) < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whole seconds within parts, each by its beginning and length in milliseconds: legs of one call overlap, and what two have in common is said once. */
function secondsIn(parts: readonly (readonly [from: Date, lasts: number])[]): number {
  let [sum, until] = [0, -Infinity];
  for (const [from, lasts] of [...parts].sort(([one], [other]) => one.getTime() - other.getTime())) {
    const [begins, ends] = [from.getTime(), from.getTime() + lasts];
    sum += Math.max(0, ends - Math.max(begins, until));
    until = Math.max(until, ends);
  }
  return Math.floor(sum / 1000);
}
