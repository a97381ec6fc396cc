import { covers } from '../../shared/ledger/announcement.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';
import type { LedgerState } from './state.ts';

type Told = Pick<Payload<'ingest'>, 'recording' | 'announcement' | 'startedAt'>;

/** § 3 ust. 2: whether a call went without the announcement: by its own word, else by a period for its line. Of what nobody says it is not known. */
export function isUntold(
  { silences }: Pick<LedgerState, 'silences'>,
  { announcement, startedAt }: Told,
  line: string,
): boolean {
  if (announcement !== 'unknown') return announcement === 'no';
  return [...silences.values()].some(
    ({ lines, from, to }) => from <= startedAt && startedAt < to && covers(lines, line),
  );
}

/**
 * Whether a recording may be heard as far as the announcement goes.
 * SECURITY: what was decided stays: nobody undoes a refusal by taking the period back, and no later period one that was admitted. It is of the call,
 * whichever of its recordings was named.
 */
export function mayBeHeard(
  state: Pick<LedgerState, 'silences' | 'admissions'>,
  told: Told,
  line: string,
): boolean {
  return state.admissions.get(told.recording)?.admitted ?? !isUntold(state, told, line);
}
