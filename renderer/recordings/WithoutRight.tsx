import { Button } from '@fluentui/react-components';
import type { Me } from '../../shared/session.ts';
import { useText } from '../text.ts';
import { Empty } from '../ui/States.tsx';
import { secretaryText, standingText } from '../WhyNot.tsx';

type Props = { me: Pick<Me, 'authorisation' | 'secretaries'>; onProtocols: () => void };

/** §4.2: in place of the search, for whoever has no right to it: why, who can change that, and the way to what was begun. */
export function WithoutRight({ me, onProtocols }: Props) {
  const t = useText();
  const { authorisation, secretaries } = me;
  const valid = authorisation.scope?.quality === 'only' ? 'text' : 'soon';
  const next = { none: 'first', future: 'wait', valid, expired: 'text', revoked: 'text' } as const;
  return (
    <Empty
      title={standingText(t, authorisation)}
      action={
        <Button appearance="primary" onClick={onProtocols}>
          {t('recordings.without.protocols')}
        </Button>
      }
    >
      {t(`recordings.without.${next[authorisation.state]}`, { secretary: secretaryText(t, secretaries) })}
    </Empty>
  );
}
