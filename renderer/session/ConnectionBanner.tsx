import { useConnection } from '../connection.ts';
import { useText } from '../text.ts';
import { Notice } from '../ui/Notice.tsx';

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
