import { type InfiniteQueryObserverResult, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { StoryOf, Told } from '../shared/register.ts';
import type { Failure } from '../shared/failure.ts';
import { call, failureOf } from './api.ts';

/** Rows that come in pages. */
export type Paged<Row> = {
  rows: readonly Row[];
  /** How many rows there are in all; null while further pages wait, and before the first one. */
  total: number | null;
  loading: boolean;
  /** These are still the rows of the question before. */
  stale: boolean;
  loadingMore: boolean;
  failure: Failure | null;
  /** Loads the next page, if there is one and none is on its way. */
  more: () => void;
  retry: () => void;
};

type Page<Row, From> = { rows: Row[]; next: From | null };

type Asking = {
  /** Whether there is anything to ask. */
  enabled?: boolean;
  /** Asked anew each time that a page of the program is opened; the rows of before stay until the others come. */
  anew?: boolean;
  /** Which question's rows stay, where nothing is asked anew, until those of this one come. */
  keep?: (queryKey: readonly unknown[]) => boolean;
};

/** Asks for the first page at once and for each further one, from where the last one ended, when `more` is called. */
export function usePaged<Row, From>(
  queryKey: readonly unknown[],
  ask: (from: From | null) => Promise<Page<Row, From>>,
  { enabled = true, anew = true, keep = () => false }: Asking = {},
): Paged<Row> {
  const staying = <Rows>(rows: Rows | undefined, before?: { queryKey: readonly unknown[] }) =>
    before !== undefined && keep(before.queryKey) ? rows : undefined;
  const query = useInfiniteQuery({
    queryKey,
    // What `next` said; the library's own types lose sight of a type that is open.
    queryFn: ({ pageParam }) => ask(pageParam as From | null),
    initialPageParam: null as From | null,
    getNextPageParam: (last) => last.next,
    enabled,
    // What is not asked anew stays for whoever comes back an hour later, with its further pages.
    ...(anew
      ? { placeholderData: keepPreviousData, staleTime: 0 }
      : { placeholderData: staying, gcTime: Infinity }),
  });
  const { data, hasNextPage, isFetchingNextPage, isError, fetchNextPage } = query;
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  const more = useCallback(() => {
    // After a failure the next page waits for „Spróbuj ponownie”: scrolling must not ask without end.
    if (hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage]);
  return {
    rows,
    total: data === undefined || hasNextPage ? null : rows.length,
    loading: query.isPending && enabled,
    stale: query.isPlaceholderData,
    loadingMore: isFetchingNextPage,
    failure: query.error === null ? null : failureOf(query.error),
    more,
    retry: () => void askAgain(query),
  };
}

/** Asks once more for what failed: a further page, or all that was there already and was asked for anew. */
export async function askAgain({
  isFetchNextPageError,
  fetchNextPage,
  refetch,
}: Pick<InfiniteQueryObserverResult, 'isFetchNextPageError' | 'fetchNextPage' | 'refetch'>): Promise<void> {
  await (isFetchNextPageError ? fetchNextPage() : refetch());
}

/** What happened in an act or to a recording, oldest first; a listener gets what they did themselves. */
export function useStory({ of, id }: StoryOf): Paged<Told> {
  return usePaged(['register.story', of, id], async (after: number | null) => {
    const { entries, next } = await call('register.story', { of, id, after: after ?? 0 });
    return { rows: entries, next };
  });
}
