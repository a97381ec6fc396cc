import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { HoldDetail, Holds, HoldsShown, ListedHold } from '../../shared/keeping.ts';
import { call, queryClient } from '../api.ts';
import { type Paged, usePaged } from '../paged.ts';

/** Others end and review, too. Milliseconds. */
const lookEvery = 60_000;

/** The sums of all holds. */
export function useHoldCounts(enabled = true): UseQueryResult<Holds> {
  return useQuery({
    queryKey: ['keeping.holds', 'counts'],
    queryFn: () => call('keeping.holds', { show: null, text: null, after: null }),
    enabled,
    staleTime: 0,
    refetchInterval: lookEvery,
  });
}

/** How many of one sort wait for whoever is told of them. */
export function useWaiting(
  what: 'review' | 'restrictions' | 'erasures' | 'stopped',
  enabled: boolean,
): number {
  return countedIf(enabled, useHoldCounts(enabled).data?.counts[what]);
}

/** What is asked for nobody else's sake is told to nobody else: one question answers all. */
const countedIf = (enabled: boolean, count = 0): number => (enabled ? count : 0);

/** Holds page by page, oldest first. */
export function useHolds(show: HoldsShown, text: string | null): Paged<ListedHold> {
  return usePaged<ListedHold, number>(['keeping.holds', show, text], async (after) => {
    const { rows, more } = await call('keeping.holds', { show, text, after });
    return { rows, next: more ? (rows.at(-1)?.seq ?? null) : null };
  });
}

/** A hold out of checked entries; read again when the list says something else of it. */
export function useHold({ seq, review, ended }: ListedHold): UseQueryResult<HoldDetail> {
  return useQuery({
    queryKey: ['keeping.hold', seq, review, ended?.on],
    queryFn: () => call('keeping.hold', { seq }),
    placeholderData: (before) => (before?.seq === seq ? before : undefined),
    staleTime: 0,
  });
}

/** After something was entered. */
export async function refreshHolds(): Promise<void> {
  await Promise.all(
    ['keeping.holds', 'keeping.hold'].map((name) => queryClient.invalidateQueries({ queryKey: [name] })),
  );
}
