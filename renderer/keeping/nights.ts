import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { spokenDuration } from '../../shared/duration.ts';
import type { DoneNight, NightList, Nights, StoppedNight } from '../../shared/keeping.ts';
import { freshDays, mostDays } from '../../shared/ledger/keeping.ts';
import { call, queryClient } from '../api.ts';

/** A list that a night stopped at, or the night to come. */
export type AheadRow =
  ({ kind: 'stopped'; key: string } & StoppedNight) | ({ kind: 'next'; key: string } & Nights['next']);
/** A night that is over. */
export type DoneRow = { kind: 'done'; key: string } & DoneNight;
export type NightRow = AheadRow | DoneRow;

/** What somebody else confirmed is seen after so long; the number at the tab and in the rail comes sooner. Milliseconds. */
const lookEvery = 5 * 60_000;

/** The nights of a month `yyyy-mm`; others confirm, and a night passes. */
export function useNights(month: string): UseQueryResult<Nights> {
  return useQuery({
    queryKey: ['keeping.nights', month],
    queryFn: () => call('keeping.nights', { month }),
    // What is ahead is that of every month.
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: lookEvery,
  });
}

/** The calls of a list, held against its entry; of null, of the next night. */
export function useNightList(of: number | null): UseQueryResult<NightList> {
  return useQuery({
    queryKey: ['keeping.nightList', of],
    queryFn: () => call('keeping.nightList', { of }),
    staleTime: 0,
  });
}

export async function refreshNights(): Promise<void> {
  // The sums of the tab and of the rail are those of the holds' page.
  await Promise.all(
    ['keeping.nights', 'keeping.nightList', 'keeping.holds'].map((name) =>
      queryClient.invalidateQueries({ queryKey: [name] }),
    ),
  );
}

/** What waits first, then what comes. */
export function aheadOf({ stopped, next }: Nights): AheadRow[] {
  return [
    ...stopped.map((one) => ({ kind: 'stopped' as const, key: `stopped-${one.seq}`, ...one })),
    ...(next.count === 0 ? [] : [{ kind: 'next' as const, key: 'next', ...next }]),
  ];
}

/** The newest first. */
export function doneOf({ done }: Nights): DoneRow[] {
  return done.map((one) => ({ kind: 'done' as const, key: one.night, ...one }));
}

/** Why a list waits: what was taken in but lately comes first, since it may not be old at all; whatever else is in a list is of too many days. */
export function reasonsOf({ fresh, count }: Pick<StoppedNight, 'fresh' | 'count'>) {
  const reasons = [fresh > 0 && ('fresh' as const), fresh < count && ('tooMany' as const)];
  return reasons.filter((one) => one !== false);
}

/** What the sentences on these reasons name. */
export function numbersOf({ fresh, count }: Pick<StoppedNight, 'fresh' | 'count'>) {
  return {
    ...{ fresh: String(fresh), n: String(count) },
    ...{ freshDays: String(freshDays), most: String(mostDays) },
  };
}

/** How long the calls of a row are together; of a list of which not all goes any more nobody can say it of those that it states. */
export function lengthOf(row: NightRow): string {
  const isLess = row.kind === 'stopped' && row.now.reduce((sum, { count }) => sum + count, 0) !== row.count;
  return isLess ? '–' : spokenDuration(row.durationMs);
}

/** A random id by its ends, which tell two recordings of a list apart: `3f2504e0…3301`. */
export const shortId = (id: string): string => `${id.slice(0, 8)}…${id.slice(-4)}`;
