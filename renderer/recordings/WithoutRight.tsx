import { Button } from '@fluentui/react-components';
import type { Authorisation } from '../../shared/session.ts';
import { useText } from '../text.ts';
import { Empty } from '../ui/States.tsx';
import { dayText } from '../ui/time.ts';

type Props = { authorisation: Authorisation; onProtocols: () => void };

/** §4.2: in place of the search, for whoever has no right to it: why, who can change that, and the way to what was begun. */
export function WithoutRight({ authorisation, onProtocols }: Props) {
  const t = useText();
  const { state, number, from, to, scope } = authorisation;
  const isForReviews = state === 'valid' && scope?.quality === 'only';
  const valid = isForReviews ? 'text' : 'soon';
  const next = { none: 'first', future: 'wait', valid, expired: 'text', revoked: 'text' } as const;
  return (
    <Empty
      title={t(`recordings.without.${isForReviews ? 'reviews' : state}`, {
        number: number ?? '',
        from: from === null ? '' : dayText(from),
        to: to === null ? '' : dayText(to),
      })}
      action={
        <Button appearance="primary" onClick={onProtocols}>
          {t('recordings.without.protocols')}
        </Button>
      }
    >
      {t(`recordings.without.${next[state]}`)}
    </Empty>
  );
}
