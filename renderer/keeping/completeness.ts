import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Completeness, ShownGap } from '../../shared/completeness.ts';
import { may } from '../../shared/permissions.ts';
import type { Role } from '../../shared/values.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { call, queryClient } from '../api.ts';
import type { Translate } from '../text.ts';

/** The days of a month `yyyy-mm`; others explain, and recordings come late. `every`: milliseconds. */
export function useCompleteness(
  month: string,
  { enabled = true, every = 60_000 } = {},
): UseQueryResult<Completeness> {
  return useQuery({
    queryKey: ['keeping.completeness', month],
    queryFn: () => call('keeping.completeness', { month }),
    enabled,
    staleTime: 0,
    refetchInterval: every,
  });
}

export async function refreshCompleteness(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ['keeping.completeness'] });
}

/**
 * How many gaps of any month wait for somebody with these roles: for an administrator at once, for the desk once they are late. Days are held against
 * call records once a day, so it is asked for seldom.
 */
export function useWaitingGaps(roles: readonly Role[]): number {
  const { data } = useCompleteness(legalDay().slice(0, 7), {
    enabled: may('explain', roles),
    every: 600_000,
  });
  if (data === undefined) return 0;
  return roles.includes('administrator') ? data.waiting : data.late;
}

/** Whether a gap waits for somebody with these roles. */
export function waitsFor({ state }: Pick<ShownGap, 'state'>, roles: readonly Role[]): boolean {
  return state === 'desk'
    ? may('explain', roles)
    : state === 'administrator' && roles.includes('administrator');
}

export const gapKey = ({ day, call: name }: Pick<ShownGap, 'day' | 'call'>): string => `${day} ${name}`;

/** A day of the strip: as it was reconciled, or without call records. */
export type DayOfMonth = { day: string; reconciled: Completeness['days'][number] | null };

/** The days of a month, oldest first. */
export function stripDays({ days, unknown }: Completeness): DayOfMonth[] {
  return [
    ...days.map((reconciled) => ({ day: reconciled.day, reconciled })),
    ...unknown.map((day) => ({ day, reconciled: null })),
  ].sort((one, other) => one.day.localeCompare(other.day));
}

/** The day that is shown to begin with: the newest that waits for this person, else the newest of all. */
export function firstDay(data: Completeness, roles: readonly Role[]): string | null {
  const waiting = data.gaps.filter((gap) => waitsFor(gap, roles)).map(({ day }) => day);
  const last = waiting.sort().at(-1) ?? stripDays(data).at(-1)?.day;
  return last ?? null;
}

export function extensionText(t: Translate, { extension }: Pick<ShownGap, 'extension'>): string {
  return extension === '' ? t('completeness.noExtension') : t('completeness.extension', { extension });
}
