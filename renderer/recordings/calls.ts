import type { Call, Cursor, SearchFilter } from '../../shared/recordings.ts';
import { call } from '../api.ts';
import { type Paged, usePaged } from '../paged.ts';

export type Calls = Paged<Call>;

/** The calls that a filter finds, newest first, page after page (keyset); null asks nothing. */
export function useCalls(filter: SearchFilter | null): Calls {
  const ask = async (after: Cursor | null) => {
    if (filter === null) throw new Error('no filter');
    const { calls, next } = await call('recordings.search', { filter, after });
    return { rows: calls, next };
  };
  // Each question is entered in the log of searches: coming back to the page asks none.
  return usePaged(['recordings.search', filter], ask, { enabled: filter !== null, anew: false });
}
