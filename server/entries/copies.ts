import type { Payload } from '../../shared/ledger/kinds.ts';
import type { LedgerState } from './state.ts';

type Taken = Pick<Payload<'ingest'>, 'recording' | 'plainSha256' | 'startedAt'>;

/**
 * By what a call is told from all others: its sound, and the instant at which it began.
 * SECURITY: never the sound alone: two silences sound alike, and what is decided of one is not decided of the other.
 */
const callOf = ({ plainSha256, startedAt }: Omit<Taken, 'recording'>): string =>
  // Of each recording one is kept: the bytes of its hash, and not their digits.
  Buffer.from(plainSha256, 'hex').toString('latin1') + Date.parse(startedAt).toString(36);

/** The newest recording of a call that was taken in already. */
export function takenBefore({ sounds }: Pick<LedgerState, 'sounds'>, call: Omit<Taken, 'recording'>) {
  return sounds.get(callOf(call));
}

/** What was lost and is taken in again. */
export function lostBefore(state: Pick<LedgerState, 'sounds' | 'lost'>, taken: Taken): string | undefined {
  const before = takenBefore(state, taken);
  return before !== undefined && state.lost.has(before) ? before : undefined;
}

/** Takes in which call a recording is of. What was lost and is taken in again has all its recordings in one list, and what was decided of one is of all. */
export function foldCopy(state: LedgerState, taken: Taken): void {
  const { recording } = taken;
  const before = lostBefore(state, taken);
  state.sounds.set(callOf(taken), recording);
  if (before === undefined) return;
  const copies = [...copiesOf(state, before), recording];
  for (const one of copies) state.copies.set(one, copies);
  const { held, holdsEnded, restricted, freed, admissions } = state;
  inherit<unknown>([held, holdsEnded, restricted, freed, admissions], before, recording);
  if (state.erased.has(before)) state.erased.add(recording);
}

function inherit<T>(decided: readonly Map<string, T>[], before: string, recording: string): void {
  for (const of of decided) {
    const known = of.get(before);
    if (known !== undefined) of.set(recording, known);
  }
}

/** All recordings of the call of one: itself, and what was lost of it or taken in again in its place, oldest first. */
function copiesOf({ copies }: Pick<LedgerState, 'copies'>, recording: string): readonly string[] {
  return copies.get(recording) ?? [recording];
}

/** Entries of a recording that last, without one of them. */
export function others(lasting: ReadonlyMap<string, readonly number[]>, recording: string, seq: number) {
  return (lasting.get(recording) ?? []).filter((one) => one !== seq);
}

/** From here on an entry lasts of these recordings; it is the newest. */
export function begin(lasting: Map<string, readonly number[]>, recordings: readonly string[], seq: number) {
  for (const one of recordings) lasting.set(one, [...others(lasting, one, seq), seq]);
}

/** It lasts no more; `ended` notes the legal day. */
export function end(
  { lasting, ended }: { lasting: Map<string, readonly number[]>; ended: Map<string, string> },
  recordings: readonly string[],
  seq: number,
  day: string,
): void {
  for (const one of recordings) {
    const left = others(lasting, one, seq);
    if (left.length > 0) lasting.set(one, left);
    else lasting.delete(one);
    ended.set(one, day);
  }
}

/** The legal day on which the newest hold or restriction of a recording ended; null: none ever did. */
export function endedOn(
  { holdsEnded, freed }: Pick<LedgerState, 'holdsEnded' | 'freed'>,
  recording: string,
): string | null {
  const days = [holdsEnded.get(recording), freed.get(recording)].filter((day) => day !== undefined);
  return days.sort().at(-1) ?? null;
}

/**
 * All recordings of the calls of these, each once.
 * SECURITY: what is decided of a recording is decided of its call, by whichever of its ids: it counts of each of them alike.
 */
export function callsOf(state: Pick<LedgerState, 'copies'>, recordings: readonly string[]): string[] {
  return [...new Set(recordings.flatMap((one) => copiesOf(state, one)))];
}
