import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { RegisterFilter, RegisterRow, RegisterSummary } from '../../shared/register.ts';
import { call } from '../api.ts';
import { type Paged, usePaged } from '../paged.ts';

export const everything: RegisterFilter = {
  login: null,
  case: null,
  from: null,
  to: null,
  state: null,
  refusals: false,
};

/** The register of listenings, newest first, page after page. Asked anew each time that the page is opened. */
export function useRegister(filter: RegisterFilter): Paged<RegisterRow> {
  return usePaged(['register.rows', filter], async (before: number | null) => {
    const { rows, next } = await call('register.rows', { filter, before });
    return { rows, next };
  });
}

/** The foot of the register, and when it was asked for (milliseconds). */
export function useSummary(filter: RegisterFilter): { summary: RegisterSummary; at: number } | null {
  const { data, dataUpdatedAt } = useQuery({
    queryKey: ['register.summary', filter],
    queryFn: () => call('register.summary', { filter }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  return data === undefined ? null : { summary: data, at: dataUpdatedAt };
}
