import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { Call, Cursor, SearchFilter } from '../../shared/recordings.ts';
import type { Failure } from '../../shared/failure.ts';
import { call, failureOf } from '../api.ts';

export type Calls = {
  calls: readonly Call[];
  /** How many there are in all; null while further pages wait. */
  total: number | null;
  loading: boolean;
  loadingMore: boolean;
  failure: Failure | null;
  /** Loads the next page, if there is one and none is on its way. */
  more: () => void;
  retry: () => void;
};

/** The calls that a filter finds, newest first, page after page (keyset); null asks nothing. */
export function useCalls(filter: SearchFilter | null): Calls {
  const query = useInfiniteQuery({
    queryKey: ['recordings.search', filter],
    queryFn: ({ pageParam }) => {
      if (filter === null) throw new Error('no filter');
      return call('recordings.search', { filter, after: pageParam });
    },
    initialPageParam: null as Cursor | null,
    getNextPageParam: (last) => last.next,
    enabled: filter !== null,
  });
  const { data, hasNextPage, isFetchingNextPage, isError, fetchNextPage, refetch } = query;
  const calls = useMemo(() => data?.pages.flatMap((page) => page.calls) ?? [], [data]);
  const more = useCallback(() => {
    // After a failure the next page waits for „Spróbuj ponownie”: scrolling must not ask without end.
    if (hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage]);
  const retry = useCallback(() => {
    void (data === undefined ? refetch() : fetchNextPage());
  }, [data, refetch, fetchNextPage]);
  return {
    calls,
    total: data === undefined || hasNextPage ? null : calls.length,
    loading: query.isPending && filter !== null,
    loadingMore: isFetchingNextPage,
    failure: query.error === null ? null : failureOf(query.error),
    more,
    retry,
  };
}
