import type { UseQueryResult } from '@tanstack/react-query';
import type { ComponentProps, ReactNode } from 'react';
import { failureOf } from '../api.ts';
import type { Paged } from '../paged.ts';
import { Loading } from './States.tsx';
import { Table } from './Table.tsx';
import { Unloaded } from './Unloaded.tsx';

type Listed<Row> = Omit<Paged<Row>, 'loadingMore'>;

/** The rows of an answer that comes in one piece. */
export function listedBy<Answer, Row>(
  query: UseQueryResult<Answer>,
  rowsOf: (answer: Answer) => readonly Row[],
): Listed<Row> {
  const rows = query.data === undefined ? [] : rowsOf(query.data);
  return {
    rows,
    total: rows.length,
    loading: query.isPending,
    stale: false,
    failure: query.error === null ? null : failureOf(query.error),
    more: () => undefined,
    retry: () => void query.refetch(),
  };
}

type ListProps<Row> = Omit<ComponentProps<typeof Table<Row>>, 'rows' | 'total' | 'onEnd'> & {
  listed: Listed<Row>;
  /** Label of the spinner while the rows load. */
  loading: string;
  /** Shown when there are no rows; absent where there always are some. */
  empty?: ReactNode;
};

/** Rows that were asked for: on their way, failed, none, or there. */
export function List<Row>({ listed, loading, empty, ...table }: ListProps<Row>) {
  const { rows, total, stale, failure, more, retry } = listed;
  // An empty answer to the previous query says nothing about this one.
  const unknown = listed.loading || (stale && rows.length === 0);
  if (rows.length === 0 && failure === null) return unknown ? <Loading label={loading} /> : empty;
  return (
    <>
      {failure !== null && <Unloaded failure={failure} onRetry={retry} partly={rows.length > 0} />}
      {rows.length > 0 && <Table {...table} {...{ rows, total }} onEnd={more} />}
    </>
  );
}
