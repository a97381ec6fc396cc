import { create } from 'zustand';
import type { Connection } from '../../shared/session.ts';
import { listen, queryClient } from '../api.ts';
import { useText } from '../text.ts';
import { Notice } from '../ui/Notice.tsx';

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

/**
 * Names the nearest part that is away: without the database nothing can be said of the others. A broken ledger comes first. Where all are there, whether
 * listening is suspended. Goes by itself.
 */
export function ConnectionBanner() {
  const t = useText();
  const { database, keeper, share, ledger, suspendedBy } = useConnection();
  const away = !ledger ? 'ledger' : !database ? 'database' : !keeper ? 'keeper' : !share ? 'share' : null;
  if (away === null && suspendedBy !== null) {
    return (
      <Notice flush intent="warning" title={t(`common.suspended.${suspendedBy}`)}>
        {t('common.suspended.goesOn')}
      </Notice>
    );
  }
  if (away === null) return null;
  return (
    // Another part, another bar: each is read out.
    <Notice key={away} flush intent="error" title={t(`session.away.${away}`)}>
      {t(`session.away.${away}Text`)}
    </Notice>
  );
}
