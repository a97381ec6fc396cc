import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Duties, Emergency } from '../../shared/duties.ts';
import { call, lookEvery, queryClient } from '../api.ts';
import { useConnection } from '../connection.ts';

/** What waits; asked anew when the page is opened, from time to time, and when listening stops or goes on. */
export function useDuties(): UseQueryResult<Duties> {
  const suspendedBy = useConnection((state) => state.suspendedBy);
  return useQuery({
    queryKey: ['duties.list', suspendedBy],
    queryFn: () => call('duties.list', {}),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: lookEvery,
  });
}

/** What is resumed, and in an emergency confirmed before, as its entries tell it. */
export function useEmergency(): UseQueryResult<Emergency> {
  return useQuery({
    queryKey: ['duties.emergency'],
    queryFn: () => call('duties.emergency', {}),
    staleTime: 0,
  });
}

/** After something was entered. */
export async function refreshDuties(): Promise<void> {
  await Promise.all(
    ['duties.list', 'duties.counts', 'duties.emergency', 'matter.list'].map((name) =>
      queryClient.invalidateQueries({ queryKey: [name] }),
    ),
  );
}
