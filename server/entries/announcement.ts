import { leastAdmission } from '../../shared/ledger/announcement.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';
import { isClean, visibleLength } from '../../shared/words.ts';
import { isUntold } from './announced.ts';
import { callsOf } from './copies.ts';
import { need, type Decide, type Family } from './entry.ts';
import { readVouched } from './recording.ts';
import { isSame } from './registering.ts';
import { answer, refuse } from './request.ts';
import { signingDesk } from './rights.ts';
import { put } from './rows.ts';
import type { Admission, LedgerState } from './state.ts';

/** By what a period replaces another one. */
function silenceOf({ lines, from }: Pick<Payload<'silent'>, 'lines' | 'from'>): string {
  return [from, ...lines].join('\n');
}

/** Whether a period ends after it begins, or takes one back that was entered. */
function isPeriod(
  { silences }: Pick<LedgerState, 'silences'>,
  period: Pick<Payload<'silent'>, 'lines' | 'from' | 'to'>,
): boolean {
  const { from, to } = period;
  return from < to || (from === to && silences.has(silenceOf(period)));
}

/** § 3 ust. 2: no announcement was played in a period. Refuses as `signingDesk`, and `malformed-request`, `field-missing`, `period-reversed`. */
const decideSilent: Decide<'silent'> = async (desk, request, { note, ...period }) => {
  const { now } = await signingDesk(desk, request);
  if (!period.lines.every((one) => isClean(one)) || !isClean(note, { lines: true }))
    refuse('malformed-request');
  if (visibleLength(note) === 0) refuse('field-missing');
  if (!isPeriod(desk.state, period)) refuse('period-reversed');
  return answer('silent', desk, request, now, period, { note });
};

/**
 * § 3 ust. 2: whether a call without the announcement may be heard, once; and what one person refused another may admit. Refuses as `signingDesk`, and
 * `recording-destroyed`, `recording-unknown`, `manifest-mismatch`, `announcement-decided` also where there is nothing to decide any more,
 * `not-second-person`, `malformed-request`, `field-missing`, `justification-too-short`.
 */
const decideAdmit: Decide<'admit'> = async (desk, request, { opinion, reason, ...said }) => {
  const { person, now } = await signingDesk(desk, request);
  const { state } = desk;
  const { recording } = said;
  request.about.recording = recording;
  const found = await readVouched(desk, recording);
  if (found === null || !state.recordings.has(recording)) return refuse('recording-unknown');
  const { row, manifest } = found;
  if (manifest === null) return refuse('manifest-mismatch');
  const before = state.admissions.get(recording);
  if (before === undefined ? said.of !== null : !isRefusal(before, said.of)) refuse('announcement-decided');
  if (before === undefined && !isUntold(state, manifest, row.line)) refuse('announcement-decided');
  // SECURITY: nobody buries a call alone, by a period over it that is taken back once the call is refused; nor frees alone what was refused.
  if (before !== undefined && isSame(before.by, person)) refuse('not-second-person');
  if (![opinion, reason].every((typed) => isClean(typed, { lines: true }))) refuse('malformed-request');
  if (visibleLength(opinion) === 0) refuse('field-missing');
  if (visibleLength(reason) < leastAdmission) refuse('justification-too-short');
  return answer('admitted', desk, request, now, said, { opinion, reason });
};

/** Whether somebody refused by the entry `of`. */
const isRefusal = ({ admitted, seq }: Admission, of: number | null): boolean => !admitted && seq === of;

/** § 3 ust. 2–3: calls in which the caller was not told that they are recorded. */
export const announcement: Family<'silent' | 'admitted'> = {
  silent: {
    plural: 'okresy bez komunikatu o nagrywaniu',
    needsAccount: true,
    urgent: true,
    decide: decideSilent,
    fold: (state, payload, seq) => {
      need(isPeriod(state, payload), seq);
      const { lines, from, to } = payload;
      state.silences.set(silenceOf(payload), { lines, from, to, seq });
    },
    mirror: ({ lines, from, to }, seq) => [
      put('silence', { lines, from_at: from, to_at: to, seq }, ['lines', 'from_at']),
    ],
  },
  admitted: {
    plural: 'rozstrzygnięcia o rozmowach bez komunikatu',
    needsAccount: true,
    urgent: true,
    decide: decideAdmit,
    fold: (state, { recording, admitted, of, login, guid }, seq) => {
      const before = state.admissions.get(recording);
      const by = { login, guid };
      // SECURITY: decided once; only a refusal gives way, and to another person.
      need(state.recordings.has(recording), seq);
      need(before === undefined ? of === null : isRefusal(before, of) && !isSame(before.by, by), seq);
      for (const one of callsOf(state, [recording]))
        state.admissions.set(one, { recording, admitted, seq, by });
    },
    mirror: ({ recording, admitted }, seq, state) =>
      callsOf(state, [recording]).map((part) =>
        put('admission', { recording: part, admitted, seq }, ['recording']),
      ),
  },
};
