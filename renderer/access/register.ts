import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { RegisterRow } from '../../shared/access.ts';
import type { Failure } from '../../shared/failure.ts';
import { call, failureOf } from '../api.ts';

export type Register = {
  rows: readonly RegisterRow[];
  /** How many rows there are in all; null while further pages wait. */
  total: number | null;
  loading: boolean;
  failure: Failure | null;
  more: () => void;
  retry: () => void;
};

/** The register of listenings, newest first, page after page. Asked anew each time that the page is opened. */
export function useRegister(): Register {
  const { data, error, isPending, hasNextPage, isFetchingNextPage, isError, fetchNextPage, refetch } =
    useInfiniteQuery({
      queryKey: ['access.register'],
      queryFn: ({ pageParam }) => call('access.register', { before: pageParam }),
      initialPageParam: null as number | null,
      getNextPageParam: (last) => last.next,
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
