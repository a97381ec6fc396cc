import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { RegisterFilter, RegisterRow, RegisterSummary, StoryOf, Told } from '../../shared/access.ts';
import type { Failure } from '../../shared/failure.ts';
import { call, failureOf } from '../api.ts';

export const everything: RegisterFilter = {
  login: null,
  case: null,
  from: null,
  to: null,
  state: null,
  refusals: false,
};

export type Paged<Row> = {
  rows: readonly Row[];
  /** How many rows there are in all; null while further pages wait. */
  total: number | null;
  loading: boolean;
  failure: Failure | null;
  more: () => void;
  retry: () => void;
};

/** The register of listenings, newest first, page after page. Asked anew each time that the page is opened. */
export function useRegister(filter: RegisterFilter): Paged<RegisterRow> {
  return usePages(['access.register', filter], null, async (before) => {
    const { rows, next } = await call('access.register', { filter, before });
    return { rows, next };
  });
}

/** What happened in an act or to a recording, oldest first. */
export function useStory({ of, id }: StoryOf): Paged<Told> {
  return usePages(['access.story', of, id], 0, async (after) => {
    const { entries, next } = await call('access.story', { of, id, after: after ?? 0 });
    return { rows: entries, next };
  });
}

/** The foot of the register, and when it was asked for (milliseconds). */
export function useSummary(filter: RegisterFilter): { summary: RegisterSummary; at: number } | null {
  const { data, dataUpdatedAt } = useQuery({
    queryKey: ['access.summary', filter],
    queryFn: () => call('access.summary', { filter }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  return data === undefined ? null : { summary: data, at: dataUpdatedAt };
}

type Page<Row> = { rows: Row[]; next: number | null };

function usePages<Row>(
  queryKey: readonly unknown[],
  first: number | null,
  ask: (from: number | null) => Promise<Page<Row>>,
): Paged<Row> {
  const { data, error, isPending, hasNextPage, isFetchingNextPage, isError, fetchNextPage, refetch } =
    useInfiniteQuery({
      queryKey,
      queryFn: ({ pageParam }) => ask(pageParam),
      initialPageParam: first,
      getNextPageParam: (last) => last.next,
      placeholderData: keepPreviousData,
      staleTime: 0,
    });
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage]);
  const retry = useCallback(() => {
    void (data === undefined ? refetch() : fetchNextPage());
  }, [data, refetch, fetchNextPage]);
  return {
    rows,
    total: hasNextPage ? null : rows.length,
    loading: isPending,
    failure: error === null ? null : failureOf(error),
    more,
    retry,
  };
}
