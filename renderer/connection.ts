import { create } from 'zustand';
import type { Failure } from '../shared/failure.ts';
import type { Connection } from '../shared/session.ts';
import { listen, queryClient } from './api.ts';
import { useText } from './text.ts';

/** What works at the moment, as the main process last said; it says so only when something changes. */
export const useConnection = create<Connection>()(() => ({
  database: true,
  keeper: true,
  share: true,
  ledger: true,
  suspendedBy: null,
}));

/** Follows the connection from the first page on; returns the function that stops. */
export function watchConnection(): () => void {
  return listen('connection.changed', (connection) => {
    const back = connection.database && !useConnection.getState().database;
    useConnection.setState(connection);
    // What failed while the database was away is asked again by itself.
    if (back)
      void queryClient.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' });
  });
}

/** The sentence that says why the keeper can decide nothing now: it, or the database that leads to it, is away. null while it answers. */
export function useKeeperAway(): string | null {
  const t = useText();
  const away = useConnection(({ database, keeper }) => (!database ? 'database' : !keeper ? 'keeper' : null));
  return away === null ? null : t(`session.away.${away}`);
}

/** The nearest part that is away: without the database nothing can be said of the others. A broken ledger comes first. */
export function awayOf({ ledger, database, keeper, share }: Connection) {
  return !ledger ? 'ledger' : !database ? 'database' : !keeper ? 'keeper' : !share ? 'share' : null;
}

/** The sentence that says why nothing can be heard now: what is away, or that listening is suspended. null while something can. */
export function useListeningAway(): string | null {
  const t = useText();
  const connection = useConnection();
  const away = awayOf(connection);
  if (away !== null) return t(`session.away.${away}`);
  return connection.suspendedBy === null ? null : t(`common.suspended.${connection.suspendedBy}`);
}

/** Whether the bar of the frame says already what failed: that the database is away. */
export function useSaidAbove(failure: Failure | null): boolean {
  const away = useConnection(({ ledger, database }) => ledger && !database);
  return away && failure?.code === 'database-unreachable';
}
