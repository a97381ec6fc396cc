import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { StoryOf, Told } from '../shared/access.ts';
import type { Failure } from '../shared/failure.ts';
import { call, failureOf } from './api.ts';

/** Rows that come in pages. */
export type Paged<Row> = {
  rows: readonly Row[];
  /** How many rows there are in all; null while further pages wait. */
  total: number | null;
  loading: boolean;
  failure: Failure | null;
  more: () => void;
  retry: () => void;
};

type Page<Row> = { rows: Row[]; next: number | null };

/** Asks for the first page at once and for each further one when `more` is called; anew each time that a page of the program is opened. */
export function usePages<Row>(
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

/** What happened in an act or to a recording, oldest first; a listener gets what they did themselves. */
export function useStory({ of, id }: StoryOf): Paged<Told> {
  return usePages(['access.story', of, id], 0, async (after) => {
    const { entries, next } = await call('access.story', { of, id, after: after ?? 0 });
    return { rows: entries, next };
  });
}
