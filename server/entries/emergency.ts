import { isConfirmer, officesOf } from '../../shared/offices.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { sessionLength } from './session.ts';
import type { LedgerState } from './state.ts';

/** On so many working days in a row nobody of the desk has signed in, before others may be appointed without it. */
const silentDays = 3;
/** Nobody in office before who has not signed in for so long is waited for. Milliseconds. */
const longAway = 30 * 86_400_000;

/**
 * § 6 ust. 3: whether nobody of the desk has signed in on the last three working days before `day` that have entries, nor since.
 * SECURITY: days on which nothing was entered count for nothing: whoever stops the keeper makes nobody silent by it.
 */
export function isDeskSilent(
  { worked, deskSeen }: Pick<LedgerState, 'worked' | 'deskSeen'>,
  day: string,
): boolean {
  const before = worked.days.filter((one) => one < day).slice(-silentDays);
  const [first = day] = before;
  return before.length === silentDays && (deskSeen === null || deskSeen < first);
}

/**
 * Whether an account may end the emergency, by confirming the appointments that were made in it: whoever confirmed papers before it; and
 * where none of these has signed in for thirty days, a Mayor or officer appointed since. The former Secretary, who was followed by it, is shown
 * nothing of it, and keeps nobody waiting by signing in.
 * SECURITY: never by what was given in the emergency itself, nor by what was taken in it: whoever ends all the others' offices is not alone by that.
 */
export function endsEmergency(
  { appointments, emergency, sessions }: LedgerState,
  guid: string | null,
  now: number,
): boolean {
  if (emergency === null) return false;
  const day = legalDay(new Date(now));
  const { before } = emergency;
  if (isConfirmer(before, guid, day)) return true;
  const awaited = before.filter(({ office, deputy }) => deputy || office !== 'secretary');
  const isThere = [...sessions.values()].some(
    ({ account, until }) =>
      until - sessionLength > now - longAway && isConfirmer(awaited, account?.guid ?? null, day),
  );
  const since = officesOf(appointments.slice(before.length), guid, day);
  return !isThere && since.some(({ office }) => office === 'mayor' || office === 'protection_officer');
}
