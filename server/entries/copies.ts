import type { Payload } from '../../shared/ledger/kinds.ts';
import type { LedgerState } from './state.ts';

type Taken = Pick<Payload<'ingest'>, 'recording' | 'plainSha256' | 'startedAt'>;

/**
 * By what a call is told from all others: its sound, and the instant at which it began.
 * SECURITY: never the sound alone: two silences sound alike, and what is decided of one is not decided of the other.
 */
const callOf = ({ plainSha256, startedAt }: Omit<Taken, 'recording'>): string =>
  `${plainSha256} ${startedAt}`;

/** The newest recording of a call that was taken in already. */
export function takenBefore({ sounds }: Pick<LedgerState, 'sounds'>, call: Omit<Taken, 'recording'>) {
  return sounds.get(callOf(call));
}

/** What was lost and is taken in again. */
export function lostBefore(state: Pick<LedgerState, 'sounds' | 'lost'>, taken: Taken): string | undefined {
  const before = takenBefore(state, taken);
  return before !== undefined && state.lost.has(before) ? before : undefined;
}

/** Takes in which call a recording is of. What was lost and is taken in again has all its recordings in one list; evidence stays evidence. */
export function foldCopy(state: LedgerState, taken: Taken): void {
  const { recording } = taken;
  const before = lostBefore(state, taken);
  state.sounds.set(callOf(taken), recording);
  if (before === undefined) return;
  const copies = [...copiesOf(state, before), recording];
  for (const one of copies) state.copies.set(one, copies);
  const held = state.held.get(before);
  const ended = state.holdsEnded.get(before);
  if (held) state.held.set(recording, held);
  if (ended !== undefined) state.holdsEnded.set(recording, ended);
}

/** All recordings of the call of one: itself, and what was lost of it or taken in again in its place, oldest first. */
export function copiesOf({ copies }: Pick<LedgerState, 'copies'>, recording: string): readonly string[] {
  return copies.get(recording) ?? [recording];
}
