import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Output } from '../../shared/contract.ts';
import { may, overseesAll } from '../../shared/permissions.ts';
import type { Role } from '../../shared/values.ts';
import { call, queryClient } from '../api.ts';

type Undecided = Output<'keeping.undecided'>;
export type UndecidedCall = Undecided['calls'][number];
export type Silence = Undecided['silences'][number];

/** Calls without the announcement that wait for a decision, and periods; nobody is asked for who may not know. */
export function useUndecided(roles: readonly Role[]): UseQueryResult<Undecided> {
  return useQuery({
    queryKey: ['keeping.undecided'],
    queryFn: () => call('keeping.undecided', {}),
    enabled: overseesAll(roles),
    staleTime: 0,
    refetchInterval: 60_000,
  });
}

/** How many wait for somebody with these roles: the desk alone decides. */
export function useWaitingCalls(roles: readonly Role[]): number {
  const { data } = useUndecided(roles);
  return may('admit', roles) ? (data?.count ?? 0) : 0;
}

export async function refreshUndecided(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ['keeping.undecided'] });
}
