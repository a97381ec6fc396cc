import { longestCopy, type Nights, type NightsTold } from './keeping.ts';
import { addDays, legalDay } from './warsaw.ts';

/** Why the last night did not destroy all; where there should have been one since, that there was none. `orderFrom`: of the order in force. */
export function waitsOf(
  { today, night, waits }: Pick<NightsTold, 'today' | 'night' | 'waits'>,
  orderFrom: string | null,
): Nights['waits'] {
  const last = orderFrom === null || (night !== null && night > orderFrom) ? night : orderFrom;
  // Whether there is one on this day is seen when the day is over.
  if (orderFrom !== null && last !== null && last < addDays(today, -1)) return { night: last, why: 'missed' };
  return night === null || waits === null ? null : { night, why: waits };
}

/** A backup, as its entry has it: the day on which it was made, and that of the oldest copy. */
export type Backup = { madeOn: string; oldestOn: string };

export function backupOf({ startedAt, oldestOn }: { startedAt: string; oldestOn: string }): Backup {
  return { madeOn: legalDay(new Date(startedAt)), oldestOn };
}

/** Whether backups are made, and old ones go; one night of them may be missed. */
export function isAging(backup: Backup | null, today: string): boolean {
  if (backup === null) return false;
  return backup.madeOn >= addDays(today, -2) && backup.oldestOn >= addDays(today, -longestCopy - 1);
}
