import type { Call, Cursor, ListSort, SearchFilter } from '../../shared/recordings.ts';
import { call } from '../api.ts';
import { type Paged, usePaged } from '../paged.ts';

export type Calls = Paged<Call>;

/** The calls that a filter finds, in order, page after page (keyset); null asks nothing. In another order the rows stay until they come. */
export function useCalls(filter: SearchFilter | null, sort: ListSort): Calls {
  const ask = async (after: Cursor | null) => {
    if (filter === null) throw new Error('no filter');
    const { calls, next } = await call('recordings.search', { filter, sort, after });
    return { rows: calls, next };
  };
  // Each question is entered in the log of searches: coming back to the page asks none.
  return usePaged(['recordings.search', filter, sort], ask, {
    enabled: filter !== null,
    anew: false,
    keep: ([, before]) => before === filter,
  });
}
